"""Under a rule that is being edited: what it would ask for today, found in the background."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Rule
    from funneldesk.operations.rule_today import RuleToday
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session
    from funneldesk.ui.tasks import Job

#: Typing does not ask for each letter.
DELAY_MS = 300


class RuleTodayLabel(Label):
    """A sentence that follows the rule while its fields are open; closed, it asks for nothing."""

    def __init__(self, session: "Session") -> None:
        super().__init__("", "secondary", wrap=True)
        self._session = session
        self._rule: Rule | None = None
        self._is_open = False
        self._job: Job | None = None
        self._later = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._later.timeout.connect(self._ask)
        session.changed.connect(self._want)
        self.hide()

    @property
    def is_waiting(self) -> bool:
        """Whether the sentence is about an older state of the rule still."""
        return self._later.isActive() or self._job is not None

    def show_rule(self, rule: "Rule") -> None:
        """Follow a rule."""
        if rule != self._rule:
            self._rule = rule
            self._want()

    def set_open(self, is_open: bool) -> None:
        """Ask while the fields are open only."""
        self._is_open = is_open
        self.setVisible(is_open and bool(self.text()))
        self._want()

    def _want(self) -> None:
        if self._is_open and self._session.has_store:
            self._later.start()

    def _ask(self) -> None:
        rule, as_of = self._rule, self._session.today
        if self._job is not None:
            self._job.cancel()
        if rule is None or not self._is_open:
            return

        def work(store: "Store", _task: Any) -> "RuleToday":
            from funneldesk.operations.rule_today import rule_today

            return rule_today(store, rule, as_of)

        def no_answer(_error: Exception) -> None:
            # A half-written rule: what is wrong with it is said at its fields.
            self._job = None
            self._show("")

        self._job = self._session.read(work, self._show_found, no_answer)

    def _show_found(self, found: "RuleToday") -> None:
        from funneldesk.operations.rule_today import rule_today_words

        self._job = None
        self._show(rule_today_words(found))

    def _show(self, words: str) -> None:
        self.setText(words)
        self.setVisible(self._is_open and bool(words))
