"""The monthly report: what a director is told of one month, in figures and in words."""
