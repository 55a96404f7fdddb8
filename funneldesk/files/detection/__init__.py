"""What a list is: its heading row, its kind, what its columns are called and look like."""
