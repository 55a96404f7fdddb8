"""Contents and sources in the report's workbook: all of them, with rates, costs per deal and ROI as formulas."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from funneldesk.domain.campaigns import campaign_sentences
from funneldesk.domain.campaigns.campaign_words import remark, row_name, unassigned_name
from funneldesk.domain.campaigns.campaigns import CampaignResult, Unassigned
from funneldesk.domain.contents import content_sentences
from funneldesk.domain.contents.contents import ContentResult
from funneldesk.domain.formats import day
from funneldesk.domain.report import report_sentences as words
from funneldesk.domain.report.report import Report
from funneldesk.domain.words import content_type_label, field_label, phase_label, stage_label
from funneldesk.files.writing.book_page import Column, Page, Value
from funneldesk.files.writing.formulas import Formula
from funneldesk.files.writing.native_charts import Cells, bars, room
from funneldesk.files.writing.report_figures import COUNT, PERCENT
from funneldesk.i18n import _

_MONEY, _ROI, _CREDIT = "#,##0", '+0%;"−"0%;0%', "0.0"
#: A chart of more rows can hardly be read.
_DRAWN = 12
_HUNDRED = 100


def contents_sheet(workbook: Workbook, report: Report) -> Page:
    """Write every content, the best first, and a chart of the first dozen."""
    found = report.contents
    page = Page(workbook, _("Contents"), (40, 14, 11, 8, 8, 9, 9, 9, 9, 10, 8, 12, 10, 12, 14, 10, 12))
    page.title(_("Which content leads to deals"), _("as of %(day)s") % {"day": day(found.as_of)})
    page.paragraph(content_sentences.headline(found), boxed=True)
    for note in _content_notes(report):
        page.paragraph(note, quiet=True)
    page.gap()
    if not found.contents:
        return page
    drawn = min(len(found.contents), _DRAWN)
    place = room(page, 2.0 + 0.7 * drawn)
    first = page.table(_content_columns(report), [_content_row(one) for one in found.contents], repeat=True)
    bars(page, place, _("Content rate"), Cells(first, first + drawn - 1, 1, [6]), "0%")
    return page


def _content_notes(report: Report) -> list[str]:
    days = report.contents.window_days
    return [
        _(
            "n: people who touched it before a deal and had time enough; k: those with a deal within %(days)s days."
        )
        % {"days": days},
        _(
            "Rate = k ÷ n. Difference = rate − that of all others. Cost per deal = cost ÷ deals in equal shares."
        )
        + " "
        + _("ROI = (amount won in equal shares − cost) ÷ cost.")
        + words.amounts_named(report.currency),
        _("This is association, not proof of a cause."),
    ]


def _content_columns(report: Report) -> tuple[Column, ...]:
    return (
        Column(_("Content"), bold=True), Column(_("Type")), Column(_("Phase")), Column("n", "right", COUNT),
        Column("k", "right", COUNT), Column(_("Content rate"), "right", PERCENT, bold=True),
        Column(_("95 % from"), "right", PERCENT), Column(_("95 % to"), "right", PERCENT),
        Column(_("All others"), "right", PERCENT), Column(_("Difference"), "right", '+0.0%;"−"0.0%;0%'),
        Column(stage_label("won", report.labels), "right", COUNT), Column(_("Cost"), "right", _MONEY),
        Column(_("Deals in equal shares"), "right", _CREDIT), Column(_("Cost per deal"), "right", _MONEY),
        Column(_("Amount won in equal shares"), "right", _MONEY), Column(_("ROI"), "right", _ROI, bold=True),
        Column(_("Remark")),
    )  # fmt: skip


def _content_row(one: ContentResult) -> Sequence[Value]:
    cost, credit = _units(one.cost), one.credit["linear"]
    rate = Formula("E{row}/D{row}", one.rate) if one.rate is not None else None
    apart = None
    if one.rate is not None and one.baseline is not None:
        apart = Formula("F{row}-I{row}", one.rate - one.baseline)
    each = Formula("L{row}/M{row}", cost / credit) if cost and one.cost_per_deal is not None else None
    roi = Formula("(O{row}-L{row})/L{row}", one.roi) if cost and one.roi is not None else None
    return (
        one.title or one.content, content_type_label(one.type) if one.type else None,
        phase_label(one.phase) if one.phase else None, one.touched, one.deals, rate, one.low, one.high, one.baseline,
        apart, one.won, cost, credit, each, _units(one.amount), roi, None if one.enough else _("too few"),
    )  # fmt: skip


def sources_sheet(workbook: Workbook, report: Report) -> Page:
    """Write every source with its cost, what it brought and its ROI, the costs of none, and the total as sums."""
    found = report.campaigns
    page = Page(workbook, _("Sources and ROI"), (30, 13, 9, 9, 9, 9, 9, 14, 12, 12, 12, 12, 10, 9, 9, 10, 14))
    page.title(_("What each source cost and brought"), _range(report))
    page.paragraph(campaign_sentences.headline(found).text, boxed=True)
    for note in (*_source_notes(report), *campaign_sentences.notes(found)):
        page.paragraph(note, quiet=True)
    page.gap()
    if not found.rows:
        return page
    known = [place for place, row in enumerate(found.rows) if row.roi is not None][:_DRAWN]
    # Sources without costs stand last: those with an ROI are the first rows, or nearly.
    drawn = min(known[-1] + 1, _DRAWN) if known else 0
    place = room(page, 2.0 + 0.7 * drawn) if drawn else None
    first = page.table(_source_columns(report), [_source_row(row) for row in found.rows])
    page.more(_source_columns(report), [_unassigned_row(one) for one in found.unassigned])
    page.more(_source_columns(report), [_total_row(found.total, first, page.row - 1)])
    if place:
        bars(page, place, _("ROI by source"), Cells(first, first + drawn - 1, 1, [13]), _ROI)
    return page


def _range(report: Report) -> str:
    found = report.campaigns
    if found.from_day is None and found.to_day is None:
        return _("All leads, as of %(day)s") % {"day": day(found.as_of)}
    ends = {"from": day(found.from_day), "to": day(found.to_day), "day": day(found.as_of)}
    return _("Acquired %(from)s–%(to)s, as of %(day)s") % ends


def _source_notes(report: Report) -> list[str]:
    each = _("Cost per lead, SAL, deal, win = cost ÷ number. ROI = (amount won − cost) ÷ cost.")
    rate = _("Lead to deal = k ÷ n, of the leads that had the time most take to come to a deal.")
    return [each + words.amounts_named(report.currency), rate]


def _source_columns(report: Report) -> tuple[Column, ...]:
    labels = report.labels
    return (
        Column(field_label("source"), bold=True), Column(_("Cost"), "right", _MONEY),
        *(Column(stage_label(stage, labels), "right", COUNT) for stage in ("lead", "mql", "sal", "deal", "won")),
        Column(_("Amount won"), "right", _MONEY), Column(_("Cost per lead"), "right", _MONEY),
        Column(_("Cost per SAL"), "right", _MONEY), Column(_("Cost per deal"), "right", _MONEY),
        Column(_("Cost per win"), "right", _MONEY), Column(_("ROI"), "right", _ROI, bold=True),
        Column("n", "right", COUNT), Column("k", "right", COUNT),
        Column(_("Lead to deal"), "right", PERCENT), Column(_("Remark")),
    )  # fmt: skip


def _source_row(row: CampaignResult) -> Sequence[Value]:
    share = row.to_deal
    return (
        row_name(row), _units(row.cost), row.leads, row.mql, row.sal, row.deal, row.won, _units(row.amount),
        *_computed(row), *((share.n, share.k) if share else (None, None)),
        Formula("O{row}/N{row}", share.rate) if share and share.rate is not None else None, remark(row) or None,
    )  # fmt: skip


def _computed(row: CampaignResult) -> list[Value]:
    """Return what a lead, a SAL, a deal and a win cost, and the ROI, from the cells before."""
    counts = (("C", row.leads), ("E", row.sal), ("F", row.deal), ("G", row.won))
    usable = row.cost if row.cost and row.cost > 0 else 0
    each: list[Value] = [
        Formula(f"B{{row}}/{column}{{row}}", usable / _HUNDRED / count) if usable and count else None
        for column, count in counts
    ]
    return [*each, Formula("(H{row}-B{row})/B{row}", row.roi) if row.roi is not None else None]


def _unassigned_row(one: Unassigned) -> Sequence[Value]:
    return (unassigned_name(one.reason), _units(one.cost), *[None] * 15)


def _total_row(total: CampaignResult, first: int, last: int) -> Sequence[Value]:
    values = (
        _units(total.cost), total.leads, total.mql, total.sal, total.deal, total.won, _units(total.amount),
    )  # fmt: skip
    sums = [
        None if value is None else Formula(f"SUM({at}{first}:{at}{last})", value)
        for at, value in zip((get_column_letter(column) for column in range(2, 9)), values, strict=True)
    ]
    share = total.to_deal
    shares: list[Value] = [None, None]
    if share:
        shares = [
            Formula(f"SUM({at}{first}:{at}{last})", count) for at, count in (("N", share.n), ("O", share.k))
        ]
    rate = Formula("O{row}/N{row}", share.rate) if share and share.rate is not None else None
    return (_("Total"), *sums, *_computed(total), *shares, rate, None)


def _units(hundredths: int | None) -> float | None:
    return None if hundredths is None else hundredths / _HUNDRED
