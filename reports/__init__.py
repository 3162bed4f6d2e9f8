"""Figures, and what each report says."""
