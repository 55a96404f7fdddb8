"""Changes of a draft that concern more than the line that was edited."""

from dataclasses import replace

from funneldesk.domain.book.book import Book, Kpi

#: The band of the whole way from MQL to deal is the product of its two steps (DESIGN 3).
_WHOLE, _STEPS = "deal_rate", ("acceptance_rate", "deal_creation_rate")
#: Bands are agreed in tenths of a percent; the product is rounded a little finer.
_DIGITS = 4


def with_kpi(book: Book, kpi: Kpi) -> Book:
    """Return `book` with `kpi` in place of the KPI of the same id.

    As long as nobody set another band for 商談率, it follows the bands of 承認率 and 商談化率.
    """
    before = book.kpis
    after = tuple(kpi if old.id == kpi.id else old for old in before)
    if kpi.code not in _STEPS or _band(before, _WHOLE) != _product(before):
        return replace(book, kpis=after)
    product = _product(after)
    if product is None:
        return replace(book, kpis=after)
    low, high = product
    whole = tuple(replace(k, low=low, high=high) if k.code == _WHOLE else k for k in after)
    return replace(book, kpis=whole)


def with_threshold(book: Book, points: float, leave: float | None = None) -> Book:
    """Return `book` with another threshold; its leaving threshold stays `leave`, but always below it.

    `leave`: default the book's own. Equal ones would be no book that can be agreed on.
    """
    kept = min(book.threshold.leave if leave is None else leave, points - 1)
    return replace(book, threshold=replace(book.threshold, points=points, leave=kept))


def _band(kpis: tuple[Kpi, ...], code: str) -> tuple[float, float] | None:
    found = next((kpi for kpi in kpis if kpi.code == code), None)
    if found is None or found.low is None or found.high is None:
        return None
    return found.low, found.high


def _product(kpis: tuple[Kpi, ...]) -> tuple[float, float] | None:
    bands = [_band(kpis, code) for code in _STEPS]
    if bands[0] is None or bands[1] is None:
        return None
    (low, high), (next_low, next_high) = bands[0], bands[1]
    return round(low * next_low, _DIGITS), round(high * next_high, _DIGITS)
