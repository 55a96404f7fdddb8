"""Hand-overs that two people decided differently: who said what, and one key to decide for one side."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from funneldesk.i18n import _, ngettext
from funneldesk.ui.page import row
from funneldesk.ui.pages.share_words import said_words, who_words
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.tabbing import order_in
from funneldesk.ui.widgets.text import ElidedLabel, Label, ShrinkingLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from funneldesk.operations.collecting import Conflict, Said

#: More at once would bury the page; the next follow when these are decided.
MOST = 5


class ConflictsCard(Card):
    """A block for each conflict; the other words are kept in the history whatever is chosen."""

    #: A side is chosen: the conflict and what was said.
    chosen = Signal(object, object)

    def __init__(self) -> None:
        super().__init__(_("Answers that contradict each other"), spacing=12)
        self.body.addWidget(
            Label(
                _(
                    "None of these answers counts until somebody decides. Ask the two, then choose; the other answer "
                    "stays in the history."
                ),
                "secondary",
                wrap=True,
            )
        )
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self.body.addLayout(self._list)
        self.more = Label("", "secondary")
        self.body.addWidget(self.more)
        self.shown: tuple[Conflict, ...] = ()

    def show_conflicts(self, conflicts: "Sequence[Conflict]", *, can_decide: bool) -> None:
        """Show these; nothing is rebuilt where they are the same."""
        self.setVisible(bool(conflicts))
        if tuple(conflicts) != self.shown:
            self.shown = tuple(conflicts)
            while (item := self._list.takeAt(0)) is not None:
                if widget := item.widget():
                    widget.hide()
                    widget.deleteLater()
            for conflict in conflicts[:MOST]:
                self._list.addWidget(self._block(conflict))
            order_in(self._list)
            rest = len(conflicts) - MOST
            words = ngettext("%(count)s more follows.", "%(count)s more follow.", max(rest, 1))
            self.more.setText(words % {"count": rest} if rest > 0 else "")
            self.more.setVisible(rest > 0)
        for button in self.findChildren(QPushButton):
            button.setEnabled(can_decide)

    def _block(self, conflict: "Conflict") -> QWidget:
        block = QFrame()
        block.setProperty("group", "true")
        column = QVBoxLayout(block)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(6)
        name = "　".join(part for part in (conflict.company, conflict.person) if part)
        column.addWidget(ElidedLabel(name or _("a person without a name"), "heading"))
        for said in conflict.said:
            column.addLayout(self._line(conflict, said, name))
        return block

    def _line(self, conflict: "Conflict", said: "Said", name: str) -> "QVBoxLayout":
        button = QPushButton(_("This one counts"))
        button.setAccessibleName(
            _("{who}: {decision}, about {name}").format(
                who=who_words(said), decision=said_words(said), name=name
            )
        )
        button.clicked.connect(partial(self._choose, conflict, said))
        who = ShrinkingLabel(who_words(said), "field")
        line = row(who, ShrinkingLabel(said_words(said)), 1, button)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(line)
        if said.text:
            column.addWidget(ElidedLabel(said.text, "secondary"))
        return column

    def _choose(self, conflict: "Conflict", said: "Said", _checked: bool = False) -> None:
        self.chosen.emit(conflict, said)
