"""The report's PDF: two to four A4 pages, every word inside, nothing on anything else, letters embedded."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from funneldesk.charts import style
from funneldesk.charts.page import A4
from funneldesk.charts.report_pdf import report_pages, save_report_pdf
from funneldesk.charts.style import font_type
from funneldesk.domain.report.report import Report
from funneldesk.domain.reviews.reviews import Decision
from funneldesk.errors import UserError
from funneldesk.fonts import carried_font
from funneldesk.i18n import set_language
from funneldesk.operations.report import report_of
from funneldesk.operations.stores import in_memory_store
from tests.charts.drawn import overlaps, texts, words
from tests.operations.reported_company import TODAY, fill, hold_review
from tests.operations.taking import take

LONG = "とても長い名前のキャンペーン 2026年秋 製造業向け 原価管理セミナー" * 3


@pytest.fixture(scope="module")
def report() -> Iterator[Report]:
    with in_memory_store("en") as store:
        fill(store)
        hold_review(store)
        yield report_of(store, TODAY)


def _read(path: Path) -> bytes:
    """Return a PDF with its streams unpacked."""
    data = path.read_bytes()
    parts = re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL)
    streams = [zlib.decompressobj().decompress(part) for part in parts]
    return data + b"\n".join(streams)


def test_it_is_vector_a4_with_embedded_letters_and_the_same_bytes_each_time(
    report: Report, tmp_path: Path
) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    save_report_pdf(report, first)
    save_report_pdf(report, second)
    assert first.read_bytes() == second.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "b.pdf"]
    data = _read(first)
    count = len(re.findall(rb"/Type /Page\b", data))
    assert 2 <= count <= 4
    sides = [float(side) for side in re.search(rb"/MediaBox \[ ?0 0 ([\d.]+) ([\d.]+)", data).groups()]  # type: ignore[union-attr]
    assert sides == pytest.approx([side * 72 for side in A4], abs=0.1)
    assert b"/Subtype /Image" not in data, "charts are lines, not pictures"
    fonts = re.findall(rb"/FontDescriptor\b.*?>>", data, re.DOTALL)
    assert fonts
    assert (b"/FontFile2" in data) if font_type() == 42 else (b"/CharProcs" in data)
    assert b"/Title (Monthly report" in data
    assert b"CreationDate" not in data


@pytest.mark.parametrize("language", ["ja", "en"])
def test_everything_a_director_asks_for_is_on_it(report: Report, language: str) -> None:
    set_language(language)
    figures = report_pages(report)
    headings = " ".join(words(figure, "heading") for figure in figures)
    cells = " ".join(words(figure, "cell") for figure in figures)
    assert all(said in cells for said in ("Call within a day", "Sato", "More are accepted"))
    wanted = {
        "en": ("The month", "Funnel of twelve months", "What moved, and why", "Contents", "Sources with ROI", "promised", "decided", "counted"),
        "ja": ("この月の件数", "直近12か月のファネル", "大きく動いた数字", "コンテンツ", "流入元とROI", "約束", "決めたこと", "数え方"),
    }  # fmt: skip
    assert [one for one in wanted[language] if one not in headings] == []
    numbers = [words(figure, "number") for figure in figures]
    assert numbers == [f"{place} / {len(figures)}" for place in range(1, len(figures) + 1)]
    assert "band:sal" in {artist.get_gid() for artist in figures[0].findobj()}
    for figure in figures:
        assert overlaps(figure) == []


def test_many_and_long_names_stay_inside_four_pages(report: Report) -> None:
    contents = [
        replace(one, content=f"{place}", title=f"{place} {LONG * 20}")
        for place, one in enumerate(report.contents.contents * 90)
    ]
    rows = [
        replace(one, value=f"{place} {LONG * 20}") for place, one in enumerate(report.campaigns.rows * 50)
    ]
    decisions = tuple(Decision(place, 1, LONG * 4, LONG, TODAY, None) for place in range(40))
    first = report.movements[0]
    # Of a number of leads there is one factor: where they came from is drawn instead.
    one = first.why.parts[0]
    alone = replace(one, value=one.after - one.before)
    why = replace(first.why, target="lead", before=one.before, after=one.after, parts=(alone,))
    segments = tuple(replace(segment, steps=()) for segment in first.why.segments)
    leads = replace(first, why=replace(why, segments=segments))
    crowded = replace(
        report, contents=replace(report.contents, contents=tuple(contents)),
        campaigns=replace(report.campaigns, rows=tuple(rows)), decisions=decisions, reviews=1,
        movements=(leads, *report.movements[1:]),
    )  # fmt: skip
    figures = report_pages(crowded)
    assert len(figures) <= 4
    said = " ".join(words(figure, "paragraph") for figure in figures)
    # Of 540 contents, of 200 sources and of 40 decisions.
    assert len(re.findall(r"(?:53|19|3)\d more in the workbook", said)) == 3
    for figure in figures:
        assert overlaps(figure) == []


def test_with_nothing_it_still_has_two_pages_that_say_so() -> None:
    with in_memory_store("en") as store:
        empty = report_pages(report_of(store, TODAY))
        take(store, "leads", [{"external_id": "1", "email": "a@a.example", "acquired_at": "2026-10-05"}])
        few = report_pages(report_of(store, TODAY))
    assert (len(empty), len(few)) == (2, 2)
    said = [" ".join(text.get_text() for figure in pages for text in texts(figure)) for pages in (empty, few)]
    assert "No leads are known of this month" in said[0]
    assert "Nothing can be compared yet" in said[1]
    assert "cannot be said" in said[1]


def test_a_file_that_cannot_be_written_is_said(report: Report, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        save_report_pdf(report, tmp_path / "missing" / "a.pdf")
    assert caught.value.code == "no_folder"


def test_letters_go_in_as_they_are_only_where_they_have_quadratic_curves(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cubic, collection = tmp_path / "a.otf", tmp_path / "a.ttc"
    cubic.write_bytes(b"OTTO\0\0")
    collection.write_bytes(b"ttcf" + bytes(4) + b"\0\0\0\1" + b"\0\0\0\x10" + b"OTTO")

    def with_files(*files: Any) -> int:
        monkeypatch.setattr(style, "japanese_font", lambda: files[0])
        monkeypatch.setattr(style, "japanese_bold_font", lambda: files[1])
        return font_type.__wrapped__()

    assert with_files(carried_font(), None) == 42
    assert with_files(carried_font(), cubic) == 3
    assert with_files(collection, None) == 3
