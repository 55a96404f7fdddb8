"""What narrows the table of leads down, in words: each goes away by a click or a key, and all at once."""

import pytest
from PySide6.QtCore import Qt

from funneldesk.operations.lead_filters import ColumnFilter
from tests.ui.conftest import settle
from tests.ui.typing import write

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(show, window, qtbot):
    page = show("leads")
    qtbot.waitUntil(lambda: page.model.leads is not None and page.model.leads.figures is not None)
    return page


def words(page):
    return [one.text() for one in page.standing.buttons] if page.standing.isVisible() else []


def test_nothing_is_said_of_everybody(page):
    assert words(page) == []


def test_each_condition_is_said_and_taken_off(page, qtbot):
    page.change(show="candidates")
    page.filter_by(
        (
            ColumnFilter("company", "東都"),
            ColumnFilter("score", "10〜"),
            ColumnFilter("stage", values=("mql",)),
        )
    )
    write(page.search, "1")
    qtbot.waitUntil(lambda: page.query.text == "1")
    settle(qtbot, page)
    assert words(page) == [
        "SAL candidate　✕", "Search: 1　✕", "Company: 東都　✕", "Score: 10〜　✕", "Stage: MQL　✕", "All off",
    ]  # fmt: skip
    qtbot.mouseClick(page.standing.buttons[2], LEFT)
    assert [one.field for one in page.query.filters] == ["score", "stage"]
    page.standing.buttons[0].setFocus()
    qtbot.keyClick(page.standing.buttons[0], Qt.Key.Key_Space)
    assert page.query.show == "all"
    qtbot.mouseClick(page.standing.buttons[-1], LEFT)
    assert (page.query.text, page.query.filters) == ("", ())
    assert words(page) == []
    assert page.search.text() == ""


def test_people_of_another_page_are_taken_off_alone_or_with_all_else(page, window, qtbot):
    chosen = tuple(int(one) for one in page.model.leads.figures.ids[:9])
    window.go("leads", ids=chosen, title="Became MQL: 9 people")
    settle(qtbot, page)
    assert words(page) == []
    write(page.search, "東都")
    qtbot.waitUntil(lambda: words(page) == ["Search: 東都　✕", "All off"])
    assert page.only.isVisible()
    qtbot.mouseClick(page.only, LEFT)
    assert (page.query.only, page.query.text, page.search.text()) == (None, "東都", "東都")
    assert not page.only.isVisible()
    assert words(page) == ["Search: 東都　✕"]
    window.go("leads", ids=chosen, title="9 people")
    write(page.search, "東都")
    qtbot.waitUntil(lambda: words(page) == ["Search: 東都　✕", "All off"])
    qtbot.mouseClick(page.standing.buttons[0], LEFT)
    qtbot.waitUntil(lambda: page.query.text == "")
    assert page.query.only == chosen
    page.filter_by((ColumnFilter("company", "東都"),))
    qtbot.mouseClick(page.standing.buttons[-1], LEFT)
    assert (page.query.only, page.query.filters) == (None, ())
    assert not page.only.isVisible()
    assert words(page) == []


def test_the_search_is_taken_off(page, qtbot):
    write(page.search, "佐藤")
    qtbot.waitUntil(lambda: words(page) == ["Search: 佐藤　✕"])
    qtbot.mouseClick(page.standing.buttons[0], LEFT)
    qtbot.waitUntil(lambda: page.query.text == "")
    assert words(page) == []


def test_many_values_are_counted_and_long_words_are_whole_in_the_tip(page, qtbot):
    values = tuple(f"とても長い名前の展示会 {place}" for place in range(5))
    page.filter_by((ColumnFilter("source", values=("", *values)),))
    button = page.standing.buttons[0]
    assert button.text().endswith("…　✕")
    assert "(none)" in button.toolTip()
    assert "and 3 more" in button.toolTip()
    assert "and 3 more" in button.accessibleName()
