"""Data rules: the values that may stand in a field."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from funneldesk.domain.fields import FIELDS, OWN_PREFIX
from funneldesk.domain.words import field_label
from funneldesk.i18n import _, ngettext
from funneldesk.ui.page import row
from funneldesk.ui.pages.book_line import EditedLine, LineColumn
from funneldesk.ui.pages.book_part import PartCard, TextRows
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from funneldesk.domain.book.book import Book


class AllowedCard(PartCard):
    """Edits which values a field may have; another value is named under data quality."""

    def __init__(self) -> None:
        super().__init__(_("Values to choose from"))
        self.nothing = Label(_("Any value may stand in every field."), "secondary", wrap=True)
        self.column = LineColumn(lambda: AllowedLine(self._take, self._remove))
        self.add = Choice(narrow=True)
        self.add.setAccessibleName(_("Settle the values of a field"))
        self.add_button = QPushButton(_("Add"))
        self.add_button.setAccessibleName(_("Settle the values of a field"))
        self.add_button.clicked.connect(lambda: self._add())
        for widget in (self.nothing, self.column):
            self.card.body.addWidget(widget)
        self.card.body.addLayout(row(self.add, self.add_button, 1, spacing=8))
        self.add.setMinimumContentsLength(24)

    @property
    def lines(self) -> "dict[str, AllowedLine]":
        """Return the lines by their fields."""
        return self.column.lines

    def show_part(self, book: "Book") -> None:
        """Show the fields and their values."""
        allowed = book.data_rules.allowed
        self.nothing.setVisible(not allowed)
        self.column.show_ids(list(allowed))
        for name, values in allowed.items():
            self.lines[name].show_values(name, values)
        free = [name for name in FIELDS["leads"] if name not in allowed]
        self.add.offer([("", _("Settle the values of…")), *((name, field_label(name)) for name in free)])

    def _put(self, allowed: "Mapping[str, tuple[str, ...]]") -> None:
        if self.book is not None:
            self.change(data_rules=replace(self.book.data_rules, allowed=allowed))

    def _take(self, name: str, values: tuple[str, ...]) -> None:
        if self.book is not None:
            self._put({**self.book.data_rules.allowed, name: values})

    def _remove(self, name: str) -> None:
        if self.book is not None:
            self._put({key: v for key, v in self.book.data_rules.allowed.items() if key != name})

    def _add(self) -> None:
        name = str(self.add.value or "")
        if self.book is not None and name:
            self._put({**self.book.data_rules.allowed, name: ()})
            line = self.lines[name]
            line.open()
            line.values.new.focus()
        elif not name:
            self.add.setFocus()


class AllowedLine(EditedLine):
    """One field and the values it may have."""

    def __init__(
        self, changed: Callable[[str, tuple[str, ...]], None], remove: Callable[[str], None]
    ) -> None:
        super().__init__(remove)
        self.values = TextRows(_("Value"), _("Add a value"))
        self.values.changed.connect(lambda values: changed(self.line_id, values))
        self.tools.remove.setText(_("Allow any value again"))
        self.tools.remove.setAccessibleName(_("Allow any value again"))
        self.add_field(_("Allowed values"), self.values)
        self.end_fields()

    def show_values(self, name: str, values: tuple[str, ...]) -> None:
        """Show a field's values."""
        self.line_id = name
        shown = name.removeprefix(OWN_PREFIX) if name.startswith(OWN_PREFIX) else field_label(name)
        words = _(", ").join(values) or _("any value, until one is added")
        self.sentence.setText(_("%(field)s: %(values)s") % {"field": shown, "values": words})
        self.name_buttons(shown)
        self.sentence.setAccessibleDescription(
            ngettext("%(count)s value", "%(count)s values", len(values)) % {"count": len(values)}
        )
        self.origin.hide()
        self.values.show_texts(values)
