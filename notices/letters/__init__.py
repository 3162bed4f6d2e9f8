"""What a letter on paper says: the facts it rests on, what a person fills in, and how each kind reads."""
