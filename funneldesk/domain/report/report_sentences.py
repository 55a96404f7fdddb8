"""What the monthly report says: of which month and as of when, first what matters, then each part in a sentence."""

from collections.abc import Mapping
from dataclasses import replace

from funneldesk.domain.campaigns import campaign_sentences
from funneldesk.domain.contents import content_sentences
from funneldesk.domain.formats import (
    change,
    day,
    k_of_n,
    money,
    month,
    month_name,
    number,
    percent,
    sentences,
)
from funneldesk.domain.funnel import funnel_sentences
from funneldesk.domain.funnel.forecast_sentences import month_sentence
from funneldesk.domain.funnel.funnel_counting import band_of
from funneldesk.domain.funnel.periods import Period, month_end, month_start
from funneldesk.domain.funnel.why_sentences import difference_sentence
from funneldesk.domain.report.movements import Movement
from funneldesk.domain.report.report import Promise, Report
from funneldesk.domain.reviews.hypotheses import Judgement
from funneldesk.domain.reviews.review_sentences import hypothesis_words, judgement_words
from funneldesk.domain.reviews.reviews import Decision
from funneldesk.domain.words import rate_label, stage_label
from funneldesk.i18n import _, language


def title() -> str:
    """Return what it is."""
    return _("Monthly report")


def month_of_counts(report: Report, months_back: int) -> str:
    """Return a month of the counts as "2026/10", and that the last is not over where that is so."""
    name = report.months[-1 - months_back].name
    return name if months_back or not report.is_running else _("%(month)s (so far)") % {"month": name}


def standing(report: Report) -> str:
    """Return as of when the report is, and by which book."""
    if report.is_running:
        text = _("As it stands on %(day)s: the month is not over.")
    else:
        text = _("As it stood on %(day)s, by all that is imported today (%(asked)s).")
    said = text % {"day": day(report.as_of), "asked": day(report.asked_on)}
    return sentences(said, book_words(report))


def book_words(report: Report) -> str:
    """Return which version of the book counts, and that nobody signed it where that is so."""
    version = report.version
    if version.signatures:
        return _("By definition book v%(number)s.") % {"number": version.number}
    return _("By definition book v%(number)s, which nobody has signed.") % {"number": version.number}


def summary(report: Report) -> tuple[str, ...]:
    """Return what matters first, a sentence each: the month, the funnel, what moved, contents, sources, promises."""
    if not report.cohort.stages[0].count and not report.count("lead"):
        return (_("No leads are known of this month and the eleven before: import a list first."),)
    said = [
        month_result(report),
        funnel_sentences.headline(report.cohort, report.labels).text,
        _first_movement(report),
        content_sentences.headline(report.contents),
        campaign_sentences.headline(report.campaigns).text,
        promises_sentence(report),
    ]
    return tuple(one for one in said if one)


def month_result(report: Report) -> str:
    """Return how the stage with a target (or the last recorded one) did in the month; its outlook while it runs."""
    if report.outlook is not None:
        return month_sentence(report.outlook, report.labels)
    counts = report.months[-1].counts
    stage = next((one for one in report.targets if one in counts), [*counts][-1])
    words = {
        "stage": stage_label(stage, report.labels),
        "month": month_name(report.first_day),
        "count": number(counts[stage]),
        "before": number(report.count(stage, 1) or 0),
        "change": change(counts[stage] - (report.count(stage, 1) or 0)),
    }
    said = _("%(stage)s in %(month)s: %(count)s, %(before)s the month before (%(change)s).") % words
    target = report.targets.get(stage)
    if not target:
        return said
    text = _("That is %(share)s of the target of %(target)s.")
    return sentences(said, text % {"share": percent(counts[stage] / target, 0), "target": number(target)})


def _first_movement(report: Report) -> str:
    if not report.movements:
        return ""
    first = report.movements[0]
    return _("What moved most: %(range)s: %(difference)s %(chance)s") % {
        "range": stretch_words(first),
        "difference": difference_sentence(first.why, report.labels),
        "chance": chance_sentence(first),
    }


def amount(hundredths: int, currency: str, *, computed: bool = False) -> str:
    """Return an amount for a column of amounts: in Japanese 「2.9万円」, else a number of what `amounts_in` names."""
    return number(hundredths / 100) if amounts_in(currency) else money(hundredths, computed=computed)


def amounts_in(currency: str) -> str:
    """Return in what a column's amounts are, "" where each says it."""
    said_by_each = currency == "JPY" and language() == "ja"
    return "" if said_by_each else _("(amounts in %(currency)s)") % {"currency": currency}


def stretch_words(movement: Movement) -> str:
    """Return whose number it is: the leads of which months, against those of which."""
    text = _("leads acquired in %(after)s against %(before)s")
    return text % {"after": span(movement.sides.after), "before": span(movement.sides.before)}


def span(period: Period) -> str:
    """Return days as months where they are whole ones: 「2026/08〜2026/10」, else as days."""
    first_day, last_day = period.from_day or 1, period.to_day or 1
    whole = month_start(first_day) == first_day and month_end(last_day) == last_day
    first, last = map(month if whole else day, (first_day, last_day))
    return first if first == last else _("%(first)s–%(last)s") % {"first": first, "last": last}


def amounts_named(currency: str) -> str:
    """Return in what all amounts of a sheet are, as a sentence that follows another."""
    return " " + _("Amounts in %(currency)s.") % {"currency": currency}


def stretch_sentence(movement: Movement) -> str:
    """Return the same as a sentence of its own, with the days on which both sides are seen."""
    text = _(
        "Leads acquired in %(after)s against %(before)s, each as they stood on the last day of these months."
    )
    return text % {"after": span(movement.sides.after), "before": span(movement.sides.before)}


def chance_sentence(movement: Movement) -> str:
    """Return whether chance alone explains a movement."""
    if movement.within_chance:
        return _("This is within chance.")
    return _("This is hard to explain by chance.")


def no_movement(report: Report) -> str:
    """Return why there is nothing to tell of what moved."""
    if not report.cohort.stages[0].count:
        return _("Nobody was acquired in these months: there is nothing to compare.")
    return _("Nothing can be compared yet: there were no leads in the time before, or no number changed.")


def promises_sentence(report: Report) -> str:
    """Return how the promises stand of which a goal is agreed on, the one furthest below it first."""
    judged = [one for one in report.promises if one.goal is not None and one.rate is not None]
    if not judged:
        return ""
    worst = min(judged, key=lambda one: (one.rate or 0) - (one.goal or 0))
    return _("%(name)s: %(rate)s (%(k)s of %(n)s), %(verdict)s (%(goal)s).") % {
        "name": worst.name,
        "rate": percent(worst.rate, 0),
        "k": number(worst.k),
        "n": number(worst.n),
        "goal": percent(worst.goal, 0),
        "verdict": promise_verdict(replace(worst, remark="")),
    }


def promise_figure(promise: Promise) -> str:
    """Return how much of a promise was kept, or why that cannot be said."""
    if not promise.recorded:
        return _("cannot be said")
    if not promise.n:
        return _("no cases")
    cases = k_of_n(promise.k, promise.n)
    return _("%(rate)s (%(counted)s)") % {"rate": percent(promise.rate, 0), "counted": cases}


def promise_verdict(promise: Promise) -> str:
    """Return how a promise stands to its goal, and what else is to be known of it."""
    if promise.verdict is None:
        return promise.remark
    reached = _("below the goal") if promise.verdict == "below" else _("goal reached")
    return sentences(reached, promise.remark)


def overall_band(report: Report) -> tuple[float, float] | None:
    """Return the band the book has for the rate from MQL to deal."""
    return band_of(report.version.book, "mql", "deal")


def overall_name(labels: Mapping[str, str]) -> str:
    """Return what the rate from MQL to deal is called."""
    return rate_label("mql", "deal", labels)


def minutes_missing(report: Report) -> str:
    """Return that no review was held, or that nothing was decided in it."""
    if not report.reviews:
        return _("No review of this month is recorded.")
    return _("Nothing is written in the minutes of this month's reviews.")


def decision_state(decision: Decision, day_asked: int) -> str:
    """Return whether a decision was carried out."""
    if decision.done is not None:
        return _("done on %(day)s") % {"day": day(decision.done)}
    return _("late") if decision.is_late(day_asked) else _("open")


def expectation(report: Report, one: Judgement) -> str:
    """Return what a hypothesis expects."""
    return hypothesis_words(one.hypothesis, report.labels, report.titles)


def outcome(report: Report, one: Judgement) -> str:
    """Return what became of a hypothesis, with the number it stands at."""
    return judgement_words(one, report.labels, report.titles)


def method(report: Report) -> tuple[str, ...]:
    """Return how everything is counted, a sentence each, for whoever checks it."""
    said = [
        _("Months: a lead counts in the month in which it reached the stage."),
        _(
            "Rates: leads acquired in the twelve months, k of those (n) that had time enough since the stage before."
            " The 95 % interval says how far chance alone could move the rate (Wilson)."
        ),
        _(
            "What moved: each number over the shortest of one, three and twelve months that holds ten cases, against"
            " as many months before at the same age; those told that chance explains least. Its causes add up to the"
            " difference (LMDI)."
        ),
        _(
            "Contents: share with a deal within %(days)s days, of all who touched it before a deal. Sources: by where"
            " people first came from. Both are association, not proof of a cause."
        )
        % {"days": report.contents.window_days},
        _("Promises: hand-overs to sales of the last 90 days whose time limit is over."),
        _("No names or contact data of leads are in this report."),
    ]
    return tuple(said)
