"""A work list that comes back: every row recorded, known, disputed or named; all of a file one step back."""

from datetime import date
from pathlib import Path

import pytest

from funneldesk.domain.book.starter import starter_book
from funneldesk.errors import UserError
from funneldesk.operations import by_hand
from funneldesk.operations.checking import check
from funneldesk.operations.duties import duties_of
from funneldesk.operations.importing import imports, undo_import
from funneldesk.operations.legs import Leg, legs_of_store
from funneldesk.operations.merging import merge
from funneldesk.operations.stores import Store
from funneldesk.operations.worklist_import import look_into_worklist
from funneldesk.operations.worklist_words import line_words, status_words, summary
from funneldesk.store.by_hand import acts
from tests.operations.worklists import MADE, TODAY, Filling, company, statuses

DAY = date(2026, 4, 4)


def leg(store: Store, lead: int) -> Leg:
    return next(one for one in legs_of_store(store) if one.lead == lead)


def fill_all(filling: Filling) -> Filling:
    filling.fill("山田 太郎", result="つながった", day="4/4", comment="課題は原価")
    filling.fill("鈴木 花子", result="見送る", reason="時期尚早", day=DAY, recheck_at="令和8年6月1日")
    return filling.fill("=HYPERLINK(1)", result="受け入れる", day="2026.4.4", comment="決裁者は部長")


def test_all_of_a_file_is_recorded_as_one_step_and_taken_back_as_one(tmp_path: Path) -> None:
    with company() as store:
        before = legs_of_store(store)
        filling = fill_all(Filling(store, tmp_path / "list.xlsx"))
        looked, step = filling.through_a_file(store)
        assert set(statuses(looked).values()) == {("new", "")}
        assert (
            next(line.said for line in looked.lines)
            == "Decline the lead, 時期尚早, 2026/04/04, look again on 2026/06/01"
        )
        two, three = leg(store, 2), leg(store, 3)
        assert (two.decision, two.reason, two.decided_at, two.recheck_at) == (
            "rejected", "時期尚早", "2026-04-04", "2026-06-01"
        )  # fmt: skip
        assert (three.decision, three.decided_at, three.comment) == ("accepted", "2026-04-04", "決裁者は部長")
        assert [one for one in duties_of(store, TODAY).duties if one.event in {"candidate", "call"}] == []
        # The same file again, through the reader, changes nothing and says so.
        again, nothing = filling.through_a_file(store)
        assert nothing == 0
        assert set(statuses(again).values()) == {("known", "")}
        by_hand.undo_act(store, step)
        assert legs_of_store(store) == before
        assert len(acts(store.connection)) == 2
        by_hand.redo_act(store, step)
        assert leg(store, 2) == two
        assert check(store) == ()
        assert len(imports(store)) == 3


def test_decided_otherwise_meanwhile_what_is_here_stays_until_the_list_is_chosen(tmp_path: Path) -> None:
    with company() as store:
        filling = fill_all(Filling(store, tmp_path / "list.xlsx"))
        by_hand.decide(store, leg(store, 2).record, "accepted", MADE)
        by_hand.decide(store, leg(store, 3).record, "accepted", DAY.toordinal())
        looked = filling.look(store)
        assert statuses(looked) == {
            "山田 太郎": ("new", ""), "鈴木 花子": ("conflict", ""), "=HYPERLINK(1)": ("new", "")
        }  # fmt: skip
        [conflict] = looked.of("conflict")
        assert conflict.here == "Accept the lead, 2026/04/03"
        assert "Accept the lead, 2026/04/03" in line_words(conflict)
        # The other one says the same decision: only its comment is new.
        [other] = [line for line in looked.lines if line.lead == 3]
        assert [set(entry.values) for entry in other.entries] == [
            {"handover_id", "side", "handed_at", "comment", "commented_at"}
        ]
        filling.take(store)
        assert leg(store, 2).decision == "accepted"
        # A copy of the row is the same dispute.
        sheet, row = filling.place("鈴木 花子")
        for column in range(1, 17):
            sheet.cell(row + 2, column).value = sheet.cell(row, column).value
        assert [line.status for line in filling.look(store).lines if line.lead == 2] == ["conflict"] * 2
        assert filling.take(store, choices=(conflict.key,)) > 0
        assert leg(store, 2).decision == "rejected"
        # Recorded and then decided otherwise by hand: the file is old news, not a dispute.
        by_hand.decide(store, leg(store, 2).record, "accepted", TODAY)
        assert statuses(filling.look(store))["鈴木 花子"] == ("known", "")


def test_a_decision_made_before_the_list_may_be_changed_by_it(tmp_path: Path) -> None:
    with company() as store:
        by_hand.decide(store, leg(store, 2).record, "accepted", MADE)
        filling = Filling(store, tmp_path / "list.xlsx", TODAY)  # a week without contact: on the list of IS
        filling.fill("鈴木 花子", result="接触済み", day="4/9")
        by_hand.contacted(store, leg(store, 2).record, date(2026, 4, 8).toordinal())
        [line] = filling.look(store).of("conflict")
        assert line.here == "First contact made, 2026/04/08"
        filling.fill("鈴木 花子", result="見送る", reason="競合")
        assert filling.look(store).of("conflict")
        by_hand.undo_act(store, acts(store.connection)[-1].id)
        assert statuses(filling.look(store)) == {"鈴木 花子": ("new", "")}
        filling.take(store)
        assert leg(store, 2).decision == "rejected"


@pytest.mark.parametrize(
    ("who", "cells", "code"),
    [
        ("山田 太郎", {"result": "受け入れる", "day": "4/4"}, "no_handover"),
        ("山田 太郎", {"recheck_at": "2026/6/1"}, "no_result"),
        ("鈴木 花子", {"result": "受け入れる", "day": "2026/3/20"}, "before_handover"),
        ("鈴木 花子", {"result": "営業へ引き渡す", "day": "4/4"}, "handed_already"),
        ("鈴木 花子", {"result": "NG", "day": "4/4"}, "unknown_result"),
    ],
)
def test_what_cannot_be_is_named_and_the_rest_is_taken(
    tmp_path: Path, who: str, cells: dict[str, str], code: str
) -> None:
    with company() as store:
        filling = Filling(store, tmp_path / "list.xlsx").fill("=HYPERLINK(1)", comment="了解")
        looked = filling.fill(who, **cells).look(store)
        assert statuses(looked) == {who: ("problem", code), "=HYPERLINK(1)": ("new", "")}
        [line] = looked.of("problem")
        assert line.problem is not None
        assert line.problem.next_step
        assert line_words(line).startswith(line.said)
        filling.take(store)
        assert leg(store, 3).comment == "了解"


def test_every_result_leaves_what_the_rules_ask_for(tmp_path: Path) -> None:
    with company() as store:
        filling = Filling(store, tmp_path / "list.xlsx")
        filling.fill("山田 太郎", result="営業へ引き渡す", day="4/4", comment="急ぎ")
        filling.fill("鈴木 花子", result="接触済み", day="4/4", comment="メール")
        filling.fill("=HYPERLINK(1)", result="対応済み", day="4/4", comment="訪問")
        step = filling.take(store)
        handed = leg(store, 1)
        assert (handed.side, handed.handed_at, handed.comment) == ("sales", "2026-04-04", "急ぎ")
        assert (leg(store, 2).contacted_at, leg(store, 2).comment) == ("2026-04-04", "メール")
        assert [one.values["rule"] for one in acts(store.connection, "done")] == ["decide"]
        assert leg(store, 3).comment == "訪問"
        assert set(statuses(filling.look(store)).values()) == {("known", "")}
        by_hand.undo_act(store, step)
        # Inside sales gives up somebody nobody had handed over.
        filling.fill("山田 太郎", result="見送る", reason="不通", comment=None)
        filling.take(store)
        assert (leg(store, 1).side, leg(store, 1).decision, leg(store, 1).reason) == (
            "is",
            "rejected",
            "不通",
        )
        assert statuses(filling.look(store))["山田 太郎"] == ("known", "")
        by_hand.undo_act(store, acts(store.connection)[-1].id)
        by_hand.hand_over(store, 1, "sales", TODAY)
        assert statuses(filling.look(store))["山田 太郎"] == ("conflict", "")
        by_hand.decide(store, leg(store, 1).record, "rejected", DAY.toordinal(), reason="不通")
        assert statuses(filling.look(store))["山田 太郎"] == ("known", "")


def test_giving_up_somebody_is_disputed_only_by_what_happened_since(tmp_path: Path) -> None:
    with company() as store:
        by_hand.hand_over(store, 1, "is", MADE - 30)
        by_hand.decide(store, leg(store, 1).record, "rejected", MADE - 29, reason="時期尚早")
        filling = Filling(store, tmp_path / "list.xlsx")
        filling.fill("山田 太郎", result="見送る", reason="不通", day="4/4")
        [line] = filling.look(store).lines
        assert (line.status, line_words(line)) == ("new", line.said)
        by_hand.decide(store, leg(store, 1).record, "accepted", MADE + 1)
        [line] = filling.look(store).lines
        assert (line.status, line.here) == ("conflict", "Accept the lead, 2026/04/04")


def test_the_template_stands_in_each_row_and_counts_only_where_somebody_wrote(tmp_path: Path) -> None:
    with company() as store:
        filling = Filling(store, tmp_path / "list.xlsx")
        sheet, row = filling.place("鈴木 花子")
        template = sheet.cell(row, 14).value
        assert template.split("\n") == [
            f"{line}：" for line in starter_book("ja").data_rules.comment_template
        ]
        looked = filling.look(store)
        assert (looked.lines, looked.empty) == ((), 3)
        begun = template.replace("課題：", "課題： 在庫").replace("予算感：", "予算感：\n来期から")
        filling.fill("鈴木 花子", comment=begun)
        assert filling.take(store) > 0
        [comment] = {leg.comment for leg in legs_of_store(store) if leg.lead == 2}
        assert comment == "課題： 在庫\n予算感：\n来期から"
        assert [line.status for line in filling.look(store).lines] == ["known"]


def test_what_marketing_looks_at_again_stands_on_the_list_of_everybody(tmp_path: Path) -> None:
    with company() as store:
        newest = max(leg.record for leg in legs_of_store(store))
        by_hand.decide(store, newest, "rejected", MADE - 1, reason="情報収集のみ", recheck=MADE)
        filling = Filling(store, tmp_path / "list.xlsx")
        assert "担当未定（マーケ）" in filling.workbook.sheetnames
        filling.fill("=HYPERLINK(1)", result="つながった", day="4/6").take(store)
        assert [one.event for one in duties_of(store, TODAY).duties if one.lead == 3] == ["call"]
        filling.fill("=HYPERLINK(1)", result="見送る", reason="不通", day="4/7").take(store)
        newest_leg = max(legs_of_store(store), key=lambda leg: leg.record)
        assert (newest_leg.lead, newest_leg.side, newest_leg.reason) == (3, "is", "不通")


def test_a_comment_or_a_date_alone_needs_no_result(tmp_path: Path) -> None:
    with company() as store:
        filling = Filling(store, tmp_path / "list.xlsx")
        filling.fill("山田 太郎", comment="不在がち")
        filling.fill("鈴木 花子", recheck_at="2026/6/1")
        filling.fill("=HYPERLINK(1)", result="不通", day="4/4", comment="留守電")
        filling.take(store)
        notes = {one.values["note"] for one in acts(store.connection, "activities")}
        assert notes == {"不在がち", "留守電"}
        assert leg(store, 2).recheck_at == "2026-06-01"
        # A day later the same comment is still the same.
        assert set(statuses(filling.look(store, TODAY + 1)).values()) == {("known", "")}


def test_a_result_without_a_date_waits_for_a_day(tmp_path: Path) -> None:
    with company() as store:
        filling = Filling(store, tmp_path / "list.xlsx").fill("山田 太郎", result="不通")
        looked = filling.look(store)
        assert statuses(looked) == {"山田 太郎": ("problem", "no_day")}
        # The headings of a comment, which stood there, are nobody's words.
        assert [line.said for line in looked.of("problem")] == ["不通"]
        filling.take(store, day=DAY.toordinal())
        assert [one.values["occurred_at"] for one in acts(store.connection, "activities")] == ["2026-04-04"]


def test_rows_moved_copied_and_sorted_only_in_part_stay_with_their_people(tmp_path: Path) -> None:
    with company() as store:
        filling = fill_all(Filling(store, tmp_path / "list.xlsx"))
        one, row = filling.place("鈴木 花子")
        other, at = filling.place("=HYPERLINK(1)")
        # The ids of two rows changed places: what the rows say of their people counts.
        one.cell(row, 16).value, other.cell(at, 16).value = other.cell(at, 16).value, one.cell(row, 16).value
        looked = filling.look(store)
        assert {line.person: line.lead for line in looked.lines} == {
            "鈴木 花子": 2, "=HYPERLINK(1)": 3, "山田 太郎": 1
        }  # fmt: skip
        assert set(statuses(looked).values()) == {("new", "")}
        # A copy that says the same is no second decision; one that says otherwise stops both.
        for column in range(1, 17):
            other.cell(at + 3, column).value = other.cell(at, column).value
        assert [line.status for line in filling.look(store).lines if line.lead == 3] == ["new", "known"]
        other.cell(at + 3, 11).value, other.cell(at + 3, 12).value = "見送る", "競合"
        stopped = [line for line in filling.look(store).lines if line.lead == 3]
        assert [line.problem and line.problem.code for line in stopped] == ["two_rows", "two_rows"]
        for column in range(1, 17):
            other.cell(at + 5, column).value = other.cell(at, column).value
        other.cell(at + 5, 11).value = "接触済み"
        assert [line.status for line in filling.look(store).lines if line.lead == 3] == ["problem"] * 3
        for column in range(1, 17):
            other.cell(at + 5, column).value = None
        other.cell(at + 3, 11).value = "つながった"
        assert [line.status for line in filling.look(store).lines if line.lead == 3] == ["new", "problem"]


def test_without_ids_people_are_found_by_address_or_name_and_company(tmp_path: Path) -> None:
    with company() as store:
        filling = fill_all(Filling(store, tmp_path / "list.xlsx"))
        for sheet in filling.sheets():
            sheet.delete_cols(16)
        looked = filling.look(store)
        assert {line.person: (line.lead, line.status) for line in looked.lines} == {
            "鈴木 花子": (2, "new"), "=HYPERLINK(1)": (3, "new"), "山田 太郎": (1, "new")
        }  # fmt: skip
        assert any("hidden ids" in note for note in looked.notes)
        sheet, row = filling.place("鈴木 花子")
        sheet.cell(row, 7).value = None
        assert next(line.lead for line in filling.look(store).lines) == 2
        sheet.cell(row, 4).value = "どこか"
        assert statuses(filling.look(store))["鈴木 花子"] == ("problem", "nobody")
        # Nothing to mark as done without the rule it was for.
        filling.fill("山田 太郎", result="対応済み")
        assert statuses(filling.look(store))["山田 太郎"] == ("problem", "nothing_to_mark")
        # Declined already, and no list says whether that was known: both are shown.
        by_hand.hand_over(store, 1, "is", MADE)
        by_hand.decide(store, leg(store, 1).record, "accepted", MADE)
        filling.fill("山田 太郎", result="見送る", reason="競合")
        assert statuses(filling.look(store))["山田 太郎"] == ("conflict", "")


def test_an_address_of_several_people_is_nobody(tmp_path: Path) -> None:
    from tests.operations.taking import take

    with company() as store:
        filling = Filling(store, tmp_path / "list.xlsx").fill("山田 太郎", result="不通", day="4/4")
        shared = [
            {"external_id": str(10 + n), "name": f"代表{n}", "company": f"会社{n}", "email": "info@many.jp"}
            for n in range(25)
        ]
        take(store, "leads", shared)
        sheet, row = filling.place("山田 太郎")
        sheet.cell(row, 7).value, sheet.cell(row, 16).value = "info@many.jp", None
        assert statuses(filling.look(store)) == {"山田 太郎": ("problem", "several_people")}


def test_a_corrected_spelling_is_the_same_person(tmp_path: Path) -> None:
    with company() as store:
        filling = Filling(store, tmp_path / "list.xlsx").fill("鈴木 花子", result="接触済み", day="4/4")
        sheet, row = filling.place("鈴木 花子")
        sheet.cell(row, 4).value = "港精機株式会社"
        [line] = filling.look(store).lines
        assert (line.lead, line.status) == (2, "new")
        # A name that nobody has, no address: the ids alone do not say that she is meant.
        for column in (3, 7):
            sheet.cell(row, column).value = None
        assert [line.status for line in filling.look(store).lines] == ["problem"]
        for column in (3, 4, 7):
            sheet.cell(row, column).value = None
        [line] = filling.look(store).lines
        assert (line.lead, line.status) == (2, "new")


def test_lists_of_other_data_and_leads_that_are_gone_or_merged(tmp_path: Path) -> None:
    with company() as store, company() as other:
        filling = fill_all(Filling(other, tmp_path / "other.xlsx"))
        assert set(statuses(filling.look(store)).values()) == {("problem", "other_store")}
        filling = fill_all(Filling(store, tmp_path / "list.xlsx"))
        merge(store, 4, 1)
        merge(store, 2, 3)
        looked = filling.look(store)
        assert {line.lead for line in looked.lines} == {1, 2}
        filling.take(store)
        leads = next(one for one in imports(store) if one.kind == "leads")
        undo_import(store, leads.id)
        gone = statuses(filling.look(store))
        assert gone["鈴木 花子"] == ("problem", "no_handover")
        # She is known by the inquiry still, under her address.
        assert gone["山田 太郎"][0] in {"known", "new"}
        activities = next(one for one in imports(store) if one.kind == "activities")
        undo_import(store, activities.id)
        assert statuses(filling.look(store))["山田 太郎"] == ("problem", "nobody")


def test_what_a_list_says_beside_its_rows(tmp_path: Path) -> None:
    with company() as store:
        filling = Filling(store, tmp_path / "list.xlsx")
        looked = filling.look(store)
        assert (looked.lines, looked.empty) == ((), 3)
        assert "7 days old" in looked.notes[0]
        assert summary(looked, 0)[0].startswith("Nothing is filled in")
        sheet, _row = filling.place("鈴木 花子")
        sheet.cell(4, 12).value = "わけ"
        assert "わけ" not in "".join(filling.look(store, MADE).notes)
        assert "佐藤" in filling.look(store, MADE).notes[0]
        sheet.cell(4, 12).value = "理由"
        fill_all(filling)
        by_hand.decide(store, leg(store, 2).record, "accepted", MADE)
        filling.fill("山田 太郎", result="OK")
        said, then = summary(filling.look(store), 0)
        assert ["would be" in said, "otherwise" in said, "unclear" in said, bool(then)] == [True] * 4
        assert "1 row is recorded" in summary(filling.look(store), 7)[0]
        assert {status_words(status) for status in ("new", "known", "conflict", "problem")}


def test_a_file_that_is_no_work_list_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("氏名,会社名\n山田,みなと\n", encoding="utf-8")
    with company() as store, pytest.raises(UserError) as error:
        look_into_worklist(store, tmp_path / "x.csv", TODAY)
    assert error.value.code == "no_worklist"
