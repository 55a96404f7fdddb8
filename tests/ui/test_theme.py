"""Colours and the size of text, as they are chosen and as the system says."""

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel, QTableView, QVBoxLayout, QWidget

from funneldesk.colours import DARK, LIGHT
from funneldesk.ui import theme
from funneldesk.ui.theme import FONT_PIXELS, TEXT_SIZES, apply_theme, dress, enlarged, text_size_of
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.rows import ROW_HEIGHT
from tests.ui.conftest import activate, settle


class Hints(QObject):
    """A system that shows dark or light and may be told which; the platform of the tests cannot."""

    def __init__(self, of_system):
        super().__init__()
        self.of_system, self.told = of_system, None

    def colorScheme(self):
        return self.told or self.of_system

    def setColorScheme(self, told):
        self.told = told

    def unsetColorScheme(self):
        self.told = None


@pytest.fixture
def usual_text(qapp):
    """Put the size of text back for the tests that follow."""
    yield
    theme.apply_theme(qapp, "light")


def test_lengths_grow_and_hairlines_stay():
    assert enlarged("font-size: 13px; border: 1px solid", 2.0) == "font-size: 26px; border: 1px solid"


@pytest.mark.parametrize("kept", ["", "none", "-5", "9999", None, "１１５x"])
def test_a_size_nobody_could_choose_is_the_usual_one(kept):
    assert text_size_of(kept) == TEXT_SIZES[0]


def test_a_size_that_was_chosen_counts():
    assert [text_size_of(str(size)) for size in TEXT_SIZES] == list(TEXT_SIZES)


@pytest.fixture
def hints(monkeypatch):
    """Let the program ask a system that can change."""
    made = Hints(Qt.ColorScheme.Light)
    monkeypatch.setattr(theme, "system_hints", lambda: made)
    return made


def test_a_running_window_follows_the_system(window, session, qapp, hints):
    shown = []
    session.theme_changed.connect(lambda: shown.append(session.colours))
    for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
        hints.of_system = scheme
        qapp.styleHints().colorSchemeChanged.emit(scheme)
    assert shown == [DARK, LIGHT]


def test_a_chosen_theme_stays_whatever_the_system_does_and_the_frames_are_told(show, session, qapp, hints):
    page = show("settings")
    page.theme.set_value("dark")
    page.theme.activated.emit(page.theme.currentIndex())
    assert (session.colours, hints.told) == (DARK, Qt.ColorScheme.Dark)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert session.colours is DARK
    page.theme.set_value("system")
    page.theme.activated.emit(page.theme.currentIndex())
    assert (session.colours, hints.told) == (LIGHT, None)


def choose_size(qtbot, desk, page, size):
    page.text_size.setFocus()
    qtbot.keyClick(page.text_size, Qt.Key.Key_Home)
    for _step in range(TEXT_SIZES.index(size)):
        qtbot.keyClick(page.text_size, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: desk.window.current is not None)
    settle(qtbot, desk.window.current)


@pytest.mark.parametrize("size", TEXT_SIZES[1:])
def test_words_rows_and_fields_grow_together(show, qtbot, desk, size, usual_text):
    old = desk.window
    choose_size(qtbot, desk, show("settings"), size)
    window = desk.window
    assert window is not old
    activate(qtbot, window)
    page = window.current
    assert page is window.page("settings"), "the page stays"
    assert page.text_size.currentData() == str(size)
    assert page.text_size.font().pixelSize() == round(FONT_PIXELS * size / 100)
    titles = [label for label in page.findChildren(QLabel) if label.property("role") == "title"]
    assert titles[0].font().pixelSize() == round(20 * size / 100)
    window.go("leads")
    settle(qtbot, window.page("leads"))
    table = window.page("leads").findChild(QTableView)
    assert table.verticalHeader().defaultSectionSize() > ROW_HEIGHT
    assert table.fontMetrics().height() < table.verticalHeader().defaultSectionSize()


def test_the_size_of_text_is_the_same_in_the_next_run(show, qtbot, desk, session, qapp, usual_text):
    choose_size(qtbot, desk, show("settings"), 115)
    theme.apply_theme(qapp, "light")
    assert qapp.font().pixelSize() == FONT_PIXELS
    desk.dress()
    assert qapp.font().pixelSize() == 15


def test_a_window_that_was_built_anew_takes_another_theme(show, qtbot, desk, session, qapp, usual_text):
    show("today")
    show("book").tabs.setCurrentIndex(2)
    choose_size(qtbot, desk, show("settings"), 115)
    # Whatever of the first window still listened would fail: Qt's warnings and errors fail tests.
    session.settings.setValue("theme", "dark")
    session.look_wanted.emit()
    assert session.colours is DARK


@pytest.mark.parametrize("count", [2, 3, 12])
@pytest.mark.parametrize("zoom", TEXT_SIZES)
def test_the_list_of_a_choice_shows_all_of_its_lines(qtbot, qapp, usual_text, count, zoom):
    apply_theme(qapp, "light", zoom)
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    choice = Choice([(place, f"{place}番目") for place in range(count)])
    column.addWidget(choice)
    dress(window)
    window.resize(300, 500)
    window.show()
    activate(qtbot, window)
    choice.setFocus()
    qtbot.waitUntil(choice.hasFocus)
    choice.showPopup()
    shown = choice.view()
    last = shown.visualRect(shown.model().index(count - 1, 0))
    assert last.top() >= 0
    assert last.bottom() <= shown.viewport().height()
    choice.hidePopup()
