"""The codes in a publication's cells, in words: for views, sheets and pages, in the language in use."""

from collections.abc import Callable, Mapping

from funneldesk.domain.book.book_parts import TABLES as BOOK_TABLES
from funneldesk.domain.fields import CONTENT_TYPES, DECISIONS, PHASES, STAGES
from funneldesk.domain.words import (
    content_type_label,
    field_label,
    heading,
    part_label,
    phase_label,
    side_label,
    stage_label,
    value_label,
    verdict_label,
)
from funneldesk.i18n import _

#: The ranges of the funnel, and what it is broken down by ("": not at all).
RANGES = ("trailing", "all")
BROKEN_DOWN_BY = ("source", "industry")
#: The part of the book that says which version it is and who signed it.
VERSION_PART = "version"


def vocabulary(codes: str) -> Mapping[str, str]:
    """Return the words of a vocabulary (`Column.codes`) by code, in the language in use; {} for no codes."""
    return _VOCABULARIES[codes]() if codes else {}


def state_label(code: str) -> str:
    """Return the state of a hand-over: "open", "conflict" (answers contradict each other) or a decision."""
    if code == "conflict":
        return _("Answers contradict each other")
    return _("Waiting for an answer") if code == "open" else heading(value_label("decision", code))


def _states() -> dict[str, str]:
    return {code: state_label(code) for code in ("open", "conflict", *DECISIONS)}


def _sides() -> dict[str, str]:
    return {code: side_label(code) for code in ("marketing", "is", "sales", "everyone")}


def _ranges() -> dict[str, str]:
    return {"trailing": _("Last 12 months"), "all": _("Everything")}


def _by() -> dict[str, str]:
    return {"": "", **{code: field_label(code) for code in BROKEN_DOWN_BY}}


def _parts() -> dict[str, str]:
    parts = dict.fromkeys(table.part for table in BOOK_TABLES)
    return {VERSION_PART: _("Version"), **{part: part_label(part) for part in parts}}


_VOCABULARIES: dict[str, Callable[[], dict[str, str]]] = {
    "side": _sides,
    "state": _states,
    "stage": lambda: {code: stage_label(code) for code in STAGES},
    "range": _ranges,
    "by": _by,
    "verdict": lambda: {code: verdict_label(code) for code in ("below", "within", "above")},
    "content_type": lambda: {code: content_type_label(code) for code in ("", *CONTENT_TYPES)},
    "phase": lambda: {code: phase_label(code) for code in PHASES},
    "part": _parts,
}
