"""Drop-down lists of values in words, which the wheel leaves alone while somebody scrolls past them."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QStylePainter

from funneldesk.ui.widgets.text import plain_tip

#: Free pixels between field and arrow: a text a little longer than the field is not cut yet.
SPARE = 4


class Choice(QComboBox):
    """One of several values; `chosen` is emitted only when a person chose, with the value."""

    chosen = Signal(object)

    def __init__(self, options: Iterable[tuple[object, str]] = (), *, narrow: bool = False) -> None:
        """`options`: (value, text), the text "---" is a line between them; `narrow`: any width will do."""
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(24)
        self._cut = False
        if narrow:
            self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            self.setMinimumContentsLength(6)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.offer(options)
        self.activated.connect(lambda place: self.chosen.emit(self.itemData(place)))

    def offer(self, options: Iterable[tuple[object, str]]) -> None:
        """Replace the options."""
        self.clear()
        for value, text in options:
            if text == "---":
                self.insertSeparator(self.count())
            else:
                self.addItem(text, value)

    @property
    def value(self) -> object:
        """Return the value on show."""
        return self.currentData()

    def set_value(self, value: object) -> None:
        """Show a value without telling anybody; an unknown one leaves the list as it is."""
        # Qt would compare by identity what is no number and no text.
        places = (place for place in range(self.count()) if self.itemData(place) == value)
        self.setCurrentIndex(next(places, self.currentIndex()))

    def sizeHint(self) -> QSize:
        """Return the size in which every text is whole."""
        return self._whole(super().sizeHint())

    def minimumSizeHint(self) -> QSize:
        """Return the same, unless any width will do."""
        return self._whole(super().minimumSizeHint())

    def _whole(self, hint: QSize) -> QSize:
        """Return `hint`, wider by what Qt forgets: it measures ink, and words are set by their advance."""
        if self.sizeAdjustPolicy() == QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon:
            return hint
        metrics, texts = self.fontMetrics(), [self.itemText(place) for place in range(self.count())]
        set_words = max(map(metrics.horizontalAdvance, texts), default=0)
        ink = max((metrics.boundingRect(text).width() for text in texts), default=0)
        return QSize(hint.width() + max(set_words - ink, 0), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show a text that has no room with an ellipsis, and whole on hover; Qt would cut a letter in two."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        control, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, field, self).width() + SPARE
        whole = option.currentText
        option.currentText = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room)
        cut = option.currentText != whole
        if cut or self._cut:
            self.setToolTip(plain_tip(whole) if cut else "")
        self._cut = cut
        painter.drawComplexControl(control, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll what the list stands in, unless it has the keyboard."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
