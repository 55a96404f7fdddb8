"""What the team shares: what is published at which level, what its members answer, and how answers are merged."""
