"""The nurture design at work, beside a slow reference and by examples."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from funneldesk.domain.book.book import NurturePhase, Scenario, Step
from funneldesk.domain.book.book_pilots import InForce
from funneldesk.domain.contents.content_rates import asked_about, content_rates
from funneldesk.domain.contents.touches import touches
from funneldesk.domain.facts import Content
from funneldesk.domain.fields import DEAL, PHASES, SAL
from funneldesk.domain.funnel.intervals import wilson
from funneldesk.domain.funnel.stages import stage_days
from funneldesk.domain.moment import NEVER
from funneldesk.domain.nurture import shelf as shelves
from funneldesk.domain.nurture.gaps import ANY_THEME
from funneldesk.domain.nurture.nurture import nurture
from funneldesk.domain.nurture.nurture_sentences import (
    all_left_out,
    gap_label,
    headline,
    scenario_label,
    theme_label,
    why_words,
)
from funneldesk.domain.nurture.offers import MOST_THEMES, NOTHING
from funneldesk.domain.nurture.sales import sales
from tests.domain.facts_builder import Deal, Person, facts, person
from tests.domain.nurture import slow_nurture as slow
from tests.domain.small_books import book, versions

TODAY = 739_500
KNOWN = (
    Content("a1", "記事1", "article", theme="原価", published_day=TODAY - 300),
    Content("a2", "記事2", "article", theme="在庫", published_day=TODAY - 100),
    Content("w1", "資料1", "white_paper", theme="原価"),
    Content("w2", "資料2", "white_paper", theme="原価", published_day=TODAY + 5),
    Content("s1", "セミナー", "seminar", theme="在庫", published_day=TODAY - 1),
    Content("s2", "次回セミナー", "seminar", published_day=TODAY + 20),
    Content("g1", "ガイド", "guide", theme="在庫", published_day=TODAY - 10),
    Content("x1", "種類なし", "", "decision"),
    Content("p1", "料金", "pricing", "decision", "料金"),
)
KEYS = [content.key for content in KNOWN]
SCENARIOS = (
    Scenario("s", "S", (Step("1", "読む", "article"), Step("2", "もう一つ読む", "article", 3), Step("3", "電話する"),
                        Step("4", "もらう", "white_paper", 10))),
    Scenario("t", "T", (Step("1", "もらう", "white_paper"), Step("2", "読む", "article"), Step("3", "もらう", "white_paper"))),
)  # fmt: skip
BOOK = book(scenarios=SCENARIOS, maturity_days={"sal": 5, "deal": 5})


def nursed(
    *people,
    by=BOOK,
    pilot=None,
    inside=None,
    known=KNOWN,
    recheck=None,
    with_sales=None,
    address=None,
    as_of=TODAY,
):
    found = facts(*people, contents=known)
    days, seen = stage_days(found, versions(by), as_of), touches(found, as_of)
    told = sales(found, as_of)
    again = np.array(recheck or [NEVER] * found.count, np.int32)
    told = replace(told, recheck=again, due=again <= as_of, busy=told.busy | np.array(with_sales or [False]))
    return nurture(
        found,
        days,
        InForce(versions(by)[0], pilot and versions(pilot)[0], inside and np.array(inside)),
        content_rates(found, days, asked_about(found, days, by, 180)),
        seen,
        from_sales=told,
        address=np.array(address or [True] * found.count),
    )


def next_of(found, place=0):
    content = found.offers.content[place]
    return None if content == NOTHING else found.contents[content].key


# Some of one day with and without a time, so that their order matters.
moments = (
    st.integers(TODAY - 230, TODAY + 2)
    | st.none()
    | st.sampled_from(
        [f"2025-09-0{day}{time}" for day in (1, 2) for time in ("", "T01:00:00Z", "T05:00:00Z")]
    )
)
kinds = st.sampled_from(("view", "view", "download", "open", "call", "bounce", "unsubscribe"))
people_ = st.builds(
    Person,
    acquired=st.none() | st.integers(TODAY - 300, TODAY + 2),
    did=st.lists(st.tuples(moments, kinds, st.sampled_from(("", *KEYS, "a1", "a2", "w1"))), max_size=9),
    deals=st.lists(st.builds(Deal, st.integers(TODAY - 60, TODAY)), max_size=1),
    claims=st.lists(st.tuples(st.just("sal"), st.integers(TODAY - 60, TODAY)), max_size=1),
    disqualified=st.none() | st.none() | st.just(TODAY - 1),
    opt_out=st.none() | st.none() | st.just(TODAY),
)


@settings(max_examples=150)
@given(st.lists(people_, min_size=1, max_size=6), st.sampled_from((1, 4, 2**20)))
def test_everything_is_as_a_slow_reference_says(people, cells):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelves, "_CELLS", cells)  # so few at a time that several tables are needed
        found = nursed(*people)
    contents = {content.key: content for content in found.contents}
    rates = {c.key: (found.shelf.deals[i], found.shelf.touched[i]) for i, c in enumerate(found.contents)}
    listed = set(found.people.order.tolist())
    for place, someone in enumerate(people):
        phase = slow.lead_phase(someone, contents, BOOK, TODAY)
        assert found.where.phase[place] == phase
        assert found.where.last_day[place] == slow.last_day(someone, TODAY)
        assert found.where.stalled[place] == slow.is_stalled(someone, TODAY)
        assert next_of(found, place) == slow.next_content(someone, contents, BOOK, rates, TODAY)
        reads = slow.offered(contents, BOOK, rates, TODAY)[max(phase, 0)]
        known, likes = slow.read(someone, TODAY), slow.interests(someone, contents, BOOK, TODAY)
        for gap in found.gaps:
            theme = None if gap.theme == ANY_THEME else found.themes.names[gap.theme]
            inside = place in listed and gap.phase == max(phase, 0) and (theme is None or theme in likes)
            assert (place in found.in_gap(gap)) == inside
            there = [c for c in reads if theme is None or c.theme == theme]
            nothing = inside and all(c.key in known for c in there)
            assert (place in found.in_gap(gap, without=True)) == nothing
        for state, scenario in zip(found.scenarios, SCENARIOS, strict=True):
            days = slow.steps_reached(someone, contents, scenario, TODAY)
            seen = [
                int(step.day[step.leads == place][0]) for step in state.steps
                if step.leads is not None and place in step.leads
            ]  # fmt: skip
            assert seen == days
    for gap in found.gaps:
        assert gap.leads == len(found.in_gap(gap))
        assert gap.without == len(found.in_gap(gap, without=True))
    assert {k for places in found.people.left_out.values() for k in places.tolist()}.isdisjoint(listed)


def reader(*keys, ago=3, **rest):
    return person(TODAY - 100, *((TODAY - ago, "view", key) for key in keys), **rest)


def test_the_phase_is_that_of_the_furthest_content_of_180_days_and_30_quiet_days_are_stalled():
    found = nursed(
        reader("a1"), reader("a1", "w1"), reader("g1", ago=180), reader("a1", ago=30), reader("a1", ago=29)
    )
    assert found.where.phase.tolist() == [0, 1, -1, 0, 0]
    assert found.where.stalled.tolist() == [False, False, True, True, False]
    assert [len(found.listed(phase)) for phase in (-1, 0, 1, 2)] == [1, 3, 1, 0]


def test_next_comes_the_newest_unread_of_the_phase_then_the_next_phase_then_nothing():
    assert next_of(nursed(reader("a1"))) == "a2"
    assert next_of(nursed(reader("a1", "a2"))) == "s2", (
        "the next phase; a seminar that is over is not offered"
    )
    assert next_of(nursed(reader("w1", "s2"))) == "g1"
    everything = nursed(reader("a1", "a2", "w1", "s2", "g1", "x1"))
    assert next_of(everything) is None
    assert why_words(everything, 0) == "Everything for this phase and later ones is read."
    undated = person(TODAY - 100, (None, "view", "a2"), (TODAY - 3, "view", "s1"))
    assert next_of(nursed(undated)) == "s2"


def test_a_rate_with_enough_people_behind_it_comes_before_what_is_newest_and_is_said():
    crowd = [reader("a1", ago=90) for _ in range(30)]
    crowd[0] = replace(crowd[0], deals=[Deal(TODAY - 80)])
    found = nursed(person(TODAY - 100), *crowd)
    assert next_of(found) == "a1"
    assert why_words(found, 0).endswith("Fits awareness, unread: deal rate 3.3 % (1 of 30).")
    assert "newest" in why_words(nursed(person(TODAY - 1)), 0)


def test_what_the_book_has_for_stalled_leads_comes_first_for_them():
    stalled = replace(BOOK, phases=(*BOOK.phases, NurturePhase("z", "stalled", "", ("pricing",))))
    found = nursed(reader("a1", ago=40), reader("a1"), by=stalled)
    assert (next_of(found, 0), next_of(found, 1)) == ("p1", "a2")
    assert "For stalled leads" in why_words(found, 0)


def test_who_is_on_the_list_who_is_not_and_in_which_order():
    found = nursed(
        reader("a1"),
        reader("g1", ago=60),
        reader("w1", ago=50),
        reader("a1", claims=[("sal", TODAY - 40)]),  # came back: looked at again today
        reader("a1", claims=[("sal", TODAY - 40)]),  # did not
        reader(
            "a1", claims=[("sal", TODAY - 40)], deals=[Deal(TODAY - 30)]
        ),  # came back, but the deal is open
        reader("a1", disqualified=TODAY - 2),
        reader("a1", opt_out=TODAY - 2),
        person(TODAY - 9, (None, "unsubscribe")),
        reader("a1"),  # no address
        reader("a1"),  # handed over
        person(TODAY - 9, (TODAY - 3, "open", "a1"), (TODAY - 2, "bounce")),
        person(TODAY - 9, (TODAY - 3, "bounce"), (TODAY - 2, "open", "a1")),
        person(TODAY + 1),  # nobody knows them yet
        recheck=[NEVER, NEVER, NEVER, TODAY, NEVER, TODAY, *[NEVER] * 8],
        with_sales=[False] * 10 + [True] + [False] * 3,
        address=[True] * 9 + [False] + [True] * 4,
    )
    assert found.people.order.tolist() == [3, 1, 2, 12, 0]
    assert {reason: places.tolist() for reason, places in found.people.left_out.items()} == {
        "disqualified": [6],
        "with_sales": [4, 5, 10],
        "no_address": [9],
        "returned": [11],
        "opted_out": [7, 8],
    }
    assert found.listed(due=True).tolist() == [3]
    assert all_left_out(found)[0] == ("opted_out", "2 people removed because they opted out.")
    said = headline(found)
    assert said.startswith("Of 5 people to nurture 2 have done nothing for 30 days (40 %).")
    assert "1 came back from sales" in said
    assert why_words(found, 3).startswith("The day to look again has come.")


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (1, "The 1 person to nurture has not been quiet for 30 days."),
        (3, "None of the 3 people to nurture has been quiet for 30 days."),
    ],
)
def test_where_nobody_is_stalled_no_zero_is_told_of(people, words):
    assert headline(nursed(*(reader("a1") for _ in range(people)))).startswith(words)


def test_a_gap_without_any_content_is_what_is_missing_most():
    found = nursed(*(reader("g1", "w1") for _ in range(3)), reader("a1"))
    cells = {(PHASES[g.phase], g.theme >= 0 and found.themes.names[g.theme]): g for g in found.gaps}
    cell = cells["decision", "原価"]
    assert (cell.contents, cell.leads, cell.without) == (0, 3, 3)
    assert "a content for Decision phase × 原価; 3 people stand there." in headline(found)
    assert "料金" not in found.themes.names, "the price page is nothing to send"
    assert "import a list of contents" in headline(nursed(person(TODAY - 1), known=()))


def test_without_a_gap_without_people_and_without_a_date_it_says_so():
    assert headline(nursed(person(TODAY - 1))).endswith("Everybody has something unread.")
    gone = nursed(reader("a1", opt_out=TODAY))
    assert headline(gone) == "Nobody is on the nurture list. 1 person removed because of opting out."
    unknown = nursed(person(None, (None, "view", "a1")), known=KNOWN[:1] + KNOWN[2:3])
    assert why_words(unknown, 0) == (
        "No activity is known. Everything for awareness is read; for the next phase: "
        "by name: neither a date nor enough readers for a rate."
    )
    assert (
        why_words(nursed(reader("a1"), known=()), 0) == "There is no content for this phase or a later one."
    )
    nothing_named = replace(BOOK, phases=())
    assert next_of(nursed(reader("a1"), by=nothing_named)) == "p1", (
        "where the book is silent, the list decides"
    )


def test_leads_of_a_pilot_get_what_the_pilot_says():
    steps = (Step("1", "読む", "article"), Step("2", "もらう", "white_paper", 3))
    pilot = replace(
        BOOK,
        phases=(
            NurturePhase("a", "awareness", "", ("white_paper",)),
            NurturePhase("d", "decision", "", ("article",)),
        ),
        scenarios=(*SCENARIOS, Scenario("p", "記事1本＋ホワイトペーパー1本", steps)),
    )
    people = [reader("a1"), reader("w1"), reader("a1"), reader("w1"), reader("a1", "w1")]
    found = nursed(*people, pilot=pilot, inside=[False, False, True, True, True])
    assert found.where.phase.tolist() == [0, 1, 2, 0, 2], "articles are for the decision phase in the pilot"
    assert [next_of(found, place) for place in range(5)] == ["a2", "s2", "a2", "a2", "a2"]
    assert why_words(found, 2).startswith("Fits decision phase, unread:")
    assert why_words(found, 0).startswith("Fits awareness, unread:")
    assert [state.is_pilot for state in found.scenarios] == [False, False, True]
    assert [step.leads.tolist() for step in found.scenarios[2].steps] == [[2, 4], [4]]
    assert scenario_label(found.scenarios[2]) == "Scenario of the pilot: 記事1本＋ホワイトペーパー1本"
    assert sum(gap.leads for gap in found.gaps if gap.theme == ANY_THEME) == 5


def test_rare_themes_share_one_column():
    many = tuple(Content(f"c{i}", f"c{i}", "article", theme=f"t{i:02}") for i in range(MOST_THEMES + 3))
    found = nursed(reader("c14"), reader("c14", "c13"), reader("c2", "c0"), known=many)
    assert len(found.themes.names) == MOST_THEMES
    assert found.themes.names[:2] == ("t14", "t00")
    assert found.themes.names[-1] == "", "others"
    pooled = found.gaps[MOST_THEMES]
    assert (pooled.theme, pooled.contents) == (MOST_THEMES - 1, 4)
    assert [theme_label(found, theme) for theme in (ANY_THEME, 0, pooled.theme)] == [
        "All themes",
        "t14",
        "Other themes",
    ]
    assert gap_label(found, found.gaps[0]) == "Awareness"


def test_scenarios_say_how_far_leads_got_and_what_became_of_them():
    def went(*days, deals=()):
        acts = zip(days, ("a1", "a2", "w1"), strict=False)
        return person(
            TODAY - 100,
            *((TODAY - ago, "view", key) for ago, key in acts),
            deals=[Deal(TODAY - d) for d in deals],
        )

    found = nursed(went(50, 46, 40, deals=(30,)), went(50, 44), went(50), went(2), went(50, deals=(60,)))
    first, second, call, paper = found.scenarios[0].steps
    assert [len(step.leads) for step in (first, second, paper)] == [5, 2, 1]
    assert call.leads is None
    assert (second.step.after_days, second.median_days) == (3, 5.0)
    reached = first.then[DEAL]
    assert (reached.n, reached.k) == (3, 1), "not who read it two days ago, not who had a deal before"
    assert reached.interval == wilson(1, 3)
    assert reached.came.tolist() == [0]
    assert first.then[SAL].rate is None, "no record could ever tell who became a SAL"
    nobody = nursed(person(TODAY - 3)).scenarios[0].steps[0]
    assert (len(nobody.leads), nobody.then[DEAL].rate, nobody.then[DEAL].interval) == (0, None, None)


@pytest.mark.parametrize(
    ("paper", "article", "paper_again", "reached"),
    [
        ("2025-09-01T05:00:00Z", "2025-09-01T01:00:00Z", "2025-09-02", 1),
        ("2025-09-01T01:00:00Z", "2025-09-01T05:00:00Z", "2025-09-01T03:00:00Z", 2),
        ("2025-09-01T05:00:00Z", "2025-09-01", "2025-09-01T01:00:00Z", 3),
        ("2025-09-01", "2025-09-01T01:00:00Z", "2025-09-01", 3),
        ("2025-09-01", "2025-08-31", "2025-09-02", 1),
    ],
)
def test_times_of_day_decide_where_both_steps_have_one(paper, article, paper_again, reached):
    someone = person(
        TODAY - 100, (paper, "download", "w1"), (article, "view", "a1"), (paper_again, "download", "w2")
    )
    found = nursed(someone)
    assert sum(len(step.leads) for step in found.scenarios[1].steps) == reached
    contents = {content.key: content for content in KNOWN}
    assert len(slow.steps_reached(someone, contents, SCENARIOS[1], TODAY)) == reached
