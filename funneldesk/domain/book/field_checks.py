"""What is wrong with what somebody typed into a field of the book, as a sentence; empty: nothing is.

Stricter than `book_checks`, which only keeps a book from being adopted: who writes a line anew wants none that is
empty or stands there already.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from funneldesk.domain.book.book_cells import day_in
from funneldesk.domain.book.phrases import MisreadError, normal
from funneldesk.domain.formats import day
from funneldesk.domain.words import stage_label
from funneldesk.i18n import _

_CURRENCY_LETTERS = 3


def text_fault(text: str, others: Iterable[str] = ()) -> str:
    """Return what keeps `text` from standing beside `others`: it is empty, or one of them."""
    words = normal(text)
    if not words:
        return _("Something must stand here. To have it gone, press Remove.")
    if words in {normal(other) for other in others}:
        return _("“%(text)s” is there already.") % {"text": text[:40]}
    return ""


def day_from_words(text: str, today: int) -> tuple[str, str]:
    """Return the ISO day typed and what is wrong with it; nobody has read anything after `today` (an ordinal)."""
    try:
        found = day_in(text)
    except MisreadError:
        found = ""
    if not found:
        return "", _("Write a date such as %(day)s.") % {"day": day(today)}
    if date.fromisoformat(found).toordinal() > today:
        return "", _("This day is still to come. Write today or an earlier day.")
    return found, ""


def label_fault(stage: str, label: str, labels: Mapping[str, str], stages: Iterable[str]) -> str:
    """Return what keeps `label` from being the name of `stage`: another of `stages` is called so."""
    for other in stages:
        if label and other != stage and normal(stage_label(other, labels)) == normal(label):
            usual = stage_label(other)
            return _("“%(text)s” is what %(stage)s is called. Two stages cannot have one name.") % {
                "text": label[:40], "stage": usual
            }  # fmt: skip
    return ""


def currency_from_words(text: str) -> tuple[str, str]:
    """Return the code of a currency and what is wrong with it."""
    code = normal(text).upper()
    if len(code) != _CURRENCY_LETTERS or not (code.isascii() and code.isalpha()):
        return "", _("Write the three letters of a currency, such as JPY.")
    return code, ""
