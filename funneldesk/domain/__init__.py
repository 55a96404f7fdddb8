"""Frozen records and pure functions: what happened and what was agreed, and all that follows from them."""
