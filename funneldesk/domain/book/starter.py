"""The starter book (STARTER): the unsigned example a new store begins with, in Japanese and in English."""

from functools import cache

from funneldesk.domain.book.book import Book
from funneldesk.domain.book.book_json import book_from_json, canonical_json
from funneldesk.resources import resource_path


@cache
def starter_book(language: str) -> Book:
    """Return the starter book in `language` ("ja" or "en"); others raise FileNotFoundError."""
    return book_from_json(resource_path("book", f"starter.{language}.json").read_text(encoding="utf-8"))


@cache
def starter_json(language: str) -> str:
    """Return the canonical text of the starter book in `language`."""
    return canonical_json(starter_book(language))
