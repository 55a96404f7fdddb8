"""Pages are built while nobody waits for them, one step at a time, and none comes on screen by that."""

from PySide6.QtCore import QObject, QTimer

from funneldesk.ui.preparing import Preparing, in_turn


class Loading:
    """Says whether code is still being loaded, and counts how often it was asked."""

    def __init__(self, *, goes_on):
        self.goes_on, self.asked = goes_on, 0

    def is_alive(self):
        self.asked += 1
        return self.goes_on


def shows_answers(window):
    return window.current is not None and not window.current.is_loading


def test_every_page_is_built_and_the_first_stays_on_screen(window, qtbot):
    qtbot.waitUntil(lambda: shows_answers(window), timeout=20000)
    first = window.current
    preparing = Preparing(window, Loading(goes_on=False))
    qtbot.waitUntil(lambda: preparing.is_done, timeout=60000)
    assert set(window.page_ids) <= set(window._pages)
    assert all(page.window() is window for page in window._pages.values())
    assert window.current is first


def test_nothing_is_built_while_code_is_being_loaded(window, qtbot):
    qtbot.waitUntil(lambda: shows_answers(window), timeout=20000)
    before, loading = set(window._pages), Loading(goes_on=True)
    preparing = Preparing(window, loading)
    qtbot.waitUntil(lambda: loading.asked > 3)
    assert set(window._pages) == before
    assert not preparing.is_done


def test_steps_come_in_order_and_others_come_between(qapp, qtbot):
    done, parent = [], QObject()
    timer = QTimer(parent, interval=0)
    timer.timeout.connect(lambda: done.append("event") if done[-1:] not in ([], ["event"]) else None)
    timer.start()
    in_turn(parent, iter([lambda number=number: done.append(number) for number in range(3)]))
    assert done == []
    qtbot.waitUntil(lambda: 2 in done)
    assert done[:5] == [0, "event", 1, "event", 2]


def test_steps_end_with_what_they_are_for(qapp, qtbot):
    done, parent, gone = [], QObject(), []
    in_turn(parent, iter([lambda: (done.append(1), parent.deleteLater()), lambda: done.append(2)]))
    parent.destroyed.connect(lambda: gone.append(True))
    qtbot.waitUntil(lambda: bool(gone))
    assert done == [1]
