"""Nurturing in sentences: how many are stalled, what is missing most, why somebody gets a content next."""

from collections.abc import Callable

from funneldesk.domain.fields import PHASES
from funneldesk.domain.formats import day, number, percent, sentences
from funneldesk.domain.moment import NEVER
from funneldesk.domain.nurture.gaps import ANY_THEME, Gap, missing, worst
from funneldesk.domain.nurture.nurture import Nurture
from funneldesk.domain.nurture.offers import NOTHING
from funneldesk.domain.nurture.people import REASONS, Reason
from funneldesk.domain.nurture.phases import NO_PHASE
from funneldesk.domain.nurture.scenarios import ScenarioState
from funneldesk.domain.words import phase_label, phase_words
from funneldesk.i18n import _, ngettext


def headline(found: Nurture) -> str:
    """Return the sentence on top: how many stalled, who is due, and what is missing most."""
    people = len(found.people.order)
    if not people:
        return sentences(
            _("Nobody is on the nurture list."), *(words for _reason, words in all_left_out(found))
        )
    stalled = len(found.listed(stalled=True))
    if not stalled:
        words = ngettext(
            "The %(people)s person to nurture has not been quiet for 30 days.",
            "None of the %(people)s people to nurture has been quiet for 30 days.",
            people,
        )
        return sentences(words % {"people": number(people)}, _due(found), gap_words(found))
    words = ngettext(
        "Of %(people)s person to nurture %(stalled)s has done nothing for 30 days (%(share)s).",
        "Of %(people)s people to nurture %(stalled)s have done nothing for 30 days (%(share)s).",
        people,
    )
    told = {"people": number(people), "stalled": number(stalled), "share": percent(stalled / people, 0)}
    return sentences(words % told, _due(found), gap_words(found))


def _due(found: Nurture) -> str:
    due = len(found.listed(due=True))
    if not due:
        return ""
    words = ngettext(
        "%(count)s came back from sales and is to be looked at again now.",
        "%(count)s came back from sales and are to be looked at again now.",
        due,
    )
    return words % {"count": number(due)}


def gap_words(found: Nurture) -> str:
    """Return what is missing most: where leads stand and no content is, or where all is read."""
    if not len(found.shelf.all):
        return _(
            "No content can be sent yet: import a list of contents with type and phase, or set which types fit "
            "which phase in the book."
        )
    themed = [gap for gap in missing(found.gaps) if gap.theme != ANY_THEME]
    gap = max(themed, key=lambda one: one.leads) if themed else worst(found.gaps)
    if gap is None:
        return _("Everybody has something unread.")
    told = {"place": gap_label(found, gap), "count": number(gap.without)}
    if not gap.contents:
        words = ngettext(
            "Missing most: a content for %(place)s; %(count)s person stands there.",
            "Missing most: a content for %(place)s; %(count)s people stand there.",
            gap.without,
        )
    else:
        words = ngettext(
            "Missing most: %(place)s; %(count)s person there has read everything.",
            "Missing most: %(place)s; %(count)s people there have read everything.",
            gap.without,
        )
    return words % told


def gap_label(found: Nurture, gap: Gap) -> str:
    """Return the name of a cell: its phase and theme."""
    phase = phase_label(PHASES[gap.phase])
    if gap.theme == ANY_THEME:
        return phase
    return _("%(phase)s × %(theme)s") % {"phase": phase, "theme": theme_label(found, gap.theme)}


def theme_label(found: Nurture, theme: int) -> str:
    """Return the name of a column of the gap matrix."""
    if theme == ANY_THEME:
        return _("All themes")
    return found.themes.names[theme] or _("Other themes")


def lead_phase_label(phase: int) -> str:
    """Return the phase of a lead; NO_PHASE: it read nothing lately."""
    return _("Nothing read for 180 days") if phase == NO_PHASE else phase_label(PHASES[phase])


def scenario_label(state: ScenarioState) -> str:
    """Return the heading of a scenario; one of a pilot says so."""
    words = _("Scenario of the pilot: %(name)s") if state.is_pilot else _("Scenario: %(name)s")
    return words % {"name": state.scenario.name}


#: What is said of those who are not on the list, by reason.
_LEFT_OUT: dict[Reason, Callable[[int], str]] = {
    "disqualified": lambda n: ngettext(
        "%(count)s person is disqualified.", "%(count)s people are disqualified.", n
    ),
    "with_sales": lambda n: ngettext(
        "%(count)s person is with sales (handed over, SAL, deal or customer).",
        "%(count)s people are with sales (handed over, SAL, deal or customer).",
        n,
    ),
    "no_address": lambda n: ngettext(
        "%(count)s person has no e-mail address.", "%(count)s people have no e-mail address.", n
    ),
    "returned": lambda n: ngettext(
        "Mail to %(count)s person came back.", "Mail to %(count)s people came back.", n
    ),
    "opted_out": lambda n: ngettext(
        "%(count)s person removed because of opting out.",
        "%(count)s people removed because they opted out.",
        n,
    ),
}


def left_out_words(found: Nurture, reason: Reason) -> str:
    """Return how many are not on the list for one reason, "" where nobody is."""
    count = len(found.people.left_out[reason])
    return _LEFT_OUT[reason](count) % {"count": number(count)} if count else ""


def all_left_out(found: Nurture) -> list[tuple[Reason, str]]:
    """Return every reason that holds for somebody, with its sentence; opting out first."""
    told = [(reason, left_out_words(found, reason)) for reason in reversed(REASONS)]
    return [(reason, words) for reason, words in told if words]


def why_words(found: Nurture, place: int) -> str:
    """Return in words why the lead at a position gets what it gets next, or why nothing."""
    return sentences(_standing_words(found, place), _choice_words(found, place))


def _standing_words(found: Nurture, place: int) -> str:
    if found.people.due[place]:
        return _("The day to look again has come.")
    if not found.where.stalled[place]:
        return ""
    last = int(found.where.last_day[place])
    if last == NEVER:
        return _("No activity is known.")
    return _("Nothing since %(day)s.") % {"day": day(last)}


def _choice_words(found: Nurture, place: int) -> str:
    content, own = int(found.offers.content[place]), int(found.where.shelf_phase[place])
    on_shelf = found.shelf_of(place)
    if content == NOTHING:
        if any(len(line) for line in on_shelf.by_phase[own:]):
            return _("Everything for this phase and later ones is read.")
        return _("There is no content for this phase or a later one.")
    if found.where.stalled[place] and content in on_shelf.again:
        about = _("For stalled leads, by the book; unread:")
    elif content in on_shelf.by_phase[own]:
        about = _("Fits %(phase)s, unread:") % {"phase": phase_words(PHASES[own])}
    else:
        about = _("Everything for %(phase)s is read; for the next phase:") % {
            "phase": phase_words(PHASES[own])
        }
    return _("%(said)s %(more)s") % {"said": about, "more": _rank_words(found, content)}


def _rank_words(found: Nurture, content: int) -> str:
    if found.shelf.has_rate(content):
        n, k = int(found.shelf.touched[content]), int(found.shelf.deals[content])
        return _("deal rate %(rate)s (%(k)s of %(n)s).") % {
            "rate": percent(k / n), "k": number(k), "n": number(n)
        }  # fmt: skip
    published = found.contents[content].published_day
    if published == NEVER:
        return _("by name: neither a date nor enough readers for a rate.")
    return _("newest, %(day)s (too few readers for a rate).") % {"day": day(published)}
