"""funneldesk book draft: named drafts, and bringing an older one up to the newest version."""

from dataclasses import replace

import pytest

from funneldesk.operations.book import draft_of, save_draft
from funneldesk.operations.stores import open_store

SIGNED = ("--sign", "marketing=Sato", "--sign", "sales=Suzuki")


@pytest.fixture
def seeded(line, tmp_path):
    """Return the command line on a store, with the example exported as `exported.xlsx`."""
    seed = tmp_path / "leads.csv"
    seed.write_text("e-mail,company\na@example.com,A\n", encoding="utf-8")
    line.json("import", seed, "--kind", "leads")
    line.json("book", "export", tmp_path / "exported.xlsx")
    return line


def change(line, points):
    with open_store(line.store) as store:
        book = draft_of(store)
        save_draft(store, replace(book, threshold=replace(book.threshold, points=float(points))))


def listed(line):
    found = line.json("book", "draft", "list")["drafts"]
    return {d["name"]: (d["changes"], d["current"], d["outdated"]) for d in found}


def test_drafts_are_begun_named_and_put_aside(seeded):
    assert seeded.run("book", "draft", "list").out.strip() == "There are no drafts."
    assert seeded.json("book", "draft", "new", "Strict")["draft"]["base"] == 0
    change(seeded, 70)
    seeded.json("book", "draft", "copy", "Strict", "Loose")
    change(seeded, 50)
    assert listed(seeded) == {"Strict": (1, False, False), "Loose": (1, True, False)}
    seeded.json("book", "draft", "use", "strict")
    seeded.json("book", "draft", "rename", "Strict", "Harder")
    assert listed(seeded)["Harder"] == (1, True, False)
    assert seeded.json("book", "draft", "discard", "Harder")["draft"]["name"] == "Harder"
    assert list(listed(seeded)) == ["Loose"]
    assert "Loose" in seeded.run("book", "draft", "list").out
    assert seeded.run("book", "draft", "use", "Harder", "--json").json["error"]["code"] == "no_draft"


def test_two_drafts_are_compared_in_words(seeded):
    seeded.json("book", "draft", "new", "Strict")
    change(seeded, 70)
    seeded.json("book", "draft", "copy", "Strict", "Loose")
    change(seeded, 50)
    found = seeded.json("book", "draft", "diff", "Strict", "Loose")["differences"]
    assert [(d["part"], d["before"], d["after"]) for d in found] == [("threshold", "70", "50")]
    alone = seeded.json("book", "draft", "diff")["differences"]
    assert [(d["before"], d["after"]) for d in alone] == [("60", "50")]
    assert "say the same" in seeded.run("book", "draft", "diff", "Loose", "Loose").out


def test_the_backtest_takes_a_draft_by_name(seeded):
    seeded.json("book", "draft", "new", "Strict")
    change(seeded, 70)
    seeded.json("book", "draft", "new", "Other")
    assert seeded.json("backtest", "--book", "draft:Strict")["draft"]["threshold"] == 70
    assert seeded.run("backtest", "--book", "draft:none", "--json").json["error"]["code"] == "no_draft"


def outdated(line, tmp_path, mine, theirs):
    """Make a draft with one threshold, and agree on a version with another."""
    line.json("book", "draft", "new", "Mine")
    change(line, mine)
    line.json("book", "draft", "new", "Theirs")
    change(line, theirs)
    # An unchanged workbook agrees on the book as it is; what is agreed on here is the draft.
    with open_store(line.store) as store:
        from funneldesk.operations.book_view import adopt_signed

        adopt_signed(store, {"marketing": "Sato", "sales": "Suzuki"}, None, "")


def test_conflicts_of_a_merge_are_chosen_by_number(seeded, tmp_path):
    outdated(seeded, tmp_path, 55, 70)
    assert listed(seeded)["Mine"][2]
    ran = seeded.run("book", "draft", "merge", "Mine", "--json")
    assert (ran.code, ran.json["error"]["code"], ran.json["merged"]) == (1, "book_conflicts", False)
    (conflict,) = ran.json["conflicts"]
    assert (conflict["number"], conflict["mine"][0]["after"], conflict["theirs"][0]["after"]) == (
        1,
        "55",
        "70",
    )
    said = seeded.run("book", "draft", "merge", "Mine")
    assert said.code == 1
    assert "60 → 55" in said.out
    assert "60 → 70" in said.out
    for wrong in ("2=mine", "1=both", "x=mine"):
        assert seeded.run("book", "draft", "merge", "Mine", "--choose", wrong).code == 2
    looked = seeded.json("book", "draft", "merge", "Mine", "--choose", "1=mine", "--dry-run")
    assert not looked["merged"]
    assert listed(seeded)["Mine"][2]
    done = seeded.json("book", "draft", "merge", "Mine", "--choose", "1=mine")
    assert (done["merged"], done["newest"]) == (True, 1)
    assert [(d["before"], d["after"]) for d in done["differences"]] == [("70", "55")]
    assert not listed(seeded)["Mine"][2]


def test_an_unchanged_workbook_agrees_on_the_book_and_on_no_draft_that_lies_there(seeded, tmp_path):
    seeded.json("book", "draft", "new", "Other")
    change(seeded, 70)
    found = seeded.json("book", "import", tmp_path / "exported.xlsx", "--adopt", *SIGNED)
    assert found["version"] == 1
    assert listed(seeded)["Other"] == (1, True, True)
    assert seeded.json("book", "diff", 0, 1)["differences"] == []


def test_a_draft_of_an_import_has_the_name_it_is_given(seeded, tmp_path):
    import openpyxl

    path = tmp_path / "exported.xlsx"
    workbook = openpyxl.load_workbook(path)
    cell = next(c for row in workbook["Terms"].iter_rows() for c in row if c.value == "MQL")
    cell.value = "Warm lead"
    workbook.save(path)
    assert seeded.json("book", "import", path)["draft"]["name"] == "exported"
    assert seeded.json("book", "import", path, "--name", "Next")["draft"]["name"] == "Next"
    taken = seeded.run("book", "import", path, "--name", "Next", "--json")
    assert (taken.code, taken.json["error"]["code"]) == (1, "draft_name_taken")


def test_a_version_that_begins_later_is_not_in_force(seeded, tmp_path):
    with open_store(seeded.store) as store:
        from funneldesk.operations.book_view import adopt_signed
        from funneldesk.operations.business_day import business_day

        adopt_signed(store, {"marketing": "Sato", "sales": "Suzuki"}, business_day(store) + 30, "")
    found = seeded.json("book", "log")["versions"]
    assert [(v["version"], v["in_force"], v["later"]) for v in found] == [(0, True, False), (1, False, True)]
    assert "not in force yet" in seeded.run("book", "log").out
