"""The work list of the day: whose duties, one line each, and those from long ago folded at its end."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton

from funneldesk.domain.formats import number
from funneldesk.i18n import _, ngettext
from funneldesk.ui.page import row
from funneldesk.ui.pages.today_owners import OwnerTabs
from funneldesk.ui.pages.today_table import DutiesModel, DutyTable
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.text import Label, plain_tip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from funneldesk.operations.duty_lists import Duty, DutyList, Owner
    from funneldesk.ui.session import Session
    from funneldesk.ui.tasks import Job

OWNER_SETTING = "today_owner"


class DutiesCard(Card):
    """Shows the duties of whoever is chosen; keeps who that is between runs."""

    #: The chosen line is another one, or there is none.
    moved = Signal()
    opened = Signal(object)

    def __init__(self, session: "Session") -> None:
        super().__init__(margin=0, spacing=0)
        self._session = session
        self._duties: DutyList | None = None
        self._waiting: set[tuple[str, int, int]] = set()
        self._unfolding: Job | None = None
        #: The tabs have the keyboard only until there are lines again.
        self._gives_back = False
        self.owners = OwnerTabs()
        self.owners.chosen.connect(self._keep_owner)
        self.long_ago = QPushButton()
        self.long_ago.setCheckable(True)
        self.long_ago.setProperty("link", "true")
        self.long_ago.toggled.connect(lambda _on: self._show_rows())
        above = row(self.owners, 1, self.long_ago)
        above.setContentsMargins(5, 4, 11, 0)
        self.body.addLayout(above)
        self.model = DutiesModel()
        self.table = DutyTable(self.model, lambda: session.colours)
        self.table.moved.connect(lambda _place: self.moved.emit())
        self.table.opened.connect(lambda place: self.opened.emit(self.model.rows[place]))
        self.table.stepped.connect(self.owners.step)
        self.body.addWidget(self.table, 1)
        self.nothing = Label("", "field", wrap=True)
        self.nothing.setContentsMargins(16, 16, 16, 16)
        self.nothing.setText(_("Nothing is to be done here now. Duties come back by themselves."))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.nothing, 1)
        self.nothing.hide()  # whether there is nothing is not known yet
        session.theme_changed.connect(self.table.viewport().update)

    @property
    def chosen(self) -> "Duty | None":
        """Return the duty of the chosen line."""
        return self.table.chosen

    @property
    def person(self) -> str | None:
        """Return the person whose duties are chosen, None where it is a side or everybody."""
        owner = self.owners.owner
        return (owner.person or None) if owner else None

    def show_duties(self, duties: "DutyList") -> None:
        """Show the duties of a day; the chosen one stays chosen, or else its place."""
        self._duties = duties
        self.owners.offer(duties.owners, self._wanted())
        for duty in self._still_waiting(duties):
            self.owners.take_away(duty)
        self._show_rows()

    def take_away(self, duty: "Duty") -> None:
        """Leave a line out at once: what was done about it is being written. The next one takes its place."""
        self._waiting.add(duty.key)
        self.owners.take_away(duty)
        place = self.table.currentIndex().row()
        # The signal of the line chosen while one goes would tell of lines that are gone.
        self.table.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.model.take_away(duty)
        self.table.choose(place)
        self.table.blockSignals(False)  # noqa: FBT003
        self._show_whether_empty()
        self.moved.emit()

    def written(self, duty: "Duty") -> None:
        """Trust what is computed about a duty again; it comes back if it is still owed."""
        self._waiting.discard(duty.key)

    def _wanted(self) -> "Owner":
        """Return whose duties were chosen last."""
        # Imported where data is shown: the page is built before numpy is there.
        from funneldesk.operations.duty_lists import Owner

        kind, _colon, name = str(self._session.settings.value(OWNER_SETTING, "")).partition(":")
        return Owner(side=name if kind == "side" else "", person=name if kind == "person" else "")

    def _keep_owner(self) -> None:
        owner = self.owners.owner
        if owner is not None:
            kept = f"side:{owner.side}" if owner.side else f"person:{owner.person}" if owner.person else ""
            self._session.settings.setValue(OWNER_SETTING, kept)
            self._show_rows()

    def _still_waiting(self, duties: "DutyList") -> "list[Duty]":
        from funneldesk.operations.duty_lists import among

        return [*among(duties.recent, self._waiting), *among(duties.long_ago, self._waiting)]

    def _shown(self, duties: "Sequence[Duty]") -> "Sequence[Duty]":
        from funneldesk.operations.duty_lists import without

        owner = self.owners.owner
        return without(owner.of(duties) if owner else duties, self._waiting)

    def _show_rows(self) -> None:
        if self._duties is None:
            return
        if self._unfolding is not None:
            self._unfolding.cancel()
            self._unfolding = None
        rows, old = list(self._shown(self._duties.recent)), self._shown(self._duties.long_ago)
        if not self.long_ago.isChecked():
            self._put(rows)
        elif isinstance(old, list | tuple):
            self._put([*rows, *old])
        else:
            self._unfold(rows, old)
        self._name_fold(len(old))

    def _unfold(self, rows: "list[Duty]", old: "Sequence[Duty]") -> None:
        """Make very many lines in the background."""

        def work(_store: object, _job: "Job") -> "list[Duty]":
            return [*rows, *old]

        def done(lines: "list[Duty]") -> None:
            self._unfolding = None
            self._put(lines)

        self._unfolding = self._session.read(work, done, needs_store=False)

    def _put(self, rows: "Sequence[Duty]") -> None:
        if self._duties is None:
            return
        place, chosen = max(self.table.currentIndex().row(), 0), self.chosen
        # The signal of the line chosen while rows are replaced would tell of lines that are gone.
        self.table.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.table.show_duties(rows, self._duties.as_of, place)
        if chosen is not None and (same := _place(self.model.rows, chosen)) >= 0:
            self.table.choose(same)
        self.table.blockSignals(False)  # noqa: FBT003
        self._show_whether_empty()
        self.moved.emit()

    def _show_whether_empty(self) -> None:
        if not self.model.rows and self.table.hasFocus():
            # Qt would pass the keyboard on to whatever comes next; from the tabs the arrows still lead on.
            self.owners.setFocus()
            self._gives_back = True
        self.table.setVisible(bool(self.model.rows))
        self.nothing.setVisible(not self.model.rows)
        if self.model.rows and self._gives_back:
            self._gives_back = False
            if self.owners.hasFocus():
                self.table.setFocus()

    def _name_fold(self, count: int) -> None:
        self.long_ago.setVisible(bool(count))
        words = ngettext(
            "%(count)s duty from more than 90 days ago",
            "%(count)s duties from more than 90 days ago",
            count,
        ) % {"count": number(count)}
        short = _("over 90 days: %(count)s") % {"count": number(count)}
        self.long_ago.setText(f"{'▾' if self.long_ago.isChecked() else '▸'} {short}")
        self.long_ago.setAccessibleName(words)
        tip = _("Nobody begins the day with them: look through them once, then decline or mark them as done.")
        self.long_ago.setToolTip(plain_tip(f"{words}\n{tip}"))


def _place(duties: "Iterable[Duty]", wanted: "Duty") -> int:
    """Return where the same duty stands, -1 if it is not there."""
    lead, key = wanted.lead, wanted.key
    return next((n for n, duty in enumerate(duties) if duty.lead == lead and duty.key == key), -1)
