"""Workbooks out: the definition book, rows to correct."""
