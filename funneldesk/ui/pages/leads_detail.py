"""One lead at the right of the table: who, how far, why that score, what happened, which values."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from funneldesk.domain.fields import FIELDS, OWN_PREFIX
from funneldesk.domain.formats import day
from funneldesk.domain.moment import DEFAULT_ZONE, NEVER, moment_of
from funneldesk.domain.timeline import time_text
from funneldesk.domain.words import field_label, stage_label, value_label
from funneldesk.i18n import _
from funneldesk.ui.pages.leads_explained import missing_words, score_bars, score_title
from funneldesk.ui.pages.leads_timeline import Timeline
from funneldesk.ui.widgets.frames import Card, Hairline
from funneldesk.ui.widgets.score_bars import ScoreBars
from funneldesk.ui.widgets.scrolling import ScrolledColumn, scrolled
from funneldesk.ui.widgets.text import Chip, ChipTone, Label, plain_tip

if TYPE_CHECKING:
    from funneldesk.operations.lead_detail import LeadDetail, LeadValue, StageReached
    from funneldesk.ui.session import Session

LEAST_WIDTH = 360
NAME_WIDTH = 112
#: Said above the list of values already, or only parts of another.
SAID = {"name", "last_name", "first_name", "company", "stage", "updated_at", "email_kind"}


class LeadDetailView(Card):
    """Shows one `LeadDetail`."""

    def __init__(self, session: "Session") -> None:
        super().__init__(margin=0)
        self._session = session
        self._shown: LeadDetail | None = None
        self.setMinimumWidth(LEAST_WIDTH)
        self.name = Label("", "title", wrap=True)
        self.who = Label("", "field", wrap=True)
        self.origin = Label("", "secondary", wrap=True)
        self.chips = QHBoxLayout()
        self.stages = QGridLayout()
        self.score = Label("", "secondary", wrap=True)
        self.bars = ScoreBars()
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
        for widget in (self.name, self.who, self.origin):
            column.addWidget(widget)
        self.chips.setSpacing(8)
        self.chips.setContentsMargins(0, 4, 0, 4)
        column.addLayout(self.chips)
        column.addSpacing(6)
        column.addLayout(self.stages)
        column.addSpacing(10)
        for part in (self.score, self.bars, self.missing):
            column.addWidget(part)
        column.addSpacing(10)
        column.addWidget(Label(_("History of the lead"), "secondary"))
        column.addWidget(self.timeline)
        column.addSpacing(10)
        self.values_title = Label(_("Values"), "secondary")
        column.addWidget(self.values_title)
        self.values.setHorizontalSpacing(12)
        self.values.setVerticalSpacing(4)
        self.values.setColumnStretch(1, 1)
        column.addLayout(self.values)
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
        parts = [lead.value(field) for field in ("company", "department", "title")]
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
        self.bars.show_bars(score_bars(explanation), explanation.threshold, self._session.colours)
        self.missing.setText("\n".join(missing_words(explanation)))
        self.missing.setVisible(bool(explanation.missing))

    def _show_values(self, lead: "LeadDetail") -> None:
        _empty(self.values)
        known = [field for field in FIELDS["leads"] if field in lead.values and field not in SAID]
        own = sorted(field for field in lead.values if field.startswith(OWN_PREFIX))
        for line, field in enumerate((*known, *own)):
            value = lead.values[field]
            name = Label(field_label(field), "secondary", wrap=True)
            name.setFixedWidth(NAME_WIDTH)
            shown = Label(_value_text(field, value.value), wrap=True)
            shown.setMinimumWidth(LEAST_WIDTH // 4)  # one long word must not widen the page
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            for label in (name, shown):
                label.setToolTip(plain_tip(f"{shown.text()}\n{_value_tip(value)}"))
            self.values.addWidget(name, line * 2, 0, Qt.AlignmentFlag.AlignTop)
            self.values.addWidget(shown, line * 2, 1)
            self.values.addWidget(Hairline(), line * 2 + 1, 0, 1, 2)
        self.values_title.setVisible(bool(known or own))


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
        return day(stage.day)[2:]  # five dates side by side; the tip has the whole year
    return _("undated") if stage.undated else "–"


def _stage_tip(stage: "StageReached") -> str:
    if stage.skipped:
        return _("No record gives this date; a later stage implies it.")
    if stage.undated:
        return _("A list says so without a date.")
    return _("Reached") if stage.reached else _("Not reached yet")


def _value_text(field: str, value: str) -> str:
    if FIELDS["leads"].get(field) == "moment":
        at = moment_of(value)
        return f"{day(at.day)} {time_text(at.instant, DEFAULT_ZONE)}".strip()
    if FIELDS["leads"].get(field) == "flag":
        return _("yes") if value == "1" else value
    return value_label(field, value)


def _value_tip(value: "LeadValue") -> str:
    if not value.file_name:
        return _("Computed from the other values")
    return _("From {name}, row {row}, as of {day}").format(
        name=value.file_name, row=value.row, day=day(value.day)
    )
