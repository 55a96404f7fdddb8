"""The window as a whole: navigation, keys, and that nothing else pops up."""

import shutil
from itertools import combinations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPushButton, QToolTip, QWidget

from funneldesk.i18n import set_language
from funneldesk.ui.navigation import BEYOND, PAGES, TABS
from funneldesk.ui.window import MINIMUM, NORMAL, MainWindow
from tests.store.test_schema import as_of_the_first_migration


class _Strays(QObject):
    """Notes every widget that appears as a window of its own."""

    def __init__(self, allowed: QWidget) -> None:
        super().__init__()
        self._allowed = allowed
        self.found: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at what is shown."""
        is_shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
        if is_shown and watched.isWindow() and watched is not self._allowed:
            self.found.append(type(watched).__name__)
        return False


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_opens_and_nothing_flashes_up_as_a_window(open_desk, company_store, qtbot, language):
    set_language(language)
    window = open_desk(company_store).window
    qtbot.waitUntil(lambda: window.current is not None, timeout=20000)
    strays = _Strays(window)
    QApplication.instance().installEventFilter(strays)
    for entry in (*PAGES, *TABS, *BEYOND):
        window.go(entry.id)
        page = window.page(entry.id)
        qtbot.waitUntil(lambda page=page: not page.is_loading, timeout=20000)
        assert page.isVisible()
        for place in range(page.tabs.count()):
            page.tabs.setCurrentIndex(place)
    QApplication.instance().removeEventFilter(strays)
    assert strays.found == []


def _keys_in_force(window: QWidget) -> list[tuple[str, QWidget | None]]:
    """Return every enabled key, with the widget the focus must be in for it (None: anywhere)."""
    anywhere = {Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut}
    found: list[tuple[str, QWidget | None]] = []
    for shortcut in window.findChildren(QShortcut):
        within = shortcut.parent()
        if shortcut.isEnabled() and within.isVisible() and within.isEnabled():
            place = None if shortcut.context() in anywhere else within
            found += [(keys.toString(), place) for keys in shortcut.keys()]  # noqa: SIM118 - no dict
    for action in window.findChildren(QAction):
        within = action.parent()
        # Those of a widget alone are shown in a menu; the key is another's.
        is_shown_only = action.shortcutContext() == Qt.ShortcutContext.WidgetShortcut
        if action.isEnabled() and within.isVisible() and not is_shown_only:
            place = None if action.shortcutContext() in anywhere else within
            found += [(keys.toString(), place) for keys in action.shortcuts()]
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and button.isEnabled():
            found.append((button.shortcut().toString(), None))
    return [(keys, place) for keys, place in found if keys]


def _collide(one: tuple[str, QWidget | None], other: tuple[str, QWidget | None]) -> bool:
    places = (one[1], other[1])
    if one[0] != other[0]:
        return False
    if None in places:
        return True
    return places[0] is places[1] or places[0].isAncestorOf(places[1]) or places[1].isAncestorOf(places[0])


def test_no_two_keys_are_the_same_on_any_page(open_desk, company_store, qtbot):
    window = open_desk(company_store).window
    qtbot.waitUntil(lambda: window.current is not None, timeout=20000)
    collisions = set()
    for entry in (*PAGES, *TABS, *BEYOND):
        window.go(entry.id)
        qtbot.waitUntil(lambda page_id=entry.id: not window.page(page_id).is_loading, timeout=20000)
        keys = _keys_in_force(window)
        assert {"Ctrl+1", "Ctrl+Shift+M", "Ctrl+F"} <= {name for name, _place in keys}
        collisions |= {(entry.id, one[0]) for one, other in combinations(keys, 2) if _collide(one, other)}
    assert collisions == set()


def test_pages_open_by_their_keys(show, window, qtbot):
    show("today")
    for key, page_id in ((Qt.Key.Key_6, "review"), (Qt.Key.Key_7, "book"), (Qt.Key.Key_1, "today")):
        qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda page_id=page_id: window.current is window.page(page_id))


def test_the_page_or_tab_of_the_last_run_comes_back(open_desk, company_store, qtbot):
    last = ""
    for page_id in ("contents", "why", ""):
        desk = open_desk(company_store)
        qtbot.waitUntil(lambda desk=desk: desk.window.current is not None, timeout=20000)
        if last:
            assert desk.window.current is desk.window.page(last)
            under = {"why": "funnel"}.get(last, last)
            assert [key for key, button in desk.window._buttons.items() if button.isChecked()] == [under]
        last = page_id
        if page_id:
            desk.window.go(page_id)
            desk.window.close()


def test_names_with_markup_are_shown_as_they_are(qapp):
    from funneldesk.ui.widgets.text import ElidedLabel, Label

    for label in (Label("<b>x</b>"), ElidedLabel("<img src=x>")):
        assert label.textFormat() == Qt.TextFormat.PlainText
    assert not QToolTip.isVisible()


def test_the_sidebar_says_whose_data_is_on_the_desk_and_which_book(open_desk, company_store, qtbot):
    window = open_desk(company_store).window
    assert window._store_name.text_whole() == "Data on this computer"
    qtbot.waitUntil(lambda: window._book_state.text() == "Definition book: the example is in force")


def test_what_stands_at_the_lower_end_of_the_sidebar_stays_in_line_with_it_in_another_theme(
    show, window, desk, qtbot
):
    show("settings")
    foot = window._book_state
    qtbot.waitUntil(lambda: bool(foot.text()))
    for theme in ("dark", "light"):
        desk.session.settings.setValue("theme", theme)
        desk.dress()
        assert foot.contentsMargins().isNull()
        assert foot.mapTo(window, QPoint(0, 0)).x() == window._store_name.mapTo(window, QPoint(0, 0)).x()


def test_the_sidebar_calls_the_sample_what_it_is(open_desk, company_store, qtbot):
    desk = open_desk(company_store)
    sample = desk.session.sample_folder / "funneldesk.db"
    sample.parent.mkdir()
    shutil.copyfile(company_store, sample)
    desk.session.open(sample)
    assert desk.window._store_name.text_whole() == "Sample company"


def test_tab_reaches_the_navigation_at_the_page_that_is_open(window, show, qtbot):
    show("leads")
    places = [b for b in window.findChildren(QPushButton) if b.property("nav")]
    reached = [b.text() for b in places if b.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert reached == ["Leads"]
    places[1].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(places[1], Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: window.current is window.page("import"))


def test_a_store_of_an_older_program_is_brought_up_to_date_and_shown(open_desk, tmp_path, qtbot):
    path = tmp_path / "old.db"
    as_of_the_first_migration(path)
    window = open_desk(path).window
    window.go("leads")
    page = window.page("leads")
    qtbot.waitUntil(lambda: page.model.leads is not None and page.model.rowCount() == 5, timeout=20000)


@pytest.mark.parametrize(
    ("screen", "size", "least"),
    [
        (QSize(2560, 1400), QSize(*NORMAL), QSize(*MINIMUM)),
        (QSize(1366, 728), QSize(1350, 688), QSize(1100, 688)),
        (QSize(1280, 672), QSize(1264, 632), QSize(1100, 632)),  # 1920 x 1080 at 150 %, less the task bar
    ],
)
def test_the_window_fits_the_screen_with_its_frame(session, monkeypatch, screen, size, least):
    class Screen:
        def availableSize(self) -> QSize:
            return screen

    monkeypatch.setattr(MainWindow, "screen", lambda _self: Screen())
    window = MainWindow(session)
    assert (window.size(), window.minimumSize()) == (size, least)
    window.deleteLater()


def test_menus_of_qt_itself_speak_the_language(open_desk, company_store, qtbot):
    set_language("ja")
    desk = open_desk(company_store)
    menu = QLineEdit(desk.window).createStandardContextMenu()
    assert any("貼り付け" in action.text() for action in menu.actions())
    set_language("en")
    desk.session.language_changed.emit()
    menu = QLineEdit(desk.window).createStandardContextMenu()
    assert any("Paste" in action.text() for action in menu.actions())


def test_the_title_says_which_data_the_window_shows(open_desk, company_store, qtbot):
    assert open_desk(None).window.windowTitle() == "FunnelDesk", "there is no data yet"
    desk = open_desk(company_store)
    assert desk.window.windowTitle() == f"{desk.session.path.name} - FunnelDesk"
