"""The minutes of a review: what earlier ones decided, what this one decides, remarks, who was there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from funneldesk.domain.formats import day
from funneldesk.domain.lists.typed_days import typed_day
from funneldesk.domain.words import side_label
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.pages.review_lines import Line, LineColumn, LinesModel
from funneldesk.ui.pages.review_lines_table import LinesTable
from funneldesk.ui.pages.review_section import Looks, Section
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from funneldesk.domain.reviews.reviews import Decision
    from funneldesk.operations.review_page import ReviewView
    from funneldesk.ui.pages.review_desk import ReviewDesk

#: The sides that meet; they are on offer beside the names of people.
SIDES = ("marketing", "is", "sales")
#: A step is named by so many letters of what was written.
_NAMED = 24


def short(text: str) -> str:
    """Return the beginning of what somebody wrote, to name a step by."""
    return text if len(text) <= _NAMED else text[: _NAMED - 1].rstrip() + "…"


def _columns(what: str) -> tuple[LineColumn, ...]:
    return (
        LineColumn("text", what, 6, ticks=True),
        LineColumn("who", _("Who does it"), 2, offers=True),
        LineColumn("until", _("By when"), 2),
    )


def _line(decision: "Decision", today: int) -> Line:
    until = day(decision.until)
    if decision.done is not None:
        words = _("done %(day)s") % {"day": day(decision.done)}
        tip = f"{decision.text}\n{words}"
    else:
        words = _("was to be done by %(day)s") % {"day": until} if decision.is_late(today) else ""
        tip = f"{decision.text}\n{words}" if words else decision.text
    tone = "quiet" if decision.done is not None else "red" if decision.is_late(today) else ""
    cells = {"text": decision.text, "who": decision.who, "until": until}
    return Line(decision.item, cells, decision.done is not None, tone, tip)


class _DecisionTable(Section):
    """Decisions with a box each, to tick when they were carried out."""

    faulted = Signal(str)

    def __init__(self, looks: Looks, desk: "ReviewDesk", model: LinesModel, table: LinesTable) -> None:
        super().__init__(looks)
        self.desk, self.model, self.table = desk, model, table
        model.ticked.connect(self._tick)
        model.refused.connect(self.faulted)
        self.body.addWidget(table)

    def _dress(self) -> None:
        colours = self.looks.colours
        self.model.looks.quiet, self.model.looks.red = colours.secondary, colours.red

    def _tick(self, key: int, is_done: bool) -> None:
        text = next((one.cells["text"] for one in self.model.lines if one.key == key), "")
        said = _("done: %(text)s") if is_done else _("not done: %(text)s")
        today = self.looks.session.today
        self.desk.settle(said % {"text": short(text)}, key, today if is_done else None)


class CarriedSection(_DecisionTable):
    """What earlier reviews decided and is not done: to be ticked off."""

    def __init__(self, looks: Looks, desk: "ReviewDesk", heading: str = "") -> None:
        """`heading`: that of the lines, where none stands above them."""
        model = LinesModel(_columns(heading or _("What was decided")), "")
        table = LinesTable(model, _("Decided earlier, not done yet"), typed=False)
        super().__init__(looks, desk, model, table)
        self.none = Label(_("No decision of an earlier review is open."), "secondary", wrap=True)
        self.body.addWidget(self.none)

    def show_decisions(self, carried: "Sequence[Decision]") -> None:
        """Show other decisions."""
        self._dress()
        today = self.looks.session.today
        self.table.show_lines([_line(one, today) for one in carried], self.desk.item_of, editable=False)
        self.table.setVisible(bool(carried))
        self.none.setVisible(not carried)


class DecisionsSection(_DecisionTable):
    """What this review decides: typed line by line."""

    def __init__(self, looks: Looks, desk: "ReviewDesk") -> None:
        model = LinesModel(
            _columns(_("What was decided")), _("Write what is decided (Enter)"), self._understood
        )
        super().__init__(looks, desk, model, LinesTable(model, _("What was decided")))
        self._as_of = 0
        model.written.connect(self._write)
        self.table.removed.connect(self._remove)
        self.none = Label(_("Nothing was decided."), "secondary", wrap=True)
        self.body.addWidget(self.none)

    def _understood(self, name: str, text: str) -> str:
        return day(typed_day(text, self._as_of)) if name == "until" else text

    def show_view(self, view: "ReviewView", *, editable: bool) -> None:
        """Show the decisions of a review."""
        self._dress()
        self._as_of = view.review.as_of
        self.model.looks.offers = tuple(dict.fromkeys((*view.people, *(side_label(one) for one in SIDES))))
        today = self.looks.session.today
        lines = [_line(one, today) for one in view.review.decisions]
        self.table.show_lines(lines, self.desk.item_of, editable=editable)
        self.table.setVisible(bool(lines) or editable)
        self.none.setVisible(not lines and not editable)

    def _write(self, line: Line) -> None:
        self.faulted.emit("")
        cells = line.cells
        self.desk.decide(
            _("decided: %(text)s") % {"text": short(cells["text"])},
            line.key,
            cells["text"],
            cells.get("who", ""),
            typed_day(cells.get("until", ""), self._as_of),
        )

    def _remove(self, key: int) -> None:
        text = next((one.cells["text"] for one in self.model.lines if one.key == key), "")
        self.desk.remove(_("taken out: %(text)s") % {"text": short(text)}, key)


class RemarksSection(Section):
    """Anything else, line by line."""

    def __init__(self, looks: Looks, desk: "ReviewDesk") -> None:
        super().__init__(looks)
        self.desk = desk
        self.model = LinesModel(
            (LineColumn("text", _("What else was said"), 1),), _("Write a remark (Enter)")
        )
        self.table = LinesTable(self.model, _("What else was said"))
        self.model.written.connect(self._write)
        self.table.removed.connect(self._remove)
        self.body.addWidget(self.table)

    def show_view(self, view: "ReviewView", *, editable: bool) -> None:
        """Show the remarks of a review."""
        self.model.looks.quiet = self.looks.colours.secondary
        lines = [Line(one.item, {"text": one.text}) for one in view.review.remarks]
        self.table.show_lines(lines, self.desk.item_of, editable=editable)
        self.setVisible(bool(lines) or editable)

    def _write(self, line: Line) -> None:
        text = line.cells["text"]
        self.desk.remark(_("remark: %(text)s") % {"text": short(text)}, line.key, text)

    def _remove(self, key: int) -> None:
        text = next((one.cells["text"] for one in self.model.lines if one.key == key), "")
        self.desk.remove(_("taken out: %(text)s") % {"text": short(text)}, key)


class PresentField(Section):
    """Who was there, in a line."""

    def __init__(self, looks: Looks, desk: "ReviewDesk") -> None:
        super().__init__(looks)
        self.desk = desk
        self._shown = ""
        self.field = QLineEdit()
        self.field.setAccessibleName(_("Present"))
        self.field.setPlaceholderText(_("Names, as you like"))
        self.field.editingFinished.connect(self._write)
        self.said = Label("", wrap=True)
        line = row(Label(_("Present"), "field"), self.field)
        line.setStretch(1, 1)
        self.body.addLayout(line)
        self.body.addWidget(self.said)

    @property
    def text(self) -> str:
        """Return what is written there."""
        return " ".join(self.field.text().split())

    def show_view(self, view: "ReviewView", *, editable: bool) -> None:
        """Show who was present."""
        if not self.field.hasFocus() or self._shown != view.review.present:
            self._shown = view.review.present
            self.field.setText(self._shown)
        self.field.setVisible(editable)
        self.said.setText(self._shown or _("Nobody was named."))
        self.said.setVisible(not editable)

    def _write(self) -> None:
        if self.text != self._shown:
            self._shown = self.text
            self.desk.attend(_("present: %(names)s") % {"names": short(self.text)}, self.text)
