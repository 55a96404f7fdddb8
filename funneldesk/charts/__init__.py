"""Domain results become matplotlib figures; no pyplot, no Qt."""
