"""funneldesk duties: who owes what, and by which book."""

import pytest

from funneldesk.operations import book as books
from funneldesk.operations import pilots as operation
from funneldesk.operations.stores import create_store, open_store
from tests.cli.running import CommandLine
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
