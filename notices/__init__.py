"""Deciding, wording and sending notices."""
