"""What the import would do: the dry run's counts, and the lines it cannot take, with reasons."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.formats import colon, number
from funneldesk.domain.lists.mapping import LIST_CODES, NOTHING_TO_CORRECT, Problem
from funneldesk.i18n import _, ngettext
from funneldesk.ui.page import row
from funneldesk.ui.widgets.flowing import flowing
from funneldesk.ui.widgets.frames import Card, Hairline
from funneldesk.ui.widgets.text import Label, Role, Tone

if TYPE_CHECKING:
    from funneldesk.operations.importing import ImportResult

#: Lines of problems on the page; the rest is counted.
LINES_SHOWN = 60
#: Rows with the same reason that are named.
SPANS_SHOWN = 3
FIGURES_APART = 20


def taken(result: "ImportResult") -> int:
    """Return the rows that are in the store after the import (those that were there already, too)."""
    return result.created + result.updated + result.unchanged


def created_words(kind: str) -> str:
    """Return what a new row of such a list is."""
    return {
        "leads": _("new leads"),
        "activities": _("new activities"),
        "deals": _("new deals"),
        "handovers": _("new hand-overs"),
        "contents": _("new contents"),
        "costs": _("new costs"),
    }[kind]


def grouped(problems: Sequence[Problem]) -> list[tuple[str, str, str]]:
    """Return (rows, column, message) of problems in the order of their rows; one line for each reason.

    What is about the whole list stands first, without a row.
    """
    rows: dict[tuple[str, str], list[int]] = {}
    for problem in sorted(problems, key=lambda p: (p.code not in LIST_CODES, p.row)):
        of_reason = rows.setdefault((problem.column, problem.message), [])
        if problem.code not in LIST_CODES:
            of_reason.append(problem.row)
    return [(row_words(numbers), *reason) for reason, numbers in rows.items()]


def _span(first: int, last: int) -> str:
    return _("%(first)s–%(last)s") % {"first": first, "last": last}


def row_words(numbers: Sequence[int]) -> str:
    """Return ascending row numbers in few words: "4, 8, 402–421 …"."""
    spans: list[tuple[int, int]] = []
    for row_number in numbers:
        if spans and row_number <= spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], row_number)
        else:
            spans.append((row_number, row_number))
    words = [str(first) if first == last else _span(first, last) for first, last in spans[:SPANS_SHOWN]]
    return _(", ").join(words) + (" …" if len(spans) > SPANS_SHOWN else "")


class _Figure(QWidget):
    def __init__(self, tone: Tone = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.number = Label("–", "figure", tone=tone)
        self.words = Label("", "secondary")
        column.addWidget(self.number)
        column.addWidget(self.words)
        column.addStretch(1)

    def show_count(self, count: int | None, words: str, tone: Tone) -> None:
        self.number.setText("–" if count is None else number(count))
        self.number.set_tone(tone if count else "")
        self.words.setText(words)


class OutcomeCard(Card):
    """The dry run in figures: new, updated, unchanged, what cannot be taken."""

    def __init__(self) -> None:
        super().__init__(spacing=10)
        self.title = Label(
            _("This is what the import will do (nothing has been written yet)"), "secondary", wrap=True
        )
        self.body.addWidget(self.title)
        self.figures = tuple(_Figure() for _place in range(5))
        self.body.addLayout(flowing(list(self.figures), FIGURES_APART))
        self.progress = QProgressBar(textVisible=False)
        self.body.addWidget(self.progress)
        self.note = Label("", "secondary", wrap=True)
        self.body.addWidget(self.note)
        self.show_waiting()

    def show_waiting(self, note: str = "") -> None:
        """Show that the figures are being computed, or (with `note`) why there are none."""
        for figure, words in zip(self.figures, self._words("leads"), strict=True):
            figure.show_count(None, words, "")
        self.figures[3].setVisible(False)
        self.progress.setRange(0, 0)
        self.progress.setVisible(not note)
        self.note.setText(note or _("Trying the list …"))
        self.note.set_tone("")
        self.note.setVisible(True)

    def show_progress(self, done: int, total: int | None) -> None:
        """Show how far the dry run is."""
        self.progress.setRange(0, total or 0)
        self.progress.setValue(done)

    def show_result(self, result: "ImportResult") -> None:
        """Show the counts."""
        counts = (result.created, result.updated, result.unchanged, result.skipped, result.rejected)
        tones: tuple[Tone, ...] = ("green", "", "", "", "red")
        for figure, count, words, tone in zip(
            self.figures, counts, self._words(result.kind), tones, strict=True
        ):
            figure.show_count(count, words, tone)
        self.figures[3].setVisible(bool(result.skipped))
        self.progress.setVisible(False)
        self.note.setText(_note(result))
        self.note.set_tone("amber" if result.by_name else "")
        self.note.setVisible(bool(self.note.text()))

    def _words(self, kind: str) -> tuple[str, ...]:
        return (created_words(kind), _("updated"), _("unchanged"), _("passed over"), _("cannot be taken"))


def _note(result: "ImportResult") -> str:
    if result.rows and not taken(result):
        return _("No row can be taken. Check what the columns become on the left.")
    if result.unchanged and result.unchanged == taken(result):
        return _("Everything in this list is there already; importing it again changes nothing.")
    return "\n".join(filter(None, (_correction(result), _names(result))))


def _correction(result: "ImportResult") -> str:
    from funneldesk.operations.importing import correction_words

    return correction_words(result)


def _names(result: "ImportResult") -> str:
    from funneldesk.operations.people_by_name import by_name_words

    return by_name_words(result.by_name)


class ProblemsCard(Card):
    """The lines with something that could not be taken, and why."""

    #: The rows are wanted as a workbook, to correct them.
    save_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(" ", spacing=8)
        self.text = Label("", "secondary", wrap=True)
        self.save = QPushButton(_("Save the rows to correct…"))
        self.save.setToolTip(
            _("An Excel file with these rows, the cells coloured: corrected and imported, only they change.")
        )
        self.save.clicked.connect(lambda: self.save_wanted.emit())
        # Above the rows: below a thousand of them nobody finds it.
        self.body.addWidget(self.text)
        self.body.addLayout(row(self.save, 1))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self.setVisible(False)

    def show_problems(self, problems: Sequence[Problem], rejected: int, rows_taken: int) -> None:
        """Show the problems of a list; none hides the card."""
        self._clear()
        self.setVisible(bool(problems))
        if not problems:
            return
        self.save.setVisible(any(problem.code not in NOTHING_TO_CORRECT for problem in problems))
        rows = len({problem.row for problem in problems if problem.code not in LIST_CODES})
        words = ngettext("%(count)s row to look at", "%(count)s rows to look at", rows)
        self.heading.setText(words % {"count": number(rows)} if rows else _("About this list"))
        self.text.setText(self._explanation(rows, rejected, rows_taken))
        lines = grouped(problems)
        self._line(0, _("Row"), _("Reason"), "secondary")
        for place, (span, column, message) in enumerate(lines[:LINES_SHOWN], start=1):
            self._grid.addWidget(Hairline(), place * 2 - 1, 0, 1, 2)
            self._line(place * 2, span, f"{column}{colon()}{message}" if column else message, "")
        if len(lines) > LINES_SHOWN:
            self._line(LINES_SHOWN * 2 + 1, "", self._rest(len(lines) - LINES_SHOWN), "secondary")

    def lines(self) -> list[tuple[str, str]]:
        """Return what the card shows: (row or rows, reason)."""
        shown = []
        for place in range(1, self._grid.rowCount()):
            cells = [self._grid.itemAtPosition(place, column) for column in (0, 1)]
            labels = [cell.widget() if cell else None for cell in cells]
            if isinstance(labels[0], Label) and isinstance(labels[1], Label):
                shown.append((labels[0].text(), labels[1].text()))
        return shown

    def _explanation(self, rows: int, rejected: int, rows_taken: int) -> str:
        if not rows:
            return _("All rows are imported.")
        if rejected and not rows_taken:
            return _("None of the rows can be imported as it is.")
        if rejected == rows:
            return _("These rows will be left out. All others are imported.")
        if not rejected:
            return _("The rows are imported, except for the fields named here.")
        return ngettext(
            "%(count)s row will be left out; the others are imported, except for the fields named here.",
            "%(count)s rows will be left out; the others are imported, except for the fields named here.",
            rejected,
        ) % {"count": number(rejected)}

    def _rest(self, count: int) -> str:
        return ngettext("and %(count)s more", "and %(count)s more", count) % {"count": number(count)}

    def _line(self, place: int, span: str, reason: str, role: Role) -> None:
        where, why = Label(span, role), Label(reason, role, wrap=True)
        where.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        for label in (where, why):
            label.setContentsMargins(0, 6, 0, 6)
        self._grid.addWidget(where, place, 0)
        self._grid.addWidget(why, place, 1)

    def _clear(self) -> None:
        while item := self._grid.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
