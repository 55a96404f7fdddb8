"""Several of many values: a button that says which, and below it, when pressed, a list to tick and to search."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from funneldesk.domain.formats import number
from funneldesk.domain.scoring.present import Offer, not_offered
from funneldesk.i18n import _
from funneldesk.ui.theme import pixels
from funneldesk.ui.widgets.checked import ElidedButton

ROW_HEIGHT, MOST_ROWS = 26, 7
VALUE = Qt.ItemDataRole.UserRole
KEYS = Qt.Key


class Several(QWidget):
    """Values somebody ticks; every tick is handed on at once."""

    changed = Signal(object)
    #: The list was opened for the first time: now it is worth finding out what to offer.
    wanted = Signal()

    def __init__(
        self, name: str, nothing: str, say: Callable[[str], str] = str, *, own: bool = False
    ) -> None:
        """`nothing`: what it means if no value is ticked; `say`: a value in words; `own`: others may be typed."""
        super().__init__()
        self._nothing, self._say, self._own = nothing, say, own
        self._values: tuple[str, ...] = ()
        self._offers: tuple[Offer, ...] = ()
        #: Whether a value stands for itself: of parts of texts nobody can say that the data has none.
        self.exact = True
        self.button = ElidedButton()
        self.button.setCheckable(True)
        self.button.setProperty("several", "true")
        self.button.setAccessibleName(name)
        self.button.toggled.connect(self._toggle)
        self.search = _Search()
        self.search.setPlaceholderText(_("Search, or type another and press Enter") if own else _("Search"))
        self.search.setAccessibleName(_("Search in %(list)s") % {"list": name})
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._enter)
        self.list = _Ticks()
        self.list.setAccessibleName(name)
        self.list.ticked.connect(self._tick)
        self._panel = QWidget()
        inside = QVBoxLayout(self._panel)
        inside.setContentsMargins(0, 0, 0, 4)
        inside.setSpacing(4)
        inside.addWidget(self.search)
        inside.addWidget(self.list)
        self._panel.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addWidget(self.button)
        whole.addWidget(self._panel)
        self.search.down.connect(self._to_list)
        for part in (self.search, self.list):
            part.left.connect(self._fold)

    def offer(self, offers: Iterable[Offer]) -> None:
        """Offer other values than before."""
        self._offers = tuple(offers)
        if self.button.isChecked():
            self._fill()

    def show_values(self, values: tuple[str, ...]) -> None:
        """Show which are chosen."""
        self._values = values
        words = _(", ").join(self._say(value) for value in values) or self._nothing
        self.button.set_text(words)
        if self.button.isChecked():
            self._mark()

    def _toggle(self, is_open: bool) -> None:
        self._panel.setVisible(is_open)
        if is_open:
            self.wanted.emit()
            self._fill()
            self.search.setFocus()

    def _fold(self) -> None:
        self.button.setChecked(False)
        self.button.setFocus()

    def _fill(self) -> None:
        at = self.list.currentRow()
        self.list.clear()
        counts = {offer.value: offer.count for offer in self._offers}
        first = [*not_offered(self._values, self._offers), *self._offers]
        # What is chosen stands first, as long as the list is open in its place.
        for offer in sorted(first, key=lambda one: one.value not in self._values):
            self._add(offer.value, counts.get(offer.value, 0))
        self.list.setCurrentRow(at)
        self._fit()
        self._filter(self.search.text())

    def _add(self, value: str, count: int) -> None:
        often = number(count) if count else _("(none in the data)") if self.exact else ""
        item = QListWidgetItem(f"{self._say(value)}　{often}".rstrip("　"))
        item.setData(VALUE, value)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        item.setCheckState(_state(value in self._values))
        item.setToolTip("")
        self.list.addItem(item)

    def _mark(self) -> None:
        there = set()
        for place in range(self.list.count()):
            item = self.list.item(place)
            there.add(item.data(VALUE))
            item.setCheckState(_state(item.data(VALUE) in self._values))
        for value in self._values:
            if value not in there:
                self._add(value, 0)
        self._fit()

    def _fit(self) -> None:
        rows = min(max(self.list.count(), 1), MOST_ROWS)
        self.list.setFixedHeight(rows * pixels(ROW_HEIGHT) + 4)

    def _filter(self, text: str) -> None:
        wanted = text.strip().casefold()
        for place in range(self.list.count()):
            item = self.list.item(place)
            item.setHidden(wanted not in item.text().casefold())

    def _enter(self) -> None:
        """Tick what is called so; where others may be typed, take what was typed."""
        typed = self.search.text().strip()
        if not typed:
            return
        shown = [item for item in self.list.rows() if not item.isHidden()]
        exact = [
            item for item in self.list.rows() if typed in {item.data(VALUE), self._say(item.data(VALUE))}
        ]
        if exact:
            self._tick(exact[0].data(VALUE))
        elif self._own:
            self._hand_on((*self._values, typed))
        elif len(shown) == 1:
            self._tick(shown[0].data(VALUE))
        else:
            return
        self.search.clear()

    def _to_list(self) -> None:
        shown = [place for place, item in enumerate(self.list.rows()) if not item.isHidden()]
        if shown:
            self.list.setFocus()
            if self.list.currentRow() not in shown:
                self.list.setCurrentRow(shown[0])

    def _tick(self, value: str) -> None:
        if value in self._values:
            self._hand_on(tuple(one for one in self._values if one != value))
        else:
            self._hand_on((*self._values, value))

    def _hand_on(self, values: tuple[str, ...]) -> None:
        before = self._values
        self.changed.emit(values)
        if self._values == before:
            # Whoever was told did not take it.
            self._mark()


class _Search(QLineEdit):
    """What narrows the list down; the arrow goes into it, Escape closes it."""

    down = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the line by key."""
        if event.key() == KEYS.Key_Down:
            self.down.emit()
        elif event.key() == KEYS.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Ticks(QListWidget):
    """A list whose rows are ticked by a click anywhere on them, by Space or by Enter."""

    ticked = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemClicked.connect(lambda item: self.ticked.emit(item.data(VALUE)))

    def rows(self) -> list[QListWidgetItem]:
        """Return all rows."""
        return [self.item(place) for place in range(self.count())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick by key; Escape closes the list."""
        item = self.currentItem()
        if event.key() in {KEYS.Key_Space, KEYS.Key_Return, KEYS.Key_Enter} and item is not None:
            self.ticked.emit(item.data(VALUE))
        elif event.key() == KEYS.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _state(is_on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
