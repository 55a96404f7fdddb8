"""The line under the headings of a member's table of leads: typed, chosen, taken off again."""

import pytest
from PySide6.QtCore import Qt

from funneldesk.operations.lead_filters import ColumnFilter
from tests.ui.conftest import settle
from tests.ui.typing import write

LEFT = Qt.MouseButton.LeftButton
KEY = Qt.Key


@pytest.fixture
def page(show):
    return show("leads")


def field(page, name):
    return page.filters.header.fields[page.model.names.index(name)]


def texts(page, name):
    column = page.model.names.index(name)
    return [page.model.index(row, column).data() for row in range(page.model.rowCount())]


def test_texts_and_ranges_narrow_down_and_are_said(page, qtbot):
    write(field(page, "company"), "東都1")
    qtbot.waitUntil(lambda: page.count.text() == "11人")
    assert all("東都1" in one for one in texts(page, "company"))
    score = max(float(one) for one in texts(page, "score"))
    write(field(page, "score"), f"{score:.0f}-")
    qtbot.waitUntil(lambda: page.count.text() != "11人")
    assert all(float(one) >= score for one in texts(page, "score"))
    assert [one.text() for one in page.standing.buttons] == [
        "会社：東都1　✕",
        f"スコア：{score:.0f}-　✕",
        "すべて解除",
    ]
    qtbot.mouseClick(page.standing.buttons[-1], LEFT)
    qtbot.waitUntil(lambda: page.count.text() == "40人")
    assert not page.standing.isVisible()
    assert not field(page, "company").text()


def test_nobody_fits_and_the_line_is_still_there(page, qtbot):
    write(field(page, "company"), "どこにもない")
    qtbot.waitUntil(page.none.isVisible)
    assert field(page, "company").isVisible()
    qtbot.keyClick(field(page, "company"), KEY.Key_Escape)
    qtbot.waitUntil(lambda: page.count.text() == "40人")


def test_values_are_chosen_by_the_keyboard(page, qtbot):
    qtbot.keyClick(field(page, "stage"), KEY.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(page.filters.menu.isVisible)
    offered = {one.text(): one for one in page.filters.menu.actions() if one.text()}
    counted = {words.partition("　")[0]: words for words in offered}
    assert counted["SAL"] == "SAL　2"
    qtbot.mouseClick(
        page.filters.menu, LEFT, pos=page.filters.menu.actionGeometry(offered[counted["受注"]]).center()
    )
    qtbot.waitUntil(lambda: page.model.query.filters == (ColumnFilter("stage", values=("won",)),))
    settle(qtbot, page)
    assert set(texts(page, "stage")) == {"受注"}


def test_a_wrong_range_is_said(page, qtbot):
    write(field(page, "score"), "たくさん")
    qtbot.keyClick(field(page, "score"), KEY.Key_Return)
    assert "数でも範囲でもありません" in page.banner.sentence.text()
    assert page.model.query.filters == ()
