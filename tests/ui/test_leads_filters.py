"""The line under the headings of the table of leads: typed into, values chosen, by mouse and keyboard."""

import pytest
from PySide6.QtCore import Qt

from funneldesk.operations.lead_filters import ColumnFilter
from tests.ui.conftest import activate, settle
from tests.ui.typing import write

LEFT = Qt.MouseButton.LeftButton
KEY = Qt.Key


@pytest.fixture
def page(show, window, qtbot):
    page = show("leads")
    qtbot.waitUntil(lambda: page.model.leads is not None and page.model.leads.figures is not None)
    page.splitter.setSizes([2000, 1])
    return page


def field(page, name):
    return page.table.headings.fields[[one.sort for one in page.model.columns].index(name)]


def shown(page, filters):
    return page.model.leads.query.filters == filters


def count(page):
    return page.model.rowCount()


def values(page, name, qtbot):
    """Open the list of values by the keyboard and return it by its words."""
    page.filters.menu.close()
    qtbot.keyClick(field(page, name), KEY.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(page.filters.menu.isVisible)
    return {one.text().partition("　")[0]: one for one in page.filters.menu.actions() if one.text()}


def pick(page, action, qtbot):
    qtbot.mouseClick(page.filters.menu, LEFT, pos=page.filters.menu.actionGeometry(action).center())


def test_what_is_typed_leaves_only_whom_it_fits(page, qtbot):
    everybody = count(page)
    write(field(page, "company"), "東都 3")
    wanted = (ColumnFilter("company", "東都 3"),)
    qtbot.waitUntil(lambda: shown(page, wanted))
    qtbot.waitUntil(lambda: "…" not in [page.model.text(place, "company") for place in range(count(page))])
    companies = [page.model.text(place, "company") for place in range(count(page))]
    assert 0 < len(companies) < everybody
    assert all("東都3" in one for one in companies)
    qtbot.keyClick(field(page, "company"), KEY.Key_Escape)
    qtbot.waitUntil(lambda: shown(page, ()))
    assert count(page) == everybody


def test_two_fields_hold_together_and_enter_goes_to_the_table(page, qtbot):
    write(field(page, "company"), "1")
    write(field(page, "name"), "山田")
    qtbot.keyClick(field(page, "name"), KEY.Key_Return)
    wanted = (ColumnFilter("company", "1"), ColumnFilter("name", "山田"))
    qtbot.waitUntil(lambda: shown(page, wanted))
    assert page.table.hasFocus()


def test_values_are_chosen_and_all_of_them_again(page, qtbot):
    everybody = count(page)
    offered = values(page, "source", qtbot)
    first, second = list(offered)[1:3]
    numbers = [int(offered[one].text().partition("　")[2]) for one in (first, second)]
    pick(page, offered[first], qtbot)
    qtbot.waitUntil(lambda: count(page) == numbers[0])
    assert field(page, "source").placeholderText() == first
    offered = values(page, "source", qtbot)
    assert offered[first].isChecked()
    pick(page, offered[second], qtbot)
    qtbot.waitUntil(lambda: count(page) == sum(numbers))
    pick(page, values(page, "source", qtbot)["All values"], qtbot)
    qtbot.waitUntil(lambda: count(page) == everybody)


def test_a_column_that_is_filtered_by_stays_in_a_narrow_window(page, window, qtbot):
    offered = values(page, "source", qtbot)
    pick(page, offered[list(offered)[1]], qtbot)
    qtbot.waitUntil(lambda: page.query.filters != ())
    page.splitter.setSizes([1, 2000])
    window.resize(1100, 700)
    place = [one.sort for one in page.model.columns].index("source")
    qtbot.waitUntil(lambda: page.table.isColumnHidden(place - 1))
    assert not page.table.isColumnHidden(place)
    assert field(page, "source").isVisible()


def test_fields_stand_under_their_headings(page):
    header = page.table.headings
    there = {place: one for place, one in header.fields.items() if not header.isSectionHidden(place)}
    assert len(there) > 1
    for place, one in there.items():
        left = header.sectionViewportPosition(place)
        assert left <= one.x() < one.geometry().right() <= left + header.sectionSize(place)
        assert one.y() > header.viewport().geometry().bottom()
        assert one.geometry().bottom() <= header.height()


def test_showing_everybody_takes_the_filters_away(page, qtbot):
    write(field(page, "company"), "1")
    qtbot.waitUntil(lambda: shown(page, (ColumnFilter("company", "1"),)))
    page.show_all()
    settle(qtbot, page)
    assert shown(page, ())
    assert field(page, "company").text() == ""


def test_a_score_is_chosen_by_a_range_and_a_wrong_one_is_said(page, qtbot):
    everybody = count(page)
    scores = [float(page.model.leads.figures.score(place)) for place in range(everybody)]
    middle = sorted(scores)[everybody // 2]
    write(field(page, "score"), f"{middle:.0f}-")
    qtbot.keyClick(field(page, "score"), KEY.Key_Return)
    qtbot.waitUntil(lambda: count(page) == sum(one >= round(middle) for one in scores))
    field(page, "score").selectAll()
    write(field(page, "score"), "many")
    before = page.query
    qtbot.keyClick(field(page, "score"), KEY.Key_Return)
    assert page.query == before
    assert "no number and no range" in page.banner.sentence.text()
    assert "60 or more" in field(page, "score").toolTip()


def test_days_are_typed_or_picked(page, qtbot):
    write(field(page, "acquired_at"), "1999")
    qtbot.waitUntil(lambda: count(page) == 0)
    offered = values(page, "acquired_at", qtbot)
    year = next(one for text, one in offered.items() if text.startswith("This year"))
    pick(page, year, qtbot)
    qtbot.waitUntil(lambda: count(page) > 0)
    assert field(page, "acquired_at").text().isdigit()
    pick(page, values(page, "acquired_at", qtbot)["All values"], qtbot)
    qtbot.waitUntil(lambda: page.query.filters == ())


def test_stages_are_picked_by_their_words_or_typed(page, qtbot):
    offered = values(page, "stage", qtbot)
    number = int(offered["MQL"].text().partition("　")[2])
    pick(page, offered["MQL"], qtbot)
    qtbot.waitUntil(lambda: count(page) == number)
    assert {page.model.text(place, "stage") for place in range(number)} == {"MQL"}
    assert field(page, "stage").placeholderText() == "MQL"
    pick(page, values(page, "stage", qtbot)["All values"], qtbot)
    qtbot.waitUntil(lambda: page.query.filters == ())
    write(field(page, "stage"), "won")
    wanted = (ColumnFilter("stage", "won", ("won",)),)
    qtbot.waitUntil(lambda: shown(page, wanted))
    assert {page.model.text(place, "stage") for place in range(count(page))} == {"Won"}


def test_a_key_goes_to_the_line_and_hides_it(page, window, qtbot):
    activate(qtbot, window)
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(0, 0))
    write(field(page, "company"), "1")
    qtbot.waitUntil(lambda: page.query.filters != ())
    page.table.setFocus()
    keys = (KEY.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    tall = page.table.headings.height()
    qtbot.keyClick(page.table, *keys)
    assert field(page, "name").hasFocus()
    qtbot.keyClick(field(page, "name"), *keys)
    assert not field(page, "name").isVisible()
    assert page.table.hasFocus()
    assert page.table.headings.height() < tall
    assert page.query.filters != ()
    assert page.standing.isVisible()
    qtbot.keyClick(page.table, *keys)
    assert field(page, "name").isVisible()
    assert page.table.headings.height() == tall
