"""Language, theme and place of the store."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette

from funneldesk import i18n
from funneldesk.colours import DARK, LIGHT
from funneldesk.ui.trouble import TroubleDialog


def _choose(qtbot, box, data):
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Home)
    for _step in range(box.findData(data)):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    box.activated.emit(box.currentIndex())


def test_the_theme_changes_at_once(show, qtbot, session, qapp):
    page = show("settings")
    _choose(qtbot, page.theme, "dark")
    assert session.colours is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.ground
    _choose(qtbot, page.theme, "light")
    assert session.colours is LIGHT


def test_the_window_speaks_another_language_at_once(show, qtbot, desk):
    page = show("settings")
    old = desk.window
    _choose(qtbot, page.language, "ja")
    assert i18n.language() == "ja"
    assert desk.window is not old
    qtbot.waitUntil(lambda: desk.window.current is not None)
    assert desk.window.current.title.text() == "設定"


def test_the_place_of_the_data_is_named(show, session):
    page = show("settings")
    assert page.place.text_whole() == str(session.path)


def test_a_file_that_is_no_store_is_refused_in_words(show, qtbot, session, tmp_path):
    other = tmp_path / "other.db"
    other.write_text("no database", encoding="utf-8")
    page = show("settings")
    page.use_store(other)
    qtbot.waitUntil(page.banner.isVisible)
    assert session.path != other
    assert "other.db" in page.banner.sentence.text()


def test_a_backup_that_cannot_be_made_is_told_once_a_day(desk, session, qtbot):
    (session.path.parent / "FunnelDesk backups").write_text("in the way", encoding="utf-8")
    told, done = [], []
    session.failed.connect(told.append)
    for _time in range(2):
        session.write(lambda store, _job: store.revision, done.append)
    qtbot.waitUntil(lambda: len(done) == 2)
    assert [error.code for error in told] == ["no_backup"]
    assert desk.window.findChild(TroubleDialog).isVisible()
