"""What exports are taken for: kind, tool, and every column, by headings and by content."""

import pytest

from funneldesk.files.detection.detection import Detected, detect
from funneldesk.files.detection.headings import unique_headings
from funneldesk.files.detection.presets import name_space, recognise
from tests.files.exports import Export
from tests.files.exports_bookings import BOOKINGS
from tests.files.exports_english import ENGLISH
from tests.files.exports_further import FURTHER
from tests.files.exports_hand_made import HAND_MADE
from tests.files.exports_japanese import JAPANESE
from tests.files.exports_more import MORE
from tests.files.exports_plain import PLAIN
from tests.files.exports_seen import SEEN
from tests.files.exports_unseen_crms import UNSEEN_CRMS
from tests.files.exports_unseen_forms import UNSEEN_FORMS
from tests.files.exports_unseen_lists import UNSEEN_LISTS
from tests.files.exports_unseen_others import UNSEEN_OTHERS
from tests.files.exports_unseen_rows import UNSEEN_ROWS
from tests.files.exports_unseen_sheets import UNSEEN_SHEETS
from tests.files.exports_unseen_tools import UNSEEN_TOOLS

EXPORTS = (
    *JAPANESE,
    *HAND_MADE,
    *ENGLISH,
    *MORE,
    *SEEN,
    *PLAIN,
    *FURTHER,
    *UNSEEN_TOOLS,
    *UNSEEN_OTHERS,
    *UNSEEN_LISTS,
    *UNSEEN_SHEETS,
    *UNSEEN_FORMS,
    *UNSEEN_ROWS,
    *UNSEEN_CRMS,
    *BOOKINGS,
)

#: Their numbers tell entries apart, so no row may stand there twice.
TOLD_BY_CELLS = (*UNSEEN_ROWS, *UNSEEN_CRMS, *BOOKINGS)


def detected(headings: list[str], rows: list[list[str]], context: str = "") -> Detected:
    """Return what a small list is taken for."""
    return detect(headings, [list(cells) for cells in zip(*rows, strict=True)], context)[0]


def taken(headings: list[str], rows: list[list[str]]) -> dict[str, str]:
    """Return field -> heading of a small list."""
    return detected(headings, rows).columns


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_an_export_is_understood_column_by_column(export: Export) -> None:
    headings = unique_headings([heading for heading, _right, _cells in export.lines])
    found = detected(list(headings), export.rows * (1 if export in TOLD_BY_CELLS else 4))
    assert found.kind in export.kind.split("|")
    assert recognise(headings).tool == export.tool
    wrong = {
        guess.heading: guess.field
        for guess, (_heading, right, _cells) in zip(found.guesses, export.lines, strict=True)
        if (guess.field or "kept") not in (right or {"kept"})
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("heading", "cells", "field"),
    [
        ("A", ["takahashi@toto.co.jp", "sato@aoba.co.jp", "mori@aoi.co.jp"], "email"),
        ("B", ["03-1234-5678", "090-1111-2222", "06-2345-6789"], "phone"),
        ("C", ["株式会社東都", "青葉㈱", "有限会社森"], "company"),
        ("D", ["高橋 翔太", "佐藤 恵", "森 健"], "name"),
        ("E", ["高橋翔太", "佐藤恵", "鈴木一郎"], "name"),
        ("F", ["東京都", "大阪府", "愛知県"], "prefecture"),
        ("G", ["7000012050002", "5010001008846", "1180301018771"], "corporate_number"),
        ("日付", ["2026/04/01", "2026/05/11", "2026/06/30"], "acquired_at"),
        ("FAX", ["03-1234-5678", "03-1111-2222", "06-2345-6789"], None),
        ("フリガナ", ["高橋 翔太", "佐藤 恵", "森 健"], None),
        ("誕生日", ["2001/04/01", "1990/05/11", "1988/06/30"], None),
    ],
)
def test_cells_give_a_column_away_that_its_heading_does_not(heading, cells, field):
    headings = ["ID", heading] if field != "external_id" else [heading]
    guess = detected(headings, [[str(n), cell] for n, cell in enumerate(cells, 101)]).guesses[1]
    assert guess.field == field
    assert guess.confidence == ("content" if field else "none")


def test_a_heading_its_cells_contradict_is_doubted():
    rows = [["山田 太郎", "はい"], ["佐藤 恵", "いいえ"], ["森 健", "はい"]]
    guess = detected(["氏名", "獲得日"], rows).guesses[1]
    assert guess.confidence in ("unsure", "none")


def test_names_that_changed_places_are_asked_about():
    rows = [["高橋", "翔太", "a@toto.co.jp"], ["佐藤", "恵", "b@toto.co.jp"], ["鈴木", "健", "c@toto.co.jp"]]
    found = detected(["First Name", "Last Name", "Email"], rows).guesses
    assert [guess.confidence for guess in found] == ["unsure", "unsure", "certain"]
    rows = [[last, first, email] for first, last, email in rows]
    found = detected(["First Name", "Last Name", "Email"], rows).guesses
    assert {guess.confidence for guess in found} == {"certain"}


@pytest.mark.parametrize("heading", ["会社コード", "取引先ID", "Account ID", "Company ID", "得意先コード"])
def test_the_number_of_a_company_names_no_person(heading):
    people = [["7", "株式会社東都", "高橋 翔太"], ["7", "株式会社東都", "佐藤 恵"]]
    assert "external_id" not in taken([heading, "会社名", "氏名"], people)
    companies = [["7", "株式会社東都", "製造業"], ["8", "青葉㈱", "卸売業"]]
    assert taken([heading, "会社名", "業種"], companies)["external_id"] == heading


def test_what_something_was_is_not_what_it_is():
    rows = [["株式会社東都", "株式会社旧東都"], ["青葉㈱", "有限会社青葉"]]
    assert taken(["名前", "旧社名"], rows).get("company") == "名前"


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("受注(予定)日", "closed_at"),
        ("受注日(必須)", "won_at"),
        ("受注予定日", "closed_at"),
        ("成約年月日", "won_at"),
    ],
)
def test_what_is_planned_has_not_happened(heading, field):
    rows = [["D1", "導入", "2026-06-01", "1000"], ["D2", "更新", "2026-07-13", "2000"]]
    assert taken(["案件ID", "案件名", heading, "金額"], rows)[field] == heading


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("メールアドレスを入力してください", "email"), ("お名前をご記入ください。", "name"), ("貴社名は何ですか?", "company"),
        ("What is your job title?", "title"), ("当社を何で知りましたか", "source"), ("ご芳名", "name"),
    ],
)  # fmt: skip
def test_a_form_asks_for_what_it_means(heading, field):
    cells = {
        "email": "a@toto.co.jp",
        "name": "高橋 翔太",
        "company": "㈱東都",
        "title": "課長",
        "source": "検索",
    }
    assert taken([heading, "電話番号"], [[cells[field], "03-1234-5678"]] * 3).get(field) == heading


def test_a_deal_may_be_called_like_its_company():
    rows = [["D1", "株式会社東都", "受注", "1000"], ["D2", "青葉㈱", "失注", "2000"]]
    assert taken(["案件ID", "案件名", "結果", "金額"], rows)["name"] == "案件名"


def test_a_month_and_an_amount_alone_are_no_costs():
    rows = [["2026/04", "1200000"], ["2026/05", "800000"]]
    costs = detected(["月", "広告費"], rows)
    turnover = detected(["月", "金額"], rows, "売上集計")
    assert costs.kind == "costs"
    assert turnover.score < costs.score


def test_yes_under_consent_means_no_opting_out():
    rows = [["a@toto.co.jp", "はい"], ["b@toto.co.jp", "いいえ"]]
    assert detected(["メールアドレス", "メルマガ配信許諾"], rows).values["opt_out"]["はい"] == "0"
    assert "opt_out" not in detected(["メールアドレス", "配信停止"], rows).values


def test_numbers_of_activities_are_what_their_tool_says():
    rows = [["g1", "7", "2026-05-01", "10", "Mail"], ["g2", "8", "2026-05-02", "2", "Form"]]
    found = detected(
        ["marketoGUID", "leadId", "activityDate", "activityTypeId", "primaryAttributeValue"], rows
    )
    assert found.kind == "activities"
    assert [found.values["activity"][row[3]] for row in rows] == ["open", "form"]


def test_who_did_not_attend_had_registered():
    rows = [["Yes", "高橋 翔太", "a@toto.co.jp", "2026-04-18 14:00"], ["No", "森 健", "b@toto.co.jp", "--"]]
    found = detected(["Attended", "User Name (Original Name)", "Email", "Join Time"], rows)
    assert found.columns["activity"] == "Attended"
    assert {guess.confidence for guess in found.guesses} == {"certain"}
    assert [found.values["activity"][row[0]] for row in rows] == ["attend", "register"]
    assert found.constants == {}


@pytest.mark.parametrize(
    ("headings", "activity"),
    [
        (["Activity date", "Call outcome", "Call notes", "Email"], "call"),
        (["通話日時", "通話時間", "メールアドレス", "通話結果"], "call"),
        (["日時", "面談場所", "面談メモ", "メールアドレス"], "meeting"),
    ],
)
def test_headings_that_begin_alike_say_what_all_entries_are(headings, activity):
    cells = {"Email": "a@toto.co.jp", "メールアドレス": "a@toto.co.jp"}
    rows = [
        [
            cells.get(heading, "2026/05/01 10:00" if place == 0 else "x")
            for place, heading in enumerate(headings)
        ]
    ]
    found = detect(headings, [list(column) for column in zip(*rows * 3, strict=True)], "", "activities")[0]
    assert found.constants == {"activity": activity}


def test_a_person_in_charge_is_nobody_the_list_is_about():
    rows = [["2026/05/01", "株式会社東都", "田中 実", "高橋 翔太"]]
    assert taken(["架電日", "会社名", "担当者", "通話相手"], rows)["name"] == "通話相手"


def test_an_id_is_no_address():
    rows = [["高橋 翔太", "2026/05/01 10:00", "a@toto.co.jp", "a@toto.onmicrosoft.com"]]
    assert "lead_external_id" not in taken(["氏名", "最初の参加", "メール", "参加者 ID (UPN)"], rows)


def test_people_named_by_the_id_of_a_lead_or_of_a_contact():
    headings = ["CALLID", "Call Start Time", "Call Type", "Contact ID", "Lead ID"]
    rows = [["1", "2026-05-01 10:00", "Outbound", "77", ""], ["2", "2026-05-02 10:00", "Outbound", "", "7"]]
    found = taken(headings, rows)
    assert (found["lead_external_id"], found["contact_external_id"]) == ("Lead ID", "Contact ID")
    alone = taken(headings[:4], [row[:4] for row in rows])
    assert (alone["lead_external_id"], "contact_external_id" in alone) == ("Contact ID", False)


def test_a_tool_is_told_by_headings_in_its_own_case():
    assert recognise(["firstname", "lastname", "email", "company", "country"]).tool == "mautic"
    assert recognise(["First Name", "Last Name", "Email", "Company", "Country"]).tool is None


def test_converted_is_a_stage():
    rows = [["a@toto.co.jp", "1"], ["b@toto.co.jp", "0"]]
    found = detected(["Email", "Converted"], rows)
    assert found.columns["stage"] == "Converted"
    assert found.values["stage"]["1"] == "deal"


@pytest.mark.parametrize(
    ("tool", "heading", "companies", "space"),
    [
        ("hubspot", "Record ID", False, "hubspot"),
        ("hubspot", "Record ID", True, "hubspot-companies"),
        ("zoho", "CONTACTID", False, "zoho-contacts"),
        ("zoho", "LEADID", False, "zoho"),
        ("kintone", "レコード番号", False, None),
        (None, "ID", False, None),
    ],
)
def test_a_number_counts_only_among_numbers_of_its_own_table(tool, heading, companies, space):
    assert name_space(tool, heading, only_companies=companies) == space


def test_numbers_of_days_are_dates_under_a_heading_that_says_so():
    rows = [["a@toto.co.jp", "45383", "45383"], ["b@kita.co.jp", "45384.5", "45402"]]
    assert taken(["メールアドレス", "登録日", "枚数"], rows) == {
        "email": "メールアドレス",
        "acquired_at": "登録日",
    }


def test_columns_beyond_any_list_are_kept_under_their_own_names():
    headings = [*[f"H{index}" for index in range(1200)], "メールアドレス"]
    found = detected(["メールアドレス", *headings], [["a@toto.co.jp", *headings]])
    assert len(found.guesses) == len(headings) + 1
    assert found.columns == {"email": "メールアドレス"}


@pytest.mark.parametrize("heading", ["No.", "№", "受付番号", "申込ID", "チケット番号", "登録番号"])
def test_what_an_event_counts_from_one_on_is_nobodys_number(heading):
    people = [
        ["1001", "高橋 翔太", "a@toto.co.jp"],
        ["1002", "佐藤 恵", "b@toto.co.jp"],
        ["1003", "森 健", "c@toto.co.jp"],
    ]
    assert "external_id" not in taken([heading, "氏名", "メールアドレス"], people)


def test_a_number_by_whatever_name_is_one_if_its_cells_are():
    def found(cells):
        rows = [[cell, f"会社{n}株式会社", "製造業"] for n, cell in enumerate(cells)]
        return taken(["TDB企業コード", "商号", "業種"], rows).get("external_id")

    assert found(["980012", "980034", "981120"]) == "TDB企業コード"
    assert found(["980012", "980012", "981120"]) is None
    assert found(["1", "2", "3"]) is None


def test_what_became_of_a_booking_says_what_it_was():
    rows = [["確定", "高橋 翔太", "2026/07/15 10:30"], ["キャンセル", "佐藤 恵", "2026/07/16 10:30"]]
    found = detected(["予約ステータス", "予約者名", "予約日時"], rows)
    assert found.kind == "activities"
    assert found.columns["activity"] == "予約ステータス"
    assert (found.values["activity"]["確定"], found.values["activity"]["キャンセル"]) == ("meeting", "other")
    seminar = detected(["予約ステータス", "予約者名", "予約日時"], rows, "セミナー予約一覧")
    assert seminar.values["activity"]["確定"] == "register"
    rows = [["false", "Gary Denson", "2026-07-15 10:30"], ["true", "Mary Hall", "2026-07-16 10:30"]]
    found = detected(["Canceled", "Invitee Name", "Start Date & Time"], rows, "bookings")
    assert (found.values["activity"]["FALSE"], found.values["activity"]["TRUE"]) == ("meeting", "other")


def test_the_host_of_a_booking_is_no_guest():
    rows = [
        ["田中 実", "tanaka@us.co.jp", "高橋 翔太", "a@toto.co.jp", "2026/07/15 10:30", "2026/07/15 11:00"]
    ] * 3
    headings = ["主催者", "主催者メール", "ゲスト氏名", "ゲストメール", "開始日時", "終了日時"]
    found = taken(headings, rows)
    assert (found["name"], found["email"], found["occurred_at"]) == ("ゲスト氏名", "ゲストメール", "開始日時")


def test_a_form_with_a_beginning_and_an_end_is_no_booking():
    rows = [["2026/07/15 10:30", "2026/07/15 10:34", "高橋 翔太", "a@toto.co.jp", "満足"]] * 3
    assert detected(["開始時刻", "完了時刻", "氏名", "メール", "満足度（アンケート）"], rows).kind == "leads"


def test_a_contract_with_a_beginning_and_an_end_is_no_booking():
    rows = [
        ["東都様", "田中 実", "2026/04/01", "2027/03/31", "1,200,000"],
        ["青葉様", "井上 花", "2026/05/01", "2027/04/30", "850,000"],
    ]
    found = detected(["お客様名", "担当スタッフ", "開始日", "終了日", "契約金額"], rows)
    assert found.kind == "deals"


def test_people_with_what_is_known_of_the_last_meeting_with_them_are_no_bookings():
    headings = [
        "姓", "名", "Eメール", "会社名", "ミーティングツールでの前回の予約のキャンペーン", "ミーティングツールでの前回の予約日",
        "前回のミーティング予約のソース", "コール数", "通話の合計", "架電の回数",
    ]  # fmt: skip
    row = ["高橋", "翔太", "a@toto.co.jp", "株式会社東都", "", "2026/08/01 10:00", "HP", "3", "2", "4"]
    assert detected(headings, [row] * 3, "すべてのコンタクト").kind == "leads"
    english = [
        "Record ID", "Lifecycle Stage", "First Name", "Last Name", "Email", "Meeting outcome", "Meeting notes",
        "Booking source", "Booking campaign", "Call count", "Call status", "Call owner",
    ]  # fmt: skip
    row = ["10231", "Lead", "Gary", "Denson", "g@pants.com", "Completed", "", "Web", "", "3", "Done", "Tina"]
    assert detected(english, [row] * 3).kind == "leads"


def test_a_tool_that_writes_dashes_is_known_by_them():
    assert recognise(["Person - Name", "Person - Email"]).tool == "pipedrive"
    assert recognise(["Person Name", "Person Email", "Called At"]).tool is None


@pytest.mark.parametrize(
    "heading", ["Invitee Email", "予約者メールアドレス", "お申込者様のメールアドレス", "ゲストメールアドレス"]
)
def test_whose_address_it_is_makes_it_no_less_certain(heading):
    rows = [["高橋 翔太", "a@toto.co.jp"], ["佐藤 恵", "b@toto.co.jp"]]
    guess = detected(["氏名", heading], rows).guesses[1]
    assert (guess.field, guess.confidence) == ("email", "certain")
