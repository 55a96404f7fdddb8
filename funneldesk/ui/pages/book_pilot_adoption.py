"""The question before a pilot becomes the version for everybody: who agrees, and from which day."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from funneldesk.i18n import _
from funneldesk.ui.widgets.asking import Question
from funneldesk.ui.widgets.day_field import DayField
from funneldesk.ui.widgets.text import FieldName


class AdoptionQuestion(Question):
    """Takes a name for each side and a day; can be answered with yes once every side has a name."""

    #: Names by side, and the first day (ordinal).
    agreed = Signal(dict, int)

    def __init__(self, parent: QWidget, sides: Mapping[str, str], today: int) -> None:
        """`sides`: the names of sides in words, by code."""
        text = _(
            "Its book becomes the version for everybody, a new version that is signed anew. What was changed for "
            "everybody since the pilot began is replaced by what the pilot says: compare the two first."
        )
        title, yes = _("Adopt the pilot for everybody?"), _("Agree on this version")
        super().__init__(parent, title, text, yes, lasting=True)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        self.names: dict[str, QLineEdit] = {}
        for side, words in sides.items():
            name = QLineEdit()
            name.setPlaceholderText(_("Name of who agrees"))
            name.setToolTip(name.placeholderText())
            name.setAccessibleName(_("Agreed for %(side)s") % {"side": words})
            name.textChanged.connect(lambda _text: self._show_state())
            self.names[side] = name
            form.addRow(FieldName(_("Agreed for %(side)s") % {"side": words}), name)
        self.from_day = DayField(_("In force from"), today, least=today)
        self.from_day.changed.connect(self._show_state)
        form.addRow(FieldName(_("In force from")), self.from_day)
        self.column.insertLayout(2, form)
        self.finished.connect(self.deleteLater)
        self.accepted.connect(self._agree)
        self._show_state()
        next(iter(self.names.values())).setFocus()

    def _show_state(self) -> None:
        named = all(name.text().strip() for name in self.names.values())
        self.yes.setEnabled(named and self.from_day.is_right)

    def _agree(self) -> None:
        self.agreed.emit({side: name.text().strip() for side, name in self.names.items()}, self.from_day.day)
