"""What records claim about the stages a lead reached, apart from what the book finds (DESIGN 6, Stage dates)."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from funneldesk.domain.fields import DEAL, MQL, SAL, WON
from funneldesk.domain.leads.entities import Entity, deal_outcome, opened_moment, won_moment
from funneldesk.domain.leads.records import Batch
from funneldesk.domain.moment import NEVER, NO_INSTANT, NO_MOMENT, Moment

#: The stage that a date on a list of leads claims. Whoever was lost had a deal before.
DATE_FIELDS = {"mql_at": MQL, "sal_at": SAL, "deal_at": DEAL, "won_at": WON, "lost_at": DEAL}
#: The stage that a word on a list of leads claims, without a date.
WORDS = {"mql": MQL, "candidate": MQL, "sal": SAL, "deal": DEAL, "lost": DEAL, "won": WON}
_NAMES = {MQL: "mql", SAL: "sal", DEAL: "deal", WON: "won"}


class Claim(NamedTuple):
    """Somebody's record says that a lead reached `stage`; day NEVER: without saying when."""

    lead_id: int
    stage: int
    day: int
    instant: int = NO_INSTANT


def claim(lead_id: int, stage: int, moment: Moment) -> Claim:
    """Return a claim at `moment` (NO_MOMENT: undated)."""
    return Claim(lead_id, stage, moment.day, moment.instant)


def claims_of_deal(deal: Entity, lead_id: int, zone: str) -> Iterable[Claim]:
    """Yield what one deal claims for its lead: that it opened, and that it was won."""
    yield claim(lead_id, DEAL, opened_moment(deal, zone))
    if deal_outcome(deal) == "won":
        yield claim(lead_id, WON, won_moment(deal, zone))


def is_to_sales(handover: Entity) -> bool:
    """Whether a hand-over went to sales, as one does that does not say."""
    return (handover.get("side") or "sales") == "sales"


def claims_of_handover(handover: Entity, lead_id: int, zone: str) -> Iterable[Claim]:
    """Yield the SAL claim of a hand-over that sales accepted."""
    if is_to_sales(handover) and handover.get("decision") == "accepted":
        decided = handover.moment("decided_at", zone)
        yield claim(lead_id, SAL, decided if decided.day != NEVER else handover.moment("handed_at", zone))


def claims_of_words(stages: Iterable[tuple[int, str]]) -> Iterable[Claim]:
    """Yield what the stage words of lists of leads claim; `stages`: (lead id, word) of all that ever held."""
    for lead_id, word in stages:
        if word in WORDS:
            yield claim(lead_id, WORDS[word], NO_MOMENT)


def claimable(
    batches: Iterable[Batch], claims: Iterable[Claim], handovers: Mapping[str, Entity]
) -> frozenset[str]:
    """Return the stages that some record could give a claim for; "lead" always.

    A list that has the column could, even if all its cells are empty.
    """
    stages = {_NAMES[found.stage] for found in claims} | {"lead"}
    for batch in batches:
        if batch.kind == "leads":
            stages |= {_NAMES[stage] for name, stage in DATE_FIELDS.items() if name in batch.fields}
        if batch.kind == "deals":
            stages.add("deal")
            if "outcome" in batch.fields or "won_at" in batch.fields:
                stages.add("won")
        if batch.kind == "handovers" and "side" not in batch.fields:
            stages.add("sal")
    if any(is_to_sales(handover) for handover in handovers.values()):
        stages.add("sal")
    return frozenset(stages)
