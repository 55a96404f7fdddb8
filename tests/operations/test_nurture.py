"""The nurture list of a store: who is on it, and what is written for the mail tool."""

import csv
from datetime import date
from pathlib import Path

import pytest

from funneldesk.domain.leads.fold import YES
from funneldesk.errors import UserError
from funneldesk.operations.importing import undo_import
from funneldesk.operations.nurture import nurture_of, phase_of, rows_of, write_mail_list
from funneldesk.operations.stores import in_memory_store
from funneldesk.store.store import Store
from tests.operations.taking import take

AS_OF = date(2026, 4, 2).toordinal()
CONTENTS = [
    {
        "content": "記事",
        "type": "article",
        "phase": "awareness",
        "theme": "原価",
        "url": "https://x.example/1",
    },
    {"content": "資料: 第1巻/上?", "type": "white_paper", "theme": "原価", "published_at": "2026-01-10"},
    {"content": "資料: 第1巻\\上*", "type": "white_paper", "theme": "原価", "published_at": "2026-01-09"},
]


@pytest.fixture
def store():
    """Six leads: read an article, read all, quiet, opted out, handed over, handed over and rejected."""
    with in_memory_store("en") as store:
        rows = [
            {"email": f"u{n}@x.co.jp", "name": f"人 {n}", "company": f"=社 {n}", "acquired_at": "2026-01-01"}
            for n in range(6)
        ]
        rows[3]["opt_out"] = YES
        take(store, "contents", CONTENTS)
        take(store, "leads", rows)
        did = [(0, CONTENTS[0]), *((1, one) for one in CONTENTS), (5, CONTENTS[0]), (5, CONTENTS[1])]
        acts = [
            {
                "email": f"u{n}@x.co.jp",
                "occurred_at": "2026-03-20",
                "activity": "view",
                "content": one["content"],
            }
            for n, one in did
        ]
        take(store, "activities", acts)
        handed = [
            {"handover_id": "a", "email": "u4@x.co.jp", "side": "is", "handed_at": "2026-04-01"},
            {"handover_id": "b", "email": "u5@x.co.jp", "side": "is", "handed_at": "2026-03-01", "decision": "rejected",
             "decided_at": "2026-04-02"},
        ]  # fmt: skip
        take(store, "handovers", handed)
        yield store


def names(store: Store, found, places) -> list[str]:
    return [row.name for row in rows_of(store, found, places)]


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_who_gets_what_next(store: Store) -> None:
    found = nurture_of(store, AS_OF)
    rows = {row.name: row for row in rows_of(store, found, found.listed())}
    assert list(rows) == ["人 2", "人 1", "人 5", "人 0"], "stalled first, then the furthest phase"
    assert (rows["人 0"].content, rows["人 0"].phase, rows["人 0"].quiet_days) == (
        CONTENTS[1]["content"],
        0,
        13,
    )
    assert (rows["人 5"].content, rows["人 5"].url) == (CONTENTS[2]["content"], "")
    assert (rows["人 1"].content, rows["人 1"].why) == (
        "",
        "Everything for this phase and later ones is read.",
    )
    assert rows["人 2"].url == "https://x.example/1"
    assert rows["人 2"].why.startswith("Nothing since 2026/01/01. Fits awareness, unread:")
    assert nurture_of(store, AS_OF) is found, "remembered for the same facts"
    assert phase_of("none") == -1
    assert names(store, found, found.listed(phase_of("consideration"))) == ["人 1", "人 5"]
    # The day before, the hand-over of 5 was not decided yet.
    before = nurture_of(store, AS_OF - 1)
    assert "人 5" not in names(store, before, before.listed())
    store.connection.execute("DELETE FROM lead WHERE name = '人 2'")
    assert "人 2" not in names(store, found, found.listed()), "gone meanwhile"


def test_leads_that_came_back_are_looked_at_again_first(store: Store) -> None:
    deals = [
        {"external_id": "d0", "email": "u0@x.co.jp", "opened_at": "2026-01-10", "closed_at": "2026-01-20",
         "outcome": "lost", "lost_reason": "Price"},
        {"external_id": "d1", "email": "u1@x.co.jp", "opened_at": "2026-01-10", "outcome": "open"},
        {"external_id": "d2", "email": "u2@x.co.jp", "opened_at": "2026-01-10", "closed_at": "2026-01-20",
         "outcome": "lost", "lost_reason": "Chose a competitor"},
    ]  # fmt: skip
    take(store, "deals", deals)
    handed = {"handover_id": "b", "email": "u5@x.co.jp", "side": "is", "handed_at": "2026-03-01"}
    decided = {"decision": "rejected", "decided_at": "2026-04-02", "reason": "Too early"}
    take(store, "handovers", [handed | decided], list_date="2026-04-02")

    def listed(day: int, **what: bool) -> list[str]:
        found = nurture_of(store, day)
        return names(store, found, found.listed(**what))

    # A deal that is open, and one that was lost for good, are none of marketing's.
    assert set(listed(AS_OF)) == {"人 0", "人 5"}
    assert listed(AS_OF, due=True) == []
    price, early = date(2026, 1, 20).toordinal() + 180, AS_OF + 90
    assert listed(early, due=True) == ["人 5"]
    assert listed(price, due=True) == listed(price)[:2] == ["人 5", "人 0"]
    call = {"email": "u5@x.co.jp", "activity": "call", "occurred_at": "2026-07-15", "side": "is"}
    take(store, "activities", [call])
    assert listed(price, due=True) == ["人 0"], "somebody was in touch"
    take(store, "handovers", [handed | {"handover_id": "c", "handed_at": "2026-07-16"}])
    assert listed(price) == ["人 0"], "handed over once more"


def test_the_list_for_the_mail_tool(store: Store, tmp_path: Path) -> None:
    found = nurture_of(store, AS_OF)
    written = write_mail_list(store, found, found.listed(), tmp_path / "list.csv")
    assert (written.people, written.without) == (3, 1), "one has read everything"
    rows = read_csv(written.paths[0])
    assert list(rows[0]) == [
        "E-mail address", "Name", "Company", "Nurture phase", "Next content", "Address of the content", "Why"
    ]  # fmt: skip
    assert [row["E-mail address"] for row in rows] == ["u2@x.co.jp", "u5@x.co.jp", "u0@x.co.jp"]
    assert rows[0]["Company"] == "'=社 2"
    assert rows[0]["Nurture phase"] == "Nothing read for 180 days"
    assert rows[0]["Address of the content"] == "https://x.example/1"


def test_one_file_for_each_content_has_a_name_that_windows_takes(store: Store, tmp_path: Path) -> None:
    found = nurture_of(store, AS_OF)
    written = write_mail_list(store, found, found.listed(), tmp_path / "list.csv", by_content=True)
    assert [path.name for path in written.paths] == [
        "list 記事.csv", "list 資料 第1巻 上.csv", "list 資料 第1巻 上 2.csv"
    ]  # fmt: skip
    assert [row["Name"] for path in written.paths for row in read_csv(path)] == ["人 2", "人 5", "人 0"]


def test_a_list_of_nobody_is_not_written(store: Store, tmp_path: Path) -> None:
    found = nurture_of(store, AS_OF)
    with pytest.raises(UserError) as caught:
        write_mail_list(store, found, found.listed(phase_of("decision")), tmp_path / "list.csv")
    assert caught.value.code == "nobody"
    assert caught.value.next_step.startswith("Choose another phase")
    undo_import(store, 1)
    found = nurture_of(store, AS_OF)
    with pytest.raises(UserError) as caught:
        write_mail_list(store, found, found.listed(), tmp_path / "list.csv")
    assert "import a list of contents" in caught.value.next_step
    assert not list(tmp_path.iterdir())
