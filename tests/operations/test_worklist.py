"""The work list as it goes out: a sheet for each person in charge, only the cells to fill in open, nothing a formula."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from funneldesk.domain.worklist.worklist_ids import ids_in
from funneldesk.errors import UserError
from funneldesk.operations import by_hand
from funneldesk.operations.duties import duties_of
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.stores import in_memory_store
from funneldesk.operations.worklist import worklist_of, write_worklist, written_words
from funneldesk.operations.worklist_matters import count_matters
from tests.operations.taking import take
from tests.operations.worklists import MADE, Filling, company


def test_who_owes_what_the_most_urgent_first() -> None:
    with company() as store:
        found = worklist_of(store, MADE)
        rows = [(row.name, row.side, row.owner, row.actions, row.due) for row in found.rows]
        assert rows == [
            ("山田 太郎", "is", "", ("架電する",), date(2026, 4, 2).toordinal()),
            ("鈴木 花子", "sales", "佐藤", ("「受け入れる」か「見送る」を選ぶ",), MADE),
            ("=HYPERLINK(1)", "sales", "", ("「受け入れる」か「見送る」を選ぶ",), MADE),
        ]
        first = found.rows[0]
        assert (first.is_late, first.score, first.title, first.phone) == (True, 90, "部長", "03-1234-5678")
        assert "問い合わせ" in first.why
        assert first.touches == ("2026/04/01 問い合わせ「見積依頼」",)
        assert "ルール1" in first.handed
        assert found.rows[1].handed.startswith("2026/04/01に引き渡し。\nルール4")
        assert found.rows[1].handed.endswith("きっかけ: 展示会")
        assert [(one.owner, one.side, len(one.rows)) for one in found.sheets()] == [
            ("佐藤", "", 1), ("", "sales", 1), ("", "is", 1)
        ]  # fmt: skip
        assert [row.name for row in worklist_of(store, MADE, "佐藤").rows] == ["鈴木 花子"]
        assert count_matters(store, duties_of(store, MADE)) == 3


def test_what_one_side_owes_about_one_lead_is_one_row_and_waiting_hand_overs_without_a_rule_stand_there_too() -> (
    None
):
    with company() as store:
        # A week without contact: inside sales calls again, beside the decision that sales owes.
        later = date(2026, 4, 10).toordinal()
        by_hand.hand_over(store, 4, "is", MADE)
        by_hand.called(store, 4, MADE, reached=True, note="また電話する")
        rows = {(row.name, row.side): row for row in worklist_of(store, later).rows}
        assert {key for key in rows if key[0] == "鈴木 花子"} == {("鈴木 花子", "sales"), ("鈴木 花子", "is")}
        waiting = rows["高橋 四郎", "is"]
        # Reached, and nobody has decided since: no rule of the book asks for it, and it is not forgotten.
        assert (waiting.actions, waiting.is_late) == (("営業へ引き渡すか、見送るかを決める",), True)
        assert waiting.handed.endswith("2026/04/07から判断待ちです。")
        number = by_hand.called(store, 4, later, reached=True)
        [both] = [row for row in worklist_of(store, later).rows if row.name == "高橋 四郎"]
        assert both.actions == ("SFAにコメントを残す",)
        # Nobody decides about people who asked not to be contacted.
        by_hand.undo_act(store, number)
        take(store, "leads", [{"external_id": "4", "opt_out": "1"}], list_date="2026-04-10")
        assert ("高橋 四郎", "is") not in {(row.name, row.side) for row in worklist_of(store, later).rows}


def test_a_call_owed_to_inside_sales_answers_the_hand_over_to_it(tmp_path: Path) -> None:
    with company() as store:
        by_hand.hand_over(store, 1, "is", MADE - 40)
        by_hand.hand_over(store, 1, "is", MADE)
        newest = max(leg.record for leg in legs_of_store(store))
        [row] = [one for one in worklist_of(store, MADE).rows if one.ids.lead == 1]
        assert (row.ids.leg, row.actions) == (newest, ("架電する",))
        filling = Filling(store, tmp_path / "list.xlsx")
        filling.fill("山田 太郎", result="見送る", reason="不通", day="4/4").take(store)
        assert by_hand.leg_of(store, newest).reason == "不通"
        # What was handed on to sales no longer waits with inside sales.
        by_hand.hand_over(store, 4, "is", MADE)
        assert ("is", 4) in {(one.side, one.ids.lead) for one in worklist_of(store, MADE).rows}
        by_hand.hand_over(store, 4, "sales", MADE)
        assert [one.side for one in worklist_of(store, MADE).rows if one.ids.lead == 4] == ["sales"]


def test_the_workbook_is_protected_but_for_five_cells_a_row(tmp_path: Path) -> None:
    with company() as store:
        filling = Filling(store, tmp_path / "リスト.xlsx")
        assert filling.workbook.sheetnames == [
            "佐藤",
            "担当未定（営業）",
            "担当未定（IS）",
            "使い方",
            "選択肢",
        ]
        sheet, row = filling.place("=HYPERLINK(1)")
        assert sheet.cell(row, 3).data_type == "s"
        assert sheet.protection.sheet
        locked = [sheet.cell(row, column).protection.locked for column in range(1, 17)]
        assert locked == [True] * 10 + [False] * 5 + [True]
        assert sheet.column_dimensions["P"].hidden
        ids = ids_in(sheet.cell(row, 16).value)
        assert ids is not None
        assert (ids.lead, ids.rules, ids.made.toordinal()) == (3, ("decide",), MADE)
        assert sheet.freeze_panes == "D5"
        assert sheet.print_title_rows == "$4:$4"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        checks = {str(check.sqref): check for check in sheet.data_validations.dataValidation}
        assert [checks[place].type for place in ("K5", "L5", "M5", "O5")] == [
            "list", "list", "date", "date"
        ]  # fmt: skip
        assert sheet.cell(row, 14).value.split("\n")[:2] == ["きっかけ：", "課題："]
        words = [cell.value for cell in filling.workbook["選択肢"]["A"] if cell.value]
        assert words == [
            "受け入れる",
            "見送る",
            "つながった",
            "不通",
            "接触済み",
            "営業へ引き渡す",
            "対応済み",
        ]
        assert "時期尚早" in [cell.value for cell in filling.workbook["選択肢"]["B"]]


def test_sheets_are_named_as_excel_allows_and_unlike_each_other(tmp_path: Path) -> None:
    with in_memory_store("en") as store:
        take(
            store,
            "leads",
            [{"external_id": str(n), "name": f"N{n}", "email": f"n{n}@a.jp"} for n in range(4)],
        )
        for lead, owner in enumerate(("A/B: [1]", "a b   1 ", "History", "x" * 40), start=1):
            by_hand.hand_over(store, lead, "sales", MADE, owner=owner)
        written = write_worklist(store, tmp_path / "list.xlsx", MADE)
        names = openpyxl.load_workbook(written.path).sheetnames
        assert len({name.casefold() for name in names}) == len(names) == 6
        assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
        assert "History" not in names
        assert "4 rows" in written_words(written)


def test_nothing_to_write_is_said(tmp_path: Path) -> None:
    with company() as store:
        for owner, day in ((None, date(2026, 3, 1).toordinal()), ("田中", MADE)):
            with pytest.raises(UserError) as error:
                write_worklist(store, tmp_path / "list.xlsx", day, owner)
            assert error.value.code == "nothing_owed"
        assert not (tmp_path / "list.xlsx").exists()
