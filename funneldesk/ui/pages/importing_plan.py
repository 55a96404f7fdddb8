"""The list before it is imported: its columns on the left, what would happen on the right."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from funneldesk.i18n import _
from funneldesk.ui.pages.importing_columns import ColumnsCard
from funneldesk.ui.pages.importing_draft import ListDraft
from funneldesk.ui.pages.importing_outcome import OutcomeCard, ProblemsCard, taken
from funneldesk.ui.pages.importing_questions import DatesCard, WordsCard
from funneldesk.ui.pages.importing_settings import ListStrip
from funneldesk.ui.pages.importing_spellings import SpellingsCard
from funneldesk.ui.pages.importing_summary import summary
from funneldesk.ui.widgets.scrolling import ScrolledColumn, scrolled
from funneldesk.ui.widgets.tabbing import order_in
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.operations.importing import ImportResult

SHARES = (58, 42)
WIDEST = 1720


class PlanView(QWidget):
    """Shows one draft, and lets a person change it."""

    #: The draft changed: the dry run is old.
    changed = Signal()
    #: The list must be looked at again: kind, sheet, heading row.
    reread = Signal(object, object, object)

    def __init__(self) -> None:
        super().__init__()
        self._draft: ListDraft | None = None
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.strip = ListStrip()
        self.columns = ColumnsCard()
        self.outcome = OutcomeCard()
        self.dates = DatesCard()
        self.words = WordsCard()
        self.spellings = SpellingsCard()
        self.problems = ProblemsCard()
        column.addWidget(self.strip)
        self.summary = Label("", "field", wrap=True)
        column.addWidget(self.summary)
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(self.columns, SHARES[0])
        across.addWidget(self._right(), SHARES[1])
        column.addLayout(across, 1)
        self.strip.changed.connect(self.changed)
        self.strip.reread.connect(self.reread)
        self.columns.assigned.connect(self._assign)
        self.dates.answered.connect(self._order)
        self.words.answered.connect(self._word)
        self.spellings.answered.connect(self._word)
        self.setMaximumWidth(WIDEST)

    def show_draft(self, draft: ListDraft) -> None:
        """Show a list and what is decided about it."""
        self._draft = draft
        self.strip.show_draft(draft)
        self._show_decisions()
        self.columns.first_unclear(draft)

    def show_waiting(self) -> None:
        """Show that the dry run is on its way, or what it waits for."""
        draft = self._draft
        if draft is not None and draft.open_dates:
            self.outcome.show_waiting(_("Please answer the question about the dates first."))
        elif draft is not None and not draft.has_date:
            self.outcome.show_waiting(_("Please write a date of the list first."))
        elif draft is not None and not draft.has_anything:
            self.outcome.show_waiting(_("Choose on the left what the columns become."))
        else:
            self.outcome.show_waiting()
        self.problems.show_problems((), 0, 0)

    def show_failure(self, message: str) -> None:
        """Show why there is no dry run."""
        self.outcome.show_waiting(message)
        self.problems.show_problems((), 0, 0)

    def show_result(self, result: "ImportResult") -> None:
        """Show what the import would do."""
        self.outcome.show_result(result)
        self.problems.show_problems(result.problems, result.rejected, taken(result))

    def _right(self) -> QWidget:
        inside = ScrolledColumn()
        inside.setProperty("scrolled", "true")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for card in (self.dates, self.outcome, self.words, self.spellings, self.problems):
            column.addWidget(card)
        column.addStretch(1)
        return scrolled(inside)

    def _show_decisions(self) -> None:
        if self._draft is not None:
            self.columns.show_draft(self._draft)
            self.dates.show_draft(self._draft)
            self.words.show_draft(self._draft)
            self.spellings.show_draft(self._draft)
            self._show_summary(self._draft)
            # Columns and questions are made anew with each list; Tab goes through them as they stand.
            order_in(self._column)

    def _show_summary(self, draft: ListDraft) -> None:
        text, tone = summary(draft)
        self.summary.setText(text)
        self.summary.set_tone(tone)

    def _assign(self, heading: str, target: str) -> None:
        if self._draft is not None:
            self._draft.assign(heading, target)
            self.strip.show_draft(self._draft)
            self._show_decisions()
            self.changed.emit()

    def _order(self, field: str, order: str) -> None:
        if self._draft is not None:
            self._draft.dates[field] = order  # type: ignore[assignment]
            self._show_decisions()
            self.changed.emit()

    def _word(self, field: str, word: str, value: str) -> None:
        if self._draft is not None:
            self._draft.answer(field, word, value)
            self._show_summary(self._draft)
            self.changed.emit()
