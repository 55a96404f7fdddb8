"""The history of a lead, all of it or one sort of lines."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from funneldesk.i18n import _
from funneldesk.ui.pages.leads_timeline import Timeline
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.scrolling import ScrolledColumn, scrolled
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.operations.lead_detail import LeadDetail

EVERYTHING = ""
#: More fit on no screen, and each takes time to be put there.
LINES = 25


class HistoryCard(Card):
    """A `Timeline` with a choice of what it shows."""

    def __init__(self) -> None:
        super().__init__(margin=0, spacing=0)
        self._lead: LeadDetail | None = None
        self.choice = Choice()
        self.choice.setAccessibleName(_("Which lines of the history"))
        self.choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self.choice.chosen.connect(lambda _sort: self._show())
        self.choice.offer(_sorts({}))
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 8)
        head.addWidget(Label(_("History of the lead"), "heading"))
        head.addStretch(1)
        head.addWidget(self.choice)
        self.body.addLayout(head)
        self.timeline = Timeline(lines=LINES)
        self.nothing = Label("", "field", wrap=True)
        inside = ScrolledColumn()
        inside.setProperty("scrolled", "card")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 0, 16, 16)
        column.addWidget(self.nothing)
        column.addWidget(self.timeline)
        column.addStretch(1)
        self.area = scrolled(inside)
        self.area.setProperty("card", "inside")
        self.area.setAccessibleName(_("Scrolls with the arrow keys"))
        self.body.addWidget(self.area, 1)

    def show_lead(self, lead: "LeadDetail") -> None:
        """Show a lead; of another one everything, of the same what was chosen."""
        chosen = self.choice.value if self._lead is not None and self._lead.id == lead.id else EVERYTHING
        self._lead = lead
        counts: dict[str, int] = {}
        for entry in lead.timeline:
            counts[entry.sort] = counts.get(entry.sort, 0) + 1
        self.choice.offer(_sorts(counts | {EVERYTHING: len(lead.timeline)}))
        self.choice.set_value(chosen)
        self._show()

    def _show(self) -> None:
        if self._lead is None:
            return
        sort = self.choice.value or EVERYTHING
        entries = [entry for entry in self._lead.timeline if sort in (EVERYTHING, entry.sort)]
        # Why a stage was reached takes lines of its own: told where somebody asks for just that.
        self.timeline.notes = sort == "stage"
        self.timeline.show_entries(entries, self._lead.lists)
        nothing = _("Nothing is recorded yet.") if sort == EVERYTHING else _("No record of this sort.")
        self.nothing.setText(nothing)
        self.nothing.setVisible(not entries)


def _sorts(counts: dict[str, int]) -> list[tuple[object, str]]:
    names = (
        (EVERYTHING, _("All lines")),
        ("touch", _("What the lead did")),
        ("contact", _("Our contacts")),
        ("decision", _("Hand-overs")),
        ("deal", _("Deals")),
        ("stage", _("Stages, and why")),
    )
    return [
        (sort, _("{sort}: {count}").format(sort=name, count=counts[sort]) if sort in counts else name)
        for sort, name in names
    ]
