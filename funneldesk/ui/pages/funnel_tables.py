"""The funnel as tables: one row a stage, or one row a group. Each number has its formula and its people."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from funneldesk.charts.stages import days_words, formula, judged, step_tip, way_formula
from funneldesk.colours import LIGHT, Colours
from funneldesk.domain.formats import band_range, colon, number, percent, tenths
from funneldesk.domain.funnel.funnel import Funnel, Group, StageResult
from funneldesk.domain.funnel.funnel_sentences import interval_words
from funneldesk.domain.funnel.group_words import group_words
from funneldesk.domain.funnel.shares import ENOUGH
from funneldesk.domain.words import field_label, rate_label, stage_label
from funneldesk.i18n import _
from funneldesk.ui.pages.funnel_cells import NumberColumn, NumbersTable
from funneldesk.ui.widgets.left_out import LeftOut
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel

MOST_GROUPS = 24


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage with the words its cells need."""

    stage: StageResult
    name: str
    rate_name: str
    labels: Mapping[str, str]
    is_leg: bool = False


class StageTable(QWidget):
    """One row a stage: counts, rates with interval and band, verdict, days."""

    #: A number of a stage was opened: the stage, and which of its numbers (`operations.funnel.Part`).
    opened_stage = Signal(str, str)
    #: A leg of the acceptance rate was opened: the stage it leads to.
    opened_leg = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._colours = LIGHT
        self.model = RowsModel(self._columns())
        self.table = NumbersTable(self.model, sortable=False)
        self.table.size_columns(self.model.columns)
        self.table.opened_part.connect(self._opened)
        _fill(self, self.table)

    def _opened(self, place: int, part: str | None) -> None:
        row = self.model.rows[place]
        if row.is_leg:
            self.opened_leg.emit(row.stage.stage)
        else:
            self.opened_stage.emit(row.stage.stage, part or "count")

    def show_funnel(self, funnel: Funnel, labels: Mapping[str, str], colours: Colours) -> None:
        """Show the stages of `funnel`."""
        self._colours = colours
        self.table.show_rows(self._columns(), [_stage_row(stage, labels) for stage in funnel.stages])
        self.table.fit_rows(len(self.model.rows))

    def show_legs(self, legs: Sequence[StageResult], labels: Mapping[str, str]) -> None:
        """Show the legs of the acceptance rate under their step; they are no stages of their own."""
        rows = [row for row in self.model.rows if not row.is_leg]
        place = next((n for n, row in enumerate(rows, 1) if row.stage.stage == "sal"), len(rows))
        shown = [
            StageRow(leg, "", "└ " + rate_label(leg.previous or "", leg.stage, labels), labels, is_leg=True)
            for leg in legs
        ]
        self.table.show_rows(self._columns(), [*rows[:place], *shown, *rows[place:]])
        self.table.fit_rows(len(self.model.rows))

    def _columns(self) -> list[RowsColumn[StageRow]]:
        tip, step = _tip, lambda r: _tip(r, step_tip)
        return [
            RowsColumn(_("Stage"), lambda r: r.name, width=66, bold=True),
            _numbers(_("Count"), _stage_count, 60, "count", _people_tip),
            RowsColumn(_("Rate"), lambda r: r.rate_name, width=108, stretch=True, tip=lambda r: tip(r, formula)),
            _numbers("%", lambda r: percent(r.stage.rate) if r.stage.n else "", 68, "k", step),
            _numbers(_("k of n"), lambda r: _counted(r.stage), 90, "n", step),
            RowsColumn(_("95 % interval"), lambda r: interval_words(r.stage), width=100, right=True, tip=step),
            RowsColumn(_("Band"), lambda r: _band(r.stage), width=80, right=True, tip=step),
            RowsColumn(
                _("Verdict"), lambda r: _verdict(r.stage), width=198, stretch=True, colour=self._tone, tip=step,
            ),
            _numbers(_("Of all leads"), lambda r: _way(r.stage), 76, "way_k", lambda r: tip(r, way_formula), 1),
            RowsColumn(
                _("Days (middle half)"), lambda r: _days(r.stage), width=104, right=True, gives_way=2,
                tip=lambda r: days_words(r.stage),
            ),
            _numbers(_("Stopped"), lambda r: _lost(r), 64, "lost", _lost_tip, 4),
            _numbers(_("Too recent"), lambda r: _count(r.stage.immature), 72, "immature", _recent_tip, 3),
            _numbers(_("Skipped"), lambda r: _count(r.stage.skipped), 60, "skipped", _skipped_tip, 5),
            _numbers(_("Undated"), lambda r: _count(r.stage.undated), 60, "undated", _undated_tip, 6),
        ]  # fmt: skip

    def _tone(self, shown: StageRow) -> str | None:
        if not shown.stage.recorded:
            return self._colours.secondary
        if not shown.stage.n or shown.stage.n < ENOUGH:
            return self._colours.secondary
        tones = {"below": self._colours.amber, "within": self._colours.green, "above": self._colours.green}
        return tones.get(shown.stage.verdict or "")


class GroupTable(QWidget):
    """One row a group: counts of every stage and the rates between them."""

    #: A number of a group was opened: the group, the stage, and which of its numbers.
    opened_group = Signal(object, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.model: RowsModel[Group] = RowsModel([])
        self.table = NumbersTable(self.model)
        self.table.opened_part.connect(self._opened)
        _fill(self, self.table)

    def _opened(self, place: int, part: tuple[str, str] | None) -> None:
        stage, number_of = part or ("lead", "count")
        self.opened_group.emit(self.model.rows[place], stage, number_of)

    def show_funnel(
        self, funnel: Funnel, labels: Mapping[str, str], names: Mapping[str, str] | None = None
    ) -> None:
        """Show the groups of `funnel`; `names`: the titles of contents."""
        if not funnel.groups:
            self.model.show_rows([])
            return
        self.table.show_rows(_group_columns(funnel, labels, names), funnel.groups)
        self.table.fit_rows(MOST_GROUPS)


def _numbers(  # noqa: PLR0917 - a column in one line
    heading: str,
    text: Callable[[StageRow], str],
    width: int,
    part: str,
    tip: Callable[[StageRow], str],
    gives_way: int = 0,
) -> NumberColumn[StageRow]:
    return NumberColumn(
        heading, text, width=width, right=True, tip=tip, gives_way=gives_way, part=lambda _row: part
    )


def _tip(row: StageRow, words: Callable[[StageResult, Mapping[str, str]], str]) -> str:
    return words(row.stage, row.labels) if row.stage.previous else ""


def _stage_count(row: StageRow) -> str:
    if row.is_leg:
        return ""
    return number(row.stage.count) if row.stage.recorded or row.stage.count else "–"


def _people_tip(row: StageRow) -> str:
    if row.is_leg or not row.stage.recorded:
        return _verdict(row.stage)
    reached = _("%(stage)s: %(count)s reached it, whether old enough to judge or not.")
    return reached % {"stage": row.name, "count": number(row.stage.count)}


def _lost_tip(_row: StageRow) -> str:
    return _("n − k: old enough, and not at this stage. A click shows who to look at again.")


def _recent_tip(row: StageRow) -> str:
    words = {"count": number(row.stage.immature), "days": row.stage.maturity_days}
    return _("Not counted: %(count)s that have had less than %(days)s days.") % words


def _skipped_tip(_row: StageRow) -> str:
    return _("Got further without a record of this stage; they count here all the same.")


def _undated_tip(_row: StageRow) -> str:
    return _("Known to be at this stage, without a date.")


def _group_columns(
    funnel: Funnel, labels: Mapping[str, str], names: Mapping[str, str] | None
) -> list[RowsColumn[Group]]:
    first = field_label(funnel.groups[0].by)
    columns: list[RowsColumn[Group]] = [
        RowsColumn(
            first, lambda g: group_words(g.by, g.value, names), lambda g: _order(funnel, g),
            width=150, stretch=True, bold=True,
        )
    ]  # fmt: skip
    last = len(funnel.stages) - 1
    for place, stage in enumerate(funnel.stages):
        if place and stage.recorded:
            columns.append(_rate_column(place, labels, stage))
        # Between the first and the last stage the rates, on hover with their counts, say the same.
        columns.append(_count_column(place, labels, stage, gives_way=2 if 0 < place < last else 0))
    final = next((place for place in range(last, 1, -1) if funnel.stages[place].recorded), None)
    if final is not None:
        columns.append(_way_column(final, labels, funnel.stages[final]))
    return columns


def _order(funnel: Funnel, group: Group) -> int:
    """Return where a group stands: months and sizes have an order of their own."""
    return next(place for place, one in enumerate(funnel.groups) if one is group)


def _rate_column(place: int, labels: Mapping[str, str], stage: StageResult) -> NumberColumn[Group]:
    return NumberColumn(
        rate_label(stage.previous or "lead", stage.stage, labels),
        lambda g: _rate(g.stages[place]),
        lambda g: g.stages[place].rate,
        width=84,
        right=True,
        tip=lambda g: step_tip(g.stages[place], labels),
        part=lambda _g: (stage.stage, "k"),
    )


def _count_column(
    place: int, labels: Mapping[str, str], stage: StageResult, *, gives_way: int
) -> NumberColumn[Group]:
    name = stage_label(stage.stage, labels)
    return NumberColumn(
        name,
        lambda g: _people(g.stages[place]),
        lambda g: g.stages[place].count,
        width=60,
        right=True,
        gives_way=gives_way,
        tip=lambda g: _group_tip(g.stages[place], name, labels),
        part=lambda _g: (stage.stage, "count"),
    )


def _way_column(place: int, labels: Mapping[str, str], stage: StageResult) -> NumberColumn[Group]:
    return NumberColumn(
        f"{stage_label('lead', labels)} → {stage_label(stage.stage, labels)}",
        lambda g: _way(g.stages[place]) or "–",
        lambda g: g.stages[place].whole_way and g.stages[place].whole_way.rate,
        width=84,
        right=True,
        gives_way=1,
        tip=lambda g: way_formula(g.stages[place], labels),
        part=lambda _g: (stage.stage, "way_k"),
    )


def _group_tip(stage: StageResult, name: str, labels: Mapping[str, str]) -> str:
    if not stage.recorded:
        return _verdict(stage)
    lines = [f"{name}{colon()}{number(stage.count)}", way_formula(stage, labels)]
    return "\n".join(line for line in lines if line)


def _stage_row(stage: StageResult, labels: Mapping[str, str]) -> StageRow:
    rate_name = rate_label(stage.previous, stage.stage, labels) if stage.previous and stage.recorded else ""
    return StageRow(stage, stage_label(stage.stage, labels), rate_name, labels)


def _fill(widget: QWidget, table: NumbersTable) -> None:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(table)
    column.addWidget(LeftOut(table))


def _rate(stage: StageResult) -> str:
    return percent(stage.rate) if stage.n else "–"


def _people(stage: StageResult) -> str:
    return number(stage.count) if stage.recorded else "–"


def _counted(stage: StageResult) -> str:
    return f"{number(stage.k)} / {number(stage.n)}" if stage.n and stage.k is not None else ""


def _band(stage: StageResult) -> str:
    return band_range(stage.band) if stage.band else ""


def _verdict(stage: StageResult) -> str:
    return judged(stage) if stage.recorded else _("Not recorded yet")


def _way(stage: StageResult) -> str:
    return "" if stage.whole_way is None else percent(stage.whole_way.rate) if stage.whole_way.n else ""


def _days(stage: StageResult) -> str:
    if stage.median_days is None or stage.quartile_days is None:
        return ""
    low, high = stage.quartile_days
    return _("%(days)s (%(low)s–%(high)s)") % {
        "days": tenths(stage.median_days), "low": tenths(low), "high": tenths(high)
    }  # fmt: skip


def _lost(row: StageRow) -> str:
    stage = row.stage
    return "" if row.is_leg or not stage.n or stage.k is None else _count(stage.n - stage.k)


def _count(value: int) -> str:
    return number(value) if value else ""
