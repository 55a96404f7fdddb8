"""Somebody who has no mouse: presses keys, and finds what has the keyboard by its accessible name."""

from typing import Any

from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

#: More stops than any page has.
MOST_STOPS = 400
DATE_SECTIONS = 3


class Keyboard:
    """Keys go to whatever has the keyboard; nothing is called, clicked or focused in another way."""

    def __init__(self, qtbot: Any, window: QWidget) -> None:
        self._qtbot = qtbot
        self._window = window
        #: Stops of the Tab key that have no name a screen reader could say.
        self.nameless: set[str] = set()

    @property
    def focus(self) -> QWidget:
        """Return what has the keyboard: an open menu, else the widget with the focus."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup.focusWidget() or popup
        return QApplication.focusWidget() or QApplication.activeWindow() or self._window

    def press(self, keys: str, times: int = 1) -> None:
        """Press a key, as it is written: "Ctrl+7", "Tab", "Space", "Down"."""
        combination = QKeySequence(keys)[0]
        for _time in range(times):
            QTest.keyClick(self.focus, combination.key(), combination.keyboardModifiers())

    def type(self, text: str) -> None:
        """Type a text."""
        for letter in text:
            QTest.keyClicks(self.focus, letter)

    def replace(self, text: str) -> None:
        """Type a text in place of what is there."""
        self.press("Ctrl+A")
        self.type(text)

    def name(self) -> str:
        """Return what a screen reader says of what has the keyboard."""
        interface = QAccessible.queryAccessibleInterface(self.focus)
        return "" if interface is None else interface.text(QAccessible.Text.Name).replace("&", "")

    def reach(self, name: str, *, back: bool = False) -> None:
        """Press Tab until something whose name begins with `name` has the keyboard."""
        seen: list[str] = []
        stays = 0
        for _stop in range(MOST_STOPS):
            said = self.name()
            if said.startswith(name):
                return
            seen.append(said)
            if not said:
                self.nameless.add(f"{type(self.focus).__name__} after {seen[-2:][0]!r}")
            before = self.focus
            self.press("Shift+Tab" if back else "Tab")
            stays = stays + 1 if self.focus is before else 0
            # A date is left after its year, month and day.
            assert stays < DATE_SECTIONS, f"Tab does not leave {said!r} ({type(before).__name__})"
        raise AssertionError(f"{name!r} cannot be reached; reached were: {seen[:80]}")

    def wait(self, ready: Any) -> None:
        """Wait until something has come of it."""
        self._qtbot.waitUntil(ready, timeout=20_000)
