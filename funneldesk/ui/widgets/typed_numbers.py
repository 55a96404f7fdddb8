"""Numbers as people type them into fields: full-width digits, separators, percent."""

import math

from funneldesk.domain.book.phrases import normal, number_of
from funneldesk.i18n import _


class MisreadNumberError(Exception):
    """What was typed is no such number; its text says what would be."""


def number_in_field(text: str, *, percent: bool = False, needed: bool = False) -> float | None:
    """Return the number typed, None for an empty field (unless `needed`). "10 %" is 0.1 where `percent`."""
    words = normal(text)
    if not words:
        if needed:
            raise MisreadNumberError(_("Type a number here."))
        return None
    share = percent and words.endswith("%")
    found = number_of(words.removesuffix("%").strip() if share else words)
    if found is None or not math.isfinite(found):
        raise MisreadNumberError(_("“%(text)s” is no number. Type digits, such as 30.") % {"text": text[:40]})
    return round(found / 100, 12) if share else found


def whole_in_field(text: str) -> int | None:
    """Return the whole number typed, None for an empty field."""
    found = number_in_field(text)
    if found is not None and found != int(found):
        raise MisreadNumberError(_("Type a whole number here."))
    return None if found is None else int(found)


def number_text(number: float | None) -> str:
    """Return a number as it stands in a field that can be typed into: with a plain minus."""
    if number is None:
        return ""
    return f"{number:.10g}"
