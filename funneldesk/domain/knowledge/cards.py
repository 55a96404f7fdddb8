"""Knowledge cards: what worked, how it is done again, and what it rests on."""

import math
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from funneldesk.domain.findings.findings import WORTH
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.reviews.measures import Measure

Kind = Literal["mail", "theme", "white_paper", "scoring", "timing", "other"]
KINDS: tuple[Kind, ...] = ("mail", "theme", "white_paper", "scoring", "timing", "other")
OriginKind = Literal["hand", "finding", "rule", "decision"]
#: A card stands for at least so many times the others, and for no more: what is greater still is seen soon enough.
MOST = 3.0
#: Of what the difference was when the card was made, on the scale of logarithms, so much must be left.
LEFT = 2 / 3


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a card comes from, and what that was called then; `number`: the review of a decision."""

    kind: OriginKind = "hand"
    words: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class FoundThen:
    """A finding as a question (`kind`, `value`, `previous`, `stage`), and what it said when the card was made."""

    kind: str
    value: str
    previous: str
    stage: str
    observed: int
    expected: float
    chance: float
    mature_days: int | None = None

    @property
    def key(self) -> str:
        """Return what tells the question from all others, as findings do."""
        return f"{self.kind}:{self.value}:{self.previous}>{self.stage}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A comparison kept as a question: a finding or a measure, and what both sides were on the day `made` (ordinal).

    `inside`: those it is about, `outside`: everybody else; `more`: which way it pointed. Exactly one of `finding` and
    `measure` is set; `needed_days`: how long people are watched before a measure counts them.
    """

    made: int
    more: bool
    inside: Share
    outside: Share
    finding: FoundThen | None = None
    measure: Measure | None = None
    needed_days: int = 0

    @property
    def effect(self) -> float:
        """Return the least difference the card stands for, as the logarithm of a ratio, its sign the way it points.

        Two thirds of what was seen: who looks for differences finds them greater than they are. The ratio is of paces
        where days are counted (findings), of odds where only k of n is (measures).
        """
        seen = self._log_ratio if self.more else -self._log_ratio
        least = min(max(seen * LEFT, math.log(WORTH)), math.log(MOST))
        return least if self.more else -least

    @property
    def _log_ratio(self) -> float:
        """Return the ratio of both sides; half a person more on each side, so that nobody is not nothing."""
        inside, outside = ((share.k + 0.5) / (share.n + 1) for share in (self.inside, self.outside))
        if self.finding is not None:
            # Of those watched equally long a share p has come at the pace −log(1 − p).
            return math.log(math.log1p(-inside) / math.log1p(-outside))
        return math.log(inside / (1 - inside)) - math.log(outside / (1 - outside))


@dataclass(frozen=True, slots=True)
class RuleShape:
    """What of an operating rule its sentence alone does not give back."""

    event: str
    who: str
    due_days: int
    due_calendar: Literal["calendar", "business"]
    after_days: int = 0
    count: int = 0
    clock: str = ""
    leaves: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A knowledge card; `item` names it among the notes of a store, 0 while it is not kept yet.

    `template`: the text to use again, with slots (`domain.knowledge.templates`); `condition`: of whom it holds, as the
    definition book says it; `made` (ordinal): the day it was made.
    """

    item: int
    title: str
    kind: Kind
    text: str
    template: str
    made: int
    tags: tuple[str, ...] = ()
    condition: str = ""
    origin: Origin = Origin()
    evidence: Evidence | None = None
    rule: RuleShape | None = None


def found_cards(cards: Iterable[Card], asked: str, kind: str = "") -> tuple[Card, ...]:
    """Return the cards that hold every word of `asked`, wherever; those with all of them in the title first.

    Width and case of letters do not matter. `kind`: only those.
    """
    words = _plain(asked).split()
    found = []
    for card in cards:
        title = _plain(card.title)
        whole = _plain("\n".join((card.title, card.text, card.template, card.condition, *card.tags)))
        if (not kind or card.kind == kind) and all(word in whole for word in words):
            found.append((not all(word in title for word in words), card))
    found.sort(key=lambda pair: pair[0])
    return tuple(card for _elsewhere, card in found)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
