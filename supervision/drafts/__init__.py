"""From the document to registered tasks: taking in, reviewing, registering, and what is weighed before."""
