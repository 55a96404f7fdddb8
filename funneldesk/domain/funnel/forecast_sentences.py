"""What the current month will come to, in words: with its range, where it comes from, or that it cannot be said."""

from collections.abc import Mapping

from funneldesk.domain.formats import month as short_month
from funneldesk.domain.formats import month_name, number, percent, sentences, tenths
from funneldesk.domain.funnel.forecast import FEWEST, MONTHS, Month, Outlook
from funneldesk.domain.words import stage_label
from funneldesk.i18n import _, ngettext


def month_words(month: Month) -> str:
    """Return the month as "2026/11"."""
    return short_month(month.first_day)


def month_sentence(month: Month, labels: Mapping[str, str]) -> str:
    """Return how the stage with a target stands and will end; of the last recorded stage where none has one."""
    aimed = next((one for one in month.outlooks if one.target is not None), month.outlooks[-1])
    words = {
        "stage": stage_label(aimed.stage, labels),
        "month": month_name(month.first_day),
        "count": number(aimed.count),
    }
    if not month.days_left:
        said = _("%(month)s: %(count)s reached %(stage)s. The month is over today.") % words
    elif aimed.expected is None:
        said = _("%(month)s: %(count)s reached %(stage)s so far.") % words
        return sentences(said, cannot_say(aimed))
    else:
        words |= {"expected": tenths(aimed.expected), "range": range_words(aimed)}
        said = (
            _(
                "%(month)s: %(count)s reached %(stage)s so far, about %(expected)s by the end of the month (%(range)s)."
            )
            % words
        )
    return sentences(said, _target(month, aimed))


def _target(month: Month, aimed: Outlook) -> str:
    if aimed.target is None:
        return ""
    words = {"target": number(aimed.target), "months": len(aimed.rests), "reaching": aimed.reaching}
    if aimed.count >= aimed.target:
        return _("The target of %(target)s is reached.") % words
    if not month.days_left or aimed.reaching is None:
        return _("The target of %(target)s is not reached yet.") % words
    return (
        _(
            "For the target of %(target)s enough came in the same last days in %(reaching)s of the %(months)s months"
            " before."
        )
        % words
    )


def range_words(outlook: Outlook) -> str:
    """Return the range the month ends in: 「9〜18」; "" where it cannot be said."""
    if outlook.interval is None:
        return ""
    low, high = outlook.interval
    return _("%(low)s–%(high)s") % {"low": number(low), "high": number(high)}


def cannot_say(outlook: Outlook) -> str:
    """Return why there is no forecast."""
    if outlook.silent:
        return _("There is no forecast: for %(months)s months no list has brought any.") % {"months": MONTHS}
    return _("What it will come to cannot be said yet: that takes records of %(months)s whole months.") % {
        "months": FEWEST
    }


def method_words(month: Month, outlook: Outlook) -> str:
    """Return how the forecast is made, with its figures."""
    if not outlook.enough:
        return cannot_say(outlook)
    days = ngettext("the last %(days)s day", "the last %(days)s days", month.days_left) % {
        "days": month.days_left
    }
    words = {"days": days, "months": len(outlook.rests), "count": number(outlook.count)}
    words |= {"rests": _(", ").join(number(rest) for rest in outlook.rests)}
    words |= {"chance": percent(outlook.chance, 0), "range": range_words(outlook)}
    return (
        _(
            "Forecast = %(count)s so far + the median of what %(days)s of the %(months)s whole months before brought"
            " (%(rests)s). If this month is like them, it ends within %(range)s with %(chance)s probability"
            " (Wilks 1941). No trend and no season is assumed."
        )
        % words
    )
