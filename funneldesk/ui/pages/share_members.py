"""Who of the team answered: the last answer, how many are here, how many still wait in the folder."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from funneldesk.domain.formats import day, number
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.pages.share_words import waiting_words
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.left_out import LeftOut
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel, Table
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.operations.share_state import Member, ShareState

MOST_ROWS = 10
#: How much of the id of a computer is shown: enough to tell those of one team apart.
_MARK = 4


class MembersCard(Card):
    """A table of members, and the button that takes their answers in."""

    collect_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Answers of the team"))
        self.said = Label("", wrap=True)
        self.collect_button = QPushButton(_("Take the answers in"))
        self.collect_button.setToolTip(
            _("They change the hand-overs at once; the next publication confirms them.")
        )
        self.collect_button.clicked.connect(self.collect_wanted)
        line = row(self.said, self.collect_button)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.columns = _columns()
        self.model: RowsModel[Member] = RowsModel(self.columns)
        self.table = Table(self.model)
        self.table.setAccessibleName(_("Answers of the team"))
        self.table.size_columns(self.columns)
        self.body.addWidget(self.table)
        self.left_out = LeftOut(self.table)
        self.body.addWidget(self.left_out)
        self.body.addStretch(1)

    def show_state(self, state: "ShareState", *, can_collect: bool) -> None:
        """Show who answered."""
        self.model.show_rows(state.members)
        self.table.setVisible(bool(state.members))
        self.table.fit_rows(MOST_ROWS)
        self.left_out.setVisible(bool(state.members and self.table.left_out))
        if state.waiting:
            said = waiting_words(state.waiting)
        elif state.members:
            said = _("Everything that was answered is taken in.")
        else:
            said = _(
                "Nobody has answered yet. Colleagues open the folder with FunnelDesk and answer hand-overs there."
            )
        self.said.setText(said)
        self.collect_button.setEnabled(can_collect)


def _columns() -> "list[RowsColumn[Member]]":
    return [
        RowsColumn(_("Name"), _name, width=84, stretch=True, tip=_tip),
        RowsColumn(_("Last answer"), lambda m: day(m.last_day), lambda m: m.last_day, width=92, gives_way=1),
        RowsColumn(_("Taken in"), lambda m: number(m.answers), lambda m: m.answers, width=80, right=True),
        RowsColumn(
            _("To be taken in"), lambda m: number(m.waiting), lambda m: m.waiting, width=80, right=True
        ),
    ]


def _name(member: "Member") -> str:
    """Return who answered on a computer; of one nothing was taken in from, its mark in the folder tells it apart."""
    if member.who:
        return member.who
    if member.answers:
        return _("No name given")
    return _("New member (computer %(mark)s)") % {"mark": member.device[:_MARK]}


def _tip(member: "Member") -> str:
    if member.who or member.answers:
        return ""
    return _("The name stands in the answers: it appears here as soon as they are taken in.")
