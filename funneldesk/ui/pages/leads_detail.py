"""One lead at the right of the table: who, how far, why that score, what happened, which values."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.pages.leads_blocks import (
    ScoreBlock,
    StageStrip,
    ValuesBlock,
    chips_of,
    empty,
    flush,
    origin_of,
)
from funneldesk.ui.pages.leads_timeline import Timeline
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.links import Link
from funneldesk.ui.widgets.scrolling import ScrolledColumn, scrolled
from funneldesk.ui.widgets.slices import Slices
from funneldesk.ui.widgets.text import Chip, Label

if TYPE_CHECKING:
    from funneldesk.operations.lead_detail import LeadDetail
    from funneldesk.operations.merging import Part
    from funneldesk.store.store import Store
    from funneldesk.ui.pages.leads import LeadsPage
    from funneldesk.ui.pages.leads_parts import PartsQuestion
    from funneldesk.ui.session import Session
    from funneldesk.ui.tasks import Job

LEAST_WIDTH = 360
MOVING_DELAY_MS = 60


class LeadDetailView(Card):
    """Shows one `LeadDetail`."""

    #: The company of this lead is to be opened.
    company_wanted = Signal(int)
    #: The page of this lead is to be opened.
    page_wanted = Signal(int)

    def __init__(self, session: "Session") -> None:
        super().__init__(margin=0)
        self._session = session
        #: Whom it is about.
        self.lead: LeadDetail | None = None
        self._shown: LeadDetail | None = None
        self._parts = Slices(self)
        self.question: PartsQuestion | None = None
        self.setMinimumWidth(LEAST_WIDTH)
        self.name = Label("", "title", wrap=True)
        self.company = Link(_("Show everybody at this company, and its deals"))
        self.company.clicked.connect(self._open_company)
        self.page = QPushButton(_("Everything about this lead"))
        self.page.setProperty("link", "true")
        self.page.setToolTip(_("Hand-overs, comments, colleagues. Enter in the table opens it as well."))
        self.page.clicked.connect(lambda: self.page_wanted.emit(self.lead.id) if self.lead else None)
        self.who = Label("", "field", wrap=True)
        self.unmerge = QPushButton(_("Merged by hand: take the last merge back"))
        self.unmerge.setProperty("link", "true")
        self.unmerge.clicked.connect(self._unmerge)
        self.split = QPushButton(_("Somebody else is mixed in …"))
        self.split.setProperty("link", "true")
        self.split.clicked.connect(self._ask_parts)
        self.origin = Label("", "secondary", wrap=True)
        self.chips = row(spacing=8, wraps=True)
        self.stages = StageStrip()
        self.block = ScoreBlock(session)
        self.score, self.bars, self.each = self.block.score, self.block.bars, self.block.each
        self.missing = self.block.missing
        self.timeline = Timeline()
        self.values_block = ValuesBlock()
        self.values, self.rule = self.values_block.grid, self.values_block.rule
        self._build()

    @property
    def shown(self) -> "LeadDetail | None":
        """Return the lead on show, once all of it is."""
        return self._shown

    def _build(self) -> None:
        inside = ScrolledColumn()
        inside.setProperty("scrolled", "card")
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(6)
        column.addWidget(self.name)
        column.addLayout(flush(self.company))
        for widget in (self.who, self.origin):
            column.addWidget(widget)
        column.addLayout(flush(self.page))
        column.addLayout(flush(self.unmerge))
        self.chips.setContentsMargins(0, 4, 0, 4)
        column.addLayout(self.chips)
        column.addSpacing(6)
        column.addWidget(self.stages)
        column.addSpacing(10)
        column.addWidget(self.block)
        column.addSpacing(10)
        column.addWidget(Label(_("History of the lead"), "secondary"))
        column.addWidget(self.timeline)
        column.addSpacing(10)
        self.values_title = Label(_("Values"), "secondary")
        column.addWidget(self.values_title)
        column.addWidget(self.values_block)
        column.addLayout(flush(self.split))
        column.addStretch(1)
        self.area = scrolled(inside)
        self.area.setProperty("card", "inside")
        self.waiting = Label(_("Computing…"), "field")
        self.waiting.setContentsMargins(20, 16, 20, 16)
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.waiting)
        self.body.addWidget(self.area)
        self.area.hide()  # nothing is said of a lead before it is known

    def show_lead(self, lead: "LeadDetail") -> None:
        """Show a lead from the top; part by part, for whoever goes down the lines of the table waits for none."""
        if self.lead is None or self.lead.id != lead.id:
            self.area.verticalScrollBar().setValue(0)
        self.waiting.hide()
        self.area.show()
        self.lead = lead
        self._parts.begin(
            (
                lambda: self._show_head(lead),
                lambda: self._show_chips(lead),
                lambda: self.stages.show_stages(lead),
                lambda: self.block.show_score(lead.explanation),
                lambda: self.timeline.show_entries(lead.timeline, lead.lists),
                lambda: self.values_block.show_values(lead),
                lambda: self._end(lead),
            )
        )

    def _end(self, lead: "LeadDetail") -> None:
        self.values_title.setVisible(not self.values_block.isHidden())
        self._shown = lead

    def _show_head(self, lead: "LeadDetail") -> None:
        self.name.setText(lead.value("name") or lead.value("email") or _("Unnamed contact"))
        self.company.say(lead.value("company") or lead.value("email").rpartition("@")[2])
        self.company.setVisible(bool(lead.value("company")) or lead.value("email_kind") == "company")
        self.unmerge.setVisible(bool(lead.merged))
        self.unmerge.setEnabled(True)
        self.split.setVisible(lead.parts > 1)
        parts = [lead.value(field) for field in ("department", "title")]
        self.who.setText(" · ".join(part for part in parts if part))
        self.who.setVisible(bool(self.who.text()))
        self.origin.setText(origin_of(lead))
        self.origin.setVisible(bool(self.origin.text()))

    def _show_chips(self, lead: "LeadDetail") -> None:
        empty(self.chips)
        for text, tone in chips_of(lead):
            self.chips.addWidget(Chip(text, tone))
        self.chips.addStretch(1)

    def _unmerge(self) -> None:
        if self.lead is None or not self.lead.merged:
            return
        decision = self.lead.merged[-1]

        def work(store: "Store", job: "Job") -> object:
            from funneldesk.operations.merging import take_back

            return take_back(store, decision, job)

        self.unmerge.setEnabled(False)
        self._session.write(work, lambda _decided: None, self._session.failed.emit)

    def _ask_parts(self) -> None:
        """Ask which rows of this lead are another person's."""
        if self.lead is None:
            return
        lead = self.lead.id

        def work(store: "Store", _job: "Job") -> "tuple[Part, ...]":
            from funneldesk.operations.merging import parts_of

            return parts_of(store, lead)

        def ask(parts: "tuple[Part, ...]") -> None:
            from funneldesk.ui.pages.leads_parts import PartsQuestion

            self.question = PartsQuestion(self, parts, lambda chosen: self._split(lead, chosen))
            self.question.open()

        self._session.fetch(work, ask)

    def _split(self, lead: int, parts: list[int]) -> None:
        def work(store: "Store", job: "Job") -> object:
            from funneldesk.operations.merging import unmerge

            return unmerge(store, lead, parts, job)

        self._session.write(work, lambda _decided: None, self._session.failed.emit)

    def _open_company(self) -> None:
        if self.lead is not None:
            self.company_wanted.emit(self.lead.id)


class AskingDetail:
    """Asks for the lead in the current line of the table, once nobody goes on to the next one."""

    def __init__(self, page: "LeadsPage") -> None:
        self._page = page
        self._job: Job | None = None
        self._moving = QTimer(page, singleShot=True, interval=MOVING_DELAY_MS)
        self._moving.timeout.connect(self._ask)

    def ask(self) -> None:
        """Ask in a moment; whoever goes down many lines asks for the last of them."""
        self._moving.start()

    def _ask(self) -> None:
        page = self._page
        lead = page.model.lead_at(page.table.currentIndex().row())
        if lead is None or not page.session.has_store:
            return
        as_of = page.session.today
        if self._job:
            self._job.cancel()

        def work(store: "Store", _job: "Job") -> "LeadDetail":
            from funneldesk.operations.lead_detail import lead_detail

            return lead_detail(store, lead, as_of)

        self._job = page.session.read(work, self._show, self._fail)

    def _show(self, lead: "LeadDetail") -> None:
        self._job = None
        self._page.detail.show_lead(lead)

    def _fail(self, error: Exception) -> None:
        self._job = None
        self._page.show_error(error)
