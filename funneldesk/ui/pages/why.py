"""要因: why a number of the funnel moved between two ranges, down to the segments, and the people on both sides."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QCheckBox, QMenu, QPushButton, QVBoxLayout, QWidget

from funneldesk.colours import LIGHT
from funneldesk.domain.formats import day, sentences
from funneldesk.domain.funnel.why import TARGETS, Segment, Target, Why
from funneldesk.domain.funnel.why_sentences import (
    cannot_say,
    caution,
    headline,
    reach_sentence,
    segment_label,
    target_label,
)
from funneldesk.domain.reviews.review_headline import period_words
from funneldesk.domain.words import field_words, stage_label, unrecorded_label
from funneldesk.i18n import _
from funneldesk.operations.why import FIELDS
from funneldesk.ui.page import Page, row, scrolled
from funneldesk.ui.pages.pictures import choose_picture, save_drawn
from funneldesk.ui.pages.why_ranges import ComparisonBox
from funneldesk.ui.pages.why_segments import SegmentTable
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.figures import FigureView
from funneldesk.ui.widgets.frames import Card, EmptyState
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.operations.why import WhyView
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session

#: Of the pictures, which only the drawing thread knows: a row, and what stands above and below all rows.
ROW_PIXELS, EDGE_PIXELS, MOST_ROWS = 44, 68, 8
#: From this share of leads too recent to be judged, the headline says so.
TOO_MANY = 0.05
#: The least width at which the words of a picture are still whole.
LEAST_WIDTH = 560


class WhyPage(Page):
    """Shows one `WhyView`; a click on a bar or a row offers the people of both ranges."""

    def __init__(self, session: "Session", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self.view: WhyView | None = None
        self.asked: Target | None = None
        self.target = Choice([(one, target_label(one, {})) for one in TARGETS])
        self.target.chosen.connect(self._ask)
        self.comparison = ComparisonBox(session)
        self.comparison.compared.connect(self.refresh)
        self.save = QPushButton(_("Save picture…"))
        # The name of a file.
        suggested = _("causes") + ".png"
        self.save.clicked.connect(lambda: choose_picture(self, suggested, self.save_picture))
        for control in (self.target, self.comparison, self.save):
            self.add_control(control)
        self.people = QMenu(self)
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(16)
        self.ranges = Label("", "secondary", wrap=True)
        self.same_age = QCheckBox(_("Both at the same age"))
        self.same_age.setToolTip(
            _(
                "Looks at the range before as it was when it was as old as the later one is now:"
                " its leads had no more time then."
            )
        )
        self.same_age.toggled.connect(lambda: self.refresh())
        self.way = FigureView(self.session, QSize(LEAST_WIDTH, 200))
        self.way.clicked.connect(self._offer_factor)
        self.reach = Label("", "secondary", wrap=True)
        self.reach.setToolTip(
            _("Of the MQLs of each range, those with an activity on a content of this phase so far.")
        )
        self.way_card = _card(row(self.ranges, self.same_age), self.way, self.reach)
        column.addWidget(self.way_card)
        self.by = Choice([(by, _("By %(field)s") % {"field": field_words(by)}) for by in FIELDS])
        self.by.chosen.connect(lambda _by: self._show_segments())
        self.about = Label(
            _("What each of them did to the number, the one that moved most first."), "secondary", wrap=True
        )
        self.picture = FigureView(self.session, QSize(LEAST_WIDTH, 100))
        self.picture.clicked.connect(lambda key: self._offer_segment(self.segments[int(key)]))
        self.table = SegmentTable()
        self.table.opened.connect(self._offer_segment)
        self.segments_card = _card(row(self.about, self.by), self.picture, self.table)
        column.addWidget(self.segments_card)
        column.addStretch(1)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(scrolled(column))

    @property
    def segments(self) -> list[Segment]:
        """Return the segments of the chosen field, the one that did most first."""
        found = self.view.why.segments if self.view and self.view.why else ()
        return [segment for segment in found if segment.by == self.by.value]

    def open(self, **what: Any) -> None:
        """Come to compare two ranges, `sides`."""
        if "sides" in what:
            self.comparison.set_periods(*what["sides"])

    def refresh(self) -> None:
        """Ask why the chosen number moved."""
        if not self.session.has_store:
            self._show_empty()
            return
        today, choice, target = self.session.today, self.comparison.comparison, self.asked
        same_age = self.same_age.isChecked()

        def work(store: "Store", _task: Any) -> "WhyView":
            from funneldesk.operations.why import why_view

            return why_view(store, today, choice, target, same_age=same_age)

        self.load(work, self._show)

    def _ask(self, target: Target) -> None:
        self.asked = target
        self.refresh()

    def _show(self, view: "WhyView") -> None:
        self.view = view
        if view.is_empty:
            self._show_empty()
            return
        self.set_empty(None)
        self.comparison.sides = view.sides
        for place, target in enumerate(TARGETS):
            self.target.setItemText(place, target_label(target, view.labels))
        self.target.set_value(view.target)
        self.subtitle.setText(_("as of %(day)s") % {"day": day(view.sides.after_as_of)})
        ranges, careful = _ranges(view), caution(view.young, view.sides)
        self.ranges.setText(f"{ranges}\n{careful}" if careful and not _is_unfair(view) else ranges)
        said = view.why is not None and not cannot_say(view.why)
        self.way_card.setVisible(said)
        self.segments_card.setVisible(said)
        self.save.setEnabled(said)
        self._show_headline(view)
        if said and view.why is not None:
            self._show_way(view, view.why)
            self._show_segments()

    def _show_headline(self, view: "WhyView") -> None:
        if view.why is None:
            missing = "won" if view.target == "amount" else view.target
            text = _("%(missing)s: nothing can be said about this number.")
            text %= {"missing": unrecorded_label(missing)}
            advice = _("Import a list with its dates, or ask about another number.")
            link = _("Import a list")
            self.banner.say(
                sentences(text, advice), "blue", link, lambda: self.navigate("import", choose=True)
            )
            return
        fallback = ""
        if view.fallback:
            fallback = _(
                "Nobody was acquired in the last of these ranges; shown are the last that have leads."
            )
        if cannot_say(view.why):
            careful = caution(view.young, view.sides)
            said = sentences(headline(view.why, view.labels), careful)
            self.banner.say(sentences(fallback, _ranges(view) + _(": ") + said))
            return
        unfair = _is_unfair(view)
        self.banner.say(
            sentences(
                fallback,
                headline(view.why, view.labels),
                caution(view.young, view.sides) if unfair else "",
            ),
            "amber" if _is_worse(view.why) else "blue",
            _("Compare at the same age") if unfair else "",
            lambda: self.same_age.setChecked(True),
        )

    def _show_way(self, view: "WhyView", why: Why) -> None:

        def draw(size: tuple[float, float], colours: Any) -> Any:
            from funneldesk.charts.why import why_figure

            return why_figure(why, colours, size, view.labels)

        self.way.keep_height(EDGE_PIXELS + ROW_PIXELS * (len(why.parts) + 2))
        self.way.show_figure(draw, _("What moved the number, factor by factor"))
        said = reach_sentence(view.reach, view.labels)
        self.reach.setText(said)
        self.reach.setVisible(bool(said))

    def _show_segments(self) -> None:
        view, by = self.view, str(self.by.value)
        if view is None or view.why is None:
            return
        why = view.why

        def draw(size: tuple[float, float], colours: Any) -> Any:
            from funneldesk.charts.why import segments_figure

            return segments_figure(why, by, colours, size, view.labels)

        rows = max(min(len(self.segments), MOST_ROWS), 1)
        self.picture.keep_height(EDGE_PIXELS + ROW_PIXELS * rows)
        self.picture.show_figure(draw, _("What each segment did"))
        self.table.show_segments(why, self.segments, view.labels)

    def _show_empty(self) -> None:
        self.banner.say("")
        self.subtitle.setText("")
        state = EmptyState(
            _("Why a number moved is explained here"),
            _("Import a list of leads with the day they were acquired; two months are enough to compare."),
        )
        state.add_button(
            _("Import my own Excel list"), lambda: self.navigate("import", choose=True), primary=True
        )
        state.add_button(_("Look at the sample company"), lambda: self.navigate("welcome"))
        self.set_empty(state)

    def _offer_factor(self, key: str) -> None:
        """Offer the people of a bar: of a side, or of the step a factor is the rate of."""
        view = self.view
        if view is None or view.why is None:
            return
        names = [part.name for part in view.why.parts if part.name != "amount"]
        stage = names[-1] if key in {"before", "after", "amount"} else key
        entered = names[names.index(stage) - 1] if stage != "lead" and key == stage else ""
        self.people.clear()
        for later in {"before": (False,), "after": (True,)}.get(key, (False, True)):
            self._offer(stage, later=later)
        for later in (False, True) if entered else ():
            self._offer(entered, later=later, but_not=stage)
        self._popup(self.way, key)

    def _offer_segment(self, segment: Segment) -> None:
        """Offer the people of a segment: its leads, and those who came to what is asked about."""
        view = self.view
        if view is None or view.why is None:
            return
        names = [part.name for part in view.why.parts if part.name != "amount"]
        self.people.clear()
        for stage in dict.fromkeys((names[-1], "lead")):
            for later in (False, True):
                self._offer(stage, later=later, segment=segment)
        self._popup(self.picture, "")

    def _offer(self, stage: str, *, later: bool, but_not: str = "", segment: Segment | None = None) -> None:
        """Add an entry that opens the people of one side."""
        view = self.view
        if view is None:
            return
        side = view.sides.after if later else view.sides.before
        words = {"range": period_words(side), "stage": stage_label(stage, view.labels)}
        text = _("%(range)s: %(stage)s") % words
        if but_not:
            words["next"] = stage_label(but_not, view.labels)
            text = _("%(range)s: %(stage)s, not %(next)s") % words
        if segment is not None:
            text = _("%(segment)s, %(people)s") % {"segment": segment_label(segment), "people": text}
        action = self.people.addAction(text.replace("&", "&&"))
        action.triggered.connect(partial(self._open_people, text, stage, later, but_not, segment))

    def _popup(self, view: FigureView, key: str) -> None:
        """Show what is offered at the mouse, or, chosen by keyboard, at its bar."""
        at = QCursor.pos()
        if not view.rect().contains(view.mapFromGlobal(at)) and key:
            at = view.mapToGlobal(view.target_point(key).toPoint())
        elif not self.rect().contains(self.mapFromGlobal(at)):
            at = self.mapToGlobal(QPoint(self.width() // 2, self.height() // 2))
        self.people.popup(at)

    def _open_people(
        self, title: str, stage: str, later: bool, but_not: str, segment: Segment | None
    ) -> None:
        view = self.view
        if view is None:
            return
        by, value = (segment.by, segment.value) if segment else ("", None)

        def people(store: "Store", _task: Any) -> tuple[int, ...]:
            from funneldesk.operations.why import why_members

            return why_members(store, view.sides, stage, later=later, but_not=but_not, by=by, value=value)

        self.load(people, lambda ids: self.navigate("leads", ids=ids, title=title))

    def save_picture(self, path: Path) -> None:
        """Write both pictures as one, in the format the name ends with."""
        view, by = self.view, str(self.by.value)
        if view is None or view.why is None:
            return
        why, as_of = view.why, {"ranges": _ranges(view), "day": day(view.sides.after_as_of)}
        range_words = _("%(ranges)s, as of %(day)s") % as_of
        if view.sides.same_age:
            range_words = _("%(ranges)s, both at the age of %(day)s") % as_of

        def draw() -> Any:
            from funneldesk.charts.why_sheet import why_sheet

            return why_sheet(why, by, LIGHT, range_words, view.labels)

        save_drawn(self, draw, path)


def _card(head: Any, *inside: QWidget) -> Card:
    """Return a card whose first line is a row of words and a control."""
    card = Card(margin=1)
    head.setContentsMargins(16, 10, 16, 0)
    head.setStretch(0, 1)
    card.body.addLayout(head)
    for widget in inside:
        if isinstance(widget, Label):
            widget.setContentsMargins(16, 0, 16, 12)
        card.body.addWidget(widget)
    return card


def _is_worse(why: Why) -> bool:
    """Whether the number fell, and a rate that fell with it did so beyond chance."""
    return why.after < why.before and any(
        part.value < 0 and part.shares is not None and not part.within_chance for part in why.parts
    )


def _is_unfair(view: "WhyView") -> bool:
    """Whether so many of the later leads are too recent that the comparison is not to be read without saying so."""
    if view.why is None or view.sides.same_age:
        return False
    later = view.why.parts[0].after or 0
    return view.young[1] > view.young[0] and view.young[1] >= TOO_MANY * later


def _ranges(view: "WhyView") -> str:
    words = {"before": period_words(view.sides.before), "after": period_words(view.sides.after)}
    return _("Acquired %(before)s → %(after)s") % words
