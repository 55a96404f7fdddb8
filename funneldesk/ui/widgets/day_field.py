"""A field with a day: typed in any way people write days, chosen from a calendar, or changed with the arrow keys."""

from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QPushButton, QToolButton, QWidget

from funneldesk.domain import formats
from funneldesk.domain.lists.typed_days import day_within
from funneldesk.errors import UserError
from funneldesk.i18n import _, language
from funneldesk.ui.theme import pixels
from funneldesk.ui.widgets.checked import CheckedLine
from funneldesk.ui.widgets.text import plain_tip

#: Room for the longest day, by the calendar or by an era.
WIDTH = 116
CALENDAR = (296, 248)
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class DayField(CheckedLine):
    """Shows one day, as this person likes years written; what is typed and is none is said below, and kept."""

    #: Another day, or a text that is none any more.
    changed = Signal()

    def __init__(
        self, name: str, shown: int = 1, *, least: int | None = None, most: int | None = None
    ) -> None:
        """`shown`: the day at first, an ordinal as the limits are."""
        super().__init__(name, width=pixels(WIDTH))
        self.day = shown
        self.is_right = True
        self._least, self._most = least, most
        self.line.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.explain()
        self.line.installEventFilter(self)
        self.open_calendar = QPushButton("▾")
        self.open_calendar.setProperty("flat", "true")
        self.open_calendar.setAutoDefault(False)
        self.open_calendar.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.open_calendar.setToolTip(_("Choose the day from a calendar"))
        self.open_calendar.clicked.connect(self._open)
        self.across.insertWidget(1, self.open_calendar)
        self.setAccessibleName(name)
        self.line.textEdited.connect(self._look)
        self.committed.connect(self._take)
        self.set_day(shown)

    def setAccessibleName(self, name: str) -> None:
        """Say what the day is for; the line has the keyboard, so the name is the line's."""
        self.line.setAccessibleName(name)
        self.open_calendar.setAccessibleName(_("%(name)s: calendar") % {"name": name})

    def explain(self, words: str = "") -> None:
        """Say on hover what the day means, and the keys."""
        keys = _("Up and Down change the day, Alt+Down opens the calendar.")
        self.line.setToolTip(plain_tip("\n".join(filter(None, (words, keys)))))

    def set_day(self, shown: int) -> None:
        """Show another day, whatever stood there."""
        self.day, self.is_right = shown, True
        self.refuse("")
        self.show_text(formats.day(shown))

    def limit(self, *, least: int | None = None, most: int | None = None) -> None:
        """Allow days from `least` until `most` only; a day beyond them becomes the nearest one that is allowed."""
        self._least, self._most = least, most
        allowed = max(self.day, least) if least is not None else self.day
        self.set_day(min(allowed, most) if most is not None else allowed)

    def _read(self, text: str) -> int:
        return day_within(text, self.day, self._least, self._most)

    def _look(self, text: str) -> None:
        """Take a day as soon as it is one; what is wrong is said when the field is left."""
        try:
            self.day = self._read(text)
        except UserError:
            self.is_right = False
        else:
            self.is_right = True
            self.refuse("")
        self.changed.emit()

    def _take(self, text: str) -> None:
        try:
            self.set_day(self._read(text))
        except UserError as error:
            self.is_right = False
            self.refuse(formats.sentences(error.message, error.next_step))
        self.changed.emit()

    def _choose(self, chosen: int) -> None:
        self.set_day(chosen)
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go a day on or back with the arrows; open the calendar as lists are opened."""
        if (
            watched is not self.line
            or not isinstance(event, QKeyEvent)
            or event.type() != QEvent.Type.KeyPress
        ):
            return super().eventFilter(watched, event)
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_F4 or (step and event.modifiers() & Qt.KeyboardModifier.AltModifier):
            self._open()
            return True
        allowed = (self._least is None or self.day + step >= self._least) and (
            self._most is None or self.day + step <= self._most
        )
        if step and allowed and 0 < self.day + step <= date.max.toordinal():
            self._choose(self.day + step)
        return bool(step) or super().eventFilter(watched, event)

    def _open(self) -> None:
        calendar = QCalendarWidget(self)
        calendar.setWindowFlags(Qt.WindowType.Popup)
        calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar.setLocale(QLocale(language()))
        calendar.setFixedSize(pixels(CALENDAR[0]), pixels(CALENDAR[1]))
        _dress(calendar)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        if self._least is not None:
            calendar.setMinimumDate(_date(self._least))
        if self._most is not None:
            calendar.setMaximumDate(_date(self._most))
        calendar.setSelectedDate(_date(self.day))

        def take(chosen: QDate) -> None:
            calendar.close()
            self._choose(date(chosen.year(), chosen.month(), chosen.day()).toordinal())

        calendar.clicked.connect(take)
        calendar.activated.connect(take)
        below = self.line.mapToGlobal(QPoint(0, self.line.height()))
        calendar.move(min(below.x(), self.screen().availableGeometry().right() - calendar.width()), below.y())
        calendar.show()
        calendar.setFocus()


def _dress(calendar: QCalendarWidget) -> None:
    """Give weekends and arrows the colours of the theme: Qt's own can hardly be read on a dark ground."""
    for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(weekday, QTextCharFormat())
    arrows = {"prev": Qt.ArrowType.LeftArrow, "next": Qt.ArrowType.RightArrow}
    for way, arrow in arrows.items():
        button = calendar.findChild(QToolButton, f"qt_calendar_{way}month")
        if isinstance(button, QToolButton):
            button.setIcon(QIcon())
            button.setArrowType(arrow)
    calendar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    calendar.setContentsMargins(1, 1, 1, 1)
    if language() == "ja":
        _put_year_first(calendar)


def _put_year_first(calendar: QCalendarWidget) -> None:
    """Say the year before the month: Qt has one order for everybody."""
    bar, year, month = (
        calendar.findChild(QWidget, f"qt_calendar_{name}")
        for name in ("navigationbar", "yearbutton", "monthbutton")
    )
    layout = bar.layout() if isinstance(bar, QWidget) else None
    if isinstance(layout, QHBoxLayout) and isinstance(year, QWidget) and isinstance(month, QWidget):
        layout.removeWidget(year)
        layout.insertWidget(layout.indexOf(month), year)


def _date(ordinal: int) -> QDate:
    at = date.fromordinal(ordinal)
    return QDate(at.year, at.month, at.day)
