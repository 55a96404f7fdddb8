"""Saved views on the page of leads, by mouse and keyboard: kept, chosen, replaced, removed and taken back."""

import pytest
from PySide6.QtCore import QPoint, Qt

from funneldesk.operations.lead_views import lead_views
from funneldesk.operations.stores import open_reader
from funneldesk.ui.widgets.asking import NameQuestion
from tests.ui.conftest import settle
from tests.ui.typing import write

LEFT = Qt.MouseButton.LeftButton
KEY = Qt.Key


@pytest.fixture
def page(show, window, qtbot):
    page = show("leads")
    qtbot.waitUntil(lambda: page.model.leads is not None)
    return page


def saved(page):
    with open_reader(page.session.path) as store:
        return {one.name: one.query for one in lead_views(store)}


def choose(page, text, qtbot):
    """Click on what begins with a text in the menu."""
    page.saved.menu.aboutToShow.emit()
    action = next(one for one in page.saved.menu.actions() if one.text().replace("&", "").startswith(text))
    page.saved.menu.popup(page.mapToGlobal(page.rect().center()))
    qtbot.waitUntil(page.saved.menu.isVisible)
    action = next(one for one in page.saved.menu.actions() if one.text().replace("&", "").startswith(text))
    qtbot.mouseClick(page.saved.menu, LEFT, pos=page.saved.menu.actionGeometry(action).center())


def save(page, name, qtbot):
    choose(page, "Save this view", qtbot)
    question = page.window().findChildren(NameQuestion)[-1]
    qtbot.waitUntil(question.isVisible)
    question.name.selectAll()
    write(question.name, name)
    before = page.banner.sentence.text()
    qtbot.keyClick(question.name, KEY.Key_Return)
    qtbot.waitUntil(lambda: page.banner.sentence.text() != before or name in saved(page))
    qtbot.waitUntil(lambda: name in [one.name for one in page.saved.views])


def test_what_is_seen_is_kept_and_seen_again(page, qtbot):
    write(page.search, "佐藤")
    qtbot.waitUntil(lambda: page.query.text == "佐藤")
    page.model.sort(4, Qt.SortOrder.AscendingOrder)
    settle(qtbot, page)
    wanted = page.query
    save(page, "佐藤さん", qtbot)
    assert saved(page) == {"佐藤さん": wanted}
    assert page.saved.button.text() == "佐藤さん"
    page.show_all()
    assert page.saved.button.text() == "Views"
    settle(qtbot, page)
    choose(page, "佐藤さん", qtbot)
    qtbot.waitUntil(lambda: page.query == wanted)
    assert page.search.text() == "佐藤"
    settle(qtbot, page)
    assert page.model.leads.query == wanted


def test_a_view_brings_its_columns_and_their_widths(page, qtbot):
    def width(name):
        return page.table.columnWidth(page.model.names.index(name))

    page.columns.choose(("name", "title", "score"))
    header = page.table.horizontalHeader()
    edge = header.sectionViewportPosition(1) + header.sectionSize(1) - 1
    y = header.height() // 4
    qtbot.mousePress(header.viewport(), LEFT, pos=QPoint(edge, y))
    qtbot.mouseMove(header.viewport(), QPoint(edge + 73, y))
    qtbot.mouseRelease(header.viewport(), LEFT, pos=QPoint(edge + 73, y))
    wanted = width("title")
    save(page, "広い役職", qtbot)
    with open_reader(page.session.path) as store:
        assert lead_views(store)[0].widths == {"title": wanted}
    page.columns.start_anew()
    assert width("title") != wanted
    choose(page, "広い役職", qtbot)
    qtbot.waitUntil(lambda: page.model.names == ("name", "title", "score"))
    assert width("title") == wanted


def test_a_view_is_removed_and_that_is_taken_back(page, qtbot):
    save(page, "everybody & all", qtbot)
    choose(page, "Remove", qtbot)
    qtbot.waitUntil(lambda: not page.saved.views)
    assert "removed" in page.banner.sentence.text()
    assert saved(page) == {}
    page.banner.link.setFocus()
    qtbot.keyClick(page.banner.link, KEY.Key_Space)
    qtbot.waitUntil(lambda: [one.name for one in page.saved.views] == ["everybody & all"])


def test_a_long_name_is_cut_on_the_button_only(page, qtbot):
    name = "とても長い名前の表示で最後まで見えるのは一覧の中だけです"
    save(page, name, qtbot)
    assert page.saved.button.text().endswith("…")
    assert name in page.saved.button.toolTip()
    assert name in page.saved.button.accessibleName()


def test_chosen_people_are_no_view_and_the_page_says_so(page, qtbot):
    ids = page.model.leads.ids[:3].tolist()
    page.open(ids=ids, title="three")
    settle(qtbot, page)
    choose(page, "Save this view", qtbot)
    question = page.window().findChildren(NameQuestion)[-1]
    qtbot.waitUntil(question.isVisible)
    write(question.name, "three")
    qtbot.keyClick(question.name, KEY.Key_Return)
    qtbot.waitUntil(lambda: "chosen people" in page.banner.sentence.text())
    assert saved(page) == {}
