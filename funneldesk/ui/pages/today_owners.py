"""Whose duties are shown: everybody's, a side's or one person's, each with how many there are and how many are late."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabBar

from funneldesk.i18n import _
from funneldesk.ui.theme import pixels
from funneldesk.ui.widgets.text import plain_tip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from funneldesk.operations.duty_lists import Duty, Owner


#: Pixels of a tab beside its words, as the style sheet has them, and a little for bold letters.
AROUND = 30
#: A longer name of an owner ends in …; it is whole on hover.
LONGEST_NAME = 168


class OwnerTabs(QTabBar):
    """One tab for each owner; the arrow keys and clicks choose. `chosen` says that it is another one."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__(expanding=False, drawBase=False, usesScrollButtons=True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setAccessibleName(_("Whose duties"))
        self.owners: list[Owner] = []
        self._whole: list[str] = []
        self._is_short = False
        self.currentChanged.connect(lambda _place: self.chosen.emit())

    @property
    def owner(self) -> "Owner | None":
        """Return whose duties are chosen, None before there are any."""
        place = self.currentIndex()
        return self.owners[place] if 0 <= place < len(self.owners) else None

    def offer(self, owners: "Iterable[Owner]", wanted: "Owner") -> None:
        """Show these owners; `wanted` is chosen, and offered even if nothing is owed by it. Tells nobody."""
        offered = list(owners)
        place = next((n for n, one in enumerate(offered) if _same(one, wanted)), -1)
        if place < 0:
            place = len(offered)
            offered.append(wanted)
        self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        while self.count() > len(offered):
            self.removeTab(self.count() - 1)
        while self.count() < len(offered):
            self.addTab("")
        self.owners = offered
        del self._whole[len(offered) :]
        for number in range(len(offered)):
            self._name(number)
        self.updateGeometry()
        self._fit()
        self.setCurrentIndex(place)
        self.blockSignals(False)  # noqa: FBT003

    def step(self, distance: int) -> None:
        """Choose the owner beside the chosen one."""
        place = self.currentIndex() + distance
        if 0 <= place < self.count():
            self.setCurrentIndex(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out how many are late where there is no room: it is on hover."""
        super().resizeEvent(event)
        self._fit()

    def take_away(self, duty: "Duty") -> None:
        """Count a duty no longer: it is done."""
        for place, one in enumerate(self.owners):
            if one.owes(duty) and not duty.is_long_ago:
                self.owners[place] = replace(one, count=one.count - 1, late=one.late - duty.is_late)
                self._name(place)
        self._fit()

    def sizeHint(self) -> QSize:
        """Ask for room for all that can be said."""
        words = sum(self.fontMetrics().horizontalAdvance(text) + AROUND for text in self._whole)
        return QSize(words, super().sizeHint().height())

    def _fit(self) -> None:
        is_short = self.sizeHint().width() > self.width()
        if is_short != self._is_short:
            self._is_short = is_short
            for place in range(len(self.owners)):
                self._name(place)

    def _name(self, place: int) -> None:
        from funneldesk.operations.today_words import owner_words

        owner = self.owners[place]
        words = owner_words(owner)
        named = replace(owner, person=self._shortened(owner.person))
        self._whole[place:] = [owner_words(named), *self._whole[place + 1 :]]
        shown = owner_words(replace(named, late=0) if self._is_short else named).replace("&", "&&")
        if self.tabText(place) != shown:
            self.setTabText(place, shown)
        self.setTabToolTip(place, plain_tip(words))

    def _shortened(self, name: str) -> str:
        return self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, pixels(LONGEST_NAME))


def _same(one: "Owner", other: "Owner") -> bool:
    return (one.side, one.person) == (other.side, other.person)
