"""今日: the shared KPIs, whom to call and why, and which lists are there."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from funneldesk.domain.formats import day, number, sentences
from funneldesk.domain.words import list_label
from funneldesk.i18n import _, ngettext
from funneldesk.ui.page import Page
from funneldesk.ui.pages.today_kpis import KpiStrip
from funneldesk.ui.widgets.frames import Card, EmptyState
from funneldesk.ui.widgets.rows import ROW_HEIGHT, SCROLL_BAR, RowsColumn, RowsModel, Table
from funneldesk.ui.widgets.text import ElidedLabel, Label

if TYPE_CHECKING:
    from funneldesk.operations.importing import BatchInfo
    from funneldesk.operations.scoring import Candidate
    from funneldesk.operations.today import Today
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session


class TodayPage(Page):
    """Shows one `Today`."""

    def __init__(self, session: "Session", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self.today: Today | None = None
        self.add_button(_("Import a list"), lambda: navigate("import", choose=True), primary=True)
        self.kpis = KpiStrip(session)
        self.kpis.opened.connect(lambda: navigate("funnel"))
        self.body.addWidget(self.kpis)
        across = QHBoxLayout()
        across.setSpacing(16)
        self._across = across
        self.candidates = self._candidates_card()
        across.addWidget(self.candidates, 3)
        across.addLayout(self._lists_column(), 1)
        self.body.addLayout(across, 1)

    def _candidates_card(self) -> Card:
        card = Card(margin=0, spacing=0)
        self.who = Label("", "heading", wrap=True)
        self.who.setContentsMargins(16, 14, 16, 8)
        card.body.addWidget(self.who)
        self.model = RowsModel(_columns())
        self.table = Table(self.model)
        self.table.size_columns(self.model.columns)
        self.table.opened.connect(lambda place: self.navigate("leads", lead=self.model.rows[place].lead))
        card.body.addWidget(self.table, 1)
        self.nobody = Label("", "secondary", wrap=True)
        self.nobody.setContentsMargins(16, 8, 16, 16)
        card.body.addWidget(self.nobody)
        # Takes the height that is left: what is said stays where the rows end.
        card.body.addStretch(0)
        return card

    def _lists_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(16)
        self.next_card = Card(_("What would show more"))
        self.next_text = Label("", wrap=True)
        self.next_card.body.addWidget(self.next_text)
        import_button = QPushButton(_("Import a list"))
        import_button.clicked.connect(lambda: self.navigate("import", choose=True))
        self.next_card.body.addWidget(import_button)
        column.addWidget(self.next_card)
        self.lists_card = Card(_("Lists imported last"))
        self.lists = QVBoxLayout()
        self.lists.setSpacing(2)
        self.lists_card.body.addLayout(self.lists)
        history = QPushButton(_("All imports"))
        history.setProperty("link", "true")
        history.clicked.connect(lambda: self.navigate("import", history=True))
        self.lists_card.body.addWidget(history)
        column.addWidget(self.lists_card)
        column.addStretch(1)
        return column

    def refresh(self) -> None:
        """Ask for today's figures."""
        if not self.session.has_store:
            self._show_empty()
            return
        as_of = self.session.today

        def work(store: "Store", _task: Any) -> "Today":
            # Imported where it runs: numpy alone would hold the GUI thread for a tenth of a second.
            from funneldesk.operations.today import today_of

            return today_of(store, as_of)

        self.load(work, self._show)

    def _show(self, today: "Today") -> None:
        self.today = today
        if not today.kpis.leads:
            self._show_empty()
            return
        self.set_empty(None)
        self.subtitle.setText(day(today.kpis.as_of))
        self.kpis.show_kpis(today.kpis)
        self._show_candidates(today)
        self._show_missing(today.missing)
        self._show_lists(today.recent)

    def _show_candidates(self, today: "Today") -> None:
        waiting = len(today.to_call)
        words = {"count": number(waiting), "points": f"{today.threshold.points:g}"}
        if waiting:
            sentence = ngettext(
                "%(count)s person has reached %(points)s points and is waiting for a call.",
                "%(count)s people have reached %(points)s points and are waiting for a call.",
                waiting,
            )
            self.banner.say(
                sentences(sentence % words, _by_pilot(today), _others(today)),
                "amber",
                _("Show the list"),
                self._open_waiting,
            )
        else:
            self.banner.say(
                _("Nobody is waiting for a call: no SAL candidate is without a decision."), "blue"
            )
        self.who.setText(_("Call next"))
        self.model.show_rows(today.first)
        self.table.setVisible(bool(today.first))
        # No tall void where there is only a sentence.
        top = Qt.AlignmentFlag.AlignTop
        self._across.setAlignment(self.candidates, Qt.AlignmentFlag(0) if today.first else top)
        self.table.setMaximumHeight(ROW_HEIGHT * (len(today.first) + 1) + SCROLL_BAR)
        more = waiting - len(today.first)
        shown = ngettext("%(count)s more in Leads.", "%(count)s more in Leads.", more) if more > 0 else ""
        empty = _("Nobody has reached the threshold of the definition book as of today.")
        self.nobody.setText(shown % {"count": number(more)} if waiting else empty)
        self.nobody.setVisible(bool(self.nobody.text()))

    def _open_waiting(self) -> None:
        if self.today is not None:
            self.navigate("leads", ids=self.today.to_call, title=_("Waiting for a call"))

    def _show_missing(self, missing: tuple[str, ...]) -> None:
        self.next_card.setVisible(bool(missing))
        if not missing:
            return
        self.next_text.setText(
            {
                "deals": _("With the deal list of your SFA you see as far as deals and orders."),
                "activities": _("With the activity list of your MA tool, scores and MQLs are computed."),
                "leads": _("With your lead list, sources and industries can be compared."),
            }[missing[-1]]
        )

    def _show_lists(self, recent: "tuple[BatchInfo, ...]") -> None:
        while (item := self.lists.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for batch in recent:
            self.lists.addWidget(ElidedLabel(batch.file_name))
            said = Label(f"{list_label(batch.kind)} {number(batch.rows)}", "secondary")
            said.setContentsMargins(0, 0, 0, 6)
            self.lists.addWidget(said)
        self.lists_card.setVisible(bool(recent))

    def _show_empty(self) -> None:
        self.subtitle.setText("")
        state = EmptyState(
            _("Nothing to do yet"),
            _("Import a list of leads: who has reached the threshold appears here, with the reasons."),
        )
        state.add_button(
            _("Import my own Excel list"), lambda: self.navigate("import", choose=True), primary=True
        )
        state.add_button(_("Look at the sample company"), lambda: self.navigate("welcome"))
        self.set_empty(state)


def _by_pilot(today: "Today") -> str:
    """Say for how many the threshold named is not the one that counts."""
    if today.by_pilot is None:
        return ""
    version, count = today.by_pilot
    words = ngettext(
        "Of these %(count)s comes under the pilot of v%(version)s with a threshold of its own.",
        "Of these %(count)s come under the pilot of v%(version)s with a threshold of its own.",
        count,
    )
    return words % {"count": number(count), "version": version}


def _others(today: "Today") -> str:
    """Say why there are more SAL candidates than people to call: two numbers must not contradict each other."""
    others = today.candidates - len(today.to_call)
    if not others:
        return ""
    words = ngettext(
        "There are %(all)s SAL candidates in all: %(count)s is with sales already or must not be called.",
        "There are %(all)s SAL candidates in all: %(count)s are with sales already or must not be called.",
        others,
    )
    return words % {"all": number(today.candidates), "count": number(others)}


def _columns() -> "list[RowsColumn[Candidate]]":
    def column(*given: Any, **more: Any) -> "RowsColumn[Candidate]":
        return RowsColumn(*given, **more)

    return [
        column(_("Name"), lambda c: c.name, width=104, bold=True),
        column(_("Company"), lambda c: c.company, width=168),
        column(_("Score"), lambda c: f"{c.score:.0f}", lambda c: c.score, width=60, right=True),
        column(_("Since"), lambda c: day(c.since), lambda c: c.since, width=96),
        column(_("Why"), lambda c: c.reasons, width=130, stretch=True),
    ]
