"""The columns of contents: rates with what they rest on, cost and return with theirs."""

from collections.abc import Sequence

from funneldesk.domain.contents.content_rates import Part
from funneldesk.domain.contents.contents import ContentResult
from funneldesk.domain.contents.credit_words import cost_words, roi_words
from funneldesk.domain.formats import exact_money, money, number, percent, percent_range, signed
from funneldesk.domain.words import content_type_label, field_words, heading, phase_label
from funneldesk.i18n import _
from funneldesk.ui.widgets.rows import RowsColumn

Column = RowsColumn[ContentResult]


def content_columns() -> list[Column]:
    """Return the columns of the table of contents."""
    return [
        Column(_("Content"), lambda c: c.title or c.content, width=188, stretch=True, bold=True),
        Column(_("Type"), lambda c: content_type_label(c.type) if c.type else "", width=120, gives_way=3),
        Column(
            heading(field_words("phase", "contents")),
            lambda c: phase_label(c.phase) if c.phase else "",
            width=84,
            gives_way=3,
        ),
        Column(heading(field_words("theme", "contents")), lambda c: c.theme, width=104, gives_way=4),
        *_numbers(),
    ]


def set_columns(name: str) -> list[Column]:
    """Return the columns of a table of phases, types or themes, `name` that of their names."""
    return [
        Column(name, lambda c: c.title, width=160, stretch=True, bold=True),
        *_numbers(),
    ]


def part_at(columns: Sequence[Column], place: int) -> Part:
    """Return whose number stands in a column; names and rates are about those who are judged."""
    parts: dict[str, Part] = {_("Touched"): "touched_all", _("Deals (k)"): "deals", _("Won"): "won"}
    return parts.get(columns[place].heading, "touched") if place >= 0 else "touched"


def people_words(title: str, part: Part) -> str:
    """Return who the people behind a number of a content are."""
    words = {
        "touched_all": _("Touched %(title)s"),
        "touched": _("Touched %(title)s (judged)"),
        "deals": _("Touched %(title)s and came to a deal"),
        "won": _("Touched %(title)s and won"),
    }
    return words[part] % {"title": title}


def _numbers() -> list[Column]:
    """Return the columns that contents and whole sets of them share."""
    return [
        Column(
            _("Touched"), lambda c: number(c.touched_all), lambda c: c.touched_all, 72, right=True, gives_way=2
        ),
        Column(_("Judged (n)"), lambda c: number(c.touched), lambda c: c.touched, 76, right=True),
        Column(_("Deals (k)"), lambda c: number(c.deals), lambda c: c.deals, 80, right=True),
        Column(_("Deal rate"), lambda c: percent(c.rate), lambda c: c.rate, 88, right=True, tip=_rate_tip),
        Column(_("95 % interval"), _interval, lambda c: c.low, 116, right=True),
        Column(
            _("Others"), lambda c: percent(c.baseline), lambda c: c.baseline, 96, right=True, gives_way=2
        ),
        Column(_("Won"), lambda c: number(c.won), lambda c: c.won, 56, right=True, gives_way=2),
        Column(
            _("Amount won"), lambda c: money(c.amount), lambda c: c.amount, 88, right=True, gives_way=2,
            tip=lambda c: exact_money(c.amount),
        ),
        Column(
            _("Cost"), lambda c: "" if c.cost is None else money(c.cost), lambda c: c.cost, 84, right=True,
            gives_way=2, tip=lambda c: "" if c.cost is None else exact_money(c.cost),
        ),
        Column(
            _("Cost per deal"), _per_deal, lambda c: c.cost_per_deal, 104, right=True, gives_way=1,
            tip=_cost_tip,
        ),
        Column(_("ROI (won deals)"), _roi, lambda c: c.roi, 116, right=True, gives_way=1, tip=_roi_tip),
        Column("", lambda c: "" if c.enough else heading(_("too few")), width=76),
    ]  # fmt: skip


def _interval(content: ContentResult) -> str:
    if content.low is None or content.high is None:
        return ""
    return percent_range(content.low, content.high)


def _per_deal(content: ContentResult) -> str:
    return "" if content.cost_per_deal is None else money(round(content.cost_per_deal), computed=True)


def _roi(content: ContentResult) -> str:
    if content.roi is None:
        return ""
    return f"{signed(content.roi * 100, 0)} % ({number(content.won_deals)})"


def _rate_tip(content: ContentResult) -> str:
    words = {"deals": number(content.deals), "touched": number(content.touched)}
    return _("%(deals)s with a deal ÷ %(touched)s people who touched it") % words


def _cost_tip(content: ContentResult) -> str:
    return "" if content.cost is None else cost_words(content, exact_money(content.cost))


def _roi_tip(content: ContentResult) -> str:
    return "" if content.roi is None else roi_words(content)
