"""Reports as papers: the mid-term, overall and yearly reports, those of units, circulars, and what their numbers rest on."""
