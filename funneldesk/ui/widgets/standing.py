"""What narrows a table down, in words: each condition goes away by a click, and all of them at once."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from funneldesk.domain.formats import number
from funneldesk.i18n import _
from funneldesk.ui.widgets.flowing import flowing
from funneldesk.ui.widgets.text import plain_tip

if TYPE_CHECKING:
    from funneldesk.operations.lead_filters import ColumnFilter

#: A condition in words, and what takes it off.
Condition = tuple[str, Callable[[], object]]
#: So many chosen values are named, and of a longer text so many letters are shown; the tip has all.
NAMED, LETTERS = 3, 40


class StandingConditions(QWidget):
    """A button for each condition that holds, and one for all; nothing is seen where none does."""

    def __init__(self, all_off: Callable[[], object], then: QWidget) -> None:
        """`then`: gets the keyboard when the button that had it is gone."""
        super().__init__()
        self._all_off, self._then = all_off, then
        self.buttons: list[QPushButton] = []
        self._layout = flowing([], 8)
        self.setLayout(self._layout)
        self.hide()

    def show_conditions(self, conditions: Iterable[Condition], *, beside: bool = False) -> None:
        """Show a button for each of these; `beside`: another condition has its button elsewhere."""
        offs = list(conditions)
        shown = [*offs, ("", self._all_off)] if len(offs) + beside > 1 and offs else offs
        said = [button.property("said") for button in self.buttons]
        if said != [words for words, _off in shown]:
            self._replace(shown)
        self.setVisible(bool(offs))
        self.updateGeometry()

    def _replace(self, shown: list[Condition]) -> None:
        held = any(button.hasFocus() for button in self.buttons)
        for button in self.buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [self._button(words, off) for words, off in shown]
        if held:
            self._then.setFocus()

    def _button(self, words: str, off: Callable[[], object]) -> QPushButton:
        short = words if len(words) <= LETTERS else words[: LETTERS - 1] + "…"
        text = f"{short}　✕" if words else _("All off")
        button = QPushButton(text.replace("&", "&&"), self)
        button.setProperty("filter", "true")
        button.setProperty("said", words)
        button.setToolTip(plain_tip(words or _("Show all leads again")))
        button.setAccessibleName(_("Take off: %(filter)s") % {"filter": words} if words else text)
        button.clicked.connect(lambda _on=False: off())
        self._layout.addWidget(button)
        button.show()
        return button


def condition_words(one: "ColumnFilter", heading: str, say: Callable[[str], str]) -> str:
    """Return a filter in words; `say`: a value of its column as people read it."""
    values = [say(value) or _("(none)") for value in one.values or ()]
    more = len(values) - NAMED
    some = _(", ").join(values[:NAMED])
    if more > 0:
        some = _("%(some)s and %(count)s more") % {"some": some, "count": number(more)}
    typed = one.text.strip()
    asked = typed or some or _("(none)")
    if typed and values and one.field != "stage":
        asked = _(", ").join((typed, some))
    return _("%(column)s: %(value)s") % {"column": heading, "value": asked}
