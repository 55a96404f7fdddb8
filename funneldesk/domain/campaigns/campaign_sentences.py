"""What the costs brought, in sentences: one for the top of the page, and what else is to be known below the table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from funneldesk.domain.campaigns.campaigns import CampaignResult, Campaigns, Unassigned
from funneldesk.domain.campaigns.costs import first_day_of, month_of, months_between
from funneldesk.domain.formats import money_in, number, percent, sentences, stored_month
from funneldesk.domain.funnel.periods import Period, month_end
from funneldesk.domain.lists.suggestions import suggested_spellings
from funneldesk.domain.significance import binomial_test
from funneldesk.domain.words import field_words
from funneldesk.i18n import _, ngettext

#: What the page offers beside the sentence: import a list of costs, show the months with costs, show everything.
Step = Literal["", "import", "months", "everything"]
#: Cheaper or dearer than this chance would say is by chance; shared out among all that are compared.
LEVEL = 0.05
#: So many names or stretches of months are told in one sentence.
_TOLD = 3


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with its tone, and what to do about it."""

    text: str
    tone: Literal["blue", "amber"] = "blue"
    step: Step = ""


def headline(found: Campaigns) -> Said:
    """Return what matters first: that costs are missing, else what brings deals most cheaply, if that is no chance."""
    if not found.has_costs:
        return _without_costs(found)
    gap = gap_sentence(found)
    if gap and months_with_costs(found):
        return Said(sentences(gap, _("Deals of months without costs look free.")), "amber", "months")
    idle = _idle(found)
    best = _best(found)
    return Said(sentences(*idle, best, _young(found)), "amber" if idle else "blue")


def months_with_costs(found: Campaigns) -> Period | None:
    """Return the range that holds just the months with costs, None where the range does already."""
    months = found.months
    if not months.first:
        return None
    known = months.known or (months.first, months.last)
    first, last = first_day_of(known[0]), min(month_end(first_day_of(known[-1])), found.as_of)
    asked = [month for month in months.asked if month != month_of(found.as_of)]
    inside = set(asked) & set(months_between(first, last))
    return Period(first, last) if first <= last and (not months.known or inside < set(asked)) else None


def gap_sentence(found: Campaigns) -> str:
    """Return which months of the range have costs, "" where all have (the month that is not over may wait)."""
    asked = [month for month in found.months.asked if month != month_of(found.as_of)]
    with_costs = [month for month in asked if month in found.months.known]
    if len(with_costs) == len(asked) or not found.months.known:
        return ""
    text = _("There are costs of %(months)s only (%(known)s of the %(count)s months with leads).")
    return text % {
        "months": month_words(found.months.known), "known": number(len(with_costs)), "count": number(len(asked)),
    }  # fmt: skip


def notes(found: Campaigns) -> list[str]:
    """Return what else is to be known about the numbers, one sentence each."""
    months = found.months

    def money(amount: int) -> str:
        return money_in(amount, found.currency)

    said = [gap_sentence(found)]
    if months.partial:
        text = _("The costs of %(months)s count whole, though the range holds a part of the month only.")
        said.append(text % {"months": month_words(months.partial)})
    if months.outside:
        said.append(_("Not counted: %(money)s of other months.") % {"money": money(months.outside)})
    if months.undated:
        text = _("Not counted: %(money)s without a month; they count only when the range is everything.")
        said.append(text % {"money": money(months.undated)})
    said += [_unassigned(found, one) for one in found.unassigned]
    said.append(_strangers(found))
    if found.total.unpriced and found.has_costs:
        text = ngettext(
            "%(count)s win has no amount: the true ROI is higher.",
            "%(count)s wins have no amount: the true ROI is higher.",
            found.total.unpriced,
        )
        said.append(text % {"count": number(found.total.unpriced)})
    said.append(_("Counted by where people first came from: association, not proof of a cause."))
    return [one for one in said if one]


def chance(one: CampaignResult, others: Sequence[CampaignResult]) -> float:
    """Return how likely deals so unevenly shared are if money brought as many of them everywhere.

    The conditional test of two Poisson rates: of all deals, those of `one` are binomial with its share of the cost.
    J. Przyborowski and H. Wilenski, "Homogeneity of results in testing samples from Poisson series", Biometrika 31
    (1940), 313-323.
    """
    deals = (one.deal or 0) + sum(other.deal or 0 for other in others)
    cost = (one.cost or 0) + sum(other.cost or 0 for other in others)
    if not deals or not cost:
        return 1.0
    return binomial_test(one.deal or 0, deals, (one.cost or 0) / cost)


def month_words(months: Sequence[str]) -> str:
    """Return months as stretches: 「2026/04〜2026/09」."""
    runs: list[list[str]] = []
    for month in months:
        follows = runs and months_between(first_day_of(runs[-1][-1]), first_day_of(month))[1:] == (month,)
        if follows:
            runs[-1].append(month)
        else:
            runs.append([month])
    told = [
        _("%(first)s–%(last)s") % {"first": stored_month(run[0]), "last": stored_month(run[-1])}
        if len(run) > 1
        else stored_month(run[0])
        for run in runs
    ]
    more = _(" and %(count)s more") % {"count": number(len(told) - _TOLD)} if len(told) > _TOLD else ""
    return _(", ").join(told[:_TOLD]) + more


def _without_costs(found: Campaigns) -> Said:
    if not found.months.are_known:
        return Said(_("There are no costs yet: no list says what any month cost."), "amber", "import")
    if found.months.first:
        text = _("No costs fall into this range; there are costs from %(first)s to %(last)s.")
        words = {name: stored_month(getattr(found.months, name)) for name in ("first", "last")}
        return Said(text % words, "amber", "months" if months_with_costs(found) else "")
    text = _("The costs name no month, so they count only when the range is everything.")
    return Said(text, "amber", "everything")


def _idle(found: Campaigns) -> list[str]:
    """Return where money brought no deal at all and that is too little to be chance."""
    rows = [row for row in found.rows if row.comparable]
    said = []
    for row in rows:
        others = [other for other in rows if other is not row]
        if row.deal == 0 and chance(row, others) * len(rows) < LEVEL:
            text = _(
                "%(name)s cost %(money)s, and none of its %(leads)s leads came to a deal: too few to be chance."
            )
            words = {
                "name": row.value,
                "money": money_in(row.cost or 0, found.currency),
                "leads": number(row.leads),
            }
            said.append(text % words)
    return said[:_TOLD]


def _best(found: Campaigns) -> str:
    """Return what brings a deal most cheaply, or that nothing can be said of that yet."""
    total, field = found.total, field_words(found.by)
    each = total.cost_per("deal")
    if total.deal is None:
        text = _("A lead costs %(money)s. Import the deals of your sales tool to see what a deal costs.")
        lead = total.cost_per("lead")
        return text % {"money": money_in(lead, found.currency)} if lead is not None else ""
    if each is None:
        text = _("%(money)s were spent, and no lead of this range came to a deal yet.")
        return text % {"money": money_in(total.cost or 0, found.currency)}
    overall = _("All in all a deal costs %(money)s (deals: %(deals)s).") % {
        "money": money_in(each, found.currency), "deals": number(total.deal),
    }  # fmt: skip
    rows = [row for row in found.rows if row.comparable]
    if len(rows) < 2:  # noqa: PLR2004 - one alone is compared with nothing
        text = _("No two values of “%(field)s” have costs and 30 leads that had the time to come to a deal.")
        return sentences(overall, text % {"field": field})
    best = min(rows, key=lambda row: (row.cost or 0) / row.deal if row.deal else float("inf"))
    others = [row for row in rows if row is not best]
    if chance(best, others) * len(rows) >= LEVEL:
        text = _("The differences between values of “%(field)s” are within chance.")
        return sentences(overall, text % {"field": field})
    return _cheapest(found, best, others)


def _cheapest(found: Campaigns, best: CampaignResult, others: Sequence[CampaignResult]) -> str:
    deals, cost = sum(row.deal or 0 for row in others), sum(row.cost or 0 for row in others)
    text = _("%(name)s brings deals most cheaply: %(money)s each (%(deals)s deals of %(leads)s leads).")
    words = {
        "name": best.value, "money": money_in(best.cost_per("deal") or 0, found.currency),
        "deals": number(best.deal or 0), "leads": number(best.leads),
    }  # fmt: skip
    beside = ""
    if deals:
        text_beside = _("The others cost %(money)s a deal, which is hard to explain by chance.")
        beside = text_beside % {"money": money_in(round(cost / deals), found.currency)}
    made = any(left.reason == "content" for left in found.unassigned)
    return sentences(
        text % words, beside, _("Costs of contents that belong to no campaign are not in it.") if made else ""
    )


def _young(found: Campaigns) -> str:
    """Return that most leads had not the time to be won yet."""
    share, leads = found.total.to_won, found.total.leads
    if share is None or not leads or 2 * share.n >= leads:
        return ""
    text = _(
        "%(share)s of the leads are younger than the %(days)s days a win usually takes: ROI may still rise."
    )
    return text % {"share": percent(1 - share.n / leads, 0), "days": number(found.won_days or 0)}


def _unassigned(found: Campaigns, left: Unassigned) -> str:
    texts = {
        "campaign": _(
            "%(money)s belong to no source: the leads of the campaign have none, or several (%(names)s)."
        ),
        "source": _("%(money)s name a source, but no campaign (%(names)s)."),
        "content": _("%(money)s were spent on contents (%(names)s): they count in the total only."),
        "nothing": _("%(money)s name neither a source nor a campaign."),
    }
    return texts[left.reason] % {
        "money": money_in(left.cost, found.currency),
        "names": _(", ").join(left.names),
    }


def _strangers(found: Campaigns) -> str:
    """Return which costs no lead answers to, with the spelling that was probably meant."""
    rows = [row for row in found.rows if not row.leads and row.value]
    if not rows:
        return ""
    known = {row.value: row.leads for row in found.rows if row.leads and row.value}
    meant = suggested_spellings({row.value: 1 for row in rows if row.value}, known)
    told = [
        _("%(name)s (perhaps %(other)s)") % {"name": row.value, "other": meant[row.value]}
        if row.value in meant
        else str(row.value)
        for row in rows[:_TOLD]
    ]
    more = _(" and %(count)s more") % {"count": number(len(rows) - _TOLD)} if len(rows) > _TOLD else ""
    text = _(
        "No lead of this range belongs to these costs: %(names)s. Check that the lists spell them alike."
    )
    return text % {"names": _(", ").join(told) + more}
