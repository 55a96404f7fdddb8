"""Headings of a table with a line under them to filter by: a text for each column, and a list of its values."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QHeaderView, QLineEdit, QWidget

from funneldesk.i18n import _

TYPING_DELAY_MS = 150
#: Around each field, and the side of the mark that opens the values.
GAP, MARK = 4, 12


class FilterHeader(QHeaderView):
    """A field under each heading that `offer` names; the keyboard goes on to the table by Down and Enter."""

    #: Somebody typed: the place of the column, and the text.
    typed = Signal(int, str)
    #: The values of a column are wanted: the place of the column.
    values_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.fields: dict[int, QLineEdit] = {}
        self._waiting: set[int] = set()
        self._typing = QTimer(self, singleShot=True, interval=TYPING_DELAY_MS)
        self._typing.timeout.connect(self.tell_now)
        self.sectionResized.connect(lambda *_sizes: self._place())
        self.sectionMoved.connect(lambda *_places: self._place())
        self.geometriesChanged.connect(self._place)

    def offer(self, headings: Mapping[int, str]) -> None:
        """Make a field for each of these columns; `headings` by the place of the column."""
        for place, heading in headings.items():
            field = QLineEdit(self, clearButtonEnabled=True)
            field.setAccessibleName(_("Filter: %(column)s") % {"column": heading})
            field.setPlaceholderText(_("Filter"))
            field.textEdited.connect(lambda _text, at=place: self._wait(at))
            field.textChanged.connect(lambda text, at=place: None if text else self._wait(at))
            values = QAction(self._mark(), _("Choose values: %(column)s") % {"column": heading}, field)
            values.triggered.connect(lambda _on, at=place: self.values_wanted.emit(at))
            field.addAction(values, QLineEdit.ActionPosition.LeadingPosition)
            field.installEventFilter(self)
            self.fields[place] = field
        self.updateGeometries()
        self._place()

    def show_filters(self, texts: Mapping[int, str], picked: Mapping[int, Sequence[str]]) -> None:
        """Show what is filtered by; a field somebody types in keeps what she typed."""
        for place, field in self.fields.items():
            if place not in self._waiting and field.text() != texts.get(place, ""):
                blocked = field.blockSignals(True)  # noqa: FBT003 - Qt's own signature
                field.setText(texts.get(place, ""))
                field.blockSignals(blocked)
            some = picked.get(place, ())
            words = _(", ").join(value or _("(none)") for value in some) if some else _("Filter")
            field.setPlaceholderText(words)
            field.setToolTip(words if some else "")
            field.setProperty("filter", "true" if some else "false")

    def tell_now(self) -> None:
        """Say what was typed, without waiting for more of it."""
        self._typing.stop()
        said = [(place, self.fields[place].text()) for place in sorted(self._waiting)]
        # Whoever hears of one shows what is filtered by at that moment, the others not yet among it.
        self._waiting.clear()
        for place, text in said:
            self.typed.emit(place, text)

    def sizeHint(self) -> QSize:
        """Ask for room for the line under the headings."""
        wanted = super().sizeHint()
        return QSize(wanted.width(), wanted.height() + self._line_height())

    def updateGeometries(self) -> None:
        """Leave the line free under the headings."""
        self.setViewportMargins(0, 0, 0, self._line_height())
        super().updateGeometries()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on to the table by Down and Enter, to the values by Alt+Down; Esc empties the field."""
        place = next((at for at, field in self.fields.items() if field is watched), None)
        if place is None or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Down and alt:
            self.values_wanted.emit(place)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.tell_now()
            if (table := self.parentWidget()) is not None:
                table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif event.key() == Qt.Key.Key_Escape and self.fields[place].text():
            self.fields[place].clear()
            self.tell_now()
        else:
            return super().eventFilter(watched, event)
        return True

    def _wait(self, place: int) -> None:
        self._waiting.add(place)
        self._typing.start()

    def _line_height(self) -> int:
        return max((field.sizeHint().height() for field in self.fields.values()), default=-GAP) + GAP

    def _place(self) -> None:
        top = self.viewport().geometry().bottom() + 1
        for place, field in self.fields.items():
            field.setVisible(not self.isSectionHidden(place))
            left = self.sectionViewportPosition(place)
            field.setGeometry(left + GAP, top, self.sectionSize(place) - 2 * GAP, self._line_height() - GAP)

    def _mark(self) -> QIcon:
        picture = QPixmap(MARK, MARK)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setPen(self.palette().placeholderText().color())
        painter.drawText(picture.rect(), Qt.AlignmentFlag.AlignCenter, "▾")
        painter.end()
        return QIcon(picture)
