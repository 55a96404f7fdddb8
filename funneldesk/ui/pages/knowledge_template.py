"""The text of a knowledge card to use again: a field for each slot, and the text as it reads then."""

from collections.abc import Mapping

from PySide6.QtWidgets import QFormLayout, QLineEdit, QVBoxLayout, QWidget

from funneldesk.domain.knowledge.templates import filled, slots
from funneldesk.i18n import _
from funneldesk.ui.widgets.text import BreakingLabel, FieldName, Label

#: More slots than this are listed, not asked for.
MOST_SLOTS = 12


class TemplateBox(QWidget):
    """Fills the slots of one template."""

    def __init__(self) -> None:
        super().__init__()
        self._template = ""
        self.fields: dict[str, QLineEdit] = {}
        self.filled = ""
        self.heading = Label(_("Text or steps to use again"), "heading")
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(12)
        self._form.setVerticalSpacing(6)
        self.preview = BreakingLabel("")
        self.left = Label("", "secondary", wrap=True, tone="amber")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addLayout(self._form)
        column.addWidget(self.preview)
        column.addWidget(self.left)

    def show_template(self, template: str, known: Mapping[str, str], *, keep: bool) -> None:
        """Show a template; `known` fills slots at first. `keep`: what was typed stays where the slots are the same."""
        names = slots(template)[:MOST_SLOTS]
        self._template = template
        self.setVisible(bool(template))
        if not (keep and tuple(self.fields) == names):
            self._make(names, known)
        self._show()

    def _make(self, names: tuple[str, ...], known: Mapping[str, str]) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        self.fields = {}
        for name in names:
            field = QLineEdit(known.get(name, ""))
            field.setAccessibleName(name)
            field.textChanged.connect(lambda _text: self._show())
            self._form.addRow(FieldName(name), field)
            self.fields[name] = field

    def _show(self) -> None:
        self.filled, left = filled(
            self._template, {name: field.text() for name, field in self.fields.items()}
        )
        self.preview.setText(self.filled)
        self.left.setText(_("Not filled yet: %(names)s") % {"names": _(", ").join(left)} if left else "")
        self.left.setVisible(bool(left))
