"""How far a workshop got, read off the book itself: what both sides took over is their own, no example any more.

Nothing else is stored about a workshop: a term both agreed on has the origin "own", as a line somebody changed has.
"""

from dataclasses import replace

from funneldesk.domain.book.book import Book, Kpi, Origin, Term
from funneldesk.domain.book.book_targets import RATE_KPIS, SAL_COUNT
from funneldesk.domain.book.conditions import Condition
from funneldesk.domain.book.starter import starter_book

#: The steps in their order.
STEPS = ("terms", "bands", "targets", "beginning", "signing")
#: The article begins with three months, an article and a white paper (as types of contents).
PILOT_MONTHS = 3
BEGINNINGS = ("article", "white_paper")
_OWN: Origin = "own"
_EXAMPLE: Origin = "example"


def is_agreed(line: Term | Kpi) -> bool:
    """Whether both sides took a line over."""
    return line.origin == _OWN


def rate_kpis(book: Book) -> tuple[Kpi, ...]:
    """Return the KPIs whose bands are chosen: of the steps from MQL to won, in this order."""
    by_code = {kpi.code: kpi for kpi in book.kpis}
    return tuple(by_code[code] for code in RATE_KPIS.values() if code in by_code)


def with_term(book: Book, term: Term) -> Book:
    """Return the book with a term written anew: both sides have to agree on it again."""
    return _with_terms(book, replace(term, origin=_EXAMPLE))


def with_agreed(book: Book, base: Book, term_id: str, *, agreed: bool) -> Book:
    """Return the book with a term agreed on, or not any more: it is again what it is in `base`, where it is one."""
    term = next(one for one in book.terms if one.id == term_id)
    if agreed:
        return _with_terms(book, replace(term, origin=_OWN))
    before = next((one.origin for one in base.terms if replace(one, origin=term.origin) == term), _EXAMPLE)
    return _with_terms(book, replace(term, origin=_EXAMPLE if before == _OWN else before))


def with_bands_agreed(book: Book) -> Book:
    """Return the book with the bands of the rates as both sides' own."""
    ids = {kpi.id for kpi in rate_kpis(book)}
    kpis = tuple(replace(kpi, origin=_OWN) if kpi.id in ids else kpi for kpi in book.kpis)
    return replace(book, kpis=kpis)


def with_beginning(book: Book, segment: Condition | None, text: str) -> Book:
    """Return the book for everybody or for a segment, with what it begins with in words."""
    return replace(book, scope=replace(book.scope, segment=segment, shadow=False, text=text))


def is_done(book: Book, step: str) -> bool:
    """Whether a step before the signatures is done."""
    if step == "terms":
        return all(map(is_agreed, book.terms))
    if step == "bands":
        return all(map(is_agreed, rate_kpis(book)))
    if step == "targets":
        return all(is_agreed(kpi) for kpi in book.kpis if kpi.code == SAL_COUNT)
    starter = starter_book(book.language).scope
    return step == "beginning" and book.scope != starter


def first_open(book: Book) -> str:
    """Return the step to go on with."""
    return next((step for step in STEPS if not is_done(book, step)), STEPS[-1])


def _with_terms(book: Book, term: Term) -> Book:
    return replace(book, terms=tuple(term if one.id == term.id else one for one in book.terms))
