"""The command palette (Ctrl+K): type what is wanted, Enter does it or goes there."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from funneldesk.i18n import _
from funneldesk.ui.palette_offers import Offer, Show, fitting
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.keys import shortcut
from funneldesk.ui.widgets.rows import Index
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.colours import Colours
    from funneldesk.ui.shell import Shell

    Ask = Callable[[str, Show], int]

WIDTH, ROW, PAD, GAP = 640, 34, 12, 12
#: Rows seen at once, and rows there are at all: who does not find it among these types on.
SEEN, MOST = 11, 40
#: Below the upper edge of the window: where people look, and what they look at stays in view.
DOWN = 72
#: Chosen before, newest first: under which name they are remembered, and how many.
RECENT, REMEMBERED = "palette", 6


class Palette(QDialog):
    """Offers what fits what is typed; closes when something is chosen, on Esc, and when another window is clicked."""

    def __init__(
        self, window: "Shell", own: Sequence[Offer], ask: "Ask", everything: Callable[[str], Offer | None]
    ) -> None:
        """`own`: what the window can do; `ask` finds more in the background; `everything`: the last line, if any."""
        super().__init__(window, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(_("Find anything"))
        self._settings = window.surroundings.settings
        self._own, self._ask, self._everything = list(own), ask, everything
        self._found: dict[str, list[Offer]] = {}
        self._awaited = self._asked = 0
        self._fault = ""
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Page, action, lead, company, content, line of the definition book"))
        self.field.setToolTip(self.field.placeholderText())
        self.field.setAccessibleName(_("Find anything"))
        self.field.textChanged.connect(lambda _text: self._typed())
        self.field.installEventFilter(self)
        self.model = OfferModel()
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(OfferDelegate(lambda: window.surroundings.colours, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The keyboard stays in the field, whose arrow keys move here.
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("What fits"))
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        self.said = Label("", "secondary", wrap=True)
        self.said.setContentsMargins(PAD, 4, PAD, 8)
        frame = Card(margin=8, spacing=8)
        for widget in (self.field, self.list, self.said):
            frame.body.addWidget(widget)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        frame.setFixedWidth(WIDTH)
        # As tall as what is offered, always.
        around.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        around.addWidget(frame)
        shortcut(self, "Ctrl+K", _("Close"), self.reject)
        self._window = window
        self._typed()
        self._place()

    def _place(self) -> None:
        corner = self._window.geometry()
        self.move(corner.x() + (corner.width() - WIDTH) // 2, corner.y() + DOWN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay where it is: some window systems put what gets smaller into a corner of the screen."""
        super().resizeEvent(event)
        self._place()

    def _typed(self) -> None:
        typed = self.field.text()
        # What was found for the text before stays while it still fits: the list does not flicker at each letter.
        self._found = {
            source: fitting(found, typed) for source, found in self._found.items() if typed.strip()
        }
        self._asked += 1
        self._fault = ""
        asked = self._asked

        def show(source: str, offers: list[Offer], fault: str) -> None:
            if asked == self._asked:
                self._found[source] = offers
                self._fault = self._fault or fault
                self._awaited -= 1
                self._show()

        self._awaited = self._ask(typed, show)
        self._show()

    def _show(self) -> None:
        typed = self.field.text()
        if typed.strip():
            every = [
                *fitting(self._own, typed),
                *(offer for found in self._found.values() for offer in found),
            ]
            every.sort(key=lambda offer: -offer.score)
            every = every[:MOST]
            last = self._everything(typed.strip())
            every += [last] if last else []
        else:
            every = self._in_order_of_use()
        self.model.show_offers(every)
        self.list.setFixedHeight(ROW * min(len(every), SEEN))
        self.list.setVisible(bool(every))
        self._say(nothing=not every)
        self._go_to(0)

    def _say(self, *, nothing: bool) -> None:
        words = _("Looking…") if self._awaited else _("Nothing is called that.") if nothing else ""
        words = self._fault or words
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _in_order_of_use(self) -> list[Offer]:
        """Return all offers of the window, those chosen before first, the newest of them at the top."""
        known = {offer.id: offer for offer in self._own if offer.id}
        used = [known[name] for name in self._recent() if name in known]
        return used + [offer for offer in self._own if offer not in used]

    def _recent(self) -> list[str]:
        return [name for name in str(self._settings.value(RECENT, "")).split(" ") if name]

    def _go_to(self, row: int) -> None:
        count = self.model.rowCount()
        if count:
            index = self.model.index(max(0, min(row, count - 1)))
            self.list.setCurrentIndex(index)
            # A screen reader that stays in the field says what Enter would do.
            self.field.setAccessibleDescription(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        else:
            self.field.setAccessibleDescription("")

    def _choose(self, row: int) -> None:
        if not 0 <= row < len(self.model.offers):
            return
        offer = self.model.offers[row]
        if offer.id:
            names = [offer.id, *(name for name in self._recent() if name != offer.id)]
            self._settings.setValue(RECENT, " ".join(names[:REMEMBERED]))
        self.accept()
        offer.do()

    def done(self, result: int) -> None:
        """Close; what is still being looked for finds nobody here."""
        self._asked += 1
        self._ask("", lambda *_answer: None)
        super().done(result)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys of the field move in the list, and Enter choose."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        row, key = self.list.currentIndex().row(), event.key()
        page = SEEN - 1
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: page, Qt.Key.Key_PageUp: -page}
        if key in steps:
            last = self.model.rowCount() - 1
            # One step beyond an end comes out at the other.
            beyond = key == Qt.Key.Key_Down and row == last
            before = key == Qt.Key.Key_Up and row == 0
            self._go_to(0 if beyond else last if before else row + steps[Qt.Key(key)])
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(row)
            return True
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Close when the keyboard goes to another window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow() and self.isVisible():
            self.reject()


class OfferModel(QAbstractListModel):
    """The offers on show."""

    def __init__(self) -> None:
        super().__init__()
        self.offers: list[Offer] = []

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self.offers = list(offers)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of offers."""
        return 0 if parent is not None and parent.isValid() else len(self.offers)

    def data(self, index: Index, role: int = 0) -> Any:
        """Return the name of an offer, or all of it in words for a screen reader."""
        if not index.isValid():
            return None
        offer = self.offers[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return offer.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _(", ").join(filter(None, (offer.name, offer.detail, offer.kind, offer.keys)))
        return None


class OfferDelegate(QStyledItemDelegate):
    """Paints a name with the letters that were typed in bold, what it belongs to, and at the end its key or kind."""

    def __init__(self, colours: "Callable[[], Colours]", view: QAbstractItemView) -> None:
        super().__init__(view)
        self._colours = colours

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return one line."""
        return QSize(WIDTH // 2, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground as the style does, then the words."""
        shown: Any = QStyleOptionViewItem(option)
        colours = self._colours()
        chosen = bool(shown.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(shown.rect, QColor(colours.accent_ground))
            painter.fillRect(QRect(shown.rect.left(), shown.rect.top(), 3, ROW), QColor(colours.accent))
        model = index.model()
        offer = model.offers[index.row()] if isinstance(model, OfferModel) else None
        if offer is None:
            return
        painter.save()
        room = shown.rect.adjusted(PAD, 0, -PAD, 0)
        end = offer.keys or offer.kind
        painter.setPen(QColor(colours.secondary))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, end)
        room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(end) - GAP)
        used = _paint_name(painter, room, offer, QColor(colours.text))
        room.setLeft(room.left() + used + GAP)
        painter.setPen(QColor(colours.secondary))
        words = painter.fontMetrics().elidedText(
            offer.detail, Qt.TextElideMode.ElideRight, max(room.width(), 0)
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


def _paint_name(painter: QPainter, room: QRect, offer: Offer, colour: QColor) -> int:
    """Paint a name letter by letter where some are bold; return the pixels it takes."""
    plain, bold = QFont(painter.font()), QFont(painter.font())
    bold.setBold(True)
    painter.setPen(colour)
    name, x, marked = offer.name, room.left(), set(offer.places)
    painter.setFont(bold if marked else plain)
    fitting_name = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room.width())
    if not marked or fitting_name != name:
        painter.setFont(plain)
        name = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        marked = set()
    for run, is_bold in _runs(name, marked):
        painter.setFont(bold if is_bold else plain)
        width = painter.fontMetrics().horizontalAdvance(run)
        place = QRect(x, room.top(), width + 1, room.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, run)
        x += width
    painter.setFont(plain)
    return x - room.left()


def _runs(name: str, marked: set[int]) -> list[tuple[str, bool]]:
    runs: list[tuple[str, bool]] = []
    for place, letter in enumerate(name):
        if runs and runs[-1][1] == (place in marked):
            runs[-1] = (runs[-1][0] + letter, runs[-1][1])
        else:
            runs.append((letter, place in marked))
    return runs
