"""The formats of lists: each opened, checked and read row by row."""
