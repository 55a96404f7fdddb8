"""Word of long work that has ended while somebody was in another program."""

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from funneldesk.errors import Cancelled
from funneldesk.ui import session as sessions
from funneldesk.ui.notifying import Notifier


class Tray(QSystemTrayIcon):
    """A tray that notes what it is asked to say; the platform of the tests has none."""

    messageClicked = Signal()  # noqa: N815 - Qt's name

    def __init__(self, app):
        super().__init__(app)
        self.said, self.seen = [], False

    def showMessage(self, _title, words, *_more):
        self.said.append(words)

    def show(self):
        self.seen = True

    def hide(self):
        self.seen = False


class Away:
    """The program as it is while another one is in use."""

    def __init__(self, app, state):
        self._app, self.state = app, state

    def applicationState(self):
        return self.state

    def windowIcon(self):
        return self._app.windowIcon()


@pytest.fixture
def alerts(monkeypatch):
    """Return the windows that asked for attention."""
    asked = []
    monkeypatch.setattr("funneldesk.ui.notifying.QApplication.alert", asked.append)
    return asked


def notifier(qapp, window, state, tray):
    made = Notifier(qapp, lambda: window, lambda _app: tray)
    made._app = Away(qapp, state)
    return made


INACTIVE, ACTIVE = Qt.ApplicationState.ApplicationInactive, Qt.ApplicationState.ApplicationActive


def test_it_is_said_once_and_leads_to_the_window(qapp, window, alerts, qtbot):
    tray = Tray(qapp)
    made = notifier(qapp, window, INACTIVE, tray)
    made.say_ended(True)
    assert alerts == [window]
    assert tray.said == ["What you were waiting for is done."]
    assert tray.seen
    window.showMinimized()
    tray.messageClicked.emit()
    assert not window.isMinimized()
    assert not tray.seen
    made.say_ended(False)
    assert "could not be finished" in tray.said[-1]


def test_who_is_there_is_not_told(qapp, window, alerts):
    tray = Tray(qapp)
    notifier(qapp, window, ACTIVE, tray).say_ended(True)
    assert (alerts, tray.said) == ([], [])


def test_without_a_tray_the_window_asks_for_attention_by_itself(qapp, window, alerts):
    notifier(qapp, window, INACTIVE, None).say_ended(True)
    assert alerts == [window]


def fails(error):
    def work(*_asked):
        raise error

    return work


@pytest.mark.parametrize(
    ("work", "told"),
    [(lambda *_asked: 1, [True]), (fails(ValueError()), [False]), (fails(Cancelled()), [])],
)
@pytest.mark.parametrize("way", ["write", "search", "rehearse", "run"])
def test_long_work_of_each_kind_says_how_it_ended(session, qtbot, monkeypatch, work, told, way):
    monkeypatch.setattr(sessions, "LONG_SECONDS", 0.0)
    found, ends = [], []
    session.long_work_ended.connect(found.append)
    getattr(session, way)(work, ends.append, ends.append, lambda _done, _total: None)
    qtbot.waitUntil(lambda: bool(ends))
    qtbot.waitUntil(lambda: found == told)


def test_short_work_and_work_nobody_watches_say_nothing(session, qtbot, monkeypatch):
    found, ends = [], []
    session.long_work_ended.connect(found.append)
    session.write(lambda _store, _job: 1, ends.append, None, lambda _done, _total: None)
    qtbot.waitUntil(lambda: len(ends) == 1)
    monkeypatch.setattr(sessions, "LONG_SECONDS", 0.0)
    session.read(lambda _store, _job: 1, ends.append)
    qtbot.waitUntil(lambda: len(ends) == 2)
    assert found == []
