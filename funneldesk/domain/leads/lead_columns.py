"""The columns a table of leads can have: every field of leads, own fields of lists, and what is computed."""

from collections.abc import Container, Iterable
from typing import Literal

from funneldesk.domain.fields import FIELDS, OWN_PREFIX
from funneldesk.domain.words import field_label
from funneldesk.i18n import _

#: How the values of a column are compared, filtered and written.
ColumnKind = Literal["text", "number", "day", "stage"]
#: The column every table begins with: it says whom a line is about, and stays in sight.
FIRST = "name"
#: What a table shows until somebody chooses.
STANDARD = ("name", "company", "title", "source", "acquired_at", "stage", "score", "since")
#: How narrow and how wide a column may be.
NARROWEST, WIDEST = 48, 4_000
#: What no list says: it follows from the records and the book, as of a day.
COMPUTED = ("stage", "score", "since", "last_on", "activities")


def column_kind(name: str) -> ColumnKind:
    """Return how the values of a column are to be understood."""
    if name == "stage":
        return "stage"
    if name in ("score", "activities"):
        return "number"
    # "acquired_on" and "candidate_since": as publications for the team call them.
    if (
        name in ("since", "last_on", "acquired_on", "candidate_since")
        or FIELDS["leads"].get(name) == "moment"
    ):
        return "day"
    return "text"


def column_label(name: str) -> str:
    """Return the heading of a column."""
    if name == "since":
        return _("Candidate since")
    if name == "last_on":
        return _("Last activity")
    if name == "activities":
        return _("Number of activities")
    return field_label(name)


def is_column(name: str) -> bool:
    """Whether a table of leads can have such a column, be it of another store's lists."""
    own = name.startswith(OWN_PREFIX) and len(name) > len(OWN_PREFIX)
    return own or name in COMPUTED or name in FIELDS["leads"]


def offered_columns(own: Iterable[str]) -> tuple[str, ...]:
    """Return all columns to choose from: the standard ones, what else is computed, other fields, `own` fields."""
    every = (*STANDARD, *COMPUTED, *FIELDS["leads"], *own)
    return tuple(dict.fromkeys(every))


def sound_columns(names: Iterable[str], offered: Container[str]) -> tuple[str, ...]:
    """Return the columns of a choice that are among those `offered`, each once, FIRST at the head.

    Where none is left, the standard ones: a table without columns shows nobody.
    """
    known = [name for name in names if name in offered]
    return tuple(dict.fromkeys((FIRST, *known))) if known else STANDARD
