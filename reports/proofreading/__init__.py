"""Proofreading (校对): what a careful clerk would query in a text before it goes out; nothing is ever changed by it."""
