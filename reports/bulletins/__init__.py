"""How an issue of a bulletin reads, and what a proofreader sees in it."""
