"""What a publication holds: the one list of its tables and columns, from which files, pages and checks are made.

It is an allow-list: a column that is not here is published nowhere, and one that is says from which level on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from funneldesk.domain.team.levels import Level
from funneldesk.i18n import N_

#: One higher whenever a table or column is added: an older program refuses what it does not know.
SCHEMA = 1
#: "day": text YYYY-MM-DD; "json": text; "flag": 0 or 1. Everything may be NULL.
ColumnType = Literal["text", "whole", "real", "day", "flag", "json"]
#: Of whom a cell is told: "all" levels, "people" (not in sums), "contact" (open hand-overs at that level only).
Told = Literal["all", "people", "contact"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the file, its type, its heading in words (an English msgid), and to whom it is told.

    `codes`: its cells are codes, which a vocabulary of that name puts into words (`publication_words.vocabulary`).
    """

    name: str
    type: ColumnType
    heading: str
    told: Told = "people"
    codes: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the file. `view`: the name of its friendly view in words (an English msgid)."""

    name: str
    view: str
    columns: tuple[Column, ...]
    #: "people": no rows at all where only sums are published.
    told: Told = "all"


def _column(given: "tuple[str, ColumnType, str] | Column", told: Told) -> Column:
    return given if isinstance(given, Column) else Column(*given, told=told)


def _people(*columns: tuple[str, ColumnType, str] | Column) -> tuple[Column, ...]:
    return tuple(_column(one, "people") for one in columns)


def _sums(*columns: tuple[str, ColumnType, str] | Column) -> tuple[Column, ...]:
    return tuple(_column(one, "all") for one in columns)


_PERSON = (
    Column("person", "text", N_("Name"), "contact"),
    Column("email", "text", N_("E-mail address"), "contact"),
    Column("phone", "text", N_("Phone number"), "contact"),
)
TABLES: tuple[Table, ...] = (
    Table(
        "about",
        N_("About this file"),
        _sums(
            ("key", "text", N_("Code")),
            ("value", "text", N_("Value")),
            ("item", "text", N_("Item")),
            ("said", "text", N_("In words")),
        ),
    ),
    Table(
        "today",
        N_("Today's duties"),
        _people(
            ("position", "whole", N_("No.")),
            Column("side", "text", N_("Who acts"), "people", "side"),
            ("event", "text", N_("Kind of duty (code)")),
            ("action", "text", N_("What is to be done")),
            ("why", "text", N_("Why it is owed")),
            ("rule", "text", N_("Rule")),
            ("lead", "whole", N_("Lead number")),
            *_PERSON,
            ("company", "text", N_("Company")),
            ("title", "text", N_("Job title")),
            ("owner", "text", N_("In charge")),
            ("score", "real", N_("Score")),
            ("since", "day", N_("Since")),
            ("due", "day", N_("Due")),
            ("days_late", "whole", N_("Days late")),
            ("is_long_ago", "flag", N_("Late for long")),
            ("handover", "text", N_("Hand-over")),
        ),
        "people",
    ),
    Table(
        "handovers",
        N_("Hand-overs"),
        _people(
            ("handover", "text", N_("Hand-over")),
            ("lead", "whole", N_("Lead number")),
            *_PERSON,
            ("company", "text", N_("Company")),
            ("title", "text", N_("Job title")),
            Column("side", "text", N_("Handed to"), "people", "side"),
            ("owner", "text", N_("In charge")),
            ("handed_on", "day", N_("Handed over on")),
            ("due", "day", N_("Answer due")),
            ("is_late", "flag", N_("Late")),
            Column("state", "text", N_("State"), "people", "state"),
            ("reason", "text", N_("Reason")),
            ("decided_on", "day", N_("Decided on")),
            ("contacted_on", "day", N_("Contacted on")),
            ("recheck_on", "day", N_("Look again on")),
            Column("comment", "text", N_("Comment"), "contact"),
            ("score", "real", N_("Score")),
            ("why", "text", N_("Reasons for the score")),
            ("decided_by", "json", N_("What it was decided by")),
        ),
        "people",
    ),
    Table(
        "leads",
        N_("Leads"),
        _people(
            ("lead", "whole", N_("Lead number")),
            *_PERSON,
            ("company", "text", N_("Company")),
            ("title", "text", N_("Job title")),
            ("industry", "text", N_("Industry")),
            ("employees", "text", N_("Employees")),
            ("prefecture", "text", N_("Prefecture")),
            ("source", "text", N_("Lead source")),
            Column("stage", "text", N_("Stage"), "people", "stage"),
            ("score", "real", N_("Score")),
            ("is_candidate", "flag", N_("SAL candidate")),
            ("candidate_since", "day", N_("Candidate since")),
            ("is_excluded", "flag", N_("Not to be contacted")),
            ("acquired_on", "day", N_("Acquired on")),
            ("last_on", "day", N_("Last activity")),
            ("owner", "text", N_("In charge")),
            ("handover", "text", N_("Open hand-over")),
        ),
        "people",
    ),
    Table(
        "funnel",
        N_("Funnel"),
        _sums(
            ("position", "whole", N_("No.")),
            Column("range", "text", N_("Range"), "all", "range"),
            ("from_day", "day", N_("From")),
            ("to_day", "day", N_("To")),
            Column("by", "text", N_("Broken down by"), "all", "by"),
            ("value", "text", N_("Group")),
            Column("stage", "text", N_("Stage"), "all", "stage"),
            ("stage_name", "text", N_("Name of the stage")),
            ("recorded", "flag", N_("Recorded")),
            ("count", "whole", N_("Count")),
            Column("previous", "text", N_("Stage before"), "all", "stage"),
            ("n", "whole", N_("Of")),
            ("k", "whole", N_("Went on")),
            ("rate", "real", N_("Rate")),
            ("low", "real", N_("At least (95 %)")),
            ("high", "real", N_("At most (95 %)")),
            ("band_low", "real", N_("Band from")),
            ("band_high", "real", N_("Band to")),
            Column("verdict", "text", N_("Verdict"), "all", "verdict"),
            ("sure", "flag", N_("Verdict is sure")),
            ("median_days", "real", N_("Median days")),
            ("maturity_days", "whole", N_("Days until it is judged")),
            Column("quartile_low", "real", N_("Days (lower quarter)"), "people"),
            Column("quartile_high", "real", N_("Days (upper quarter)"), "people"),
            Column("immature", "whole", N_("Still open"), "people"),
            Column("skipped", "whole", N_("Skipped the stage"), "people"),
            Column("undated", "whole", N_("Without a date"), "people"),
            Column("needed", "whole", N_("More needed to be sure"), "people"),
        ),
    ),
    Table(
        "contents",
        N_("Contents and deals"),
        _sums(
            ("position", "whole", N_("No.")),
            ("content", "text", N_("Content")),
            ("title", "text", N_("Title")),
            Column("type", "text", N_("Type"), "all", "content_type"),
            Column("phase", "text", N_("Phase"), "all", "phase"),
            ("theme", "text", N_("Content theme")),
            ("touched", "whole", N_("People reached")),
            ("deals", "whole", N_("With a deal")),
            ("rate", "real", N_("Deal rate")),
            ("low", "real", N_("At least (95 %)")),
            ("high", "real", N_("At most (95 %)")),
            ("enough", "flag", N_("Enough people")),
            Column("baseline", "real", N_("Deal rate of all others"), "people"),
            ("won", "whole", N_("Won")),
        ),
    ),
    Table(
        "book",
        N_("Definition book"),
        _sums(
            ("position", "whole", N_("No.")),
            Column("part", "text", N_("Part"), "all", "part"),
            ("item", "text", N_("Item")),
            ("aspect", "text", N_("What of it")),
            ("said", "text", N_("What was agreed")),
        ),
    ),
    Table(
        "definition",
        N_("Definition book for programs"),
        _sums(
            ("version", "whole", N_("Version")),
            ("from_day", "day", N_("In force from")),
            ("is_pilot", "flag", N_("Pilot")),
            ("signed", "text", N_("Signed by")),
            ("json", "json", N_("The book (JSON)")),
        ),
    ),
    Table(
        "reasons",
        N_("Reasons for declining"),
        _sums(
            ("position", "whole", N_("No.")),
            ("reason", "text", N_("Reason")),
            ("follows", "text", N_("What follows")),
        ),
    ),
    Table(
        "columns",
        N_("What the columns mean"),
        _sums(
            ("table_name", "text", N_("Table")),
            ("column_name", "text", N_("Column")),
            ("heading_ja", "text", N_("In Japanese")),
            ("heading_en", "text", N_("In English")),
        ),
    ),
)
#: One cell as it is stored.
Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything one publication says, as rows by table in the order of its columns. `as_of`: ordinal."""

    level: Level
    as_of: int
    language: str
    rows: Mapping[str, Sequence[Sequence[Value]]]


def rows_told(level: Level, rows: Mapping[str, int]) -> dict[str, int | None]:
    """Return how many rows each table has; None where a level tells no rows of it, which is not the same as none."""
    hidden = {table.name for table in TABLES if level == "aggregate" and table.told == "people"}
    return {name: None if name in hidden else count for name, count in rows.items()}


def table_named(name: str) -> Table:
    """Return a table by its name; KeyError where there is none."""
    return next(table for table in TABLES if table.name == name)
