"""funneldesk book import: an edited workbook becomes the draft, or says by sheet and cell why not."""

import openpyxl
import pytest


@pytest.fixture
def exported(line, tmp_path):
    """Return a workbook of the example book, and the command line of its store."""
    path = tmp_path / "definitions.xlsx"
    # The first import makes the store.
    seed = tmp_path / "leads.csv"
    seed.write_text("e-mail,company\na@example.com,A\n", encoding="utf-8")
    line.json("import", seed, "--kind", "leads")
    line.json("book", "export", path)
    return path


def edit(path, sheet, cell, value):
    workbook = openpyxl.load_workbook(path)
    workbook[sheet][cell] = value
    workbook.save(path)


def find(path, sheet, words):
    """Return the cell of a sheet that says `words`."""
    workbook = openpyxl.load_workbook(path)
    return next(c.coordinate for row in workbook[sheet].iter_rows() for c in row if c.value == words)


def test_an_unchanged_workbook_takes_nothing(line, exported):
    found = line.json("book", "import", exported)
    assert (found["draft"], found["differences"], found["problems"]) == (None, [], [])


def test_an_edited_cell_is_the_draft(line, exported):
    edit(exported, "Terms", find(exported, "Terms", "MQL"), "Warm lead")
    found = line.json("book", "import", exported)
    assert [(d["part"], d["before"], d["after"]) for d in found["differences"]] == [
        ("terms", "MQL", "Warm lead")
    ]
    assert found["draft"]["saved"]
    assert found["problems"] == []
    assert [v["version"] for v in line.json("book", "log")["versions"]] == [0]


def test_a_cell_that_cannot_be_understood_stops_everything(line, exported):
    edit(exported, "Terms", find(exported, "Terms", "MQL"), "Warm lead")
    points = find(exported, "Criteria", 60)
    edit(exported, "Criteria", points, "many")
    ran = line.run("book", "import", exported, "--json")
    assert ran.code == 1
    assert [(p["sheet"], p["cell"], p["code"]) for p in ran.json["problems"]] == [
        ("Criteria", points, "misread")
    ]
    assert ran.json["draft"] is None
    assert ran.json["error"]["code"] == "book_misread"
    said = line.run("book", "import", exported)
    assert said.code == 1
    assert f"Criteria {points}: a number is expected here, not “many”" in said.out


def test_it_is_agreed_at_once_with_both_signatures(line, exported):
    edit(exported, "Terms", find(exported, "Terms", "MQL"), "Warm lead")
    sign = ("--sign", "marketing=Sato", "--sign", "sales=Suzuki")
    found = line.json("book", "import", exported, "--adopt", *sign)
    assert found["version"] == 1
    newest = line.json("book", "log")["versions"][-1]
    assert {s["side"]: s["name"] for s in newest["signatures"]} == {"marketing": "Sato", "sales": "Suzuki"}


def test_a_missing_signature_keeps_the_draft_and_says_so(line, exported):
    edit(exported, "Terms", find(exported, "Terms", "MQL"), "Warm lead")
    ran = line.run("book", "import", exported, "--adopt", "--sign", "marketing=Sato", "--json")
    assert ran.code == 1
    assert ran.json["error"]["code"] == "signature_missing"
    assert ran.json["draft"]["saved"]


@pytest.mark.parametrize("wrong", [("--sign", "sales=Suzuki"), ("--adopt", "--sign", "boss=Suzuki")])
def test_wrong_usage(line, exported, wrong):
    assert line.run("book", "import", exported, *wrong).code == 2


def test_a_missing_store_is_made(line, exported, tmp_path):
    edit(exported, "Terms", find(exported, "Terms", "MQL"), "Warm lead")
    line.store = tmp_path / "other" / "new.db"
    found = line.json("book", "import", exported)
    assert len(found["differences"]) == 1
    assert line.store.exists()


def test_no_store_is_left_behind_by_a_file_that_is_no_book(line, tmp_path):
    path = tmp_path / "list.xlsx"
    openpyxl.Workbook().save(path)
    ran = line.run("book", "import", path, "--json")
    assert ran.code == 1
    assert ran.json["error"]["code"] in {"not_a_book", "no_rows"}
    assert not line.store.exists()


def test_an_older_workbook_says_so(line, exported):
    edited = exported.with_name("edited.xlsx")
    edited.write_bytes(exported.read_bytes())
    edit(edited, "Terms", find(edited, "Terms", "MQL"), "Warm lead")
    line.json("book", "import", edited, "--adopt", "--sign", "marketing=S", "--sign", "sales=S")
    found = line.json("book", "import", exported)
    assert found["notes"][0].startswith("The workbook was saved from version 0; the newest is version 1.")
    assert (found["differences"], found["draft"]) == ([], None), "nothing was edited in it"
