"""What the pane and the page of a lead both show: the score as a waterfall, and every value with who says so."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.fields import FIELDS, OWN_PREFIX
from funneldesk.domain.formats import day
from funneldesk.domain.leads.value_words import value_text
from funneldesk.domain.moment import NEVER
from funneldesk.domain.words import field_label, stage_label
from funneldesk.i18n import _, ngettext
from funneldesk.ui.pages.leads_explained import missing_title, missing_words, score_bars, score_title
from funneldesk.ui.widgets.arranging import arranged_once
from funneldesk.ui.widgets.frames import Hairline
from funneldesk.ui.widgets.score_bars import ScoreBars
from funneldesk.ui.widgets.slices import Slices
from funneldesk.ui.widgets.text import ChipTone, Label, plain_tip

if TYPE_CHECKING:
    from funneldesk.domain.scoring.explanation import Explanation
    from funneldesk.operations.lead_detail import LeadDetail, LeadValue, StageReached
    from funneldesk.ui.session import Session

NAME_WIDTH = 112
#: One long word must not widen the page.
VALUE_WIDTH = 90
#: Said above the list of values already, or only parts of another.
SAID = {"name", "last_name", "first_name", "company", "stage", "updated_at", "email_kind"}
#: Rows of lists shown for a field on which they disagree; the rest is counted.
MOST_SAYINGS = 5


class ScoreBlock(QWidget):
    """Shows one `Explanation`: the sum, a bar for each signal (or each activity), what is missing."""

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self._session = session
        self._shown: Explanation | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.score = Label("", "secondary", wrap=True)
        self.bars = ScoreBars()
        self.each = QPushButton()
        self.each.setProperty("link", "true")
        self.each.setCheckable(True)
        self.each.toggled.connect(lambda _on: self._show())
        self.missing_title = Label("", "secondary")
        self.missing = Label("", "secondary", wrap=True)
        column.addWidget(self.score)
        column.addWidget(self.bars)
        column.addLayout(flush(self.each))
        column.addWidget(self.missing_title)
        column.addWidget(self.missing)
        session.theme_changed.connect(self._show)

    def show_score(self, explanation: "Explanation") -> None:
        """Show why a lead has, or had, its score."""
        self._shown = explanation
        self._show()

    def _show(self) -> None:
        explanation = self._shown
        if explanation is None:
            return
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


class ValuesBlock(QWidget):
    """Every value of a lead, and where lists disagree what each of them says."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.rule = Label(
            _("Where lists disagree, the value with the newest date holds. Opting out always holds."),
            "secondary",
            wrap=True,
        )
        column.addWidget(self.rule)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(4)
        self.grid.setColumnStretch(1, 1)
        column.addLayout(self.grid)
        self._adding = Slices(self)
        self._lines: list[ValueLine] = []

    def show_values(self, lead: "LeadDetail") -> None:
        """Show the values of a lead; without any the block is hidden."""
        known = [
            field
            for field in FIELDS["leads"]
            if field in lead.values and (field not in SAID or lead.values[field].is_disputed)
        ]
        known = [field for field in known if field != "updated_at"]
        own = sorted(field for field in lead.values if field.startswith(OWN_PREFIX))
        values = [lead.values[field] for field in (*known, *own)]
        with arranged_once(self):
            for line in self._lines:
                line.hide()  # no value of the lead before stands under the name of this one, not for a moment
        self._adding.begin(partial(self._show_line, place, value) for place, value in enumerate(values))
        self.setVisible(bool(values))
        self.rule.setVisible(any(value.is_disputed for value in values))

    def _show_line(self, place: int, value: "LeadValue") -> None:
        if place == len(self._lines):
            self._lines.append(ValueLine(self.grid, place))
        self._lines[place].show_value(value)


class ValueLine:
    """One value in the grid of all; the next lead is shown in the same line: most have the same fields."""

    def __init__(self, grid: QGridLayout, place: int) -> None:
        self.name = Label("", "secondary", wrap=True)
        self.name.setFixedWidth(NAME_WIDTH)
        self.shown = Label("", wrap=True)
        self.shown.setMinimumWidth(VALUE_WIDTH)
        self.shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.says = Label("", "secondary", wrap=True)
        self.says.setMinimumWidth(VALUE_WIDTH)
        self.rule = Hairline()
        grid.addWidget(self.name, place * 3, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.shown, place * 3, 1)
        grid.addWidget(self.says, place * 3 + 1, 1)
        grid.addWidget(self.rule, place * 3 + 2, 0, 1, 2)

    def show_value(self, value: "LeadValue") -> None:
        """Show a value, and where lists disagree what each of them says."""
        self.name.setText(field_label(value.field))
        self.shown.setText(value_text(value.field, value.value))
        for label in (self.name, self.shown):
            label.setToolTip(plain_tip(f"{self.shown.text()}\n{_value_tip(value)}"))
        self.says.setText("\n".join(saying_lines(value)) if value.is_disputed else "")
        for part in (self.name, self.shown, self.rule):
            part.show()
        self.says.setVisible(value.is_disputed)

    def hide(self) -> None:
        """Show no value."""
        for part in (self.name, self.shown, self.says, self.rule):
            part.hide()


class StageStrip(QWidget):
    """The stages side by side, with the days on which they were reached."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        #: Name and day of each stage: there are as many for each lead.
        self._stages: list[tuple[Label, Label]] = []

    def show_stages(self, lead: "LeadDetail") -> None:
        """Show how far a lead got."""
        for place, stage in enumerate(lead.stages):
            if place == len(self._stages):
                self._stages.append((Label("", "heading"), Label("", "secondary")))
                for line, label in enumerate(self._stages[place]):
                    self._grid.addWidget(label, line, place)
                self._grid.setColumnStretch(place, 1)
            name, when = self._stages[place]
            name.setText(stage_label(stage.stage, lead.labels))
            name.set_role("heading" if stage.reached else "secondary")
            when.setText(_stage_day(stage))
            for label in (name, when):
                label.setToolTip(plain_tip(f"{day(stage.day)} {_stage_tip(stage)}".strip()))


def flush(link: QPushButton) -> QHBoxLayout:
    """Return a link whose words stand in line with the labels around it, its padding outside."""
    layout = QHBoxLayout()
    layout.setContentsMargins(-4, 0, 0, 0)
    layout.addWidget(link)
    layout.addStretch(1)
    return layout


def empty(layout: QHBoxLayout | QVBoxLayout | QGridLayout) -> None:
    """Take everything out of a layout, and off the screen at once."""
    while item := layout.takeAt(0):
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def origin_of(lead: "LeadDetail") -> str:
    """Return when, whence and by what a lead was acquired."""
    acquired = lead.stages[0].day
    parts = [_("Acquired {day}").format(day=day(acquired))] if acquired != NEVER else []
    parts += [value for value in (lead.value("source"), lead.value("first_content")) if value]
    return " · ".join(parts)


def chips_of(lead: "LeadDetail") -> list[tuple[str, ChipTone]]:
    """Return the states of a lead worth a chip, with their tones."""
    chips: list[tuple[str, ChipTone]] = [(stage_label(lead.stage, lead.labels), "blue")]
    if lead.lost != NEVER:
        chips.append(
            (_("Deal lost on {day}").format(day=day(lead.lost)) if lead.lost else _("Deal lost"), "plain")
        )
    if lead.since != NEVER:
        chips.append((_("SAL candidate since {day}").format(day=day(lead.since)), "amber"))
    if lead.disqualified:
        chips.append((stage_label("disqualified", lead.labels), "red"))
    if lead.opted_out:
        words = (
            _("Opted out of mail: calls are fine") if lead.mail_only else _("Opted out: do not mail or call")
        )
        chips.append((words, "red"))
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
        if not saying.file_name:
            by_hand = (
                _("✓ {value}: entered by hand, {day}")
                if saying.wins
                else _("{value}: entered by hand, {day}")
            )
            lines.append(by_hand.format(value=text, day=day(saying.day)))
            continue
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
