"""定義書／スコアリング: weights as sliders, everything else of a signal below it, and at once what that does."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from funneldesk.domain.book.book_edit import with_threshold
from funneldesk.domain.words import heading
from funneldesk.i18n import _
from funneldesk.ui.page import GUTTER, scrolled
from funneldesk.ui.pages.book_condition import VocabularyReader
from funneldesk.ui.pages.book_preview import PreviewPane
from funneldesk.ui.pages.book_signal_group import SignalGroup
from funneldesk.ui.pages.book_signal_row import WeightRow
from funneldesk.ui.pages.knowledge_keeping import find_button
from funneldesk.ui.widgets.fields import TextField
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.tabbing import order_by_place
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QScrollArea

    from funneldesk.domain.book.book import Book, Component
    from funneldesk.domain.book.book import Signal as ScoreSignal
    from funneldesk.domain.scoring.present import Present, Reach
    from funneldesk.operations.weights import Preview
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session

#: The hand rests on a weight once it did not move for so long.
REST_MS = 150


class ScoringTab(QWidget):
    """Edits the signals, their order and the threshold; the preview pane follows every step."""

    edited = Signal(object)
    people_wanted = Signal(object, str)
    #: A knowledge card is to be found.
    cards_wanted = Signal()

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self._session = session
        self.vocabulary = VocabularyReader(session, self)
        self._book: Book | None = None
        self._agreed: dict[str, ScoreSignal] = {}
        self._leave = 0.0
        self._rows: dict[str, WeightRow] = {}
        self._order: list[tuple[str, str]] = []
        self.groups: dict[str, SignalGroup] = {}
        self._reaches: dict[str, Reach] = {}
        self._settled: Preview | None = None
        self._opened = ""
        self._faults = QTimer(self, singleShot=True, interval=REST_MS)
        self._faults.timeout.connect(self._rest)
        self._scroll = QTimer(self, singleShot=True, interval=0)
        self._scroll.timeout.connect(self._scroll_to_opened)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, GUTTER, 0)
        across.setSpacing(16)
        card = Card(margin=0)
        self._list = QVBoxLayout()
        inside = QVBoxLayout()
        inside.addLayout(self._list)
        self.find_card = find_button(self.cards_wanted.emit)
        inside.addWidget(self.find_card, 0, Qt.AlignmentFlag.AlignLeft)
        self.example = TextField(_("Worked example"))
        self.example.committed.connect(lambda text: self._edit_example(text))
        name = Label(_("Worked example"), "heading")
        name.setContentsMargins(0, 14, 0, 2)
        inside.addWidget(name)
        inside.addWidget(self.example)
        inside.addStretch(1)
        self.area: QScrollArea = scrolled(inside, "card")
        inside.setContentsMargins(16, 12, 16, 12)
        card.body.addWidget(self.area)
        across.addWidget(card, 10)
        self.preview = PreviewPane(session)
        self.preview.threshold_moved.connect(self._move_threshold)
        self.preview.settled.connect(self._ask_reaches)
        across.addWidget(self.preview, 10)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what the slots of conditions can offer."""
        super().showEvent(event)
        self.vocabulary.want()

    def show_book(self, book: "Book", in_force: "Book") -> None:
        """Show a book; `in_force` is what its signals are compared with."""
        self._book = book
        # What the leaving threshold goes back to when the line is dragged down past it and up again.
        self._leave = book.threshold.leave
        self._agreed = {signal.id: signal for signal in in_force.signals}
        self._arrange(book)
        for signal in book.signals:
            self._show_signal(signal)
        self._show_faults()
        self._show_rest(book)
        self.preview.show_book(book, in_force)

    def _order_fields(self) -> None:
        order_by_place(self.area, *self.groups.values(), self.find_card, self.example)

    def _show_rest(self, book: "Book") -> None:
        for component in book.components:
            self.groups[component.id].show_component(component)
        self.example.show_text(book.worked_example)
        self._order_fields()

    def _arrange(self, book: "Book") -> None:
        """Put a row for each signal in its place; rows that stay keep what is open in them."""
        order = [(signal.component, signal.id) for signal in book.signals]
        names = [component.id for component in book.components]
        if order == self._order and names == list(self.groups):
            return
        self._order = order
        if names != list(self.groups):
            self._make_groups(book)
        kept = {signal.id for signal in book.signals}
        for signal_id in [one for one in self._rows if one not in kept]:
            gone = self._rows.pop(signal_id)
            gone.hide()
            gone.setParent(None)
            gone.deleteLater()
        for group in self.groups.values():
            while group.rows.count():
                group.rows.takeAt(0)
        for signal in book.signals:
            row = self._rows.get(signal.id)
            if row is None:
                row = self._rows[signal.id] = WeightRow(signal, self)
                row.moved.connect(self._change_points)
                row.unfolded.connect(self._order_fields)
                row.people_wanted.connect(self._ask_people)
                row.show_reach(self._reaches.get(signal.id))
            self._group_of(signal).rows.addWidget(row)
            # A row that waits for the layout to show it could not be given the keyboard.
            row.show()

    def _make_groups(self, book: "Book") -> None:
        for row in self._rows.values():
            row.deleteLater()
        self._rows.clear()
        for group in self.groups.values():
            self._list.removeWidget(group)
            group.deleteLater()
        self.groups.clear()
        for component in book.components:
            group = SignalGroup(component, self._take_component, self._add, self.ask_present)
            self.groups[component.id] = group
            self._list.addWidget(group)

    def _group_of(self, signal: "ScoreSignal") -> SignalGroup:
        """Return where a signal stands; one of a component that is not there at the end, where its fault is said."""
        return self.groups.get(signal.component) or list(self.groups.values())[-1]

    def _show_signal(self, signal: "ScoreSignal") -> None:
        from funneldesk.ui.pages.book_signal_editor import Ends

        of_component = [id_ for component, id_ in self._order if component == signal.component]
        ends = Ends(signal.id == of_component[0], signal.id == of_component[-1])
        row = self._rows[signal.id]
        row.show_signal(signal, self._agreed.get(signal.id), self._session.colours, ends)

    def _rest(self) -> None:
        self._show_faults()
        for row in self._rows.values():
            row.show_editor()

    def _show_faults(self) -> None:
        from funneldesk.domain.book.book_checks import field_problems

        book = self._book
        if book is not None:
            for signal in book.signals:
                self._rows[signal.id].show_faults(field_problems(signal, book))

    def _change_points(self, signal_id: str, points: float) -> None:
        """Follow a weight that moves; what is wrong with it is said when the hand rests, or rows would jump."""
        from funneldesk.domain.book.signal_lines import with_changed

        signal, book = self._signal(signal_id), self._book
        if signal is None or book is None:
            return
        changed = replace(signal, points=points, origin="own")
        book = self._book = with_changed(book, changed, self._agreed.get(signal_id))
        self._rows[signal_id].mark_changed(self._signal(signal_id) or changed)
        self._faults.start()
        self._hand_on(book)

    def _move_threshold(self, points: int) -> None:
        book = self._book
        if book is None or points == book.threshold.points:
            return
        self._book = with_threshold(book, float(points), self._leave)
        self._hand_on(self._book)

    def _hand_on(self, book: "Book") -> None:
        self.preview.follow(book)
        self.edited.emit(book)

    def _signal(self, signal_id: str) -> "ScoreSignal | None":
        book = self._book
        return next((one for one in book.signals if one.id == signal_id), None) if book else None

    def _edit(self, book: "Book") -> None:
        """Take a book in which more than a weight changed."""
        before, self._book = self._book, book
        self._arrange(book)
        if before is None or book.signals != before.signals:
            for signal in book.signals:
                self._show_signal(signal)
            self._show_faults()
        self._show_rest(book)
        self._hand_on(book)

    def take(self, signal: "ScoreSignal") -> tuple[str, ...]:
        """Take a changed signal into the draft; what is wrong with it is returned, and then it is not taken."""
        from funneldesk.domain.book.book_checks import field_problems
        from funneldesk.domain.book.signal_lines import with_changed

        book, before = self._book, self._signal(signal.id)
        if book is None or before is None:
            return ()
        known = field_problems(before, book)
        new = tuple(heading(said) for said in field_problems(signal, book) if said not in known)
        if not new:
            self._edit(with_changed(book, signal, self._agreed.get(signal.id)))
        return new

    def _take_component(self, component: "Component") -> tuple[str, ...]:
        from funneldesk.domain.book.book_checks import book_problems
        from funneldesk.domain.book.signal_lines import with_component

        book = self._book
        if book is None:
            return ()
        changed = with_component(book, component)
        known = set(book_problems(book))
        new = tuple(heading(found.message) for found in book_problems(changed) if found not in known)
        if not new:
            self._edit(changed)
        return new

    def _edit_example(self, text: str) -> None:
        if self._book is not None:
            self._edit(replace(self._book, worked_example=text))

    def _add(self, signal: "ScoreSignal") -> None:
        from funneldesk.domain.book.signal_lines import with_signal

        if self._book is not None:
            before = {one.id for one in self._book.signals}
            book = with_signal(self._book, signal)
            self._edit(book)
            self._open(next(one.id for one in book.signals if one.id not in before))

    def show_line(self, line: str) -> None:
        """Show a signal unfolded."""
        self._open(line)

    def _open(self, signal_id: str) -> None:
        """Open a new signal; it comes into view once the layout has given it its place."""
        self._rows[signal_id].open()
        self._opened = signal_id
        self._scroll.start()

    def _scroll_to_opened(self) -> None:
        row = self._rows.get(self._opened)
        if row is not None:
            self.area.ensureWidgetVisible(row)
            self.area.ensureWidgetVisible(row.name)

    def move_signal(self, signal_id: str, *, up: bool) -> None:
        """Move a signal among those of its component."""
        from funneldesk.domain.book.signal_lines import moved

        if self._book is not None:
            self._edit(moved(self._book, signal_id, up=up))

    def copy_signal(self, signal_id: str) -> None:
        """Put a copy behind a signal, and open it."""
        from funneldesk.domain.book.signal_lines import copied

        if self._book is not None:
            book, new = copied(self._book, signal_id)
            self._edit(book)
            self._open(new)

    def remove_signal(self, signal_id: str) -> None:
        """Take a signal out of the draft; the keyboard goes to the one after it."""
        from funneldesk.domain.book.book_lines import without

        book, signal = self._book, self._signal(signal_id)
        if book is None or signal is None:
            return
        same = [id_ for part, id_ in self._order if part == signal.component]
        place = same.index(signal_id)
        self._edit(replace(book, signals=without(book.signals, signal_id)))
        rest = same[:place] + same[place + 1 :]
        if rest:
            self._rows[rest[min(place, len(rest) - 1)]].change.setFocus()

    def ask_present(self, show: "Callable[[Present, dict[str, Any]], None]") -> None:
        """Find in the background what there is to offer, and what a signal of another kind starts from."""
        book = self._book
        if book is None:
            return

        def work(store: "Store", _task: Any) -> "tuple[Present, dict[str, Any]]":
            from funneldesk.operations.signals import first_values, present_of

            return present_of(store), first_values(store, book)

        self._session.read(work, lambda found: show(*found))

    def _ask_reaches(self, preview: "Preview") -> None:
        from funneldesk.operations.signals import reaches_of

        self._settled = preview
        self._session.read(lambda _store, _task: reaches_of(preview), self._show_reaches)

    def _show_reaches(self, reaches: "dict[str, Reach]") -> None:
        self._reaches = reaches
        for signal_id, row in self._rows.items():
            row.show_reach(reaches.get(signal_id))

    def _ask_people(self, signal_id: str) -> None:
        preview = self._settled
        if preview is None or signal_id not in preview.scores.signals:
            return
        name = next((one.name for one in preview.book.signals if one.id == signal_id), "")

        def work(_store: "Store", _task: Any) -> list[int]:
            from funneldesk.operations.signals import people_of_signal

            return people_of_signal(preview, signal_id)

        self._session.read(work, lambda ids: self.people_wanted.emit(ids, name))
