"""What is said about a pilot: for whom it is and how it runs, and its figures line by line."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from funneldesk.domain.book.pilot_checks import is_over
from funneldesk.domain.book.sentences import condition_sentence
from funneldesk.domain.formats import day, number, percent, percent_range, sentences
from funneldesk.domain.words import stage_label
from funneldesk.i18n import _

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book, BookVersion
    from funneldesk.domain.book.pilot_figures import Side
    from funneldesk.domain.funnel.shares import Share
    from funneldesk.operations.pilots import PilotComparison


def pilot_title(version: "BookVersion", today: int) -> str:
    """Return what runs, or ran, and since when."""
    words = {"number": version.number, "day": day(version.from_day), "last": day(version.until_day)}
    if version.until_day is not None and version.until_day < version.from_day:
        return _("The pilot of v%(number)s was ended before it had run for a day.") % words
    if is_over(version, today):
        return _("The pilot of v%(number)s ran from %(day)s to %(last)s.") % words
    if version.from_day > today:
        return _("The pilot of v%(number)s begins on %(day)s.") % words
    if version.until_day is not None:
        return _("The pilot of v%(number)s runs until %(last)s.") % words
    return _("The pilot of v%(number)s runs since %(day)s.") % words


def for_whom(book: "Book") -> str:
    """Return for whom a book is, in words."""
    segment = book.scope.segment
    return _("Everybody") if segment is None else condition_sentence(segment)


def how_it_runs(version: "BookVersion", today: int) -> str:
    """Return whether a pilot decides, or did, in words."""
    shadow = version.book.scope.shadow
    if is_over(version, today):
        return _("It was only computed, as a shadow.") if shadow else _("It ran for real.")
    if shadow:
        return _("As a shadow: it is only computed, and nobody's work changes.")
    return _("For real: it decides about its leads alone, candidates and hand-overs included.")


def side_names(found: "PilotComparison") -> tuple[str, str]:
    """Return the headings of the two sides, each saying whether it decided or is computed."""
    computed, decides = _("v%(number)s (computed)"), _("v%(number)s (decides)")
    shadow = found.version.book.scope.shadow
    return (
        (decides if shadow else computed) % {"number": found.everybody.number},
        (computed if shadow else decides) % {"number": found.version.number},
    )


def pilot_rows(found: "PilotComparison", labels: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return (what, under the version for everybody, under the pilot's)."""
    figures = found.figures
    mql, sal, deal = (stage_label(stage, labels) for stage in ("mql", "sal", "deal"))

    def line(what: str, text: "Callable[[Side], str]") -> tuple[str, str, str]:
        return what, text(figures.everybody), text(figures.pilot)

    return [
        line(_("Leads in the pilot"), lambda _side: number(figures.leads)),
        line(_("Met the criterion for %(stage)s") % {"stage": mql}, lambda s: number(s.mql)),
        line(_("Reached the threshold"), lambda s: number(s.reached)),
        line(_("Of these, later %(stage)s") % {"stage": sal}, lambda s: _share(s.accepted)),
        line(_("Of these, later %(stage)s") % {"stage": deal}, lambda s: _share(s.deals)),
        line(_("%(stage)s below the threshold") % {"stage": deal}, lambda s: _count(s.missed)),
        line(_("SAL candidates on %(day)s") % {"day": day(figures.last)}, lambda s: number(s.candidates)),
    ]


def pilot_notes() -> str:
    """Return how the figures are to be read."""
    return sentences(
        _("Counted on both sides: the same leads, each since it came into the pilot."),
        _(
            "What people decided is one and the same: the computed side says whom that book would have chosen."
        ),
    )


def changing_words(found: "PilotComparison") -> str:
    """Return how many candidates differ."""
    if not found.entering and not found.leaving:
        return _("The same people of the pilot are SAL candidates under both.")
    words = _("%(entering)s are SAL candidates under v%(pilot)s only, %(leaving)s under v%(everybody)s only.")
    return words % {
        "entering": number(found.entering),
        "leaving": number(found.leaving),
        "pilot": found.version.number,
        "everybody": found.everybody.number,
    }


def _count(count: int | None) -> str:
    return _("not recorded") if count is None else number(count)


def _share(share: "Share | None") -> str:
    if share is None:
        return _("not recorded")
    if share.rate is None or share.interval is None:
        return "–"
    told = {"rate": percent(share.rate), "k": number(share.k), "n": number(share.n)}
    return _("%(rate)s (%(k)s of %(n)s)") % told + "  " + percent_range(*share.interval)
