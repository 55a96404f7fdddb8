"""The work list of the day: whose duties, one line each, and those from long ago folded at its end."""

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from funneldesk.domain.formats import number
from funneldesk.domain.words import side_label
from funneldesk.i18n import _, ngettext
from funneldesk.ui.page import row
from funneldesk.ui.pages.today_table import DutiesModel, DutyTable
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.text import Label, plain_tip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from funneldesk.operations.duties import Duty, DutyList
    from funneldesk.ui.session import Session

OWNER_SETTING = "today_owner"
OWNER_WIDTH = 220
#: The order of the sides in the choice.
SIDES = ("marketing", "is", "sales", "everyone")


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
        self.owner = Choice()
        self.owner.setAccessibleName(_("Whose duties"))
        self.owner.setFixedWidth(OWNER_WIDTH)
        self.owner.chosen.connect(self._choose_owner)
        self.model = DutiesModel()
        self.table = DutyTable(self.model, lambda: session.colours)
        self.table.moved.connect(lambda _place: self.moved.emit())
        self.table.opened.connect(lambda place: self.opened.emit(self.model.rows[place]))
        self.body.addWidget(self.table, 1)
        self.nothing = Label("", "field", wrap=True)
        self.nothing.setContentsMargins(16, 16, 16, 16)
        self.body.addWidget(self.nothing)
        self.long_ago = QPushButton()
        self.long_ago.setCheckable(True)
        self.long_ago.setProperty("link", "true")
        self.long_ago.toggled.connect(lambda _on: self._show_rows(keep=True))
        below = row(self.long_ago, 1)
        below.setContentsMargins(11, 4, 11, 6)
        self.body.addLayout(below)
        session.theme_changed.connect(self.table.viewport().update)

    @property
    def chosen(self) -> "Duty | None":
        """Return the duty of the chosen line."""
        return self.table.chosen

    @property
    def person(self) -> str | None:
        """Return the person whose duties are chosen, None where it is a side or everybody."""
        kind, _colon, name = str(self.owner.value or "").partition(":")
        return name if kind == "person" else None

    def show_duties(self, duties: "DutyList") -> None:
        """Show the duties of a day; the chosen one stays chosen, or else its place."""
        self._duties = duties
        self._offer_owners(duties)
        self._show_rows(keep=True)

    def take_away(self, duty: "Duty") -> None:
        """Leave a line out at once: what was done about it is being written. The next one takes its place."""
        self._waiting.add(_key(duty))
        self._show_rows(keep=False)

    def written(self, duty: "Duty") -> None:
        """Trust what is computed about a duty again; it comes back if it is still owed."""
        self._waiting.discard(_key(duty))

    def _offer_owners(self, duties: "DutyList") -> None:
        now = [duty for duty in duties.duties if not duty.is_long_ago]
        sides, people = Counter(duty.who for duty in now), Counter(duty.owner for duty in now if duty.owner)
        wanted = str(self._session.settings.value(OWNER_SETTING, ""))
        named = [name for name, _count in people.most_common()]
        if wanted.startswith("person:") and wanted.removeprefix("person:") not in named:
            named.append(wanted.removeprefix("person:"))
        offered: list[tuple[object, str]] = [("", _with_count(_("Everybody's duties"), len(now)))]
        offered += [(f"side:{side}", _with_count(side_label(side), sides[side])) for side in SIDES]
        if named:
            offered.append(("", "---"))
            offered += [(f"person:{name}", _with_count(name, people[name])) for name in named]
        self.owner.offer(offered)
        self.owner.set_value(wanted)

    def _choose_owner(self, owner: object) -> None:
        self._session.settings.setValue(OWNER_SETTING, owner)
        self._show_rows(keep=True)

    def _shown(self) -> "list[Duty]":
        if self._duties is None:
            return []
        kind, _colon, name = str(self.owner.value or "").partition(":")
        return [
            duty
            for duty in self._duties.duties
            if _key(duty) not in self._waiting
            and (not kind or (duty.who == name if kind == "side" else duty.owner == name))
        ]

    def _show_rows(self, *, keep: bool) -> None:
        if self._duties is None:
            return
        place, chosen = max(self.table.currentIndex().row(), 0), self.chosen
        shown = self._shown()
        old = [duty for duty in shown if duty.is_long_ago]
        rows = shown if self.long_ago.isChecked() else [duty for duty in shown if not duty.is_long_ago]
        # The signal of the line chosen while rows are replaced would tell of lines that are gone.
        self.table.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.table.show_duties(rows, self._duties.as_of, place)
        if keep and chosen is not None:
            same = _places(self.model.rows).get(_key(chosen))
            if same is not None:
                self.table.choose(same)
        self.table.blockSignals(False)  # noqa: FBT003
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.nothing.setText(_("Nothing is to be done here now. Duties come back by themselves."))
        self._name_fold(len(old))
        self.moved.emit()

    def _name_fold(self, count: int) -> None:
        self.long_ago.setVisible(bool(count))
        words = ngettext(
            "%(count)s duty from more than 90 days ago",
            "%(count)s duties from more than 90 days ago",
            count,
        ) % {"count": number(count)}
        self.long_ago.setText(f"{'▾' if self.long_ago.isChecked() else '▸'} {words}")
        self.long_ago.setAccessibleName(words)
        tip = _("Nobody begins the day with them: look through them once, then decline or mark them as done.")
        self.long_ago.setToolTip(plain_tip(tip))


def _with_count(words: str, count: int) -> str:
    return _("{words} ({count})").format(words=words, count=number(count))


def _key(duty: "Duty") -> tuple[str, int, int]:
    return duty.rule, duty.lead, duty.leg


def _places(duties: "Iterable[Duty]") -> dict[tuple[str, int, int], int]:
    return {_key(duty): place for place, duty in enumerate(duties)}
