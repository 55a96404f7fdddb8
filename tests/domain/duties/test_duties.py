"""Each other operating rule to the day, and which rules ask about whom."""

from dataclasses import replace

import numpy as np
import pytest

from funneldesk.domain.book.book import Scope
from funneldesk.domain.book.book_pilots import in_force
from funneldesk.domain.book.conditions import Attribute
from funneldesk.domain.book.starter import starter_book
from funneldesk.domain.duties.duties import owed_by_rule, owed_now
from tests.domain.book.test_book_pilots import with_pilot
from tests.domain.duties.asking import CANDIDATE, STARTER, asked, call, d, deal, leg, rule, text, unanswered
from tests.domain.duties.desk import matters, owed
from tests.domain.duties.slow_duties import Lead
from tests.domain.small_books import book, versions


@pytest.mark.parametrize(("lead", "owed_on_the_10th"), [
    (Lead(contacts=[call("04-10", noted=False)]), "04-10..04-10"),
    (Lead(contacts=[call("04-10", "", noted=False)]), "04-10..04-10"),
    (Lead(contacts=[call("04-10", "sales", noted=False)]), None),
    (Lead(contacts=unanswered("04-10")), None),
    (Lead(contacts=[call("04-10", noted=False, kind="meeting")]), None),
    (Lead(contacts=[call("04-10")]), None),
    # An older note is not about this call, and what is noted of a call in vain is not what was said.
    (Lead(contacts=[call("04-09"), call("04-10", noted=False)]), "04-10..04-10"),
    (Lead(contacts=[call("04-08", noted=False), call("04-09", reached=False)]), "04-08..04-08"),
    (Lead(contacts=[call("04-08", noted=False)], notes=[d("04-09")]), None),
    (Lead(contacts=[call("04-08", noted=False)], notes=[d("04-07")]), "04-08..04-08"),
    (Lead(contacts=[call("04-08", noted=False)], legs=[leg("04-01", "rejected", "04-08", commented="04-08")]), None),
    (Lead(contacts=[call("04-08", noted=False)], legs=[leg("04-01", "rejected", "04-07", commented="04-07")]), "04-08..04-08"),
])  # fmt: skip
def test_after_a_call_the_comment_is_owed_the_same_day(lead, owed_on_the_10th):
    assert asked(lead, "04-10").get("call") == owed_on_the_10th


def test_a_comment_is_asked_for_thirty_days():
    called = Lead(contacts=[call("04-01", noted=False)])
    assert asked(called, "04-30") == {"call": "04-01..04-01"}
    assert asked(called, "05-01") == {}


def test_the_decision_is_due_two_business_days_after_the_newest_hand_over():
    handed = Lead(legs=[leg("04-03", contacted="04-03")])
    assert asked(handed, "04-02") == {}
    assert asked(handed, "04-03") == {"handover": "04-03..04-07"}
    newer = Lead(legs=[leg("04-03", contacted="04-03"), leg("04-08", contacted="04-08", record=1)])
    assert owed([newer], book(rules=STARTER), d("04-08")) == {("decide", 0): (1, d("04-08"), d("04-10"), 0)}
    # Turned down and handed over again.
    again = Lead(
        legs=[leg("04-01", "rejected", "04-02", recheck="06-01"), leg("04-20", contacted="04-20", record=1)]
    )
    assert asked(again, "04-19") == {}
    assert asked(again, "04-21") == {"handover": "04-20..04-22"}
    # The older one was never answered: the newer answer is about the same person.
    assert (
        asked(
            Lead(legs=[leg("03-01"), leg("04-01", "accepted", "04-02", contacted="04-02", record=1)]), "04-05"
        )
        == {}
    )
    # A decision of later is not known yet.
    later = Lead(legs=[leg("04-03", "accepted", "04-06", contacted="04-03")])
    assert asked(later, "04-05") == {"handover": "04-03..04-07"}
    assert asked(later, "04-06") == {}


def test_a_decision_that_a_list_or_a_deal_tells_is_not_asked_for():
    handed = Lead(legs=[leg("04-03", contacted="04-03")])
    assert asked(replace(handed, deals=[deal("04-03")]), "04-04") == {}
    assert asked(replace(handed, claims=[d("04-04")]), "04-04") == {}
    for older in (
        {"deals": [deal("04-02")]},
        {"claims": [d("04-02")]},
        {"deals": [deal("01-01", "won", "01-20")]},
    ):
        assert asked(replace(handed, **older), "04-04") == {"handover": "04-03..04-07"}


def test_a_hand_over_without_a_date_is_to_be_decided_but_never_late():
    assert asked(Lead(legs=[leg()]), "04-10") == {"handover": "04-10..04-14"}
    assert asked(Lead(legs=[leg(None, "accepted")]), "04-10") == {}
    # As old as the first date it has.
    assert asked(Lead(legs=[leg(contacted="04-08")]), "04-10") == {"handover": "04-08..04-10"}
    assert asked(Lead(legs=[leg(contacted="04-08")]), "04-07") == {}


def test_the_date_to_look_again():
    rejected = Lead(legs=[leg("04-01", "rejected", "04-02", recheck="07-01")])
    assert asked(rejected, "06-30") == {}
    assert asked(rejected, "07-01") == {"recheck": "07-01..07-01"}
    assert asked(rejected, "08-15") == {"recheck": "07-01..07-01"}
    assert asked(replace(rejected, contacts=[call("06-30", noted=True)]), "07-01") == {
        "recheck": "07-01..07-01"
    }
    assert asked(replace(rejected, contacts=[call("07-01")]), "07-01") == {}
    # A call in vain did not guide anybody.
    assert asked(replace(rejected, contacts=unanswered("07-01")), "07-01") == {"recheck": "07-01..07-01"}
    assert asked(replace(rejected, done=[("recheck", d("06-30"))]), "07-01") == {"recheck": "07-01..07-01"}
    assert asked(replace(rejected, done=[("recheck", d("07-02"))]), "07-02") == {}
    assert asked(replace(rejected, done=[("recheck", d("07-02"))]), "07-01") == {"recheck": "07-01..07-01"}
    # Put off: the date has changed.
    assert asked(Lead(legs=[leg("04-01", "rejected", "07-01", recheck="08-01")]), "07-01") == {}


@pytest.mark.parametrize("later", [
    {"legs": [leg("04-01", "rejected", "04-02", recheck="07-01"), leg("05-01", "accepted", "05-02", contacted="05-02", record=1)]},
    {"legs": [leg("04-01", "rejected", "04-02", recheck="07-01"), leg("05-01", "rejected", "05-02", recheck="09-01", record=1)]},
    {"legs": [leg("04-01", "rejected", "04-02", recheck="07-01"), leg("05-01", "rejected", "05-02", record=1)]},
    {"legs": [leg("04-01", "rejected", "04-02", recheck="07-01")], "deals": [deal("05-01")]},
    {"legs": [leg("04-01", "rejected", "04-02", recheck="07-01")], "deals": [deal("05-01", "won", "06-01")]},
    {"legs": [leg("04-01", "rejected", "04-02", recheck="07-01")], "deals": [deal("05-01", "lost", "06-01", "12-01")]},
    {"deals": [deal("01-10", "lost", "01-20", "07-01"), deal("03-01", "lost", "05-01")]},
])  # fmt: skip
def test_a_newer_matter_outdates_the_date(later):
    assert "recheck" not in asked(Lead(**later), "07-05")


def test_lost_deals_have_dates_too():
    lost = Lead(deals=[deal("01-10", "lost", "01-20", "07-01")])
    assert asked(lost, "07-01") == {"recheck": "07-01..07-01"}
    both = replace(lost, legs=[leg("01-05", "rejected", "01-20", recheck="06-01")])
    assert asked(both, "07-01") == {"recheck": "07-01..07-01"}
    assert asked(both, "06-15") == {}


def test_nothing_is_asked_about_whoever_is_disqualified():
    busy = Lead(
        since=d("04-01"), contacts=[call("03-31", noted=False)], legs=[leg("03-20", contacted="03-21")],
        disqualified=d("04-05"),
    )  # fmt: skip
    assert set(asked(busy, "04-04")) == {"candidate", "call", "handover"}
    assert asked(busy, "04-05") == {}
    # By the criterion of the book as well.
    ruled_out = book(rules=STARTER, disqualified=Attribute("f", "is", ("student",)))
    assert owed([replace(busy, disqualified=None, f="student")], ruled_out, d("04-04")) == {}
    assert len(owed([replace(busy, disqualified=None)], ruled_out, d("04-04"))) == 3


def test_nobody_gets_in_touch_with_whoever_asked_not_to_be_contacted_but_what_was_said_and_decided_is_written_down():
    busy = Lead(
        since=d("04-01"), contacts=[call("03-31", noted=False)], legs=[leg("03-20", contacted="03-21")],
        opted_out=d("04-05"),
    )  # fmt: skip
    assert set(asked(busy, "04-04")) == {"candidate", "call", "handover"}
    assert set(asked(busy, "04-05")) == {"call", "handover"}
    silent = Lead(legs=[leg("03-01", "accepted", "03-02")], contacts=unanswered("03-03", "03-04", "03-05"))
    assert set(asked(silent, "04-05")) == {"unreachable"}
    assert asked(replace(silent, opted_out=0), "04-05") == {}
    assert asked(Lead(legs=[leg("03-01", "rejected", "03-02", recheck="04-01")], opted_out=0), "04-05") == {}


def test_a_rule_asks_only_where_its_own_condition_holds():
    only = rule("candidate", condition=Attribute("f", "is", ("p",)))
    people = [Lead(since=d("04-01"), f="p"), Lead(since=d("04-01"), f="q")]
    assert set(owed(people, book(rules=(only,)), d("04-02"))) == {("r", 0)}


@pytest.mark.parametrize(("event", "clock", "due"), [
    ("handover", "candidate", "04-02"), ("handover", "call", "04-09"), ("handover", "handover", "04-07"),
    ("handover", "", "04-07"), ("no_contact", "handover", "04-14"), ("no_contact", "candidate", "04-02"),
    # A clock that never began: the rule's own.
    ("handover", "weekly", "04-07"),
])  # fmt: skip
def test_the_time_limit_counts_from_the_clock_the_rule_names(event, clock, due):
    lead = Lead(since=d("04-01"), contacts=[call("04-08")], legs=[leg("04-06")])
    asking = rule(event, clock=clock, after_days=7 if event == "no_contact" else 0)
    [(_, _, found, _)] = owed([lead], book(rules=(asking,)), d("04-20")).values()
    assert text(found) == due


def test_an_event_the_program_does_not_know_asks_for_nothing():
    assert asked(CANDIDATE, "04-02", (rule("moon"),)) == {}


def test_the_version_in_force_that_day_asks():
    slower = replace(STARTER[0], due_days=3, due_calendar="calendar")
    both = versions((0, book(rules=STARTER)), (d("04-03"), book(rules=(slower,))))
    dues = {}
    for on in ("04-02", "04-03"):
        about = matters([CANDIDATE], d(on))
        [one] = owed_now(about, in_force(about.facts, both, d(on)))
        dues[on] = (one.version, text(one.due[0]))
    assert dues == {"04-02": (0, "04-02"), "04-03": (1, "04-04")}


def test_a_pilot_asks_inside_its_segment_by_its_own_rules_and_a_shadow_asks_nobody():
    quick = replace(STARTER[0], due_days=0, due_calendar="calendar")
    milder = book(rules=(quick, *(one for one in starter_book("ja").rules if one.event == "weekly")))
    makers = Attribute("f", "is", ("p",))
    people = [Lead(since=d("04-01"), f="p"), Lead(since=d("04-01"), f="q", legs=[leg("03-30")])]
    about = matters(people, d("04-06"), began=d("03-01"))
    plain = versions(book(rules=starter_book("ja").rules))

    def found(known):
        return {
            (one.version, one.rule.event, lead)
            for one in owed_now(about, in_force(about.facts, known, d("04-06")))
            for lead in one.lead.tolist()
        }

    everybody = {
        (0, "candidate", 0),
        (0, "candidate", 1),
        (0, "handover", 1),
        (0, "weekly", -1),
        (0, "monthly", -1),
    }
    assert found(plain) == everybody
    piloted = found(with_pilot(plain, milder, d("04-01"), segment=makers))
    # Meetings are held once; the second lead's own rules stay.
    assert piloted == everybody - {(0, "candidate", 0)} | {(1, "candidate", 0)}
    assert found(with_pilot(plain, milder, d("04-01"), segment=makers, shadow=True)) == everybody
    assert found(with_pilot(plain, milder, d("04-01"), d("04-05"), segment=makers)) == everybody
    assert Scope(makers) == with_pilot(plain, milder, d("04-01"), segment=makers)[1].book.scope


def test_a_rule_being_edited_shows_what_it_would_ask():
    about = matters([CANDIDATE, Lead()], d("04-02"))
    drafted = replace(rule("candidate"), due_days=5)
    one = owed_by_rule(about, versions(book(rules=()))[0], drafted, np.ones(2, np.bool_))
    assert (one.lead.tolist(), text(one.due[0])) == ([0], "04-06")
