"""Long lists are built a few at a time; a list that fits at once is there at once."""

import pytest
from PySide6.QtWidgets import QWidget

from funneldesk.ui.widgets.slices import AT_ONCE, SLICE_SECONDS, Slices
from tests.ui.stalls import work


def slow(done, what):
    return lambda: (done.append(what), work(2000 * SLICE_SECONDS))


def test_a_short_list_is_there_at_once(qapp):
    done, parent = [], QWidget()
    slices = Slices(parent)
    slices.begin(lambda number=number: done.append(number) for number in range(AT_ONCE))
    assert done == list(range(AT_ONCE))
    assert slices.is_done
    assert parent.updatesEnabled()


def test_nothing_is_painted_until_a_screen_is_full(qapp, qtbot):
    done, parent = [], QWidget()
    slices = Slices(parent)
    seen = []
    steps = [slow(done, number) for number in range(2 * AT_ONCE)]
    slices.begin(
        [step for number in steps for step in (number, lambda: seen.append(parent.updatesEnabled()))]
    )
    assert not parent.updatesEnabled()
    qtbot.waitUntil(lambda: slices.is_done)
    assert parent.updatesEnabled()
    assert seen == sorted(seen), "once it is painted, it stays so"


def test_a_step_that_fails_leaves_what_is_there_to_be_seen(qapp):
    parent = QWidget()

    def fails():
        raise ValueError("no such line")

    with pytest.raises(ValueError, match="no such line"):
        Slices(parent).begin([fails, fails])
    assert parent.updatesEnabled()


def test_a_long_list_comes_in_order_while_the_window_listens(qapp, qtbot):
    done, parent = [], QWidget()
    slices = Slices(parent)
    count = 5 * AT_ONCE
    slices.begin(
        lambda number=number: (done.append(number), work(2000 * SLICE_SECONDS)) for number in range(count)
    )
    assert done == [0], "one step holds the window up long enough"
    assert not slices.is_done
    qtbot.waitUntil(lambda: slices.is_done)
    assert done == list(range(count))


def test_another_list_takes_the_place_of_what_is_left(qapp, qtbot):
    done, parent = [], QWidget()
    slices = Slices(parent)
    slices.begin(lambda: (done.append("old"), work(2000 * SLICE_SECONDS)) for _number in range(3 * AT_ONCE))
    slices.begin([lambda: done.append("new")])
    assert slices.is_done
    qtbot.waitUntil(lambda: "new" in done)
    assert done == ["old", "new"]


def test_a_list_goes_with_what_it_is_built_in(qapp, qtbot):
    done, parent = [], QWidget()
    slices = Slices(parent)
    slices.begin(lambda: (done.append("old"), work(2000 * SLICE_SECONDS)) for _number in range(3 * AT_ONCE))
    parent.deleteLater()
    gone = []
    parent.destroyed.connect(lambda: gone.append(True))
    qtbot.waitUntil(lambda: bool(gone))
    assert len(done) <= 3 * AT_ONCE


def test_what_is_needed_now_is_done_now(qapp):
    done, parent = [], QWidget()
    slices = Slices(parent)
    slices.begin(
        lambda number=number: (done.append(number), work(2000 * SLICE_SECONDS))
        for number in range(2 * AT_ONCE)
    )
    slices.finish()
    assert done == list(range(2 * AT_ONCE))
    assert slices.is_done
