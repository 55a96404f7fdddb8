"""Whom the rules ask to call, from when on and until when, and when nobody is to be called any more."""

from dataclasses import replace

import pytest

from funneldesk.domain.book.conditions import Attribute
from tests.domain.duties.asking import CANDIDATE, STARTER, asked, call, d, deal, leg, unanswered
from tests.domain.duties.desk import owed
from tests.domain.duties.slow_duties import Lead
from tests.domain.small_books import book


@pytest.mark.parametrize(("since", "due"), [
    ("04-01", "04-02"), ("04-03", "04-06"), ("04-04", "04-06"), ("04-28", "04-30"), ("05-01", "05-07"), ("05-02", "05-07"),
])  # fmt: skip
def test_the_call_is_due_on_the_next_business_day(since, due):
    # From Friday to Monday, over the 29th of April, over the holidays of May; from a Saturday to the Monday.
    assert asked(Lead(since=d(since)), since) == {"candidate": f"{since}..{due}"}


def test_a_call_nobody_answered_begins_the_time_limit_anew_one_that_was_answered_ends_it():
    tried = replace(CANDIDATE, contacts=unanswered("04-02"))
    assert asked(tried, "04-01") == {"candidate": "04-01..04-02"}
    assert asked(tried, "04-02") == {"candidate": "04-01..04-03"}
    assert asked(replace(CANDIDATE, contacts=[call("04-01")]), "04-01") == {}
    assert asked(replace(CANDIDATE, contacts=[call("03-31")]), "04-01") == {"candidate": "04-01..04-02"}
    assert asked(replace(CANDIDATE, contacts=[call("04-02", kind="meeting")]), "04-02") == {}
    # What is dated later is not known yet.
    assert asked(replace(CANDIDATE, contacts=[call("04-09")]), "04-02") == {"candidate": "04-01..04-02"}
    # Marketing's own calls are no answer.
    assert asked(replace(CANDIDATE, contacts=[call("04-02", "marketing")]), "04-02") == {
        "candidate": "04-01..04-02"
    }


@pytest.mark.parametrize("answer", [
    {"legs": [leg("04-02", "accepted", "04-02", contacted="04-02")]},
    {"legs": [leg("04-02", "rejected", "04-03")]},
    {"legs": [leg("03-01", "rejected", "04-01", side="is")]},
    {"legs": [leg("04-01", side="is", contacted="04-02")]},
    {"claims": [d("04-02")]},
    {"claims": [None]},
    {"deals": [deal("04-03")]},
    {"deals": [deal("03-01")]},
    {"deals": [deal()]},
    {"deals": [deal("03-01", "won", "03-20")]},
])  # fmt: skip
def test_what_answers_a_candidate(answer):
    assert "candidate" not in asked(replace(CANDIDATE, **answer), "04-05")


@pytest.mark.parametrize("no_answer", [
    # That inside sales accepted it is a promise to call.
    {"legs": [leg("04-02", "accepted", "04-03", side="is")]},
    {"legs": [leg("03-02", "accepted", "03-03")]},
    {"claims": [d("03-31")]},
    {"deals": [deal("03-01", "lost", "03-20")]},
    {"notes": [d("04-02")]},
    # A list once said that sales has it; since then sales turned it down, and it came back.
    {"claims": [None], "legs": [leg("02-01", "rejected", "02-02")]},
])  # fmt: skip
def test_what_does_not_answer_it(no_answer):
    assert asked(replace(CANDIDATE, **no_answer), "04-05")["candidate"] == "04-01..04-02"


def test_a_spell_that_turns_out_to_have_begun_earlier_stays_answered():
    answered = replace(CANDIDATE, contacts=[call("04-03")])
    # What is owed now is what came of the call.
    assert asked(replace(answered, since=d("04-02")), "04-06") == {}
    assert asked(replace(answered, since=d("03-20")), "04-09") == {"undecided": "04-07..04-07"}


def test_a_new_spell_after_an_answer_is_a_new_call_and_wobbling_is_none():
    # Hysteresis lives in the spell (`candidate_since`): as long as it lasts, the answer holds.
    rejected = [leg("04-02", "rejected", "04-03")]
    assert asked(Lead(since=d("04-01"), legs=rejected), "06-01") == {}
    assert asked(Lead(since=d("05-20"), legs=rejected), "05-20") == {"candidate": "05-20..05-21"}


def test_whoever_was_handed_to_inside_sales_is_called_whatever_the_score():
    handed = Lead(legs=[leg("04-01", side="is")])
    assert asked(handed, "04-01") == {"candidate": "04-01..04-02"}
    assert asked(handed, "03-31") == {}
    # The candidate was reached; then somebody asks for another call.
    again = replace(CANDIDATE, contacts=[call("04-02")], legs=[leg("04-08", side="is")])
    assert asked(again, "04-07") == {"undecided": "04-06..04-06"}
    assert asked(again, "04-08") == {"candidate": "04-08..04-09"}
    # It counts for a customer too: somebody wished it.
    assert asked(replace(handed, deals=[deal("02-01", "won", "02-02")]), "04-01") == {
        "candidate": "04-01..04-02"
    }
    # While it is a candidate nobody answered, its own day counts.
    both = replace(CANDIDATE, legs=[leg("03-01", side="is"), leg("04-03", side="is", record=1)])
    assert asked(both, "04-03") == {"candidate": "04-01..04-02"}
    # Without a date nobody can say that it is late, and a mark ends it for good.
    undated = Lead(legs=[leg(side="is")])
    assert asked(undated, "04-03") == {"candidate": "04-03..04-06"}
    assert asked(replace(undated, done=[("call_candidate", d("04-01"))]), "04-03") == {}
    assert asked(replace(undated, contacts=[call("02-01")]), "04-03") == {}


def test_after_three_calls_in_a_row_giving_up_stands_in_place_of_the_next_call():
    two = replace(CANDIDATE, contacts=unanswered("04-02", "04-03"))
    assert owed([two], book(rules=STARTER), d("04-03"))["call_candidate", 0] == (
        None,
        d("04-01"),
        d("04-06"),
        2,
    )
    three = replace(CANDIDATE, contacts=unanswered("04-02", "04-03", "04-03"))
    assert asked(three, "04-03") == {"unreachable": "04-03..04-03"}
    four = replace(CANDIDATE, contacts=unanswered("04-02", "04-03", "04-06", "04-09"))
    assert owed([four], book(rules=STARTER), d("04-09")) == {
        ("give_up", 0): (None, d("04-06"), d("04-06"), 4)
    }
    assert asked(replace(four, done=[("give_up", d("04-06"))]), "04-09") == {}
    reached = [call("04-03"), *unanswered("04-04", "04-05")]
    assert asked(replace(CANDIDATE, contacts=unanswered("04-02") + reached), "04-06") == {}
    # Inside sales gives it back with a reason: the date to look again is its own matter.
    returned = replace(three, legs=[leg("04-03", "rejected", "04-03", side="is", recheck="05-03")])
    assert asked(returned, "04-06") == {}
    assert asked(returned, "05-03") == {"recheck": "05-03..05-03"}


def test_only_whom_somebody_is_to_call_is_given_up():
    calls = unanswered("04-02", "04-03", "04-06")
    assert asked(Lead(contacts=calls), "04-06") == {}
    assert asked(Lead(contacts=calls, legs=[leg("04-01", "accepted", "04-01")]), "04-20") == {
        "unreachable": "04-06..04-06"
    }


def test_where_nobody_is_given_up_the_calls_go_on():
    three = replace(CANDIDATE, contacts=unanswered("04-02", "04-03", "04-06"), f="q")
    for_others = tuple(
        replace(rule, condition=Attribute("f", "is", ("p",))) if rule.event == "unreachable" else rule
        for rule in STARTER
    )
    assert asked(three, "04-06", for_others) == {"candidate": "04-01..04-07"}
    none = tuple(rule for rule in STARTER if rule.event != "unreachable")
    assert asked(three, "04-06", none) == {"candidate": "04-01..04-07"}
    never = tuple(replace(rule, count=0) for rule in STARTER)
    assert asked(three, "04-06", never) == {"candidate": "04-01..04-07"}


def test_without_contact_the_call_is_owed_on_the_seventh_day():
    accepted = Lead(legs=[leg("04-03", "accepted", "04-06")])
    assert asked(accepted, "04-09") == {}
    assert asked(accepted, "04-10") == {"no_contact": "04-10..04-10"}
    assert asked(accepted, "05-10") == {"no_contact": "04-10..04-10"}
    assert asked(Lead(legs=[leg("04-03")]), "04-10") == {
        "handover": "04-03..04-07",
        "no_contact": "04-10..04-10",
    }


@pytest.mark.parametrize(("what", "is_contact"), [
    ({"contacts": [call("04-03", "sales")]}, True),
    ({"contacts": [call("04-09", "sales", kind="meeting")]}, True),
    ({"contacts": [call("04-02", "sales")]}, False),
    ({"contacts": unanswered("04-05", side="sales")}, False),
    # A call of nobody in particular on that day led to the hand-over.
    ({"contacts": [call("04-03", "")]}, False),
    ({"contacts": [call("04-04", "")]}, True),
    ({"contacts": [call("04-05", "is")]}, False),
    ({"deals": [deal("04-04")]}, True),
    ({"deals": [deal("03-01")]}, True),
    ({"deals": [deal("03-01", "won", "03-30")]}, False),
    ({"deals": [deal("03-01", "lost", "03-30")]}, False),
    ({"claims": [d("04-04")]}, False),
])  # fmt: skip
def test_what_is_a_contact_by_sales(what, is_contact):
    lead = Lead(legs=[leg("04-03", "accepted", "04-06")], **what)
    assert ("no_contact" not in asked(lead, "04-12")) == is_contact


def test_contact_on_the_leg_and_legs_that_are_no_matter():
    assert asked(Lead(legs=[leg("04-03", "accepted", "04-06", contacted="04-20")]), "04-12") == {
        "no_contact": "04-10..04-10"
    }
    assert asked(Lead(legs=[leg("04-03", "accepted", "04-06", contacted="04-12")]), "04-12") == {}
    assert asked(Lead(legs=[leg("04-03", "rejected", "04-06")]), "04-12") == {}
    # Nobody knows that seven days have passed.
    assert asked(Lead(legs=[leg(None, "accepted")]), "04-12") == {}
    # Only the newest is asked about.
    legs = [leg("04-03", "accepted", "04-03"), leg("04-08", "accepted", "04-08", record=1)]
    assert asked(Lead(legs=legs), "04-12") == {}
    assert owed([Lead(legs=legs)], book(rules=STARTER), d("04-15"))["call_again", 0][:2] == (1, d("04-15"))


def test_after_inside_sales_called_again_nobody_is_forgotten():
    accepted = Lead(legs=[leg("04-03", "accepted", "04-06")])
    called = replace(accepted, contacts=[call("04-10")])
    assert asked(called, "04-10") == {}
    assert asked(called, "04-16") == {}
    assert asked(called, "04-17") == {"no_contact": "04-17..04-17"}
    tried = replace(accepted, contacts=unanswered("04-10", "04-17"))
    assert asked(tried, "04-23") == {}
    assert owed([tried], book(rules=STARTER), d("04-24")) == {
        ("call_again", 0): (0, d("04-24"), d("04-24"), 2)
    }
    third = replace(tried, contacts=unanswered("04-10", "04-17", "04-24"))
    assert asked(third, "04-24") == {"unreachable": "04-24..04-24"}


def test_inside_sales_is_not_asked_twice_to_call_the_same_lead():
    back = Lead(since=d("05-11"), legs=[leg("04-03", "accepted", "04-06")])
    assert asked(back, "05-10") == {"no_contact": "04-10..04-10"}
    assert asked(back, "05-11") == {"candidate": "05-11..05-12"}
    without = tuple(rule for rule in STARTER if rule.event != "candidate")
    assert asked(back, "05-11", without) == {"no_contact": "04-10..04-10"}


def test_whom_inside_sales_took_back_sales_owes_nothing_any_more():
    for sales, owed_before in (
        (leg("04-03", "accepted", "04-06"), {"no_contact": "04-10..04-10"}),
        (leg("04-03", contacted="04-04"), {"handover": "04-03..04-07"}),
    ):
        lead = Lead(legs=[sales, leg("04-01", "rejected", "04-20", side="is", recheck="05-20", record=1)])
        assert asked(lead, "04-19") == owed_before
        assert asked(lead, "04-20") == {}
        assert asked(lead, "05-20") == {"recheck": "05-20..05-20"}


def test_the_call_names_the_hand_over_it_was_asked_for_by():
    handed = replace(CANDIDATE, legs=[leg("03-01", side="is", record=4), leg("04-03", side="is", record=5)])
    assert owed([handed], book(rules=STARTER), d("04-04"))["call_candidate", 0][:2] == (5, d("04-01"))
    assert owed([CANDIDATE], book(rules=STARTER), d("04-04"))["call_candidate", 0][0] is None
