"""KPIs: one of them, read as a card; what it is called and says, and what is aimed at, unfold below."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.book.book import Kpi
from funneldesk.domain.book.book_checks import kpi_problems
from funneldesk.domain.book.field_checks import text_fault
from funneldesk.domain.book.sentences import goal_words
from funneldesk.domain.formats import sentences
from funneldesk.domain.words import heading, side_label
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.pages.book_line import LineTools
from funneldesk.ui.pages.book_part import named_fields, show_choice
from funneldesk.ui.widgets.checked import CheckedLine
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.fields import DecimalBox, TextField, WholeBox
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.text import Chip, Label

MOST = 100_000
TARGET_WIDTH = 96
SIDES = ("marketing", "is", "sales", "everyone")


class KpiBox(Card):
    """One KPI: what it is, its formula, its band or target, and the fields of all that."""

    def __init__(
        self,
        changed: Callable[[Kpi], None],
        remove: Callable[[str], None],
        move: Callable[[str, int], None],
    ) -> None:
        super().__init__(" ")
        self._changed = changed
        self._kpi: Kpi | None = None
        #: What the boxes show of the band: more digits are stored than they have.
        self._rates: dict[DecimalBox, float] = {}
        self.definition = Label("", wrap=True)
        self.formula = Label("", "secondary", wrap=True)
        self.body.addWidget(self.definition)
        self.body.addWidget(self.formula)
        self.heading.setWordWrap(True)
        self.shared, self.owner = Chip(), Label("", "secondary", wrap=True)
        whose = row(self.shared, spacing=8)
        whose.addWidget(self.owner, 1)
        self.body.addLayout(whose)
        self._add_goal()
        self.fault = Label("", "secondary", wrap=True, tone="red")
        self.fault.hide()
        self.body.addWidget(self.fault)
        self.fields = KpiFields(self._take)
        self.change.toggled.connect(self.fields.setVisible)
        self.tools = self.fields.tools
        self.tools.moved.connect(lambda step: move(self._id, step))
        self.tools.removed.connect(lambda: remove(self._id))
        self.body.addWidget(self.fields)
        # Beside an open card a folded one has room: below its words, not between them.
        self.body.addStretch(1)
        self.fields.hide()

    def _add_goal(self) -> None:
        across = self._goal = row(spacing=8, wraps=True)
        self.band_name = Label(_("Band"), "field")
        self.low, self.high = _percent_box(_("Band from")), _percent_box(_("Band to"))
        self.to = Label(_("to"), "field")
        self.target_name = Label(_("Target a month"), "field")
        self.target = TargetBox(self._take)
        self.change = QPushButton(_("Change"))
        self.change.setCheckable(True)
        self.change.setProperty("flat", "true")
        for widget in (self.band_name, self.low, self.to, self.high, self.target_name, self.target):
            across.addWidget(widget)
        across.addStretch(1)
        across.addWidget(self.change)
        self.body.addLayout(across)
        self.low.editingFinished.connect(lambda: self._take_rate(self.low, "low"))
        self.high.editingFinished.connect(lambda: self._take_rate(self.high, "high"))

    @property
    def _id(self) -> str:
        return self._kpi.id if self._kpi is not None else ""

    def open(self) -> None:
        """Unfold the fields and go to the name."""
        self.change.setChecked(True)
        self.fields.name.focus()

    def show_kpi(self, kpi: Kpi, others: list[str]) -> None:
        """Show a KPI; `others` are the names of the rest."""
        self._kpi = kpi
        self.heading.setText(kpi.name)
        self.change.setAccessibleName(f"{_('Change')}: {kpi.name}")
        for box, what in (
            (self.low, _("Band from")), (self.high, _("Band to")), (self.target, _("Target a month"))
        ):  # fmt: skip
            box.setAccessibleName(f"{what}: {kpi.name}")
        self.definition.setText(kpi.definition)
        beside = kpi.monthly_target is not None and aim_of(kpi) != "target"
        target = goal_words(replace(kpi, low=None, high=None)) if beside else ""
        self.formula.setText("\n".join(filter(None, (kpi.formula, target))))
        self.shared.set_chip(_("Shared") if kpi.shared else "", "blue")
        self.owner.setText(_("In charge: %(side)s") % {"side": side_label(kpi.owner)})
        aim = aim_of(kpi)
        banded = aim != "target"
        for widget in (self.band_name, self.to):
            widget.setVisible(banded)
        self.low.setVisible(kpi.low is not None)
        self.high.setVisible(kpi.high is not None)
        self._show_words_of(aim)
        self.target_name.setVisible(not banded)
        self.target.setVisible(not banded)
        for box, rate in ((self.low, kpi.low), (self.high, kpi.high)):
            percent = (rate or 0) * 100
            # A stored book may say what nobody would type.
            box.setRange(min(0, percent), max(100, percent))
            box.setValue(percent)
            self._rates[box] = box.value()
        self.target.show_target(kpi.monthly_target)
        # Of a band that is raised the lower end is written first: said at once, and in the way of agreeing only.
        problems = kpi_problems(kpi)
        self.fault.setText(sentences(*map(heading, problems)))
        self.fault.setVisible(bool(problems))
        self.fields.show_kpi(kpi, others)

    def _show_words_of(self, aim: str) -> None:
        """Say beside the boxes whether a rate is the least, the most, or one end of a band."""
        least_or_most = _("or more") if aim == "least" else _("or less")
        self.to.setText(_("to") if aim == "band" else least_or_most)
        # "or more" and "or less" stand behind their number. Taken out first: places are counted without it.
        self._goal.removeWidget(self.to)
        self._goal.insertWidget(self._goal.indexOf(self.high) + (aim == "most"), self.to)

    def _take_rate(self, box: DecimalBox, end: str) -> None:
        if box.value() != self._rates.get(box):
            self._take(**{end: round(box.value() / 100, 4)})

    def _take(self, **values: Any) -> None:
        kpi = self._kpi
        if kpi is None or all(getattr(kpi, name) == value for name, value in values.items()):
            return
        self._changed(replace(kpi, origin="own", **values))


class TargetBox(WholeBox):
    """How many a month; "–" for none."""

    def __init__(self, take: Callable[..., None]) -> None:
        super().__init__()
        self._target: int | None = None
        self.setSpecialValueText("–")
        self.setAccessibleName(_("Target a month"))
        self.editingFinished.connect(lambda: self._hand_on(take))

    def show_target(self, target: int | None) -> None:
        """Show a target, also one that nobody would type."""
        self._target = target
        self.setRange(min(0, target or 0), max(MOST, target or 0))
        self.setValue(target or 0)

    def _hand_on(self, take: Callable[..., None]) -> None:
        # A stored target of 0 is shown as none and stays what it is.
        if self.value() != (self._target or 0):
            take(monthly_target=self.value() or None)


class KpiFields(QWidget):
    """What a KPI is called and says, who answers for it, and what is aimed at."""

    def __init__(self, take: Callable[..., None]) -> None:
        super().__init__()
        self._take = take
        self._kpi: Kpi | None = None
        self._others: list[str] = []
        self.name = CheckedLine(_("KPI"))
        self.name.committed.connect(self._rename)
        self.definition, self.formula = TextField(_("Definition")), TextField(_("Formula"))
        self.definition.committed.connect(lambda text: take(definition=text))
        self.formula.committed.connect(lambda text: take(formula=text))
        self.owner = Choice()
        self.owner.setAccessibleName(_("Person in charge"))
        self.owner.chosen.connect(lambda side: take(owner=side))
        self.shared = QCheckBox(_("Both sides answer for it"))
        self.shared.clicked.connect(lambda on: take(shared=on))
        self.aim = Choice(
            [
                ("target", _("a number a month")),
                ("least", _("a rate or more")),
                ("most", _("a rate or less")),
                ("band", _("a rate in a band")),
            ]
        )
        self.aim.setAccessibleName(_("What is aimed at"))
        self.aim.chosen.connect(self._aim)
        self.target_name, self.target = Label(_("Target a month"), "field"), TargetBox(take)
        self.target.setFixedWidth(TARGET_WIDTH)
        self.tools = LineTools()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(
            named_fields(
                (_("KPI"), self.name),
                (_("Definition"), self.definition),
                (_("Formula"), self.formula),
                (_("Person in charge"), self.owner),
                (_("Shared"), self.shared),
                (_("What is aimed at"), self.aim),
            )
        )
        whole.addLayout(row(self.target_name, self.target, 1, spacing=8))
        whole.addLayout(row(self.tools, 1))

    def show_kpi(self, kpi: Kpi, others: list[str]) -> None:
        """Show a KPI."""
        self._kpi, self._others = kpi, others
        self.name.show_text(kpi.name)
        self.definition.show_text(kpi.definition)
        self.formula.show_text(kpi.formula)
        show_choice(
            self.owner, [(side, side_label(side)) for side in SIDES], kpi.owner, side_label(kpi.owner)
        )
        self.shared.setChecked(kpi.shared)
        aim = aim_of(kpi)
        self.aim.set_value(aim)
        self.target.show_target(kpi.monthly_target)
        for widget in (self.target_name, self.target):
            widget.setVisible(aim != "target")

    def _rename(self, text: str) -> None:
        fault = text_fault(text, self._others)
        self.name.refuse(fault)
        if not fault:
            self._take(name=text)

    def _aim(self, aim: str) -> None:
        kpi = self._kpi
        if kpi is None:
            return
        low = (kpi.low or 0.0) if aim in {"least", "band"} else None
        high = (1.0 if kpi.high is None else kpi.high) if aim in {"most", "band"} else None
        leaves_number = aim_of(kpi) == "target" and aim != "target"
        target = None if leaves_number else kpi.monthly_target
        self._take(low=low, high=high, monthly_target=target)


def aim_of(kpi: Kpi) -> str:
    """Return what a KPI aims at: "target" (a number a month), or a rate: "least", "most" or "band"."""
    ends = (kpi.low is not None, kpi.high is not None)
    return {(True, True): "band", (True, False): "least", (False, True): "most"}.get(ends, "target")


def _percent_box(name: str) -> DecimalBox:
    box = DecimalBox()
    box.setRange(0, 100)
    box.setDecimals(1)
    box.setSingleStep(0.5)
    box.setSuffix(" %")
    box.setAccessibleName(name)
    return box
