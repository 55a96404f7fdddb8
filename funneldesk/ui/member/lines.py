"""Lists in groups, one line of two rows each: duties and hand-overs look the same and are answered the same way."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from funneldesk.domain.formats import day, number
from funneldesk.domain.words import heading, side_label
from funneldesk.i18n import _
from funneldesk.ui.theme import pixels
from funneldesk.ui.widgets.rows import Index, RowsColumn, RowsModel, Table
from funneldesk.ui.widgets.two_lines import PAD, ROW, TwoLineDelegate

if TYPE_CHECKING:
    from funneldesk.colours import Colours

CHIP, ABOUT, ANSWER = 0, 2, 5
#: How tall the heading of a group is.
HEADING = 32


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `key` names it in each publication; `tone`: "red", "amber" or ""; `what` None: it heads a group."""

    key: str
    urgent: str
    due: int | None
    tone: str
    what: str | None
    who: str
    why: str
    side: str
    owner: str
    score: float | None
    handover: str
    #: What was answered here and how far that has come, "" where nothing was.
    answered: str = ""
    record: Any = None

    @property
    def is_heading(self) -> bool:
        """Whether it is the heading of a group."""
        return self.what is None


def heading_line(words: str) -> Line:
    """Return the heading of a group."""
    return Line("", words, None, "", None, "", "", "", "", None, "")


def in_groups(groups: Iterable[tuple[str, Sequence[Line]]]) -> list[Line]:
    """Return the lines of groups, each under its heading with how many they are; empty groups are left out."""
    found: list[Line] = []
    for words, lines in groups:
        if lines:
            found += [heading_line(f"{words}　{number(len(lines))}"), *lines]
    return found


class LinesModel(RowsModel[Line]):
    """Lines in groups; headings cannot be chosen."""

    def __init__(self) -> None:
        #: Whether the column of answers is on show; where it has no room they stand before the reasons.
        self.shows_answers = True
        super().__init__(
            [
                RowsColumn(
                    _("How urgent"),
                    lambda line: (
                        line.urgent if line.is_heading else f"{heading(line.urgent)}\n{day(line.due)}"
                    ),
                    width=108,
                ),
                RowsColumn(_("What to do"), lambda line: heading(line.what or ""), width=152, bold=True),
                RowsColumn(_("Who and why"), self._who_and_why, width=216, stretch=True),
                RowsColumn(
                    _("Person in charge"),
                    lambda line: line.owner or (side_label(line.side) if line.side else ""),
                    width=96,
                    gives_way=2,
                ),
                RowsColumn(
                    _("Score"),
                    lambda line: "" if line.score is None else number(line.score),
                    width=56,
                    right=True,
                    gives_way=3,
                ),
                RowsColumn(_("Your answer"), lambda line: line.answered, width=128, gives_way=1),
            ]
        )

    def _who_and_why(self, line: Line) -> str:
        given = "" if self.shows_answers else "　".join(line.answered.splitlines())
        return f"{line.who}\n{'　'.join(filter(None, (given, line.why)))}"

    def show_answers(self, *, own_column: bool) -> None:
        """Show answers in their own column, or before the reasons."""
        if own_column != self.shows_answers:
            self.shows_answers = own_column
            self._say_anew()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let headings be passed over."""
        if index.isValid() and self.rows[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def answer(self, answered: Callable[[Line], Line]) -> None:
        """Say anew of each line what was answered: nothing moves."""
        self.rows = [line if line.is_heading else answered(line) for line in self.rows]
        self._say_anew()

    def _say_anew(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.columns) - 1))


class _Delegate(TwoLineDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, LinesModel) or not model.rows[index.row()].is_heading:
            super().paint(painter, option, index)
            return
        painter.save()
        colours = self.colours()
        rect = option.rect
        painter.fillRect(rect, QColor(colours.ground))
        painter.setPen(QColor(colours.secondary))
        painter.drawText(
            rect.adjusted(PAD, 0, -PAD, 0),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            str(index.data()),
        )
        painter.restore()

    def chip_tones(self, index: Index) -> tuple[str, str]:
        colours, model = self.colours(), index.model()
        tone = model.rows[index.row()].tone if isinstance(model, LinesModel) else ""
        if tone == "red":
            return colours.red_ground, colours.red
        return (colours.amber_ground, colours.amber) if tone == "amber" else super().chip_tones(index)


class LinesTable(Table):
    """The lines; a letter is not searched for but left to the page: it is an answer."""

    def __init__(self, model: LinesModel, colours: "Callable[[], Colours]", name: str) -> None:
        super().__init__(model, sortable=False)
        self._lines = model
        self._delegate = _Delegate(colours, chip_column=CHIP)
        for column in (CHIP, ABOUT):
            self.setItemDelegateForColumn(column, self._delegate)
        self.verticalHeader().setDefaultSectionSize(pixels(ROW))
        self.setSelectionMode(LinesTable.SelectionMode.SingleSelection)
        self.setWordWrap(True)
        self.setAccessibleName(name)
        self.left_out_changed.connect(
            lambda: self._lines.show_answers(own_column=ANSWER not in self.left_out)
        )
        self.size_columns(model.columns)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines; the chosen one stays chosen, and the place in the list stays."""
        chosen, row = self.chosen, self.currentIndex().row()
        top = self.verticalScrollBar().value()
        self.clearSpans()
        self._lines.show_rows(lines)
        for place, line in enumerate(lines):
            if line.is_heading:
                self.setSpan(place, 0, 1, len(self._lines.columns))
            # A row keeps its height when other lines come: where a heading was, a line may be now.
            wanted = pixels(HEADING) if line.is_heading else pixels(ROW)
            if self.rowHeight(place) != wanted:
                self.setRowHeight(place, wanted)
        self.verticalScrollBar().setValue(top)
        place = next((n for n, one in enumerate(lines) if chosen and one.key == chosen.key), -1)
        self.choose(place if place >= 0 else max(row, 0))

    def choose(self, place: int) -> None:
        """Choose the first line from a place on, else the last one."""
        places = [n for n, line in enumerate(self._lines.rows) if not line.is_heading]
        if places:
            self.selectRow(next((n for n in places if n >= place), places[-1]))
        else:
            self.moved.emit(-1)

    @property
    def chosen(self) -> Line | None:
        """Return the chosen line."""
        place = self.currentIndex().row()
        line = self._lines.rows[place] if 0 <= place < len(self._lines.rows) else None
        return line if line is not None and not line.is_heading else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave letters and digits to the page."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if plain and event.text().isalnum():
            event.ignore()
        else:
            super().keyPressEvent(event)
