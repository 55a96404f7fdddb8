"""定義書／データ運用ルール: what has to be filled in when, which values may stand there, comments, when lists come."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton

from funneldesk.domain.book.book import ListSchedule
from funneldesk.domain.book.book_lines import free_name, fresh_id, put, shifted, without
from funneldesk.domain.book.field_checks import text_fault
from funneldesk.domain.book.line_parsing import schedules
from funneldesk.domain.book.sentences import EVERY, schedule_sentence, schedule_words
from funneldesk.domain.fields import KINDS
from funneldesk.domain.words import heading, list_label, side_label
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.pages.book_allowed import AllowedCard
from funneldesk.ui.pages.book_line import EditedLine, LineColumn
from funneldesk.ui.pages.book_part import BookPart, PartCard, TextRows, show_choice
from funneldesk.ui.pages.book_required import RequiredCard
from funneldesk.ui.widgets.checked import CheckedLine
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.fields import TextField
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book
    from funneldesk.operations.required_fields import Lacking
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session
    from funneldesk.ui.tasks import Job

SIDES = ("is", "sales", "marketing", "everyone")


def _way(every: str, weekday: int | None) -> str:
    return every if weekday is None else f"{every} {weekday}"


#: How often lists come, in the order of `line_parsing.schedules`.
WAYS: dict[str, tuple[str, int | None]] = {_way(every, None): (every, None) for every in EVERY} | {
    _way("week", day): ("week", day) for day in range(7)
}


class DataTab(BookPart):
    """Edits the data rules; beside each required field stands how many leads lack it today."""

    def __init__(self, session: "Session", navigate: Callable[..., None]) -> None:
        super().__init__()
        self._session = session
        self._asked: object = None
        self._job: Job | None = None
        self.required = RequiredCard(lambda ids, title: navigate("leads", ids=ids, title=title))
        self.allowed = AllowedCard()
        self.comment = CommentCard()
        self.schedules = SchedulesCard()
        self.why = DataWhyCard()
        self._cards = (self.required, self.allowed, self.comment, self.schedules, self.why)
        for card in self._cards:
            card.edited.connect(self._hand_on)
        self.put_in_column(*self._cards)
        session.changed.connect(self._count_anew)

    def show_part(self, book: "Book") -> None:
        """Show the data rules of a book."""
        for card in self._cards:
            card.show_book(book, book)
        self._count()

    def showEvent(self, event: QShowEvent) -> None:
        """Count who lacks what, once somebody looks."""
        super().showEvent(event)
        self._count()

    @property
    def is_counting(self) -> bool:
        """Whether figures are still on their way."""
        return self._job is not None

    def _hand_on(self, book: "Book") -> None:
        self.show_book(book, book)
        self.edited.emit(book)

    def _count_anew(self) -> None:
        self._asked = None
        self._count()

    def _count(self) -> None:
        if self.book is None or not self.isVisible() or not self._session.has_store:
            return
        rules = self.book.data_rules
        if rules.required == self._asked:
            return
        self._asked = rules.required
        if self._job is not None:
            self._job.cancel()
        today = self._session.today

        def work(store: "Store", _task: Any) -> "Lacking":
            from funneldesk.operations.required_fields import lacking

            return lacking(store, rules, today)

        def show(found: "Lacking") -> None:
            self._job = None
            self.required.show_lacking(found)

        self._job = self._session.read(work, show, self._failed)

    def _failed(self, error: Exception) -> None:
        from funneldesk.errors import Cancelled

        if not isinstance(error, Cancelled):
            self._job = None
            self._session.failed.emit(error)


class CommentCard(PartCard):
    """What whoever hands a lead over writes down."""

    def __init__(self) -> None:
        super().__init__(_("Comment at the hand-over"))
        self.rows = TextRows(_("Line of the comment"), _("Add a line to the comment"))
        self.rows.changed.connect(self._take)
        self.card.body.addWidget(self.rows)

    def show_part(self, book: "Book") -> None:
        """Show the lines of the template."""
        self.rows.show_texts(book.data_rules.comment_template)

    def _take(self, texts: tuple[str, ...]) -> None:
        if self.book is not None:
            self.change(data_rules=replace(self.book.data_rules, comment_template=texts))


class DataWhyCard(PartCard):
    """Why the data rules are as they are."""

    def __init__(self) -> None:
        super().__init__(_("Why these rules"))
        self.why = TextField(_("Why these rules"), 2)
        self.why.committed.connect(self._take)
        self.card.body.addWidget(self.why)

    def show_part(self, book: "Book") -> None:
        """Show the reason."""
        self.why.show_text(book.data_rules.why)

    def _take(self, text: str) -> None:
        if self.book is not None:
            self.change(data_rules=replace(self.book.data_rules, why=text))


class SchedulesCard(PartCard):
    """How often each list is brought in, and by whom."""

    def __init__(self) -> None:
        super().__init__(_("When lists are imported"))
        self.nothing = Label(_("No list is awaited: nobody is reminded of one."), "secondary", wrap=True)
        self.column = LineColumn(lambda: ScheduleLine(self._take, self._remove, self._move))
        self.add = QPushButton(_("Add a list"))
        self.add.clicked.connect(lambda: self._add())
        for widget in (self.nothing, self.column):
            self.card.body.addWidget(widget)
        self.card.body.addLayout(row(self.add, 1))

    @property
    def lines(self) -> "dict[str, ScheduleLine]":
        """Return the lines by the ids of their schedules."""
        return self.column.lines

    def show_part(self, book: "Book") -> None:
        """Show the schedules."""
        found = book.data_rules.schedules
        self.nothing.setVisible(not found)
        self.column.show_ids([one.id for one in found])
        for place, one in enumerate(found):
            self.lines[one.id].show_schedule(one, [other.name for other in found if other.id != one.id])
            self.lines[one.id].tools.show_place(place, len(found))

    def _put(self, found: tuple[ListSchedule, ...]) -> None:
        if self.book is not None:
            self.change(data_rules=replace(self.book.data_rules, schedules=found))

    def _take(self, schedule: ListSchedule) -> None:
        if self.book is not None:
            self._put(put(self.book.data_rules.schedules, schedule))

    def _remove(self, schedule_id: str) -> None:
        if self.book is not None:
            self._put(without(self.book.data_rules.schedules, schedule_id))

    def _move(self, schedule_id: str, step: int) -> None:
        if self.book is not None:
            self._put(shifted(self.book.data_rules.schedules, schedule_id, step))

    def _add(self) -> None:
        if self.book is None:
            return
        found = self.book.data_rules.schedules
        name = free_name(_("New list"), [one.name for one in found])
        new = ListSchedule(fresh_id("list", found), name, "leads", "week", 0)
        self._put((*found, new))
        self.lines[new.id].open()
        self.lines[new.id].name.focus()


class ScheduleLine(EditedLine):
    """One list and how often it comes."""

    def __init__(
        self,
        changed: Callable[[ListSchedule], None],
        remove: Callable[[str], None],
        move: Callable[[str, int], None],
    ) -> None:
        super().__init__(remove, move)
        self._changed = changed
        self._schedule: ListSchedule | None = None
        self._others: list[str] = []
        self.name = CheckedLine(_("What"))
        self.name.committed.connect(self._rename)
        self.kind, self.every, self.owner = Choice(), Choice(), Choice()
        for choice, name in ((self.kind, _("List")), (self.every, _("How often")), (self.owner, _("By"))):
            choice.setAccessibleName(name)
        self.kind.chosen.connect(lambda kind: self._take(kind=kind))
        self.every.chosen.connect(self._come)
        self.owner.chosen.connect(lambda side: self._take(owner=side))
        self.add_field(_("What"), self.name)
        self.add_field(_("List"), self.kind)
        self.add_field(_("How often"), self.every)
        self.add_field(_("By"), self.owner)
        self.end_fields()

    def show_schedule(self, schedule: ListSchedule, others: list[str]) -> None:
        """Show a schedule; `others` are the names of the rest."""
        self._schedule, self.line_id, self._others = schedule, schedule.id, others
        self.sentence.setText(schedule_sentence(schedule))
        self.name_buttons(schedule.name)
        self.origin.hide()
        self.name.show_text(schedule.name)
        kinds = [(kind, list_label(kind)) for kind in KINDS]
        show_choice(self.kind, kinds, schedule.kind, list_label(schedule.kind))
        words = heading(schedule_words(schedule))
        ways = list(zip(WAYS, schedules(), strict=True))
        show_choice(self.every, ways, _way(schedule.every, schedule.weekday), words)
        sides = [(side, side_label(side)) for side in SIDES]
        show_choice(self.owner, sides, schedule.owner, side_label(schedule.owner))

    def _come(self, way: str) -> None:
        if way in WAYS:
            every, weekday = WAYS[way]
            self._take(every=every, weekday=weekday)

    def _rename(self, text: str) -> None:
        fault = text_fault(text, self._others)
        self.name.refuse(fault)
        if not fault:
            self._take(name=text)

    def _take(self, **values: Any) -> None:
        if self._schedule is not None:
            self._changed(replace(self._schedule, **values))
