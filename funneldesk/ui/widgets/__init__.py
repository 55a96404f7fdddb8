"""Pieces every page is made of; they show what they are given and know no store."""
