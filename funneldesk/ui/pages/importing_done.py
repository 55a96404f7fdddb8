"""After an import: what it brought, in words, and what to do next."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from funneldesk.domain.formats import number
from funneldesk.domain.lists.mapping import NOTHING_TO_CORRECT
from funneldesk.domain.words import list_label
from funneldesk.i18n import _, ngettext
from funneldesk.ui.page import row
from funneldesk.ui.pages.importing_outcome import taken
from funneldesk.ui.theme import pixels
from funneldesk.ui.widgets.frames import Card, Hairline
from funneldesk.ui.widgets.text import ElidedLabel, Label, fill

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from funneldesk.operations.importing import ImportResult
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session
    from funneldesk.ui.tasks import Job

CARD_WIDTH = 720
LINE_HEIGHT, LINES_SHOWN = 36, 9


def result_words(result: "ImportResult") -> str:
    """Return the counts of one import in a line."""
    parts = [
        (_("{count} new"), result.created),
        (_("{count} updated"), result.updated),
        (_("{count} unchanged"), result.unchanged),
        (_("{count} passed over"), result.skipped),
        (_("{count} not taken"), result.rejected),
    ]
    return " · ".join(text.format(count=number(count)) for text, count in parts if count)


def title_words(results: "Sequence[ImportResult]") -> str:
    """Return the sentence that says it is done."""
    rows = sum(taken(result) for result in results)
    if rows and all(result.unchanged == taken(result) for result in results):
        return _("Everything in it was there already")
    if len({result.kind for result in results}) == 1 and results[0].kind == "leads":
        return ngettext("%(count)s lead imported", "%(count)s leads imported", rows) % {"count": number(rows)}
    words = ngettext("%(count)s row imported", "%(count)s rows imported", rows)
    if len({result.kind for result in results}) == 1:
        words = ngettext("%(kind)s: %(count)s row imported", "%(kind)s: %(count)s rows imported", rows)
    return words % {"count": number(rows), "kind": list_label(results[0].kind) if results else ""}


def _candidates_words(points: float, candidates: int, reached: int | None) -> str:
    """Return how many are candidates; not all of them need have the points any more."""
    if reached is None or reached == candidates:
        words = ngettext(
            "%(count)s person has %(points)g points or more",
            "%(count)s people have %(points)g points or more",
            candidates,
        )
    else:
        words = ngettext(
            "%(count)s SAL candidate (%(reached)s with %(points)g points or more now)",
            "%(count)s SAL candidates (%(reached)s with %(points)g points or more now)",
            candidates,
        )
    return words % {"count": number(candidates), "points": points, "reached": number(reached or 0)}


def advice(kinds: set[str]) -> str:
    """Return which list would help most, given the kinds of list there are."""
    if "leads" in kinds and "activities" not in kinds:
        return _("Add the activities of the MA tool (downloads, seminars, clicks), and the scores tell more.")
    if "deals" not in kinds:
        return _("Add the deal list of the SFA, and the funnel reaches deals and wins.")
    if "contents" not in kinds:
        return _("Add a list of contents with their types, and the deal rate by content gets clearer.")
    return ""


class DoneView(QWidget):
    """The result of one or several imports, and the ways on."""

    another = Signal()
    undo = Signal()
    funnel = Signal()
    candidates = Signal()
    #: The rows of this import that have problems are wanted, to correct them: (import, file name).
    problems = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        #: Whether this result was not seen yet: the keyboard is here then, no more on a button that is gone.
        self._is_new = False
        column = QVBoxLayout(self)
        self._card = Card(margin=24, spacing=12)
        self._card.setFixedWidth(CARD_WIDTH)
        self.title = Label("", "hero", wrap=True)
        self._card.body.addWidget(self.title)
        self._area = QScrollArea(widgetResizable=True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setProperty("card", "inside")
        self._card.body.addWidget(self._area)
        self.next = Label("", "heading", wrap=True)
        self.advice = Label("", "field", wrap=True)
        self._card.body.addWidget(self.next)
        self._card.body.addWidget(self.advice)
        self.people = QPushButton()
        self.people.setProperty("primary", "true")
        self.people.clicked.connect(lambda: self.candidates.emit())
        self.to_funnel = QPushButton(_("See the funnel"))
        self.to_funnel.clicked.connect(lambda: self.funnel.emit())
        self.more = QPushButton(_("Import another list"))
        self.more.clicked.connect(lambda: self.another.emit())
        self.take_back = QPushButton(_("Withdraw the import…"))
        self.take_back.setProperty("link", "true")
        self.take_back.clicked.connect(lambda: self.undo.emit())
        self._card.body.addSpacing(8)
        self._card.body.addLayout(row(self.people, self.to_funnel, self.more, 1, self.take_back))
        column.addStretch(2)
        column.addWidget(self._card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def show_results(self, results: "Sequence[tuple[str, ImportResult]]") -> None:
        """Show what was imported: (file name, result)."""
        self.title.setText(title_words([result for _name, result in results]))
        inside = QWidget()
        inside.setProperty("scrolled", "card")
        lines = QGridLayout(inside)
        # Room for the bar only where there is one: lines end where the card's other words do.
        lines.setContentsMargins(0, 0, 12 if len(results) > LINES_SHOWN else 0, 0)
        lines.setHorizontalSpacing(16)
        lines.setVerticalSpacing(0)
        lines.setColumnStretch(0, 1)
        for place, (name, result) in enumerate(results):
            lines.addWidget(Hairline(), place * 2, 0, 1, -1)
            lines.setRowMinimumHeight(place * 2 + 1, pixels(LINE_HEIGHT))
            for column, widget in enumerate(self._line(name, result)):
                lines.addWidget(widget, place * 2 + 1, column)
        lines.setRowStretch(len(results) * 2, 1)
        self._area.setWidget(inside)
        self._area.setFixedHeight(min(len(results), LINES_SHOWN) * (pixels(LINE_HEIGHT) + 1))
        self.take_back.setVisible(len(results) == 1 and any(r.created or r.updated for _n, r in results))
        self.show_next(None, "", 0)
        self._is_new = True

    def showEvent(self, event: QShowEvent) -> None:
        """Let the next step have the keyboard once it is done."""
        super().showEvent(event)
        if self._is_new:
            self._is_new = False
            self.to_funnel.setFocus()

    def ask_next(self, session: "Session", failed: "Callable[[Exception], None]") -> None:
        """Ask how many people reached the threshold, and which list would help most."""
        today = session.today

        def work(store: "Store", _job: "Job") -> tuple[float, tuple[int, int], set[str]]:
            from funneldesk.operations.book import book_in_force
            from funneldesk.operations.importing import imports
            from funneldesk.operations.scoring import reached_threshold

            kinds = {str(batch.kind) for batch in imports(store) if not batch.hidden}
            points = book_in_force(store, today).book.threshold.points
            return points, reached_threshold(store, today), kinds

        session.read(work, lambda found: self.show_next(found[0], advice(found[2]), *found[1]), failed)

    def show_next(
        self, points: float | None, suggestion: str, candidates: int, reached: int | None = None
    ) -> None:
        """Say how many are candidates, how many of them have the `points` now (None: all), which list to add."""
        self.next.setText("" if points is None else _candidates_words(points, candidates, reached))
        self.next.setVisible(bool(self.next.text()))
        self.advice.setText(suggestion)
        self.advice.setVisible(bool(suggestion))
        self.people.setVisible(bool(candidates))
        self.people.setText(
            ngettext("See %(count)s person", "See %(count)s people", candidates)
            % {"count": number(candidates)}
        )
        fill(self.to_funnel, filled=not candidates)
        if candidates and self.to_funnel.hasFocus():
            self.people.setFocus()

    def _line(self, name: str, result: "ImportResult") -> list[QWidget]:
        counts = Label(result_words(result), "secondary")
        line: list[QWidget] = [ElidedLabel(name), Label(list_label(result.kind), "secondary"), counts]
        batch = result.batch
        if batch is not None and any(problem.code not in NOTHING_TO_CORRECT for problem in result.problems):
            link = QPushButton(_("Save the rows to correct…"))
            link.setProperty("link", "true")
            link.clicked.connect(lambda: self.problems.emit(batch, name))
            line.append(link)
        return line
