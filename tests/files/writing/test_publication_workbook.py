"""The workbook of a publication: what people with nothing but Excel see, in both languages, at every level."""

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from funneldesk.domain.moment import moment_of
from funneldesk.domain.team.publication import TABLES, Publication
from funneldesk.errors import UserError
from funneldesk.files.writing.publication_workbook import MOST_ROWS, write_publication_workbook

AS_OF = moment_of("2026-06-30").day
#: One row of each table; a column that is not named is empty.
ROWS = {
    "about": [{"key": "as_of", "value": "2026-06-30", "item": "時点", "said": "2026/06/30"}],
    "today": [
        {"position": 1, "side": "sales", "action": "=1+1", "person": "山田 太郎", "company": "@東都", "due": "2026-06-20",
         "days_late": 10, "is_long_ago": 0, "lead": 1234, "score": 61.4},
    ],
    "handovers": [
        {"handover": "ab" * 8, "lead": 1234, "person": "山田 太郎", "side": "sales", "state": "open", "is_late": 1,
         "handed_on": "2026-06-10", "due": "2026-06-20", "comment": "-見積を希望"},
        {"handover": "cd" * 8, "lead": 7, "side": "is", "state": "rejected", "is_late": 0, "reason": "時期尚早"},
    ],
    "funnel": [
        {"position": place + 1, "range": name, "by": by, "value": value, "stage": stage, "stage_name": label,
         "recorded": 1, "count": count, "previous": before, "n": n, "k": k, "rate": k / n if n and k else None,
         "band_low": 0.35, "band_high": 0.45, "verdict": "within"}
        for name in ("trailing", "all")
        for by, value in (("", None), ("source", "展示会"), ("source", None))
        for place, (stage, label, count, before, n, k) in enumerate(
            [("lead", "リード", 200, None, None, None), ("mql", "MQL", 80, "lead", 180, 72), ("sal", "SAL", None, "mql", 70, None)]
        )
    ],
    "contents": [{"position": 1, "content": "c1", "title": "原価管理の始め方", "type": "white_paper", "phase": "decision",
                  "touched": 50, "deals": None, "won": 0}],
    "book": [{"position": 1, "part": "terms", "item": "MQL", "aspect": "定義", "said": "+基準を満たした人"}],
}  # fmt: skip


def publication(level="contact", language="ja", **said):
    rows = {}
    for table in TABLES:
        names = [column.name for column in table.columns]
        given = (ROWS | said).get(table.name, [])
        rows[table.name] = [tuple(row.get(name) for name in names) for row in given]
    return Publication(level, AS_OF, language, rows)


def written(tmp_path, **said):
    path = tmp_path / "見る.xlsx"
    write_publication_workbook(path, publication(**said))
    return openpyxl.load_workbook(path)


def cells(sheet):
    return {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value is not None}


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("ja", ["今日の対応", "引き渡し", "ファネル", "コンテンツ", "定義書", "このファイルについて"]),
        ("en", ["Today's duties", "Hand-overs", "Funnel", "Contents", "Definition book", "About this file"]),
    ],
)
def test_its_sheets_are_in_the_language_of_the_publication(tmp_path, language, names):
    assert written(tmp_path, language=language).sheetnames == names
    book = CalamineWorkbook.from_path(str(tmp_path / "見る.xlsx"))
    assert book.sheet_names == names
    assert all(book.get_sheet_by_name(name).to_python() for name in names)


def test_text_stays_text_whatever_it_begins_with(tmp_path):
    workbook = written(tmp_path)
    for sheet, text in (
        ("今日の対応", "=1+1"),
        ("今日の対応", "@東都"),
        ("引き渡し", "-見積を希望"),
        ("定義書", "+基準を満たした人"),
    ):
        cell = cells(workbook[sheet])[text]
        assert cell.data_type == "s"
        assert cell.quotePrefix


def test_tables_stay_in_sight_and_can_be_filtered(tmp_path):
    workbook = written(tmp_path)
    for name in ("今日の対応", "引き渡し", "コンテンツ", "定義書"):
        sheet = workbook[name]
        first = int(sheet.freeze_panes.removeprefix("A"))
        assert sheet.auto_filter.ref.startswith(f"A{first - 1}:")
        assert all(sheet.column_dimensions[letter].width > 5 for letter in "ABCD")
    assert len(workbook["ファネル"]._charts) == 1


def test_days_are_dates_and_codes_are_words(tmp_path):
    found = cells(written(tmp_path)["引き渡し"])
    assert found["返事待ち"].row < found["見送り"].row
    due = next(cell for cell in found.values() if cell.is_date and cell.value.day == 20)
    assert due.font.color.rgb.endswith("B3261E")  # late
    assert found[1234].number_format == "0"


def test_numbers_that_are_not_told_have_a_mark(tmp_path):
    workbook = written(tmp_path, level="aggregate", today=[], handovers=[])
    assert workbook.sheetnames == ["ファネル", "コンテンツ", "定義書", "このファイルについて"]
    assert "–" in cells(workbook["ファネル"])
    assert any("載せていません" in str(value) for value in cells(workbook["ファネル"]))
    assert "–" in cells(workbook["コンテンツ"])


def test_without_contact_data_there_are_no_columns_for_it(tmp_path):
    heads = {
        cell for name in ("今日の対応", "引き渡し") for cell in cells(written(tmp_path, level="masked")[name])
    }
    assert not heads & {"氏名", "メールアドレス", "電話番号", "コメント"}
    assert "会社" in heads


def test_what_does_not_fit_is_said(tmp_path):
    many = [ROWS["today"][0] | {"position": place} for place in range(MOST_ROWS + 3)]
    found = cells(written(tmp_path, today=many)["今日の対応"])
    assert any(f"{MOST_ROWS + 3}件のうち先頭の{MOST_ROWS}件" in str(value) for value in found)


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(UserError) as caught:
        write_publication_workbook(tmp_path / "no" / "x.xlsx", publication())
    assert caught.value.code == "no_folder"
