"""定義書／判定基準: when a lead is MQL, candidate, SAL, recycled, disqualified; read as sentences, changed in place."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.book.book_edit import with_threshold
from funneldesk.domain.book.book_lines import put, shifted, with_new_criterion, without
from funneldesk.domain.book.condition_tests import KINDS, threshold_condition
from funneldesk.domain.book.sentences import criterion_sentence, threshold_sentence
from funneldesk.domain.words import stage_label
from funneldesk.i18n import _
from funneldesk.ui.page import row, scrolled
from funneldesk.ui.pages.book_condition import ConditionField, VocabularyReader
from funneldesk.ui.pages.book_line import EditedLine, LineColumn
from funneldesk.ui.pages.book_people import PeopleLine
from funneldesk.ui.pages.knowledge_keeping import find_button
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.fields import DecimalBox, TextField
from funneldesk.ui.widgets.folding import Folded
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.tabbing import order_in
from funneldesk.ui.widgets.text import Label, plain_tip

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book, Criterion
    from funneldesk.ui.session import Session

MOST_POINTS = 1000
TARGETS = ("mql", "sal", "recycled", "disqualified")
#: A lead is disqualified by what lists and activities say, not by what follows from it.
_PLAIN_KINDS = tuple(kind for kind in KINDS if kind not in {"score", "disqualified"})


class CriteriaTab(QWidget):
    """Edits the threshold and every criterion; each change hands on a whole book."""

    edited = Signal(object)
    people_wanted = Signal(object, str)
    #: A knowledge card is to be found.
    cards_wanted = Signal()

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self._session = session
        self._book: Book | None = None
        self.vocabulary = VocabularyReader(session, self)
        self.add: dict[str, QPushButton] = {}
        self._cards: dict[str, Card] = {}
        self._places: dict[str, LineColumn] = {}
        column = QVBoxLayout()
        self._column = column
        column.setSpacing(16)
        column.addWidget(self._threshold_card())
        for target in TARGETS:
            column.addWidget(self._card(target))
        self.find_card = find_button(self.cards_wanted.emit)
        column.addLayout(row(self.find_card, 1))
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(column))

    def _threshold_card(self) -> Card:
        card = Card(_("SAL candidate"))
        self.sentence = Label("", wrap=True)
        card.body.addWidget(self.sentence)
        words = _("At the threshold today: %(count)s of %(total)s leads")
        self.reached = PeopleLine(self._session, _("At the threshold"), words)
        self.reached.count.setToolTip(
            plain_tip(_("The list of leads also counts candidates who reached it before and have not left."))
        )
        self.reached.people_wanted.connect(self.people_wanted)
        card.body.addWidget(self.reached)
        across = QHBoxLayout()
        across.setSpacing(8)
        self.points = _points_box(_("Threshold"))
        self.operator = Choice([("ge", _("points or more")), ("gt", _("points exceeded"))])
        self.operator.setAccessibleName(_("or more, or above"))
        self.leave = _points_box(_("Leaving threshold"))
        across.addWidget(Label(_("Candidate at"), "field"))
        across.addWidget(self.points)
        across.addWidget(self.operator)
        across.addWidget(Label(_("no longer one below"), "field"))
        across.addWidget(self.leave)
        across.addStretch(1)
        card.body.addLayout(across)
        self.more = Folded(_("What must hold besides the score"))
        self.also = ConditionField(
            self._session,
            self.vocabulary,
            empty=_("Nothing: the score alone decides."),
            title=_("SAL candidate: condition"),
        )
        self.also.changed.connect(lambda condition: self._change(also=condition))
        self.also.people_wanted.connect(self.people_wanted)
        self.more.body.addWidget(self.also)
        card.body.addWidget(self.more)
        self.why = TextField(_("Why"))
        self.why.committed.connect(lambda text: self._change(why=text))
        card.body.addWidget(Label(_("Why"), "secondary"))
        card.body.addWidget(self.why)
        self.points.editingFinished.connect(lambda: self._change(points=self.points.value()))
        self.leave.editingFinished.connect(lambda: self._change(leave=self.leave.value()))
        self.operator.activated.connect(lambda: self._change(operator=self.operator.currentData()))
        return card

    def _card(self, target: str) -> Card:
        card = Card(stage_label(target))
        card.heading.setWordWrap(True)
        self._cards[target], self._places[target] = card, LineColumn(lambda: self._line(target))
        card.body.addWidget(self._places[target])
        self.add[target] = QPushButton(_("Add a criterion"))
        self.add[target].clicked.connect(lambda: self._add(target))
        card.body.addLayout(row(self.add[target], 1))
        return card

    def showEvent(self, event: QShowEvent) -> None:
        """Read what the slots can offer."""
        super().showEvent(event)
        self.vocabulary.want()

    def show_book(self, book: "Book", _in_force: "Book") -> None:
        """Show the criteria of a book."""
        self._book = book
        threshold = book.threshold
        self.sentence.setText(threshold_sentence(threshold, book.stage_labels))
        self.points.setValue(threshold.points)
        self.leave.setValue(threshold.leave)
        self.operator.setCurrentIndex(self.operator.findData(threshold.operator))
        self.reached.show_condition(book, threshold_condition(threshold))
        self.also.show_condition(book, threshold.also)
        self.why.show_text(threshold.why)
        for target, card in self._cards.items():
            card.heading.setText(stage_label(target, book.stage_labels))
        for target, column in self._places.items():
            alike = [criterion for criterion in book.criteria if criterion.target == target]
            column.show_ids([criterion.id for criterion in alike])
            for place, criterion in enumerate(alike):
                column.lines[criterion.id].show_criterion(book, criterion)
                column.lines[criterion.id].tools.show_place(place, len(alike))
        order_in(self._column)

    @property
    def lines(self) -> "dict[str, CriterionLine]":
        """Return the lines by the ids of their criteria."""
        return {name: line for column in self._places.values() for name, line in column.lines.items()}

    def _line(self, target: str) -> "CriterionLine":
        line = CriterionLine(
            self._session, self.vocabulary, target, changed=self._take, remove=self._remove, move=self._move
        )
        if line.when is not None:
            line.when.people_wanted.connect(self.people_wanted)
        return line

    def _take(self, criterion: "Criterion") -> None:
        if self._book is not None:
            self._hand_on(replace(self._book, criteria=put(self._book.criteria, criterion)))

    def _remove(self, criterion_id: str) -> None:
        if self._book is not None:
            self._hand_on(replace(self._book, criteria=without(self._book.criteria, criterion_id)))

    def _move(self, criterion_id: str, step: int) -> None:
        if self._book is not None:
            criteria = shifted(self._book.criteria, criterion_id, step, lambda criterion: criterion.target)
            self._hand_on(replace(self._book, criteria=criteria))

    def _add(self, target: str) -> None:
        if self._book is None:
            return
        known = set(self.lines)
        self._hand_on(with_new_criterion(self._book, target, _("New criterion")))
        line = next(line for one, line in self.lines.items() if one not in known)
        line.open()

    def _change(self, **values: Any) -> None:
        book = self._book
        if book is None or all(getattr(book.threshold, name) == value for name, value in values.items()):
            return
        book = replace(book, threshold=replace(book.threshold, origin="own", **values))
        if "points" in values:
            book = with_threshold(book, values["points"])
        self._hand_on(book)

    def _hand_on(self, book: "Book") -> None:
        self.show_book(book, book)
        self.edited.emit(book)


class CriterionLine(EditedLine):
    """One criterion: a condition the program decides by, or what people check by hand."""

    def __init__(
        self,
        session: "Session",
        vocabulary: VocabularyReader,
        target: str,
        *,
        changed: "Callable[[Criterion], None]",
        remove: Callable[[str], None],
        move: Callable[[str, int], None],
    ) -> None:
        super().__init__(remove, move)
        self._changed = changed
        self._criterion: Criterion | None = None
        self.text, self.why = TextField(_("In words")), TextField(_("Why"))
        self.text.committed.connect(lambda text: self._take(text=text))
        self.why.committed.connect(lambda text: self._take(why=text))
        self.when: ConditionField | None = None
        if target != "sal":
            kinds = _PLAIN_KINDS if target == "disqualified" else KINDS
            empty = _("No condition: people decide by hand, as it is said in words.")
            title = stage_label(target)
            self.when = ConditionField(session, vocabulary, empty=empty, title=title, kinds=kinds)
            self.below.addWidget(self.when.people)
            self.when.changed.connect(lambda condition: self._take(when=condition))
            self.add_field(_("When"), self.when)
        self.add_field(_("In words"), self.text)
        self.add_field(_("Why"), self.why)
        self.end_fields()

    def show_criterion(self, book: "Book", criterion: "Criterion") -> None:
        """Show a criterion of a book."""
        self._criterion, self.line_id = criterion, criterion.id
        words = criterion_sentence(criterion, book.stage_labels)
        why = _("Why: %(why)s") % {"why": criterion.why} if criterion.why else ""
        self.sentence.setText("\n".join(filter(None, (words, why))))
        self.name_buttons(criterion.text or words)
        self.origin.show_origin(criterion.origin)
        self.text.show_text(criterion.text)
        self.why.show_text(criterion.why)
        if self.when is not None:
            self.when.show_condition(book, criterion.when)

    def _take(self, **values: Any) -> None:
        old = self._criterion
        if old is not None and any(getattr(old, name) != value for name, value in values.items()):
            self._changed(replace(old, origin="own", **values))


def _points_box(name: str) -> DecimalBox:
    box = DecimalBox()
    box.setRange(-MOST_POINTS, MOST_POINTS)
    box.setDecimals(0)
    box.setAccessibleName(name)
    return box
