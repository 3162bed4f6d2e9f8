"""From a file to a responsibility list: drafts and problems."""
