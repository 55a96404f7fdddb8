"""One key turns what is on show into a knowledge card, says so, and takes it back on a click."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton

from funneldesk.i18n import _
from funneldesk.ui.widgets.keys import shortcut

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from funneldesk.domain.knowledge.cards import Card
    from funneldesk.store.store import Store
    from funneldesk.ui.page import Page

#: Ctrl+K is the command palette's.
KEEP_KEYS = "Ctrl+Shift+K"


def keep_button(keep: Callable[[], None]) -> QPushButton:
    """Return the quiet button that does what the key does."""
    button = QPushButton(_("Keep as knowledge"))
    button.setProperty("link", "true")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    keys = QKeySequence(KEEP_KEYS).toString(QKeySequence.SequenceFormat.NativeText)
    button.setToolTip(_("Make a knowledge card of it  %(keys)s") % {"keys": keys})
    button.clicked.connect(lambda: keep())
    return button


def find_button(find: Callable[[], None]) -> QPushButton:
    """Return the quiet button that opens the search of cards while the book is edited."""
    button = QPushButton(_("Find in knowledge…"))
    button.setProperty("link", "true")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.clicked.connect(lambda: find())
    return button


def keep_shortcut(widget: "QWidget", keep: Callable[[], None]) -> QShortcut:
    """Let the key keep what is on show in a widget."""
    return shortcut(widget, KEEP_KEYS, _("Keep as knowledge"), keep)


def keep_card(page: "Page", make: "Callable[[Store], Card]") -> None:
    """Keep the card that `make` (an operation, run in the writing thread) returns; the page says so, with undo."""

    def work(store: "Store", _task: Any) -> "tuple[int, str]":
        from funneldesk.operations.knowledge import keep

        card = make(store)
        return keep(store, card), card.title

    def done(kept: tuple[int, str]) -> None:
        step, title = kept
        words = _("Kept as knowledge: %(title)s") % {"title": title}
        page.banner.say(words, "green", _("Take it back"), lambda: _take_back(page, step))

    page.session.write(work, done, page.show_error, quiet=True)


def keep_decision(page: "Page", item: int) -> None:
    """Keep what a review decided (the item of the decision) as a card; the page says so, with undo."""
    today = page.session.today

    def make(store: "Store") -> "Card":
        from funneldesk.operations.knowledge import from_decision

        return from_decision(store, item, today)

    keep_card(page, make)


def _take_back(page: "Page", step: int) -> None:
    def work(store: "Store", _task: Any) -> None:
        from funneldesk.operations.knowledge import undo_step

        undo_step(store, step)

    page.session.write(
        work, lambda _done: page.banner.say(_("The card is taken back.")), page.show_error, quiet=True
    )
