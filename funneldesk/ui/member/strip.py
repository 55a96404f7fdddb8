"""共有の状態: one quiet line at the lower end of a member's window: the folder, her answers and their ticks."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from funneldesk.domain.formats import number
from funneldesk.i18n import _
from funneldesk.ui.widgets.text import Chip, ElidedLabel, Label, plain_tip

if TYPE_CHECKING:
    from funneldesk.ui.member.session import MemberSession

STATES = ("saved", "shared", "received")


class SharingStrip(QFrame):
    """Says whether the folder is reached and how far answers have come; F5 looks again."""

    refresh_wanted = Signal()

    def __init__(self, session: "MemberSession") -> None:
        super().__init__()
        self._session = session
        self.setProperty("strip", "true")
        self.setAccessibleName(_("State of the sharing"))
        self.reach = Chip()
        self.where = ElidedLabel("", "secondary")
        self.own = Label(_("Your answers"), "secondary")
        self.ticks = {state: Label("", "secondary") for state in STATES}
        self.again = QPushButton(f"{_('Read the folder again')}　F5")
        self.again.setProperty("link", "true")
        self.again.setAccessibleName(_("Read the folder again"))
        self.again.clicked.connect(self.refresh_wanted)
        across = QHBoxLayout(self)
        across.setContentsMargins(24, 4, 24, 4)
        across.setSpacing(12)
        across.addWidget(self.reach)
        across.addWidget(self.where, 1)
        shown: list[QWidget] = [self.own, *self.ticks.values(), self.again]
        for widget in shown:
            across.addWidget(widget)
        session.state_changed.connect(self.show_state)
        self.show_state()

    def show_state(self) -> None:
        """Show the state of the session."""
        from funneldesk.operations.team_sentences import TICKS, tick

        session, state = self._session, self._session.state
        if session.is_looking and (state is None or not state.is_reachable):
            self.reach.set_chip(_("Looking…"), "plain")
        elif state is not None and state.is_reachable:
            self.reach.set_chip(_("Connected"), "green")
        else:
            self.reach.set_chip(_("Not connected"), "amber")
        self.where.set_text(str(session.folder))
        answers = state.answers if state else ()
        for name, label in self.ticks.items():
            count = sum(one.state == name for one in answers)
            label.setText(f"{TICKS[name]} {number(count)}")
            label.setToolTip(plain_tip(tick(name)))
        for widget in (self.own, *self.ticks.values()):
            widget.setVisible(bool(answers))
