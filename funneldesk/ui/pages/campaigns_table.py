"""The table of sources or campaigns: a row each, what belongs to none of them, and the sum, which stays last."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt

from funneldesk.domain.campaigns.campaign_counting import Part
from funneldesk.domain.campaigns.campaign_words import (
    cost_formula,
    cost_tip,
    each_name,
    rate_formula,
    remark,
    roi_formula,
    roi_words,
    row_name,
    unassigned_name,
)
from funneldesk.domain.campaigns.campaigns import CampaignResult, Campaigns, Each
from funneldesk.domain.formats import exact_money, exact_money_in, money, number, percent
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.words import field_label, heading, stage_label
from funneldesk.i18n import _
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a row, or costs of none (`result` None), or the sum; `tip` explains its name."""

    name: str
    cost: int | None
    result: CampaignResult | None
    tip: str = ""
    is_sum: bool = False

    @property
    def values(self) -> tuple[str | None, ...] | None:
        """Return whose people stand behind it: of this value, of all (None), of nobody."""
        if self.result is None:
            return ()
        return None if self.is_sum else (self.result.value,)


class LinesModel(RowsModel[Line]):
    """The lines; the sum stays last however they are sorted."""

    def in_order(self, rows: Sequence[Line], section: int, order: Qt.SortOrder) -> list[Line]:
        """Return the lines sorted by one column, the sum after them."""
        found = super().in_order([row for row in rows if not row.is_sum], section, order)
        return [*found, *(row for row in rows if row.is_sum)]


def lines(found: Campaigns) -> list[Line]:
    """Return the lines of a result, the greatest cost first."""
    rows = [Line(row_name(row), row.cost, row, _name_tip(row)) for row in found.rows]
    rows += [
        Line(unassigned_name(left.reason), left.cost, None, _(", ").join(left.names))
        for left in found.unassigned
    ]
    return [*rows, Line(_("Total"), found.total.cost, found.total, is_sum=True)]


def _name_tip(row: CampaignResult) -> str:
    if not row.spellings:
        return row_name(row)
    also = _("Also written: %(names)s") % {"names": _(", ").join(row.spellings)}
    return f"{row_name(row)}\n{also}"


def columns(found: Campaigns, labels: Mapping[str, str]) -> list[tuple[RowsColumn[Line], Part]]:
    """Return the columns, each with the part of a row whose people a click shows."""
    column, currency = RowsColumn[Line], found.currency
    name = column(
        heading(field_label(found.by)), lambda r: r.name, width=168, stretch=True, bold=True,
        tip=lambda r: r.tip or r.name,
    )  # fmt: skip
    cost = column(
        _("Cost"), lambda r: _money(r.cost), lambda r: r.cost, width=104, right=True,
        tip=lambda r: cost_tip(r.result, currency) if r.result else exact_money_in(r.cost or 0, currency),
    )  # fmt: skip
    amount = column(
        _("Amount won"), lambda r: _money(r.result.amount) if r.result else "",
        lambda r: r.result and r.result.amount, width=104, right=True, gives_way=1,
        tip=lambda r: _exact(r.result.amount) if r.result else "",
    )  # fmt: skip
    roi = column(
        "ROI", lambda r: roi_words(r.result) if r.result else "", lambda r: r.result and r.result.roi, width=84,
        right=True, tip=lambda r: roi_formula(r.result, currency) if r.result else "",
    )  # fmt: skip
    said = column("", lambda r: heading(remark(r.result)) if r.result and not r.is_sum else "", width=96)
    rates: list[tuple[RowsColumn[Line], Part]] = [
        (_rate(_("Lead to deal"), lambda r: r.to_deal, found.deal_days, 1), "to_deal"),
        (_rate(_("Lead to win"), lambda r: r.to_won, found.won_days, 3), "to_won"),
    ]
    return [
        (name, "lead"),
        (cost, "lead"),
        (_count("lead", labels, 0), "lead"),
        (_count("mql", labels, 4), "mql"),
        (_count("sal", labels, 2), "sal"),
        (_count("deal", labels, 0), "deal"),
        (_count("won", labels, 0), "won"),
        (amount, "won"),
        (_each("lead", currency, 3), "lead"),
        (_each("sal", currency, 3), "sal"),
        (_each("deal", currency, 0), "deal"),
        (_each("won", currency, 2), "won"),
        (roi, "won"),
        *rates,
        (said, "lead"),
    ]


def _count(stage: Each, labels: Mapping[str, str], gives_way: int) -> RowsColumn[Line]:
    def held(line: Line) -> int | None:
        return line.result.count(stage) if line.result else None

    return RowsColumn[Line](
        heading(stage_label(stage, labels)), lambda r: _number(held(r)) if r.result else "", held, width=60,
        right=True, gives_way=gives_way,
    )  # fmt: skip


def _each(stage: Each, currency: str, gives_way: int) -> RowsColumn[Line]:
    def held(line: Line) -> int | None:
        return line.result.cost_per(stage) if line.result else None

    return RowsColumn[Line](
        each_name(stage), lambda r: _money(held(r), computed=True) if r.result else "", held, width=104,
        right=True, gives_way=gives_way, tip=lambda r: cost_formula(r.result, stage, currency) if r.result else "",
    )  # fmt: skip


def _rate(
    name: str, share: Callable[[CampaignResult], Share | None], needed_days: int | None, gives_way: int
) -> RowsColumn[Line]:
    def held(line: Line) -> Share | None:
        return share(line.result) if line.result else None

    def key(line: Line) -> float | None:
        found = held(line)
        return None if found is None else found.rate

    return RowsColumn[Line](
        name, lambda r: _share(held(r)) if r.result else "", key, width=152, right=True, gives_way=gives_way,
        tip=lambda r: rate_formula(held(r), needed_days) if r.result else "",
    )  # fmt: skip


def _share(share: Share | None) -> str:
    if share is None or not share.n:
        return "–"
    return f"{percent(share.rate)} ({number(share.k)} / {number(share.n)})"


def _money(hundredths: int | None, *, computed: bool = False) -> str:
    return "–" if hundredths is None else money(hundredths, computed=computed)


def _exact(hundredths: int | None) -> str:
    return "" if hundredths is None else exact_money(hundredths)


def _number(count: int | None) -> str:
    return "–" if count is None else number(count)
