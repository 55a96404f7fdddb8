"""A topic of the help in the product's look: Qt reads the Markdown, the sizes, colours and distances are ours."""

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from funneldesk.domain.help_topics import folded, typed_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from funneldesk.colours import Colours

#: Sizes of headings as parts of the text's, and the room above them.
HEADINGS = {1: (20 / 13, 0), 2: (15 / 13, 20), 3: (1.0, 14)}
BELOW = 7
LINE_PERCENT = 145.0
PADDING = 10
#: Around a topic, and before the lines of a list.
MARGIN = 20
_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


class HelpText(QTextBrowser):
    """Shows one topic; whoever owns it follows the links. Nothing is ever loaded from anywhere else."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: QTextDocument | None = None
        self.setOpenLinks(False)
        self.setProperty("help", "true")

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Load nothing: a topic is text, and all of it is there."""
        return None

    def show_topic(self, markdown: str, colours: "Colours") -> None:
        """Show a topic from its beginning."""
        # Laid out once, when it is all dressed.
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(self.font())
        document.setDocumentMargin(MARGIN)
        document.setIndentWidth(MARGIN)
        document.setMarkdown(markdown)
        dress(document, self.font(), colours)
        self.setDocument(document)
        if self._shown is not None:
            self._shown.deleteLater()
        self._shown = document
        self.setExtraSelections([])
        self.verticalScrollBar().setValue(0)

    def mark(self, typed: str, colours: "Colours") -> int:
        """Mark all places of the words of a search, go to the first below the title; returns how many there are."""
        text = folded(self.document().toPlainText())
        places = [(at, len(word)) for word in typed_words(typed) for at in _places(text, word)]
        self.setExtraSelections([self._marked(at, length, colours) for at, length in places])
        below = [at for at, _length in places if at > self.document().firstBlock().length()]
        if below:
            cursor = QTextCursor(self.document())
            cursor.setPosition(min(below))
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
        return len(places)

    def _marked(self, at: int, length: int, colours: "Colours") -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(at)
        cursor.setPosition(at + length, QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format.setBackground(QColor(colours.amber_ground))
        selection.format.setForeground(QColor(colours.amber))
        return selection


def _places(text: str, word: str) -> list[int]:
    found, at = [], text.find(word)
    while at >= 0:
        found.append(at)
        at = text.find(word, at + len(word))
    return found


def dress(document: QTextDocument, font: QFont, colours: "Colours") -> None:
    """Give a document that Qt made of Markdown our sizes, colours and distances."""
    pixels = font.pixelSize() if font.pixelSize() > 0 else 13
    _dress_blocks(document, pixels, colours)
    _dress_tables(document, colours)
    _frame_formulas(document, colours)


def _dress_blocks(document: QTextDocument, pixels: int, colours: "Colours") -> None:
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        factor, above = HEADINGS.get(level, (1.0, 0))
        shape = QTextBlockFormat()
        shape.setTopMargin(above)
        shape.setBottomMargin(BELOW)
        shape.setLineHeight(LINE_PERCENT, _PROPORTIONAL)
        cursor = QTextCursor(block)
        cursor.mergeBlockFormat(shape)
        # As a list: setting the letters of one part would disturb the walk over all of them.
        parts: list[Any] = list(cast("Iterable[Any]", block))
        for part in parts:
            _dress_fragment(document, part.fragment(), round(pixels * factor), colours)
        block = block.next()


def _dress_fragment(document: QTextDocument, fragment: Any, pixels: int, colours: "Colours") -> None:
    letters = QTextCharFormat(fragment.charFormat())
    letters.clearProperty(QTextFormat.Property.FontSizeAdjustment)
    letters.setProperty(QTextFormat.Property.FontPixelSize, pixels)
    letters.setForeground(QColor(colours.accent if letters.isAnchor() else colours.text))
    letters.setFontUnderline(letters.isAnchor())
    cursor = QTextCursor(document)
    cursor.setPosition(fragment.position())
    cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
    cursor.setCharFormat(letters)


def _dress_tables(document: QTextDocument, colours: "Colours") -> None:
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            shape = QTextTableFormat(frame.format())
            shape.setBorder(1)
            shape.setBorderCollapse(True)
            shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            shape.setBorderBrush(QBrush(QColor(colours.line)))
            shape.setCellPadding(6)
            shape.setCellSpacing(0)
            shape.setTopMargin(4)
            shape.setBottomMargin(12)
            shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
            frame.setFormat(shape)


def _frame_formulas(document: QTextDocument, colours: "Colours") -> None:
    """Put each quoted paragraph on a ground of its own."""
    shape = QTextFrameFormat()
    shape.setBackground(QColor(colours.accent_ground))
    shape.setPadding(PADDING)
    shape.setTopMargin(2)
    shape.setBottomMargin(BELOW)
    plain = QTextBlockFormat()
    plain.setLineHeight(LINE_PERCENT, _PROPORTIONAL)
    plain.setTopMargin(4)
    for first, last in reversed(_quoted(document)):
        cursor = QTextCursor(document)
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        frame = cursor.insertFrame(shape)
        cursor.setPosition(frame.firstPosition())
        cursor.setPosition(frame.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
        cursor.setBlockFormat(plain)
        # Qt leaves an empty line on either side, which nobody shall see.
        for place in (frame.firstPosition() - 1, frame.lastPosition() + 1):
            _flatten(document.findBlock(place))


def _flatten(block: QTextBlock) -> None:
    if block.length() > 1:
        return
    flat = QTextBlockFormat()
    flat.setLineHeight(1, _FIXED)
    cursor = QTextCursor(block)
    cursor.setBlockFormat(flat)
    letters = QTextCharFormat()
    letters.setProperty(QTextFormat.Property.FontPixelSize, 1)
    cursor.setBlockCharFormat(letters)


def _quoted(document: QTextDocument) -> list[tuple[int, int]]:
    """Return where runs of quoted blocks begin and end."""
    runs: list[tuple[int, int]] = []
    block, inside = document.begin(), False
    while block.isValid():
        quoted = bool(block.blockFormat().intProperty(QTextFormat.Property.BlockQuoteLevel))
        end = block.position() + block.length() - 1
        if quoted and inside:
            runs[-1] = (runs[-1][0], end)
        elif quoted:
            runs.append((block.position(), end))
        inside = quoted
        block = block.next()
    return runs
