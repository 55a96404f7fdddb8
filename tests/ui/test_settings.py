"""Language, theme and place of the store."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette

from funneldesk import i18n
from funneldesk.colours import DARK, LIGHT
from funneldesk.domain import formats
from funneldesk.domain.habits import HABITS, choose
from funneldesk.operations.business_calendar import company_holidays, fiscal_month
from funneldesk.operations.stores import open_reader
from funneldesk.ui.trouble import TroubleDialog
from tests.ui.conftest import activate, settle


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


def test_years_and_amounts_are_written_as_chosen_at_once(show, qtbot, desk, session):
    i18n.set_language("ja")
    desk.open_window()
    day_of_all, old = date(2026, 11, 20).toordinal(), desk.window
    desk.window.go("settings")
    page = desk.window.page("settings")
    _choose(qtbot, page.years, "era")
    assert desk.window is not old
    assert (formats.day(day_of_all), formats.money(120_000_000)) == ("R8.11.20", "120万円")
    desk.window.go("settings")
    page = desk.window.page("settings")
    assert page.years.currentData() == "era"
    now = desk.window
    page.years.activated.emit(page.years.currentIndex())
    assert desk.window is now  # the same again changes nothing
    _choose(qtbot, page.amounts, "full")
    assert (formats.day(day_of_all), formats.money(120_000_000)) == ("R8.11.20", "1,200,000円")
    # The next start writes as this one did.
    for habit in HABITS:
        choose(habit, None)
    desk.open_window()
    assert (formats.day(day_of_all), formats.money(120_000_000)) == ("R8.11.20", "1,200,000円")


def test_only_japanese_words_have_more_than_one_way(show):
    page = show("settings")
    assert not page.years.isEnabled()
    assert "Japanese" in page.amounts.toolTip()


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
    qtbot.waitUntil(lambda: bool(desk.window.findChild(TroubleDialog)))


def test_company_holidays_move_time_limits_at_once(show, qtbot, session):
    page = show("settings")
    page.holidays.line.setFocus()
    qtbot.keyClicks(page.holidays.line, "12/29-1/3, often")
    qtbot.keyClick(page.holidays.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "often" in page.holidays.fault.text())
    assert "12/29-1/3" in page.holidays.fault.text()
    page.holidays.line.selectAll()
    qtbot.keyClicks(page.holidays.line, "1/1-12/31")
    qtbot.keyClick(page.holidays.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.holidays.fault.isVisible())

    def kept():
        with open_reader(session.path) as store:
            return company_holidays(store)

    qtbot.waitUntil(lambda: kept() == "1/1-12/31")
    page.refresh()
    settle(qtbot, page)
    assert page.holidays.line.text() == "1/1-12/31"


def test_the_fiscal_year_of_the_company_moves_the_ranges_of_other_pages(show, qtbot, session, desk):
    page = show("settings")
    settle(qtbot, page)
    assert page.fiscal_month.currentText() == "April"
    _choose(qtbot, page.fiscal_month, "2")

    def kept():
        with open_reader(session.path) as store:
            return fiscal_month(store)

    qtbot.waitUntil(lambda: kept() == 2)
    page.refresh()
    settle(qtbot, page)
    assert page.fiscal_month.currentText() == "February"
    desk.window.go("funnel")
    funnel = desk.window.page("funnel")
    funnel.range.choose("fiscal")
    qtbot.waitUntil(lambda: funnel.view is not None and funnel.view.funnel.from_day is not None)
    qtbot.waitUntil(lambda: date.fromordinal(funnel.view.funnel.from_day).month == 2)


def test_without_data_there_are_no_holidays_to_set(open_desk):
    desk = open_desk(None)
    desk.window.go("settings")
    assert not desk.window.page("settings").holidays.isEnabled()


def test_another_text_size_leaves_the_window_where_it_is_and_as_large(desk, window, qtbot, monkeypatch):
    activate(qtbot, window)
    window.resize(window.width() + 20, window.height() + 10)
    made, restored = desk.make_window, []

    def make():
        restored.append(desk.session.settings.value("geometry"))
        return made()

    monkeypatch.setattr(desk, "make_window", make)
    wanted = window.saveGeometry()
    desk.session.settings.setValue("text_size", "115")
    desk.session.text_size_changed.emit()
    qtbot.waitUntil(lambda: desk.window is not window)
    assert restored == [wanted]
