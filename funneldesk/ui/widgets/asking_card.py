"""A card whose acts may ask for a reason or a text first: the forms, one at a time, and the keys that open them."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from funneldesk.ui.widgets.comment_form import CommentForm
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.reason_list import ReasonList


class AskingCard(Card):
    """Holds `reasons` and `form`; whoever makes one puts them into its body and says which acts there are."""

    #: A form opened: it should be on screen; or it was put away: the list has the keyboard again.
    form_opened = Signal(object)
    form_closed = Signal()

    def __init__(self, *, spacing: int) -> None:
        super().__init__(spacing=spacing)
        #: The act that waits for a reason or a text, "" for none.
        self._asking = ""
        self.reasons = ReasonList()
        self.form = CommentForm()
        self.form.closed.connect(self.close_forms)

    @property
    def keys(self) -> Mapping[str, str]:
        """Return the letter of each act that can be done now."""
        raise NotImplementedError

    def begin(self, act: str) -> None:
        """Do an act, or ask first what it needs."""
        raise NotImplementedError

    @property
    def asks(self) -> bool:
        """Whether a form is open."""
        return not self.reasons.isHidden() or not self.form.isHidden()

    def close_forms(self) -> None:
        """Put the forms away; the list has the keyboard again."""
        self._put_away()
        self.form_closed.emit()

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key stands for; whether it stands for anything here."""
        if event.key() == Qt.Key.Key_Escape and self.asks:
            self.close_forms()
            return True
        if not self.reasons.isHidden() and self.reasons.press(event.text()):
            return True
        letter = event.text().upper()
        act = next((act for act, key in self.keys.items() if letter and key == letter), "")
        if not act:
            return False
        self.begin(act)
        return True

    def _put_away(self) -> None:
        self._asking = ""
        self.reasons.hide()
        self.form.hide()
        self._show_primary()

    def _show_primary(self) -> None:
        """Fill one button at a time: an open form has its own."""
        raise NotImplementedError
