"""When a lead reached which stage."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from funneldesk.domain.book.book_claims import mql_claims
from funneldesk.domain.book.conditions import Any_, Attribute, Not, Score
from funneldesk.domain.funnel.stages import stage_days
from funneldesk.domain.moment import NEVER, NO_INSTANT, moment_of
from tests.domain import random_leads
from tests.domain.facts_builder import Deal, day, facts, person
from tests.domain.slow_reference import Slow
from tests.domain.small_books import book, counting, did, versions

TODAY = day("2026-11-20")
DOWNLOAD = versions(book(mql=did("download", within=180)))


def stages(someone, the_versions=DOWNLOAD, as_of=TODAY, **rest):
    """The stages of one lead as text: days before as-of, "reached" without a date, or "-"."""
    found = stage_days(facts(someone, **rest), the_versions, as_of)
    return [
        str(as_of - int(found.day[s, 0]))
        if found.day[s, 0] != NEVER
        else "reached"
        if found.reached[s, 0]
        else "-"
        for s in range(5)
    ]


def test_the_book_says_when_somebody_became_mql():
    assert stages(person(TODAY - 100, (TODAY - 50, "view"), (TODAY - 40, "download"), (TODAY - 30, "download"))) == [
        "100", "40", "-", "-", "-",
    ]  # fmt: skip


def test_a_later_stage_implies_the_earlier_ones():
    assert stages(person(TODAY - 100, deals=[Deal(TODAY - 20)])) == ["100", "20", "20", "20", "-"]
    assert stages(person(TODAY - 100, (TODAY - 5, "download"), deals=[Deal(TODAY - 20)])) == [
        "100", "20", "20", "20", "-",
    ]  # fmt: skip


def test_what_was_skipped_had_no_claim_of_its_own():
    someone = person(TODAY - 100, (TODAY - 50, "download"), deals=[Deal(TODAY - 20)])
    found = stage_days(facts(someone), DOWNLOAD, TODAY)
    assert found.skipped[:, 0].tolist() == [False, False, True, False, False]


def test_the_lead_date_is_that_of_acquisition_even_if_a_later_stage_is_earlier():
    assert stages(person(TODAY - 10, deals=[Deal(TODAY - 20)])) == ["10", "20", "20", "20", "-"]


def test_without_an_acquisition_date_the_first_dated_claim_or_activity_counts():
    assert stages(person(None, (TODAY - 7, "view"), deals=[Deal(TODAY - 3)]))[0] == "7"
    assert stages(person(None, deals=[Deal(TODAY - 3)]))[0] == "3"
    assert stages(person(None)) == ["reached", "-", "-", "-", "-"]


def test_undated_claims_hold_from_acquisition_and_imply_undated():
    someone = person(TODAY - 10, claims=[("deal", None)])
    assert stages(someone) == ["10", "reached", "reached", "reached", "-"]
    assert stages(someone, as_of=TODAY - 11) == ["-"] * 5
    assert stages(person(None, claims=[("won", None)])) == ["reached"] * 5


def test_a_date_of_a_later_stage_beats_an_undated_claim():
    someone = person(TODAY - 100, claims=[("mql", None), ("sal", TODAY - 30)])
    assert stages(someone) == ["100", "30", "30", "-", "-"]
    undated_later = person(TODAY - 100, claims=[("won", None), ("sal", TODAY - 30)])
    assert stages(undated_later) == ["100", "30", "30", "reached", "reached"]


def test_nothing_after_as_of_has_happened():
    someone = person(TODAY - 100, (TODAY + 1, "download"), deals=[Deal(TODAY + 2, TODAY + 3)])
    assert stages(someone) == ["100", "-", "-", "-", "-"]
    assert stages(person(TODAY + 1)) == ["-"] * 5


def test_where_book_and_list_both_date_the_mql_the_books_counts_and_the_difference_is_kept():
    someone = person(TODAY - 100, (TODAY - 40, "download"), claims=[("mql", TODAY - 60)])
    assert stages(someone)[1] == "40"
    found = stage_days(facts(someone, person(TODAY - 9, claims=[("mql", TODAY - 5)])), DOWNLOAD, TODAY)
    assert found.mql_differences().tolist() == [0]
    assert (TODAY - found.book_mql[0], TODAY - found.listed_mql[0]) == (40, 60)
    assert TODAY - found.day[1, 1] == 5, "where only the list has a date it counts"


def test_every_day_is_judged_by_the_version_in_force():
    download, form = book(mql=did("download", within=30)), book(mql=did("form", within=30))
    someone = person(TODAY - 100, (TODAY - 50, "form"), (TODAY - 10, "download"), (TODAY - 5, "form"))
    assert stages(someone, versions(download, (TODAY - 20, form)))[1] == "5"
    # A new version looks back: the form of 50 days ago is 40 days old when it comes into force.
    wide = book(mql=did("form", within=60))
    assert stages(someone, versions(download, (TODAY - 10, wide)))[1] == "10"


def test_a_criterion_without_activities_holds_from_the_lead_date():
    has_mail = versions(book(mql=Attribute("email", "filled")))
    assert stages(person(TODAY - 10, fields={"email": "a@b.jp"}), has_mail)[1] == "10"
    assert stages(person(None, fields={"email": "a@b.jp"}), has_mail) == ["reached", "reached", "-", "-", "-"]
    assert stages(person(TODAY - 10), has_mail)[1] == "-"


def test_a_criterion_that_waits_for_a_falling_score_is_tested_every_day():
    fading = versions(book(counting(40, "form", half_life_days=10), mql=Not(Score("ge", 15))))
    # 40 * 0.5 ** (age / 10) < 15 from age 15 on: 14.14.
    assert stages(person(TODAY - 30, (TODAY - 30, "form")), fading)[1] == "15"


def recorded(the_versions=DOWNLOAD, *people, **rest):
    return stage_days(facts(*people, **rest), the_versions, TODAY).recorded


def test_a_stage_no_record_could_claim_is_not_recorded():
    viewer, buyer = person(TODAY - 10, (TODAY - 9, "view")), person(TODAY - 10, deals=[Deal(TODAY - 3)])
    reader = person(TODAY - 10, (TODAY - 400, "download"))
    assert recorded(DOWNLOAD, viewer) == (True, False, False, False, False)
    assert recorded(DOWNLOAD, reader) == (True, True, False, False, False)
    assert recorded(DOWNLOAD, buyer) == (True, False, False, True, False)
    assert recorded(DOWNLOAD, buyer, claimable=("mql", "sal", "deal", "won")) == (True,) * 5


def test_calls_alone_could_never_make_an_mql_of_downloads():
    called = person(TODAY - 10, (TODAY - 9, "call"))
    assert recorded(DOWNLOAD, called)[1] is False
    assert recorded(versions(book(mql=did("call"))), called)[1] is True
    assert recorded(versions(book(mql=Any_((did("form"), Attribute("email", "filled"))))), called)[1] is True


def test_the_first_deal_keeps_its_time_of_day_if_all_claims_of_that_day_have_one():
    timed = "2026-11-02T03:00:00Z"
    found = stage_days(facts(person(None, deals=[Deal(timed)]), person(None, deals=[Deal(timed), Deal("2026-11-02")])),
                       DOWNLOAD, TODAY)  # fmt: skip
    assert found.deal_instant.tolist() == [moment_of(timed).instant, NO_INSTANT]


@settings(max_examples=60)
@given(st.lists(random_leads.people(), min_size=1, max_size=4), random_leads.versioned(), random_leads.days)
def test_the_books_day_agrees_with_a_walk_through_all_days(people, the_versions, as_of):
    found = mql_claims(facts(*people, contents=random_leads.CONTENTS), the_versions, as_of).day.tolist()
    slow = [Slow(p, random_leads.CONTENTS).mql_day(the_versions, as_of) for p in people]
    assert [None if first == NEVER else first for first in found] == slow


@given(st.lists(random_leads.people(), min_size=1, max_size=5), random_leads.versioned(), random_leads.days)
def test_stages_never_run_backwards(people, the_versions, as_of):
    found = stage_days(facts(*people, contents=random_leads.CONTENTS), the_versions, as_of)
    for stage in range(1, 4):
        assert (found.day[stage] <= found.day[stage + 1]).all()
        assert (found.reached[stage] >= found.reached[stage + 1]).all()
    assert not (found.undated & (found.day != NEVER)).any()
    assert not (found.skipped & ~found.reached).any()
    assert found.day[found.day != NEVER].max(initial=0) <= as_of


def test_later_versions_do_not_change_an_earlier_as_of():
    someone = person(TODAY - 100, (TODAY - 40, "download"))
    later = replace(DOWNLOAD[0], number=1, from_day=TODAY + 1, book=book(mql=did("form")))
    assert stages(someone, (*DOWNLOAD, later)) == stages(someone)
