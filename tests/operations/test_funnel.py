"""The funnel of a store and the people behind it."""

from datetime import date

import pytest

from funneldesk.errors import UserError
from funneldesk.operations.checking import check
from funneldesk.operations.contents import content_members, contents_of
from funneldesk.operations.funnel import funnel_members, funnel_of, mql_differences
from funneldesk.operations.funnel_view import funnel_view
from funneldesk.operations.ranges import RangeChoice
from funneldesk.operations.scoring import find_leads
from funneldesk.operations.stages import stage_days_of
from funneldesk.operations.stores import create_store, in_memory_store, open_reader
from funneldesk.store import caches
from tests.operations.taking import take

TODAY = date(2026, 11, 20).toordinal()


def fill(store):
    """Twelve leads of January: four from SEO, of whom two became deals and one won; one of November."""
    leads = [
        {"external_id": f"L{n}", "email": f"l{n}@x.example", "acquired_at": "2026-01-10", "source": "SEO" if n < 4 else "広告"}
        for n in range(12)
    ]  # fmt: skip
    take(
        store, "leads", [*leads, {"external_id": "L12", "email": "l@x.example", "acquired_at": "2026-11-19"}]
    )
    downloads = [(n, "2026-01-20") for n in range(8)] + [(12, "2026-11-19")]
    take(store, "activities", [
        {"lead_external_id": f"L{n}", "occurred_at": day, "activity": "download", "content": "教科書"} for n, day in downloads
    ])  # fmt: skip
    take(store, "deals", [
        {"external_id": "D1", "lead_external_id": "L0", "opened_at": "2026-02-20", "outcome": "won", "won_at": "2026-03-20", "amount": "1000000"},
        {"external_id": "D2", "lead_external_id": "L1", "opened_at": "2026-02-20", "outcome": "open"},
    ])  # fmt: skip


@pytest.fixture
def store():
    with in_memory_store("en") as made:
        fill(made)
        yield made


def test_the_funnel_of_a_store(store):
    found = funnel_of(store, TODAY)
    assert [s.count for s in found.stages] == [13, 9, 2, 2, 1]
    assert [s.recorded for s in found.stages] == [True, True, False, True, True]
    deal = found.stages[3]
    assert (deal.previous, deal.n, deal.k, deal.immature, deal.verdict) == ("mql", 8, 2, 1, "within")


@pytest.mark.parametrize("part", ["n", "k", "immature", "lost"])
def test_the_people_behind_a_step_are_as_many_as_its_number(store, part):
    deal = funnel_of(store, TODAY).stages[3]
    expected = {"n": deal.n, "k": deal.k, "immature": deal.immature, "lost": deal.n - deal.k}[part]
    assert len(funnel_members(store, TODAY, "deal", part=part)) == expected


@pytest.mark.parametrize("mode", ["cohort", "period"])
def test_the_people_behind_a_rate_from_the_first_stage(store, mode):
    for stage in funnel_of(store, TODAY, mode=mode).stages:
        way = stage.whole_way
        for part in ("n", "k", "immature"):
            people = funnel_members(store, TODAY, stage.stage, part=f"way_{part}", mode=mode)
            assert len(people) == (getattr(way, part) if way else 0), (stage.stage, part)
    for group in funnel_of(store, TODAY, by="source").groups:
        way = group.stages[3].whole_way
        people = funnel_members(store, TODAY, "deal", part="way_k", by="source", value=group.value)
        assert len(people) == way.k


def test_what_the_page_shows(store):
    view = funnel_view(store, TODAY, RangeChoice("fiscal"), by="source")
    assert (view.is_empty, view.fallback) == (False, False)
    assert [group.value for group in view.trend.groups] == ["2026-01", "2026-11"]
    assert {one.stage: one.target for one in view.month.outlooks} == {
        "lead": None, "mql": None, "deal": None, "won": None,
    }  # fmt: skip
    assert view.month.outlooks[0].count == 1
    # Another range that ends in the same month has the same trend: it is not counted again.
    assert funnel_view(store, TODAY, RangeChoice("month")).trend is view.trend


def test_a_field_of_too_many_values_is_refused_with_what_to_do(store):
    with pytest.raises(UserError) as caught:
        funnel_of(store, TODAY, by="source", most_groups=2)
    assert "3 different values" in caught.value.message
    assert caught.value.next_step


def test_the_people_behind_a_stage_and_a_group(store):
    assert len(funnel_members(store, TODAY, "mql")) == 9
    assert len(funnel_members(store, TODAY, "sal", part="skipped")) == 2
    assert funnel_members(store, TODAY, "mql", part="undated") == ()
    assert funnel_members(store, TODAY, "lead", part="n") == (), "no step leads to the first stage"
    for group in funnel_of(store, TODAY, by="source").groups:
        for stage in group.stages:
            people = funnel_members(store, TODAY, stage.stage, by="source", value=group.value)
            assert len(people) == stage.count
    assert funnel_members(store, TODAY, "mql", by="source", value="nowhere") == ()


def test_the_people_of_a_range(store):
    november = {"from_day": date(2026, 11, 1).toordinal(), "to_day": TODAY}
    assert len(funnel_members(store, TODAY, "mql", mode="period", **november)) == 1
    assert funnel_of(store, TODAY, **november).stages[0].count == 1


def test_contents_of_a_store_and_their_people(store):
    (book,) = contents_of(store, TODAY).contents
    assert (book.content, book.touched, book.deals, book.won, book.amount) == ("教科書", 8, 2, 1, 1_000_000)
    assert len(content_members(store, "教科書", TODAY)) == 8
    assert len(content_members(store, "教科書", TODAY, part="deals")) == 2
    assert len(content_members(store, "教科書", TODAY, part="touched_all")) == 9


def test_where_a_list_and_the_book_date_the_mql_differently_both_dates_are_said(store):
    assert mql_differences(store, TODAY) == ()
    take(
        store,
        "leads",
        [{"external_id": "L3", "mql_at": "2026-01-15"}, {"external_id": "L4", "mql_at": "2026-01-20"}],
    )
    ((lead, book_day, listed_day),) = [
        (d.lead, d.book_day, d.listed_day) for d in mql_differences(store, TODAY)
    ]
    assert find_leads(store, "ma:L3") == (lead,)
    assert (book_day, listed_day) == (date(2026, 1, 20).toordinal(), date(2026, 1, 15).toordinal())
    assert funnel_of(store, TODAY).mql_differences == 1


def test_stage_dates_come_from_the_cache_and_without_it_are_the_same(tmp_path):
    path = tmp_path / "desk.db"
    with create_store(path, "en") as store:
        fill(store)
    with open_reader(path) as store:
        computed = stage_days_of(store, TODAY)
    with open_reader(path) as store:
        cached = stage_days_of(store, TODAY)
        assert cached is stage_days_of(store, TODAY)
        assert cached is not computed
        funnel = funnel_of(store, TODAY)
    caches.drop(path)
    with open_reader(path) as store:
        assert funnel_of(store, TODAY) == funnel
    for name in (
        "day",
        "reached",
        "undated",
        "skipped",
        "acquired",
        "deal_instant",
        "book_mql",
        "listed_mql",
    ):
        assert (getattr(cached, name) == getattr(computed, name)).all()
    assert cached.recorded == computed.recorded


def test_a_write_makes_the_cached_stage_dates_stale(tmp_path):
    path = tmp_path / "desk.db"
    with create_store(path, "en") as store:
        fill(store)
        before = funnel_of(store, TODAY).stages[1].count
        take(
            store, "activities", [{"lead_external_id": "L9", "occurred_at": "2026-01-20", "activity": "form"}]
        )
        assert funnel_of(store, TODAY).stages[1].count == before + 1


def test_a_store_without_a_file_has_no_cache_that_could_be_wrong(store):
    funnel_of(store, TODAY)
    assert check(store) == ()


def test_the_check_finds_stage_dates_that_are_wrong_in_the_cache(tmp_path):
    path = tmp_path / "desk.db"
    with create_store(path, "en") as store:
        fill(store)
        funnel_of(store, TODAY)
        assert check(store) == ()
        stamp = caches.stamp_of(path, "stages")
        data = bytearray(caches.read(path, "stages", stamp))
        data[-1] ^= 1
        caches.write(path, "stages", stamp, bytes(data))
        assert [finding.what for finding in check(store)] == ["stages is not what the records give."]
        caches.write(path, "stages", "another state", bytes(data))
        assert check(store) == ()
