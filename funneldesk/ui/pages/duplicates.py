"""重複の候補: pairs of leads that may be one person, one after the other: the same, not the same, later."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QStackedWidget

from funneldesk.domain.formats import number, sentences
from funneldesk.domain.leads.duplicates_words import crowd_words
from funneldesk.i18n import _, ngettext
from funneldesk.ui.page import Page, row
from funneldesk.ui.pages.duplicates_decided import DecidedView, decided_rows
from funneldesk.ui.pages.duplicates_sides import SidesView
from funneldesk.ui.pages.history_steps import recall_steps
from funneldesk.ui.steps import Step, Steps
from funneldesk.ui.widgets.frames import Card, EmptyState
from funneldesk.ui.widgets.keys import shortcut, shown_keys
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel, Table
from funneldesk.ui.widgets.splitting import SideBySide
from funneldesk.ui.widgets.tabbing import order_in
from funneldesk.ui.widgets.text import ElidedLabel, Label

if TYPE_CHECKING:
    from pathlib import Path

    from funneldesk.domain.leads.duplicates import Pair
    from funneldesk.operations.duplicates import Duplicates, Side
    from funneldesk.operations.merging import Decided
    from funneldesk.ui.session import Session

SAME_KEY, DIFFERENT_KEY, LATER_KEY = "Y", "N", "S"
DECIDED_TAB = 1
Who = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair as the table shows it: (name, company) of both."""

    pair: "Pair"
    one: Who
    other: Who


class DuplicatesPage(Page):
    """Shows `Duplicates`; every decision is written at once and can be undone."""

    def __init__(self, session: "Session", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self.steps = Steps()
        self._path: Path | None = None
        #: What stood in the table before a decision, and where, to go back to without a search.
        self._before: dict[int, tuple[tuple[PairRow, ...], int]] = {}
        self._own_change = False
        self._deciding = False
        self.add_button(_("Back to the leads"), lambda: self.navigate("leads"))
        self.columns = _columns()
        self.model: RowsModel[PairRow] = RowsModel(self.columns)
        self.table = Table(self.model)
        self.table.setAccessibleName(title)
        self.table.size_columns(self.columns)
        self.table.moved.connect(lambda _place: self._show_current())
        self.sides = SidesView()
        self.sides.opened.connect(lambda lead: self.navigate("leads", lead=lead))
        self.note = ElidedLabel("", "secondary")
        self.same = self._button(_("Same person"), SAME_KEY, lambda: self.decide(same=True), primary=True)
        self.different = self._button(_("Not the same"), DIFFERENT_KEY, lambda: self.decide(same=False))
        self.later = self._button(_("Later"), LATER_KEY, self.skip)
        self.undo_button = QPushButton(f"{_('Undo')}  {shown_keys('Ctrl+Z')}")
        self.undo_button.clicked.connect(self.undo)
        for button in (self.same, self.different, self.later):
            button.setEnabled(False)
        self.decided = DecidedView(session, self.show_error)
        #: Who was not compared with everybody alike.
        self.crowd = Label("", "secondary", wrap=True)
        self.crowd.setVisible(False)
        self.body.addWidget(self.crowd)
        self.views = QStackedWidget()
        self.views.addWidget(self._splitter())
        self.views.addWidget(self.decided)
        self.body.addWidget(self.views, 1)
        self.tabs.addTab(_("To decide"))
        self.tabs.addTab(_("Decided"))
        self.tabs.setVisible(True)
        self.tabs.currentChanged.connect(self._show_tab)

    def _show_tab(self, place: int) -> None:
        self.views.setCurrentIndex(place)
        self.crowd.setVisible(place != DECIDED_TAB and bool(self.crowd.text()))
        # Once taken back or brought back, what is left to decide is another question.
        self._refresh_now()

    def _button(self, text: str, key: str, slot: Callable[[], None], *, primary: bool = False) -> QPushButton:
        button = QPushButton(f"{text}  {shown_keys(key)}")
        button.setProperty("primary", primary)
        button.clicked.connect(lambda: slot())
        shortcut(self, key, text, slot, only_inside=True)
        return button

    def _splitter(self) -> SideBySide:
        left = Card(margin=0, spacing=0)
        left.body.addWidget(self.table, 1)
        self._beside = right = Card()
        right.body.addWidget(self.sides, 1)
        right.body.addWidget(self.note)
        right.body.addLayout(row(self.same, self.different, self.later, 1, self.undo_button))
        splitter = SideBySide(self.session.settings, "duplicates", left, right)
        splitter.divide((1, 1), (520, 680))
        return splitter

    @property
    def current(self) -> PairRow | None:
        """Return the pair on show."""
        place = self.table.currentIndex().row()
        return self.model.rows[place] if 0 <= place < len(self.model.rows) else None

    def refresh(self) -> None:
        """Search anew; not after a decision of this page, which knows what it changed."""
        if self._own_change:
            self._own_change = False
            return
        if self._path != self.session.path:
            self._change_store()
        if not self.session.has_store:
            self._show_no_leads()
            return
        if self.tabs.currentIndex() == DECIDED_TAB:
            self.set_empty(None)
            self.banner.say("")
            self.load(lambda store, _job: decided_rows(store), self.decided.show_rows)
            return
        self._before.clear()
        if not self.model.rows:
            self.subtitle.setText(_("Looking for people who are on several leads …"))

        def work(store: Any, job: Any) -> "tuple[Duplicates, dict[int, Who], int]":
            from funneldesk.operations.duplicates import duplicates
            from funneldesk.store.lead_list import count_leads
            from funneldesk.store.lead_names import lead_names

            found = duplicates(store, job)
            wanted = {lead for pair in found.pairs for lead in (pair.one, pair.other)}
            return found, lead_names(store, sorted(wanted | {found.example} - {0})), count_leads(store)

        self.load(work, lambda found: self._show(*found), slow=True)

    def show_error(self, error: Exception) -> None:
        """Say what went wrong, and no longer that anything is being looked for."""
        self.subtitle.setText("")
        super().show_error(error)

    def _change_store(self) -> None:
        """Another store is on the desk: go on with its steps of before a restart."""
        self._path = self.session.path
        self._before.clear()
        self.steps.clear()
        self._name_steps()
        if self.session.has_store:
            recall_steps(self.session, self.steps, self._name_steps, kinds=("merge",))

    def _name_steps(self) -> None:
        self.undo_button.setEnabled(bool(self.steps.last) and not self._deciding)
        self.name_steps(self.steps)

    def _show(self, found: "Duplicates", names: "dict[int, Who]", leads: int) -> None:
        if not leads:
            self._show_no_leads()
            return
        nobody = ("", "")
        rows = [PairRow(p, names.get(p.one, nobody), names.get(p.other, nobody)) for p in found.pairs]
        self._show_rows(rows, 0)
        crowd = crowd_words(found.near_only, found.crowd, _who(names.get(found.example, nobody)))
        self.crowd.setText(crowd)
        self.crowd.setVisible(bool(crowd and rows))
        if not rows:
            self._show_empty(found.decided, crowd)

    def _show_rows(self, rows: "list[PairRow] | tuple[PairRow, ...]", place: int) -> None:
        self.set_empty(None)
        self.model.show_rows(rows)
        if rows:
            self.table.selectRow(min(place, len(rows) - 1))
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        count = len(rows)
        words = ngettext(
            "%(count)s pair may be the same person.", "%(count)s pairs may be the same person.", count
        )
        self.banner.say(
            sentences(
                words % {"count": number(count)}, _("Compare them and decide; every decision can be undone.")
            )
            if rows
            else _("No pair is left to decide.")
        )
        self.subtitle.setText("")
        self._show_current()

    def _show_current(self) -> None:
        found = self.current
        for button in (self.same, self.different, self.later):
            button.setEnabled(found is not None and not self._deciding)
        self.undo_button.setEnabled(bool(self.steps.last) and not self._deciding)
        if found is None or not self.session.has_store:
            self.sides.show_nothing()
            return
        pair = found.pair

        def work(store: Any, _job: Any) -> "tuple[Side | None, Side | None]":
            from funneldesk.operations.duplicates import side_of

            return side_of(store, pair.one), side_of(store, pair.other)

        def show(sides: "tuple[Side | None, Side | None]") -> None:
            now = self.current
            if now is not None and now.pair == pair and sides[0] and sides[1]:
                self.sides.show_pair(pair, sides[0], sides[1])
                order_in(self._beside.body)

        self.session.fetch(work, show)

    def skip(self) -> None:
        """Go on to the next pair; this one stays."""
        if self.model.rows:
            self.table.selectRow((self.table.currentIndex().row() + 1) % len(self.model.rows))

    def decide(self, *, same: bool) -> None:
        """Write that the pair on show is one person, or is not, and go on to the next."""
        found = self.current
        if found is None or self._deciding:
            return
        pair, rows, place = found.pair, tuple(self.model.rows), self.table.currentIndex().row()

        def work(store: Any, job: Any) -> "Decided":
            from funneldesk.operations.merging import merge, separate

            return (merge if same else separate)(store, pair.one, pair.other, job)

        def done(decided: "Decided") -> None:
            act = _("Same person") if same else _("Not the same")
            words = _("{act} ({who})").format(act=act, who=f"{_who(found.one)}; {_who(found.other)}")
            self.steps.add(Step(words, decided.id, way="decision"))
            self._before[decided.id] = rows, place
            self._finish(_("Written: the same person.") if same else _("Remembered: two people."))
            gone = {pair.one, pair.other} - set(decided.leads)
            left = [one for one in rows if one.pair != pair and not gone & {one.pair.one, one.pair.other}]
            self._show_rows(left, place)

        self._write(work, done)

    def undo(self) -> None:
        """Take the last decision back."""
        self._step(self.steps.last, back=True)

    def redo(self) -> None:
        """Decide again what was taken back."""
        self._step(self.steps.next, back=False)

    def _step(self, step: Step | None, *, back: bool) -> None:
        if step is None or self._deciding:
            return

        def work(store: Any, job: Any) -> "Decided":
            from funneldesk.operations.merging import bring_back, take_back

            return (take_back if back else bring_back)(store, step.number, job)

        def done(_decided: "Decided") -> None:
            (self.steps.undone if back else self.steps.redone)(step)
            before = self._before.pop(step.number, None) if back else None
            self._finish(_("Taken back.") if back else _("Decided again."), searches=before is None)
            if before:
                self._show_rows(*before)

        def failed(error: Exception) -> None:
            # Somebody was faster, or took it back in the history.
            self.steps.forget(step)
            self._fail(error)

        self._write(work, done, failed)

    def _write(
        self,
        work: Callable[..., "Decided"],
        done: "Callable[[Decided], None]",
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        self._deciding = True
        self._show_current()
        self.session.write(work, done, failed or self._fail)

    def _finish(self, note: str, *, searches: bool = False) -> None:
        self._deciding = False
        # The session tells of it next: what it changed on this page is known, or asked for then.
        self._own_change = not searches
        self.note.set_text(note)
        self._name_steps()

    def _fail(self, error: Exception) -> None:
        self._deciding = False
        self.show_error(error)
        self._name_steps()
        self._show_current()

    @property
    def is_loading(self) -> bool:
        """Whether an answer is still on its way, or a decision is being written."""
        return super().is_loading or self._deciding

    def _show_no_leads(self) -> None:
        self.banner.say("")
        self.subtitle.setText("")
        state = EmptyState(
            _("No leads yet"),
            _("Once lists are imported, people who may be on them twice are offered here for comparison."),
        )
        state.add_button(_("Import a list"), lambda: self.navigate("import", choose=True), primary=True)
        self.set_empty(state)

    def _show_empty(self, decided: int = 0, crowd: str = "") -> None:
        self.banner.say("")
        self.subtitle.setText("")
        text = _(
            "Names, companies, addresses and phone numbers of all leads were compared: nobody seems to be there twice."
        )
        if decided:
            words = ngettext(
                "%(count)s pair was found to be two people.",
                "%(count)s pairs were found to be two people.",
                decided,
            )
            text = sentences(text, words % {"count": number(decided)})
        text = sentences(text, crowd)
        state = EmptyState(_("No possible duplicates"), text)
        state.add_button(_("Back to the leads"), lambda: self.navigate("leads"), primary=True)
        self.set_empty(state)
        # What was decided can be looked at and taken back when nothing is left to decide.
        self.tabs.setVisible(True)


def _columns() -> list[RowsColumn[PairRow]]:
    def column(*given: Any, **more: Any) -> RowsColumn[PairRow]:
        return RowsColumn(*given, **more)

    return [
        column(_("One lead"), lambda r: _who(r.one), width=110, stretch=True),
        column(_("The other"), lambda r: _who(r.other), width=110, stretch=True),
        column(
            _("Likely"),
            lambda r: str(r.pair.points),
            lambda r: r.pair.points,
            width=84,
            right=True,
            tip=_points_tip,
        ),
    ]


def _who(who: Who) -> str:
    return " · ".join(part for part in who if part)


def _points_tip(found: PairRow) -> str:
    from funneldesk.domain.leads.duplicates_words import evidence_words

    lines = [f"{evidence_words(one)}  {one.points:+d}" for one in found.pair.evidence]
    return "\n".join(
        [*lines, _("Points of all fields together; a pair is offered from %(points)s on.") % {"points": 55}]
    )
