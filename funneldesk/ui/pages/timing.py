"""対応スピード: whether quick contacts go with more deals, what both sides wait for, how long each stage takes."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from funneldesk.colours import LIGHT
from funneldesk.domain.formats import day
from funneldesk.domain.funnel.timing_sentences import (
    answer_label,
    bucket_label,
    headline,
    owner_note,
    wait_title,
)
from funneldesk.i18n import _
from funneldesk.ui.page import Page, scrolled
from funneldesk.ui.pages.pictures import choose_picture, save_drawn
from funneldesk.ui.pages.ranges import RangeBox
from funneldesk.ui.pages.splits import SplitBox
from funneldesk.ui.pages.timing_tables import (
    TimingTable,
    answer_columns,
    bucket_columns,
    bucket_rows,
    group_columns,
)
from funneldesk.ui.widgets.figures import FigureView
from funneldesk.ui.widgets.folding import Folded
from funneldesk.ui.widgets.frames import Card, EmptyState
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.domain.funnel.timing import GroupSpeed, Timing
    from funneldesk.domain.handovers.answer_times import AnswerTime
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session

#: By person only when somebody asks for it.
BREAKDOWNS = ("month", "quarter", "half", "fiscal_year", "source", "industry", "size")
SPEED_HEIGHT = 352
#: Two curves side by side; below them what they mean.
CURVES_ACROSS, CURVE_HEIGHT, CURVES_FOOT = 2, 232, 70


class TimingPage(Page):
    """Shows one `Timing`; a click on a bar, a curve or a row shows the people behind it."""

    def __init__(self, session: "Session", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self.timing: Timing | None = None
        self.range = RangeBox(session)
        self.by = SplitBox(session, BREAKDOWNS)
        self.save = QPushButton(_("Save picture…"))
        self.save.clicked.connect(
            lambda: choose_picture(self, _("speed of contact") + ".png", self.save_picture)
        )
        for control in (self.range, self.by, self.save):
            self.add_control(control)
        self.range.chosen.connect(self.refresh)
        self.by.activated.connect(lambda: self.refresh())
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(16)
        self.picture = FigureView(self.session, QSize(640, SPEED_HEIGHT))
        self.picture.keep_height(SPEED_HEIGHT)
        self.picture.clicked.connect(lambda key: self._open_bucket(int(key)))
        self.buckets = TimingTable(sortable=False)
        self.buckets.opened.connect(lambda row: self._open_bucket(row.place))
        self.speed_card = Card(margin=1)
        self.speed_card.body.addWidget(self.picture)
        self.speed_card.body.addWidget(self.buckets)
        self.groups = TimingTable(sortable=True)
        self.groups.opened.connect(self._open_group)
        self.owners = Label(owner_note(), "secondary", wrap=True)
        self.owners.setContentsMargins(16, 8, 16, 12)
        self.group_card = Card(margin=1)
        self.group_card.body.addWidget(self.groups)
        self.group_card.body.addWidget(self.owners)
        self.answers = TimingTable(sortable=False)
        self.answers.opened.connect(self._open_answer)
        self.answer_card = Card(margin=1)
        self.answer_card.body.addWidget(self.answers)
        self.more = Folded(_("In detail"))
        self.curves = FigureView(self.session, QSize(640, CURVE_HEIGHT))
        self.curves.clicked.connect(self._open_wait)
        curves_card = Card(margin=1)
        curves_card.body.addWidget(self.curves)
        self.more.body.addWidget(curves_card)
        for part in (self.speed_card, self.group_card, self.answer_card, self.more):
            column.addWidget(part)
        column.addStretch(1)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(scrolled(column))

    def refresh(self) -> None:
        """Ask for the timing of the controls."""
        if not self.session.has_store:
            self._show_empty()
            return
        self.by.offer_fields()
        today, choice, by = self.session.today, self.range.choice, self.by.currentData() or None

        def work(store: "Store", _task: Any) -> "tuple[Timing, bool]":
            from funneldesk.operations.timing import timing_of_choice

            return timing_of_choice(store, today, choice, by=by)

        self.load(work, self._show)

    def _show(self, found: "tuple[Timing, bool]") -> None:
        timing, fallback = found
        self.timing = timing
        if timing.is_empty:
            self._show_empty()
            return
        self.set_empty(None)
        self.range.show_days(timing.from_day, timing.to_day, fallback=fallback)
        self.subtitle.setText(_("as of %(day)s") % {"day": day(timing.as_of)})
        said = headline(timing)
        link = _("Import a list") if said.next_page else ""
        self.banner.say(said.text, said.tone, link, lambda: self.navigate(said.next_page, choose=True))
        has_speed = bool(timing.triggers) and timing.contacts_recorded
        self.speed_card.setVisible(has_speed)
        self.buckets.show_rows(bucket_columns(timing), bucket_rows(timing))
        self.answer_card.setVisible(bool(timing.answers))
        self.answers.show_rows(answer_columns(timing), timing.answers)
        self.group_card.setVisible(bool(timing.groups))
        if timing.groups:
            self.groups.show_rows(group_columns(timing), timing.groups)
        self.owners.setVisible(timing.by == "owner")
        self.more.setVisible(has_speed or bool(timing.waits))
        if not has_speed and not timing.answers:
            # It is all there is to see.
            self.more.button.setChecked(True)
        self._draw(timing, has_speed=has_speed)

    def _draw(self, timing: "Timing", *, has_speed: bool) -> None:
        def bars(size: tuple[float, float], colours: Any) -> Any:
            from funneldesk.charts.timing import speed_figure

            return speed_figure(timing, colours, size)

        def curves(size: tuple[float, float], colours: Any) -> Any:
            from funneldesk.charts.waiting import waits_figure

            return waits_figure(timing, colours, size)

        if has_speed:
            self.picture.show_figure(bars, _("Speed of contact as bars"))
        rows = -(-(len(timing.waits) + has_speed) // CURVES_ACROSS)
        self.curves.keep_height(rows * CURVE_HEIGHT + CURVES_FOOT)
        self.curves.show_figure(curves, _("Waiting times as curves"))

    def _show_empty(self) -> None:
        self.banner.say("")
        self.subtitle.setText("")
        state = EmptyState(
            _("How soon people are contacted appears here"),
            _(
                "Import leads with their hand-overs, calls and deals, and you see whether a quick contact goes with"
                " more deals."
            ),
        )
        state.add_button(
            _("Import my own Excel list"), lambda: self.navigate("import", choose=True), primary=True
        )
        state.add_button(_("Look at the sample company"), lambda: self.navigate("welcome"))
        self.set_empty(state)

    def _open(self, title: str, people: Callable[..., tuple[int, ...]]) -> None:
        """Show the leads that `people(store, as_of=…, from_day=…, to_day=…)` returns."""
        timing = self.timing
        if timing is None:
            return
        of = {"from_day": timing.from_day, "to_day": timing.to_day}

        def work(store: "Store", _task: Any) -> tuple[int, ...]:
            return people(store, timing.as_of, **of)

        self.load(work, lambda ids: self.navigate("leads", ids=ids, title=title))

    def _open_bucket(self, place: int) -> None:
        from funneldesk.operations.timing import bucket_members

        if self.timing is not None:
            label = bucket_label(self.timing.buckets[place])
            title = _("Days until contact: %(days)s") % {"days": label}
            self._open(title, lambda store, as_of, **of: bucket_members(store, as_of, place, **of))

    def _open_wait(self, key: str) -> None:
        from funneldesk.operations.timing import contact_members, waiting_members

        if self.timing is None:
            return
        if key == "contact":
            self._open(_("No contact recorded"), contact_members)
            return
        wait = next(one for one in self.timing.waits if f"{one.previous}>{one.stage}" == key)
        title = _("Still waiting: %(step)s") % {"step": wait_title(wait, self.timing)}
        self._open(
            title, lambda store, as_of, **of: waiting_members(store, as_of, wait.previous, wait.stage, **of)
        )

    def _open_answer(self, answer: "AnswerTime") -> None:
        from funneldesk.operations.timing import open_members

        title = _("Still waiting: %(step)s") % {"step": answer_label(answer)}
        self._open(title, lambda store, _as_of, **_of: open_members(store, answer))

    def _open_group(self, group: "GroupSpeed") -> None:
        from funneldesk.operations.timing import group_members

        if self.timing is not None:
            by = self.timing.by
            self._open(
                group.value or _("(none)"),
                lambda store, as_of, **of: group_members(store, as_of, by, group.value, **of),
            )

    def save_picture(self, path: Path) -> None:
        """Write the bars and the curves as a picture, in the format its name ends with."""
        timing = self.timing
        if timing is None:
            return

        def draw() -> Any:
            from funneldesk.charts.timing import timing_sheet

            return timing_sheet(timing, LIGHT)

        save_drawn(self, draw, path)
