"""Sentences about the office that must stay true."""
