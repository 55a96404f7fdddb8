"""A publication as of an earlier day says nothing of anybody that happened later."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from funneldesk.domain.team.publication import TABLES
from funneldesk.operations import by_hand
from funneldesk.operations.collecting import collect
from funneldesk.operations.editing import Entered, edit, undo_edit
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.publication import gather_publication
from funneldesk.operations.publishing import publish
from funneldesk.operations.share_conflicts import decided_and_disputed
from funneldesk.operations.stores import Store, in_memory_store, open_store
from tests.operations.published import make, rows_of
from tests.operations.taking import take
from tests.operations.test_by_hand import HANAKO, TARO, day
from tests.operations.test_collecting import made, put
from tests.share.memory_files import MemoryFolder

HANDED, TOLD, DECIDED = day("2026-04-03"), day("2026-04-06"), day("2026-04-08")
NEW = {"external_id": "3", "name": "佐藤 次郎", "company": "新設", "acquired_at": "2026-04-07"}
SHARE = Path("nowhere")
HANDOVERS = [column.name for table in TABLES if table.name == "handovers" for column in table.columns]


@pytest.fixture
def store() -> Iterator[Store]:
    with in_memory_store("ja") as made_here:
        take(made_here, "leads", [TARO, HANAKO, NEW])
        by_hand.hand_over(made_here, 1, "sales", HANDED)
        [leg] = legs_of_store(made_here)
        by_hand.comment(made_here, leg.record, "折り返しは夕方に", TOLD)
        by_hand.contacted(made_here, leg.record, TOLD)
        by_hand.decide(
            made_here, leg.record, "rejected", DECIDED, reason="時期尚早", recheck=day("2026-07-01")
        )
        yield made_here


def tables(store: Store, on: int) -> dict[str, list[dict]]:
    rows = gather_publication(store, "contact", on, decided=decided_and_disputed(store, on, DECIDED)[0]).rows
    named = {table.name: [column.name for column in table.columns] for table in TABLES}
    return {name: [dict(zip(named[name], row, strict=True)) for row in rows[name]] for name in named}


def test_a_hand_over_of_a_later_day_is_not_there(store: Store) -> None:
    before = tables(store, HANDED - 1)
    assert before["handovers"] == []
    for name in ("today", "leads"):
        assert not [row for row in before[name] if row["person"] or row["email"]]
    about = {row["key"]: row["value"] for row in before["about"]}
    assert about["open_handovers"] == "0"


def test_contacts_comments_and_decisions_begin_with_their_day(store: Store) -> None:
    names = ("state", "person", "comment", "contacted_on", "decided_on", "reason", "recheck_on")
    said = [tuple(tables(store, on)["handovers"][0][name] for name in names) for on in (HANDED, TOLD)]
    assert said == [
        ("open", "山田 太郎", None, None, None, None, None),
        ("open", "山田 太郎", "折り返しは夕方に", "2026-04-06", None, None, None),
    ]
    [row] = tables(store, DECIDED)["handovers"]
    assert [row[name] for name in names] == [
        "rejected", None, None, "2026-04-06", "2026-04-08", "時期尚早", "2026-07-01",
    ]  # fmt: skip


def test_an_edited_value_is_published_and_one_that_is_not_told_to_anybody_is_nowhere(store: Store) -> None:
    today = date.today().toordinal()  # noqa: DTZ011 - an edit counts from the day it is made
    before = tables(store, today)
    told = [Entered(1, "title", "取締役"), Entered(1, "email", "taro@neu.jp"), Entered(3, "source", "展示会")]
    step = edit(store, [*told, Entered(1, "note", "内密の話"), Entered(2, "department", "秘密の部署")]).number
    after = tables(store, today)
    leads = {row["lead"]: row for row in after["leads"]}
    assert (leads[1]["title"], leads[3]["source"]) == ("取締役", "展示会")
    assert {row["title"] for row in before["leads"]} == {"部長", None}
    everything = repr(after)
    assert "内密の話" not in everything
    assert "秘密の部署" not in everything
    undo_edit(store, step)
    assert tables(store, today)["leads"] == before["leads"]


def test_who_answers_it_does_not_stand_above_what_was_decided_later(store: Store) -> None:
    before, after = (tables(store, on)["handovers"][0] for on in (TOLD, DECIDED))
    assert before["decided_by"] == "[]"
    assert "own:" in after["decided_by"]


def test_a_lead_of_a_later_day_is_not_there(store: Store) -> None:
    for on, leads in ((TOLD, {1, 2}), (DECIDED, {1, 2, 3})):
        said = tables(store, on)
        assert {row["lead"] for row in said["leads"]} == leads
        assert {row["key"]: row["value"] for row in said["about"]}["leads"] == str(len(leads))


def test_a_conflict_is_one_from_the_day_on_which_two_had_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("publishing", "collecting"):
        monkeypatch.setattr(f"funneldesk.operations.{module}.business_day", lambda _store: DECIDED)
    drive, path = MemoryFolder(), tmp_path / "owner" / "store.db"
    make(path)
    with open_store(path) as store:

        def published(on: int) -> dict:
            publish(store, SHARE, files=drive, home=path.parent, level="masked", as_of=on)
            return dict(zip(HANDOVERS, rows_of(drive, tmp_path, "handovers")[0], strict=True))

        ref = str(published(HANDED)["handover"])
        put(drive, made(ref, "a", 1, "accept", day=HANDED))
        put(drive, made(ref, "b", 1, "reject", reason="競合", day=TOLD))
        assert collect(store, SHARE, files=drive).conflicts == 2
        assert [published(on)["state"] for on in (HANDED, TOLD)] == ["open", "conflict"]
