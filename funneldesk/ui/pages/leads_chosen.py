"""Under the table of leads while several lines are chosen: how many, and what can be done for all of them at once."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.formats import colon, number
from funneldesk.domain.words import side_label
from funneldesk.i18n import _, ngettext
from funneldesk.ui.page import row
from funneldesk.ui.pages.leads_asking import ManyQuestion
from funneldesk.ui.pages.leads_merging import MergeChosenButton
from funneldesk.ui.pages.leads_steps import about
from funneldesk.ui.steps import Step
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from funneldesk.operations.many_leads import Asked, Many
    from funneldesk.store.store import Store
    from funneldesk.ui.pages.leads import LeadsPage

#: Fewer chosen lines are one lead, which has a page of its own.
SEVERAL = 2
MARGINS = (16, 8, 16, 8)


class ChosenBar(QWidget):
    """Hand over, accept, decline, comment and merge; each is one step that Ctrl+Z takes back."""

    def __init__(self, page: "LeadsPage") -> None:
        super().__init__()
        self._page = page
        self._spans: list[tuple[int, int]] = []
        self.count = Label("", "heading")
        self.merge = MergeChosenButton(page)
        self.buttons: dict[str, QPushButton] = {}
        for name, words, do in (
            ("is", _("Hand over to IS…"), lambda: self._ask("is")),
            ("sales", _("Hand over to sales…"), lambda: self._ask("sales")),
            ("accept", _("Accept"), self._accept),
            ("decline", _("Decline…"), lambda: self._ask("decline")),
            ("comment", _("Comment…"), lambda: self._ask("comment")),
        ):
            button = QPushButton(words)
            button.clicked.connect(lambda _on=False, do=do: do())
            self.buttons[name] = button
        self.question: ManyQuestion | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(8)
        column.addLayout(row(self.count, *self.buttons.values(), self.merge, 1, spacing=8, wraps=True))
        page.table.selectionModel().selectionChanged.connect(lambda *_changed: self._show_state())
        page.model.modelReset.connect(self._show_state)
        self.setVisible(False)

    def _show_state(self) -> None:
        spans = self._page.table.chosen_spans()
        chosen = sum(last - first + 1 for first, last in spans)
        self._spans = spans
        words = ngettext("%(count)s lead chosen", "%(count)s leads chosen", chosen)
        self.count.setText(words % {"count": number(chosen)})
        self.merge.show_for(spans)
        self.setVisible(chosen >= SEVERAL)

    def _ask(self, wanted: str) -> None:
        """Ask what the act needs to know, in the words of the book in force."""
        day, spans = self._page.session.today, self._spans

        def work(store: "Store", _job: Any) -> "Asked":
            from funneldesk.operations.many_leads import asked

            return asked(store, day)

        def show(found: "Asked") -> None:
            if spans == self._spans and self.isVisible():
                self._open_question(wanted, found)

        self._page.session.fetch(work, show, self._page.show_error)

    def _open_question(self, wanted: str, found: "Asked") -> None:
        whom = f"{self.buttons[wanted].text().rstrip(' …')}{colon()}{self.count.text()}"
        self.question = ManyQuestion(self.window(), wanted, whom, found)
        self.question.answered.connect(lambda text, owner: self._answer(wanted, text, owner))
        self.question.finished.connect(self._forget_question)
        self.question.open()

    def _forget_question(self) -> None:
        # Qt ends it as soon as it is closed.
        self.question = None

    def _answer(self, wanted: str, text: str, owner: str) -> None:
        leads, day = self._leads(), self._page.session.today
        if wanted == "decline":
            words = _("declined: {reason}").format(reason=text)
            self._do(words, lambda store: _many().let_go_many(store, leads, text, day))
        elif wanted == "comment":
            self._do(_("comment"), lambda store: _many().write_down_many(store, leads, text, day))
        else:
            words = _("handed over to {side}").format(side=side_label(wanted))
            self._do(
                words,
                lambda store: _many().hand_over_many(store, leads, wanted, day, owner=owner, comment=text),
            )

    def _accept(self) -> None:
        leads, day = self._leads(), self._page.session.today
        self._do(_("accepted"), lambda store: _many().accept_many(store, leads, day))

    def _leads(self) -> list[int]:
        from funneldesk.operations.editing import MOST

        shown = self._page.model.leads
        places = self._page.table.chosen_places(MOST)
        return [] if shown is None else [int(shown.ids[place]) for place in places]

    def _do(self, act: str, work: "Callable[[Store], Many]") -> None:
        chosen = self._page.table.chosen_count

        def words(leads: int) -> str:
            return _("{act} ({who})").format(act=act, who=about((), leads))

        def step_of(done: "Many") -> Step | None:
            return Step(words(done.leads), done.number) if done.number else None

        def checked(store: "Store", _job: Any) -> "Many":
            from funneldesk.operations.editing import require_few

            require_few(chosen)
            return work(store)

        def said(done: "Many") -> str:
            return str(_many().many_words(done))

        self._page.steps.write(words(chosen), checked, step_of, said)


def _many() -> Any:
    """Return the operations; imported where they run, in the writing thread."""
    from funneldesk.operations import many_leads

    return many_leads
