"""One lead at the right of the table: who, how far, why that score, what happened, which values."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout

from funneldesk.domain.fields import FIELDS, OWN_PREFIX
from funneldesk.domain.formats import day
from funneldesk.domain.leads.value_words import value_text
from funneldesk.domain.moment import NEVER
from funneldesk.domain.words import field_label, stage_label
from funneldesk.i18n import _, ngettext
from funneldesk.ui.pages.leads_explained import missing_title, missing_words, score_bars, score_title
from funneldesk.ui.pages.leads_timeline import Timeline
from funneldesk.ui.widgets.frames import Card, Hairline
from funneldesk.ui.widgets.score_bars import ScoreBars
from funneldesk.ui.widgets.scrolling import ScrolledColumn, scrolled
from funneldesk.ui.widgets.text import Chip, ChipTone, Label, plain_tip

if TYPE_CHECKING:
    from funneldesk.operations.lead_detail import LeadDetail, LeadValue, StageReached
    from funneldesk.operations.merging import Part
    from funneldesk.store.store import Store
    from funneldesk.ui.pages.leads_parts import PartsQuestion
    from funneldesk.ui.session import Session
    from funneldesk.ui.tasks import Job

LEAST_WIDTH = 360
NAME_WIDTH = 112
#: Said above the list of values already, or only parts of another.
SAID = {"name", "last_name", "first_name", "company", "stage", "updated_at", "email_kind"}


#: Rows of lists shown for a field on which they disagree; the rest is counted.
MOST_SAYINGS = 5


class LeadDetailView(Card):
    """Shows one `LeadDetail`."""

    #: The company of this lead is to be opened.
    company_wanted = Signal(int)

    def __init__(self, session: "Session") -> None:
        super().__init__(margin=0)
        self._session = session
        self._shown: LeadDetail | None = None
        self.question: PartsQuestion | None = None
        self.setMinimumWidth(LEAST_WIDTH)
        self.name = Label("", "title", wrap=True)
        self.company = QPushButton()
        self.company.setProperty("link", "true")
        self.company.setCursor(Qt.CursorShape.PointingHandCursor)
        self.company.setToolTip(_("Show everybody at this company, and its deals"))
        self.company.clicked.connect(self._open_company)
        self.who = Label("", "field", wrap=True)
        self.unmerge = QPushButton(_("Merged by hand: take the last merge back"))
        self.unmerge.setProperty("link", "true")
        self.unmerge.clicked.connect(self._unmerge)
        self.split = QPushButton(_("Somebody else is mixed in …"))
        self.split.setProperty("link", "true")
        self.split.clicked.connect(self._ask_parts)
        self.origin = Label("", "secondary", wrap=True)
        self.chips = QHBoxLayout()
        self.stages = QGridLayout()
        self.score = Label("", "secondary", wrap=True)
        self.bars = ScoreBars()
        self.each = QPushButton()
        self.each.setProperty("link", "true")
        self.each.setCheckable(True)
        self.each.toggled.connect(lambda _on: self._show_score(self._shown) if self._shown else None)
        self.missing_title = Label("", "secondary")
        self.missing = Label("", "secondary", wrap=True)
        self.timeline = Timeline()
        self.values = QGridLayout()
        self._build()
        session.theme_changed.connect(lambda: self._show_score(self._shown) if self._shown else None)

    @property
    def shown(self) -> "LeadDetail | None":
        """Return the lead on show."""
        return self._shown

    def _build(self) -> None:
        inside = ScrolledColumn()
        inside.setProperty("scrolled", "card")
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(6)
        column.addWidget(self.name)
        column.addLayout(_flush(self.company))
        for widget in (self.who, self.origin):
            column.addWidget(widget)
        column.addLayout(_flush(self.unmerge))
        self.chips.setSpacing(8)
        self.chips.setContentsMargins(0, 4, 0, 4)
        column.addLayout(self.chips)
        column.addSpacing(6)
        column.addLayout(self.stages)
        column.addSpacing(10)
        column.addWidget(self.score)
        column.addWidget(self.bars)
        column.addLayout(_flush(self.each))
        column.addWidget(self.missing_title)
        column.addWidget(self.missing)
        column.addSpacing(10)
        column.addWidget(Label(_("History of the lead"), "secondary"))
        column.addWidget(self.timeline)
        column.addSpacing(10)
        self.values_title = Label(_("Values"), "secondary")
        column.addWidget(self.values_title)
        self.rule = Label(
            _("Where lists disagree, the value with the newest date holds. Opting out always holds."),
            "secondary",
            wrap=True,
        )
        column.addWidget(self.rule)
        self.values.setHorizontalSpacing(12)
        self.values.setVerticalSpacing(4)
        self.values.setColumnStretch(1, 1)
        column.addLayout(self.values)
        column.addLayout(_flush(self.split))
        column.addStretch(1)
        self.area = scrolled(inside)
        self.area.setProperty("card", "inside")
        self.body.addWidget(self.area)

    def show_lead(self, lead: "LeadDetail") -> None:
        """Show a lead from the top."""
        if self._shown is None or self._shown.id != lead.id:
            self.area.verticalScrollBar().setValue(0)
        self._shown = lead
        self.name.setText(lead.value("name") or lead.value("email") or _("Unnamed contact"))
        self.company.setText(lead.value("company") or lead.value("email").rpartition("@")[2])
        self.company.setVisible(bool(lead.value("company")) or lead.value("email_kind") == "company")
        self.unmerge.setVisible(bool(lead.merged))
        self.unmerge.setEnabled(True)
        self.split.setVisible(lead.parts > 1)
        parts = [lead.value(field) for field in ("department", "title")]
        self.who.setText(" · ".join(part for part in parts if part))
        self.who.setVisible(bool(self.who.text()))
        self.origin.setText(_origin(lead))
        self.origin.setVisible(bool(self.origin.text()))
        self._show_chips(lead)
        self._show_stages(lead)
        self._show_score(lead)
        self.timeline.show_entries(lead.timeline, lead.lists)
        self._show_values(lead)

    def _show_chips(self, lead: "LeadDetail") -> None:
        _empty(self.chips)
        for text, tone in _chips(lead):
            self.chips.addWidget(Chip(text, tone))
        self.chips.addStretch(1)

    def _show_stages(self, lead: "LeadDetail") -> None:
        _empty(self.stages)
        for place, stage in enumerate(lead.stages):
            name = Label(stage_label(stage.stage, lead.labels), "heading" if stage.reached else "secondary")
            when = Label(_stage_day(stage), "secondary")
            for label in (name, when):
                label.setToolTip(plain_tip(f"{day(stage.day)} {_stage_tip(stage)}".strip()))
            self.stages.addWidget(name, 0, place)
            self.stages.addWidget(when, 1, place)
            self.stages.setColumnStretch(place, 1)

    def _show_score(self, lead: "LeadDetail") -> None:
        explanation = lead.explanation
        self.score.setText(score_title(explanation))
        each = self.each.isChecked()
        self.each.setText(_("One bar for each signal") if each else _("One bar for each activity"))
        self.each.setVisible(any(line.day is not None for line in explanation.lines))
        bars = score_bars(explanation, each=each)
        self.bars.show_bars(bars, explanation.threshold, self._session.colours)
        self.missing_title.setText(missing_title(explanation))
        self.missing_title.setVisible(bool(self.missing_title.text()))
        self.missing.setText("\n".join(missing_words(explanation)))
        self.missing.setVisible(bool(explanation.missing))

    def _show_values(self, lead: "LeadDetail") -> None:
        _empty(self.values)
        known = [
            field
            for field in FIELDS["leads"]
            if field in lead.values and (field not in SAID or lead.values[field].is_disputed)
        ]
        known = [field for field in known if field != "updated_at"]
        own = sorted(field for field in lead.values if field.startswith(OWN_PREFIX))
        for line, field in enumerate((*known, *own)):
            self._show_value(line * 3, lead.values[field])
        self.values_title.setVisible(bool(known or own))
        self.rule.setVisible(any(lead.values[field].is_disputed for field in (*known, *own)))

    def _show_value(self, line: int, value: "LeadValue") -> None:
        name = Label(field_label(value.field), "secondary", wrap=True)
        name.setFixedWidth(NAME_WIDTH)
        shown = Label(value_text(value.field, value.value), wrap=True)
        shown.setMinimumWidth(LEAST_WIDTH // 4)  # one long word must not widen the page
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for label in (name, shown):
            label.setToolTip(plain_tip(f"{shown.text()}\n{_value_tip(value)}"))
        self.values.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
        self.values.addWidget(shown, line, 1)
        if value.is_disputed:
            says = Label("\n".join(saying_lines(value)), "secondary", wrap=True)
            says.setMinimumWidth(LEAST_WIDTH // 4)
            self.values.addWidget(says, line + 1, 1)
        self.values.addWidget(Hairline(), line + 2, 0, 1, 2)

    def _unmerge(self) -> None:
        if self._shown is None or not self._shown.merged:
            return
        decision = self._shown.merged[-1]

        def work(store: "Store", job: "Job") -> object:
            from funneldesk.operations.merging import take_back

            return take_back(store, decision, job)

        self.unmerge.setEnabled(False)
        self._session.write(work, lambda _decided: None, self._session.failed.emit)

    def _ask_parts(self) -> None:
        """Ask which rows of this lead are another person's."""
        if self._shown is None:
            return
        lead = self._shown.id

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
        if self._shown is not None:
            self.company_wanted.emit(self._shown.id)


def _flush(link: QPushButton) -> QHBoxLayout:
    """Return a link whose words stand in line with the labels around it, its padding outside."""
    layout = QHBoxLayout()
    layout.setContentsMargins(-4, 0, 0, 0)
    layout.addWidget(link)
    layout.addStretch(1)
    return layout


def _empty(layout: QHBoxLayout | QGridLayout) -> None:
    while item := layout.takeAt(0):
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _origin(lead: "LeadDetail") -> str:
    acquired = lead.stages[0].day
    parts = [_("Acquired {day}").format(day=day(acquired))] if acquired != NEVER else []
    parts += [value for value in (lead.value("source"), lead.value("first_content")) if value]
    return " · ".join(parts)


def _chips(lead: "LeadDetail") -> list[tuple[str, ChipTone]]:
    chips: list[tuple[str, ChipTone]] = [(stage_label(lead.stage, lead.labels), "blue")]
    if lead.since != NEVER:
        chips.append((_("SAL candidate since {day}").format(day=day(lead.since)), "amber"))
    if lead.disqualified:
        chips.append((stage_label("disqualified", lead.labels), "red"))
    if lead.opted_out:
        chips.append((_("Opted out: do not mail or call"), "red"))
    if not lead.listed:
        chips.append((_("On no lead list"), "plain"))
    return chips


def _stage_day(stage: "StageReached") -> str:
    if stage.day != NEVER:
        # Five dates side by side have no room for the year beside the day.
        return day(stage.day).replace("/", "\n", 1)
    return _("undated") if stage.undated else "–"


def _stage_tip(stage: "StageReached") -> str:
    if stage.skipped:
        return _("No record gives this date; a later stage implies it.")
    if stage.undated:
        return _("A list says so without a date.")
    return _("Reached") if stage.reached else _("Not reached yet")


def saying_lines(value: "LeadValue") -> list[str]:
    """Return what each row of a list says of a field, the one that holds first."""
    lines = []
    for saying in value.sayings[:MOST_SAYINGS]:
        words = (
            _("✓ {value}: {name}, row {row}, {day}")
            if saying.wins
            else _("{value}: {name}, row {row}, {day}")
        )
        text = value_text(value.field, saying.value)
        lines.append(words.format(value=text, name=saying.file_name, row=saying.row, day=day(saying.day)))
    if len(value.sayings) > MOST_SAYINGS:
        more = len(value.sayings) - MOST_SAYINGS
        lines.append(ngettext("%(count)s more", "%(count)s more", more) % {"count": more})
    return lines


def _value_tip(value: "LeadValue") -> str:
    if not value.sayings:
        return _("Computed from the other values")
    if value.field == "opt_out" and value.value == "1":
        rule = _("Whoever opts out stays opted out, whatever a newer list says.")
    elif value.is_disputed:
        rule = _("The newest by its own date holds; of two of the same day the greater value.")
    else:
        rule = ""
    return "\n".join(filter(None, [*saying_lines(value), rule]))
