"""The tables of how the desk is run: rules, KPIs, data rules, nurture design, scenarios, reasons."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from funneldesk.domain.book import line_parsing as parsing
from funneldesk.domain.book import sentences
from funneldesk.domain.book.book import Book, Kpi, ListSchedule, Reason, Rule
from funneldesk.domain.book.book_cells import code_in, lines_in, text_in, whole_in_cell, yes_in
from funneldesk.domain.book.book_columns import WHY, Entry, choice, number, origin, sentence, side, text
from funneldesk.domain.book.book_parts_agreed import lines_table
from funneldesk.domain.book.book_tables import Column, Line, Table, keyed
from funneldesk.domain.book.phrases import MisreadError
from funneldesk.domain.fields import KINDS, STAGE_VALUES
from funneldesk.domain.lists.cells import Cell
from funneldesk.domain.words import (
    field_label,
    heading,
    known_fields,
    list_label,
    stage_label,
)
from funneldesk.i18n import N_, _

_REASONS = ("rejection", "lost", "disqualification")


def _phrase(
    title: str,
    write: Callable[[Any], str],
    read: Callable[[Any, str], Any],
    explain: str,
    *,
    picks: Callable[[Book], Sequence[str]] | None = None,
    needed: bool = True,
) -> Column:
    return Column(
        title,
        lambda line, _book: heading(write(line)),
        lambda line, cell, _book: read(line, text_in(cell)),
        explain,
        "pick" if picks else "text",
        picks,
        needed,
    )


def _clocks(_book: Book) -> Sequence[str]:
    return [heading(_(message)) for message in sentences.CLOCKS.values()]


RULES = lines_table(
    "rules",
    (
        number("number", N_("No."), N_("The number people quote."), form="whole", needed=True),
        text("name", N_("Rule"), N_("What the rule is called."), needed=True),
        _phrase(
            N_("When"),
            sentences.event_words,
            parsing.event_from_words,
            N_("What sets the rule off, worded like the other lines; numbers of days and calls may change."),
        ),
        sentence("condition", N_("Only if"), N_("A sentence that must hold as well; empty: always.")),
        side("who", N_("Who")),
        text("action", N_("Does what"), N_("What that side must do."), needed=True),
        _phrase(
            N_("Due"),
            sentences.due_words,
            parsing.due_from_words,
            N_("Until when, worded like the other lines; the number of days may change."),
        ),
        _phrase(
            N_("Counted"),
            sentences.clock_words,
            parsing.clock_from_words,
            N_("From when the days are counted. Choose from the list."),
            picks=_clocks,
            needed=False,
        ),
        text("leaves", N_("Leaves behind"), N_("The record the rule leaves.")),
        text("why", *WHY),
        origin(),
    ),
    lambda name, _book: Rule(name, 1, "", "candidate", "is", "", 0, "business", "", origin="own"),
    shown=lambda rules: sorted(rules, key=lambda rule: rule.number),
)

KPIS = lines_table(
    "kpis",
    (
        text("name", N_("KPI"), N_("What the number is called."), needed=True),
        text("definition", N_("Definition"), N_("What the number says.")),
        text("formula", N_("Formula"), N_("How it is computed, in words.")),
        number("low", N_("Band from"), N_("The lower end of what is normal, such as 35%."), form="share"),
        number("high", N_("Band to"), N_("The upper end of what is normal, such as 45%."), form="share"),
        number("monthly_target", N_("Monthly target"), N_("How many a month."), form="whole"),
        side("owner", N_("Person in charge")),
        Column(
            N_("Shared"),
            lambda line, _book: "○" if line.shared else "",
            lambda line, cell, _book: replace(line, shared=yes_in(cell)),
            N_("“○” where both sides answer for it."),
            "pick",
            lambda _book: ["○"],
        ),
        origin(),
    ),
    lambda name, _book: Kpi(name, "own", "", "", "", "marketing", origin="own"),
)


def entries(mapping_of: Callable[[Book], Any]) -> Callable[[Book], Sequence[Line]]:
    """Return a reader of the lines of a mapping."""
    return lambda book: [(key, Entry(key, value)) for key, value in mapping_of(book).items()]


def _days(line: Entry, cell: Cell, _book: Book) -> Entry:
    days = whole_in_cell(cell)
    if days is None or days < 0:
        raise MisreadError(N_("a whole number"))
    return replace(line, value=days)


MATURITY = Table(
    "maturity_days",
    "kpis",
    (
        Column(N_("Step to"), lambda line, book: stage_label(line.id, book.stage_labels)),
        Column(
            N_("Days"),
            lambda line, _book: line.value,
            _days,
            N_("Younger leads are not judged yet."),
            "whole",
        ),
    ),
    entries(lambda book: book.maturity_days),
    lambda book, found: replace(book, maturity_days={name: entry.value for name, entry in found}),
)


def _rename(codes: Sequence[str], say: Callable[[str, Book], str]) -> Callable[[Entry, Cell, Book], Entry]:
    return lambda line, cell, book: replace(line, id=code_in(cell, codes, lambda code: say(code, book)))


def _mapping(found: Sequence[Line]) -> dict[str, Any]:
    return {entry.id: entry.value for _name, entry in found}


def _stage(code: str, book: Book) -> str:
    return stage_label(code, book.stage_labels)


REQUIRED = Table(
    "required",
    "data_rules",
    (
        Column(
            N_("Stage"),
            lambda line, book: _stage(line.id, book),
            _rename(STAGE_VALUES, _stage),
            N_("From this stage on the fields must be filled in. Choose from the list."),
            "pick",
            lambda book: [_stage(code, book) for code in STAGE_VALUES],
            needed=True,
        ),
        Column(
            N_("Must be filled in"),
            lambda line, _book: sentences.required_words(line.value, line.id),
            lambda line, cell, _book: replace(
                line, value=parsing.required_from_words(text_in(cell), line.id)
            ),
            N_("Names of fields. Where one of two will do, write it like the other lines."),
        ),
    ),
    entries(lambda book: book.data_rules.required),
    lambda book, found: replace(book, data_rules=replace(book.data_rules, required=_mapping(found))),
    lambda _name, _book: Entry("", ()),
)


def _field_name(code: str, _book: Book) -> str:
    return sentences.required_words((code,), "")


def _read_field(line: Entry, cell: Cell, _book: Book) -> Entry:
    names = parsing.required_from_words(text_in(cell), "")
    if len(names) != 1 or "|" in names[0]:
        raise MisreadError(N_("the name of one field"))
    return replace(line, id=names[0])


ALLOWED = Table(
    "allowed",
    "data_rules",
    (
        Column(
            N_("Field"),
            lambda line, book: _field_name(line.id, book),
            _read_field,
            N_("The field whose values are settled."),
            "pick",
            lambda _book: [field_label(code) for code in known_fields()],
            needed=True,
        ),
        Column(
            N_("Values to choose from"),
            lambda line, _book: "\n".join(line.value),
            lambda line, cell, _book: replace(line, value=lines_in(cell)),
            N_("One value a line (Alt + Enter begins a new line)."),
        ),
    ),
    entries(lambda book: book.data_rules.allowed),
    lambda book, found: replace(book, data_rules=replace(book.data_rules, allowed=_mapping(found))),
    lambda _name, _book: Entry("", ()),
)
COMMENT = Table(
    "comment_template",
    "data_rules",
    (
        Column(
            N_("To be filled in"),
            lambda line, _book: line.value,
            lambda line, cell, _book: replace(line, value=text_in(cell)),
            N_("What whoever hands a lead over writes down."),
            needed=True,
        ),
    ),
    lambda book: [(str(n), Entry(str(n), t)) for n, t in enumerate(book.data_rules.comment_template, 1)],
    lambda book, found: replace(
        book, data_rules=replace(book.data_rules, comment_template=tuple(e.value for _name, e in found))
    ),
    lambda name, _book: Entry(name, ""),
)
SCHEDULES = Table(
    "schedules",
    "data_rules",
    (
        text("name", N_("What"), N_("The list or the entry that is kept up to date."), needed=True),
        choice(
            "kind",
            N_("List"),
            N_("Which kind of list it is. Choose from the list."),
            KINDS,
            lambda code, _book: list_label(code),
        ),
        _phrase(
            N_("How often"),
            sentences.schedule_words,
            parsing.schedule_from_words,
            N_("How often it comes in. Choose from the list."),
            picks=lambda _book: parsing.schedules(),
        ),
        side("owner", N_("By")),
    ),
    lambda book: keyed(book.data_rules.schedules),
    lambda book, found: replace(
        book, data_rules=replace(book.data_rules, schedules=tuple(line for _name, line in found))
    ),
    lambda name, _book: ListSchedule(name, "", "leads", "week"),
)


def _by_kind(reasons: Sequence[Reason]) -> Sequence[Reason]:
    return sorted(reasons, key=lambda reason: _REASONS.index(reason.kind))


REASONS = lines_table(
    "reasons",
    (
        choice(
            "kind",
            N_("Kind of reason"),
            N_("What the reason is for. Choose from the list."),
            _REASONS,
            lambda code, _book: sentences.reason_label(code),
        ),
        text("name", N_("Reason"), N_("What people choose."), needed=True),
        _phrase(
            N_("What follows"),
            sentences.follows_words,
            parsing.follows_from_words,
            N_("What follows from it, worded like the other lines; the number of days may change."),
        ),
        origin(),
    ),
    lambda name, _book: Reason(name, "rejection", "", "keep", origin="own"),
    shown=_by_kind,
)
TABLES_OPERATING = (RULES, KPIS, MATURITY, REQUIRED, ALLOWED, COMMENT, SCHEDULES, REASONS)
