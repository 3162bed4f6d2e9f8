"""Campaigns of evaluation: their scope, the freeze of their data, scores, objections."""
