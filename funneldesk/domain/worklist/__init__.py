"""The work list for sales: its columns and ids, and what the cells of one that comes back mean."""
