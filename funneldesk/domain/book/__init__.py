"""The book as data: its parts, its versions, its sentences."""
