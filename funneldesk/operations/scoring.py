"""Scores of a store: everybody's at a glance, one lead's explained, and finding the lead somebody means."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.book.book import BookVersion, version_in_force
from funneldesk.domain.book.book_pilots import InForce, in_force
from funneldesk.domain.book.clauses import number_in_words
from funneldesk.domain.funnel.selection import only
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.breakpoints import exists_from
from funneldesk.domain.scoring.candidates import candidate_since
from funneldesk.domain.scoring.explaining import explain, score_lines
from funneldesk.domain.scoring.explanation import Explanation, ScoreLine, main_reasons
from funneldesk.domain.scoring.scores_in_force import scores_under
from funneldesk.domain.scoring.scoring import MILLI, Totals, scores, to_milli
from funneldesk.domain.touched import along, by_lead, put
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.remembered import book_key, remembered
from funneldesk.store.lead_lookup import leads_named
from funneldesk.store.lead_names import lead_names

if TYPE_CHECKING:
    from funneldesk.domain.facts import Bool, Facts, Int32, Int64
    from funneldesk.store.store import Store

#: Candidates named in the summary, and points to a bar of it.
FIRST = 10
BAND_POINTS = 10


@dataclass(frozen=True, slots=True)
class ScoreBand:
    """`leads` leads have `low <= score < high`."""

    low: int
    high: int
    leads: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A SAL candidate: who, since when (ordinal day), and why in a few words."""

    lead: int
    name: str
    company: str
    score: float
    since: int
    reasons: str


@dataclass(frozen=True, slots=True)
class ScoreSummary:
    """Everybody's score at a glance; `first`: the candidates with the most points."""

    as_of: int
    leads: int
    candidates: int
    bands: tuple[ScoreBand, ...]
    first: tuple[Candidate, ...]


def scores_on(facts: "Facts", versions: tuple[BookVersion, ...], as_of: int) -> Totals:
    """Return everybody's points under the version that decides about each, once for the same facts and day."""
    key = ("scores", book_key(versions, as_of), as_of)

    def compute(given: "Facts") -> "Int32":
        return scores_under(given, in_force(given, versions, as_of), as_of).milli

    def find() -> Totals:
        def of_lists(lists: "Facts") -> "Int32":
            return scores_on(lists, versions, as_of).milli

        return Totals(as_of, by_lead(facts, of_lists, compute, put, along))

    return remembered(facts, key, find)


def candidates_on(facts: "Facts", versions: tuple[BookVersion, ...], as_of: int) -> "Int32":
    """Return since when each lead is a candidate (NEVER: it is none), computed once for the same facts."""
    key = ("candidates", book_key(versions, as_of), as_of)

    def compute(given: "Facts") -> "Int32":
        return candidate_since(given, versions, as_of, scores_on(given, versions, as_of).milli)

    def find() -> "Int32":
        return by_lead(facts, lambda lists: candidates_on(lists, versions, as_of), compute, put)

    return remembered(facts, key, find)


def score_summary(store: "Store", as_of: int, *, first: int = FIRST) -> ScoreSummary:
    """Return the summary as of a day, with the `first` candidates named."""
    facts, versions = facts_of(store), versions_of(store)
    found, since = scores_on(facts, versions, as_of), candidates_on(facts, versions, as_of)
    known = exists_from(facts)
    here = (known <= as_of) | (known == NEVER)
    places = _ranked(found, since)
    deciding = in_force(facts, versions, as_of)
    named = _named(store, [_Place(facts, deciding, found, since, int(place)) for place in places[:first]])
    return ScoreSummary(as_of, int(np.count_nonzero(here)), len(places), _bands(found, here), named)


def named_candidates(store: "Store", lead_ids: "Int64", as_of: int) -> tuple[Candidate, ...]:
    """Return who these candidates are, since when and why, in the order given."""
    facts, versions = facts_of(store), versions_of(store)
    found, since = scores_on(facts, versions, as_of), candidates_on(facts, versions, as_of)
    deciding = in_force(facts, versions, as_of)
    places = np.searchsorted(facts.lead_ids, lead_ids)
    return _named(store, [_Place(facts, deciding, found, since, int(place)) for place in places])


def reached_threshold(store: "Store", as_of: int) -> tuple[int, int]:
    """Return how many candidates there are, and how many of them have the points of the threshold as of a day.

    Who reached it once stays a candidate until the score falls below the leaving threshold.
    """
    facts, versions = facts_of(store), versions_of(store)
    threshold = version_in_force(versions, as_of).book.threshold
    milli = scores_on(facts, versions, as_of).milli[candidates_on(facts, versions, as_of) != NEVER]
    least = int(to_milli(threshold.points))
    there = milli > least if threshold.operator == "gt" else milli >= least
    return len(milli), int(np.count_nonzero(there))


def candidate_ids(store: "Store", as_of: int) -> tuple[int, ...]:
    """Return the ids of all candidates as of a day, the most points first."""
    facts, versions = facts_of(store), versions_of(store)
    found, since = scores_on(facts, versions, as_of), candidates_on(facts, versions, as_of)
    return tuple(facts.lead_ids[_ranked(found, since)].tolist())


def explain_lead(store: "Store", lead_id: int, as_of: int) -> Explanation:
    """Return why a lead has its score and what is missing to the threshold; an unknown id is a UserError."""
    facts = facts_of(store)
    place = int(np.searchsorted(facts.lead_ids, lead_id))
    if place >= facts.count or facts.lead_ids[place] != lead_id:
        raise UserError(
            "unknown_lead",
            _("There is no lead %(lead)s.") % {"lead": lead_id},
            _("Name a lead by its number, system:external ID, or e-mail address."),
        )
    return explain(facts, versions_of(store), place, as_of)


def score_words(store: "Store", lead_id: int, as_of: int) -> str:
    """Return a lead's points and where most of them come from; "" for a lead that is gone."""
    facts = facts_of(store)
    place = int(np.searchsorted(facts.lead_ids, lead_id))
    if place >= facts.count or facts.lead_ids[place] != lead_id:
        return ""
    [found] = named_candidates(store, facts.lead_ids[place : place + 1], as_of)
    points = _("%(points)s points") % {"points": f"{found.score:.0f}"}
    return (
        _("%(points)s: %(reasons)s") % {"points": points, "reasons": found.reasons}
        if found.reasons
        else points
    )


def find_leads(store: "Store", text: str) -> tuple[int, ...]:
    """Return the ids of the leads `text` may mean: a lead's number, system:external_id, or e-mail address."""
    return leads_named(store.connection, text)


def _bands(found: Totals, here: "Bool") -> tuple[ScoreBand, ...]:
    milli = found.milli[here]
    if not len(milli):
        return ()
    band = np.floor_divide(milli, BAND_POINTS * MILLI)
    least = int(band.min())
    counts = np.bincount(band - least)
    return tuple(
        ScoreBand((least + place) * BAND_POINTS, (least + place + 1) * BAND_POINTS, int(count))
        for place, count in enumerate(counts)
    )


def _ranked(found: Totals, since: "Int32") -> "Int64":
    """Return the positions of the candidates, the most points first, then the longest since."""
    places = np.flatnonzero(since != NEVER)
    return places[np.lexsort((places, since[places], -found.milli[places]))]


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """A candidate before it has a name."""

    facts: "Facts"
    deciding: InForce
    scores: Totals
    since: "Int32"
    position: int

    def named(self, name: str, company: str) -> Candidate:
        one, book = only(self.facts, self.position), self.deciding.version_of(self.position).book
        lines = score_lines(one, book, scores(one, book, self.scores.day))
        score = float(self.scores.milli[self.position]) / MILLI
        since = int(self.since[self.position])
        lead = int(self.facts.lead_ids[self.position])
        return Candidate(lead, name, company, score, since, reasons(lines))


def _named(store: "Store", places: list[_Place]) -> tuple[Candidate, ...]:
    ids = [int(place.facts.lead_ids[place.position]) for place in places]
    names = lead_names(store, ids)
    return tuple(place.named(*names.get(lead, ("", ""))) for lead, place in zip(ids, places, strict=True))


def reasons(lines: tuple[ScoreLine, ...]) -> str:
    """Return the main reasons of a score in a few words: 「セミナー参加 20・課長 6」."""
    words = [
        _("%(signal)s %(points)s") % {"signal": line.name, "points": number_in_words(round(line.points))}
        for line in main_reasons(lines)
    ]
    return _(", ").join(words)
