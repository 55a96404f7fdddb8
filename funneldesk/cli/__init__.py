"""The command line: parses, calls one operation, prints."""
