"""The columns of a work list and the words its pick-lists offer, in both languages."""

from collections.abc import Iterable
from typing import Literal

from funneldesk.domain.leads.records import plain
from funneldesk.domain.words import field_label
from funneldesk.i18n import LANGUAGES, N_, _, speaking

#: Heads the hidden column of ids, and what a row there begins with.
MARK = "fd:worklist"
ColumnCode = Literal[
    "what", "until", "name", "company", "title", "phone", "email", "score", "touches", "handed",
    "result", "reason", "day", "comment", "recheck_at", "ids",
]  # fmt: skip
#: What a person reads, and what a person fills in, in the order of the sheet.
READ: tuple[ColumnCode, ...] = (
    "what", "until", "name", "company", "title", "phone", "email", "score", "touches", "handed",
)  # fmt: skip
FILLED: tuple[ColumnCode, ...] = ("result", "reason", "day", "comment", "recheck_at")

Result = Literal["accepted", "rejected", "reached", "unreached", "contacted", "handed", "done", ""]
#: In the order of the pick-list.
RESULTS: tuple[Result, ...] = (
    "accepted", "rejected", "reached", "unreached", "contacted", "handed", "done",
)  # fmt: skip
_RESULT_WORDS = {
    "accepted": N_("Accept the lead"),
    "rejected": N_("Decline the lead"),
    "reached": N_("Reached by phone"),
    "unreached": N_("Nobody answered"),
    "contacted": N_("First contact made"),
    "handed": N_("Hand over to sales"),
    "done": N_("Done as asked"),
}
_HEADINGS = {
    "what": N_("What to do"),
    "until": N_("Until"),
    "score": N_("Score and main reasons"),
    "touches": N_("What the lead did last"),
    "handed": N_("Handed over, and by which rule"),
    "result": N_("Result"),
    "day": N_("Date of the result"),
    "ids": N_("ids"),
}
#: A sheet is a work list without its ids if it has all of these and says who a row is about.
_TELLING: tuple[ColumnCode, ...] = ("result", "reason", "day", "recheck_at")
_WHO: tuple[ColumnCode, ...] = ("email", "name", "company")


def column_heading(code: ColumnCode) -> str:
    """Return the heading of a column in the language in use."""
    return _(_HEADINGS[code]) if code in _HEADINGS else field_label(code)


def result_words(result: Result) -> str:
    """Return a result as the pick-list offers it."""
    return _(_RESULT_WORDS[result]) if result else ""


def result_of(text: str) -> Result | None:
    """Return the result a cell names in just the words of the pick-list, of either language; None: none of them."""
    wanted = plain(text)
    for language in LANGUAGES:
        with speaking(language):
            for result in RESULTS:
                if plain(result_words(result)) == wanted:
                    return result
    return None


def columns_in(cells: Iterable[str]) -> dict[ColumnCode, int]:
    """Return where each column of a work list stands in a row of headings; {} where these are none."""
    known: dict[str, ColumnCode] = {plain(MARK): "ids"}
    for language in LANGUAGES:
        with speaking(language):
            known |= {plain(column_heading(code)): code for code in (*READ, *FILLED)}
    found: dict[ColumnCode, int] = {}
    for place, cell in enumerate(cells):
        code = known.get(plain(cell)) if cell else None
        if code is not None:
            found.setdefault(code, place)
    return found if "ids" in found or is_telling(found) else {}


def is_telling(found: Iterable[ColumnCode]) -> bool:
    """Whether these columns are a work list's even where its ids are gone."""
    there = set(found)
    return there.issuperset(_TELLING) and not there.isdisjoint(_WHO)


def is_worklist(headings: Iterable[str]) -> bool:
    """Whether a list with these headings is a work list that comes back."""
    return bool(columns_in(headings))
