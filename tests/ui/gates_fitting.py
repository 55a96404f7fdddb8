"""Whether everything on a page or dialog has the room its words need; what is wrong is returned in words."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTableView,
    QWidget,
)

from funneldesk.ui.widgets.checked import ElidedButton
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.links import Link
from funneldesk.ui.widgets.text import ElidedLabel, ShrinkingLabel
from tests.ui.gates import described, is_part, seen

#: They end in … where the place is too narrow, and say the rest on hover.
SHORTENED = (ElidedLabel, ShrinkingLabel, ElidedButton, Choice, Link)
TALL = 100_000
#: A number, a share of another, a rate, a day or a moment.
FIGURE = re.compile(r"[-+±▲▼]?[\dRH][\d.,:/ %〜-]*[\d%点件人]")
#: Free pixels that may stand below what scrolls.
MARGIN = 32
#: Free pixels that a table leaves at both sides of a cell.
CELL_MARGINS = 20


def clipped(root: QWidget) -> list[str]:
    """Return what is cut off: text with less room than it needs, and widgets beyond the edge of what holds them."""
    found: list[str] = []
    for widget in seen(root):
        wants = _wants(widget)
        if wants:
            found.append(f"{wants}: {described(widget)}")
        elif _is_cut(widget):
            found.append(f"beyond the edge of {widget.parentWidget().rect().getRect()}: {described(widget)}")
    return found


def _wants(widget: QWidget) -> str:
    """Return what a widget lacks, "" where nothing."""
    if isinstance(widget, SHORTENED) or (is_part(widget) and not isinstance(widget, QHeaderView)):
        return ""
    return next((asks(widget) for kind, asks in _ASKED if isinstance(widget, kind)), "")


def _button_wants(button: QWidget) -> str:
    return _lacks(button, button.sizeHint().width(), button.minimumSizeHint().height())


def _lacks(widget: QWidget, width: int, height: int) -> str:
    if width > widget.width():
        return f"{width - widget.width()} px too narrow"
    if height > widget.height():
        return f"{height - widget.height()} px too low"
    return ""


def _label_wants(label: QLabel) -> str:
    text = QLabel.text(label)  # as it is shown: with what tells where a line may end
    if not text:
        return ""
    if not label.wordWrap():
        hint = label.sizeHint()
        return _lacks(label, hint.width(), hint.height())
    room = label.contentsRect()
    flags = int(Qt.TextFlag.TextWordWrap) | int(label.alignment())
    needs = label.fontMetrics().boundingRect(QRect(0, 0, room.width(), TALL), flags, text)
    return _lacks(label, needs.width() + label.width() - room.width(), label.heightForWidth(label.width()))


def _combo_wants(combo: QComboBox) -> str:
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    field = combo.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, combo
    )
    needs = combo.fontMetrics().horizontalAdvance(combo.currentText())
    return f"{needs - field.width()} px too narrow" if needs > field.width() and not combo.toolTip() else ""


def _line_wants(line: QLineEdit) -> str:
    """A text that was typed scrolls; what says what to type must be whole, there or on hover."""
    if line.text() or line.toolTip():
        return ""
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    room = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line).width() - 4
    needs = line.fontMetrics().horizontalAdvance(line.placeholderText())
    return f"{needs - room} px too narrow for {line.placeholderText()!r}" if needs > room else ""


def _header_wants(header: QHeaderView) -> str:
    """A heading ends in … where its column is narrow; then it is whole on hover."""
    model = header.model()
    if header.orientation() != Qt.Orientation.Horizontal or model is None or header.isHidden():
        return ""
    short = []
    for place in range(header.count()):
        if header.isSectionHidden(place):
            continue
        heading = str(model.headerData(place, header.orientation()) or "")
        needs = header.sectionSizeHint(place)
        tip = model.headerData(place, header.orientation(), Qt.ItemDataRole.ToolTipRole)
        if heading and needs > header.sectionSize(place) and not tip:
            short.append(f"{heading!r} {needs - header.sectionSize(place)} px")
    return "columns too narrow: " + ", ".join(short) if short else ""


def _area_wants(area: QScrollArea) -> str:
    """An area that only scrolls up and down must be as wide as what is in it."""
    inside = area.widget()
    if inside is None or area.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
        return ""
    over = inside.width() - area.viewport().width()
    return f"its content is {over} px too wide" if over > 0 else ""


def _is_cut(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or is_part(widget):
        return False
    if isinstance(parent.parentWidget(), QAbstractScrollArea) or isinstance(parent, QAbstractScrollArea):
        return False  # it scrolls
    return not parent.rect().contains(widget.geometry())


def sideways(root: QWidget) -> list[str]:
    """Return the areas that scroll to the side, tables not: a page is read down."""
    return [
        f"scrolls {area.horizontalScrollBar().maximum()} px to the side: {described(area)}"
        for area in seen(root)
        if isinstance(area, QScrollArea) and area.horizontalScrollBar().maximum() > 0
    ]


def hollow(root: QWidget) -> list[str]:
    """Return the areas that scroll on below the last that stands in them."""
    found = []
    for area in seen(root):
        if not isinstance(area, QScrollArea) or not area.verticalScrollBar().maximum():
            continue
        inside = area.widget()
        last = max(
            (one.mapTo(inside, one.rect().bottomLeft()).y() for one in seen(inside) if one is not inside),
            default=0,
        )
        if inside.height() - last > MARGIN:
            found.append(f"scrolls {inside.height() - last} px below its last line: {described(area)}")
    return found


def overlapping(root: QWidget) -> Iterator[str]:
    """Yield neighbours that lie on each other: a layout had less room than it needs."""
    for parent in seen(root):
        layout = parent.layout()
        if layout is None:
            continue
        inside = [
            w
            for w in parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
            if w.isVisible()
        ]
        for place, one in enumerate(inside):
            for other in inside[place + 1 :]:
                if (
                    layout.indexOf(one) >= 0
                    and layout.indexOf(other) >= 0
                    and one.geometry().intersects(other.geometry())
                ):
                    yield f"on each other: {described(one)} and {described(other)}"


def cut_figures(root: QWidget) -> Iterator[str]:
    """Yield the numbers and days on show in tables that end in …: part of a number is another number."""
    for table in seen(root):
        if not isinstance(table, QTableView) or table.model() is None:
            continue
        model, wide = table.model(), set()
        for row in range(max(table.rowAt(0), 0), model.rowCount()):
            if table.rowViewportPosition(row) > table.viewport().height():
                break
            for column in set(range(model.columnCount())) - wide:
                text = str(model.index(row, column).data() or "")
                if table.isColumnHidden(column) or not FIGURE.fullmatch(text):
                    continue
                font = model.index(row, column).data(Qt.ItemDataRole.FontRole) or table.font()
                over = QFontMetrics(font).horizontalAdvance(text) + CELL_MARGINS - table.columnWidth(column)
                if over > 0:
                    wide.add(column)
                    yield f"{text!r} lacks {over} px: {described(table)}"


_ASKED: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    (QLabel, _label_wants),
    ((QPushButton, QCheckBox, QRadioButton), _button_wants),
    (QComboBox, _combo_wants),
    (QLineEdit, _line_wants),
    (QHeaderView, _header_wants),
    (QScrollArea, _area_wants),
)
