"""What led to deals in which order: a content of one type, then another or a call, beside those who stopped there."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from funneldesk.domain.contents.credit_words import (
    apart_words,
    interval_words,
    sequence_label,
    sequences_words,
    share_words,
)
from funneldesk.domain.contents.sequences import WITHIN_DAYS, Sequence, SequencePart, Sequences
from funneldesk.domain.formats import number
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.left_out import LeftOut
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel, Table
from funneldesk.ui.widgets.text import Label

WITHIN = (WITHIN_DAYS, 14, 30)
TABLE_ROWS = 12
#: Whose people a column shows.
_PARTS: tuple[SequencePart, ...] = ("both", "both_deals", "both", "only_deals", "only", "early", "both")


class ContentSequences(QWidget):
    """The table of sequences; `chosen` is emitted when another number of days is asked for."""

    chosen = Signal()

    def __init__(self, opened: Callable[[Sequence, SequencePart], None]) -> None:
        super().__init__()
        self.within = Choice(
            [(days, _("Second step within %(days)s days") % {"days": days}) for days in WITHIN]
        )
        self.within.setAccessibleName(_("Days for the second step"))
        self.within.chosen.connect(lambda _value: self.chosen.emit())
        self.about = Label("", "secondary", wrap=True)
        self.model = RowsModel(_columns())
        self.table = Table(self.model)
        self.table.size_columns(self.model.columns)

        def open_people(place: int) -> None:
            opened(self.model.rows[place], _PARTS[max(self.table.currentIndex().column(), 0)])

        self.table.opened.connect(open_people)
        card = Card(margin=1)
        head = row(Label(_("Sequences that lead to deals"), "heading"), self.within, 1)
        head.setContentsMargins(16, 12, 16, 0)
        card.body.addLayout(head)
        self.about.setContentsMargins(16, 0, 16, 0)
        card.body.addWidget(self.about)
        card.body.addWidget(self.table)
        card.body.addWidget(LeftOut(self.table))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    @property
    def within_days(self) -> int:
        """Return the days for the second step."""
        return next(days for days in WITHIN if days == self.within.value)

    def show_waiting(self) -> None:
        """Say that the answer is on its way."""
        self.about.setText(_("Computing…"))
        self.table.hide()

    def show_sequences(self, found: Sequences) -> None:
        """Show what followed what."""
        words = sequences_words(found.window_days, found.within_days)
        nothing = _("Nobody followed one content by another or by a call yet.")
        self.about.setText(words if found.sequences else nothing)
        self.model.show_rows(found.sequences)
        self.table.setVisible(bool(found.sequences))
        self.table.fit_rows(TABLE_ROWS)


def _columns() -> list[RowsColumn[Sequence]]:
    column = RowsColumn[Sequence]
    return [
        column(_("Sequence"), sequence_label, width=150, stretch=True, bold=True),
        column(
            _("With it"), lambda s: share_words(s.both), lambda s: s.both.rate, 132, right=True
        ),
        column(_("95 % interval"), lambda s: interval_words(s.both), width=104, right=True),
        column(
            _("Without it"), lambda s: share_words(s.only), lambda s: s.only.rate, 132, right=True
        ),
        column(_("95 % interval"), lambda s: interval_words(s.only), width=104, right=True),
        column(
            _("Deal too early"), lambda s: number(s.early), lambda s: s.early, 104, right=True, gives_way=1,
            tip=lambda _s: _("A deal before the days for the second step were over: on neither side"),
        ),
        column("", apart_words, width=112),
    ]  # fmt: skip
