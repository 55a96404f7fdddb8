"""What is owed without a line among the rules: a decision about whoever was reached, and what a reason asks for."""

from dataclasses import replace

import pytest

from tests.domain.duties.asking import CANDIDATE, STARTER, asked, call, d, deal, leg, unanswered
from tests.domain.duties.slow_duties import Lead

REACHED = replace(CANDIDATE, contacts=[call("04-02")])  # a Thursday


def test_whoever_was_reached_and_nothing_more_is_decided_about_after_the_time_sales_has_for_its_answer():
    assert asked(REACHED, "04-05") == {}
    assert asked(REACHED, "04-06") == {"undecided": "04-06..04-06"}
    assert asked(REACHED, "06-30") == {"undecided": "04-06..04-06"}
    # Another talk: inside sales is at it.
    assert asked(replace(REACHED, contacts=[call("04-02"), call("04-06")]), "04-07") == {}
    assert asked(replace(REACHED, contacts=[call("04-02"), *unanswered("04-06")]), "04-07") == {
        "undecided": "04-06..04-06"
    }
    # A hand-over to inside sales without any score, and one that a list says was contacted.
    assert asked(Lead(legs=[leg("04-01", side="is")], contacts=[call("04-02")]), "04-06") == {
        "undecided": "04-06..04-06"
    }
    assert asked(Lead(legs=[leg("04-01", side="is", contacted="04-02")]), "04-06") == {
        "undecided": "04-06..04-06"
    }


def test_without_a_rule_for_the_answer_the_time_is_that_for_the_call_and_without_one_nobody_asks():
    call_rule = [rule for rule in STARTER if rule.event == "candidate"]
    assert asked(REACHED, "04-03", tuple(call_rule)) == {"undecided": "04-03..04-03"}
    assert asked(REACHED, "06-30", tuple(rule for rule in STARTER if rule.event != "candidate")) == {}


@pytest.mark.parametrize("settled", [
    {"legs": [leg("04-02", contacted="04-03")]},
    {"legs": [leg("04-01", "rejected", "04-03", side="is", recheck="12-01")]},
    {"deals": [deal("04-03", "lost", "04-04", "12-01")]},
    {"deals": [deal("01-03")]},
    {"claims": [d("04-03")]},
    {"claims": [None]},
    {"contacts": [call("04-02"), call("04-03", "sales")]},
    {"since": None},
    {"since": d("04-03")},
    {"disqualified": d("04-03")},
    {"opted_out": d("04-03")},
    {"done": [("undecided", d("04-06"))]},
])  # fmt: skip
def test_what_decides_about_it(settled):
    assert "undecided" not in asked(replace(REACHED, **settled), "04-06")


@pytest.mark.parametrize(("follows", "due"), [("to_owner", "04-07"), ("merge", "04-07")])
def test_a_reason_that_asks_somebody_to_act_is_a_duty_until_it_is_done(follows, due):
    turned_down = Lead(legs=[replace(leg("04-01", "rejected", "04-03"), follows=follows)])
    assert asked(turned_down, "04-02") == {"handover": "04-01..04-03"}
    assert asked(turned_down, "04-03") == {follows: f"04-03..{due}"}
    assert asked(turned_down, "08-01") == {follows: f"04-03..{due}"}
    assert asked(replace(turned_down, done=[(follows, d("04-05"))]), "04-05") == {}
    # Another hand-over is another matter; so is a second thought.
    newer = [*turned_down.legs, leg("04-06", "accepted", "04-06", contacted="04-06", record=1)]
    assert asked(replace(turned_down, legs=newer), "04-06") == {}
    assert asked(replace(turned_down, disqualified=d("04-04")), "04-06") == {}
    # Whoever asked for no mail is passed on and merged all the same.
    assert asked(replace(turned_down, opted_out=0), "04-06") == {follows: f"04-03..{due}"}


def test_the_person_in_charge_takes_it_by_a_contact_or_a_deal_and_a_decision_on_the_pair_ends_the_merging():
    to_owner = Lead(legs=[replace(leg("04-01", "rejected", "04-03"), follows="to_owner")])
    owed = {"to_owner": "04-03..04-07"}
    # The call in which it came out is no answer to it, nor is one of inside sales.
    assert asked(replace(to_owner, contacts=[call("04-03", "sales")]), "04-06") == owed
    assert asked(replace(to_owner, contacts=[call("04-06")]), "04-06") == owed
    assert asked(replace(to_owner, contacts=[call("04-06", "sales")]), "04-06") == {}
    assert asked(replace(to_owner, deals=[deal("02-06")]), "04-06") == owed
    assert asked(replace(to_owner, deals=[deal("04-06")]), "04-06") == {}
    assert asked(replace(to_owner, merged=[d("04-06")]), "04-06") == owed
    twice = Lead(legs=[replace(leg("04-01", "rejected", "04-03"), follows="merge")])
    assert asked(replace(twice, merged=[d("04-02")]), "04-06") == {"merge": "04-03..04-07"}
    assert asked(replace(twice, merged=[d("04-03")]), "04-06") == {}
    # Without a date nobody can say that it is late.
    undated = Lead(legs=[replace(leg(None, "rejected"), follows="merge")])
    assert asked(undated, "04-06") == {"merge": "04-06..04-08"}
