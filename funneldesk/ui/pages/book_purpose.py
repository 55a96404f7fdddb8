"""定義書／目的: why the mechanism is needed, who has read it, and why each line is as it is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.book.book import Reader
from funneldesk.domain.book.book_lines import moved, put
from funneldesk.domain.book.field_checks import day_from_words, text_fault
from funneldesk.domain.formats import colon, stored_day
from funneldesk.domain.words import part_label, side_label, stage_label
from funneldesk.i18n import _, ngettext
from funneldesk.ui.page import row
from funneldesk.ui.pages.book_line import LineTools
from funneldesk.ui.pages.book_part import PartCard, show_choice
from funneldesk.ui.widgets.checked import CheckedLine
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.fields import TextField
from funneldesk.ui.widgets.folding import Folded
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book
    from funneldesk.ui.session import Session

SIDES = ("marketing", "is", "sales")
DAY_WIDTH = 112


class PurposeCard(PartCard):
    """Why we need this mechanism, and who has read that."""

    def __init__(self, session: "Session") -> None:
        super().__init__(_("Why we need this mechanism"))
        self._session = session
        self.purpose = TextField(_("Purpose"), 2)
        self.purpose.committed.connect(self._take_purpose)
        self.card.body.addWidget(self.purpose)
        self.whys = Whys(lambda book: self.change(**book))
        self.count = Label("", "secondary", wrap=True)
        self.card.body.addWidget(self.count)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.card.body.addLayout(self._rows)
        self.readers: list[ReaderRow] = []
        self.name = CheckedLine(_("Your name"), empty=_("Your name"))
        self.name.setMaximumWidth(280)
        self.side = Choice([(side, side_label(side)) for side in SIDES])
        self.side.setAccessibleName(_("Side"))
        self.read = QPushButton(_("I have read this"))
        self.read.clicked.connect(lambda: self._add())
        self.name.line.returnPressed.connect(self._add)
        across = row(spacing=8)
        top = Qt.AlignmentFlag.AlignTop
        across.addWidget(self.name, 1, top)
        across.addWidget(self.side, 0, top)
        across.addWidget(self.read, 0, top)
        across.addStretch(1)
        self.card.body.addLayout(across)
        self.card.body.addWidget(self.whys)

    def show_part(self, book: "Book") -> None:
        """Show the purpose and its readers."""
        self.purpose.show_text(book.purpose.text)
        self.whys.show_whys(book)
        readers = book.purpose.readers
        words = ngettext("%(count)s person has read this", "%(count)s people have read this", len(readers))
        nobody = _("Nobody has said yet that they have read this.")
        self.count.setText(words % {"count": len(readers)} if readers else nobody)
        while len(self.readers) > len(readers):
            gone = self.readers.pop()
            gone.hide()
            gone.deleteLater()
        while len(self.readers) < len(readers):
            made = ReaderRow(len(self.readers), self)
            self._rows.addWidget(made)
            self.readers.append(made)
        for place, reader in enumerate(readers):
            self.readers[place].show_reader(reader)
            self.readers[place].tools.show_place(place, len(readers))

    @property
    def today(self) -> int:
        """Return the business day it is."""
        return self._session.today

    def put(self, place: int, reader: Reader) -> None:
        """Change one reader."""
        if self.book is not None:
            readers = self.book.purpose.readers
            self._put((*readers[:place], reader, *readers[place + 1 :]))

    def shift(self, place: int, step: int) -> None:
        """Name a reader earlier or later."""
        if self.book is not None:
            self._put(moved(self.book.purpose.readers, place, step))
            self.readers[min(max(place + step, 0), len(self.readers) - 1)].tools.focus(step)

    def remove(self, place: int) -> None:
        """Take a reader out."""
        if self.book is not None:
            readers = self.book.purpose.readers
            self._put(readers[:place] + readers[place + 1 :])

    def _put(self, readers: tuple[Reader, ...]) -> None:
        if self.book is not None:
            self.change(purpose=replace(self.book.purpose, readers=readers))

    def _take_purpose(self, text: str) -> None:
        if self.book is not None:
            self.change(purpose=replace(self.book.purpose, text=text))

    def _add(self) -> None:
        book, name = self.book, self.name.line.text().strip()
        if book is None:
            return
        if not name:
            self.name.refuse(_("Write your name first."))
            self.name.focus()
            return
        day = date.fromordinal(self.today).isoformat()
        self.name.line.clear()
        self.name.refuse("")
        self._put((*book.purpose.readers, Reader(name, str(self.side.value), day)))


class ReaderRow(QWidget):
    """Somebody who has read the purpose: name, side, day."""

    def __init__(self, place: int, card: PurposeCard) -> None:
        super().__init__()
        self._place, self._card = place, card
        self._reader: Reader | None = None
        self.name = CheckedLine(_("Name"))
        self.name.setMaximumWidth(280)
        self.name.committed.connect(self._rename)
        self.side = Choice()
        self.side.setAccessibleName(_("Side"))
        self.side.chosen.connect(lambda side: self._take(side=side))
        self.day = CheckedLine(_("Date"), width=DAY_WIDTH)
        self.day.line.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.day.committed.connect(self._date)
        self.tools = LineTools()
        self.tools.moved.connect(lambda step: card.shift(place, step))
        self.tools.removed.connect(lambda: card.remove(place))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        across.addWidget(self.name, 2, top)
        across.addWidget(self.side, 0, top)
        across.addWidget(self.day, 1, top)
        across.addWidget(self.tools, 0, top)

    def show_reader(self, reader: Reader) -> None:
        """Show a reader."""
        self._reader = reader
        self.name.show_text(reader.name)
        sides = [(side, side_label(side)) for side in SIDES]
        show_choice(self.side, sides, reader.side, side_label(reader.side))
        self.day.show_text(stored_day(reader.day))

    def _rename(self, text: str) -> None:
        fault = text_fault(text)
        self.name.refuse(fault)
        if not fault:
            self._take(name=text)

    def _date(self, text: str) -> None:
        day, fault = day_from_words(text, self._card.today)
        self.day.refuse(fault)
        if not fault:
            self._take(day=day)

    def _take(self, **values: str) -> None:
        if self._reader is not None:
            self._card.put(self._place, replace(self._reader, **values))


@dataclass(frozen=True, slots=True)
class Why:
    """The why of one line: where it stands, what it is about, and how the book is changed."""

    key: str
    about: str
    why: str
    values: "Callable[[Book, str], dict[str, object]]"


def whys_of(book: "Book") -> Iterator[Why]:
    """Return the why of everything that was agreed: threshold, criteria, signals, rules."""

    def threshold(book: "Book", why: str) -> dict[str, object]:
        return {"threshold": replace(book.threshold, why=why, origin="own")}

    yield Why("threshold", part_label("threshold"), book.threshold.why, threshold)
    for part in ("criteria", "signals", "rules"):
        for line in getattr(book, part):
            name = getattr(line, "name", "") or getattr(line, "text", "") or line.id
            if part == "criteria":
                name = f"{stage_label(line.target, book.stage_labels)}{colon()}{name}"

            def values(book: "Book", why: str, part: str = part, line_id: str = line.id) -> dict[str, object]:
                lines = getattr(book, part)
                changed = next(one for one in lines if one.id == line_id)
                return {part: put(lines, replace(changed, why=why, origin="own"))}

            yield Why(f"{part}/{line.id}", f"{part_label(part)} / {name}", line.why, values)


class Whys(Folded):
    """One line of why for each criterion, signal and rule, all in one place; folded until somebody looks."""

    def __init__(self, changed: "Callable[[dict[str, object]], None]") -> None:
        super().__init__(_("Why each criterion, signal and rule is as it is"))
        self._changed = changed
        self._book: Book | None = None
        self.fields: dict[str, WhyRow] = {}
        self.missing = Label("", "secondary", wrap=True)
        self.body.setSpacing(8)
        self.body.addWidget(self.missing)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.body.addLayout(self._rows)
        self.toggled.connect(lambda _open: self._fill())

    def show_whys(self, book: "Book") -> None:
        """Show the whys of a book, if somebody looks."""
        self._book = book
        self._fill()

    def _fill(self) -> None:
        if self._book is None or not self.is_open:
            return
        whys = list(whys_of(self._book))
        if list(self.fields) != [why.key for why in whys]:
            for field in self.fields.values():
                field.hide()
                field.deleteLater()
            self.fields = {why.key: WhyRow(why.key, self._take) for why in whys}
            for field in self.fields.values():
                self._rows.addWidget(field)
        for why in whys:
            self.fields[why.key].show_why(why)
        count = sum(not why.why for why in whys)
        words = ngettext("%(count)s of %(n)s has no why yet.", "%(count)s of %(n)s have no why yet.", count)
        self.missing.setText(words % {"count": count, "n": len(whys)} if count else _("Each has its why."))

    def _take(self, key: str, text: str) -> None:
        if self._book is not None:
            why = next(one for one in whys_of(self._book) if one.key == key)
            self._changed(why.values(self._book, text))


class WhyRow(QWidget):
    """What a line of the book is about, and below it why."""

    def __init__(self, key: str, changed: Callable[[str, str], None]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.about = Label("", "secondary", wrap=True)
        self.why = TextField(_("Why"))
        self.why.committed.connect(lambda text: changed(key, text))
        column.addWidget(self.about)
        column.addWidget(self.why)

    def show_why(self, why: Why) -> None:
        """Show one why."""
        self.about.setText(why.about)
        self.why.setAccessibleName(f"{why.about}: {_('Why')}")
        self.why.show_text(why.why)
