"""Charts as files: three formats, whole or not at all, the same bytes each time."""

from pathlib import Path

import pytest

from funneldesk.charts.exporting import save_figure
from funneldesk.charts.funnel import funnel_figure
from funneldesk.charts.sheets import contents_sheet, funnel_sheet
from funneldesk.colours import LIGHT, PRINT
from funneldesk.errors import UserError
from tests.charts.drawn import CONTENTS, FUNNEL

MAGIC = {".png": b"\x89PNG", ".svg": b"<?xml", ".pdf": b"%PDF"}


@pytest.mark.parametrize("suffix", MAGIC)
def test_each_format_is_written_and_twice_the_same(tmp_path: Path, suffix: str) -> None:
    first, second = tmp_path / f"ファネル{suffix}", tmp_path / f"again{suffix.upper()}"
    save_figure(funnel_figure(FUNNEL, PRINT), first)
    save_figure(funnel_figure(FUNNEL, PRINT), second)
    assert first.read_bytes().startswith(MAGIC[suffix])
    assert first.read_bytes() == second.read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([first.name, second.name])


def test_a_png_has_200_dots_an_inch(tmp_path: Path) -> None:
    import struct

    save_figure(funnel_figure(FUNNEL, LIGHT, (5.0, 4.0)), tmp_path / "a.png")
    assert struct.unpack(">II", (tmp_path / "a.png").read_bytes()[16:24]) == (1000, 800)


def test_an_svg_draws_its_letters_so_that_no_font_is_needed(tmp_path: Path) -> None:
    save_figure(funnel_figure(FUNNEL, LIGHT), tmp_path / "a.svg")
    text = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert "<text" not in text
    assert "bar:sal" in text


def test_another_format_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        save_figure(funnel_figure(FUNNEL, LIGHT), tmp_path / "funnel.xlsx")
    assert "funnel.xlsx" in caught.value.message
    assert ".png" in caught.value.next_step


def test_a_missing_folder_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        save_figure(funnel_figure(FUNNEL, LIGHT), tmp_path / "none" / "a.png")
    assert caught.value.code == "no_folder"


def test_a_file_open_elsewhere_is_said_and_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.png"
    target.write_bytes(b"old")

    def refuse(self: Path, _target: Path) -> Path:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UserError) as caught:
        save_figure(funnel_figure(FUNNEL, LIGHT), target)
    assert "Close the file" in caught.value.next_step
    assert [p.name for p in tmp_path.iterdir()] == ["a.png"]
    assert target.read_bytes() == b"old"


def test_a_full_disk_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UserError, match="No space left"):
        save_figure(funnel_figure(FUNNEL, LIGHT), tmp_path / "a.svg")


def test_sheets_stand_alone() -> None:
    from tests.charts.drawn import overlaps, words

    funnel = funnel_sheet(FUNNEL, LIGHT)
    assert words(funnel, "title") == "Funnel"
    assert words(funnel, "range") == "All leads, as of 2026/11/20"
    assert words(funnel, "headline").startswith("Of 2,000 leads")
    assert words(funnel, "verdict:won") == "Below the band"
    assert overlaps(funnel) == []
    contents = contents_sheet(CONTENTS, LIGHT, limit=2)
    assert words(contents, "headline").startswith("Of those who touched 導入ガイド, 40 %")
    assert words(contents, "more") == "1 more in the table"
    assert overlaps(contents) == []


def test_a_sheet_says_the_range() -> None:
    from dataclasses import replace
    from datetime import date

    from tests.charts.drawn import words

    days = {"from_day": date(2026, 1, 1).toordinal(), "to_day": date(2026, 6, 30).toordinal()}
    assert words(funnel_sheet(replace(FUNNEL, **days), LIGHT), "range").startswith(
        "Acquired 2026/01/01–2026/06/30"
    )
    period = replace(FUNNEL, mode="period", **days)
    assert words(funnel_sheet(period, LIGHT), "range").startswith("Reached 2026/01/01–2026/06/30")
    assert words(funnel_sheet(replace(FUNNEL, mode="period"), LIGHT), "range").startswith("The whole time")
