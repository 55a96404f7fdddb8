"""The words of one row, and the formula behind each of its numbers."""

from funneldesk.domain.campaigns.campaign_sentences import month_words
from funneldesk.domain.campaigns.campaigns import CampaignResult, Each, Reason
from funneldesk.domain.formats import exact_money_in, number, percent, percent_range, signed
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.words import stage_label
from funneldesk.i18n import _


def row_name(row: CampaignResult) -> str:
    """Return what a row is called."""
    return row.value if row.value is not None else _("(none)")


def unassigned_name(reason: Reason) -> str:
    """Return what costs that belong to no row are called."""
    return {
        "campaign": _("Costs of campaigns without one source"),
        "source": _("Costs that name no campaign"),
        "content": _("Costs of contents"),
        "nothing": _("Costs that name nothing"),
    }[reason]


def each_name(stage: Each) -> str:
    """Return what the cost of one lead, SAL, deal or win is called."""
    return {
        "lead": _("Cost per lead"), "mql": _("Cost per MQL"), "sal": _("Cost per SAL"),
        "deal": _("Cost per deal"), "won": _("Cost per win"),
    }[stage]  # fmt: skip


def remark(row: CampaignResult, stage: Each = "deal") -> str:
    """Return what keeps a row from being compared by a stage, in a word."""
    if row.cost is None:
        return _("no costs")
    if not row.leads:
        return _("no leads")
    if row.young(stage):
        return _("too recent")
    return "" if row.enough(stage) or row.judged(stage) is None else _("too few")


def roi_words(row: CampaignResult) -> str:
    """Return the ROI as a signed percentage, a dash where it says nothing."""
    return "–" if row.roi is None else signed(row.roi * 100, 0) + " %"


def cost_formula(row: CampaignResult, stage: Each, currency: str) -> str:
    """Return how the cost of one was computed, with its interval; or why there is none."""
    each, count, name = row.cost_per(stage), row.count(stage), stage_label(stage)
    if each is None or row.cost is None:
        return _why_no_cost(row, count, name)
    words = {
        "cost": exact_money_in(row.cost, currency), "count": number(count or 0), "stage": name,
        "money": exact_money_in(each, currency),
    }  # fmt: skip
    text = _("cost %(cost)s ÷ %(count)s %(stage)s = %(money)s") % words
    between = row.cost_range(stage)
    if stage == "lead" or between is None:
        return text
    low, high = between
    ends = {"low": exact_money_in(round(low), currency), "high": exact_money_in(round(high), currency)}
    return text + "\n" + _("95 %% interval: %(low)s–%(high)s") % ends


def _why_no_cost(row: CampaignResult, count: int | None, name: str) -> str:
    if row.cost is None:
        return _("No cost of this range names it.")
    if row.cost <= 0:
        return _("The costs add up to nothing: there is nothing to divide.")
    if not row.leads:
        return _("No lead of this range belongs to it.")
    if count is None:
        return _("Nothing is recorded of “%(stage)s” yet.") % {"stage": name}
    return _("Nobody reached “%(stage)s” yet: the cost of one cannot be said.") % {"stage": name}


def roi_formula(row: CampaignResult, currency: str) -> str:
    """Return how the ROI was computed, or why there is none."""
    if row.cost is None or row.cost <= 0 or not row.leads:
        return _why_no_cost(row, None, "")
    if row.amount is None:
        return _("No list says how much the won deals brought.")
    words = {
        "amount": exact_money_in(row.amount, currency), "cost": exact_money_in(row.cost, currency),
        "roi": roi_words(row),
    }  # fmt: skip
    text = _("(amount won %(amount)s − cost %(cost)s) ÷ cost = %(roi)s") % words
    if row.unpriced:
        text += "\n" + _("without %(count)s wins that have no amount") % {"count": number(row.unpriced)}
    return text


def cost_tip(row: CampaignResult, currency: str) -> str:
    """Return what a cost is made of."""
    if row.cost is None:
        return _("No cost of this range names it.")
    lines = [exact_money_in(row.cost, currency)]
    if row.months:
        lines.append(_("Costs of %(months)s") % {"months": month_words(row.months)})
    return "\n".join(lines)


def rate_formula(share: Share | None, needed_days: int | None) -> str:
    """Return a rate with n, k, interval, and who is counted."""
    if share is None or needed_days is None:
        return _("Nothing is recorded of it yet.")
    if share.interval is None:
        return _("No lead is %(days)s days old yet.") % {"days": number(needed_days)}
    text = _("%(k)s of %(n)s leads at least %(days)s days old = %(rate)s (95 %%: %(interval)s)")
    return text % {
        "k": number(share.k), "n": number(share.n), "days": number(needed_days),
        "rate": percent(share.rate), "interval": percent_range(*share.interval),
    }  # fmt: skip
