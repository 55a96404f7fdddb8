"""The tables of what leads are judged by: readers, labels, terms, criteria, threshold, components, signals."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from funneldesk.domain.book.book import COMPONENTS, Book, Criterion, Reader, Signal, Term
from funneldesk.domain.book.book_cells import (
    Value,
    day_in,
    number_in_cell,
    plain_number,
    text_in,
    whole_in_cell,
)
from funneldesk.domain.book.book_columns import (
    WHY,
    Entry,
    choice,
    condition_in,
    number,
    origin,
    sentence,
    side,
    text,
)
from funneldesk.domain.book.book_tables import Column, Line, Table, changed_order, keyed
from funneldesk.domain.book.clauses import activities_in_words
from funneldesk.domain.book.line_parsing import signal_from_words
from funneldesk.domain.book.phrases import MisreadError, normal
from funneldesk.domain.book.sentences import condition_sentence, signal_sentence
from funneldesk.domain.fields import STAGE_VALUES
from funneldesk.domain.lists.cells import Cell
from funneldesk.domain.words import comparison_label, component_label, heading, stage_label
from funneldesk.i18n import N_, _

_TARGETS = ("mql", "sal", "recycled", "disqualified")


def lines_table(
    part: str,
    columns: tuple[Column, ...],
    new: Callable[[str, Book], Any] | None,
    *,
    shown: Callable[[Sequence[Any]], Sequence[Any]] = lambda lines: lines,
) -> Table:
    """Return the table of a part that is a tuple of lines with ids; `shown` orders them for the sheet."""

    def lines(book: Book) -> Sequence[Line]:
        return keyed(shown(getattr(book, part)))

    def put(book: Book, found: Sequence[Line]) -> Book:
        own = [name for name, _line in keyed(getattr(book, part))]
        kept = changed_order(lines(book), found, own)
        changed: dict[str, Any] = {part: tuple(line for _name, line in kept)}
        return replace(book, **changed)

    return Table(part, part, columns, lines, put, new)


def _readers(book: Book, found: Sequence[Line]) -> Book:
    readers = tuple(entry.value for _name, entry in found)
    return replace(book, purpose=replace(book.purpose, readers=readers))


def _of_reader(column: Column) -> Column:
    """Return the column for an entry that holds a reader."""
    read = column.read
    return replace(
        column,
        write=lambda line, book: column.write(line.value, book),
        read=None
        if read is None
        else lambda line, cell, book: replace(line, value=read(line.value, cell, book)),
    )


READERS = Table(
    "readers",
    "purpose",
    tuple(
        map(
            _of_reader,
            (
                text("name", N_("Name"), N_("Who has read the book."), needed=True),
                side("side", N_("Side")),
                Column(
                    N_("Date"),
                    lambda line, _book: line.day.replace("-", "/"),
                    lambda line, cell, _book: replace(line, day=day_in(cell)),
                    N_("The day on which they read it, such as 2026/11/22."),
                    needed=True,
                ),
            ),
        )
    ),
    lambda book: [(str(n), Entry(str(n), r)) for n, r in enumerate(book.purpose.readers, start=1)],
    _readers,
    lambda name, _book: Entry(name, Reader("", "", "")),
)


def _labels(book: Book) -> Sequence[Line]:
    codes = [*STAGE_VALUES, *(code for code in book.stage_labels if code not in STAGE_VALUES)]
    return [(code, Entry(code, book.stage_labels.get(code))) for code in codes]


STAGE_LABELS = Table(
    "stage_labels",
    "purpose",
    (
        Column(N_("Stage"), lambda line, _book: stage_label(line.id)),
        Column(
            N_("What we call it"),
            lambda line, _book: line.value or "",
            lambda line, cell, _book: replace(line, value=text_in(cell) or None),
            N_("Your own word for this stage; empty: the usual one."),
        ),
    ),
    _labels,
    lambda book, found: replace(
        book, stage_labels={name: entry.value for name, entry in found if entry.value is not None}
    ),
)

TERMS = lines_table(
    "terms",
    (
        text("name", N_("Term"), N_("The word both sides use."), needed=True),
        text("definition", N_("Definition"), N_("What the word means, in one or two sentences.")),
        text("purpose", N_("What for"), N_("Why you need the word.")),
        side("responsible", N_("Responsible")),
        text("example", N_("Example"), N_("Somebody or something that counts.")),
        text("counter_example", N_("Counter-example"), N_("Somebody or something that does not count.")),
        origin(),
    ),
    lambda name, _book: Term(name, "own", "", "", "", "marketing", origin="own"),
)


def _written_when(line: Criterion, _book: Book) -> str:
    return _("Judged by people") if line.when is None else condition_sentence(line.when)


def _read_when(line: Criterion, cell: Cell, _book: Book) -> Criterion:
    by_hand = normal(text_in(cell)).rstrip(".。") == normal(_("Judged by people"))
    return replace(line, when=None if by_hand else condition_in(cell))


def _by_target(criteria: Sequence[Criterion]) -> Sequence[Criterion]:
    order = {target: place for place, target in enumerate(_TARGETS)}
    return sorted(criteria, key=lambda criterion: order.get(criterion.target, len(order)))


CRITERIA = lines_table(
    "criteria",
    (
        choice(
            "target",
            N_("Counts as"),
            N_("What a lead counts as. Choose from the list."),
            _TARGETS,
            lambda code, book: stage_label(code, book.stage_labels),
        ),
        Column(
            N_("Criterion"),
            _written_when,
            _read_when,
            N_(
                "FunnelDesk judges by this very sentence. Change numbers and the words between quotation"
                " marks, or build it like the sentences of other lines."
            ),
            needed=True,
        ),
        text(
            "text", N_("In short"), N_("The same in a few words; for “Judged by people” the whole criterion.")
        ),
        text("why", *WHY),
        origin(),
    ),
    lambda name, _book: Criterion(name, "mql", None, "", "", "own"),
    shown=_by_target,
)

THRESHOLD = Table(
    "threshold",
    "criteria",
    (
        number("points", N_("Points needed"), N_("The score a SAL candidate needs."), needed=True),
        sentence("also", N_("And besides"), N_("What must hold as well, as a sentence; empty: nothing.")),
        choice(
            "operator",
            N_("Reached at"),
            N_("Whether the points themselves are enough. Choose from the list."),
            ("ge", "gt"),
            lambda code, _book: comparison_label(code),
        ),
        text("why", *WHY),
        number(
            "leave",
            N_("Left below (points)"),
            N_("Below this score a lead stops being a SAL candidate."),
            needed=True,
        ),
        origin(),
    ),
    lambda book: [("threshold", book.threshold)],
    lambda book, found: replace(book, threshold=found[0][1]),
)

COMPONENTS_TABLE = lines_table(
    "components",
    (
        Column(N_("Component"), lambda line, _book: component_label(line.id)),
        number("floor", N_("Floor"), N_("The component never falls below these points."), needed=True),
        number("cap", N_("Cap"), N_("The component never rises above these points."), needed=True),
    ),
    None,
)


def _how(line: Signal, _book: Book) -> str:
    """Say what a signal is about; points and limits stand in their own columns."""
    if line.counts is not None:
        return heading(activities_in_words(line.counts))
    if line.test is not None:
        return condition_sentence(line.test)
    return signal_sentence(line)


def _written_points(line: Signal, _book: Book) -> Value:
    return None if line.bands else plain_number(line.points)


def _read_points(line: Signal, cell: Cell, _book: Book) -> Signal:
    if line.bands:
        raise MisreadError(N_("an empty cell: the points of this line stand in its sentence"))
    points = number_in_cell(cell)
    if points is None:
        raise MisreadError(N_("a number"))
    return replace(line, points=points)


def _limit(name: str, title: str, explain: str, *, whole: bool = False) -> Column:
    """Return a column that only says something where activities are counted."""

    def read(line: Signal, cell: Cell, _book: Book) -> Signal:
        found = whole_in_cell(cell) if whole else number_in_cell(cell)
        if found is not None and line.counts is None:
            raise MisreadError(N_("an empty cell: only counted activities have this"))
        changed: dict[str, Any] = {name: found}
        return replace(line, **changed)

    return Column(
        title,
        lambda line, _book: plain_number(getattr(line, name)),
        read,
        explain,
        "whole" if whole else "number",
    )


def _by_component(signals: Sequence[Signal]) -> Sequence[Signal]:
    order = {component: place for place, component in enumerate(COMPONENTS)}
    return sorted(signals, key=lambda signal: order.get(signal.component, len(order)))


SIGNALS = lines_table(
    "signals",
    (
        choice(
            "component",
            N_("Component"),
            N_("The part of the score it belongs to. Choose from the list."),
            COMPONENTS,
            lambda code, _book: component_label(code),
        ),
        text("name", N_("Signal"), N_("What the signal is called."), needed=True),
        Column(
            N_("How it counts"),
            _how,
            lambda line, cell, _book: signal_from_words(line, text_in(cell)),
            N_(
                "Activities that are counted, a sentence that must hold, or a number and its bands."
                " Build it like those of other lines."
            ),
            needed=True,
        ),
        Column(
            N_("Points"),
            _written_points,
            _read_points,
            N_("Points for each time, or when the sentence holds; negative ones take away."),
            "number",
        ),
        _limit("cap", N_("Cap"), N_("No more points than this from one signal; empty: no limit.")),
        _limit(
            "window_days",
            N_("Window\n(days)"),
            N_("Older activities no longer count; empty: all do."),
            whole=True,
        ),
        _limit("half_life_days", N_("Half-life\n(days)"), N_("After so many days half the points are left.")),
        text("why", *WHY),
        origin(),
    ),
    lambda name, _book: Signal(name, "behaviour", "", 0.0, origin="own"),
    shown=_by_component,
)
TABLES_AGREED = (READERS, STAGE_LABELS, TERMS, CRITERIA, THRESHOLD, COMPONENTS_TABLE, SIGNALS)
