"""A company to report of: sixteen months of leads, what they did, what became of them, what it cost."""

import random
from datetime import date, timedelta

from funneldesk.domain.funnel.periods import Period
from funneldesk.domain.reviews.measures import Measure
from funneldesk.domain.reviews.reviews import Review
from funneldesk.operations import minutes
from funneldesk.operations.reviews import begin_review
from funneldesk.store.store import Store
from tests.operations.taking import take

FIRST = date(2025, 7, 1)
LAST = date(2026, 10, 31)
#: Asked in November: the report is of October.
TODAY = date(2026, 11, 10).toordinal()
SOURCES = ("SEO", "Ads", "Exhibition", "Seminar")


def fill(store: Store, *, contents: int = 6, sources: tuple[str, ...] = SOURCES, costs: bool = True) -> None:
    """Fill a store; since August 2026 sales accepts half as many as before."""
    chance = random.Random(7)
    rows: dict[str, list[dict[str, str]]] = {"leads": [], "activities": [], "handovers": [], "deals": []}
    days = (LAST - FIRST).days
    for number in range(480):
        _person(chance, f"L{number}", FIRST + timedelta(days=number * days // 480), sources, contents, rows)
    take(store, "contents", [
        {"content": f"c{place}", "title": f"Content {place}", "type": "white_paper", "cost": "300000" if place % 2 else None}
        for place in range(contents)
    ])  # fmt: skip
    for kind in ("leads", "activities", "handovers", "deals"):
        take(store, kind, rows[kind], list_date="2026-11-01")
    if costs:
        take(store, "costs", [
            {"month": f"{2025 + (month + 6) // 12}-{(month + 6) % 12 + 1:02}", "source": source, "amount": str(100_000 * (place + 1))}
            for month in range(16)
            for place, source in enumerate(sources[:3])
        ])  # fmt: skip


def hold_review(store: Store) -> Review:
    """Hold the review of October: one decision that is late by TODAY, one hypothesis whose day has not come."""
    begun = begin_review(store, TODAY, "monthly", Period(date(2026, 10, 1).toordinal(), LAST.toordinal()))
    minutes.decide(store, begun.id, "Call within a day", "Sato", TODAY - 5)
    measure = Measure("rate", stage="sal", previous="mql")
    minutes.suppose(store, begun.id, "More are accepted", measure, target=0.9, until=TODAY + 30)
    return begun


def _person(
    chance: random.Random,
    key: str,
    day: date,
    sources: tuple[str, ...],
    contents: int,
    rows: dict[str, list[dict[str, str]]],
) -> None:
    def later(most: int) -> date:
        return day + timedelta(days=chance.randrange(1, most))

    rows["leads"].append(
        {"external_id": key, "email": f"{key}@{key}.example", "name": f"Name {key}", "company": f"Company {key}",
         "source": sources[chance.randrange(len(sources))], "industry": "製造業", "acquired_at": day.isoformat()}
    )  # fmt: skip
    if chance.random() > 0.7:
        return
    touched = day + timedelta(days=chance.randrange(5))
    rows["activities"].append(
        {"lead_external_id": key, "occurred_at": touched.isoformat(), "activity": "download", "content": f"c{chance.randrange(contents)}"}
    )  # fmt: skip
    handed = later(12)
    accepted = chance.random() < (0.6 if day < date(2026, 8, 1) else 0.25)
    if handed > LAST:
        return
    rows["handovers"].append(
        {"handover_id": f"H{key}", "lead_external_id": key, "side": "sales", "handed_at": handed.isoformat(),
         "decision": "accepted" if accepted else "rejected", "decided_at": (handed + timedelta(days=1)).isoformat(),
         "contacted_at": (handed + timedelta(days=chance.randrange(12))).isoformat(), "reason": "" if accepted else "時期尚早"}
    )  # fmt: skip
    opened = handed + timedelta(days=chance.randrange(5, 30))
    if accepted and chance.random() < 0.6 and opened <= LAST:
        won = chance.random() < 0.4
        closed = opened + timedelta(days=40)
        rows["deals"].append(
            {"external_id": f"D{key}", "lead_external_id": key, "opened_at": opened.isoformat(), "amount": "1200000",
             "outcome": "won" if won and closed <= LAST else "open", "won_at": closed.isoformat() if won and closed <= LAST else ""}
        )  # fmt: skip
