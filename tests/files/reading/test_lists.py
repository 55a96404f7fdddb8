"""Lists as people have them: looked at, then read block by block through the reader child."""

from pathlib import Path

import openpyxl
import pytest

from funneldesk.domain.lists.mapping import ImportPlan
from funneldesk.errors import Cancelled, UserError
from funneldesk.files.reading.lists import open_list, preview
from funneldesk.files.reading.mapping_file import load_mapping


def _text(folder: Path, text: str, encoding: str = "utf-8", name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def _rows(path: Path, plan: ImportPlan | None = None) -> list[dict[str, str | None]]:
    found = []
    with open_list(path, plan) as opened:
        for block in opened:
            found += [dict(zip(block.fields, row, strict=True)) for row in zip(*block.columns, strict=True)]
    return found


def test_a_cp932_list_with_title_rows_and_wareki(tmp_path):
    text = "展示会リスト 最終版,,\r\n作成日: 令和6年4月10日,,\r\n\r\n会社名,氏名,申込日\r\n㈱東都製作所,高橋　翔太,令和6年4月1日\r\n"
    path = _text(tmp_path, text, "cp932")
    seen = preview(path)
    assert (seen.kind, seen.header_row) == ("leads", 4)
    assert _rows(path)[0] == {"company": "㈱東都製作所", "name": "高橋 翔太", "acquired_at": "2024-04-01"}


def test_a_workbook_with_merged_title_and_full_width_digits(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "見込み客一覧"
    sheet.merge_cells("A1:C1")
    sheet.append([])
    sheet.append(["メールアドレス", "会社名", "従業員数"])
    sheet.append(["a@toto.co.jp", "株式会社東都", "２００"])
    path = tmp_path / "list.xlsx"
    book.save(path)
    assert _rows(path)[0]["employees"] == "200"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("氏名;メールアドレス\n山田 太郎;y@a.co.jp\n", "utf-8"),
        ("氏名\tメールアドレス\n山田 太郎\ty@a.co.jp\n", "utf-16"),
        ("氏名,メールアドレス\r山田 太郎,y@a.co.jp\r", "cp932"),
        ("氏名,メールアドレス\n山田 太郎,y@a.co.jp,余り\n", "utf-8-sig"),
        ('"氏名","メールアドレス"\n"山田 太郎","y@a.co.jp"\n', "utf-8"),
    ],
)
def test_delimiters_encodings_and_line_ends(tmp_path, text, encoding):
    row = _rows(_text(tmp_path, text, encoding))[0]
    assert (row["name"], row["email"]) == ("山田 太郎", "y@a.co.jp")


def test_headings_that_repeat_or_are_empty_are_told_apart(tmp_path):
    seen = preview(_text(tmp_path, "氏名,メールアドレス,,備考,備考\n山田 太郎,y@a.co.jp,x,y,z\n"))
    assert len(set(seen.headings)) == 5


def test_a_list_without_headings_has_columns_by_letter(tmp_path):
    path = _text(tmp_path, "y@a.co.jp,山田 太郎\nz@b.co.jp,鈴木 花子\n")
    rows = _rows(path, ImportPlan(kind="leads", header_row=0, columns={"email": "A", "name": "B"}))
    assert [row["email"] for row in rows] == ["y@a.co.jp", "z@b.co.jp"]


def test_a_total_at_the_end_is_no_person(tmp_path):
    path = _text(tmp_path, "会社名,氏名,従業員数\n株式会社東都,高橋 翔太,200\n合計,,200\n")
    assert [row["name"] for row in _rows(path)] == ["高橋 翔太"]


def test_the_unit_above_the_list_counts_where_neither_heading_nor_cell_has_one(tmp_path):
    text = '案件一覧,,,（単位：千円）\n案件ID,案件名,受注日,金額,見積金額(円)\nD1,導入,2026-04-01,"1,200",500\nD2,更新,2026-04-02,3万円,600\n'
    rows = _rows(_text(tmp_path, text))
    assert [row["amount"] for row in rows] == ["120000000", "3000000"]
    mapping = tmp_path / "map.toml"
    told = 'kind = "deals"\n{unit}[columns]\nexternal_id = "案件ID"\namount = "金額"\n'
    mapping.write_text(told.format(unit=""), encoding="utf-8")
    assert _rows(tmp_path / "list.csv", load_mapping(mapping))[0]["amount"] == "120000000"
    mapping.write_text(told.format(unit="money_unit = 1\n"), encoding="utf-8")
    assert _rows(tmp_path / "list.csv", load_mapping(mapping))[0]["amount"] == "120000"


def test_unmapped_columns_are_kept_as_own_fields(tmp_path):
    row = _rows(_text(tmp_path, "メールアドレス,好きな色\ny@a.co.jp,青\n"))[0]
    assert row["x.好きな色"] == "青"


def test_a_column_that_cannot_decide_day_and_month_is_asked_about(tmp_path):
    path = _text(tmp_path, "email,acquired date\ny@a.co.jp,3/4/2024\nz@a.co.jp,5/6/2024\n")
    plan = ImportPlan(kind="leads", columns={"email": "email", "acquired_at": "acquired date"})
    with pytest.raises(UserError, match="acquired") as told:
        _rows(path, plan)
    assert "[dates]" in told.value.message + told.value.next_step
    decided = ImportPlan(kind="leads", columns=plan.columns, dates={"acquired_at": "mdy"})
    assert _rows(path, decided)[0]["acquired_at"] == "2024-03-04"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.xlsx", b""),
        ("broken.xlsx", b"PK\x03\x04" + b"\0" * 200),
        ("encrypted.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8),
    ],
)
def test_what_is_no_list_gets_a_sentence_and_a_next_step(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UserError) as told:
        preview(path)
    assert told.value.message
    assert told.value.next_step


def test_reading_stops_when_asked(tmp_path):
    path = _text(tmp_path, "メールアドレス\n" + "".join(f"u{i}@a.co.jp\n" for i in range(20000)))

    class Stop:
        def report(self, done, total=None):
            raise Cancelled

    with pytest.raises(Cancelled), open_list(path, task=Stop()) as opened:
        for _block in opened:
            pass


def test_a_mapping_file_is_followed_to_the_letter(tmp_path):
    path = _text(tmp_path, "mql_id,won_date,chan\nk1,2018-03-01 13:00:00,paid_search\n")
    mapping = tmp_path / "map.toml"
    mapping.write_text(
        'kind = "deals"\nsystem = "sfa"\n[columns]\nlead_external_id = "mql_id"\nwon_at = "won_date"\n'
        '[constants]\noutcome = "won"\n',
        encoding="utf-8",
    )
    row = _rows(path, load_mapping(mapping))[0]
    assert (row["lead_external_id"], row["outcome"], row["x.chan"]) == ("k1", "won", "paid_search")
    assert row["won_at"] == "2018-03-01T04:00:00Z"


@pytest.mark.parametrize(
    "text",
    [
        'kind = "nonsense"\n',
        'kind = "deals"\n[columns]\nnonsense = "mql_id"\n',
        'kind = "deals"\n[columns]\nwon_at = "no such heading"\n',
        "kind = \n",
        'kind = "deals"\nmoney_unit = "千円"\n',
    ],
)
def test_a_wrong_mapping_file_is_said_in_words(tmp_path, text):
    path = _text(tmp_path, "mql_id,won_date\nk1,2018-03-01\n")
    mapping = tmp_path / "map.toml"
    mapping.write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as told:
        _rows(path, load_mapping(mapping))
    assert told.value.next_step


def _try(path: Path) -> str:
    """Return what became of a file: rows, or a sentence."""
    try:
        with open_list(path) as opened:
            return f"{sum(len(block.rows) for block in opened)} rows"
    except UserError as told:
        return told.message and told.code


@pytest.mark.parametrize("folder", ["shapes", "japanese"])
def test_real_lists_give_rows_or_a_reason(shared_data, folder):
    for path in sorted((shared_data / folder).iterdir()):
        assert _try(path), path.name


def test_the_titles_of_parts_with_headings_of_their_own_are_no_entries(tmp_path):
    part = "会社名,メールアドレス\n{0},a@{1}.co.jp\n\n"
    path = _text(
        tmp_path, "東京会場,\n" + part.format("東都", "toto") + "大阪会場,\n" + part.format("北浜", "kita")
    )
    with open_list(path) as opened:
        blocks = list(opened)
    assert [row for block in blocks for row in block.rows] == [3, 7]
    assert [(item.row, item.code) for block in blocks for item in block.problems] == [(6, "repeated_heading"), (5, "note_row")]  # fmt: skip


def test_a_list_of_bookings_is_one_of_meetings_and_asks_nothing(tmp_path):
    """Cancelled ones are kept as something else; nobody is asked what "true" and "false" mean."""
    text = (
        "User Name,Invitee Name,Invitee Email,Start Date & Time,End Date & Time,Canceled\n"
        "田中 実,Gary Denson,g@pants.com,2026-07-15 10:30 am,2026-07-15 11:00 am,false\n"
        "井上 花,Mary Hall,m@charge.com,2026-07-16 04:00 pm,2026-07-16 04:30 pm,true\n"
    )
    path = _text(tmp_path, text, name="events-export.csv")
    seen = preview(path)
    assert (seen.kind, seen.kind_sure, seen.unknown_values) == ("activities", True, {})
    assert [(row["name"], row["occurred_at"], row["activity"]) for row in _rows(path)] == [
        ("Gary Denson", "2026-07-15T01:30:00Z", "meeting"),
        ("Mary Hall", "2026-07-16T07:00:00Z", "other"),
    ]
