"""The parts of the book that are read here: data rules, nurture design."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from funneldesk.domain.book.sentences import (
    required_words,
    scenario_sentence,
    schedule_words,
)
from funneldesk.domain.fields import STAGE_VALUES
from funneldesk.domain.words import content_type_label, origin_label, phase_label, stage_label
from funneldesk.i18n import _
from funneldesk.ui.page import scrolled
from funneldesk.ui.widgets.frames import Card, Hairline
from funneldesk.ui.widgets.text import Chip, Label

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book


class ReadingTab(QWidget):
    """A column of cards made anew from a book."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Book | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._area: QWidget | None = None

    def show_book(self, book: "Book", _in_force: "Book") -> None:
        """Show this part of a book."""
        if book == self._shown:
            return
        self._shown = book
        column = QVBoxLayout()
        column.setSpacing(16)
        for card in self.cards(book):
            column.addWidget(card)
        column.addStretch(1)
        area = scrolled(column)
        layout = self.layout()
        if layout is None:
            return
        if self._area is not None:
            layout.removeWidget(self._area)
            self._area.deleteLater()
        layout.addWidget(area)
        self._area = area

    def cards(self, book: "Book") -> Iterable[Card]:
        """Return the cards of this part."""
        raise NotImplementedError


class DataTab(ReadingTab):
    """データ運用ルール: what has to be filled in when, how a hand-over is commented, when lists come."""

    def cards(self, book: "Book") -> Iterable[Card]:
        """Return required fields, the template of the comment, the schedule."""
        rules = book.data_rules
        required = Card(_("What has to be filled in"))
        order = {stage: place for place, stage in enumerate(STAGE_VALUES)}
        stages = sorted(rules.required, key=lambda stage: order.get(stage, len(order)))
        rows = [
            (stage_label(s, book.stage_labels), required_words(rules.required[s], "leads"), "", "")
            for s in stages
        ]
        required.body.addLayout(lines(rows))
        comment = Card(_("Comment at the hand-over"))
        comment.body.addWidget(Label("\n".join(f"・{line}" for line in rules.comment_template), wrap=True))
        schedule = Card(_("When lists are imported"))
        schedule.body.addLayout(lines([(s.name, schedule_words(s), "", "") for s in rules.schedules]))
        return (required, comment, schedule)


class NurtureTab(ReadingTab):
    """ナーチャリング設計: which contents fit which phase, and scenarios."""

    def cards(self, book: "Book") -> Iterable[Card]:
        """Return the phases and the scenarios."""
        phases = Card(_("Phases and contents"))
        rows = []
        for phase in book.phases:
            contents = phase.text or _(", ").join(content_type_label(kind) for kind in phase.types)
            rows.append((phase_label(phase.phase), phase.feeling, contents, phase.origin))
        phases.body.addLayout(lines(rows))
        scenarios = Card(_("Scenarios"))
        for scenario in book.scenarios:
            scenarios.body.addWidget(Label(scenario.name, "heading"))
            scenarios.body.addWidget(Label(scenario_sentence(scenario), wrap=True))
        return (phases, scenarios)


def lines(rows: Sequence[tuple[str, str, str, str]]) -> QGridLayout:
    """Return rows of (head, text, secondary text, origin) with hairlines between."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for place, (head, text, more, origin) in enumerate(rows):
        top = place * 3
        if place:
            grid.addWidget(Hairline(), top - 1, 0, 1, 3)
        grid.addWidget(Label(head, "heading"), top, 0)
        grid.addWidget(Label(text, wrap=True), top, 1)
        if origin:
            chip = Chip(origin_label(origin), "blue" if origin == "article" else "plain")
            grid.addWidget(chip, top, 2)
        if more:
            grid.addWidget(Label(more, "secondary", wrap=True), top + 1, 1)
    return grid
