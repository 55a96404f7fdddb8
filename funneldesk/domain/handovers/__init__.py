"""Hand-overs of leads: what follows from a decision, and what came of a call."""
