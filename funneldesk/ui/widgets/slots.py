"""A sentence with widgets in its places: the template says what stands where, in any language."""

import re
from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from funneldesk.ui.widgets.text import Label

_PLACE = re.compile(r"%\((\w+)\)s")


def slotted(template: str, slots: Mapping[str, QWidget]) -> QHBoxLayout:
    """Return a row of the template's words with `slots` in place of `%(name)s`; what can grow takes the rest."""
    across = QHBoxLayout()
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(6)
    at, grows = 0, False
    for place in _PLACE.finditer(template):
        _add_words(across, template[at : place.start()])
        widget = slots[place[1]]
        wide = widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Expanding
        across.addWidget(widget, 1 if wide else 0, Qt.AlignmentFlag.AlignVCenter)
        at, grows = place.end(), grows or wide
    _add_words(across, template[at:])
    if not grows:
        across.addStretch(1)
    return across


def _add_words(across: QHBoxLayout, words: str) -> None:
    if words.strip():
        across.addWidget(Label(words.strip()), 0, Qt.AlignmentFlag.AlignVCenter)
