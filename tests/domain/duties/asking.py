"""Leads of a few words for tests of the rules, days of 2026 as "04-01", and what is asked about them."""

from datetime import date

from funneldesk.domain.book.book import Rule
from funneldesk.domain.book.starter import starter_book
from funneldesk.domain.duties.duties import LEAD_EVENTS
from tests.domain.duties.desk import owed
from tests.domain.duties.slow_duties import Contact, Deal, Lead, Leg
from tests.domain.facts_builder import day
from tests.domain.small_books import book

STARTER = tuple(rule for rule in starter_book("ja").rules if rule.event in LEAD_EVENTS)
EVENT = {rule.id: rule.event for rule in STARTER}


def d(text):
    """A day of 2026, "04-01"."""
    return day(f"2026-{text}")


def text(ordinal):
    return date.fromordinal(ordinal).isoformat()[5:]


def asked(lead, on, rules=STARTER):
    """What is asked about a lead at the end of a day: {event: "start..due"}."""
    events = EVENT | {rule.id: rule.event for rule in rules}
    found = owed([lead], book(rules=rules), d(on))
    return {
        events.get(name, name): f"{text(start)}..{text(due)}"
        for (name, _), (_, start, due, _) in found.items()
    }


def call(on, side="is", *, reached=True, noted=True, kind="call"):
    return Contact(d(on), kind, side, reached, noted)


def unanswered(*days, side="is"):
    return [call(on, side, reached=False, noted=False) for on in days]


def leg(
    on=None,
    decision="",
    decided=None,
    side="sales",
    *,
    contacted=None,
    commented=None,
    recheck=None,
    record=0,
):
    days = (on, decided, contacted, commented, recheck)
    handed, decided, contacted, commented, recheck = (when and d(when) for when in days)
    return Leg(side, handed, decision, decided, contacted, commented, recheck, record)


def deal(opened=None, outcome="open", closed=None, recheck=None):
    return Deal(
        *(when and d(when) for when in (opened,)), outcome, *(when and d(when) for when in (closed, recheck))
    )


CANDIDATE = Lead(since=d("04-01"))  # a Wednesday


def rule(event, **rest):
    return Rule("r", 1, "r", event, "is", "r", 1, "calendar", "", **rest)
