"""Bulletins (简报, 改革快报): series with two counters, issues from draft to print, and who received them."""
