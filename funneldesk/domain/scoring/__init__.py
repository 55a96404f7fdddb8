"""Scores: features, points, candidates, and why a score is what it is."""
