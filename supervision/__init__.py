"""What the office does, from registration to closure. Takes a session, never commits."""
