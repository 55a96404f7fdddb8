"""Two lines chosen in the table of leads: the same person, if somebody says so."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton

from funneldesk.i18n import _
from funneldesk.ui.steps import Step
from funneldesk.ui.widgets.asking import Question, ask

if TYPE_CHECKING:
    from funneldesk.operations.merging import Decided
    from funneldesk.ui.pages.leads import LeadsPage

CHOSEN = 2


class MergeChosenButton(QPushButton):
    """Shown while just two leads are chosen."""

    def __init__(self, page: "LeadsPage") -> None:
        super().__init__(_("Merge the two chosen leads…"))
        self._page = page
        self._places: list[int] = []
        self.question: Question | None = None
        self.clicked.connect(lambda: self.ask_first())

    def show_for(self, spans: list[tuple[int, int]]) -> None:
        """Offer to merge the lines of these blocks if they are two."""
        two = sum(last - first + 1 for first, last in spans) == CHOSEN
        self._places = [place for first, last in spans for place in range(first, last + 1)] if two else []
        self.setVisible(two)

    def ask_first(self) -> None:
        """Ask whether the two are one person, and write it."""
        model = self._page.model
        leads = [lead for place in self._places if (lead := model.lead_at(place)) is not None]
        if len(leads) != CHOSEN:
            return
        who = [
            " · ".join(filter(None, (model.text(place, name) for name in ("name", "company"))))
            for place in self._places
        ]
        self.question = ask(
            self,
            _("Are these the same person?"),
            "\n".join(
                [
                    *who,
                    "",
                    _("They become one lead with the history of both. It can be taken back at any time."),
                ]
            ),
            _("Merge"),
            lambda: self._merge(*leads, name=model.text(self._places[0], "name")),
        )

    def _merge(self, one: int, other: int, *, name: str) -> None:
        words = _("{act} ({who})").format(act=_("Two leads made one"), who=name)

        def work(store: Any, job: Any) -> "Decided":
            from funneldesk.operations.merging import merge

            return merge(store, one, other, job)

        def step_of(decided: "Decided") -> Step:
            return Step(words, decided.id, one, "decision")

        self._page.steps.write(
            words,
            work,
            step_of,
            lambda _decided: _("Entered: {step}. Ctrl+Z takes it back.").format(step=words),
        )
