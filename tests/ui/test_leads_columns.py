"""Columns of the table of leads, by mouse and keyboard: chosen, moved, widened, hidden; and there again next time."""

import pytest
from PySide6.QtCore import QPoint, Qt

from funneldesk.domain.leads.lead_columns import STANDARD
from funneldesk.i18n import set_language
from funneldesk.operations.lead_filters import ColumnFilter
from funneldesk.operations.lead_views import lead_views, save_view
from funneldesk.operations.stores import open_reader, open_store
from funneldesk.ui.pages.leads import LeadsPage
from funneldesk.ui.pages.leads_columns import COLUMNS, WIDTHS
from funneldesk.ui.pages.leads_model import WAITING
from funneldesk.ui.theme import TEXT_SIZES, apply_theme
from funneldesk.ui.widgets.cell_painting import MARGIN
from funneldesk.ui.window import MINIMUM
from tests.operations.taking import take
from tests.ui.conftest import activate, settle
from tests.ui.test_window_gates import dressed
from tests.ui.walking import rest

LEFT = Qt.MouseButton.LeftButton
KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(show, window, qtbot):
    window.resize(1440, 900)
    page = show("leads")
    qtbot.waitUntil(lambda: page.model.leads is not None and page.model.leads.figures is not None)
    return page


def heading(page, name):
    header = page.table.headings
    place = page.model.names.index(name)
    return QPoint(
        header.sectionViewportPosition(place) + header.sectionSize(place) // 2,
        header.viewport().height() // 2,
    )


def menu(page, name, text):
    """Open the menu of a heading and return the action that begins with a text."""
    page.columns.offer_menu(page.model.names.index(name), page.mapToGlobal(QPoint(300, 300)))
    return next(one for one in page.columns.menu.actions() if one.text().startswith(text))


def pick(page, name, text, qtbot):
    action = menu(page, name, text)
    qtbot.waitUntil(page.columns.menu.isVisible)
    qtbot.mouseClick(page.columns.menu, LEFT, pos=page.columns.menu.actionGeometry(action).center())


def texts(page, name):
    return [page.model.text(place, name) for place in range(page.model.rowCount())]


def test_columns_are_chosen_and_put_in_order_by_the_keyboard(page, qtbot):
    page.window().go("leads", columns=True)
    dialog = page.columns.dialog
    qtbot.waitUntil(dialog.isVisible)
    activate(qtbot, dialog)
    dialog.list.setFocus()
    listed = [dialog.list.item(place).text() for place in range(dialog.list.count())]
    assert listed[:3] == ["Name", "Company", "Job title"]
    dialog.list.setCurrentRow(listed.index("E-mail address"))
    qtbot.keyClick(dialog.list, KEY.Key_Space)
    while dialog.list.currentRow() > 1:
        qtbot.keyClick(dialog.list, KEY.Key_Up, ALT)
    qtbot.keyClick(dialog.list, KEY.Key_Up, ALT)  # nothing stands above the name
    dialog.list.setCurrentRow(2)
    qtbot.keyClick(dialog.list, KEY.Key_Space)
    qtbot.keyClick(dialog, KEY.Key_Return)
    wanted = ("name", "email", *STANDARD[2:])
    qtbot.waitUntil(lambda: page.model.names == wanted)
    qtbot.waitUntil(lambda: WAITING not in texts(page, "email"))
    assert all("@" in one for one in texts(page, "email"))


def test_a_dialog_that_is_left_changes_nothing(page, qtbot):
    page.columns.open_dialog()
    dialog = page.columns.dialog
    qtbot.waitUntil(dialog.isVisible)
    dialog.list.setCurrentRow(2)
    qtbot.keyClick(dialog.list, KEY.Key_Space)
    qtbot.keyClick(dialog, KEY.Key_Escape)
    assert page.model.names == STANDARD


def test_what_is_chosen_is_there_in_the_next_window(page, window, open_desk, qtbot):
    page.columns.choose(("name", "phone", "score"))
    page.table.headings.resizeSection(1, 333)
    kept = page.session.settings
    assert "phone" in kept.value(COLUMNS)
    assert "333" in kept.value(WIDTHS)
    again = LeadsPage(page.session, page.navigate, "again")
    qtbot.addWidget(again)
    assert again.model.names == ("name", "phone", "score")
    assert again.table.headings.sectionSize(1) == 333


@pytest.mark.parametrize("kept", ["[", '"name"', "[1, 2]", '["mood"]', "{}"])
def test_settings_nobody_could_have_made_are_the_usual_ones(page, kept, qtbot):
    page.session.settings.setValue(COLUMNS, kept)
    page.session.settings.setValue(
        WIDTHS, kept if kept != "{}" else '{"name": "wide", "score": -3, "mood": 90}'
    )
    again = LeadsPage(page.session, page.navigate, "again")
    qtbot.addWidget(again)
    assert again.model.names == STANDARD
    assert again.columns._widths == {}


def test_the_menu_of_a_heading_hides_moves_and_sorts(page, qtbot):
    pick(page, "title", "Hide", qtbot)
    assert page.model.names == tuple(one for one in STANDARD if one != "title")
    pick(page, "score", "Move to the left", qtbot)
    assert page.model.names.index("score") == page.model.names.index("stage") - 1
    pick(page, "company", "Smallest", qtbot)
    settle(qtbot, page)
    assert (page.model.leads.query.sort, page.model.leads.query.descending) == ("company", False)
    pick(page, "company", "Columns and widths as at first", qtbot)
    assert page.model.names == STANDARD


def test_the_name_stays_first(page):
    assert not [one for one in page.columns.menu.actions() if one.text().startswith("Hide")]
    page.columns.offer_menu(0, page.mapToGlobal(QPoint(300, 300)))
    said = [one.text() for one in page.columns.menu.actions()]
    assert not [one for one in said if one.startswith(("Hide", "Move"))]
    page.columns.choose(("company", "name"))
    assert page.model.names == ("name", "company")


def test_a_heading_is_dragged_to_another_place(page, qtbot):
    page.columns.choose(("name", "company", "stage", "score"))
    page.table.headings.moveSection(3, 1)
    qtbot.waitUntil(lambda: page.model.names == ("name", "score", "company", "stage"))
    header = page.table.headings
    assert [header.visualIndex(place) for place in range(4)] == [0, 1, 2, 3]
    assert header.fields[1].accessibleName() == "Filter: Score"


def test_the_chosen_lead_stays_chosen(page, qtbot):
    page.table.setCurrentIndex(page.model.index(5, 0))
    page.columns.choose(("name", "email"))
    assert page.table.currentIndex().row() == 5


def test_any_column_sorts(page, qtbot):
    page.columns.choose(("name", "email", "activities", "last_on"))
    settle(qtbot, page)
    qtbot.mouseClick(page.table.headings.viewport(), LEFT, pos=heading(page, "email"))
    qtbot.waitUntil(lambda: page.model.leads.query.sort == "email")
    qtbot.waitUntil(lambda: WAITING not in texts(page, "email"))
    assert texts(page, "email") == sorted(texts(page, "email"))
    qtbot.mouseClick(page.table.headings.viewport(), LEFT, pos=heading(page, "activities"))
    qtbot.waitUntil(lambda: page.model.leads.query.sort == "activities")
    counts = [int(one) for one in texts(page, "activities")]
    assert counts == sorted(counts, reverse=True)
    assert any(counts)


def test_numbers_of_employees_stand_on_the_right_with_separators_and_are_typed_without(page, window, qtbot):
    with open_store(window.session.path) as store:
        take(store, "leads", [{"email": "big@x.co.jp", "name": "大手", "employees": "12000"}])
    page.session.changed.emit()
    page.columns.choose(("name", "employees"))
    page.sort_by("employees", descending=True)
    qtbot.waitUntil(lambda: page.model.text(0, "employees") == "12,000")
    right = Qt.AlignmentFlag.AlignRight
    assert page.model.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole) & right
    assert page.model.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole) & right
    assert page.model.typed_text(0, "employees") == "12000"


@pytest.mark.parametrize("name", ["updated_at", "mql_at", "won_at", "lost_at", "acquired_at", "last_on"])
def test_days_with_their_time_are_seen_at_the_width_of_everybody(page, name):
    page.columns.choose(("name", name))
    room = page.table.columnWidth(1) - 2 * MARGIN
    measure = page.table.fontMetrics().horizontalAdvance
    time = "" if name in ("acquired_at", "last_on") else " 23:59"
    assert max(measure(f"2026/12/01{time}"), measure(f"R8.12.30{time}")) <= room


def test_a_saved_view_brings_its_columns(page, qtbot):
    with open_store(page.session.path) as store:
        save_view(store, "電話", page.query, ("name", "phone"))
    page.saved.refresh()
    qtbot.waitUntil(lambda: bool(page.saved.views))
    assert page.saved.current is None
    page.show_view(page.saved.views[0])
    qtbot.waitUntil(lambda: page.model.names == ("name", "phone"))
    assert page.saved.current == page.saved.views[0]
    page.columns.choose(STANDARD)
    assert page.saved.current is None
    with open_reader(page.session.path) as store:
        assert lead_views(store)[0].columns == ("name", "phone")


def test_in_a_narrow_window_columns_scroll_and_the_name_stays_in_sight(page, window, qtbot):
    page.columns.choose(("name", "company", "email", "phone", "department", "industry", "note", "score"))
    window.resize(1100, 700)
    bar = page.table.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    header = page.table.headings
    assert all(header.sectionSize(place) >= header.sectionSizeHint(place) for place in range(header.count()))
    assert not page.table.frozen.isVisible()
    bar.setValue(bar.maximum())
    assert page.table.frozen.isVisible()
    assert page.table.frozen.width() == header.sectionSize(0)
    assert header.fields[0].x() < header.sectionSize(0)
    assert header.fields[0].isVisible()
    qtbot.mouseClick(page.table.frozen, LEFT, pos=QPoint(20, page.table.rowHeight(0) * 2 + 5))
    assert page.table.currentIndex().row() == 2
    assert bar.value() == bar.maximum()
    page.table.scrollTo(page.model.index(2, 1))
    assert page.table.columnViewportPosition(1) >= page.table.frozen.width()


@pytest.fixture
def wide(page, window, qtbot):
    """The page with more columns than have room, scrolled to none of them."""
    page.columns.choose(("name", "company", "email", "phone", "department", "industry", "note", "score"))
    window.resize(1100, 700)
    qtbot.waitUntil(lambda: page.table.horizontalScrollBar().maximum() > 200)
    settle(qtbot, page)
    return page


def test_tab_scrolls_to_the_field_it_goes_to(wide, window, qtbot):
    table, header = wide.table, wide.table.headings
    activate(qtbot, window)
    header.focus_field(1)
    last = header.count() - 1
    steps = [(KEY.Key_Tab, place) for place in range(2, last + 1)]
    steps += [(KEY.Key_Backtab, place) for place in range(last - 1, 0, -1)]
    for key, place in steps:
        qtbot.keyClick(window.focusWidget(), key)
        assert header.fields[place].hasFocus()
        shown = header.fields[place].geometry()
        assert table.frozen.width() * table.frozen.isVisible() <= shown.left()
        assert shown.right() < table.viewport().width()


def test_sorting_by_a_column_on_the_right_leaves_it_in_sight(wide, qtbot):
    bar = wide.table.horizontalScrollBar()
    wide.table.go_to(7, 1)
    before = bar.maximum() - 40  # arrows in headings come and go
    bar.setValue(before)
    wide.sort_by("note", descending=False)
    settle(qtbot, wide)
    assert wide.model.leads.query.sort == "note"
    assert bar.value() == before
    wide.sort_by("email", descending=False)
    settle(qtbot, wide)
    assert bar.value() == before


def test_another_order_and_another_filter_begin_at_their_first_line(page, qtbot):
    page.table.go_to(30, 1)
    chosen = page.model.lead_at(30)
    page.sort_by("name", descending=True)
    settle(qtbot, page)
    assert (page.table.currentIndex().row(), page.table.currentIndex().column()) == (0, 1)
    assert page.table.verticalScrollBar().value() == 0
    page.table.go_to(30, 1)
    page.filter_by((ColumnFilter("company", "東都"),))
    page.filter_by((ColumnFilter("company", "東都1"),))
    settle(qtbot, page)
    assert page.table.currentIndex().row() == 0
    # What arrives without being asked for moves nobody away from whom she looks at.
    page.filter_by(())
    page.sort_by("score", descending=True)
    settle(qtbot, page)
    page.table.go_to(page.model.place_of(chosen), 0)
    with open_store(page.session.path) as store:
        take(store, "leads", [{"email": "new@x.co.jp", "name": "新人"}])
    page.session.changed.emit()
    qtbot.waitUntil(lambda: page.model.rowCount() == 41)
    assert page.model.lead_at(page.table.currentIndex().row()) == chosen


def test_the_usual_columns_give_way_and_the_table_says_so(page, window, qtbot):
    page.splitter.setSizes([1, 2000])
    window.resize(1100, 700)
    qtbot.waitUntil(lambda: bool(page.table.left_out))
    header = page.table.headings
    shown = [place for place in range(header.count()) if not header.isSectionHidden(place)]
    assert all(header.sectionSize(place) >= header.sectionSizeHint(place) for place in shown)
    page.splitter.setSizes([2000, 1])
    window.resize(1900, 900)
    qtbot.waitUntil(lambda: not page.table.left_out)


@pytest.mark.parametrize("size", TEXT_SIZES)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_score_is_seen_in_a_small_window_with_words_of_any_size(
    open_desk, filled_store, qtbot, qapp, size, language
):
    set_language(language)
    desk = open_desk(filled_store)
    desk.session.settings.setValue("text_size", str(size))
    try:
        window = dressed(desk, "light", MINIMUM)
        window.go("leads")
        page = window.page("leads")
        rest(qtbot, page)
        table = page.table
        place = table._model.names.index("score")
        right = table.columnViewportPosition(place) + table.columnWidth(place)
        assert right <= table.viewport().width()
        assert not table.isColumnHidden(place)
    finally:
        apply_theme(qapp, "light")
