"""The book's own words for the stages, and how long a step needs before it can be judged."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout

from funneldesk.domain.book.field_checks import label_fault
from funneldesk.domain.fields import STAGE_VALUES
from funneldesk.domain.words import heading, stage_label
from funneldesk.i18n import _
from funneldesk.ui.pages.book_part import PartCard
from funneldesk.ui.widgets.checked import CheckedLine
from funneldesk.ui.widgets.fields import WholeBox
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book

#: The steps whose reaching is judged only after some time.
JUDGED = ("sal", "deal", "won")
MOST_DAYS = 3650
COLUMNS = 2
#: In characters: the whole name stands where the stages are named.
LONGEST_NAME = 36


class StageLabelsCard(PartCard):
    """What the company calls the stages; the words stand everywhere in the window and in workbooks."""

    def __init__(self) -> None:
        super().__init__(_("Names of the stages"))
        words = _("Your own word for a stage is used on every page. Empty: the usual one.")
        self.card.body.addWidget(Label(words, "secondary", wrap=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(2 * column + 1, 1)
        self.card.body.addLayout(self._grid)
        self.labels: dict[str, CheckedLine] = {}
        self._names: dict[str, Label] = {}
        for stage in STAGE_VALUES:
            self._make(stage)

    def show_part(self, book: "Book") -> None:
        """Show the words of a book."""
        for stage in book.stage_labels:
            if stage not in self.labels:
                self._make(stage)
        for stage, field in self.labels.items():
            field.show_text(book.stage_labels.get(stage, ""))
            for widget in (field, self._names[stage]):
                widget.setVisible(stage in STAGE_VALUES or stage in book.stage_labels)

    def _make(self, stage: str) -> None:
        field = CheckedLine(
            _("Own word for %(stage)s") % {"stage": stage_label(stage)}, empty=stage_label(stage)
        )
        field.committed.connect(lambda text: self._take(stage, text))
        place = len(self.labels)
        line, column = place // COLUMNS, 2 * (place % COLUMNS)
        self._names[stage] = Label(stage_label(stage), "field")
        self._grid.addWidget(self._names[stage], line, column)
        self._grid.addWidget(field, line, column + 1)
        self.labels[stage] = field

    def _take(self, stage: str, text: str) -> None:
        if self.book is None:
            return
        labels = self.book.stage_labels
        fault = label_fault(stage, text, labels, self.labels)
        self.labels[stage].refuse(fault)
        if fault:
            return
        # Another order would be another book.
        found = {**labels, stage: text}
        if not text:
            del found[stage]
        self.change(stage_labels=found)


class MaturityCard(PartCard):
    """How many days a lead needs before its step can be judged, until enough durations are known."""

    def __init__(self) -> None:
        super().__init__(_("Days until a step can be judged"))
        words = _(
            "A lead that reached the stage before only recently is still open; it is judged after these days."
            " From 30 results on, the days are taken from what really happened."
        )
        self.card.body.addWidget(Label(words, "secondary", wrap=True))
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(12)
        self._lines.setVerticalSpacing(4)
        self._lines.setColumnStretch(2, 1)
        self.days: dict[str, WholeBox] = {}
        self._names: dict[str, Label] = {}
        self.card.body.addLayout(self._lines)

    def show_part(self, book: "Book") -> None:
        """Show the days of a book."""
        for stage in (*JUDGED, *(one for one in book.maturity_days if one not in JUDGED)):
            if stage not in self.days:
                self._make(stage)
        for stage, box in self.days.items():
            name = heading(_("until %(stage)s") % {"stage": stage_label(stage, book.stage_labels)})
            self._names[stage].setText(name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME] + "…")
            days = book.maturity_days.get(stage, 0)
            for widget in (box, self._names[stage]):
                widget.setVisible(stage in JUDGED or stage in book.maturity_days)
            box.setAccessibleName(name)
            box.setRange(min(0, days), max(MOST_DAYS, days))
            box.setValue(days)

    def _make(self, stage: str) -> None:
        box = WholeBox()
        box.setFixedWidth(96)
        box.setSuffix(_(" days"))
        box.editingFinished.connect(lambda: self._take(stage, box.value()))
        self._names[stage] = Label("", "field")
        self._lines.addWidget(self._names[stage], len(self.days), 0)
        self._lines.addWidget(box, len(self.days), 1)
        self.days[stage] = box

    def _take(self, stage: str, days: int) -> None:
        if self.book is not None and days != self.book.maturity_days.get(stage, 0):
            self.change(maturity_days={**self.book.maturity_days, stage: days})
