"""Keys of one widget or page: each says in words what it does, so that the shortcut sheet can list it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def shown_keys(keys: QKeySequence | QKeySequence.StandardKey | str) -> str:
    """Return a key as this system writes it; the large one is Enter on keyboards, and Return in Qt."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")


def shortcut(
    within: QWidget,
    keys: QKeySequence | QKeySequence.StandardKey | str,
    words: str,
    slot: Callable[[], Any],
    *,
    only_inside: bool = False,
) -> QShortcut:
    """Let a key do something while `within` is seen; `only_inside`: while it, or a part of it, has the keyboard.

    `words`: what the key does, as the shortcut sheet says it.
    """
    made = QShortcut(QKeySequence(keys), within)
    if only_inside:
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.setWhatsThis(words)
    made.activated.connect(lambda: slot())
    return made
