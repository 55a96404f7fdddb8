"""The duties of random leads under random rules are those of a slow, obvious reading of the rules."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from funneldesk.domain.book.conditions import Attribute
from funneldesk.domain.book.starter import starter_book
from funneldesk.domain.duties.standing import STANDING
from tests.domain.duties.desk import CALENDAR, owed
from tests.domain.duties.slow_duties import Contact, Deal, Lead, Leg, Owed, standing
from tests.domain.facts_builder import day
from tests.domain.small_books import book

START, LENGTH = day("2026-04-20"), 40  # the holidays of May are in it
RULES = [rule for rule in starter_book("ja").rules if rule.event not in ("weekly", "monthly")]

days = st.integers(START, START + LENGTH)
maybe = st.none() | days
legs = st.builds(
    Leg, side=st.sampled_from(("is", "sales", "sales")), handed=maybe,
    decision=st.sampled_from(("", "", "accepted", "rejected")), decided=maybe, contacted=st.none() | maybe,
    commented=st.none() | maybe, recheck=maybe, follows=st.sampled_from(("", "to_owner", "merge")),
)  # fmt: skip
contacts = st.builds(
    Contact, days, st.sampled_from(("call", "call", "call", "meeting")), st.sampled_from(("", "is", "sales", "marketing")),
    st.sampled_from((True, False, False)), st.booleans(),
)  # fmt: skip
deals = st.builds(Deal, maybe, st.sampled_from(("open", "won", "lost", "lost")), maybe, maybe).map(
    # A deal is as old as its end where nothing says when it opened (`entities.opened_moment`).
    lambda deal: replace(deal, opened=deal.closed) if deal.opened is None and deal.outcome != "open" else deal
)


# What is drawn from stands outside the functions: to make a strategy anew takes longer than to draw from it.
some_legs, some_contacts = st.lists(legs, max_size=3), st.lists(contacts, max_size=5)
seldom = st.none() | st.none() | st.none() | days
seldom_deals = st.just([]) | st.lists(deals, max_size=2)
seldom_claims = st.just([]) | st.lists(maybe, max_size=1)
some_notes = st.lists(days, max_size=1)
letters = st.sampled_from(("p", "q"))
some_done = st.lists(st.tuples(st.sampled_from([*STANDING, *(rule.id for rule in RULES)]), days), max_size=2)
seldom_merged = st.just([]) | st.lists(days, max_size=1)


@st.composite
def leads(draw):
    made = draw(some_legs)
    return Lead(
        since=draw(maybe),
        disqualified=draw(seldom),
        opted_out=draw(seldom),
        legs=[replace(leg, record=number, decided=leg.decided if leg.decision else None) for number, leg in enumerate(made)],
        contacts=draw(some_contacts),
        deals=draw(seldom_deals),
        claims=draw(seldom_claims),
        notes=draw(some_notes),
        f=draw(letters),
        done=draw(some_done),
        merged=draw(seldom_merged),
    )  # fmt: skip


wanted_rules = st.just(RULES) | st.lists(st.sampled_from(RULES), unique=True)
few, days_after, calendars = st.integers(0, 3), st.integers(0, 9), st.sampled_from(("calendar", "business"))
conditions = st.none() | st.none() | letters.map(lambda f: Attribute("f", "is", (f,)))
clocks = st.sampled_from(("", "candidate", "call", "handover"))
sides = st.sampled_from(("is", "sales", "marketing"))
other = st.booleans()


@st.composite
def rules(draw):
    """The starter's rules, now and then without some, with other limits, clocks and conditions."""

    def perhaps(own, others):
        return draw(others) if draw(other) else own

    return tuple(
        replace(
            rule,
            due_days=perhaps(rule.due_days, few),
            due_calendar=draw(calendars),
            after_days=perhaps(rule.after_days, days_after) if rule.event == "no_contact" else 0,
            count=draw(few) if rule.event == "unreachable" else 0,
            condition=draw(conditions),
            clock=perhaps(rule.clock, clocks),
            who=perhaps(rule.who, sides),
        )
        for rule in draw(wanted_rules)
    )


def expected(people, wanted, as_of):
    asked = [Owed(lead, wanted, as_of, CALENDAR) for lead in people]
    every = [*wanted, *standing(wanted)]
    found = {(rule.id, place): one.of(rule) for place, one in enumerate(asked) for rule in every}
    return {key: value for key, value in found.items() if value is not None}


@settings(max_examples=40, deadline=None)
@given(st.lists(leads(), min_size=1, max_size=2), rules(), days)
def test_the_duties_are_those_of_the_slow_reading(people, wanted, as_of):
    for number, leg in enumerate(leg for lead in people for leg in lead.legs):
        leg.record = number
    assert owed(people, book(rules=wanted), as_of) == expected(people, wanted, as_of)
