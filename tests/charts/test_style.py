"""Text in charts: one font with Japanese, measured, cut and wrapped; a missing glyph is an error."""

import gettext
import threading
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.charts.page import Sheet
from funneldesk.charts.style import MISSING, family, font, has_glyph, shortened, text_width, wrapped
from funneldesk.colours import LIGHT
from funneldesk.fonts import carried_font
from funneldesk.resources import resource_path
from tests.charts.drawn import texts

JAPANESE = "リード獲得→MQL商談受注①㈱髙﨑〜～−–—￥Ⅲ℡№≧≦％㎡÷「」・…"


def test_the_font_draws_what_japanese_lists_hold() -> None:
    assert [c for c in JAPANESE if not has_glyph(c)] == []


def test_every_translated_word_can_be_drawn() -> None:
    catalogue = gettext.translation("funneldesk", str(resource_path("locale")), ["ja"])
    every = "".join(str(text) for text in catalogue._catalog.values())  # type: ignore[attr-defined]
    assert {c for c in every if not has_glyph(c) and not c.isspace()} == set()


def test_drawing_japanese_misses_no_glyph_and_warns_of_nothing() -> None:
    # Warnings are errors in these tests: matplotlib warns of a glyph it cannot find.
    sheet = Sheet(LIGHT, (8, 1))
    sheet.text(4, 40, JAPANESE, strong=True)
    canvas: Any = sheet.figure.canvas
    canvas.draw()


def test_a_character_no_font_has_becomes_a_mark_not_an_error() -> None:
    sheet = Sheet(LIGHT, (8, 1))
    sheet.text(4, 40, "事例\U000e0041\nと\ue000")
    (found,) = texts(sheet.figure)
    assert found.get_text() == f"事例{MISSING} と{MISSING}"


def test_dollars_and_backslashes_are_no_mathematics() -> None:
    sheet = Sheet(LIGHT, (8, 1))
    sheet.text(4, 40, r"A社 $100 / $200 \frac{1}{2}")
    assert texts(sheet.figure)[0].get_text() == r"A社 $100 / $200 \frac{1}{2}"


def test_widths_agree_with_what_is_drawn() -> None:
    sheet = Sheet(LIGHT, (8, 1))
    drawn = sheet.text(4, 40, "コンテンツ別商談率 31 / 96人", size=13)
    canvas: Any = sheet.figure.canvas
    box = drawn.get_window_extent(canvas.get_renderer())
    assert text_width("コンテンツ別商談率 31 / 96人", 13) == pytest.approx(box.width, rel=0.05)


@given(st.text("aWi 1%リード獲得、。（）〓…", max_size=40), st.floats(20, 200))
def test_shortened_text_fits(text: str, width: float) -> None:
    assert text_width(shortened(text, width, 13), 13) <= width
    if text_width(text, 13) <= width:
        assert shortened(text, width, 13) == text


@given(st.text("あいう、。（）AB 12%", max_size=60), st.floats(60, 200))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: float) -> None:
    lines = wrapped(text, width, 12)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.text("あいう、。（）AB 12%", max_size=60), st.floats(60, 200), st.integers(1, 3))
def test_in_so_many_lines_the_last_one_is_cut(text: str, width: float, most: int) -> None:
    whole, lines = wrapped(text, width, 12), wrapped(text, width, 12, most)
    assert len(lines) == min(len(whole), most)
    assert all(text_width(line, 12) <= width for line in lines[-1:])
    if len(whole) > most:
        # Only what was cut ends so, and nothing comes between the words of two lines.
        assert lines[:-1] == whole[: most - 1]
        assert lines[-1].endswith("…")
        assert text.replace(" ", "").startswith("".join(lines).removesuffix("…").replace(" ", ""))


def test_no_line_begins_with_a_closing_mark() -> None:
    lines = wrapped("目安の中央（40.0 %）まで上がると、受注は約 +2.4件（幅 −0.9〜+5.6件）。", 90, 12)
    assert len(lines) > 3
    assert all(line[0] not in "、。）%〜" for line in lines)


def test_lines_of_japanese_end_between_phrases() -> None:
    note = "斜線は経過観察中のリードです。記録がなく、次の段階から補いました。"
    lines = wrapped(note, 150, 12)
    assert len(lines) > 2
    assert not any(line.startswith(("なく", "た", "す", "ない", "り")) for line in lines)
    assert "".join(lines) == note
    # A number stays with its %.
    assert wrapped("いま 36.6 % です", 60, 12) == ["いま", "36.6 %", "です"]


def test_figures_can_be_drawn_in_several_threads_at_once() -> None:
    trouble: list[BaseException] = []

    def draw() -> None:
        try:
            for _ in range(5):
                sheet = Sheet(LIGHT, (4, 1))
                sheet.text(4, 20, JAPANESE, width=120)
                canvas: Any = sheet.figure.canvas
                canvas.draw()
        except BaseException as error:  # noqa: BLE001 - told by the test's own thread
            trouble.append(error)

    threads = [threading.Thread(target=draw) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert trouble == []


def test_matplotlib_uses_the_very_file_the_window_uses() -> None:
    from matplotlib import font_manager

    from funneldesk.fonts import japanese_font

    assert font_manager.findfont(font(13)) == str(japanese_font())
    assert family() in font(13).get_family()


def test_the_carried_font_alone_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    from funneldesk.charts import style

    monkeypatch.setattr(style, "japanese_font", carried_font)
    monkeypatch.setattr(style, "japanese_bold_font", lambda: None)
    kept = (style.family, style.font, style.text_width, style._glyph_width, style.has_glyph)
    for cached in kept:
        cached.cache_clear()
    try:
        assert style.family() == "IPAexGothic"
        assert [c for c in JAPANESE if not style.has_glyph(c)] == []
        assert style.font(13, strong=True) == style.font(13)
        sheet = Sheet(LIGHT, (8, 1))
        sheet.text(4, 40, JAPANESE, strong=True)
        canvas: Any = sheet.figure.canvas
        canvas.draw()
    finally:
        for cached in kept:
            cached.cache_clear()


@pytest.mark.parametrize("dpi", [96, 120, 144, 192, 200])
@pytest.mark.parametrize(
    "text", ["The difference is hard to explain by chance.", "触れた人のうち180日以内に商談"]
)
def test_no_resolution_draws_text_wider_than_measured(text: str, dpi: int) -> None:
    for pixels in (11, 12, 13, 15, 18):
        sheet = Sheet(LIGHT, (8, 1))
        drawn = sheet.text(4, 40, text, size=pixels)
        sheet.figure.set_dpi(dpi)
        canvas: Any = sheet.figure.canvas
        width = drawn.get_window_extent(canvas.get_renderer()).width * 96 / dpi
        assert width <= text_width(text, pixels) + 1
