"""knowledge: cards are kept, listed, shown, tested, made into lines of the draft and taken away, in words and JSON."""

import pytest

from tests.cli.running import CommandLine
from tests.operations.differing_lists import write_differing_lists

AS_OF = ("--as-of", "2026-06-30")


@pytest.fixture(scope="module")
def printers(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """Return a command line on a company in which those in print buy."""
    folder = tmp_path_factory.mktemp("printers")
    line = CommandLine(folder / "store" / "funneldesk.db")
    for path in write_differing_lists(folder):
        line.json("import", path, "--list-date", "2026-06-30")
    return line


def test_a_card_from_beginning_to_end(printers: CommandLine) -> None:
    assert "knowledge add" in printers.run("knowledge", "list").out
    found = printers.json("findings", *AS_OF)["findings"][0]
    key = f"{found['kind']}:{found['value']}:{found['from']}>{found['stage']}"
    card = printers.json("knowledge", "add", "--finding", key, "--tag", "print", *AS_OF)
    assert (card["title"], card["origin"], card["evidence"]["finding"]) == (found["title"], "finding", key)
    assert (card["evidence"]["inside"]["n"], card["evidence"]["others"]["k"]) == (
        found["n"],
        found["others"]["k"],
    )
    assert "print" in card["tags"]
    mail = printers.json(
        "knowledge",
        "add",
        "--title",
        "Short subject",
        "--kind",
        "mail",
        "--template",
        "Dear ${company}, $name",
    )
    assert (mail["kind"], mail["slots"], mail["evidence"]) == ("mail", ["company", "name"], None)
    assert [one["id"] for one in printers.json("knowledge", "list")["cards"]] == [mail["id"], card["id"]]
    assert "found by this" in printers.run("knowledge", "list", "no such words").out
    assert [
        one["id"] for one in printers.json("knowledge", "list", "subject", "--kind", "mail")["cards"]
    ] == [mail["id"]]
    shown = printers.json("knowledge", "show", mail["id"], "--set", "company=Toto", *AS_OF)
    assert (shown["filled"], shown["open_slots"], shown["retest"]) == ("Dear Toto, $name", ["name"], None)
    words = printers.run("knowledge", "show", card["id"], *AS_OF).out
    assert "Cannot say yet" in words
    retested = printers.json("knowledge", "retest", *AS_OF)["cards"][1]["retest"]
    assert (retested["verdict"], retested["since"], retested["whole"]["inside"]["n"]) == (
        "open",
        None,
        found["n"],
    )
    assert "0 cards are no longer true." in printers.run("knowledge", "retest", *AS_OF).out
    rule = printers.json("knowledge", "rule", mail["id"], "--set", "company=Toto", "--set", "name=Sato")
    assert rule["open_slots"] == []
    assert "company" in printers.run("knowledge", "scenario", mail["id"]).out
    step = printers.json("knowledge", "remove", mail["id"])["step"]
    assert len(printers.json("knowledge", "list")["cards"]) == 1
    kept = printers.run("knowledge", "remove", card["id"], "--undo", "--json")
    assert (kept.code, kept.json["error"]["code"]) == (1, "no_removal")
    assert printers.run("knowledge", "remove", step, "--undo").out == "The card is back.\n"
    assert len(printers.json("knowledge", "list")["cards"]) == 2


@pytest.mark.parametrize(
    ("arguments", "code", "error"),
    [
        (("show", 999), 1, "no_card"),
        (("add",), 1, "card_title"),
        (("add", "--rule", "1", "--decision", 3), 2, "usage"),
        (("add", "--rule", "99"), 1, "no_rule"),
        (("add", "--decision", 99), 1, "no_decision"),
        (("rule", 1, "--set", "company"), 1, "slot_value"),
    ],
)
def test_what_cannot_be_done_is_said(
    printers: CommandLine, arguments: tuple[object, ...], code: int, error: str
) -> None:
    ran = printers.run("knowledge", *arguments, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (code, error)
    assert ran.json["error"]["next"]


def test_a_rule_becomes_a_card(printers: CommandLine) -> None:
    card = printers.json("knowledge", "add", "--rule", "1", "--title", "Call at once")
    assert (card["title"], card["origin"]) == ("Call at once", "rule")
    printers.json("knowledge", "remove", card["id"])
