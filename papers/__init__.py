"""How an official paper looks, whatever it says."""
