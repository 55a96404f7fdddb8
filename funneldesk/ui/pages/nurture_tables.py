"""The tables of the nurture tab: people with what they get next, the gap matrix, the steps of a scenario."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from funneldesk.domain.fields import DEAL, PHASES, SAL
from funneldesk.domain.formats import number, percent, percent_range
from funneldesk.domain.words import content_type_label, field_label, phase_label, stage_words
from funneldesk.i18n import _, ngettext
from funneldesk.ui.theme import pixels
from funneldesk.ui.widgets.rows import ROW_HEIGHT, RowsColumn, RowsModel, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from funneldesk.domain.nurture.gaps import Gap
    from funneldesk.domain.nurture.nurture import Nurture
    from funneldesk.domain.nurture.scenarios import Reached, StepState
    from funneldesk.operations.nurture import NurtureRow

HEAD = 40
DASH = "–"


class CellTable(Table):
    """A table whose cells open something each: by a click, or by Enter on the current one."""

    cell_opened = Signal(int, int)

    def __init__(self, model: "RowsModel[Any]") -> None:
        super().__init__(model, sortable=False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.clicked.connect(lambda index: self.cell_opened.emit(index.row(), index.column()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current cell with Enter."""
        at = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at.isValid():
            self.cell_opened.emit(at.row(), at.column())
        else:
            super().keyPressEvent(event)


def fill(table: Table, rows: Sequence[Any], columns: Sequence[RowsColumn[Any]], most: int) -> None:
    """Show other rows and columns; the table is as high as its rows, up to `most` of them."""
    model = table.model()
    if isinstance(model, RowsModel):
        model.columns = list(columns)
        model.show_rows(rows)
    table.size_columns(columns)
    table.setFixedHeight(pixels(ROW_HEIGHT) * min(len(rows), most) + pixels(HEAD))
    table.setVisible(bool(rows))


def people_columns(muted: Callable[[], str]) -> "list[RowsColumn[NurtureRow]]":
    """Return the columns of the people on the list."""
    from funneldesk.domain.nurture.nurture_sentences import lead_phase_label

    column = RowsColumn["NurtureRow"]

    def quiet(row: "NurtureRow") -> str:
        if row.quiet_days < 0:
            return DASH
        words = ngettext("%(count)s day", "%(count)s days", row.quiet_days) % {
            "count": number(row.quiet_days)
        }
        if row.due:
            return _("%(days)s, due") % {"days": words}
        return _("%(days)s, stalled") % {"days": words} if row.stalled else words

    return [
        column(field_label("name"), lambda r: r.name or r.email, width=112, bold=True,
               tip=lambda r: f"{r.name}\n{r.email}".strip()),
        column(field_label("company"), lambda r: r.company, width=132, stretch=True),
        column(field_label("phase"), lambda r: lead_phase_label(r.phase), lambda r: r.phase, width=128,
               tip=lambda _row: _("The furthest phase of the contents touched within 180 days.")),
        column(_("Quiet for"), quiet, lambda r: r.quiet_days if r.quiet_days >= 0 else None, width=124,
               is_whole=True,
               tip=lambda _row: _("Days since the last activity, else since it was acquired; from 30 on: stalled.")),
        column(_("Next content"), lambda r: r.content or DASH, width=216, stretch=True,
               tip=lambda r: "\n".join(part for part in (r.content, r.url, r.why) if part)),
        column(_("Why"), lambda r: r.why, width=220, stretch=True, colour=lambda _row: muted(), gives_way=True),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A theme with its cells by phase."""

    theme: int
    gaps: "tuple[Gap, ...]"


def matrix_rows(found: "Nurture") -> list[MatrixRow]:
    """Return one row a theme, everybody first."""
    themes = dict.fromkeys(gap.theme for gap in found.gaps)
    return [MatrixRow(theme, tuple(gap for gap in found.gaps if gap.theme == theme)) for theme in themes]


def matrix_columns(found: "Nurture", amber: Callable[[], str]) -> list[RowsColumn[MatrixRow]]:
    """Return the columns of the gap matrix: the theme, then the phases."""
    from funneldesk.domain.nurture.nurture_sentences import theme_label

    def cell(place: int) -> RowsColumn[MatrixRow]:
        return RowsColumn(
            phase_label(PHASES[place]),
            lambda row: gap_text(row.gaps[place]),
            width=190,
            stretch=True,
            is_whole=True,
            colour=lambda row: amber() if row.gaps[place].without else None,
            tip=lambda row: gap_tip(row.gaps[place]),
        )

    theme: RowsColumn[MatrixRow] = RowsColumn(
        field_label("theme"), lambda row: theme_label(found, row.theme), width=180, stretch=True, bold=True
    )
    return [theme, *(cell(place) for place in range(len(PHASES)))]


def gap_text(gap: "Gap") -> str:
    """Return a cell in words: contents, leads, and those with nothing left to read."""
    told = {"contents": number(gap.contents), "leads": number(gap.leads), "without": number(gap.without)}
    if gap.without:
        return _("%(contents)s / %(leads)s leads, %(without)s without") % told
    if not gap.leads and not gap.contents:
        return DASH
    return _("%(contents)s / %(leads)s leads") % told


def gap_tip(gap: "Gap") -> str:
    """Return how a cell is counted, and what a click shows."""
    how = _(
        "Contents that can be sent (type of the phase by the book, published, not over) / leads of the list who stand "
        "in this phase and touched the theme within 180 days. Whoever has several interests stands in several cells."
    )
    if gap.without:
        return how + "\n" + _("Without: nothing unread is left there. A click shows these people.")
    return how + "\n" + _("A click shows the people.")


def step_columns(labels: "Mapping[str, str]") -> "list[RowsColumn[StepState]]":
    """Return the columns of a scenario's steps."""
    column = RowsColumn["StepState"]

    def rate(stage: int, code: str) -> "RowsColumn[StepState]":
        heading = _("Reached %(stage)s") % {"stage": stage_words(code, labels)}
        return column(heading, lambda s: _rate(s.then.get(stage)), width=172, stretch=True, is_whole=True,
                      tip=lambda s: _rate_tip(s.then.get(stage)))  # fmt: skip

    return [
        column(_("Scenario step"), lambda s: s.step.text, width=170, stretch=True, bold=True),
        column(_("Content"), lambda s: content_type_label(s.step.type) if s.step.type else DASH, width=148,
               gives_way=True),
        column(_("Days: book / taken"), _days, width=140, right=True,
               tip=lambda _step: _("Days after the step before: by the book / the median of those who got here.")),
        column(_("Leads"), lambda s: DASH if s.leads is None else number(len(s.leads)), width=64, right=True,
               tip=_leads_tip),
        rate(SAL, "sal"),
        rate(DEAL, "deal"),
    ]  # fmt: skip


def _days(state: "StepState") -> str:
    if state.leads is None:
        return DASH
    taken = DASH if state.median_days is None else number(state.median_days)
    return f"{number(state.step.after_days)} / {taken}"


def _leads_tip(state: "StepState") -> str:
    if state.leads is None:
        return _("What people do without a content cannot be seen in activities: this step is passed over.")
    return _("Leads who touched such a content not before the step before. A click shows them.")


def _rate(reached: "Reached | None") -> str:
    if reached is None or reached.rate is None or reached.interval is None:
        return DASH
    counts = f"{number(reached.k)} / {number(reached.n)}"
    return f"{percent(reached.rate, 0)} ({counts}, {percent_range(*reached.interval, digits=0)})"


def _rate_tip(reached: "Reached | None") -> str:
    if reached is None:
        return ""
    if not reached.recorded:
        return _("No record says so far who reached this stage.")
    return _(
        "Of the leads at this step at least %(days)s days ago who had not reached the stage before: those who reached "
        "it since, with the 95%% interval. A click shows these."
    ) % {"days": number(reached.needed_days)}
