"""Pictures of the window: their words are as large as the words around them, and they say while they are drawn."""

from threading import Event

import pytest
from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from funneldesk.charts.page import BODY, Sheet
from funneldesk.errors import UserError
from funneldesk.ui.theme import FONT_PIXELS, TEXT_SIZES, apply_theme, pixels
from funneldesk.ui.widgets.figures import DPI, FigureView


@pytest.fixture(params=TEXT_SIZES)
def text_size(request, qapp):
    apply_theme(qapp, "light", request.param)
    yield request.param
    apply_theme(qapp, "light")


@pytest.fixture
def colours_at():
    """The colours a widget is painted in."""

    def seen(widget):
        image = widget.grab().toImage()
        return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}

    return seen


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


def test_a_picture_that_takes_its_time_says_so_where_it_is_to_be(qtbot, session, colours_at):
    view, go_on = FigureView(session, QSize(300, 120)), Event()
    qtbot.addWidget(view)
    view.show()

    def figure(size, colours):
        assert go_on.wait(20)
        return Sheet(colours, size).figure

    assert not view.says_drawing, "nothing is asked for yet"
    view.show_figure(figure, "a picture")
    assert not view.says_drawing, "most pictures are there before anybody could read it"
    qtbot.waitUntil(lambda: view.says_drawing)
    assert session.colours.secondary.lower() in colours_at(view)
    go_on.set()
    qtbot.waitUntil(lambda: view.is_drawn)
    assert not view.says_drawing


def test_a_picture_that_fails_is_no_longer_said_to_be_drawn(qtbot, session):
    view, failed = FigureView(session, QSize(300, 120)), []
    qtbot.addWidget(view)
    session.failed.connect(failed.append)
    view.show()

    def figure(size, colours):
        raise UserError("no_font", "There is no font.", "Install one.")

    view.show_figure(figure, "a picture")
    qtbot.waitUntil(lambda: len(failed) == 1)
    assert (view.says_drawing, view.is_drawn) == (False, False)


def test_of_a_page_taller_than_the_window_it_is_said_at_the_upper_end(qtbot, session):
    view, go_on = FigureView(session, QSize(300, 1400)), Event()
    qtbot.addWidget(view)
    view.show()

    def figure(size, colours):
        assert go_on.wait(20)
        return Sheet(colours, size).figure

    view.show_figure(figure, "a page")
    qtbot.waitUntil(lambda: view.says_drawing)
    image = view.grab().toImage()
    ink = session.colours.secondary.lower()
    rows = [
        y
        for y in range(image.height())
        if any(image.pixelColor(x, y).name() == ink for x in range(image.width()))
    ]
    go_on.set()
    qtbot.waitUntil(lambda: view.is_drawn)
    assert 0 < min(rows) < max(rows) < 400


def test_what_the_mouse_is_on_is_seen(qtbot, session, colours_at):
    view = FigureView(session, QSize(300, 120))
    qtbot.addWidget(view)
    view.show()

    def figure(size, colours):
        sheet = Sheet(colours, size)
        sheet.target((20, 20, 120, 60), "lead", "")
        return sheet.figure

    view.show_figure(figure, "a picture")
    qtbot.waitUntil(lambda: view.is_drawn)
    plain = colours_at(view)

    def move(point):
        none = Qt.MouseButton.NoButton
        move = QMouseEvent(QEvent.Type.MouseMove, point, point, none, none, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(view, move)

    move(view.target_point("lead"))
    assert colours_at(view) != plain
    assert view.cursor().shape() == Qt.CursorShape.PointingHandCursor
    move(QPointF(290, 5))
    assert colours_at(view) == plain
    assert view.cursor().shape() == Qt.CursorShape.ArrowCursor
