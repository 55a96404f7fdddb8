"""振り返り／ナレッジ: what worked, whether it is still true, and how it is used again."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QStackedLayout, QWidget
from shiboken6 import isValid

from funneldesk.domain.findings.finding_sentences import Names
from funneldesk.domain.formats import number, sentences
from funneldesk.domain.knowledge.cards import Card
from funneldesk.i18n import _, ngettext
from funneldesk.ui.page import Page, put_in
from funneldesk.ui.pages.history_steps import recall_steps
from funneldesk.ui.pages.knowledge_card import CardView
from funneldesk.ui.pages.knowledge_editor import CardEditor
from funneldesk.ui.pages.knowledge_list import CardList
from funneldesk.ui.steps import Step, Steps
from funneldesk.ui.widgets.frames import BannerTone, EmptyState, framed
from funneldesk.ui.widgets.frames import Card as Frame
from funneldesk.ui.widgets.splitting import SideBySide

if TYPE_CHECKING:
    from pathlib import Path

    from funneldesk.domain.reviews.measures import Measure
    from funneldesk.operations.knowledge_page import Cards, Offers
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session


class KnowledgePage(Page):
    """Shows all cards: a list, and the chosen one beside it, to read or to edit in its place."""

    def __init__(self, session: "Session", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self.cards: tuple[Card, ...] = ()
        self.answer: Cards | None = None
        self.names = Names()
        self.steps = Steps()
        self._stepping = False
        #: Whether the banner says what was just done.
        self._has_said = False
        self._wanted = 0
        self.new_button = self.add_button(_("Write a card"), self.begin, primary=True)
        self.list = CardList(session)
        self.list.chosen.connect(self._show_card)
        self.view = CardView(session)
        self.view.show_nothing()
        self.list.table.copy_wanted.connect(self.view.copy)
        self.view.edit_wanted.connect(self.edit)
        self.view.remove_wanted.connect(self.remove)
        self.view.draft_wanted.connect(self._draft)
        self.list.table.opened.connect(lambda _place: self.edit())
        side = Frame(margin=0, spacing=0)
        inside = QWidget()
        self._beside = QStackedLayout(inside)
        self._beside.addWidget(self.view)
        side.body.addWidget(inside)
        splitter = SideBySide(session.settings, "knowledge", framed(self.list), framed(side))
        splitter.divide((1, 1))
        self.body.addWidget(splitter, 1)
        self._recalled_of: Path | None = None
        session.store_changed.connect(self._forget_steps)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask anew each time: other pages keep cards, which change no number."""
        self._stale = True
        super().showEvent(event)

    def open(self, **what: Any) -> None:
        """Come to one card (`card`: its item)."""
        self._wanted = int(what.get("card", 0))
        self.refresh()

    @cached_property
    def editor(self) -> CardEditor:
        """Where a card is written, made when it is first asked for."""
        editor = CardEditor()
        editor.saved.connect(self._save)
        editor.closed.connect(self._close_editor)
        return editor

    def first_parts(self) -> tuple[Callable[[], object], ...]:
        """Return the building of the editor."""
        return (lambda: self.editor, lambda: put_in(self._beside, self.editor))

    @property
    def is_editing(self) -> bool:
        """Whether a card is being edited."""
        return isinstance(self._beside.currentWidget(), CardEditor)

    def refresh(self) -> None:
        """Show the cards, then test them: the cards do not wait for that."""
        if not self.session.has_store:
            self._show_empty()
            return

        if self._recalled_of != self.session.path:
            self._recalled_of = self.session.path
            recall_steps(self.session, self.steps, self._name_steps, kinds=("card",))

        def work(store: "Store", _task: Any) -> tuple[Card, ...]:
            from funneldesk.operations.knowledge import cards_of

            return cards_of(store)

        self.load(work, self._show_untested)

    def _show_untested(self, cards: tuple[Card, ...]) -> None:
        self.cards = cards
        if not cards and not self.is_editing:
            self._show_empty()
            return
        self.set_empty(None)
        self.list.show_cards(cards, self.answer.retests if self.answer else {}, self._wanted)
        self._wanted = 0
        today = self.session.today

        def work(store: "Store", _task: Any) -> "Cards":
            from funneldesk.operations.knowledge_page import cards_on

            return cards_on(store, today)

        self.load(work, self._show, slow=True)

    def _show(self, answer: "Cards") -> None:
        self.answer, self.cards, self.names = answer, answer.cards, answer.names
        self.list.show_cards(answer.cards, answer.retests)
        if not self._has_said:
            self.banner.say(*_sentence(answer))

    def _show_card(self, card: Card | None) -> None:
        if card is None:
            self.view.show_nothing()
        else:
            self.view.show_card(card, self.list.retest_of(card), self.names)

    def _show_empty(self) -> None:
        self.banner.say("")
        state = EmptyState(
            _("What worked is kept here"),
            _(
                "A finding, an operating rule or a decision of a review becomes a card with one key (Ctrl+Shift+K) "
                "where it stands. Its numbers are asked again each month, so the card says itself when it is no "
                "longer true."
            ),
        )
        state.add_button(_("Write a card"), self.begin, primary=True)
        findings = state.add_button(_("Look at the findings"), lambda: self.navigate("findings"))
        self.set_empty(state)
        if self.session.has_store:
            self._count_findings(findings)

    def _count_findings(self, button: QPushButton) -> None:
        """Say on the button how many findings there are to begin with."""
        today = self.session.today

        def work(store: "Store", task: Any) -> int:
            from funneldesk.operations.findings import findings_of

            return len(findings_of(store, today, task).findings)

        def show(count: int) -> None:
            if count and isValid(button):
                words = ngettext("Look at the %(count)s finding", "Look at the %(count)s findings", count)
                button.setText(words % {"count": number(count)})

        self.load(work, show, slow=True)

    def begin(self) -> None:
        """Write a new card."""
        self.set_empty(None)
        self._edit(Card(0, "", "other", "", "", self.session.today))

    def edit(self) -> None:
        """Edit the card on show."""
        card = self.list.current
        if card is not None:
            self._edit(card)

    def _edit(self, card: Card) -> None:
        put_in(self._beside, self.editor)
        self._show_side(self.editor)
        self.editor.edit(card, self.names)
        today = self.session.today
        if not self.session.has_store:
            return

        def work(store: "Store", _task: Any) -> "Offers":
            from funneldesk.operations.knowledge_page import offers

            return offers(store, today)

        self.session.read(work, self.editor.evidence.offer, self.show_error)

    def _show_side(self, side: QWidget) -> None:
        """Show the card or its form; the form has the one filled button then."""
        self._beside.setCurrentWidget(side)
        self.new_button.setVisible(side is self.view)

    def _close_editor(self) -> None:
        self._show_side(self.view)
        if self.cards:
            self.list.table.setFocus()
        else:
            self._show_empty()

    def _save(self, card: Card, measure: "Measure | None") -> None:
        today = self.session.today

        def work(store: "Store", _task: Any) -> int:
            from funneldesk.operations import knowledge

            said = knowledge.with_evidence(store, card, measure, today) if measure else card
            return knowledge.edit(store, said) if card.item else knowledge.keep(store, said)

        words = _("card “%(title)s”") % {"title": card.title}
        said = _("Saved: %(title)s. Ctrl+Z takes it back.") % {"title": card.title}
        self._write(work, words, said, card.item or None)

    def remove(self) -> None:
        """Take the card on show away."""
        card = self.list.current
        if card is None:
            return

        def work(store: "Store", _task: Any) -> int:
            from funneldesk.operations import knowledge

            return knowledge.remove(store, card.item)

        words = _("card “%(title)s” removed") % {"title": card.title}
        self._write(work, words, _("Removed: %(title)s. Ctrl+Z brings it back.") % {"title": card.title}, 0)

    def _write(self, work: "Callable[[Store, Any], int]", words: str, said: str, item: int | None) -> None:
        """Write a step and go to a card then: `item`, 0: to none in particular, None: to the one just kept."""

        def done(step: int) -> None:
            self._show_side(self.view)
            self.steps.add(Step(words, step))
            self._say_done(said, "green")
            self._wanted = step if item is None else item
            self._name_steps()
            self.refresh()
            self.list.table.setFocus()

        self.session.write(work, done, self.show_error, quiet=True)

    def undo(self) -> None:
        """Take the last step back."""
        self._step(self.steps.last, back=True)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._step(self.steps.next, back=False)

    def _step(self, step: Step | None, *, back: bool) -> None:
        if step is None or self._stepping:
            return
        self._stepping = True

        def work(store: "Store", _task: Any) -> None:
            from funneldesk.operations.knowledge import redo_step, undo_step

            (undo_step if back else redo_step)(store, step.number)

        def done(_none: None) -> None:
            self._stepping = False
            (self.steps.undone if back else self.steps.redone)(step)
            words = _("Taken back: {step}") if back else _("Entered again: {step}")
            self._say_done(words.format(step=step.words))
            self._name_steps()
            self.refresh()

        def not_done(error: Exception) -> None:
            self._stepping = False
            self.steps.forget(step)
            self._name_steps()
            self.show_error(error)

        self.session.write(work, done, not_done, quiet=True)

    def _say_done(self, words: str, tone: BannerTone = "blue") -> None:
        self._has_said = True
        self.banner.say(words, tone)

    def _forget_steps(self) -> None:
        self._has_said = False
        self.steps.clear()
        self._recalled_of = None
        self._name_steps()

    def _name_steps(self) -> None:
        self.name_steps(self.steps)

    def _draft(self, what: str, text: str) -> None:
        """Put the card on show into the draft of the definition book, which goes to where it stands then."""
        card = self.list.current
        if card is not None:
            self.navigate("book", card=card, text=text, what=what)


def _sentence(answer: "Cards") -> "tuple[str, Any]":
    """Return what matters: which cards are no longer true."""
    verdicts = [retest.verdict for retest in answer.retests.values()]
    stopped, holds = verdicts.count("stopped"), verdicts.count("holds")
    count = ngettext("%(count)s card.", "%(count)s cards.", len(answer.cards)) % {
        "count": number(len(answer.cards))
    }
    if stopped:
        words = ngettext(
            "%(count)s is no longer true: look at it before it is used again.",
            "%(count)s are no longer true: look at them before they are used again.",
            stopped,
        )
        return sentences(count, words % {"count": number(stopped)}), "amber"
    if holds:
        words = ngettext(
            "%(count)s is confirmed by new people.", "%(count)s are confirmed by new people.", holds
        )
        return sentences(count, words % {"count": number(holds)}), "blue"
    return sentences(count, _("New people have not yet decided about any of them.")), "blue"
