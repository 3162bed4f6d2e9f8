"""The life of an assignment, from handing out to closing, and the matters that need coordination."""
