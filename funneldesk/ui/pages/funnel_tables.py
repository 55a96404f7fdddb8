"""The funnel as tables: one row a stage, or one row a group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from funneldesk.colours import LIGHT, Colours
from funneldesk.domain.formats import band_range, number, percent
from funneldesk.domain.funnel.funnel import Funnel, Group, StageResult
from funneldesk.domain.funnel.funnel_sentences import interval_words, verdict_sentence
from funneldesk.domain.words import field_label, rate_label, stage_label
from funneldesk.i18n import _
from funneldesk.ui.widgets.rows import ROW_HEIGHT, SCROLL_BAR, RowsColumn, RowsModel, Table

MOST_GROUPS = 24


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage with the words its cells need."""

    stage: StageResult
    name: str
    rate_name: str
    is_leg: bool = False


class StageTable(QWidget):
    """One row a stage: counts, rate with interval and band, verdict, days."""

    opened_stage = Signal(str)
    #: A leg of the acceptance rate was opened: the stage it leads to.
    opened_leg = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._colours = LIGHT
        self.model = RowsModel(self._columns())
        self.table = Table(self.model, sortable=False)
        self.table.size_columns(self.model.columns)
        self.table.opened.connect(self._opened)
        _fill(self, self.table)

    def _opened(self, place: int) -> None:
        row = self.model.rows[place]
        (self.opened_leg if row.is_leg else self.opened_stage).emit(row.stage.stage)

    def show_funnel(self, funnel: Funnel, labels: Mapping[str, str], colours: Colours) -> None:
        """Show the stages of `funnel`."""
        self._colours = colours
        self.model.show_rows([_stage_row(stage, labels) for stage in funnel.stages])
        self.table.setFixedHeight(ROW_HEIGHT * (len(funnel.stages) + 1) + SCROLL_BAR)

    def show_legs(self, legs: Sequence[StageResult], labels: Mapping[str, str]) -> None:
        """Show the legs of the acceptance rate under their step; they are no stages of their own."""
        rows = [row for row in self.model.rows if not row.is_leg]
        place = next((n for n, row in enumerate(rows, 1) if row.stage.stage == "sal"), len(rows))
        shown = [
            StageRow(leg, "", "└ " + rate_label(leg.previous or "", leg.stage, labels), is_leg=True)
            for leg in legs
        ]
        self.model.show_rows([*rows[:place], *shown, *rows[place:]])
        self.table.setFixedHeight(ROW_HEIGHT * (len(self.model.rows) + 1) + SCROLL_BAR)

    def _columns(self) -> list[RowsColumn[StageRow]]:
        column = RowsColumn[StageRow]
        return [
            column(_("Stage"), lambda r: r.name, width=72, bold=True),
            column(_("People"), lambda r: "" if r.is_leg else number(r.stage.count), width=68, right=True),
            column(_("Rate"), lambda r: r.rate_name, width=120),
            column("%", lambda r: percent(r.stage.rate) if r.stage.n else "", width=68, right=True),
            column(_("k of n"), lambda r: _counted(r.stage), width=92, right=True),
            column(_("95 % interval"), lambda r: interval_words(r.stage), width=104, right=True),
            column(_("Band"), lambda r: _band(r.stage), width=88, right=True),
            column(_("Verdict"), lambda r: _verdict(r.stage), width=176, stretch=True, colour=self._tone),
            column(_("Median days"), lambda r: _days(r.stage), width=72, right=True, gives_way=1),
            column(_("Too recent"), lambda r: _count(r.stage.immature), width=72, right=True, gives_way=1),
            column(_("Skipped"), lambda r: _count(r.stage.skipped), width=60, right=True, gives_way=1),
            column(_("Undated"), lambda r: _count(r.stage.undated), width=60, right=True, gives_way=1),
        ]

    def _tone(self, shown: StageRow) -> str | None:
        if not shown.stage.recorded:
            return self._colours.secondary
        tones = {"below": self._colours.amber, "within": self._colours.green, "above": self._colours.green}
        return tones.get(shown.stage.verdict or "")


class GroupTable(QWidget):
    """One row a group: counts of every stage and the rates between them."""

    #: The row of this group was opened.
    opened_group = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.model: RowsModel[Group] = RowsModel([])
        self.table = Table(self.model)
        self.table.opened.connect(lambda place: self.opened_group.emit(self.model.rows[place]))
        _fill(self, self.table)

    def show_funnel(self, funnel: Funnel, labels: Mapping[str, str]) -> None:
        """Show the groups of `funnel`."""
        if not funnel.groups:
            self.model.show_rows([])
            return
        self.model.beginResetModel()
        self.model.columns = _group_columns(funnel, labels)
        self.model.rows = list(funnel.groups)
        self.model.endResetModel()
        self.table.size_columns(self.model.columns)
        self.table.setFixedHeight(ROW_HEIGHT * (min(len(funnel.groups), MOST_GROUPS) + 1) + SCROLL_BAR)


def _group_columns(funnel: Funnel, labels: Mapping[str, str]) -> list[RowsColumn[Group]]:
    column = RowsColumn[Group]
    columns = [
        column(
            field_label(funnel.groups[0].by), lambda g: g.value or _("(none)"), lambda g: g.value,
            width=150, stretch=True, bold=True,
        )
    ]  # fmt: skip
    for place, stage in enumerate(funnel.stages):
        if place and stage.recorded:
            columns.append(_rate_column(place, rate_label(stage.previous or "lead", stage.stage, labels)))
        # Between the first and the last stage the rates, on hover with their counts, say the same.
        between = 0 < place < len(funnel.stages) - 1
        columns.append(_count_column(place, stage_label(stage.stage, labels), gives_way=int(between)))
    return columns


def _rate_column(place: int, name: str) -> RowsColumn[Group]:
    return RowsColumn[Group](
        name,
        lambda g: _rate(g.stages[place]),
        lambda g: g.stages[place].rate,
        width=88,
        right=True,
        tip=lambda g: f"{_counted(g.stages[place])}  {interval_words(g.stages[place])}",
    )


def _count_column(place: int, name: str, *, gives_way: int) -> RowsColumn[Group]:
    return RowsColumn[Group](
        name,
        lambda g: _people(g.stages[place]),
        lambda g: g.stages[place].count,
        width=64,
        right=True,
        gives_way=gives_way,
    )


def _stage_row(stage: StageResult, labels: Mapping[str, str]) -> StageRow:
    rate_name = rate_label(stage.previous, stage.stage, labels) if stage.previous and stage.recorded else ""
    return StageRow(stage, stage_label(stage.stage, labels), rate_name)


def _fill(widget: QWidget, table: Table) -> None:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(table)


def _rate(stage: StageResult) -> str:
    return percent(stage.rate) if stage.n else "–"


def _people(stage: StageResult) -> str:
    return number(stage.count) if stage.recorded else "–"


def _counted(stage: StageResult) -> str:
    return f"{stage.k:,} / {stage.n:,}" if stage.n and stage.k is not None else ""


def _band(stage: StageResult) -> str:
    return band_range(stage.band) if stage.band else ""


def _verdict(stage: StageResult) -> str:
    if not stage.recorded:
        return _("Not recorded yet")
    return verdict_sentence(stage)


def _days(stage: StageResult) -> str:
    return "" if stage.median_days is None else f"{stage.median_days:g}"


def _count(value: int) -> str:
    return number(value) if value else ""
