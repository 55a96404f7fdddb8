"""funneldesk duties: who owes what, and by which book."""

from datetime import date

import pytest

from funneldesk.operations import book as books
from funneldesk.operations import by_hand
from funneldesk.operations import pilots as operation
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.stores import create_store, open_store
from tests.cli.running import CommandLine
from tests.operations.taking import take
from tests.operations.test_duties_pilot import of_the_pilot
from tests.operations.test_pilots import BOTH, MAKERS, NOW, fill, later

DAY = ("--as-of", "2026-11-22")


@pytest.fixture
def piloted(line: CommandLine) -> CommandLine:
    """Return the command line of a store in which a milder book runs for the makers."""
    with create_store(line.store, "ja") as store:
        fill(store)
        books.save_draft(store, of_the_pilot(books.draft_of(store)))
        operation.start_pilot(store, BOTH, MAKERS, now=NOW)
    return line


def test_the_duties_name_the_version_that_asks(piloted: CommandLine) -> None:
    found = piloted.json("duties", *DAY, "--side", "is")
    calls = {one["person"]: one for one in found["duties"] if one["event"] == "candidate"}
    assert {name: one["book"] for name, one in calls.items()} == {"人1": 0, "人3": 0, "人4": 1, "人8": 1}
    assert (calls["人8"]["since"], calls["人8"]["due"], calls["人8"]["days_late"]) == (
        "2026-11-10",
        "2026-11-13",
        9,
    )
    assert found["late"] == sum(one["days_late"] > 0 for one in found["duties"])
    assert {one["side"] for one in found["duties"]} == {"is"}
    said = piloted.run("duties", *DAY, "--side", "is")
    assert (said.code, "人8" in said.out) == (0, True)
    with open_store(piloted.store) as store:
        operation.end_pilot(store, now=later(10))
    after = piloted.json("duties", *DAY)["duties"]
    assert {one["person"] for one in after if one["event"] == "candidate"} == {"人1", "人3", "人4"}
    assert {one["book"] for one in after if one["event"] == "candidate"} == {0}


def test_where_nothing_is_owed_it_says_so(line: CommandLine) -> None:
    with create_store(line.store, "ja"):
        pass
    assert "Nothing is owed" in line.run("duties", *DAY, "--side", "sales").out
    assert line.json("duties", *DAY, "--owner", "佐藤")["duties"] == []


def test_what_a_reason_asks_for_and_what_nobody_decided_in_words(line: CommandLine) -> None:
    people = [{"external_id": str(n), "name": f"人{n}", "owner": "田中"} for n in (1, 2, 3)]
    decided = date(2026, 11, 12).toordinal()
    with create_store(line.store, "ja") as store:
        take(store, "leads", people, list_date="2026-11-01")
        for lead, reason in ((1, "既存顧客"), (2, "重複")):
            by_hand.hand_over(store, lead, "sales", decided - 1)
            by_hand.decide(store, legs_of_store(store)[-1].record, "rejected", decided, reason=reason)
        by_hand.hand_over(store, 3, "is", decided - 1)
        by_hand.called(store, 3, decided, reached=True, note="課題は原価")
    owed = {one["person"]: one for one in line.json("duties", *DAY)["duties"] if one["lead"]}
    assert {name: (one["event"], one["side"], one["owner"], one["rule"]) for name, one in owed.items()} == {
        "人1": ("to_owner", "sales", "田中", "to_owner"),
        "人2": ("merge", "marketing", None, "merge"),
        "人3": ("undecided", "is", "田中", "undecided"),
    }
    assert {one["due"] for one in owed.values()} == {"2026-11-16"}
    said = line.run("duties", *DAY, lang="ja").out.splitlines()
    for name, action in (
        ("人1", "担当者へ引き継ぐ"),
        ("人2", "既存のリードに統合する"),
        ("人3", "営業へ引き渡す"),
    ):
        [row] = [row for row in said if name in row]
        assert action in row
        assert row.endswith("2026/11/16")
