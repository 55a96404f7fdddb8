"""The definition book as a workbook: complete, printable, editable, in the book's own language."""

from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from hypothesis import Phase, given, settings
from python_calamine import CalamineWorkbook

from funneldesk.domain.book.book import BookVersion, Reader, Scope, Signature
from funneldesk.domain.book.book_json import book_sha256
from funneldesk.domain.book.starter import starter_book
from funneldesk.domain.funnel.funnel import Bottleneck, Funnel, StageResult
from funneldesk.errors import UserError
from funneldesk.files.writing.book_workbook import write_book
from funneldesk.i18n import speaking
from tests.domain.books import books

TODAY = date(2026, 11, 20).toordinal()


def step(stage, count, previous, n, k, rate, low, high, *, skipped=0, undated=0, **rest):
    numbers = {"n": n, "k": k, "rate": rate, "low": low, "high": high}
    return StageResult(stage, count, True, skipped, undated, previous, **numbers, **rest)


FUNNEL = Funnel(
    "cohort",
    None,
    None,
    TODAY,
    (
        StageResult("lead", 2143, recorded=True, skipped=0, undated=0),
        step("mql", 812, "lead", 2143, 812, 0.379, 0.359, 0.4, undated=12, median_days=3),
        step("sal", 284, "mql", 760, 266, 0.35, 0.318, 0.383, skipped=18, immature=52, band=(0.35, 0.45), verdict="within", needed=240),
        step("deal", 153, "sal", 262, 141, 0.539, 0.481, 0.596, band=(0.5, 0.6), verdict="within", sure=True, needed=0),
        StageResult("won", 41, recorded=False, skipped=0, undated=0),
    ),
    Bottleneck("sal", "mql", 0.35, 0.40, 5.9, 2.1, 9.8),
)  # fmt: skip
SIGNED = (
    Signature("marketing", "佐藤", "2026-06-01T16:00:00Z"),  # the 2nd in Tokyo
    Signature("sales", "鈴木", "2026-06-02T01:00:00Z"),
)


def version(book, number=0, from_day=0, signatures=(), note=""):
    return BookVersion(number, book, book_sha256(book), "2026-06-01T00:00:00Z", from_day, signatures, note)


@pytest.fixture(scope="module")
def starter(tmp_path_factory):
    """The Japanese starter book, written once and read by many."""
    path = tmp_path_factory.mktemp("starter") / "定義書.xlsx"
    example = version(starter_book("ja"))
    write_book(path, example, (example,), FUNNEL, TODAY)
    return openpyxl.load_workbook(path)


@pytest.fixture
def written(tmp_path):
    """Write a version and open the workbook again."""

    def write(chosen, history=None, funnel=FUNNEL):
        path = tmp_path / "定義書.xlsx"
        write_book(path, chosen, history or (chosen,), funnel, TODAY)
        assert [p.name for p in tmp_path.iterdir()] == ["定義書.xlsx"], "nothing half-written stays behind"
        return openpyxl.load_workbook(path)

    return write


def rows(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def row_of(sheet, first):
    return next(row for row in rows(sheet) if row[0] == first)


def texts(sheet):
    return {value for row in rows(sheet) for value in row if isinstance(value, str)}


def test_a_sheet_for_every_part_in_the_language_of_the_book(written):
    with speaking("en"):
        japanese = written(version(starter_book("ja")))
    assert japanese.sheetnames == [
        "表紙", "目的", "用語", "判定基準", "スコアリング", "運用ルール", "KPI", "データ運用ルール", "ナーチャリング設計", "理由",
        "適用範囲", "改訂履歴", "ファネル", "選択肢",
        "FunnelDesk",
    ]  # fmt: skip
    assert {japanese[name].sheet_state for name in ("選択肢", "FunnelDesk")} == {"hidden"}
    assert japanese.active.title == "表紙"
    with speaking("ja"):
        assert written(version(starter_book("en"))).sheetnames[:4] == [
            "Cover",
            "Purpose",
            "Terms",
            "Criteria",
        ]


def test_every_line_of_the_book_stands_in_the_workbook(starter):
    book = starter_book("ja")
    workbook = starter
    ids = {value for sheet in workbook for value in texts(sheet)}
    for part in (book.terms, book.criteria, book.signals, book.rules, book.kpis, book.phases, book.reasons):
        assert {line.id for line in part} <= ids
    for part in (book.terms, book.signals, book.kpis, book.reasons):
        assert {line.name for line in part} <= ids
    for part in (book.criteria, book.signals, book.rules):
        assert {line.why for line in part} <= ids
    assert {
        book.purpose.text,
        book.worked_example,
        book.threshold.why,
        *book.data_rules.comment_template,
    } <= ids


def test_scoring_holds_numbers_that_can_be_edited(starter):
    sheet = starter["スコアリング"]
    by_name = {row[1]: row for row in rows(sheet) if len(row) > 1}
    assert by_name["セミナー参加"][2:7] == ["セミナー参加", 20, 40, 180, 90]
    assert row_of(sheet, "属性スコア")[:2] != ["属性スコア", None]
    assert ["属性スコア", -40, 30] in [row[:3] for row in rows(sheet)]
    assert by_name["フリーメール"][3] == -10


def test_the_cover_has_lines_to_sign(starter):
    cover = starter["表紙"]
    assert "第0版（例・未署名）" in texts(cover)
    assert row_of(cover, "マーケ")[:4] == ["マーケ", None, None, None]
    assert any("まだ署名がありません" in text for text in texts(cover))
    links = {cell.value: cell.hyperlink.location for (cell,) in cover.iter_rows(max_col=1) if cell.hyperlink}
    assert links["スコアリング"] == "'スコアリング'!A1"


def test_the_cover_shows_who_signed_and_who_has_read(written):
    book = starter_book("ja")
    book = replace(book, purpose=replace(book.purpose, readers=(Reader("田中", "is", "2026-06-05"),)))
    cover = written(version(book, 1, TODAY, SIGNED, "試行の結果を反映"))["表紙"]
    assert row_of(cover, "マーケ")[1:3] == ["佐藤", "2026/06/02"]
    assert row_of(cover, "田中")[1:3] == ["IS", "2026/06/05"]
    assert {"第1版", "2026/11/20", "試行の結果を反映"} <= texts(cover)
    alone = (SIGNED[0], replace(SIGNED[0], side="sales"))
    assert "佐藤さんが両部門に署名しています。" in texts(written(version(book, 1, TODAY, alone))["表紙"])


def test_the_history_says_what_changed_newest_first(written):
    first = starter_book("ja")
    second = replace(first, threshold=replace(first.threshold, points=70.0))
    history = (
        version(first),
        version(second, 1, TODAY, SIGNED),
        version(second, 2, TODAY, SIGNED),
        version(first, 3, TODAY),
    )
    sheet = written(history[2], history)["改訂履歴"]
    heads = [row[0] for row in rows(sheet) if row[0] and str(row[0]).startswith("第")]
    assert [head[:3] for head in heads] == ["第2版", "第1版", "第0版"]
    assert "署名：マーケ 佐藤 (2026/06/02) / 営業 鈴木 (2026/06/02)" in heads[1]
    assert row_of(sheet, "SAL候補の基準")[1:4] == ["点数", "60", "70"]
    assert row_of(sheet, "変更なし")[3] == "内容は同じまま、署名により合意しました。"


def test_the_history_names_pilots_and_compares_with_the_version_for_everybody(written):
    first = starter_book("ja")
    tried = replace(first, threshold=replace(first.threshold, points=70.0), scope=Scope(shadow=True))
    other = replace(first, threshold=replace(first.threshold, leave=40.0))
    history = (version(first), version(tried, 1, TODAY, SIGNED), version(other, 2, TODAY, SIGNED))
    sheet = written(history[2], history)["改訂履歴"]
    heads = [str(row[0]) for row in rows(sheet) if row[0] and str(row[0]).startswith("第")]
    assert ["第1版（試行）" in head for head in heads] == [False, True, False]
    changes = [tuple(row[1:4]) for row in rows(sheet) if row[0] == "SAL候補の基準"]
    assert changes == [("解除の点数", "45", "40"), ("点数", "60", "70")]


def test_the_funnel_with_figures_and_a_native_chart(starter):
    sheet = starter["ファネル"]
    assert any(text.startswith("まだ") or "ボトルネック" in text or "登録" in text for text in texts(sheet))
    assert row_of(sheet, "SAL")[1:9] == [284, "承認率", 760, 266, 0.35, 0.318, 0.383, "35〜45 %"]
    assert row_of(sheet, "受注")[1:11] == [*[None] * 8, "受注が未登録", None]
    (chart,) = sheet._charts
    first = next(n for n, row in enumerate(rows(sheet), start=1) if row[0] == "リード")
    drawn = {series.tx.strRef.f.split("!")[1]: series.val.numRef.f for series in chart.ser}
    assert drawn == {
        f"N{first - 1}": f"'ファネル'!$N${first}:$N${first + 4}",
        f"O{first - 1}": f"'ファネル'!$O${first}:$O${first + 4}",
    }
    assert row_of(sheet, "MQL")[12:] == ["MQL  812", 760, 52], "52 are too recent to be judged for SAL"
    assert (chart.barDir, chart.grouping) == ("bar", "stacked")
    assert {"この段階の記録がないまま先へ進んだリード：SAL 18。", "日付のないリード：MQL 12。"} <= texts(
        sheet
    )
    assert sheet.cell(first + 2, 6).number_format == "0.0%"


def test_no_funnel_no_sheet_and_no_leads_no_chart(written):
    assert "ファネル" not in written(version(starter_book("ja")), funnel=None).sheetnames
    nobody = replace(
        FUNNEL, stages=(replace(FUNNEL.stages[0], count=0),), bottleneck=None, from_day=1, mode="period"
    )
    sheet = written(version(starter_book("ja")), funnel=nobody)["ファネル"]
    assert not sheet._charts


def test_it_prints_on_a4_with_heads_and_page_numbers(written):
    workbook = written(version(starter_book("ja"), 1, TODAY, SIGNED))
    for sheet in workbook.worksheets[:-2]:
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth == 1
        assert sheet.oddFooter.right.text == "&P / &N"
        assert sheet.oddHeader.left.text == "定義書 第1版"
        assert sheet.print_area
    scoring = workbook["スコアリング"]
    assert scoring.freeze_panes == "A5"
    assert scoring.print_title_rows == "$4:$4"
    assert ":$I$" in scoring.print_area, "ids stay beside the page"
    assert workbook["理由"].print_title_rows == "$4:$4"
    # Two tables that begin on one page: the head of the first would stand over the second's rows on the next.
    assert workbook["判定基準"].print_title_rows is None


def test_rows_are_high_enough_for_japanese(starter):
    sheet = starter["スコアリング"]
    heights = {row[1].value: sheet.row_dimensions[row[0].row].height for row in sheet.iter_rows()}
    assert heights["役職：課長"] > heights["ホワイトペーパーのDL"] >= heights["従業員 50〜999名"] > 16


def test_picks_are_offered_where_one_of_a_few_is_meant(written):
    workbook = written(version(starter_book("en")))
    picks = workbook["Pick-lists"]

    def offered(sheet, column):
        """Return what the cells of a column offer."""
        found = next(
            v.formula1
            for v in workbook[sheet].data_validations.dataValidation
            if str(v.sqref).startswith(f"{column}5:")
        )
        return [cell.value for row in picks[found.split("!")[1].replace("$", "")] for cell in row]

    assert offered("Terms", "D") == [
        "Marketing", "Inside sales", "Sales", "Marketing, inside sales and sales"
    ]  # fmt: skip
    assert offered("Criteria", "A") == ["MQL", "SAL", "Back to nurturing", "Disqualified"]
    assert workbook["Terms"]["D5"].value == "Marketing"


@pytest.mark.parametrize("evil", ["=1+1", "+81 3", "-x", "@SUM(A1)", "#N/A", "=cmd|'/c calc'!A1"])
def test_text_is_never_a_formula(written, evil):
    book = starter_book("ja")
    book = replace(book, purpose=replace(book.purpose, text=evil), terms=(replace(book.terms[0], name=evil),))
    workbook = written(version(book, 1, TODAY, (Signature("marketing", evil, SIGNED[0].signed_at),), evil))
    cells = [c for sheet in workbook for row in sheet.iter_rows() for c in row if c.value == evil]
    assert len(cells) >= 3
    assert all(cell.data_type == "s" for cell in cells)
    assert all(cell.quotePrefix == (evil[0] in "=+-@") for cell in cells)


def test_control_characters_do_not_break_the_file(written):
    book = starter_book("ja")
    book = replace(book, terms=(replace(book.terms[0], name="a\x00b\x0bc" * 20_000),))
    assert written(version(book))["用語"]["A5"].value.startswith("abcabc")


def test_headers_survive_an_ampersand(written):
    book = replace(starter_book("ja"), language="en")
    workbook = written(replace(version(book), number=7))
    assert workbook["Cover"].oddHeader.left.text == "Definition book Version 7 (unsigned example)"


#: A workbook takes a while to write: shrinking a failure would take minutes.
@settings(deadline=None, max_examples=4, phases=(Phase.generate,))
@given(book=books())
def test_any_book_becomes_a_workbook_others_can_read(tmp_path_factory, book):
    path = tmp_path_factory.mktemp("book") / "book.xlsx"
    write_book(path, version(book), (version(book),), FUNNEL, TODAY)
    workbook = CalamineWorkbook.from_path(str(path))
    assert len(workbook.sheet_names) == 15
    for name in workbook.sheet_names:
        workbook.get_sheet_by_name(name).to_python()


@pytest.mark.parametrize("error", [PermissionError(13, "in use"), OSError(28, "No space left on device")])
def test_the_file_before_stays_where_a_new_one_cannot_be_written(tmp_path, monkeypatch, error):
    path = tmp_path / "book.xlsx"
    path.write_text("before", encoding="utf-8")

    def refuse(_self, _target):
        raise error

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    with pytest.raises(UserError) as caught:
        write_book(path, version(starter_book("ja")), (), None, TODAY)
    assert caught.value.code == "not_writable"
    assert caught.value.next_step
    assert [p.name for p in tmp_path.iterdir()] == ["book.xlsx"]
    assert path.read_text(encoding="utf-8") == "before"


def test_a_missing_folder_is_a_sentence(tmp_path):
    with pytest.raises(UserError) as caught:
        write_book(tmp_path / "no" / "book.xlsx", version(starter_book("ja")), (), None, TODAY)
    assert caught.value.code == "no_folder"
