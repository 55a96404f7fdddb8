"""The import page: choose a list, see what it means and would do, import it, take it back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from funneldesk.domain.fields import IMPORT_ORDER
from funneldesk.domain.formats import sentences
from funneldesk.errors import Cancelled, UserError
from funneldesk.i18n import _, ngettext
from funneldesk.ui.choosing_files import remember_folder
from funneldesk.ui.leaving_sample import SampleNotice
from funneldesk.ui.page import Page
from funneldesk.ui.pages.importing_done import DoneView
from funneldesk.ui.pages.importing_draft import ListDraft, draft_of, paths_of
from funneldesk.ui.pages.importing_history import HistoryView
from funneldesk.ui.pages.importing_outcome import taken
from funneldesk.ui.pages.importing_plan import PlanView
from funneldesk.ui.pages.importing_progress import ProgressView
from funneldesk.ui.pages.importing_start import SUFFIXES, ReadingView, StartView, lists_in, lists_to_open
from funneldesk.ui.pages.importing_steps import import_steps
from funneldesk.ui.pages.importing_summary import about_failure, about_list, about_sheets, go_words
from funneldesk.ui.pages.importing_work import day_of_list, importing
from funneldesk.ui.pages.problems_saving import save_problems_of_batch, save_problems_of_list
from funneldesk.ui.pages.worklist_import import open_worklist
from funneldesk.ui.session import Session
from funneldesk.ui.steps import Steps
from funneldesk.ui.widgets.text import fill, plain_tip

if TYPE_CHECKING:
    from funneldesk.domain.fields import Kind
    from funneldesk.domain.lists.mapping import ListPreview
    from funneldesk.files.reading.sheets import FoundLists
    from funneldesk.operations.import_history import History
    from funneldesk.operations.importing import ImportResult
    from funneldesk.ui.tasks import Job
    from funneldesk.ui.widgets.frames import BannerTone

NEW, HISTORY = range(2)
#: Several decisions in a row ask for one dry run.
DRY_RUN_DELAY_MS = 200


class ImportPage(Page):
    """Tabs: a new import, and the history of all."""

    def __init__(self, session: Session, navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self.steps = Steps()
        self._waiting: list[ListDraft] = []
        self._reading: dict[Path, Job] = {}
        self._draft: ListDraft | None = None
        self._dry_run: ImportResult | None = None
        self._rehearsal: Job | None = None
        self._import: Job | None = None
        self._results: list[tuple[str, ImportResult]] = []
        self._timer = QTimer(self, singleShot=True, interval=DRY_RUN_DELAY_MS)
        self._timer.timeout.connect(self._rehearse)
        self._all = False
        self.all_button = self.add_button("", self.import_all)
        self.other = self.add_button(_("Another file"), self.choose)
        self.go_button = self.add_button("", self.import_list, primary=True)
        for text in (_("New import"), _("History")):
            self.tabs.addTab(text)
        self.tabs.setVisible(True)
        self.tabs.currentChanged.connect(self._show_tab)
        self._views()
        self._show(self.start)

    def _views(self) -> None:
        self.start, self.reading, self.plan = StartView(), ReadingView(), PlanView()
        self.running, self.done = ProgressView(), DoneView()
        self.history = HistoryView(self.session)
        self.views = QStackedWidget()
        for view in (self.start, self.reading, self.plan, self.running, self.done, self.history):
            self.views.addWidget(view)
        self.notice = SampleNotice(self.session, lambda: paths_of(self._draft, *self._waiting))
        self.body.addWidget(self.notice)
        self.body.addWidget(self.views)
        self._last_new: QWidget = self.start
        self.start.chosen.connect(self.choose)
        self.plan.changed.connect(self._decided)
        self.plan.reread.connect(self._reread)
        self.running.cancelled.connect(self._stop_import)
        self.done.another.connect(self._begin_again)
        self.done.funnel.connect(lambda: self.navigate("funnel"))
        self.done.undo.connect(self._undo_last)
        self.done.candidates.connect(lambda: self.navigate("leads", candidates=True))
        self.history.failed.connect(self.show_error)
        self.history.import_wanted.connect(self.choose)
        self.history.problems_wanted.connect(
            lambda batch: save_problems_of_batch(self, batch.id, batch.file_name)
        )
        self.history.people_wanted.connect(lambda ids, title: self.navigate("leads", ids=ids, title=title))
        self.done.problems.connect(partial(save_problems_of_batch, self))
        self.plan.problems.save_wanted.connect(self._save_problems)

    def open(self, **what: Any) -> None:
        """`choose=True` asks for files, `files=[...]` takes them, `history=True` shows the history."""
        if what.get("history"):
            self.tabs.setCurrentIndex(HISTORY)
        elif self._import is not None and (what.get("files") or what.get("choose")):
            self.banner.say(_("A list is being imported. Bring the next one when it is done."), "amber")
        elif what.get("files"):
            self.take([Path(path) for path in what["files"]])
        elif what.get("choose"):
            self.choose()

    def refresh(self) -> None:
        """Ask for the history; the list on show stays."""
        self.notice.look()
        from funneldesk.operations.import_history import History, history_of

        if not self.session.has_store:
            self._show_history(History((), {}, {}))
            return
        self.load(lambda store, _job: history_of(store), self._show_history, hollow=False)
        if self._draft is not None and self.views.currentWidget() is self.plan:
            self._decided()

    def _show_history(self, history: "History") -> None:
        self.history.show_history(history)
        self.steps = import_steps(history)
        self.name_steps(self.steps)

    def undo(self) -> None:
        """Ask whether the last import is to be withdrawn."""
        if self.steps.last is not None:
            self.history.step(self.steps.last.number, back=True)

    def redo(self) -> None:
        """Bring the import back that was withdrawn last."""
        if self.steps.next is not None:
            self.history.step(self.steps.next.number, back=False)

    def choose(self) -> None:
        """Ask for files."""
        if files := lists_to_open(self):
            self.take(files)

    def take(self, paths: list[Path]) -> None:
        """Look at these lists (folders: the lists in them), then show them one after the other."""
        self._forget_list()
        self.tabs.setCurrentIndex(NEW)
        self.banner.say("")
        files = lists_in(paths)
        if not files:
            self._show(self.start)
            words = _("There is no list in this folder. Lists end in {suffixes}.")
            self.banner.say(words.format(suffixes=" ".join(SUFFIXES)), "amber")
            return
        remember_folder(self, files[0].parent)
        self.reading.start([path.name for path in files])
        self._show(self.reading)
        for path in files:
            self._inspect(path)

    def _inspect(self, path: Path) -> None:
        from funneldesk.operations.importing_workbook import inspect_lists

        self._reading[path] = self.session.read(
            lambda store, job: inspect_lists(path, store=store, task=job),
            partial(self._inspected, path),
            partial(self._not_readable, path),
            needs_store=self.session.has_store,
        )

    def _inspected(self, path: Path, found: "FoundLists") -> None:
        self._reading.pop(path, None)
        for preview in found.lists:
            draft = draft_of(preview)
            draft.list_date = day_of_list(preview)
            self._waiting.append(draft)
        if found.passed_over:
            self._say_passed_over(path, found)
        self._when_all_are_read()

    def _say_passed_over(self, path: Path, found: "FoundLists") -> None:
        words, reasons = about_sheets(path.name, found.passed_over)
        self._say_also(words, "blue")
        self.banner.setToolTip(plain_tip(reasons))

    def _say_also(self, words: str, tone: "BannerTone") -> None:
        said = self.banner.sentence.text() if self.banner.isVisibleTo(self) else ""
        self.banner.say("\n".join(filter(None, (said, words))), tone)

    def _not_readable(self, path: Path, error: Exception) -> None:
        self._reading.pop(path, None)
        if isinstance(error, UserError) and error.code == "worklist":
            open_worklist(self, path)
        elif isinstance(error, UserError):
            self._say_also(about_failure(path.name, error), "red")
        else:
            self.show_error(error)
        self._when_all_are_read()

    def _when_all_are_read(self) -> None:
        if not self._reading:
            if self._draft is None:
                self._waiting.sort(key=lambda draft: IMPORT_ORDER.index(draft.kind))
            self._next_list()

    def _next_list(self, *, is_known: bool = False) -> None:
        self._draft = self._waiting.pop(0) if self._waiting else None
        if self._draft is not None and self._all and not self._draft.needs_attention:
            self._write(self._draft)
        elif self._draft is not None:
            self.plan.show_draft(self._draft)
            self._show(self.plan)
            if not is_known:
                self.tabs.setFocus()  # Qt gives the keyboard to the first field, where nobody decides anything yet
            self._decided()
        elif self._results:
            self._show_done()
        else:
            self._show(self.start)

    def _reread(self, kind: "Kind", sheet: str | None, header_row: int | None) -> None:
        """Look at the list on show again, under what a person said of it."""
        draft = self._draft
        if draft is None:
            return
        from funneldesk.operations.importing import inspect_file

        path = draft.preview.path
        self._stop_rehearsal()
        self.banner.say("")
        self.reading.start([path.name])
        self._show(self.reading)

        def work(store: Any, job: "Job") -> "ListPreview":
            return inspect_file(path, store=store, sheet=sheet, kind=kind, header_row=header_row, task=job)

        self._reading[path] = self.session.read(
            work,
            partial(self._seen_again, draft),
            partial(self._not_seen_again, draft),
            needs_store=self.session.has_store,
        )

    def _seen_again(self, before: ListDraft, preview: "ListPreview") -> None:
        self._reading.pop(preview.path, None)
        draft = draft_of(preview)
        draft.list_date = before.list_date
        same = (preview.path, preview.sheet)
        self._waiting = [d for d in self._waiting if (d.preview.path, d.preview.sheet) != same]
        self._waiting.insert(0, draft)
        self._next_list(is_known=True)

    def _not_seen_again(self, before: ListDraft, error: Exception) -> None:
        """Leave the list as it was: what was asked of it cannot be done."""
        self._waiting.insert(0, before)
        self._all = False
        self._not_readable(before.preview.path, error)

    def _decided(self) -> None:
        self._stop_rehearsal()
        self.plan.show_waiting()
        self._show_heading()
        self._timer.start()

    def _stop_rehearsal(self) -> None:
        self._timer.stop()
        if self._rehearsal:
            self._rehearsal.cancel()
        self._rehearsal = self._dry_run = None

    def _rehearse(self) -> None:
        draft = self._draft
        if draft is None or draft.open_dates or not (draft.has_anything and draft.has_date):
            return
        self._rehearsal = self.session.rehearse(
            importing(draft, dry_run=True),
            self._rehearsed,
            self._rehearsal_failed,
            partial(self._show_rehearsal, draft.preview.rows),
        )

    def _show_rehearsal(self, rows: int | None, done: int, total: int | None) -> None:
        self.plan.outcome.show_progress(done, total or rows)

    def _rehearsed(self, result: "ImportResult") -> None:
        self._rehearsal, self._dry_run = None, result
        self.plan.show_result(result)
        self._show_heading()
        if QApplication.focusWidget() in (None, self.tabs):
            self.go_button.setFocus()  # nobody is about to decide anything here

    def _rehearsal_failed(self, error: Exception) -> None:
        self._rehearsal = None
        if isinstance(error, UserError):
            self.plan.show_failure(sentences(error.message, error.next_step))
        else:
            self.show_error(error)

    def import_list(self) -> None:
        """Import what is on show."""
        if self._draft is not None and self._dry_run is not None and self._import is None:
            self._write(self._draft)

    def import_all(self) -> None:
        """Import this list and all that wait; one that leaves something unclear is shown first."""
        self._all = True
        self.import_list()

    def _write(self, draft: ListDraft) -> None:
        self.banner.say("")
        self.running.start(draft.name, draft.preview.rows)
        self._show(self.running)
        self._import = self.session.write(
            importing(draft, dry_run=False),
            partial(self._imported, draft),
            self._import_failed,
            self.running.show_progress,
        )

    def _imported(self, draft: ListDraft, result: "ImportResult") -> None:
        self._import = None
        self._results.append((draft.name, result))
        self._stop_rehearsal()
        self._next_list()

    def _import_failed(self, error: Exception) -> None:
        self._import, self._all = None, False
        if self._draft is not None:
            self.plan.show_draft(self._draft)
            self._show(self.plan)
            self._decided()
        if isinstance(error, Cancelled):
            self.banner.say(_("The import was stopped. Nothing was written."), "amber")
        else:
            self.show_error(error)

    def _stop_import(self) -> None:
        if self._import:
            self._import.cancel()

    def _show_done(self) -> None:
        self.done.show_results(self._results)
        self._show(self.done)
        self.done.ask_next(self.session, self.show_error)

    def _save_problems(self) -> None:
        if self._draft is not None and self._dry_run is not None:
            path, day = self._draft.preview.path, self._draft.list_date
            save_problems_of_list(self, path, self._draft.plan(), self._dry_run.problems, day)

    def _undo_last(self) -> None:
        batch = self._results[-1][1].batch if self._results else None
        if batch is not None:
            self.history.step(batch, back=True)

    def _begin_again(self) -> None:
        self._forget_list()
        self._show(self.start)

    def _forget_list(self) -> None:
        for job in self._reading.values():
            job.cancel()
        self._reading.clear()
        self._stop_rehearsal()
        self._draft, self._waiting, self._results, self._all = None, [], [], False

    def _show_tab(self, tab: int) -> None:
        self.views.setCurrentWidget(self.history if tab == HISTORY else self._last_new)
        self.banner.setVisible(tab == NEW and bool(self.banner.sentence.text()))  # of a list in hand
        self._show_heading()
        if tab == HISTORY and not self.history.is_known:
            self.refresh()

    def _show(self, view: QWidget) -> None:
        self._last_new = view
        if self.tabs.currentIndex() == NEW:
            self.views.setCurrentWidget(view)
        self._show_heading()

    def _show_heading(self) -> None:
        planning = self.views.currentWidget() is self.plan
        self.other.setVisible(planning)
        self.go_button.setVisible(planning)
        self.all_button.setVisible(planning and bool(self._waiting))
        self.all_button.setEnabled(self._dry_run is not None)
        lists = len(self._waiting) + 1
        self.all_button.setText(
            ngettext("Import all %(count)s lists", "Import all %(count)s lists", lists) % {"count": lists}
        )
        about = about_list(self._draft, len(self._waiting)) if self._draft and planning else ""
        self.subtitle.setText(about)
        rows = taken(self._dry_run) if self._dry_run else 0
        self.go_button.setEnabled(bool(rows))
        words, changes = go_words(rows, self._dry_run.unchanged if self._dry_run else 0)
        self.go_button.setText(words)
        fill(self.go_button, filled=changes)
