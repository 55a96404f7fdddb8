"""Whose lines are shown: a side's, one person's, or everybody's. What was chosen is remembered."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from funneldesk.domain.words import side_label
from funneldesk.i18n import _
from funneldesk.ui.member.lines import Line
from funneldesk.ui.widgets.choices import Choice

SIDES = ("marketing", "is", "sales")
WIDTH = 190


class Filters(QWidget):
    """Two lists: the side, and the person in charge among those there are."""

    changed = Signal()

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self._settings = settings
        sides = [("", _("All sides")), *((side, side_label(side)) for side in SIDES)]
        self.side = Choice(sides)
        self.side.setAccessibleName(_("Who acts"))
        self.person = Choice([("", _("Everybody"))])
        self.person.setAccessibleName(_("Person in charge"))
        self.person.setFixedWidth(WIDTH)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(self.side)
        across.addWidget(self.person)
        self.side.set_value(str(settings.value("member_side", "")))
        self._offer([])
        for choice in (self.side, self.person):
            choice.chosen.connect(lambda _value: self._chosen())

    def offer_people(self, names: Iterable[str]) -> None:
        """Offer these people; the one remembered stays offered although she has nothing just now."""
        self._offer(sorted({name for name in names if name}))

    def fitting(self, lines: Sequence[Line]) -> list[Line]:
        """Return the lines of the chosen side and person; what everybody owes is everybody's."""
        side, person = self.side.value, self.person.value
        return [
            line
            for line in lines
            if (not side or line.side in (side, "everyone", "")) and (not person or line.owner == person)
        ]

    def show_remembered(self) -> None:
        """Show what was chosen on another page."""
        self.side.set_value(str(self._settings.value("member_side", "")))
        self._offer([str(self.person.itemData(n)) for n in range(1, self.person.count())])

    def _offer(self, names: list[str]) -> None:
        person = str(self._settings.value("member_person", ""))
        offered = names if not person or person in names else sorted([*names, person])
        if [self.person.itemData(n) for n in range(1, self.person.count())] != offered:
            self.person.offer([("", _("Everybody")), *((name, name) for name in offered)])
        self.person.set_value(person)

    def _chosen(self) -> None:
        self._settings.setValue("member_side", self.side.value)
        self._settings.setValue("member_person", self.person.value)
        self.changed.emit()
