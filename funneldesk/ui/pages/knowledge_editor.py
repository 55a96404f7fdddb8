"""A knowledge card as a form: what it says, its text to use again, what it rests on."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.knowledge.card_words import evidence_words, kind_label
from funneldesk.domain.knowledge.cards import KINDS, Card
from funneldesk.domain.reviews.measures import Measure
from funneldesk.domain.words import field_label, heading, rate_label, value_label
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.pages.book_part import named_fields
from funneldesk.ui.widgets.checked import CheckedLine
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.fields import TextField
from funneldesk.ui.widgets.frames import Hairline
from funneldesk.ui.widgets.keys import shortcut
from funneldesk.ui.widgets.scrolling import ScrolledColumn, scrolled
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.domain.findings.finding_sentences import Names
    from funneldesk.domain.knowledge.cards import Kind
    from funneldesk.operations.knowledge_page import Offers

TEMPLATE_LINES = 5
#: Both keys that go by that name.
SAVE_KEYS = ("Ctrl+Return", "Ctrl+Enter")


class CardEditor(QWidget):
    """Edits a copy of a card; `saved` hands on the card and the measure it is to rest on from now (None: as it is)."""

    saved = Signal(object, object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.card: Card | None = None
        self.heading = Label("", "heading")
        self.title = CheckedLine(_("What worked"), empty=_("What worked, in a few words"))
        self.title.line.setToolTip(self.title.line.placeholderText())
        self.kind = Choice(((kind, kind_label(kind)) for kind in KINDS), narrow=True)
        self.kind.setAccessibleName(_("Kind of knowledge"))
        self.text, self.template = (
            TextField(_("What it says"), 3),
            TextField(_("Text or steps to use again"), TEMPLATE_LINES),
        )
        self.condition = TextField(_("Of whom it holds"))
        self.tags = QLineEdit()
        self.tags.setAccessibleName(_("Tags"))
        self.tags.setPlaceholderText(heading(_("with commas between them")))
        self.tags.setToolTip(self.tags.placeholderText())
        self.evidence = EvidenceChoice()
        words = _("In the text, %(plain)s or %(braces)s is a slot that is filled when the card is used.")
        slots = {"plain": "$name", "braces": f"${{{field_label('company')}}}"}
        hint = Label(words % slots, "secondary", wrap=True)
        inside = ScrolledColumn()
        inside.setProperty("scrolled", "card")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.heading)
        column.addLayout(
            named_fields(
                (_("What worked"), self.title),
                (_("Kind"), self.kind),
                (_("What it says"), self.text),
                (_("Text or steps to use again"), self.template),
                ("", hint),
                (_("Of whom it holds"), self.condition),
                (_("Tags"), self.tags),
                (_("Evidence"), self.evidence),
            )
        )
        column.addStretch(1)
        self.save_button = QPushButton(_("Save the card"))
        self.save_button.setProperty("primary", "true")
        self.save_button.clicked.connect(self.save)
        self.save_button.setToolTip(
            QKeySequence(SAVE_KEYS[0]).toString(QKeySequence.SequenceFormat.NativeText)
        )
        self.cancel_button = QPushButton(_("Cancel"))
        self.cancel_button.clicked.connect(self.closed)
        for keys in SAVE_KEYS:
            shortcut(self, keys, _("Save the card"), self.save, only_inside=True)
        foot = row(self.save_button, self.cancel_button, 1, spacing=8)
        foot.setContentsMargins(16, 10, 16, 10)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        area = scrolled(inside)
        area.setProperty("card", "inside")
        whole.addWidget(area, 1)
        whole.addWidget(Hairline())
        whole.addLayout(foot)

    def edit(self, card: Card, names: "Names") -> None:
        """Begin to edit a card (item 0: a new one)."""
        self.card = card
        self.heading.setText(_("Edit the card") if card.item else _("New card"))
        self.title.refuse("")
        for field, text in ((self.title, card.title), (self.text, card.text), (self.template, card.template)):
            field.show_text(text)
        self.condition.show_text(card.condition)
        self.tags.setText(_(", ").join(card.tags))
        self.kind.set_value(card.kind)
        self.evidence.begin(evidence_words(card.evidence, names) if card.evidence else "")
        self.title.focus()

    def edited(self) -> Card | None:
        """Return the card as the form says, None while nothing is edited."""
        if self.card is None:
            return None
        tags = self.tags.text().replace("、", ",").replace("，", ",").split(",")
        card = replace(
            self.card,
            title=" ".join(self.title.line.text().split()),
            kind=cast("Kind", self.kind.value),
            text=self.text.toPlainText().strip(),
            template=self.template.toPlainText().strip(),
            condition=" ".join(self.condition.toPlainText().split()),
            tags=tuple(filter(None, (" ".join(tag.split()) for tag in tags))),
        )
        return replace(card, evidence=None) if self.evidence.is_none else card

    def save(self) -> None:
        """Hand on what was written, or say what is missing."""
        card = self.edited()
        if card is None:
            return
        if not card.title:
            self.title.refuse(_("Say in a few words what worked."))
            self.title.focus()
            return
        self.saved.emit(card, self.evidence.measure)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the form away with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class EvidenceChoice(QWidget):
    """Which numbers a card rests on: as they are, none, a content, or a rate inside a segment."""

    def __init__(self) -> None:
        super().__init__()
        self._offers: Offers | None = None
        self.what, self.step, self.field, self.value = (Choice(narrow=True) for _place in range(4))
        self.content = Choice(narrow=True)
        for choice, name in (
            (self.what, _("Evidence")), (self.step, _("Rate")), (self.field, _("Segment")),
            (self.value, _("Value of the segment")), (self.content, _("Content")),
        ):  # fmt: skip
            choice.setAccessibleName(name)
            choice.chosen.connect(lambda _value: self._arrange())
        self.words = Label("", "secondary", wrap=True)
        across = QHBoxLayout()
        across.setSpacing(8)
        for choice in (self.step, self.field, self.value, self.content):
            across.addWidget(choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.what)
        column.addLayout(across)
        column.addWidget(self.words)

    def offer(self, offers: "Offers") -> None:
        """Take what can be chosen from."""
        self._offers = offers
        rates: list[tuple[object, str]] = [(">".join(step), rate_label(*step)) for step in offers.steps]
        self.step.offer([*rates, ("contact", _("Contact within 7 days"))])
        self.field.offer((field, field_label(field)) for field in offers.values)
        self.content.offer(offers.contents)
        self._arrange()

    def begin(self, words: str) -> None:
        """Begin with the evidence there is, in words ("": none)."""
        there: list[tuple[object, str]] = [("keep", _("As it is"))] if words else []
        self.what.offer([
            *there, ("none", _("No evidence")), ("content", _("A content against all others")),
            ("segment", _("A segment against all others")),
        ])  # fmt: skip
        self.words.setText(words)
        self._arrange()

    @property
    def is_none(self) -> bool:
        """Whether the card is to rest on no number."""
        return self.what.value == "none"

    @property
    def measure(self) -> Measure | None:
        """Return what was chosen newly, None: nothing."""
        if self.what.value == "content" and self.content.count():
            return Measure("content", content=str(self.content.value))
        if self.what.value != "segment" or not self.value.count():
            return None
        by, value = str(self.field.value), str(self.value.value)
        if self.step.value == "contact":
            return Measure("contact", by=by, value=value)
        previous, _sign, stage = str(self.step.value).partition(">")
        return Measure("rate", stage, previous, by, value)

    def _arrange(self) -> None:
        what: Any = self.what.value
        self.words.setVisible(what == "keep")
        self.content.setVisible(what == "content")
        for choice in (self.step, self.field, self.value):
            choice.setVisible(what == "segment")
        field = str(self.field.value)
        values = self._offers.values.get(field, ()) if self._offers else ()
        wanted = [(value, value_label(field, value)) for value in values]
        if [self.value.itemData(place) for place in range(self.value.count())] != [
            value for value, _w in wanted
        ]:
            self.value.offer(wanted)
