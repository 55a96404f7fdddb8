"""Data quality in sentences: what to fix first, each broken rule, who cannot be scored or reached."""

from typing import TYPE_CHECKING, NamedTuple

from funneldesk.domain.book.clauses import either_field
from funneldesk.domain.book.sentences import schedule_words
from funneldesk.domain.formats import day, number, sentences
from funneldesk.domain.leads.quality import LIST_OF_STAGE, RuleState, ScheduleState
from funneldesk.domain.words import field_words, heading, list_label, stage_label
from funneldesk.i18n import _, ngettext
from funneldesk.operations.quality import Quality, RuleReport

if TYPE_CHECKING:
    from funneldesk.domain.facts import Int32

#: A list that is a week old or more weighs as much as a rule that half of all leads break.
_WEEK, _LATE = 7, 0.5


class First(NamedTuple):
    """What to fix first: a sentence, and the places of the leads it is about (None: about a list, not about people)."""

    sentence: str
    places: "Int32 | None"


def first_of(quality: Quality) -> First:
    """Return what has the largest effect."""
    if not quality.about:
        return First(_("There are no leads yet."), None)
    late = [state for state in quality.schedules if state.is_late and state.days is not None]
    oldest = max(late, key=lambda state: state.days or 0, default=None)
    late_effect = min((oldest.days or 0) / _WEEK, 1.0) * _LATE if oldest is not None else 0.0
    neither = len(quality.unscored.neither) / quality.about
    report = quality.broken[0] if quality.broken else None
    effect = report.state.effect if report else 0.0
    if report is not None and effect >= max(neither, late_effect):
        words = sentences(rule_words(report.state, quality), mend_words(report))
        return First(words, report.state.places)
    if neither and neither >= late_effect:
        count = len(quality.unscored.neither)
        words = ngettext(
            "Of %(all)s leads %(count)s cannot be scored: nothing is known of what they did or who they are. "
            "Start with the activity list of your MA tool.",
            "Of %(all)s leads %(count)s cannot be scored: nothing is known of what they did or who they are. "
            "Start with the activity list of your MA tool.",
            count,
        )
        counts = {"all": number(quality.about), "count": number(count)}
        return First(words % counts, quality.unscored.neither)
    if oldest is not None:
        return First(sentences(schedule_state_words(oldest), _("Import the newest one first.")), None)
    return First(_("Every data rule of the definition book is kept."), None)


def rule_words(state: RuleState, quality: Quality) -> str:
    """Return one broken rule in a sentence."""
    counts = {
        "k": number(state.k),
        "n": number(state.n),
        "stage": stage_label(state.stage, quality.stage_labels),
        "field": rule_field(state),
    }
    if state.what == "not_allowed":
        words = ngettext(
            "%(k)s of %(n)s leads has another %(field)s than the book allows.",
            "%(k)s of %(n)s leads have another %(field)s than the book allows.",
            state.k,
        )
        return words % counts
    words = ngettext(
        "%(stage)s: %(k)s of %(n)s has no %(field)s.",
        "%(stage)s: %(k)s of %(n)s have no %(field)s.",
        state.k,
    )
    return words % counts


def rule_field(state: RuleState) -> str:
    """Return the field, or the fields of which one will do, as within a sentence."""
    kind = LIST_OF_STAGE.get(state.stage, "leads")
    return either_field([field_words(name, kind) for name in state.fields])


def mend_words(report: RuleReport) -> str:
    """Return what to do about a broken rule, and where."""
    where = report.where
    if where is None:
        kind = list_label(LIST_OF_STAGE.get(report.state.stage, "leads"))
        return _("They stand on no list that could tell it (%(kind)s): add them there and import it.") % {
            "kind": kind
        }
    counts = {
        "file": where.group.newest.file_name, "count": number(where.k), "field": rule_field(report.state)
    }  # fmt: skip
    if report.state.what == "not_allowed":
        return _("Start with “%(file)s” (%(count)s of them): correct “%(field)s” there.") % counts
    if not where.has_column:
        words = _(
            "Start with “%(file)s” (%(count)s of them): it has no column “%(field)s”; add it to the export."
        )
        return words % counts
    return _("Start with “%(file)s” (%(count)s of them): fill in “%(field)s” there.") % counts


def reasons_words(state: RuleState) -> str:
    """Return which reasons the book does not name, and what to do; "" where it names all."""
    if not state.k:
        return ""
    named = [
        _("“%(word)s” (%(count)s)") % {"word": word, "count": number(count)} for word, count in state.values
    ]
    words = ngettext(
        "Of %(n)s people turned down for a reason, %(k)s has one the definition book does not name: %(words)s.",
        "Of %(n)s people turned down for a reason, %(k)s have one the definition book does not name: %(words)s.",
        state.k,
    )
    if state.stage == "lost":
        words = ngettext(
            "Of %(n)s people lost for a reason, %(k)s has one the definition book does not name: %(words)s.",
            "Of %(n)s people lost for a reason, %(k)s have one the definition book does not name: %(words)s.",
            state.k,
        )
    counts = {"k": number(state.k), "n": number(state.n), "words": _(", ").join(named)}
    return sentences(
        words % counts,
        _("Nothing follows from it. Add it to the reasons of the book, or name it alike in the list."),
    )


def schedule_state_words(state: ScheduleState) -> str:
    """Return how old a list is against what was agreed."""
    told = {"name": state.schedule.name, "every": schedule_words(state.schedule)}
    if state.last is None or state.days is None:
        return _("%(name)s: never imported (agreed: %(every)s).") % told
    told |= {"last": day(state.last), "days": number(state.days)}
    if not state.days:
        return _("%(name)s: of today (agreed: %(every)s).") % told
    words = ngettext(
        "%(name)s: the newest is %(days)s day old, of %(last)s (agreed: %(every)s).",
        "%(name)s: the newest is %(days)s days old, of %(last)s (agreed: %(every)s).",
        state.days,
    )
    return words % told


def what_words(state: RuleState) -> str:
    """Return what is wrong as the heading of a line: "no industry", "industry not in the book"."""
    template = _("%(field)s is missing") if state.what == "missing" else _("%(field)s not in the book")
    return heading(template % {"field": rule_field(state)})
