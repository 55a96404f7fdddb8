"""A publication says what the window says, and of whom its level allows."""

import pytest

from funneldesk.domain.moment import day_text
from funneldesk.domain.scoring.scoring import MILLI
from funneldesk.domain.team.levels import FEWEST_TOLD
from funneldesk.domain.team.publication import TABLES
from funneldesk.operations.contents import contents_of
from funneldesk.operations.duties import duties_of
from funneldesk.operations.facts import facts_of
from funneldesk.operations.funnel import funnel_of
from funneldesk.operations.handovers import handovers_of
from funneldesk.operations.leads import LeadQuery, leads_of
from funneldesk.operations.publication import gather_publication
from funneldesk.operations.ranges import RangeChoice, period_of
from funneldesk.operations.references import legs_by_ref
from funneldesk.operations.stores import create_store
from tests.operations import planted
from tests.operations.planted import TODAY


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with create_store(tmp_path_factory.mktemp("desk") / "funneldesk.db", "ja") as store:
        planted.fill(store)
        yield store


def tables(store, level="contact"):
    """Return the rows of each table by the names of its columns."""
    rows = gather_publication(store, level, TODAY).rows
    named = {table.name: [column.name for column in table.columns] for table in TABLES}
    return {name: [dict(zip(named[name], row, strict=True)) for row in rows[name]] for name in named}


def test_leads_are_those_of_the_page_and_read_in_its_order(store):
    said, found = tables(store)["leads"], leads_of(store, LeadQuery(), TODAY)
    assert [row["lead"] for row in said] == sorted(found.ids.tolist())  # as they lie in the file
    said.sort(key=lambda row: (-row["score"], row["lead"]))  # as whoever opens it is shown them
    assert [row["lead"] for row in said] == found.ids.tolist()
    assert [row["score"] for row in said] == (found.figures.milli[found.positions] / MILLI).tolist()
    days = {row["lead"]: row["last_on"] for row in said}
    events = facts_of(store).events
    assert {day_text(int(day)) for day in events.day if day <= TODAY} >= set(days.values())
    assert days[1] == day_text(TODAY)  # the call of that day


def test_duties_and_hand_overs_are_those_of_the_pages(store):
    said = tables(store)
    duties = duties_of(store, TODAY).duties
    assert [(row["lead"] or 0, row["days_late"]) for row in said["today"]] == [
        (d.lead, d.days_late) for d in duties
    ]
    lines = handovers_of(store, TODAY).lines
    assert [(row["lead"], row["state"], bool(row["is_late"])) for row in said["handovers"]] == [
        (line.leg.lead, line.state, line.is_late) for line in lines
    ]
    assert {row["handover"]: row["lead"] for row in said["handovers"]} == {
        ref: leg.lead for ref, leg in legs_by_ref(store).items()
    }


def test_the_funnel_and_the_contents_are_those_of_the_pages(store):
    said = tables(store)
    year = period_of(RangeChoice("trailing"), facts_of(store), TODAY)[0]
    for name, by, of in (
        ("trailing", "", funnel_of(store, TODAY, from_day=year.from_day, to_day=year.to_day)),
        ("all", "", funnel_of(store, TODAY)),
    ):
        rows = [row for row in said["funnel"] if (row["range"], row["by"]) == (name, by)]
        assert [(row["stage"], row["count"], row["n"], row["k"], row["rate"]) for row in rows] == [
            (stage.stage, stage.count, stage.n, stage.k, stage.rate) for stage in of.stages
        ]
    assert [row["by"] for row in said["funnel"]].count("source") > 0
    found = contents_of(store, TODAY).contents
    assert [(row["touched"], row["deals"], row["won"]) for row in said["contents"]] == [
        (one.touched, one.deals, one.won) for one in found
    ]


def test_contact_data_is_told_of_open_hand_overs_only(store):
    said = tables(store)
    for row in said["handovers"]:
        is_open = row["state"] == "open"
        assert all((row[name] is not None) == is_open for name in ("person", "email", "phone", "comment"))
    assert {row["lead"] for row in said["leads"] if row["email"]} == {
        row["lead"] for row in said["handovers"] if row["state"] == "open"
    }


def test_below_contact_no_column_of_it_is_filled(store):
    for level in ("masked", "aggregate"):
        said = tables(store, level)
        for name in ("today", "handovers", "leads"):
            assert bool(said[name]) == (level == "masked")
            assert not [row for row in said[name] if row["person"] or row.get("email") or row.get("comment")]


def test_it_says_of_itself_what_it_is(store):
    about = {row["key"]: row for row in tables(store)["about"]}
    assert (about["as_of"]["value"], about["level"]["value"], about["zone"]["value"]) == (
        "2026-06-30", "contact", "Asia/Tokyo",
    )  # fmt: skip
    assert about["open_handovers"]["value"] == "20"
    assert "small" in {row["key"] for row in tables(store, "aggregate")["about"]}
    columns = {(row["table_name"], row["column_name"]) for row in tables(store)["columns"]}
    assert columns == {(table.name, column.name) for table in TABLES for column in table.columns}


def test_the_book_is_there_in_words_and_for_programs(store):
    said = tables(store)
    assert {
        "version",
        "purpose",
        "terms",
        "criteria",
        "signals",
        "rules",
        "kpis",
        "data_rules",
        "phases",
        "reasons",
    } <= {row["part"] for row in said["book"]}
    assert [row["version"] for row in said["definition"]] == [1]
    assert said["reasons"][0]["reason"]


def test_sums_hold_no_small_number_of_people(store):
    said = tables(store, "aggregate")
    for row in said["funnel"]:
        told = [row[name] for name in ("count", "n", "k") if row[name] is not None]
        assert not [number for number in told if 0 < number < FEWEST_TOLD]
        if row["n"] is not None and row["k"] is not None:
            assert not 0 < row["n"] - row["k"] < FEWEST_TOLD
        else:
            assert row["rate"] is row["low"] is row["high"] is row["verdict"] is None
        assert row["skipped"] is row["immature"] is row["needed"] is None
    # One person touched each content, and one stands alone in many a source.
    assert {row["touched"] for row in said["contents"]} <= {None, 0}
    assert any(row["count"] is None for row in said["funnel"] if row["by"] == "source")
    everybody = [row["count"] for row in said["funnel"] if (row["range"], row["by"]) == ("all", "")]
    assert everybody[0] == planted.PEOPLE


def test_sums_tell_where_nobody_got(store):
    """Nobody stands behind a zero: it is told in sums as with people, or left out for another number's sake."""
    everything, sums = tables(store)["funnel"], tables(store, "aggregate")["funnel"]
    zeros = {(row["range"], row["stage"]) for row in everything if not row["by"] and row["count"] == 0}
    told = {(row["range"], row["stage"]): row["count"] for row in sums if not row["by"]}
    assert zeros
    assert {told[place] for place in zeros} == {0}
