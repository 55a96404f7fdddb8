"""The book's scope and frame: for whom the book holds, who has to agree, and what its printed form says."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from funneldesk.domain.book.field_checks import currency_from_words
from funneldesk.domain.words import side_label
from funneldesk.i18n import _
from funneldesk.ui.pages.book_condition import ConditionField
from funneldesk.ui.pages.book_part import PartCard, named_fields, show_choice
from funneldesk.ui.pages.book_segments import SegmentBox
from funneldesk.ui.widgets.checked import CheckedLine
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.fields import TextField
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book
    from funneldesk.ui.pages.book_condition import VocabularyReader
    from funneldesk.ui.session import Session

SIDES = ("marketing", "is", "sales")
CURRENCY_WIDTH = 80


class ScopeCard(PartCard):
    """For everybody, or a pilot: for real inside its segment, or as a trial beside the book in force."""

    def __init__(self, session: "Session", vocabulary: "VocabularyReader") -> None:
        super().__init__(_("For whom this book holds"))
        self.meaning = Label("", wrap=True)
        self.choice = SegmentBox(session)
        self.choice.setAccessibleName(_("For whom this book holds"))
        self.choice.taken.connect(lambda segment: self._take(segment=segment))
        self.segment = ConditionField(
            session,
            vocabulary,
            empty=_(
                "Everybody. For a pilot, choose above for whom the book holds, or say it here in conditions."
            ),
            title=_("Who takes part"),
        )
        self.segment.changed.connect(lambda segment: self._take(segment=segment))
        self.shadow = Choice()
        self.shadow.setAccessibleName(_("How it runs"))
        self.shadow.chosen.connect(lambda shadow: self._take(shadow=shadow))
        self.text = TextField(_("Remarks"))
        self.text.committed.connect(lambda text: self._take(text=text))
        self.card.body.addWidget(self.meaning)
        self.card.body.addLayout(
            named_fields(
                (_("Who takes part"), self.choice),
                ("", self.segment),
                (_("How it runs"), self.shadow),
                (_("Remarks"), self.text),
            )
        )

    def show_part(self, book: "Book") -> None:
        """Show the scope of a book."""
        scope = book.scope
        self.meaning.setText(scope_sentence(book))
        self.choice.show_segment(scope.segment)
        self.segment.show_condition(book, scope.segment)
        ways: list[tuple[object, str]] = [
            (False, _("For real: with its own duties and hand-overs.")),
            (True, _("As a trial beside the book in force, without duties of its own.")),
        ]
        show_choice(self.shadow, ways, scope.shadow, "")
        self.text.show_text(scope.text)

    def _take(self, **values: object) -> None:
        if self.book is not None:
            self.change(scope=replace(self.book.scope, **values))  # type: ignore[arg-type]


def scope_sentence(book: "Book") -> str:
    """Return what the scope of a book means for the people who work by it."""
    scope = book.scope
    if scope.segment is None:
        if scope.shadow:
            return _(
                "A trial on everybody: its results are counted beside those of the book in force; nobody gets"
                " duties by it."
            )
        return _("This book holds for everybody from the day it is agreed for.")
    if scope.shadow:
        return _(
            "A trial on a segment: for these leads its results are counted beside those of the book in force;"
            " nobody gets duties by it."
        )
    return _(
        "A pilot: for these leads this book decides, with duties and hand-overs of its own; everybody else stays"
        " under the book in force."
    )


class SignaturesCard(PartCard):
    """Which sides have to sign before a version holds."""

    def __init__(self) -> None:
        super().__init__(_("Who has to agree"))
        words = _("A version is agreed on once each of these sides has put a name under it.")
        self.card.body.addWidget(Label(words, "secondary", wrap=True))
        self.boxes: dict[str, QCheckBox] = {}
        self._across = QHBoxLayout()
        self._across.setSpacing(16)
        self._across.addStretch(1)
        self.card.body.addLayout(self._across)
        self.fault = Label("", "secondary", wrap=True, tone="red")
        self.fault.hide()
        self.card.body.addWidget(self.fault)

    def show_part(self, book: "Book") -> None:
        """Tick the sides whose signature a book needs."""
        for side in (*SIDES, *book.signatures_required):
            if side not in self.boxes:
                box = QCheckBox(side_label(side))
                box.clicked.connect(lambda _on=False, side=side: self._toggle(side))
                self._across.insertWidget(len(self.boxes), box)
                self.boxes[side] = box
        for side, box in self.boxes.items():
            box.setChecked(side in book.signatures_required)
            box.setVisible(side in SIDES or box.isChecked())
        self.fault.hide()

    def _toggle(self, side: str) -> None:
        if self.book is None:
            return
        sides = self.book.signatures_required
        kept = tuple(one for one in sides if one != side) if side in sides else (*sides, side)
        if not kept:
            self.show_part(self.book)
            self.fault.setText(_("At least one side has to agree. Tick another one first."))
            self.fault.show()
            return
        known = [one for one in SIDES if one in kept]
        self.change(signatures_required=(*known, *(one for one in kept if one not in SIDES)))


class WholeBookCard(PartCard):
    """What concerns the book as a whole: its currency, the language of its workbook, a worked example."""

    def __init__(self) -> None:
        super().__init__(_("The book as a whole"))
        self.currency = CheckedLine(_("Currency"), width=CURRENCY_WIDTH)
        self.currency.line.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.currency.committed.connect(self._take_currency)
        self.language = Choice([("ja", "日本語"), ("en", "English")])
        self.language.setAccessibleName(_("Language of the workbook"))
        self.language.chosen.connect(lambda language: self.change(language=language))
        self.example = TextField(_("Worked example"), 2)
        self.example.committed.connect(lambda text: self.change(worked_example=text))
        words = _("Amounts are shown in this currency; those already taken in are not converted.")
        self.card.body.addWidget(Label(words, "secondary", wrap=True))
        self.card.body.addLayout(
            named_fields(
                (_("Currency"), self.currency),
                (_("Language of the workbook"), self.language),
                (_("Worked example of a score"), self.example),
            )
        )

    def show_part(self, book: "Book") -> None:
        """Show currency, language and example."""
        self.currency.show_text(book.currency)
        self.language.set_value(book.language)
        self.example.show_text(book.worked_example)

    def _take_currency(self, text: str) -> None:
        code, fault = currency_from_words(text)
        self.currency.refuse(fault)
        if not fault:
            self.change(currency=code)
            self.currency.show_text(code)
