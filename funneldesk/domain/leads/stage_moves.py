"""How a lead came from stage to stage: what said so, and by which line of which version of the book."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from funneldesk.domain.book.book import Book, BookVersion
from funneldesk.domain.book.book_pilots import in_force
from funneldesk.domain.book.numbering import numbered
from funneldesk.domain.book.sentences import criterion_sentence, threshold_sentence
from funneldesk.domain.facts import Facts
from funneldesk.domain.fields import MQL, STAGES
from funneldesk.domain.formats import sentences
from funneldesk.domain.funnel.claims import DATE_FIELDS, claims_of_deal, claims_of_handover
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.leads.entities import Entity
from funneldesk.domain.moment import NEVER, moment_of
from funneldesk.domain.scoring.spells import Spell
from funneldesk.i18n import _

#: book: its criterion was met; list: a list gives the date; implied: only a later stage says so.
Cause = Literal["book", "list", "handover", "deal", "implied"]


@dataclass(frozen=True, slots=True)
class StageMove:
    """A stage reached on `day`. `words`: what the version in force for the lead that day says the stage is.

    `left`: not reached, but left: the lead is no candidate any more.
    """

    stage: str
    day: int
    cause: Cause
    version: int
    pilot: bool
    words: str
    left: bool = False


def causes(
    values: Mapping[str, str], handovers: Iterable[Entity], deals: Iterable[Entity], zone: str
) -> dict[tuple[int, int], Cause]:
    """Return what claims each stage (a code of STAGES) on each day: a hand-over or a deal rather than a list."""
    found: dict[tuple[int, int], Cause] = {}
    for field, stage in DATE_FIELDS.items():
        if field in values:
            found[stage, moment_of(values[field], zone).day] = "list"
    for handover in handovers:
        found |= {(one.stage, one.day): "handover" for one in claims_of_handover(handover, 0, zone)}
    for deal in deals:
        found |= {(one.stage, one.day): "deal" for one in claims_of_deal(deal, 0, zone)}
    return found


def stage_moves(
    lead: Facts,
    versions: tuple[BookVersion, ...],
    days: StageDays,
    candidate: Sequence[Spell],
    claimed: Mapping[tuple[int, int], Cause],
) -> tuple[StageMove, ...]:
    """Return the dated moves of the only lead of `lead` and `days`, oldest first.

    `candidate`: every spell in which it was one.
    """
    found = []
    for code in range(MQL, len(STAGES)):
        day = int(days.day[code, 0])
        if day != NEVER:
            by_book = code == MQL and day == int(days.book_mql[0])
            cause: Cause = "book" if by_book else claimed.get((code, day), "implied")
            found.append(_move(lead, versions, STAGES[code], day, cause))
    for spell in candidate:
        found.append(_move(lead, versions, "candidate", spell.begin, "book"))
        if spell.end != NEVER:
            found.append(replace(_move(lead, versions, "candidate", spell.end, "book"), left=True))
    return tuple(sorted(found, key=lambda move: move.day))


def _move(lead: Facts, versions: tuple[BookVersion, ...], stage: str, day: int, cause: Cause) -> StageMove:
    version = in_force(lead, versions, day).version_of(0)
    # A date that a list gives owes nothing to the book, and one that a later stage implies even less.
    words = "" if cause in ("list", "implied") else definition(version.book, stage)
    return StageMove(stage, day, cause, version.number, version.is_pilot, words)


def definition(book: Book, stage: str) -> str:
    """Return in words when a lead counts as a stage: by the criterion, else as the term is defined."""
    if stage == "candidate":
        return threshold_sentence(book.threshold, book.stage_labels)
    criteria = [criterion_sentence(one, book.stage_labels) for one in book.criteria if one.target == stage]
    if criteria:
        return sentences(*criteria)
    return next((term.definition for term in book.terms if term.code == stage), "")


def cause_words(move: StageMove) -> str:
    """Return in a few words what moved the lead."""
    if move.cause == "list":
        return _("by the date on a list")
    if move.cause == "implied":
        return _("implied by a later stage")
    by = _("definition book v{version}, pilot") if move.pilot else _("definition book {book}")
    words = {"handover": _("accepted hand-over"), "deal": _("by the list of deals")}.get(move.cause, "")
    return " · ".join(filter(None, (words, by.format(version=move.version, book=numbered(move.version)))))
