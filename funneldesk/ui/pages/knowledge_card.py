"""One knowledge card: what it says, what it rests on then and now, its text to use again."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.findings.finding_sentences import Names
from funneldesk.domain.knowledge.card_words import (
    TONES,
    evidence_title,
    kind_label,
    known_values,
    method_words,
    origin_words,
    verdict_label,
    verdict_words,
    whole_words,
)
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.pages.knowledge_template import TemplateBox
from funneldesk.ui.widgets.figures import FigureView
from funneldesk.ui.widgets.flowing import flowing
from funneldesk.ui.widgets.folding import Folded
from funneldesk.ui.widgets.frames import Hairline
from funneldesk.ui.widgets.keys import shortcut
from funneldesk.ui.widgets.scrolling import ScrolledColumn, scrolled
from funneldesk.ui.widgets.text import BreakingLabel, Chip, Label

if TYPE_CHECKING:
    from funneldesk.domain.knowledge.cards import Card
    from funneldesk.domain.knowledge.verdicts import Retest
    from funneldesk.ui.session import Session

PICTURE_WIDTH = 320
#: The height of the picture with the two bars of then, and with those of new people as well.
THEN, BOTH = 68, 128


class CardView(QWidget):
    """Shows one card with its retest."""

    edit_wanted = Signal()
    remove_wanted = Signal()
    #: The text, filled as it is, is to become a "rule" or a "scenario".
    draft_wanted = Signal(str, str)

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self.card: Card | None = None
        self.inside = ScrolledColumn()
        self.inside.setProperty("scrolled", "card")
        column = QVBoxLayout(self.inside)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        self.title = BreakingLabel("", "title")
        self.verdict, self.kind = Chip(), Chip()
        self.origin = Label("", "secondary", wrap=True)
        self.sentence = Label("", wrap=True)
        self.text = BreakingLabel("")
        self.condition = BreakingLabel("", "secondary")
        self.tags = BreakingLabel("", "secondary")
        self.compared = Label("", "heading", wrap=True)
        self.picture = FigureView(session, QSize(PICTURE_WIDTH, THEN))
        self.whole = Label("", "secondary", wrap=True)
        self.method = Folded(_("How it is decided"))
        self.method.body.addWidget(Label(method_words(), "secondary", wrap=True))
        self.template = TemplateBox()
        column.addWidget(self.title)
        column.addLayout(row(self.verdict, self.kind, 1))
        column.addWidget(self.sentence)
        for widget in (self.text, self.condition, self.tags, self.origin):
            column.addWidget(widget)
        self._evidence = [Hairline(), self.compared, self.picture, self.whole, self.method]
        for part in (*self._evidence, Hairline(), self.template):
            column.addWidget(part)
        column.addStretch(1)
        self.area = scrolled(self.inside)
        self.area.setProperty("card", "inside")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._shown = QWidget()
        room = self._shown.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # a card that comes later finds the width it needs
        self._shown.setSizePolicy(room)
        inside = QVBoxLayout(self._shown)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.area, 1)
        inside.addWidget(Hairline())
        inside.addWidget(self._buttons())
        whole.addWidget(self._shown)
        shortcut(self, QKeySequence.StandardKey.Copy, _("Copy the text"), self.copy, only_inside=True)

    def _buttons(self) -> QWidget:
        self.copy_button = QPushButton(_("Copy the text"))
        keys = QKeySequence(QKeySequence.StandardKey.Copy).toString(QKeySequence.SequenceFormat.NativeText)
        self.copy_button.setToolTip(keys)
        self.copy_button.clicked.connect(self.copy)
        self.rule_button = QPushButton(_("To the draft as a rule"))
        self.rule_button.clicked.connect(lambda: self._want_draft("rule"))
        self.scenario_button = QPushButton(_("To the draft as a scenario"))
        self.scenario_button.clicked.connect(lambda: self._want_draft("scenario"))
        self.edit_button = QPushButton(_("Edit"))
        self.edit_button.clicked.connect(self.edit_wanted)
        self.remove_button = QPushButton(_("Remove"))
        self.remove_button.clicked.connect(self.remove_wanted)
        foot = QWidget()
        buttons = [
            self.copy_button,
            self.rule_button,
            self.scenario_button,
            self.edit_button,
            self.remove_button,
        ]
        inside = QVBoxLayout(foot)
        inside.setContentsMargins(16, 10, 16, 10)
        inside.addLayout(flowing(list[QWidget](buttons), 8))
        return foot

    def show_card(self, card: "Card", retest: "Retest | None", names: Names) -> None:
        """Show a card; `retest` None: it has no evidence, or is being tested."""
        same = self.card is not None and self.card.item == card.item
        self.card = card
        self._shown.setVisible(True)
        self.title.setText(card.title)
        self._show_verdict(card, retest)
        self.kind.set_chip(kind_label(card.kind), "plain")
        condition = _("Of whom it holds: %(sentence)s") % {"sentence": card.condition}
        tags = _("Tags: %(tags)s") % {"tags": _(", ").join(card.tags)}
        for label, text in (
            (self.text, card.text),
            (self.condition, condition if card.condition else ""),
            (self.tags, tags if card.tags else ""),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        self.origin.setText(origin_words(card))
        self._show_evidence(card, retest, names)
        self.template.show_template(card.template, known_values(card, names), keep=same)
        self.copy_button.setEnabled(bool(card.template or card.text))
        if not same:
            self.area.verticalScrollBar().setValue(0)

    def show_nothing(self) -> None:
        """Show no card."""
        self.card = None
        self._shown.setVisible(False)

    def _show_verdict(self, card: "Card", retest: "Retest | None") -> None:
        waits = card.evidence is not None and retest is None
        self.verdict.set_chip(
            _("Being tested…") if waits else verdict_label(retest), TONES[retest.verdict if retest else ""]
        )
        self.sentence.setText("" if waits else verdict_words(retest))
        self.sentence.setVisible(not waits)

    def _show_evidence(self, card: "Card", retest: "Retest | None", names: Names) -> None:
        evidence = card.evidence
        for widget in self._evidence:
            widget.setVisible(evidence is not None)
        if evidence is None:
            return
        self.compared.setText(evidence_title(evidence, names))
        whole = whole_words(retest) if retest else ""
        self.whole.setText(whole)
        self.whole.setVisible(bool(whole))
        self.picture.keep_height(BOTH if retest is not None and retest.seen.has_new else THEN)

        def bars(size: tuple[float, float], colours: Any) -> Any:
            from funneldesk.charts.knowledge import evidence_figure

            return evidence_figure(evidence, retest, colours, size)

        self.picture.show_figure(bars, whole)

    def copy(self) -> None:
        """Copy the text with its slots filled; what somebody selected goes first."""
        from PySide6.QtWidgets import QLabel

        focus = QApplication.focusWidget()
        selected = focus.selectedText() if isinstance(focus, QLabel) else ""
        if self.card is not None:
            QApplication.clipboard().setText(selected or self.template.filled or self.card.text)

    def _want_draft(self, what: str) -> None:
        self.draft_wanted.emit(what, self.template.filled)
