"""Changes of a draft that concern more than the line that was edited."""

from dataclasses import replace

from funneldesk.domain.book.book import Book, Kpi

#: The band of the whole way from MQL to deal is the product of its two steps (DESIGN 3).
_WHOLE, _STEPS = "deal_rate", ("acceptance_rate", "deal_creation_rate")
#: Bands are agreed in tenths of a percent; the product is rounded a little finer.
_DIGITS = 4
_Band = tuple[float | None, float | None]


def with_kpi(book: Book, kpi: Kpi) -> Book:
    """Return `book` with `kpi` in place of the KPI of the same id.

    As long as nobody set another band for 商談率, it follows the bands of 承認率 and 商談化率.
    """
    before = book.kpis
    after = tuple(kpi if old.id == kpi.id else old for old in before)
    if kpi.code not in _STEPS or _band(before, _WHOLE) != _product(before):
        return replace(book, kpis=after)
    low, high = _product(after)
    whole = tuple(replace(k, low=low, high=high) if k.code == _WHOLE else k for k in after)
    return replace(book, kpis=whole)


def with_threshold(book: Book, points: float, leave: float | None = None) -> Book:
    """Return `book` with another threshold; its leaving threshold stays `leave`, but always below it.

    `leave`: default the book's own. Equal ones would be no book that can be agreed on.
    """
    kept = min(book.threshold.leave if leave is None else leave, points - 1)
    return replace(book, threshold=replace(book.threshold, points=points, leave=kept))


def _band(kpis: tuple[Kpi, ...], code: str) -> _Band:
    found = next((kpi for kpi in kpis if kpi.code == code), None)
    return (None, None) if found is None else (found.low, found.high)


def _product(kpis: tuple[Kpi, ...]) -> _Band:
    """Return the band of both steps; an end that one of them leaves open is open."""
    first, second = (_band(kpis, code) for code in _STEPS)
    return _times(first[0], second[0]), _times(first[1], second[1])


def _times(first: float | None, second: float | None) -> float | None:
    return None if first is None or second is None else round(first * second, _DIGITS)
