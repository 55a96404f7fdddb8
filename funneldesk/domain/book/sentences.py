"""Every line of the definition book as one plain sentence, in the language in use (DESIGN 4).

No sentence shows a code: names come from the book, everything else from `domain.words`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from funneldesk.domain.book.book import (
    Band,
    Criterion,
    Kpi,
    ListSchedule,
    Reason,
    Rule,
    Scenario,
    Signal,
    Step,
    Threshold,
)
from funneldesk.domain.book.clauses import (
    activities_in_words,
    clause,
    either_field,
    field_phrase,
    listed,
    number_in_words,
    set_apart,
)
from funneldesk.domain.book.conditions import All, Condition, Score
from funneldesk.domain.fields import OWN_PREFIX
from funneldesk.domain.words import field_words, heading, side_words, stage_words
from funneldesk.i18n import N_, _, ngettext

EVENTS = {
    "candidate": N_("When a lead becomes a SAL candidate"),
    "call": N_("After every call"),
    "no_contact": N_("When nobody made contact within %(days)s days of a hand-over to sales"),
    "handover": N_("After a hand-over to sales"),
    "unreachable": N_("When %(count)s calls in a row reached nobody"),
    "recheck": N_("When the date to look again has come"),
    "weekly": N_("Every week"),
    "monthly": N_("Every month"),
}
CLOCKS = {
    "candidate": N_("from the day the lead became a SAL candidate"),
    "call": N_("from the call"),
    "handover": N_("from the hand-over"),
    "recheck": N_("from the date to look again"),
    "weekly": N_("at a fixed time each week"),
    "monthly": N_("at a fixed time each month"),
}
FOLLOWING = {
    "recycle": N_("send them back to nurturing"),
    "disqualify": N_("disqualify them"),
    "to_owner": N_("pass them to the person in charge"),
    "merge": N_("merge them with the lead we have"),
    "keep": N_("leave everything as it is"),
}
#: The events that may set a rule off, and what may follow from a reason, in the order in which they are offered.
RULE_EVENTS, FOLLOWS = tuple(EVENTS), tuple(FOLLOWING)
RELATIVE = {"planned_date": N_("the planned date"), "renewal": N_("the renewal of their contract")}
EVERY = {
    "business_day": N_("in the morning of every business day"),
    "same_day": N_("the same day"),
    "week": N_("every week"),
    "month": N_("every month"),
}
#: On which kind of list the fields stand that a stage requires.
STAGE_LISTS = {"sal": "handovers", "deal": "deals", "won": "deals", "lost": "deals"}
_WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
_REASONS = {
    "rejection": N_("reason for rejection"),
    "lost": N_("reason for loss"),
    "disqualification": N_("reason for disqualification"),
}


def condition_sentence(condition: Condition) -> str:
    """Return a condition as a whole sentence."""
    return _("%(words)s.") % {"words": heading(clause(condition))}


def criterion_sentence(criterion: Criterion, own: Mapping[str, str] | None = None) -> str:
    """Return when a lead counts as the criterion's stage; a decision people take by hand, in their words."""
    stage = stage_words(criterion.target, own)
    if criterion.when is None:
        return criterion.text.strip() or _("People decide whether a lead counts as %(stage)s.") % {
            "stage": stage
        }
    words = _("A lead counts as %(stage)s when %(when)s.")
    return words % {"stage": stage, "when": clause(criterion.when)}


def threshold_sentence(threshold: Threshold, own: Mapping[str, str] | None = None) -> str:
    """Return when a lead becomes, and when it stops being, a SAL candidate."""
    score = Score(threshold.operator, threshold.points)
    words = _("A lead counts as %(stage)s when %(when)s, until its score falls below %(leave)s.")
    return words % {
        "stage": stage_words("candidate", own),
        "when": clause(All((score, threshold.also)) if threshold.also else score),
        "leave": points_words(threshold.leave),
    }


def signal_sentence(signal: Signal) -> str:
    """Return what a signal adds or takes away, and for what."""
    points = {"points": points_words(abs(signal.points))}
    if signal.counts is not None:
        return _counting(signal)
    if signal.test is not None:
        words = _("Adds %(points)s when %(when)s.")
        if signal.points < 0:
            words = _("Takes away %(points)s when %(when)s.")
        return words % (points | {"when": clause(signal.test)})
    fields = [field_phrase(name) for name in signal.band_fields]
    named = fields[0] if fields else _("a number")
    if len(fields) > 1:
        named = _("%(first)s (where empty, %(others)s)") % {
            "first": named, "others": listed(fields[1:])
        }  # fmt: skip
    bands = set_apart([band_points_words(band) for band in signal.bands]) if signal.bands else _("no points")
    return _("By %(field)s: %(bands)s.") % {"field": named, "bands": bands}


def band_points_words(band: Band) -> str:
    """Return the points a number gets that lies in `band`."""
    low, high = (None if end is None else _amount(end) for end in (band.low, band.high))
    if low is not None and high is not None:
        numbers = _("%(low)s or more and less than %(high)s") % {"low": low, "high": high}
    elif low is not None:
        numbers = _("%(number)s or more") % {"number": low}
    elif high is not None:
        numbers = _("less than %(number)s") % {"number": high}
    else:
        numbers = _("any number")
    points = points_words(band.points)
    return _("%(numbers)s gives %(points)s") % {"numbers": numbers, "points": points}


def points_words(points: float) -> str:
    """Return a number of points: "1 point", "7.5 points"."""
    # Plural forms are chosen by whole numbers.
    count = 1 if points == 1 else 2
    return ngettext("%(points)s point", "%(points)s points", count) % {"points": number_in_words(points)}


def line_sentence(line: Any) -> str:
    """Return any line of the book as its sentence; lines that have none by their own words."""
    sentences: tuple[tuple[type, Callable[[Any], str]], ...] = (
        (Criterion, criterion_sentence),
        (Threshold, threshold_sentence),
        (Signal, signal_sentence),
        (Rule, rule_sentence),
        (Reason, reason_sentence),
        (ListSchedule, schedule_sentence),
        (Scenario, scenario_sentence),
        (Step, step_words),
    )
    for kind, sentence in sentences:
        if isinstance(line, kind):
            return sentence(line)
    return str(getattr(line, "definition", "") or getattr(line, "feeling", ""))


def rule_sentence(rule: Rule) -> str:
    """Return who must do what, when, and until when."""
    event = event_words(rule)
    if rule.condition is not None:
        event = _("%(event)s (only if %(when)s)") % {"event": event, "when": clause(rule.condition)}
    facts = {"event": event, "who": side_words(rule.who), "action": rule.action, "due": due_words(rule)}
    if rule.event in {"weekly", "monthly"}:
        return _("%(event)s %(who)s must %(action)s.") % facts
    return _("%(event)s, %(who)s must %(action)s %(due)s.") % facts


def event_words(rule: Rule) -> str:
    """Return what sets a rule off."""
    if rule.event not in EVENTS:
        return _("When it is due")
    return _(EVENTS[rule.event]) % {"days": rule.after_days, "count": rule.count}


def due_words(rule: Rule) -> str:
    """Return until when a rule's action is due."""
    if rule.due_days == 0:
        return _("on the same day")
    if rule.due_calendar == "business":
        words = ngettext("within %(days)s business day", "within %(days)s business days", rule.due_days)
    else:
        words = ngettext("within %(days)s day", "within %(days)s days", rule.due_days)
    return words % {"days": rule.due_days}


def clock_words(rule: Rule) -> str:
    """Return whence a rule's time limit runs, empty where the book does not say."""
    return _(CLOCKS[rule.clock]) if rule.clock in CLOCKS else ""


def follows_words(reason: Reason, *, brief: bool = False) -> str:
    """Return what follows from a reason; `brief`: beside its name, on a button."""
    follows = _(FOLLOWING.get(reason.then, FOLLOWING["keep"]))
    if reason.then != "recycle" or (reason.days is None and not reason.relative_to):
        return follows
    day = _(RELATIVE[reason.relative_to]) if reason.relative_to in RELATIVE else _("the decision")
    count = abs(reason.days or 0)
    if reason.days is None:
        when = _("before %(day)s") % {"day": day}
    elif reason.days < 0:
        when = _("%(days)s days before %(day)s") % {"days": count, "day": day}
    elif reason.relative_to:
        when = _("%(days)s days after %(day)s") % {"days": count, "day": day}
    else:
        when = _("after %(days)s days") % {"days": count}
    if brief:
        return _("look again %(when)s") % {"when": when}
    return _("back to nurturing, and look again %(when)s") % {"when": when}


def reason_label(kind: str) -> str:
    """Return what kind of reason this is: rejection, lost, disqualification."""
    return heading(_(_REASONS[kind]) if kind in _REASONS else kind)


def reason_sentence(reason: Reason) -> str:
    """Return a reason and what follows from it."""
    return _("“%(name)s”: %(follows)s.") % {"name": reason.name, "follows": follows_words(reason)}


def schedule_words(schedule: ListSchedule) -> str:
    """Return how often a list is imported."""
    if schedule.every == "week" and schedule.weekday is not None:
        return _("every %(weekday)s") % {"weekday": _(_WEEKDAYS[schedule.weekday % 7])}
    return _(EVERY.get(schedule.every, EVERY["week"]))


def schedule_sentence(schedule: ListSchedule) -> str:
    """Return what is brought up to date how often, and by whom."""
    words = _("%(name)s: %(every)s, by %(side)s.")
    return words % {
        "name": schedule.name, "every": schedule_words(schedule), "side": side_words(schedule.owner)
    }  # fmt: skip


def required_words(fields: tuple[str, ...], stage: str) -> str:
    """Return the fields a stage requires; "email|phone" means one of the two will do."""
    kind = STAGE_LISTS.get(stage, "leads")
    named = [either_field([required_field_words(f, kind) for f in names.split("|")]) for names in fields]
    return heading(set_apart(named)) if named else ""


def required_field_words(name: str, kind: str) -> str:
    """Return a field of a list of `kind` among others; own fields in quotation marks."""
    return field_phrase(name) if name.startswith(OWN_PREFIX) else field_words(name, kind)


def step_words(step: Step) -> str:
    """Return a step of a scenario with its waiting time."""
    if not step.after_days:
        return step.text
    days = ngettext("%(days)s day later", "%(days)s days later", step.after_days) % {"days": step.after_days}
    return _("%(step)s (%(when)s)") % {"step": step.text, "when": days}


def scenario_sentence(scenario: Scenario) -> str:
    """Return a scenario's steps in one line."""
    return " → ".join(step_words(step) for step in scenario.steps) or scenario.name


def share_words(share: float) -> str:
    """Return a fraction as a percentage, with one digit behind the point where it is needed."""
    return _("%(number)s %%") % {"number": f"{share * 100:.1f}".removesuffix(".0")}


def band_words(low: float | None, high: float | None) -> str:
    """Return a band of rates: "35–45 %", "80 % or more"; empty if both ends are open."""
    if low is not None and high is not None:
        number = f"{low * 100:.1f}".removesuffix(".0")
        return _("%(low)s–%(high)s") % {"low": number, "high": share_words(high)}
    if low is not None:
        return _("%(number)s or more") % {"number": share_words(low)}
    return _("%(number)s or less") % {"number": share_words(high)} if high is not None else ""


def goal_words(kpi: Kpi) -> str:
    """Return what a KPI aims at: its band, its monthly target, or both."""
    target = ""
    if kpi.monthly_target is not None:
        target = _("%(count)s a month") % {"count": kpi.monthly_target}
    goals = [goal for goal in (band_words(kpi.low, kpi.high), target) if goal]
    return set_apart(goals) if goals else ""


def _counting(signal: Signal) -> str:
    facts = {
        "activities": heading(activities_in_words(signal.counts)) if signal.counts else "",
        "points": points_words(abs(signal.points)),
        "days": signal.window_days,
    }
    if signal.window_days is None:
        words = _("%(activities)s add %(points)s each")
        if signal.points < 0:
            words = _("%(activities)s take away %(points)s each")
    else:
        words = _("%(activities)s in the last %(days)s days add %(points)s each")
        if signal.points < 0:
            words = _("%(activities)s in the last %(days)s days take away %(points)s each")
    limits = []
    if signal.half_life_days and signal.points >= 0:
        limits.append(_("halved every %(days)s days") % {"days": number_in_words(signal.half_life_days)})
    if signal.cap is not None:
        limits.append(_("%(points)s at most") % {"points": points_words(signal.cap)})
    said = words % facts
    if limits:
        said = _("%(words)s (%(limits)s)") % {"words": said, "limits": set_apart(limits)}
    return _("%(words)s.") % {"words": said}


def _amount(number: float) -> str:
    # Lists write shares as "12 %", and so does the sentence: 0.1 is 10 %.
    if not 0 < abs(number) < 1:
        return number_in_words(number)
    return _("%(number)s %%") % {"number": number_in_words(round(number * 100, 10))}
