"""A task's whole file (案卷)."""
