"""Few hand-overs or very many, which are kept column by column and sorted in the background: they look the same."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt

from funneldesk.domain import packed
from funneldesk.operations import by_hand
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.stores import open_store
from funneldesk.ui.pages.handovers import HandoversView
from tests.ui.conftest import TODAY, settle

YESTERDAY = TODAY.toordinal() - 1
WAITS, NAME, OWNER, DECIDED, REASON = 0, 1, 4, 7, 8


@pytest.fixture(params=[packed.MANY, 1], ids=["few", "many"])
def view(
    request: pytest.FixtureRequest, qtbot: Any, open_desk: Any, company_store: Path, tmp_path: Path
) -> HandoversView:
    """Return the tab of hand-overs: two wait, one was accepted, one declined."""
    request.getfixturevalue("monkeypatch").setattr(packed, "MANY", request.param)
    path = tmp_path / "handed.db"
    path.write_bytes(company_store.read_bytes())
    with open_store(path) as store:
        for lead, owner in ((8, "佐藤"), (9, ""), (20, "佐藤"), (21, "田中")):
            by_hand.hand_over(store, lead, "sales", YESTERDAY, owner=owner)
        legs = [leg.record for leg in legs_of_store(store)]
        by_hand.decide(store, legs[2], "accepted", YESTERDAY)
        by_hand.decide(store, legs[3], "rejected", YESTERDAY, reason="競合")
    window = open_desk(path).window
    window.go("leads", handovers=True)
    page = window.page("leads")
    settle(qtbot, page)
    assert isinstance(page.handovers, HandoversView)
    assert isinstance(page.handovers.model.rows, packed.Packed) == (request.param == 1)
    return page.handovers


def click(qtbot: Any, view: HandoversView, column: int) -> None:
    head = view.table.horizontalHeader()
    place = QPoint(head.sectionViewportPosition(column) + 8, head.height() // 2)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: not view.is_loading, timeout=20000)


def leads(view: HandoversView) -> list[int]:
    shown = [view.model.index(place, NAME).data() for place in range(view.model.rowCount())]
    assert shown == [line.person for line in view.model.rows]
    return [line.leg.lead for line in view.model.rows]


def test_without_a_day_they_stand_last_in_both_orders(qtbot: Any, view: HandoversView) -> None:
    for _order in range(2):
        click(qtbot, view, DECIDED)
        assert set(leads(view)[:2]) == {20, 21}


def test_they_are_sorted_by_a_click_and_stay_so(qtbot: Any, view: HandoversView) -> None:
    assert leads(view) == [8, 9, 20, 21]
    click(qtbot, view, OWNER)
    assert leads(view) == [8, 20, 21, 9]  # nobody is in charge: last
    click(qtbot, view, OWNER)
    assert leads(view) == [21, 8, 20, 9]
    view.states.set_value("open")
    view.states.chosen.emit("open")
    qtbot.waitUntil(lambda: not view.is_loading, timeout=20000)
    assert leads(view) == [8, 9]
    view.refresh()
    qtbot.waitUntil(lambda: not view.is_loading, timeout=20000)
    assert leads(view) == [8, 9]


def test_some_of_them_are_chosen_and_opened(qtbot: Any, view: HandoversView) -> None:
    for state, owner, found in (
        ("accepted", None, [20]), ("rejected", None, [21]), ("all", "佐藤", [8, 20]), ("open", "田中", []),
        ("all", None, [8, 9, 20, 21]),
    ):  # fmt: skip
        view.states.set_value(state)
        view.owners.set_value(owner)
        view.states.chosen.emit(state)
        assert leads(view) == found
        assert view.nothing.isVisible() == (not found)
    assert view.model.index(3, REASON).data() == "競合"
    view.table.selectRow(2)
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    window: Any = view.window()
    qtbot.waitUntil(lambda: window.current is window.page("lead"), timeout=20000)
    settle(qtbot, window.current)
    assert window.current.lead == 20


def test_a_second_click_before_the_first_is_done_wins(qtbot: Any, view: HandoversView) -> None:
    for _turn in range(2):
        view.model.sort(OWNER, Qt.SortOrder.AscendingOrder)
        view.model.sort(NAME, Qt.SortOrder.DescendingOrder)
        qtbot.waitUntil(lambda: not view.is_loading, timeout=20000)
        names = [line.person for line in view.model.rows]
        assert names == sorted(names, reverse=True)
