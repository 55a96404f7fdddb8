"""The one page for the manager: what is on it, and how it is said."""
