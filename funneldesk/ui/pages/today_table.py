"""The lines of the day: one duty a row, painted, so that five thousand of them are as quick as five."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from funneldesk.domain.formats import day, number
from funneldesk.domain.words import heading, list_label, side_label
from funneldesk.i18n import _
from funneldesk.ui.theme import pixels
from funneldesk.ui.widgets.copying import cell_text
from funneldesk.ui.widgets.rows import Index, RowsColumn, RowsModel, Table
from funneldesk.ui.widgets.two_lines import ROW, TwoLineDelegate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from funneldesk.colours import Colours
    from funneldesk.operations.duty_lists import Duty

LATE, WHAT, ABOUT = 0, 1, 2
#: A reason is read whole; the columns that give way for it are said beside the list, of the chosen duty.
ABOUT_LEAST = 220
#: Where words are large, these columns become narrower, down to so much, before the table scrolls to the side.
NARROWER = {WHAT: 104, ABOUT: 128}
SIDES = ("marketing", "is", "sales", "everyone")
#: A duty that is due within so many days is one of today or tomorrow.
SOON = 1


def who_words(duty: "Duty") -> str:
    """Return whom a duty is about: the person and the company, or the list."""
    if duty.event == "list":
        return list_label(duty.list_kind)
    if duty.person and duty.company:
        return f"{duty.person}　{duty.company}"
    return duty.person or duty.company


def owner_words(duty: "Duty") -> str:
    """Return who owes it: the person in charge, else the side."""
    return duty.owner or side_label(duty.who)


class DutiesModel(RowsModel["Duty"]):
    """The duties on show, as of a day."""

    def __init__(self) -> None:
        self.as_of = 0
        super().__init__(self._columns())

    def show_sorted(self, rows: "Sequence[Duty]", section: int, order: Qt.SortOrder) -> None:
        """Replace all rows by these, sorted by a column, or as they are where there is none (-1)."""
        self.show_rows(self.in_order(rows, section, order))

    def take_away(self, duty: "Duty") -> None:
        """Leave out the line of a duty."""
        place = next((n for n, one in enumerate(self.rows) if one is duty), -1)
        if place >= 0:
            self.beginRemoveRows(QModelIndex(), place, place)
            self.rows.pop(place)
            self.endRemoveRows()

    def _columns(self) -> "list[RowsColumn[Duty]]":
        from funneldesk.operations.duty_words import action_words, late_words, reason_words

        def column(*given: Any, **more: Any) -> "RowsColumn[Duty]":
            return RowsColumn(*given, **more)

        def late(duty: "Duty") -> str:
            return f"{heading(late_words(duty, self.as_of))}\n{day(duty.due)}"

        def action(duty: "Duty") -> str:
            return heading(action_words(duty))

        def about(duty: "Duty") -> str:
            who, why = who_words(duty), reason_words(duty)
            return f"{who}\n{why}" if who else why

        sides = {side: side_label(side) for side in SIDES}
        return [
            column(_("How urgent"), late, lambda duty: duty.due, width=96),
            column(_("What to do"), action, width=160, bold=True),
            column(_("Who and why"), about, who_words, width=ABOUT_LEAST, stretch=True),
            column(
                _("Person in charge"),
                owner_words,
                # The label of a side is looked up once, not for each of thousands of rows.
                lambda duty: duty.owner or sides.get(duty.who, ""),
                width=84,
                gives_way=2,
            ),
            column(
                _("Score"),
                lambda duty: number(duty.score) if duty.lead else "",
                lambda duty: duty.score if duty.lead else None,
                width=56,
                right=True,
                # Where there is no room for all, why somebody is to be called says more than a number does.
                gives_way=2,
            ),
        ]


class DutyDelegate(TwoLineDelegate):
    """Paints how urgent a duty is as a chip over its last day, and about whom and why as two lines."""

    def __init__(self, colours: "Callable[[], Colours]") -> None:
        super().__init__(colours, chip_column=LATE)

    def chip_tones(self, index: Index) -> tuple[str, str]:
        """Return red for late duties, amber for those of today or tomorrow."""
        colours, model = self.colours(), index.model()
        if isinstance(model, DutiesModel):
            duty = model.rows[index.row()]
            if duty.is_late:
                return colours.red_ground, colours.red
            if duty.due - model.as_of <= SOON:
                return colours.amber_ground, colours.amber
        return super().chip_tones(index)


class DutyTable(Table):
    """The table of duties; a letter without Ctrl is not searched for but left to the page: it is an act."""

    #: The duties of the owner before (-1) or after (1) are wanted.
    stepped = Signal(int)

    def __init__(self, model: DutiesModel, colours: "Callable[[], Colours]") -> None:
        #: The columns that are narrower than they should be.
        self._narrowed: list[int] = []
        super().__init__(model)
        self._duties = model
        self._delegate = DutyDelegate(colours)
        for column in (LATE, ABOUT):
            self.setItemDelegateForColumn(column, self._delegate)
        self.verticalHeader().setDefaultSectionSize(pixels(ROW))
        self.setSelectionMode(DutyTable.SelectionMode.SingleSelection)
        # What is to be done, in the words of the book, goes on in the second line of the row.
        self.setWordWrap(True)
        self.setAccessibleName(_("Duties of today"))
        self.size_columns(model.columns)

    def _share(self) -> None:
        """Share the width; what still has no room is taken from the columns whose words go on in a second line."""
        header = self.horizontalHeader()
        for place in self._narrowed:
            header.resizeSection(place, self._widths[place])
        self._narrowed = []
        super()._share()
        for place, width in NARROWER.items():
            over = header.length() - self.viewport().width()
            if over > 0:
                least = max(pixels(width), header.sectionSizeHint(place))
                header.resizeSection(place, max(header.sectionSize(place) - over, least))
                self._narrowed.append(place)

    def show_duties(self, duties: "Sequence[Duty]", as_of: int, place: int) -> None:
        """Show duties in the order chosen at the head of the table, and choose the line at `place`."""
        self._duties.as_of = as_of
        top = self.verticalScrollBar().value()
        header = self.horizontalHeader()
        self._duties.show_sorted(duties, header.sortIndicatorSection(), header.sortIndicatorOrder())
        self.verticalScrollBar().setValue(top)
        self.choose(place)

    def choose(self, place: int) -> None:
        """Choose the line at a place, or the last one where there are fewer."""
        last = self._duties.rowCount() - 1
        if last >= 0:
            self.selectRow(min(max(place, 0), last))

    @property
    def chosen(self) -> "Duty | None":
        """Return the duty of the chosen line."""
        place = self.currentIndex().row()
        return self._duties.rows[place] if 0 <= place < len(self._duties.rows) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave letters and digits to the page; the arrows to the sides go to the duties of the next owner."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if plain and step:
            self.stepped.emit(step)
        elif plain and event.text().isalnum():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def copy_selection(self) -> None:
        """Put the chosen line on the clipboard, each of its parts in a cell of its own."""
        from funneldesk.operations.duty_words import action_words, late_words, reason_words

        duty = self.chosen
        if duty is None:
            return
        parts = {
            _("How urgent"): heading(late_words(duty, self._duties.as_of)),
            _("What to do"): heading(action_words(duty)),
            _("About"): duty.person or who_words(duty),
            _("Company"): duty.company,
            _("Score"): number(duty.score) if duty.lead else "",
            _("Why"): reason_words(duty),
            _("Until"): day(duty.due),
            _("Person in charge"): owner_words(duty),
        }
        lines = ("\t".join(parts), "\t".join(cell_text(value) for value in parts.values()))
        QApplication.clipboard().setText("\r\n".join(lines))
