"""履歴: who did what when, with before and after; whatever is a record is taken back here, also after a restart."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from funneldesk.domain.formats import moment, number
from funneldesk.i18n import _, ngettext
from funneldesk.ui.page import Page
from funneldesk.ui.pages.history_detail import HistoryDetail
from funneldesk.ui.pages.history_list import HistoryList
from funneldesk.ui.widgets.frames import EmptyState, framed
from funneldesk.ui.widgets.splitting import SideBySide

if TYPE_CHECKING:
    from funneldesk.operations.history import History
    from funneldesk.operations.history_events import Changed, Event
    from funneldesk.store.records import BatchInfo
    from funneldesk.store.store import Store
    from funneldesk.ui.pages.importing_undoing import UndoQuestion
    from funneldesk.ui.session import Session
    from funneldesk.ui.tasks import Job

#: The tab of the definition book that shows its versions.
VERSIONS_TAB = 8


class HistoryPage(Page):
    """Shows `History`; Ctrl+Z takes the newest entry back that can be, whenever it was made."""

    def __init__(self, session: "Session", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self.history: History | None = None
        self.question: UndoQuestion | None = None
        self._stepping = False
        self._asked: Job | None = None
        self.list = HistoryList(session)
        self.list.chosen.connect(self._show_event)
        self.list.opened.connect(lambda event: self._open_target(event))
        self.detail = HistoryDetail()
        self.detail.hide()  # nothing is chosen yet, and perhaps nothing can be read
        self.detail.step_wanted.connect(self._step_shown)
        self.detail.open_wanted.connect(lambda: self._open_target(self.detail.shown))
        splitter = SideBySide(session.settings, "history", framed(self.list), framed(self.detail))
        splitter.divide((2, 1), (680, 360))
        self.body.addLayout(self.list.filters)
        self.body.addWidget(splitter, 1)

    def refresh(self) -> None:
        """Ask what happened."""
        if not self.session.has_store:
            self._show_nothing()
            return

        def work(store: "Store", _task: Any) -> "History":
            from funneldesk.operations.history import history_of

            return history_of(store)

        self.load(work, self._show, slow=True)

    @property
    def is_loading(self) -> bool:
        """Whether an answer is still on its way, or a step is being taken."""
        return super().is_loading or self._stepping or self._asked is not None

    def _show_nothing(self) -> None:
        state = EmptyState(
            _("Nothing is recorded yet"),
            _("Imports, decisions, entries and agreed versions appear here, each with what it changed."),
        )
        state.add_button(_("Import a list"), lambda: self.navigate("import", choose=True), primary=True)
        self.set_empty(state)

    def _show(self, history: "History") -> None:
        from funneldesk.operations.history import named

        is_first, self.history = self.history is None, history
        if not history.events:
            self._show_nothing()
            return
        self.set_empty(None)
        count = len(history.events) + history.left_out
        words = ngettext("%(count)s line since %(day)s", "%(count)s lines since %(day)s", count)
        self.subtitle.setText(
            words % {"count": number(count), "day": moment(history.events[-1].at).partition(" ")[0]}
        )
        self.list.show_history(history)
        if is_first and self.isVisible() and not self.list.search.text():
            # Qt gives the keyboard to the first field of a page; the arrow keys are to work at once.
            self.list.table.setFocus()
        last, again = history.last, history.again
        self.undo_words, self.redo_words = (named(one) if one else "" for one in (last, again))
        self.steps_changed.emit()

    def _show_event(self, event: "Event | None") -> None:
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None
        self.detail.setVisible(event is not None)
        if event is None:
            return
        self.detail.show_event(event, self._target_words(event))

        def work(store: "Store", _task: Any) -> "tuple[Changed, ...]":
            from funneldesk.operations.history_changes import changes_of

            return changes_of(store, event)

        def show(changes: "tuple[Changed, ...]") -> None:
            self._asked = None
            self.detail.show_changes(changes)

        def failed(error: Exception) -> None:
            self._asked = None
            self.show_error(error)

        self._asked = self.session.fetch(work, show, failed)

    # Where it is

    @staticmethod
    def _target_words(event: "Event") -> str:
        if event.kind in ("entry", "merge"):
            return _("Show the lead") if event.target else ""
        words = {
            "import": _("Show the imports"),
            "minutes": _("Show the review"),
            "card": _("Show the card"),
            "book": _("Show the versions"),
            "team": _("Show sharing"),
        }
        return words.get(event.kind, "")

    def _open_target(self, event: "Event | None") -> None:
        """Go to what an event is about."""
        if event is None or not self._target_words(event):
            return
        places: dict[str, tuple[str, dict[str, Any]]] = {
            "entry": ("lead", {"lead": event.target}),
            "merge": ("lead", {"lead": event.target}),
            "import": ("import", {"history": True}),
            "minutes": ("reviews", {"review": event.target}),
            "card": ("knowledge", {"card": event.target}),
            "book": ("book", {"tab": VERSIONS_TAB}),
            "team": ("share", {}),
        }
        page, what = places[event.kind]
        self.navigate(page, **what)

    # Back and forward

    def undo(self) -> None:
        """Take the newest back."""
        if self.history is not None and self.history.last is not None:
            self._take(self.history.last)

    def redo(self) -> None:
        """Bring back what was taken back last."""
        if self.history is not None and self.history.again is not None:
            self._step(self.history.again)

    def _step_shown(self) -> None:
        if self.detail.shown is not None:
            self._take(self.detail.shown)

    def _take(self, event: "Event") -> None:
        """Take an event back, or bring it back; before an import is withdrawn, what stands on it is shown."""
        if event.way == "import" and not event.hidden:
            self._ask(event)
        else:
            self._step(event)

    def _ask(self, event: "Event") -> None:
        """Show what stands on an import before it is withdrawn."""

        def work(store: "Store", _task: Any) -> "BatchInfo":
            from funneldesk.operations.batches import batch_of

            return batch_of(store, event.number)

        def show(batch: "BatchInfo") -> None:
            from funneldesk.ui.pages.importing_undoing import ask_undo

            self.question = ask_undo(self, self.session, batch, batch.file_name, lambda: self._step(event))
            self.question.people_wanted.connect(
                lambda ids, title: self.navigate("leads", ids=ids, title=title)
            )

        self.session.fetch(work, show, self.show_error)

    def _step(self, event: "Event") -> None:
        if self._stepping:
            return
        self._stepping = True
        if self.window().focusWidget() is self.detail.step_button:
            # Qt would give the keyboard to whatever comes after the button, in the sidebar.
            self.list.table.setFocus()
        self.detail.step_button.setEnabled(False)
        back = not event.hidden

        def work(store: "Store", task: Any) -> None:
            from funneldesk.operations.history_steps import bring_back, take_back

            (take_back if back else bring_back)(store, event, task)

        def done(_none: None) -> None:
            from funneldesk.operations.history import named

            self._stepping = False
            words = _("Taken back: {step}") if back else _("Entered again: {step}")
            self.banner.say(words.format(step=named(event)), "green")

        def failed(error: Exception) -> None:
            self._stepping = False
            self.show_error(error)
            self.refresh()

        self.session.write(work, done, failed)
