"""What moved since a version came in force, in words."""

from funneldesk.domain.backtest.drift import Drift, Moved
from funneldesk.domain.formats import day, number, percent
from funneldesk.domain.funnel.shares import ENOUGH
from funneldesk.i18n import N_, _

_NAMES = {
    "mql_share": N_("MQL share of new leads"),
    "acceptance": N_("Acceptance by sales"),
    "mean_score": N_("Mean score of new leads"),
}


def alarms(found: Drift | None) -> tuple[str, ...]:
    """Return a sentence for each figure that moved beyond chance."""
    return () if found is None else tuple(moved_sentence(one) for one in found.moved if one.fires)


def drift_sentences(found: Drift | None) -> tuple[str, ...]:
    """Return a sentence for each figure, and one that says what was compared."""
    if found is None:
        return (_("No version was agreed yet, so there is nothing to compare with."),)
    about = _(
        "Since %(day)s, the day the version came in force, against as many days before (from %(since)s), both "
        "by this version. Fisher's exact test and Welch's test, each lead once; by chance alone a figure is "
        "named at most once in 100 looks."
    )
    return (
        *(moved_sentence(one) for one in found.moved),
        about % {"day": day(found.from_day), "since": day(found.since)},
    )


def moved_sentence(one: Moved) -> str:
    """Return what one figure did."""
    name = _(_NAMES[one.name])
    if one.chance is None:
        words = _(
            "%(name)s: too few to say (n=%(before)s before, n=%(after)s since; at least %(least)s each)."
        )
        return words % {
            "name": name, "before": number(one.n_before), "after": number(one.n_after), "least": ENOUGH,
        }  # fmt: skip
    words = (
        _(
            "%(name)s went from %(before)s (n=%(n_before)s) to %(after)s (n=%(n_after)s): "
            "more than chance explains."
        )
        if one.fires
        else _(
            "%(name)s: %(before)s (n=%(n_before)s) before, %(after)s (n=%(n_after)s) since: within chance."
        )
    )
    return words % {
        "name": name, "before": _value(one, one.before), "n_before": number(one.n_before),
        "after": _value(one, one.after), "n_after": number(one.n_after),
    }  # fmt: skip


def _value(one: Moved, value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.1f}" if one.name == "mean_score" else percent(value)
