"""What a screen reader calls the controls we paint ourselves: Qt knows the roles of its own classes only."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QLabel, QWidget
from shiboken6 import isValid

#: More than these are looked through for widgets that are gone.
_MANY = 256
#: Qt keeps an interface as long as its widget lives, Python as long as somebody names it: here it is named.
_kept: list[QAccessibleInterface] = []
_most = _MANY
_announced = False


def announce_roles() -> None:
    """Let widgets say their role in a class attribute `accessible_role`; asked again, nothing changes."""
    global _announced  # noqa: PLW0603 - Qt has one list of such functions for the whole program
    if not _announced:
        _announced = True
        QAccessible.installFactory(_interface)


def _interface(_class_name: str, widget: QObject) -> QAccessibleInterface | None:
    """Return the interface of a widget that says its role; Qt makes that of all others."""
    global _most  # noqa: PLW0603
    role = getattr(widget, "accessible_role", None)
    if role is None or not isinstance(widget, QWidget):
        return None
    interface = QAccessibleWidget(widget, role)
    if len(_kept) > _most:
        _kept[:] = [one for one in _kept if isValid(one)]
        _most = 2 * len(_kept) + _MANY
    _kept.append(interface)
    return interface


def heading_above(widget: QWidget) -> str:
    """Return the heading of the card, or the title of the page or dialog, a widget stands in."""
    above = widget.parentWidget()
    while above is not None:
        for name in ("heading", "title"):
            label = getattr(above, name, None)
            if isinstance(label, QLabel) and label.text():
                return label.text()
        above = above.parentWidget()
    return ""
