"""Two leads side by side: what each says field by field, and what speaks for one person."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.fields import FIELDS, OWN_PREFIX
from funneldesk.domain.leads.duplicates_words import evidence_text
from funneldesk.domain.leads.value_words import value_text
from funneldesk.domain.words import field_label, heading
from funneldesk.i18n import _
from funneldesk.ui.widgets.frames import Hairline
from funneldesk.ui.widgets.scrolling import ScrolledColumn, scrolled
from funneldesk.ui.widgets.text import BreakingLabel, Label

if TYPE_CHECKING:
    from funneldesk.domain.leads.duplicates import Pair
    from funneldesk.operations.duplicates import Side

#: Only parts of another field.
PARTS = {"last_name", "first_name"}
NAME_WIDTH = 100
#: The names stand first, then the fields in their usual order.
FIRST = ("name", "company", "email", "phone")


class SidesView(QWidget):
    """Shows one pair."""

    #: A lead is to be opened on its own.
    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.evidence = Label("", "heading", wrap=True)
        column.addWidget(self.evidence)
        inside = ScrolledColumn()
        inside.setProperty("scrolled", "card")
        around = QVBoxLayout(inside)
        around.setContentsMargins(0, 4, 8, 0)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(4)
        self.grid.setColumnStretch(1, 1)
        self.grid.setColumnStretch(3, 1)
        around.addLayout(self.grid)
        around.addStretch(1)
        area = scrolled(inside)
        area.setProperty("card", "inside")
        column.addWidget(area, 1)

    def show_nothing(self) -> None:
        """Show no pair."""
        self.evidence.setText("")
        self._clear()

    def _clear(self) -> None:
        while item := self.grid.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def show_pair(self, pair: "Pair", one: "Side", other: "Side") -> None:
        """Show two leads; equal values are marked, differing ones as well."""
        self._clear()
        self.evidence.setText(heading(evidence_text(pair.evidence)))
        for place, side in ((1, one), (3, other)):
            link = QPushButton(_("Lead {lead}").format(lead=side.lead))
            link.setProperty("link", "true")
            link.setToolTip(_("Open this lead"))
            link.clicked.connect(lambda _checked=False, lead=side.lead: self.opened.emit(lead))
            self.grid.addWidget(link, 0, place, Qt.AlignmentFlag.AlignLeft)
        fields = _fields(one, other)
        for line, field in enumerate(fields, 1):
            left, right = (value_text(field, side.values.get(field, "")) for side in (one, other))
            also = tuple(
                tuple(value_text(field, text) for text in side.also.get(field, ())) for side in (one, other)
            )
            self._add(line, field_label(field), left, right, also)
        self._add(len(fields) + 1, _("Lists"), "\n".join(one.files), "\n".join(other.files), judge=False)

    def _add(
        self,
        line: int,
        name: str,
        left: str,
        right: str,
        also: tuple[tuple[str, ...], ...] = ((), ()),
        *,
        judge: bool = True,
    ) -> None:
        label = Label(name, "secondary", wrap=True)
        label.setFixedWidth(NAME_WIDTH)
        mark, tip = ("", "")
        if judge and left and right:
            mark, tip = (
                ("=", _("Both say the same.")) if left == right else ("≠", _("They say different things."))
            )
        sign = Label(mark, tone="green" if mark == "=" else "amber")
        sign.setToolTip(tip)
        sign.setAccessibleName(tip)
        texts = [
            BreakingLabel(_with_others(text, others), "" if text else "secondary")
            for text, others in zip((left, right), also, strict=True)
        ]
        for text in texts:
            text.setMinimumWidth(NAME_WIDTH)  # one long word must not widen the page
        top = Qt.AlignmentFlag.AlignTop
        for place, widget in enumerate((label, texts[0], sign, texts[1])):
            self.grid.addWidget(widget, line * 2, place, top)
        self.grid.addWidget(Hairline(), line * 2 + 1, 0, 1, 4)


def _with_others(text: str, others: tuple[str, ...]) -> str:
    """Return a value with what other lists say instead: the search compared that as well."""
    said = [_("on another list: %(value)s") % {"value": other} for other in others]
    return "\n".join([text or "–", *said])


def _fields(one: "Side", other: "Side") -> list[str]:
    said = one.values.keys() | other.values.keys()
    known = [
        field for field in dict.fromkeys((*FIRST, *FIELDS["leads"])) if field in said and field not in PARTS
    ]
    return [*known, *sorted(field for field in said if field.startswith(OWN_PREFIX))]
