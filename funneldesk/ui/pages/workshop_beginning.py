"""KPIワークショップ: for everybody at once, or the smallest unit: one industry, one article, one white paper."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from funneldesk.domain.book.book_workshop import BEGINNINGS, PILOT_MONTHS, is_done, with_beginning
from funneldesk.domain.book.numbering import numbered
from funneldesk.domain.book.pilot_checks import is_over, pilot_there
from funneldesk.domain.formats import day, number
from funneldesk.domain.funnel.periods import month_start
from funneldesk.domain.funnel.shares import ENOUGH
from funneldesk.domain.words import content_type_label, heading
from funneldesk.i18n import _, speaking
from funneldesk.ui.pages.book_part import named_fields
from funneldesk.ui.pages.book_segments import SegmentBox
from funneldesk.ui.pages.workshop_step import Ground, WorkshopStep
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.domain.book.conditions import Condition
    from funneldesk.ui.session import Session


class BeginningStep(WorkshopStep):
    """Chooses for whom the book holds first, from one's own industries and contents."""

    def __init__(self, session: "Session") -> None:
        super().__init__(
            _(
                "Begin with everybody, or with the smallest unit that can succeed: one industry, one article,"
                " one white paper, three months."
            )
        )
        self._segment: Condition | None = None
        self._touched = False
        self.everybody, self.pilot = (
            QRadioButton(_("Everybody")),
            QRadioButton(_("The smallest unit, as a pilot")),
        )
        self.everybody.clicked.connect(lambda: self._choose())
        self.pilot.clicked.connect(lambda: self._choose())
        self.about = Label("", "secondary", wrap=True)
        self.unit = Card(_("The smallest unit"))
        self.segment = SegmentBox(session, ("industry",))
        self.segment.setAccessibleName(_("Industry"))
        self.segment.taken.connect(self._take_segment)
        self.contents = {kind: Choice(narrow=True) for kind in BEGINNINGS}
        for kind, choice in self.contents.items():
            choice.setAccessibleName(content_type_label(kind))
            choice.chosen.connect(lambda _title: self._choose())
        self.enough = Label("", wrap=True)
        self.unit.body.addLayout(
            named_fields(
                (_("Industry"), self.segment),
                *((content_type_label(kind), choice) for kind, choice in self.contents.items()),
            )
        )
        self.unit.body.addWidget(self.enough)
        choices = QWidget()
        column = QVBoxLayout(choices)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.everybody)
        column.addWidget(self.pilot)
        for widget in (choices, self.about, self.unit):
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def show_ground(self, ground: Ground) -> None:
        """Show for whom a book is; what there is to choose from comes from one's own lists."""
        scope, there = ground.book.scope, ground.beginnings
        for kind, choice in self.contents.items():
            titles = there.contents.get(kind, ()) if there else ()
            if [choice.itemData(place) for place in range(1, choice.count())] != list(titles):
                kept = choice.value
                choice.offer([("", _("none yet")), *((title, title) for title in titles)])
                choice.set_value(kept)
            if not self._touched:
                choice.set_value(next((title for title in titles if title in scope.text), ""))
        if not self._touched:
            self._segment = scope.segment
            (self.pilot if scope.segment is not None else self.everybody).setChecked(True)
            self.segment.show_segment(scope.segment)
        self._show(ground)

    def _runs(self, ground: Ground) -> bool:
        pilot = pilot_there(ground.view.versions, ground.view.today)
        return pilot is not None and not is_over(pilot, ground.view.today)

    def _show(self, ground: Ground) -> None:
        runs = self._runs(ground)
        self.pilot.setEnabled(not runs)
        self.unit.setVisible(self.pilot.isChecked() and not runs)
        if runs:
            words = _(
                "A pilot runs already, and one runs at a time: end it or adopt it on the book's page first."
            )
        elif self.pilot.isChecked():
            words = _(
                "A pilot decides about these leads only. Everybody else stays under the book in force (%(book)s)."
            ) % {"book": numbered(ground.view.in_force.number)}
        else:
            words = _("The book holds for everybody from the day it is agreed for.")
        self.about.setText(words)
        words, is_enough = self._enough(ground)
        self.enough.setText(words)
        self.enough.set_tone("" if is_enough else "amber")

    def _enough(self, ground: Ground) -> tuple[str, bool]:
        """Return what three months of the segment would bring, and whether that says anything."""
        found = ground.beginnings
        if self._segment is None:
            return _("Choose an industry that your lists know."), True
        one = next((o for o in found.segments if o.segment == self._segment), None) if found else None
        if one is None:
            return "", True
        words = {"leads": number(one.leads), "mqls": number(one.mqls), "enough": ENOUGH}
        if one.mqls < ENOUGH:
            few = _(
                "%(leads)s leads; three months bring about %(mqls)s MQLs. Below %(enough)s no rate can be said:"
                " take a longer time or a larger industry."
            )
            return few % words, False
        said = _("%(leads)s leads; three months bring about %(mqls)s MQLs: enough to say a rate.")
        return said % words, True

    def _take_segment(self, segment: "Condition | None") -> None:
        self._segment = segment
        self._choose()

    def _choose(self) -> None:
        self._touched = True
        if self.ground is not None:
            self._show(self.ground)
        self.words_changed.emit()

    def state_words(self, ground: Ground) -> str:
        """Return for whom the book is."""
        if not is_done(ground.book, "beginning"):
            return heading(_("not chosen yet"))
        return _("Everybody") if ground.book.scope.segment is None else heading(_("a pilot"))

    @property
    def button_words(self) -> str:
        """Return what is chosen."""
        return _("Begin with this pilot") if self.pilot.isChecked() else _("Begin with everybody")

    @property
    def can_take(self) -> bool:
        """Whether it is said for whom."""
        return not self.pilot.isChecked() or self._segment is not None

    def take(self) -> bool:
        """Make it the scope of the draft."""
        ground = self.ground
        if ground is None:
            return False
        segment = self._segment if self.pilot.isChecked() else None
        with speaking(ground.book.language):
            text = self._pilot_text(ground) if segment is not None else _("Everybody, from the start.")
        self._touched = False
        self.hand_on(with_beginning(ground.book, segment, text))
        return True

    def _pilot_text(self, ground: Ground) -> str:
        """Return what a pilot begins with, in the words the printed book has."""
        chosen = {kind: str(choice.value) for kind, choice in self.contents.items() if choice.value}
        titles = [_named(content_type_label(kind), title) for kind, title in chosen.items()]
        begins = ground.view.today
        # The day before, three months on; a month that has no such day ends first.
        first = month_start(begins, -PILOT_MONTHS)
        last = min(first + date.fromordinal(begins).day - 2, month_start(first, -1) - 1)
        words = _("The smallest unit: %(contents)s, for three months (until %(day)s).")
        without = _("The smallest unit, for three months (until %(day)s).")
        joined = _(", ").join(titles)
        return (words if titles else without) % {"contents": joined, "day": day(last)}

    def begin(self) -> None:
        """Begin with the choice there is."""
        (self.pilot if self.pilot.isChecked() else self.everybody).setFocus()


def _named(kind: str, title: str) -> str:
    """Return a title with what it is, unless it says that itself."""
    return title if kind in title else _("%(kind)s “%(title)s”") % {"kind": kind, "title": title}
