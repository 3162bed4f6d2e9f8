"""Bulletins: their series, their issues, and what stands in them."""
