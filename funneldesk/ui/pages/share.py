"""共有: the team's folder as its owner sees it: the last publication, who answered, what contradicts, what is wrong."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.formats import day, moment
from funneldesk.domain.words import heading
from funneldesk.i18n import _
from funneldesk.ui.page import Page, row, up_to_cards
from funneldesk.ui.pages.share_conflicts import ConflictsCard
from funneldesk.ui.pages.share_desk import ShareDesk, Wish
from funneldesk.ui.pages.share_last import LastCard
from funneldesk.ui.pages.share_members import MembersCard
from funneldesk.ui.pages.share_progress import ProgressCard
from funneldesk.ui.pages.share_questions import ask_anew, ask_passphrase, ask_take_over
from funneldesk.ui.pages.share_setup import SetupView
from funneldesk.ui.pages.share_troubles import LOST, TroublesView, rival_problem
from funneldesk.ui.pages.share_words import waiting_words
from funneldesk.ui.saved_files import open_path
from funneldesk.ui.widgets.frames import EmptyState
from funneldesk.ui.widgets.keys import shortcut, shown_keys
from funneldesk.ui.widgets.scrolling import ScrolledColumn, into_margin
from funneldesk.ui.widgets.text import fill

if TYPE_CHECKING:
    from funneldesk.errors import UserError
    from funneldesk.operations.collecting import Conflict
    from funneldesk.operations.share_state import ShareProblem, ShareState
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session
    from funneldesk.ui.tasks import Job

PUBLISH_KEYS = "Ctrl+Return"


class SharePage(Page):
    """Shows `ShareState` and what is done about it; `session.team` looks at the folder."""

    def __init__(self, session: "Session", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self.desk = ShareDesk(session, self)
        self.state: ShareState | None = None
        self._conflicts: tuple[Conflict, ...] = ()
        #: Trouble of what was done last, which the next look does not know of.
        self._troubles: tuple[ShareProblem, ...] = ()
        self._settings_open = False
        self._looked = False
        #: The banner says what came of what was just done: that is read first.
        self._says_result = False
        self._reading: Job | None = None
        self.log_button = QPushButton(_("Log of what was done"))
        self.log_button.setProperty("link", "true")
        self.log_button.clicked.connect(lambda: self.navigate("history"))
        self.settings_button = self.add_button(_("Change…"), lambda: self.show_settings(wanted=True))
        self.settings_button.setToolTip(_("Another folder, another level, your name, a passphrase"))
        self.publish_button = self.add_button(_("Publish"), self.publish, primary=True)
        self.publish_button.setToolTip(shown_keys(PUBLISH_KEYS))
        shortcut(self, PUBLISH_KEYS, _("Publish"), self._publish_if_possible)
        self.progress = ProgressCard()
        self.progress.stopped.connect(self.desk.stop)
        self.troubles = TroublesView(
            {
                "again": self.look,
                "settings": lambda: self.show_settings(wanted=True),
                "take_over": self.ask_take_over,
                "anew": self.ask_anew,
                "passphrase": self.ask_passphrase,
            }
        )
        self.conflicts = ConflictsCard()
        self.conflicts.chosen.connect(self.desk.settle)
        self.last = LastCard()
        self.last.open_wanted.connect(self._open_folder)
        self.last.copied.connect(self.banner.say)
        self.members = MembersCard()
        self.members.collect_wanted.connect(self.collect)
        self.setup = SetupView()
        self.setup.wanted.connect(self._begin)
        self.setup.closed.connect(lambda: self.show_settings(wanted=False))
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        inside = ScrolledColumn()
        inside.setProperty("scrolled", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.troubles)
        column.addWidget(self.conflicts)
        self._overview = QWidget()
        grid = QGridLayout(self._overview)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(16)
        for place, card in enumerate((self.last, self.members)):
            grid.addWidget(card, 0, place)
            grid.setColumnStretch(place, 4 + place)
        column.addWidget(self._overview)
        column.addWidget(self.setup)
        # Which of them there is to see is known once the folder has been looked at.
        for part in (self.conflicts, self._overview, self.setup):
            part.hide()
        column.addLayout(row(self.log_button, 1))
        column.addStretch(1)
        # What scrolls reaches into the margin; the rest ends where its cards end.
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(up_to_cards(self.progress))
        self.progress.hide()
        self.body.addWidget(into_margin(inside), 1)

    def _listen(self) -> None:
        watch, desk = self.session.team, self.desk
        watch.looked.connect(self._show_look)
        watch.failed.connect(self._not_looked)
        desk.began.connect(self._show_began)
        desk.progressed.connect(self.progress.show_progress)
        desk.ended.connect(self._show_ended)
        desk.failed.connect(self._show_failed)
        desk.noticed.connect(self._notice)
        desk.steps_changed.connect(self._show_steps)
        self.session.store_changed.connect(self._begin_anew)
        watch.begin()

    def _begin_anew(self) -> None:
        """Forget what was shown: another store is on the desk."""
        self._troubles, self._settings_open, self._looked, self._conflicts = (), False, False, ()
        self.setup.show_choice(None, None, "", sealed=False, is_first=True)

    # What is asked and shown

    def refresh(self) -> None:
        """Look at the folder, and read what the store knows about it."""
        if not self.session.has_store:
            self._show_nothing_yet()
            return
        self._load_local()
        self._look()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the folder again whenever the page is opened."""
        self._troubles = ()
        fresh = not self._stale
        super().showEvent(event)
        if fresh and self.session.has_store:
            self.look()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take away what was said of what was done: it has been read."""
        super().hideEvent(event)
        if self._says_result:
            self._says_result = False
            self.banner.say("")

    def look(self) -> None:
        """Look at the folder now; what was wrong before has been read."""
        self._troubles = ()
        self._look()

    def _look(self) -> None:
        # What came of what was just done stays: it changed the store, and so the page is asked for anew.
        if not self.session.team.is_looking:
            self.subtitle.setText(_("Looking at the team's folder …"))
        self.session.team.look()

    def _load_local(self) -> None:
        def work(store: "Store", _task: Any) -> "tuple[int, tuple[Conflict, ...]]":
            from funneldesk.operations.collecting import conflicts_of
            from funneldesk.store.lead_list import count_leads

            return count_leads(store), conflicts_of(store)

        def show(found: "tuple[int, tuple[Conflict, ...]]") -> None:
            self._reading = None
            leads, self._conflicts = found
            if leads or self.state is not None:
                self.set_empty(None)
            else:
                self._show_nothing_yet()
            self._show()

        def failed(error: Exception) -> None:
            self._reading = None
            self.show_error(error)
            self._show_problems()

        if self._reading:
            self._reading.cancel()
        # A few rows: they need not wait for what other pages compute.
        self._reading = self.session.fetch(work, show, failed)

    @property
    def is_loading(self) -> bool:
        """Whether an answer is still on its way, from the folder as well."""
        return self._reading is not None or self.session.team.is_looking or self.desk.is_busy

    def _show_look(self, state: "ShareState | None") -> None:
        self.state = state
        self._looked = self.session.has_store
        self._show()

    def _not_looked(self, error: Exception) -> None:
        self.subtitle.setText("")
        self._say_trouble(error)

    def _show(self) -> None:
        state = self.state
        is_first = state is None or state.folder is None
        asks = self._looked and (is_first or self._settings_open)
        self.setup.setVisible(asks)
        self._overview.setVisible(not is_first and not asks)
        self.settings_button.setVisible(not is_first and not asks)
        self.publish_button.setText(_("Publish") if not asks or is_first else _("Publish with these"))
        busy = self.desk.is_busy
        self.publish_button.setEnabled(self._looked and not busy)
        fill(self.publish_button, filled=state is None or state.rival is None)
        self.settings_button.setEnabled(not busy)
        self._show_problems()
        self.conflicts.show_conflicts(() if asks else self._conflicts, can_decide=not busy)
        self._show_heading()
        if state is not None and not is_first:
            self.last.show_state(state)
            can_collect = state.is_reachable and state.rival is None and state.waiting > 0 and not busy
            self.members.show_state(state, can_collect=can_collect)
            self._offer_answers(state.waiting if can_collect and not asks else 0)

    def _offer_answers(self, waiting: int) -> None:
        """Say first that answers wait; not any more when they are taken in."""
        if waiting and not self._says_result:
            self.banner.say(waiting_words(waiting), "blue", _("Take the answers in"), self.collect)
        elif not waiting and self.banner.link.text():
            self.banner.say("")

    def _show_heading(self) -> None:
        state = self.state
        if not self._looked:
            return
        if state is None or state.last is None:
            self.chip.set_chip(heading(_("not published yet")), "plain")
            self.subtitle.setText("")
            return
        words = "" if state.rival is None else _("read-only")
        if any(one.code in LOST for one in state.problems):
            words = _("not found")
        if not state.is_reachable:
            words = _("out of reach")
        self.chip.set_chip(heading(words or _("published")), "amber" if words else "green")
        self.subtitle.setText(
            _("{at}, as of {day}").format(at=moment(state.last.published_at), day=day(state.last.as_of))
        )

    def _show_problems(self) -> None:
        known = [*rival_problem(self.state), *self.state.problems] if self.state else []
        told = [one for one in self._troubles if one.code not in {p.code for p in known}]
        self.troubles.show_problems([*told, *known], self.banner.sentence.text(), is_busy=self.desk.is_busy)

    def _show_nothing_yet(self) -> None:
        empty = EmptyState(
            _("There is nothing to share yet"),
            _("Once a list is imported, its leads, funnel and duties can be put into a folder of your team."),
        )
        empty.add_button(_("Import a list"), lambda: self.navigate("import", choose=True), primary=True)
        self.set_empty(empty)

    def _show_steps(self) -> None:
        self.name_steps(self.desk.steps)

    # What people do

    def show_settings(self, *, wanted: bool) -> None:
        """Show what can be changed in place of what there is, or put it away."""
        self._settings_open = wanted
        state = self.state
        if state is not None:
            self.setup.show_choice(
                state.folder,
                state.level,
                state.publisher,
                sealed=state.sealed,
                is_first=state.folder is None,
            )
        self._show()
        if wanted:
            self.setup.folder.button.setFocus()

    def publish(self) -> None:
        """Publish as it was chosen, or as it stands in the settings that are open."""
        state = self.state
        if self.desk.is_busy or not self._looked:
            return
        if state is None or state.folder is None or self._settings_open:
            self.setup.take()
        elif state.rival is not None:
            self.ask_take_over()
        else:
            self._begin(Wish(state.folder))

    def _publish_if_possible(self) -> None:
        if self.empty is None:
            self.publish()

    def _begin(self, wish: Wish) -> None:
        self._troubles = ()
        self.desk.publish(wish)

    def _publish_again(self, *, take_over: bool = False, anew: bool = False) -> None:
        wish = self.desk.last_wish
        if wish is None and self.state is not None and self.state.folder is not None:
            wish = Wish(self.state.folder)
        if wish is not None:
            self._troubles = ()
            self.desk.publish(wish, take_over=take_over, anew=anew)

    def collect(self) -> None:
        """Take in the answers that wait."""
        if self.state is not None and self.state.folder is not None and not self.desk.is_busy:
            self.desk.collect(self.state.folder)

    def ask_take_over(self) -> None:
        """Ask whether this computer is to publish from now on."""
        rival = self.state.rival if self.state else None
        name, at = (rival.name, rival.published_at) if rival else ("", "")
        ask_take_over(self, name, at, lambda: self._publish_again(take_over=True))

    def ask_anew(self) -> None:
        """Ask whether the folder, which was emptied, is to be set up again."""
        ask_anew(self, lambda: self._publish_again(anew=True))

    def ask_passphrase(self) -> None:
        """Ask for the passphrase, and do with it what could not be done without."""

        def take(passphrase: str) -> None:
            self.session.team.passphrase = passphrase
            if self._troubles and self.desk.last_wish is not None:
                self._publish_again()
            else:
                self.look()

        ask_passphrase(self, take)

    def _open_folder(self) -> None:
        """Show the folder in the system's own program, which would wait for a drive that does not answer."""
        folder = self.state.folder if self.state else None
        if folder is None:
            return

        def then(is_there: bool) -> None:
            if is_there:
                open_path(self.banner, folder)
            else:
                self.look()

        self.session.team.when_there(folder, then)

    def undo(self) -> None:
        """Take the last decision about a conflict back."""
        self.desk.step(back=True)

    def redo(self) -> None:
        """Decide again as was taken back."""
        self.desk.step(back=False)

    # What came of it

    def _show_began(self, name: str) -> None:
        self._says_result = False
        self.banner.say("")
        self.progress.begin(name)
        self.progress.show()
        self._show()

    def _show_ended(self, said: str) -> None:
        self._settings_open = False
        self._says_result = True
        self._show()
        self.progress.end(self.publish_button)
        self.banner.say(said, "green")

    def _show_failed(self, error: Exception) -> None:
        self._say_trouble(error)
        self.progress.end(self.publish_button)

    def _say_trouble(self, error: Exception) -> None:
        from funneldesk.errors import UserError

        if isinstance(error, UserError):
            self._notice((error,))
        else:
            self.show_error(error)
            self._show()

    def _notice(self, errors: "Sequence[UserError]") -> None:
        """Say what was found wrong until something else is done."""
        from funneldesk.operations.share_state import ShareProblem

        self._troubles = tuple(ShareProblem(one.code, one.message, one.next_step) for one in errors)
        self._show()
