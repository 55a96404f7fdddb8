"""Words kept as pictures look as words drawn anew."""

import io

import numpy as np
import pytest
from matplotlib.text import Text

from funneldesk.charts import quick_text
from funneldesk.charts.page import Sheet
from funneldesk.colours import DARK, LIGHT


def pixels(sheet, dpi=96):
    sheet.figure.set_dpi(dpi)
    sheet.figure.canvas.draw()
    return np.asarray(sheet.figure.canvas.buffer_rgba())[:, :, :3].astype(int)


def ink(picture, colours):
    """Return where there is anything but ground: the box around it, and how much."""
    ground = np.array([int(colours.surface[place : place + 2], 16) for place in (1, 3, 5)])
    marked = np.abs(picture - ground).sum(axis=2)
    rows, columns = np.nonzero(marked > 60)
    return np.array([rows.min(), rows.max(), columns.min(), columns.max()]), marked.sum()


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("align", ["left", "center", "right"])
@pytest.mark.parametrize("dpi", [96, 144])
def test_the_picture_of_words_lies_where_the_words_would(colours, align, dpi, monkeypatch):
    def drawn():
        sheet = Sheet(colours, (4, 1))
        sheet.text(200, 48, "承認率 35.0 % gÅ", align=align, strong=True)
        return ink(pixels(sheet, dpi), colours)

    box, much = drawn()
    monkeypatch.setattr(quick_text.QuickText, "draw", Text.draw)
    other, as_ever = drawn()
    assert np.abs(box - other).max() <= 1
    assert much == pytest.approx(as_ever, rel=0.05)


def test_words_are_drawn_once_for_each_look(monkeypatch):
    made = []
    real = quick_text.QuickText._picture
    monkeypatch.setattr(quick_text, "_pictures", {})
    monkeypatch.setattr(
        quick_text.QuickText, "_picture", lambda text, dpi: made.append(text.get_text()) or real(text, dpi)
    )
    for colour in ("#112233", "#112233", "#445566"):
        sheet = Sheet(LIGHT, (3, 1))
        sheet.text(10, 40, "SAL", colour=colour)
        sheet.text(10, 60, "")
        sheet.text(10, 80, "hidden").set_visible(False)
        pixels(sheet)
    assert made == ["SAL", "SAL"]
    monkeypatch.setattr(quick_text, "_MOST", 1)
    pixels(sheet, dpi=120)
    assert len(quick_text._pictures) == 1, "what is kept has an end"


def test_in_vector_formats_words_stay_words():
    sheet = Sheet(LIGHT, (3, 1))
    sheet.text(10, 40, "SAL")
    stream = io.BytesIO()
    sheet.figure.savefig(stream, format="svg")
    assert b"<image" not in stream.getvalue()


@pytest.mark.parametrize("quick", [True, False])
def test_a_line_passes_behind_words_that_lie_on_the_ground(quick, monkeypatch):
    if not quick:
        monkeypatch.setattr(quick_text.QuickText, "draw", Text.draw)

    def crossed(on_ground):
        sheet = Sheet(LIGHT, (2, 1))
        sheet.line([104, 104], [0, 96], "#ff0000", width=3)
        # Where the line would pass there is only the gap between two letters.
        sheet.text(60, 48, "MM MM", size=26, colour="#000000", on_ground=on_ground)
        red = pixels(sheet)[44:52, 100:110]
        return ((red[:, :, 0] - red[:, :, 1]) > 100).sum()

    assert crossed(on_ground=False) > 0
    assert crossed(on_ground=True) == 0
