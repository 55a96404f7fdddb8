"""The window of a member of the team: what was published, read-only, and her answers to hand-overs."""
