"""Pictures of the window: their words are as large as the words around them."""

import pytest
from PySide6.QtCore import QSize

from funneldesk.charts.page import BODY, Sheet
from funneldesk.ui.theme import FONT_PIXELS, TEXT_SIZES, apply_theme, pixels
from funneldesk.ui.widgets.figures import DPI, FigureView


@pytest.fixture(params=TEXT_SIZES)
def text_size(request, qapp):
    apply_theme(qapp, "light", request.param)
    yield request.param
    apply_theme(qapp, "light")


def test_words_in_a_picture_are_as_large_as_those_around_it(qtbot, session, text_size):
    view, made = FigureView(session, QSize(200, 100)), []
    qtbot.addWidget(view)

    def figure(size, colours):
        sheet = Sheet(colours, size)
        made.append((sheet.width, sheet.text(10, 20, "words")))
        sheet.target((10, 10, 60, 30), "word", "tip")
        return sheet.figure

    view.resize(600, 300)
    view.show()
    view.show_figure(figure, "a picture")
    qtbot.waitUntil(lambda: view.is_drawn)
    wide, line = made[-1]
    on_screen = line.get_fontsize() * DPI / 72 * view.width() / wide
    assert on_screen == pytest.approx(BODY * text_size / 100, rel=0.04)
    assert on_screen == pytest.approx(view.font().pixelSize(), abs=1)
    # What one points at lies where it is drawn.
    assert view.target_point("word").x() == pytest.approx(35 * text_size / 100, abs=2)


def test_a_picture_has_room_for_larger_words(qtbot, session, text_size):
    view = FigureView(session, QSize(200, 100))
    qtbot.addWidget(view)
    assert (view.minimumWidth(), view.minimumHeight()) == (200, pixels(100))
    view.keep_height(150)
    assert view.height() == pixels(150) == round(150 * round(FONT_PIXELS * text_size / 100) / FONT_PIXELS)
