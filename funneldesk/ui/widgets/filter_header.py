"""Headings of a table with a line under them to filter by: a text for each column, and a list of its values."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QIcon,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QHeaderView, QLineEdit, QWidget

from funneldesk.i18n import _

TYPING_DELAY_MS = 150
#: Around each field, and the side of the mark that opens the values.
GAP, MARK = 4, 12
#: A field narrower than these letters has no button that empties it: Esc does, and the text has room.
CLEARED = "2026/04/01"
#: What a field needs beside its words: its edges, the mark, and what is free between.
AROUND = 60


class FilterHeader(QHeaderView):
    """A field under each heading that `offer` names; the keyboard goes on to the table by Down and Enter.

    The first heading and its field stay in sight while the table is scrolled to the side.
    """

    #: Somebody typed: the place of the column, and the text.
    typed = Signal(int, str)
    #: The values of a column are wanted: the place of the column.
    values_wanted = Signal(int)
    #: Somebody is done with a field (Enter, Down): the place of the column.
    entered = Signal(int)
    #: The keyboard came to a field, not by the mouse: the place of the column.
    reached = Signal(int)
    #: The menu of a heading is wanted: the place of the column (-1: beside them), and where on the screen.
    menu_wanted = Signal(int, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.fields: dict[int, QLineEdit] = {}
        self._made: dict[int, QLineEdit] = {}
        self._marks: dict[int, QAction] = {}
        self._waiting: set[int] = set()
        self._has_line = True
        self._first = _FirstHeading(self)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_DELAY_MS)
        self._typing.timeout.connect(self.tell_now)
        self.sectionResized.connect(lambda *_sizes: self._place())
        self.sectionMoved.connect(lambda *_places: self._place())
        self.geometriesChanged.connect(self._place)

    def offer(self, headings: Mapping[int, str]) -> None:
        """Let each of these columns have a field, no others; `headings` by the place of the column."""
        self._waiting.clear()
        icon = self._mark()
        for place in headings.keys() - self._made.keys():
            self._made[place] = self._make(place, icon)
        # Those of places without a column wait for the next choice: to make one takes a while.
        for place in self._made.keys() - headings.keys():
            self._made[place].hide()
        self.fields = {place: self._made[place] for place in headings}
        for place, heading in headings.items():
            field = self.fields[place]
            field.setAccessibleName(_("Filter: %(column)s") % {"column": heading})
            self._marks[place].setText(_("Choose values: %(column)s") % {"column": heading})
        self.updateGeometries()
        self._place()

    def _make(self, place: int, icon: QIcon) -> QLineEdit:
        field = QLineEdit(self, clearButtonEnabled=True)
        field.textEdited.connect(lambda _text: self._wait(place))
        field.textChanged.connect(lambda text: None if text else self._wait(place))
        values = QAction(icon, "", field)
        values.triggered.connect(lambda _on: self.values_wanted.emit(place))
        field.addAction(values, QLineEdit.ActionPosition.LeadingPosition)
        field.installEventFilter(self)
        self._marks[place] = values
        return field

    @property
    def has_line(self) -> bool:
        """Whether the line to filter by is seen."""
        return self._has_line

    def show_line(self, *, on: bool) -> None:
        """Show or hide the line to filter by; what is filtered by stays."""
        self._has_line = on
        self.updateGeometries()
        self.geometriesChanged.emit()

    def focus_field(self, place: int) -> None:
        """Let somebody type under a heading, or under the first one where that has no field."""
        field = self.fields.get(place) or self.fields.get(min(self.fields, default=-1))
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.selectAll()

    def show_filters(self, texts: Mapping[int, str], picked: Mapping[int, Sequence[str]]) -> None:
        """Show what is filtered by; a field somebody types in keeps what she typed."""
        for place, field in self.fields.items():
            if place not in self._waiting and field.text() != texts.get(place, ""):
                blocked = field.blockSignals(True)  # noqa: FBT003 - Qt's own signature
                field.setText(texts.get(place, ""))
                field.blockSignals(blocked)
            some = picked.get(place, ())
            words = _(", ").join(value or _("(none)") for value in some) if some else _("Filter")
            field.setPlaceholderText(words if some or self._has_room(place, words) else "")
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
        if place is not None and _is_reached(event):
            self.reached.emit(place)
        if place is None or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Down and alt:
            self.values_wanted.emit(place)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.tell_now()
            self.entered.emit(place)
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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a heading."""
        self.menu_wanted.emit(self.logicalIndexAt(event.pos()), event.globalPos())

    def pin(self) -> None:
        """Lay the first heading over the others while it is scrolled out of sight."""
        self._first.setVisible(self.offset() > 0 and self.count() > 0)
        self._place()

    def _line_height(self) -> int:
        if not self._has_line:
            return 0
        return max((field.sizeHint().height() for field in self.fields.values()), default=-GAP) + GAP

    def _place(self) -> None:
        top = self.viewport().geometry().bottom() + 1
        pinned = self.offset() > 0
        if pinned:
            self._first.setGeometry(0, 0, self.sectionSize(0), self.height())
            self._first.raise_()
        for place, field in self.fields.items():
            field.setVisible(self._has_line and not self.isSectionHidden(place))
            left = 0 if pinned and place == 0 else self.sectionViewportPosition(place)
            height = max(self._line_height() - GAP, 0)
            field.setGeometry(left + GAP, top, self.sectionSize(place) - 2 * GAP, height)
            field.setClearButtonEnabled(self._has_room(place, CLEARED))
            if field.property("filter") != "true":
                field.setPlaceholderText(_("Filter") if self._has_room(place, _("Filter")) else "")
        if pinned and 0 in self.fields:
            self.fields[0].raise_()

    def _has_room(self, place: int, words: str) -> bool:
        """Whether a field can show these words beside its mark; a part of them says nothing."""
        return self.fontMetrics().horizontalAdvance(words) + AROUND <= self.sectionSize(place) - 2 * GAP

    def _mark(self) -> QIcon:
        picture = QPixmap(MARK, MARK)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setPen(self.palette().placeholderText().color())
        painter.drawText(picture.rect(), Qt.AlignmentFlag.AlignCenter, "▾")
        painter.end()
        return QIcon(picture)


def _is_reached(event: QEvent) -> bool:
    """Whether the keyboard comes by itself: a field under the mouse is seen, and would slip away from under it."""
    if not isinstance(event, QFocusEvent) or not event.gotFocus():
        return False
    return event.reason() != Qt.FocusReason.MouseFocusReason


class _FirstHeading(QWidget):
    """The first heading once more, over the others, with the ground of its field."""

    def __init__(self, header: FilterHeader) -> None:
        super().__init__(header)
        self._header = header
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the heading as the header does."""
        painter, header = QPainter(self), self._header
        painter.fillRect(self.rect(), self.palette().window())
        height = header.viewport().height()
        header.paintSection(painter, QRect(0, 0, header.sectionSize(0), height), 0)
