"""Which of many contents are shown: by type, phase and theme, and by typing a part of the name."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from funneldesk.domain.contents.content_groups import By
from funneldesk.domain.contents.credit_words import set_label
from funneldesk.domain.fields import CONTENT_TYPES, PHASES
from funneldesk.domain.formats import number
from funneldesk.domain.leads.records import term_key
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from funneldesk.domain.contents.contents import ContentResult


class ContentFilter(QWidget):
    """One line of choices; only values that occur are offered, and a choice of one value is hidden."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choices: dict[By, Choice] = {by: Choice() for by in ("type", "phase", "theme")}
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(_("Name of a content"))
        self.search.setToolTip(self.search.placeholderText())
        self.search.setAccessibleName(_("Search contents by name"))
        self.search.setFixedWidth(240)
        self.count = Label("", "secondary")
        line = row(*self.choices.values(), self.search, self.count, 1)
        line.setContentsMargins(0, 0, 0, 0)
        self.setLayout(line)
        for by, choice in self.choices.items():
            choice.setAccessibleName(_all(by))
            # Themes come from lists and may be long; the whole name is in the drop-down.
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
            choice.setMaximumWidth(200)
            choice.chosen.connect(lambda _value: self.changed.emit())
        self.search.textChanged.connect(lambda _text: self.changed.emit())

    def offer(self, contents: "Sequence[ContentResult]") -> None:
        """Offer the values these contents have, keeping what is chosen."""
        for by, choice in self.choices.items():
            before = choice.value
            found = {_value(content, by) for content in contents}
            known = {"type": CONTENT_TYPES, "phase": PHASES, "theme": ()}[by]
            order = [value for value in known if value in found]
            order += sorted(value for value in found if value not in order and value)
            order += [""] if "" in found else []
            choice.offer([(None, _all(by)), *((value, set_label(by, value)) for value in order)])
            choice.set_value(before)
            choice.setVisible(len(order) > 1)

    def chosen(self, contents: "Sequence[ContentResult]") -> "tuple[ContentResult, ...]":
        """Return the contents that fit, and say how many they are where some do not."""
        wanted = {by: choice.value for by, choice in self.choices.items()}
        words = term_key(self.search.text()).split()
        found = tuple(
            content
            for content in contents
            if all(value is None or value == _value(content, by) for by, value in wanted.items())
            and all(word in term_key(f"{content.title} {content.content}") for word in words)
        )
        words_of = {"count": number(len(found)), "all": number(len(contents))}
        self.count.setText(
            "" if len(found) == len(contents) else _("%(count)s of %(all)s contents") % words_of
        )
        return found


def _all(by: By) -> str:
    return {"type": _("All types"), "phase": _("All phases"), "theme": _("All themes")}[by]


def _value(content: "ContentResult", by: By) -> str:
    return {"type": content.type, "phase": content.phase, "theme": content.theme}[by]
