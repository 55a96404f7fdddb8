"""The tables of the nurture design: phases with what people feel there, scenarios, and their steps."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from funneldesk.domain.book.book import Book, NurturePhase, Scenario, Step
from funneldesk.domain.book.book_cells import code_in, lines_in, text_in, whole_in_cell
from funneldesk.domain.book.book_columns import Entry, choice, origin, text
from funneldesk.domain.book.book_parts_agreed import lines_table
from funneldesk.domain.book.book_tables import Column, Line, Table, keyed
from funneldesk.domain.book.phrases import MisreadError, normal
from funneldesk.domain.fields import CONTENT_TYPES, PHASES
from funneldesk.domain.lists.cells import Cell
from funneldesk.domain.words import content_type_label, phase_label
from funneldesk.i18n import N_


def _types_in(line: NurturePhase, cell: Cell, _book: Book) -> NurturePhase:
    types = tuple(code_in(each, CONTENT_TYPES, content_type_label) for each in lines_in(cell))
    return replace(line, types=types)


NURTURE = lines_table(
    "phases",
    (
        choice(
            "phase",
            N_("Nurture phase"),
            N_("How far people have come. Choose from the list."),
            (*PHASES, "stalled"),
            lambda code, _book: phase_label(code),
        ),
        text("feeling", N_("What people feel"), N_("What goes on in people there.")),
        text("text", N_("Contents that fit"), N_("What helps them, in words.")),
        Column(
            N_("Types of content"),
            lambda line, _book: "\n".join(map(content_type_label, line.types)),
            _types_in,
            N_("One type a line (Alt + Enter begins a new line)."),
        ),
        origin(),
    ),
    lambda name, _book: NurturePhase(name, "awareness", "", (), origin="own"),
)
SCENARIOS = lines_table(
    "scenarios",
    (
        text("name", N_("Scenario"), N_("What the scenario is called."), needed=True),
        origin(),
    ),
    lambda name, _book: Scenario(name, "", (), "own"),
)


def _steps(book: Book) -> Sequence[Line]:
    steps = [
        Entry(f"{scenario_key}/{key}", (scenario_key, step))
        for scenario_key, scenario in keyed(book.scenarios)
        for key, step in keyed(scenario.steps)
    ]
    return [(entry.id, entry) for entry in steps]


def _put_steps(book: Book, found: Sequence[Line]) -> Book:
    by_scenario: dict[str, list[Step]] = {}
    for name, entry in found:
        scenario, step = entry.value
        by_scenario.setdefault(scenario, []).append(step if step.id else replace(step, id=name))
    return replace(
        book,
        scenarios=tuple(
            replace(scenario, steps=tuple(by_scenario.get(key, ())))
            for key, scenario in keyed(book.scenarios)
        ),
    )


def _scenario_name(line: Entry, book: Book) -> str:
    return dict(keyed(book.scenarios))[line.value[0]].name if line.value[0] else ""


def _read_scenario(line: Entry, cell: Cell, book: Book) -> Entry:
    words = normal(text_in(cell))
    keys = [key for key, scenario in keyed(book.scenarios) if normal(scenario.name) == words]
    if len(keys) != 1:
        names = " / ".join(scenario.name for scenario in book.scenarios)
        raise MisreadError(N_("one of: %(choices)s"), choices=names)
    return replace(line, value=(keys[0], line.value[1]))


def _step(read: Callable[[Step, Cell], Step]) -> Callable[[Entry, Cell, Book], Entry]:
    return lambda line, cell, _book: replace(line, value=(line.value[0], read(line.value[1], cell)))


def _step_type(step: Step, cell: Cell) -> Step:
    words = text_in(cell)
    return replace(step, type=code_in(words, CONTENT_TYPES, content_type_label) if words else "")


STEPS = Table(
    "steps",
    "phases",
    (
        Column(
            N_("Scenario"),
            _scenario_name,
            _read_scenario,
            N_("The scenario the step belongs to."),
            "pick",
            lambda book: [scenario.name for scenario in book.scenarios],
            needed=True,
        ),
        Column(
            N_("What happens"),
            lambda line, _book: line.value[1].text,
            _step(lambda step, cell: replace(step, text=text_in(cell))),
            N_("What people get, or what somebody does."),
            needed=True,
        ),
        Column(
            N_("Content"),
            lambda line, _book: content_type_label(line.value[1].type) if line.value[1].type else "",
            _step(_step_type),
            N_("The type of content, if it is one. Choose from the list."),
            "pick",
            lambda _book: [content_type_label(code) for code in CONTENT_TYPES],
        ),
        Column(
            N_("Days after the step before"),
            lambda line, _book: line.value[1].after_days or None,
            _step(lambda step, cell: replace(step, after_days=whole_in_cell(cell) or 0)),
            N_("How many days later; empty: at once."),
            "whole",
        ),
    ),
    _steps,
    _put_steps,
    lambda _name, _book: Entry("", ("", Step("", ""))),
)


TABLES_NURTURE = (NURTURE, SCENARIOS, STEPS)
