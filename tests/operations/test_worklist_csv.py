"""SAL candidates in the columns of the SFA, and whose headings these are."""

import csv
from pathlib import Path

import pytest

from funneldesk.domain.lists.mapping import ImportPlan
from funneldesk.domain.worklist.sfa_columns import ImportedList, sfa_columns
from funneldesk.errors import UserError
from funneldesk.files.writing.csv_table import write_csv
from funneldesk.operations.importing import undo_import
from funneldesk.operations.worklist_csv import candidates_words, write_candidates
from tests.operations.taking import take
from tests.operations.test_refusals import take as refuse
from tests.operations.worklists import MADE, company


def read(path: Path, encoding: str = "utf-8-sig") -> list[list[str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.reader(file))


def test_candidates_are_written_with_the_comment_begun(tmp_path: Path) -> None:
    with company() as store:
        written = write_candidates(store, tmp_path / "a.csv", MADE)
        head, *rows = read(written.path)
        assert head[:4] == ["姓", "名", "会社名", "部署"]
        assert written.path.read_bytes().startswith(b"\xef\xbb\xbf")
        [row] = rows
        assert row[:3] == ["山田", "太郎", "みなと精機"]
        comment = row[head.index("説明")].split("\n")
        assert comment[0].startswith("スコア90点（2026/04/03）：問い合わせ")
        assert comment[1:3] == ["きっかけ：", "課題："]
        assert "Salesforce" in candidates_words(written)
        other = write_candidates(store, tmp_path / "b.csv", MADE, encoding="cp932")
        # cp932 knows only one of the two wave dashes.
        assert read(other.path, "cp932") == [head, [cell.replace("〜", "～") for cell in row]]
        for owner, day in (("佐藤", MADE), (None, MADE - 30)):
            with pytest.raises(UserError) as error:
                write_candidates(store, tmp_path / "c.csv", day, owner=owner)
            assert error.value.code == "no_candidates"


def test_who_wants_no_mail_is_a_candidate_to_call_and_who_wants_no_contact_is_none(tmp_path: Path) -> None:
    with company() as store:
        head, before = read(write_candidates(store, tmp_path / "a.csv", MADE).path)
        refuse(store, "配信停止", "1")
        _head, row = read(write_candidates(store, tmp_path / "b.csv", MADE).path)
        place = head.index("説明")
        first, *others = before[place].split("\n")
        assert row[place].split("\n") == [first, "配信停止（架電は可）", *others]
        refuse(store, "電話拒否", "1")
        with pytest.raises(UserError) as error:
            write_candidates(store, tmp_path / "c.csv", MADE)
        assert error.value.code == "no_candidates"


def test_headings_are_those_of_the_newest_list_of_the_sfa_that_names_people() -> None:
    def one(kind: str, system: str, day: str, **columns: str) -> ImportedList:
        return ImportedList(kind, system, day, 1, f"{kind}.csv", ImportPlan(kind, columns=columns))  # type: ignore[arg-type]

    deals = one(
        "deals", "own", "2026-04-03", name="案件名", company="取引先", email="担当者メール", amount="金額"
    )
    assert sfa_columns([deals], "ja").columns == (
        ("取引先", "company"), ("担当者メール", "email"), ("引き渡しコメント", "comment")
    )  # fmt: skip
    handovers = one(
        "handovers", "own", "2026-04-01", company="会社", name="氏名", comment="申し送り", side="先"
    )
    assert sfa_columns([deals, handovers], "en").columns[2] == ("申し送り", "comment")
    leads = one(
        "leads",
        "salesforce",
        "2026-01-01",
        company="Company",
        last_name="Last",
        external_id="Lead ID",
        note="Description",
    )
    found = sfa_columns([deals, leads, handovers], "en")
    assert found.list_name == "leads.csv"
    assert found.columns == (("Company", "company"), ("Last", "last_name"), ("Description", "comment"))
    # Deals of companies only, and leads of an MA tool, do not say what people are called in the SFA.
    nobody = [
        one("deals", "x", "2026-04-03", company="c"),
        one("leads", "mautic", "2026-04-03", name="n", company="c"),
    ]
    assert sfa_columns(nobody, "en").list_name == ""


def test_headings_of_an_imported_list_and_plans_of_another_program(tmp_path: Path) -> None:
    with company() as store:
        plan = ImportPlan("handovers", columns={"company": "会社", "name": "氏名", "owner": "担当"})
        import json
        from dataclasses import replace

        from funneldesk.operations.importing import take_list
        from tests.operations.taking import block_of, new_batch

        block = block_of([{"name": "山田 太郎", "company": "みなと精機", "side": "is"}])
        batch = replace(new_batch("handovers", block.fields), plan=json.dumps(plan.to_json()))
        take_list(store, batch, [block])
        # One that was taken back does not count.
        hidden = take(
            store, "deals", [{"company": "みなと精機", "name": "案件", "email": "a@b.jp"}], system="zoho"
        )
        assert hidden.batch is not None
        undo_import(store, hidden.batch)
        written = write_candidates(store, tmp_path / "a.csv", MADE)
        assert written.headings == ("会社", "氏名", "担当", "引き渡しコメント")
        assert "handovers.xlsx" in candidates_words(written)


def test_what_cp932_lacks_is_named_and_formulas_stay_text(tmp_path: Path) -> None:
    rows = [["=1+1", "+81-3-1234", "-x", "-"], ["𠮷田😀", "@a", "髙橋", "①"]]
    write_csv(tmp_path / "a.csv", ["a", "b", "c", "d"], rows)
    assert read(tmp_path / "a.csv")[1:] == [
        ["'=1+1", "+81-3-1234", "'-x", "-"],
        ["𠮷田😀", "'@a", "髙橋", "①"],
    ]
    with pytest.raises(UserError) as error:
        write_csv(tmp_path / "b.csv", ["a", "b", "c", "d"], rows, "cp932")
    assert "𠮷 (row 3), 😀 (row 3)" in error.value.message
    assert "髙" not in error.value.message
    assert not (tmp_path / "b.csv").exists()
    with pytest.raises(UserError, match="…"):
        write_csv(tmp_path / "b.csv", ["a"], [["𠮷"]] * 9, "cp932")


def test_a_lead_with_its_names_apart_keeps_them(tmp_path: Path) -> None:
    with company() as store:
        take(
            store,
            "leads",
            [{"external_id": "1", "last_name": "山田", "first_name": "太郎左衛門"}],
            list_date="2026-04-02",
        )
        _head, row = read(write_candidates(store, tmp_path / "a.csv", MADE).path)
        assert row[:2] == ["山田", "太郎左衛門"]
