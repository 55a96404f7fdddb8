"""What each source, content or industry did to a number: a row a segment, the one that did most first."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from funneldesk.domain.formats import number
from funneldesk.domain.funnel.why import Part, Segment, Why
from funneldesk.domain.funnel.why_sentences import (
    change_words,
    factor_detail,
    main_step,
    part_label,
    segment_label,
    segment_parts,
    segment_tip,
    target_label,
    value_words,
)
from funneldesk.domain.words import field_label, stage_label
from funneldesk.i18n import _
from funneldesk.ui.widgets.left_out import LeftOut
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel, Table

MOST_ROWS = 16


class SegmentTable(QWidget):
    """Volume, mix and rates of each segment, and its rate that moved most."""

    #: The segment whose row was opened.
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.model: RowsModel[Segment] = RowsModel([])
        self.table = Table(self.model)
        self.table.opened.connect(lambda place: self.opened.emit(self.model.rows[place]))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table)
        column.addWidget(LeftOut(self.table))

    def show_segments(self, why: Why, segments: Sequence[Segment], labels: Mapping[str, str]) -> None:
        """Show the segments of one field."""
        self.model.show(_columns(why, segments[0].by, labels) if segments else [], segments)
        self.table.size_columns(self.model.columns)
        self.table.fit_rows(MOST_ROWS)


def _columns(why: Why, by: str, labels: Mapping[str, str]) -> list[RowsColumn[Segment]]:
    column = RowsColumn[Segment]
    target = why.target
    names = [part.name for part in why.parts]

    def tip(segment: Segment) -> str:
        return segment_tip(why, segment, labels)

    def part(place: int, heading: str, *, gives_way: int = 0) -> RowsColumn[Segment]:
        return column(
            heading,
            lambda s: change_words(target, segment_parts(why, s)[place]),
            lambda s: (s.volume, s.mix, s.rate)[place],
            width=84, right=True, tip=tip, gives_way=gives_way,
        )  # fmt: skip

    columns = [
        column(field_label(by), segment_label, lambda s: s.value, width=120, stretch=True, bold=True, tip=tip),
        column(
            target_label(target, labels), lambda s: _both(value_words(target, s.before), value_words(target, s.after)),
            lambda s: s.after, width=176 if target == "amount" else 108, right=True, tip=tip,
        ),
        column(
            _("Up or down"), lambda s: change_words(target, s.total, 0), lambda s: s.total, width=76,
            right=True, tip=tip,
        ),
        part(0, _("Number of leads"), gives_way=1),
        part(1, _("Mix"), gives_way=1),
    ]  # fmt: skip
    if len(names) > 1:
        columns.append(part(2, _("Rates")))
        columns.append(
            column(
                _("The rate that did most"), lambda s: _step_words(main_step(s), names, labels), _most, width=280,
                tip=tip, stretch=True,
            )
        )  # fmt: skip
    if target != "lead":
        counts = column(
            stage_label("lead", labels), lambda s: _both(*map(number, s.lead_counts)), lambda s: s.leads,
            width=104, right=True, tip=tip, gives_way=2,
        )  # fmt: skip
        columns.insert(1, counts)
    return columns


def _most(segment: Segment) -> float | None:
    step = main_step(segment)
    return None if step is None else step.value


def _both(before: str, after: str) -> str:
    return _("%(from)s → %(to)s") % {"from": before, "to": after}


def _step_words(step: Part | None, names: Sequence[str], labels: Mapping[str, str]) -> str:
    """Return the name of a rate and what it was on both sides; "" where no rate did anything."""
    if step is None or not step.value:
        return ""
    return f"{part_label(step, names, labels)} {factor_detail(step)}"
