"""The columns of a list: what each becomes, a sample, and how sure that is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from funneldesk.domain.fields import FIELDS, Kind
from funneldesk.domain.words import field_label
from funneldesk.i18n import _
from funneldesk.ui.pages.importing_draft import KEEP, LEAVE_OUT, Certainty, ListDraft
from funneldesk.ui.theme import pixels
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.scrolling import reach_where_it_scrolls, reserve_bar
from funneldesk.ui.widgets.text import Chip, ChipTone, ElidedLabel, Label, plain_tip, restyle

#: Shares of the width: heading, target, sample; the chip takes what it needs.
SHARES = (6, 8, 4)
ROW_HEIGHT = 40
SAMPLES_SHOWN = 5
#: As in window.qss.
SCROLL_BAR_WIDTH = 10


def certainty_words(certainty: Certainty) -> tuple[str, ChipTone]:
    """Return the chip of a column."""
    words: dict[Certainty, tuple[str, ChipTone]] = {
        "certain": (_("Certain"), "green"),
        "content": (_("From content"), "green"),
        "remembered": (_("As last time"), "green"),
        "chosen": (_("Chosen by you"), "blue"),
        "unsure": (_("Please check"), "amber"),
        "kept": (_("Kept as it is"), "plain"),
        "left_out": (_("Not imported"), "plain"),
    }
    return words[certainty]


def target_options(kind: Kind) -> list[tuple[object, str]]:
    """Return what a column of such a list can become."""
    fields: list[tuple[object, str]] = [(name, field_label(name, kind)) for name in FIELDS[kind]]
    return [(KEEP, _("Keep as own field")), (LEAVE_OUT, _("Do not import")), (None, "---"), *fields]


class ColumnRow(QFrame):
    """One column of the file."""

    chosen = Signal(str, str)

    def __init__(self, heading: str, options: list[tuple[object, str]]) -> None:
        super().__init__()
        self.heading = heading
        self.setProperty("listrow", "plain")
        self.setFixedHeight(pixels(ROW_HEIGHT))
        across = QHBoxLayout(self)
        across.setContentsMargins(12, 0, 12, 0)
        across.setSpacing(12)
        self.target = Choice(options, narrow=True)
        self.target.setAccessibleName(heading)
        self.target.chosen.connect(lambda target: self.chosen.emit(self.heading, target))
        self.sample = ElidedLabel("", "field")
        self.chip = Chip()
        for share, widget in zip(SHARES, (ElidedLabel(heading), self.target, self.sample), strict=True):
            across.addWidget(widget, share)
        self.last = QWidget()
        within = QHBoxLayout(self.last)
        within.setContentsMargins(0, 0, 0, 0)
        within.addWidget(self.chip)
        within.addStretch(1)
        across.addWidget(self.last)

    def show_column(self, draft: ListDraft) -> None:
        """Show what the draft says of this column."""
        target = draft.targets[self.heading]
        self.target.set_value(target)
        self.target.setToolTip(plain_tip(self.target.currentText()))
        samples = draft.samples(self.heading)
        self.sample.set_text(samples[0] if samples else "")
        if len(samples) > 1:
            self.sample.setToolTip(plain_tip("\n".join(samples[:SAMPLES_SHOWN])))
        certainty = draft.certainty(self.heading)
        guess = draft.guess(self.heading)
        words, tone = certainty_words(certainty)
        if certainty == "content" and guess and guess.share is not None:
            words = f"{words} {guess.share:.0%}"
        self.chip.set_chip(words, tone)
        self.chip.setToolTip(plain_tip(guess.reason) if guess and guess.reason else "")
        self.setProperty("listrow", "look" if certainty == "unsure" else "plain")
        restyle(self)


class ColumnsCard(Card):
    """All columns of the list, the unclear ones marked."""

    #: A person chose what a column becomes: heading, target.
    assigned = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(margin=0, spacing=0)
        self.rows: dict[str, ColumnRow] = {}
        self._last = Label(_("Judgement"), "secondary")
        self.body.addWidget(_head(self._last))
        self._area = QScrollArea(widgetResizable=True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Its room is always there, so that the headings above stand over their columns.
        reserve_bar(self._area)
        reach_where_it_scrolls(self._area)
        self._area.setProperty("card", "inside")
        self.body.addWidget(self._area, 1)
        self._shown: tuple[Kind, tuple[str, ...]] | None = None

    def show_draft(self, draft: ListDraft) -> None:
        """Show all columns as the draft has them."""
        shape = (draft.kind, draft.preview.headings)
        if shape != self._shown:
            self._build(draft)
            self._shown = shape
        for row in self.rows.values():
            row.show_column(draft)
        # None of the chips is cut: they are as wide as the widest.
        widest = max(
            [self._last.sizeHint().width(), *(r.chip.sizeHint().width() for r in self.rows.values())]
        )
        for last in (self._last, *(row.last for row in self.rows.values())):
            last.setFixedWidth(widest)

    def first_unclear(self, draft: ListDraft) -> None:
        """Bring the first column to confirm into view."""
        for heading, row in self.rows.items():
            if draft.certainty(heading) == "unsure":
                self._area.ensureWidgetVisible(row)
                return

    def _build(self, draft: ListDraft) -> None:
        options = target_options(draft.kind)
        inside = QWidget()
        inside.setProperty("scrolled", "card")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.rows = {}
        for heading in draft.headings:
            row = ColumnRow(heading, options)
            row.chosen.connect(self.assigned)
            column.addWidget(row)
            self.rows[heading] = row
        column.addStretch(1)
        self._area.setWidget(inside)


def _head(last: Label) -> QWidget:
    head = QFrame()
    head.setProperty("listrow", "head")
    head.setFixedHeight(pixels(36))
    across = QHBoxLayout(head)
    across.setContentsMargins(12, 0, 12 + SCROLL_BAR_WIDTH, 0)
    across.setSpacing(12)
    for share, text in zip(SHARES, (_("Column of the file"), _("Becomes"), _("Example")), strict=True):
        across.addWidget(ElidedLabel(text, "secondary"), share)
    across.addWidget(last)
    return head
