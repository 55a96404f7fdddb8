"""funneldesk book pilot: begun, compared, ended and adopted without a screen."""

import pytest

from funneldesk.operations import book as books
from funneldesk.operations.stores import create_store, open_store
from tests.operations.pilot_company import fill, milder

SIGN = ("--sign", "marketing=Sato", "--sign", "sales=Suzuki")
MAKERS = ("--segment", "The industry is “製造業”.")


@pytest.fixture
def drafted(line):
    """Return the command line of a store with twenty leads and a milder draft."""
    with create_store(line.store, "en") as store:
        fill(store)
        books.save_draft(store, milder(books.draft_of(store)))
    return line


def test_a_pilot_is_begun_compared_and_ended(drafted):
    begun = drafted.json("book", "pilot", "start", *MAKERS, *SIGN)["pilot"]
    assert (begun["version"], begun["shadow"], begun["until"]) == (1, False, None)
    assert begun["segment"] == "The industry is “製造業”."
    found = drafted.json("book", "pilot", "compare")
    assert found["leads"] == 10
    assert (found["everybody"]["version"], found["everybody"]["decides"]) == (0, False)
    assert (found["pilot"]["version"], found["pilot"]["decides"]) == (1, True)
    assert found["pilot"]["reached"] >= found["everybody"]["reached"]
    assert {"n", "k", "rate", "low", "high"} == found["pilot"]["deals"].keys()
    assert [d["part"] for d in found["differences"]] == ["threshold", "threshold"]
    said = drafted.run("book", "pilot", "compare")
    assert "v1 (decides)" in said.out
    assert "For whom: The industry is “製造業”." in said.out
    ended = drafted.json("book", "pilot", "end", "--note", "enough")["pilot"]
    assert ended["until"] < ended["from"], "ended on its first day it never was in force"
    again = drafted.run("book", "pilot", "end", "--json")
    assert (again.code, again.json["error"]["code"]) == (1, "no_pilot")


def test_the_log_tells_pilots_from_versions(drafted):
    drafted.json("book", "pilot", "start", *MAKERS, "--shadow", *SIGN)
    first, second = drafted.json("book", "log")["versions"]
    assert (first["in_force"], first["pilot"]) == (True, None)
    assert (second["in_force"], second["pilot"]["shadow"]) == (False, True)
    assert "pilot" in drafted.run("book", "log").out
    assert "As a shadow" in drafted.run("book", "pilot", "compare").out
    drafted.json("book", "pilot", "end")
    assert "pilot, until" in drafted.run("book", "log").out


def test_an_adopted_pilot_is_the_version_for_everybody(drafted):
    drafted.run("book", "pilot", "start", *MAKERS, *SIGN)
    unsigned = drafted.run("book", "pilot", "adopt", "--json")
    assert (unsigned.code, unsigned.json["error"]["code"]) == (1, "signature_missing")
    adopted = drafted.json("book", "pilot", "adopt", *SIGN)
    assert adopted["version"] == 2
    assert [v["in_force"] for v in drafted.json("book", "log")["versions"]] == [False, False, True]
    assert "pilot, became 2" in drafted.run("book", "log").out


def test_the_draft_must_say_for_whom(drafted):
    ran = drafted.run("book", "pilot", "start", *SIGN, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "pilot_of_everybody")
    misread = drafted.run("book", "pilot", "start", "--segment", "the nice ones", *SIGN, "--json")
    assert (misread.code, misread.json["error"]["code"]) == (1, "condition_misread")
    assert "The industry is “retail”." in misread.json["error"]["next"]


def test_a_side_that_is_none_is_wrong_usage(drafted):
    assert drafted.run("book", "pilot", "start", *MAKERS, "--sign", "boss=Sato").code == 2


def test_a_lead_and_the_backtest_are_told_under_the_pilot(drafted):
    drafted.json("book", "pilot", "start", *MAKERS, *SIGN)
    inside, outside = (drafted.json("explain", f"p{n}@a{n}.co.jp") for n in (6, 7))
    assert (inside["book"], inside["pilot"], inside["threshold"]) == (1, True, 30.0)
    assert (outside["book"], outside["pilot"], outside["threshold"]) == (0, False, 60.0)
    assert "By the pilot of v1." in drafted.run("explain", "p6@a6.co.jp").out
    found = drafted.json("backtest", "--book", "pilot")
    assert found["segment"] is not None
    assert found["draft"]["segment"] is not None


def test_the_same_numbers_whichever_way_a_pilot_is_begun(drafted):
    with open_store(drafted.store) as store:
        draft = books.draft_of(store)
        assert draft.scope.segment is None
    drafted.json("book", "pilot", "start", *MAKERS, *SIGN)
    with open_store(drafted.store) as store:
        assert books.book_versions(store)[-1].book.scope.text == draft.scope.text
