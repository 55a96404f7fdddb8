"""funneldesk worklist: out, back as decisions, and candidates for the SFA."""

from datetime import date

import openpyxl
import pytest

from funneldesk.operations import by_hand
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.stores import open_reader, open_store
from tests.cli.lists import write

LEADS = """氏名,会社名,メールアドレス
高橋 翔太,青葉,takahashi@aoba.co.jp
佐藤 恵,青葉,sato@aoba.co.jp
"""
HANDOVERS = """引き渡しID,メールアドレス,引き渡し先,引き渡し日,判断,担当者
H1,takahashi@aoba.co.jp,営業,2026-01-08,,田中
H2,sato@aoba.co.jp,営業,2026-01-09,,
"""
DAY = ("--as-of", "2026-01-15")


@pytest.fixture
def exported(line, tmp_path):
    """Return the path of a work list of two hand-overs that wait."""
    line.json("import", write(tmp_path, "リード一覧.csv", LEADS), "--kind", "leads")
    line.json("import", write(tmp_path, "引き渡し.csv", HANDOVERS), "--kind", "handovers")
    path = tmp_path / "list.xlsx"
    found = line.json("worklist", "export", path, *DAY)
    assert found == {"file": str(path), "rows": 3, "owners": ["田中"]}
    return path


def fill(path, name, *cells):
    workbook = openpyxl.load_workbook(path)
    rows = (row for sheet in workbook.worksheets for row in sheet.iter_rows(max_col=16) if len(row) > 10)
    row = next(row for row in rows if row[2].value == name)
    for cell, value in zip(row[10:], cells, strict=False):
        cell.value = value
    workbook.save(path)


def test_out_filled_in_and_back(line, exported):
    fill(exported, "高橋 翔太", "Accept the lead", None, "2026/1/12", "部長が決める")
    fill(exported, "佐藤 恵", "Decline the lead", "気分", "2026/1/12")
    rehearsed = line.json("worklist", "import", exported, "--dry-run", *DAY)
    assert (rehearsed["dry_run"], rehearsed["step"], rehearsed["recorded"]) == (True, None, 1)
    with open_reader(line.store) as store:
        assert {leg.decision for leg in legs_of_store(store)} == {""}
    done = line.json("worklist", "import", exported, *DAY)
    assert (done["recorded"], done["known"], done["empty"]) == (1, 0, 1)
    [problem] = done["problems"]
    assert (problem["person"], problem["code"]) == ("佐藤 恵", "unknown_reason")
    assert problem["row"] > 4
    assert problem["next"]
    again = line.run("worklist", "import", exported, *DAY)
    assert again.code == 0
    assert "1 row is known already and changes nothing." in again.out
    assert "佐藤 恵" in again.out
    assert line.run("worklist", "undo", done["step"]).out == "Taken back.\n"
    with open_reader(line.store) as store:
        assert {leg.decision for leg in legs_of_store(store)} == {""}
    assert line.json("worklist", "redo", done["step"]) == {"step": done["step"], "undone": False}
    assert line.run("worklist", "undo", 999).code == 1


def test_a_dispute_is_listed_and_decided_by_the_user(line, exported):
    fill(exported, "高橋 翔太", "Accept the lead", None, "2026/1/12")
    with open_store(line.store) as store:
        record = next(leg.record for leg in legs_of_store(store) if leg.owner)
        number = by_hand.decide(store, record, "rejected", date(2026, 1, 13).toordinal(), reason="Too early")
    ran = line.run("worklist", "import", exported, *DAY, "--json")
    assert ran.code == 1
    assert ran.json["error"]["code"] == "nothing_taken"
    [conflict] = ran.json["conflicts"]
    assert (conflict["here"], conflict["said"]) == (
        "Decline the lead, Too early, 2026/01/13", "Accept the lead, 2026/01/12"
    )  # fmt: skip
    words = line.run("worklist", "import", exported, *DAY)
    assert words.code == 1
    assert "Decided otherwise meanwhile" in words.out
    assert "stays unless" in words.err
    key = f"{conflict['sheet']}:{conflict['row']}"
    fill(exported, "佐藤 恵", "First contact made", None, "2026/1/12")
    said = line.run("worklist", "import", exported, *DAY).out
    assert "takes all of it back" in said
    assert "Decided otherwise meanwhile" in said
    assert line.run("worklist", "import", exported, "--take", "x:1", *DAY).code == 2
    assert line.json("worklist", "import", exported, "--take", key, *DAY)["recorded"] == 1
    assert line.json("worklist", "import", exported, "--take", "all", *DAY)["known"] == 2
    assert number


def test_a_day_for_rows_without_one_and_one_person_only(line, exported):
    line.json("worklist", "export", exported, "--owner", "田中", *DAY)
    assert openpyxl.load_workbook(exported).sheetnames[0] == "田中"
    fill(exported, "高橋 翔太", "First contact made")
    ran = line.run("worklist", "import", exported, *DAY, "--json")
    assert (ran.code, ran.json["problems"][0]["code"]) == (1, "no_day")
    assert line.json("worklist", "import", exported, "--day", "2026-01-12", *DAY)["recorded"] == 1


def test_what_is_no_work_list_and_what_is_one(line, exported, tmp_path):
    nothing = line.json("worklist", "import", exported, *DAY)
    assert (nothing["recorded"], nothing["empty"]) == (0, 3)
    ran = line.run("import", exported)
    assert ran.code == 1
    assert "worklist import" in ran.err
    assert line.run("worklist", "import", tmp_path / "リード一覧.csv").code == 1
    assert line.run("worklist", "import", tmp_path / "none.xlsx").code == 1
    wrong = line.run("worklist", "export", tmp_path / "list.csv")
    assert (wrong.code, "list.xlsx" in wrong.err) == (1, True)


def test_candidates_for_the_sfa(line, exported, tmp_path):
    ran = line.run("worklist", "csv", tmp_path / "c.csv", *DAY)
    assert (ran.code, "no SAL candidate" in ran.err) == (1, True)
    form = "氏名,会社名,メールアドレス,役職,日時,行動,コンテンツ\n田 一,港,t@minato.jp,部長,2026-01-14,見積依頼,見積依頼\n"
    line.json("import", write(tmp_path, "行動.csv", form), "--kind", "activities")
    kinds = write(tmp_path, "コンテンツ.csv", "コンテンツ,種別\n見積依頼,問い合わせ\n")
    line.json("import", kinds, "--kind", "contents")
    found = line.json("worklist", "csv", tmp_path / "c.csv", "--encoding", "cp932", *DAY)
    assert (found["rows"], found["headings_of"], found["headings"][0]) == (1, None, "Last Name")
    assert "Salesforce" in line.run("worklist", "csv", tmp_path / "c.csv", *DAY).out
