"""What the whole window shares: the open store, the language and theme, the threads that work."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from threading import Event, Semaphore
from time import monotonic
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from PySide6.QtCore import QSettings, QTimer, Signal

from funneldesk.domain.moment import DEFAULT_ZONE, zone_of
from funneldesk.errors import Cancelled, UserError
from funneldesk.ui.recent_stores import remember_store
from funneldesk.ui.share_watch import ShareWatch
from funneldesk.ui.surroundings import Surroundings
from funneldesk.ui.tasks import Job, Worker

if TYPE_CHECKING:
    from funneldesk.store.store import Store

#: Whoever waits for longer does something else meanwhile.
LONG_SECONDS = 10.0
#: How often the window looks whether a scheduled command changed the store.
POLL_MS = 3000
#: The search of leads is made ready when nobody has changed anything for so long.
INDEX_DELAY_MS = 2000


def _rest(store: "Store") -> None:
    store.rest()


class Session(Surroundings):
    """The store in use and how work is done on it. `changed`: records or book did, here or in another process."""

    #: A draft of the book was kept, which no figure depends on: other pages that show it ask anew.
    drafts_changed = Signal()
    #: Another store was opened, or the first one was created.
    store_changed = Signal()
    #: The last long write (an import) came to its end.
    writes_ended = Signal()
    #: Work that showed its progress has ended after a long time: whether it succeeded.
    long_work_ended = Signal(bool)
    #: Somebody wants to bring a backup back.
    backup_wanted = Signal()
    #: The sample is to be left; lists to import into one's own data then.
    leaving_wanted = Signal(object)
    #: Somebody wants to see the shared folder of a team: a window of its own.
    team_wanted = Signal(object)

    def __init__(self, path: Path, settings: QSettings) -> None:
        super().__init__(settings)
        self.path = path
        self._revision: int | None = None
        self._asked: tuple[Path, int] | None = None
        self._today = 0
        #: The store and the day whose backup could not be made, and somebody was told.
        self._told: tuple[Path, date] | None = None
        self._reading = Worker(self._open_reader, keep=True, rest=_rest, parent=self)
        self._fetching = Worker(self._open_reader, keep=True, rest=_rest, parent=self)
        self._searching = Worker(self._open_reader, keep=True, rest=_rest, parent=self)
        self._sharing = Worker(self._open_reader, keep=True, rest=_rest, parent=self)
        self._writing = Worker(self._open_writer, keep=False, parent=self)
        self._indexing = Worker(self._open_reader, keep=False, parent=self)
        self._index_job: Job | None = None
        self._index_soon = QTimer(self, singleShot=True, interval=INDEX_DELAY_MS)
        self._index_soon.timeout.connect(self._make_index)
        self.changed.connect(self._index_soon.start)
        self._jobs: WeakSet[Job] = WeakSet()
        self._long_writes: set[Job] = set()
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self._look_for_changes)
        self.team = ShareWatch(self)

    @property
    def own_path(self) -> Path:
        """Return where the user's own store is: not the sample's."""
        return Path(str(self.settings.value("own_store", str(self.path))))

    @property
    def shows_sample(self) -> bool:
        """Whether the sample company is on the desk."""
        return self.path == self.sample_folder / "funneldesk.db"

    @property
    def sample_folder(self) -> Path:
        """Return the folder the sample lives in, beside the window's settings."""
        return Path(self.settings.fileName()).parent / "sample"

    @property
    def splits_by_owner(self) -> bool:
        """Whether figures may be split by the person in charge: off until somebody switches it on (DESIGN 6)."""
        return str(self.settings.value("split_by_owner", "false")).lower() == "true"

    @property
    def has_store(self) -> bool:
        """Whether the store's file exists."""
        return self.path.exists()

    @property
    def today(self) -> int:
        """Return today's business day as an ordinal; the sample's is never before its lists were exported."""
        calendar = datetime.now(zone_of(DEFAULT_ZONE)).date().toordinal()
        if self._asked != (self.path, calendar) and self.has_store:
            from funneldesk.operations.business_day import business_day_at

            self._asked, self._today = (self.path, calendar), business_day_at(self.path)
        return self._today if self._asked == (self.path, calendar) else calendar

    def open(self, path: Path) -> None:
        """Work with the store at `path` from now on (it may not exist yet)."""
        if not self.shows_sample:
            self.settings.setValue("own_store", str(self.path))
            if self.has_store:
                remember_store(self.settings, self.path)
        self.path = path
        self._revision = None
        self._reading.forget_store()
        self._fetching.forget_store()
        self._searching.forget_store()
        self._sharing.forget_store()
        self.settings.setValue("store", str(path))
        if not self.shows_sample:
            remember_store(self.settings, path)
        self.store_changed.emit()
        self.changed.emit()

    def try_open(self, path: Path, failed: Callable[[Exception], None]) -> None:
        """Look in the background whether a store can be opened, and open it or say why not."""
        from funneldesk.operations.stores import open_reader

        def look(_job: Job) -> Path:
            open_reader(path).close()
            return path

        self.run(look, self.open, failed)

    def replace_store(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> Job:
        """Do something that puts another file in the place of the store: no thread has it open meanwhile.

        It is opened anew afterwards. Windows replaces no file that is open anywhere.
        """
        readers = (self._reading, self._fetching, self._searching, self._sharing, self._indexing)
        at_rest, over = Semaphore(0), Event()

        def rest(_store: object, _job: Job) -> None:
            at_rest.release()
            over.wait()

        def alone(_store: object, _job: Job) -> Any:
            try:
                for _reader in readers:
                    at_rest.acquire()
                return work()
            finally:
                over.set()

        def finished(result: Any) -> None:
            self._asked = None
            self.open(self.path)
            done(result)

        if self._index_job:
            self._index_job.cancel()
        for reader in readers:
            reader.forget_store()
            reader.submit(
                Job(rest, lambda _rested: None, self.failed.emit, needs_store=False, must_answer=True)
            )
        return self._submit(self._writing, Job(alone, finished, failed, needs_store=False, must_answer=True))

    def watch(self) -> None:
        """Begin to look for changes other processes make, and make the search ready."""
        self._poll.start()
        self._index_soon.start()

    def close(self) -> None:
        """End the threads; call before the program ends."""
        self._poll.stop()
        self._index_soon.stop()
        self.team.stop()
        self.abandon()
        self._long_writes.clear()
        self._reading.stop()
        self._fetching.stop()
        self._searching.stop()
        self._sharing.stop()
        self._writing.stop()
        self._indexing.stop()
        if self.has_store:
            from funneldesk.operations.stores import close_file

            close_file(self.path)

    def read(
        self,
        work: Callable[["Store", Job], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        needs_store: bool = True,
    ) -> Job:
        """Compute something with a read-only store in the background."""
        job = Job(work, done, failed or self.failed.emit, needs_store=needs_store)
        return self._submit(self._reading, job)

    def fetch(
        self,
        work: Callable[["Store", Job], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> Job:
        """Read a few rows; they never wait behind a long computation."""
        return self._submit(self._fetching, Job(work, done, failed or self.failed.emit))

    def search(
        self,
        work: Callable[["Store", Job], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        progress: Callable[[int, int | None], None] | None = None,
    ) -> Job:
        """Look for something that takes its time (duplicates among all leads); no page waits behind it."""
        return self._submit(self._searching, Job(work, done, failed or self.failed.emit, progress))

    def share(
        self,
        work: Callable[["Store", Job], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> Job:
        """Look at the team's folder, which may not answer for long: only other looks wait behind it."""
        return self._submit(self._sharing, Job(work, done, failed or self.failed.emit))

    def write(
        self,
        work: Callable[["Store", Job], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        progress: Callable[[int, int | None], None] | None = None,
        *,
        quiet: bool = False,
    ) -> Job:
        """Change something with the writing store, which is created if it is missing; `changed` follows.

        `quiet` leaves that out: for drafts, which no figure depends on.
        """
        created = not self.has_store

        def finished(result: Any) -> None:
            if created:
                self.store_changed.emit()
            done(result)
            if not quiet:
                self.changed.emit()
            self._end_write(job)

        def not_finished(error: Exception) -> None:
            (failed or self.failed.emit)(error)
            self._end_write(job)

        job = Job(work, finished, not_finished, progress, must_answer=True)
        if job.can_stop:
            self._long_writes.add(job)
        return self._submit(self._writing, job)

    @property
    def is_importing(self) -> bool:
        """Whether something is being written that takes a while; ending the program would stop it."""
        return bool(self._long_writes)

    def _end_write(self, job: Job) -> None:
        # After the callbacks: they may have begun the next list.
        self._long_writes.discard(job)
        if not self._long_writes:
            self.writes_ended.emit()

    def rehearse(
        self,
        work: Callable[["Store", Job], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        progress: Callable[[int, int | None], None] | None = None,
    ) -> Job:
        """Try a change that rolls itself back (a dry run): nothing is created, nobody is told of a change."""
        path, created = self.path, not self.has_store

        def with_store(_store: "Store", job: Job) -> Any:
            from funneldesk.i18n import language
            from funneldesk.operations.stores import in_memory_store, open_store

            with in_memory_store(language()) if created else open_store(path, self._tell_once) as store:
                return work(store, job)

        return self._submit(self._writing, Job(with_store, done, failed, progress, needs_store=False))

    def abandon(self) -> None:
        """Tell nobody who asked so far: their window goes. What is being written is written all the same."""
        for job in self._jobs:
            job.abandoned = True

    def _submit(self, worker: Worker, job: Job) -> Job:
        self._jobs.add(job)
        return worker.submit(self._telling(job))

    def _telling(self, job: Job) -> Job:
        """Return a job that says so when it took long; what shows no progress nobody waits for."""
        if job.progress is None:
            return job
        began, done, failed = monotonic(), job.done, job.failed

        def ended(*, succeeded: bool) -> None:
            if monotonic() - began >= LONG_SECONDS:
                self.long_work_ended.emit(succeeded)

        def succeeded(result: Any) -> None:
            done(result)
            ended(succeeded=True)

        def not_succeeded(error: Exception) -> None:
            failed(error)
            if not isinstance(error, Cancelled):
                ended(succeeded=False)

        job.done, job.failed = succeeded, not_succeeded
        return job

    def run(
        self,
        work: Callable[[Job], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        progress: Callable[[int, int | None], None] | None = None,
    ) -> Job:
        """Do something long that opens no store of this session (a sample, a copy)."""
        job = Job(
            lambda _store, task: work(task), done, failed or self.failed.emit, progress, needs_store=False
        )
        return self._writing.submit(self._telling(job))

    def _make_index(self) -> None:
        """Make the search of leads ready, block by block; searching meanwhile is slower, and finds the same."""
        if not self.has_store:
            return
        if self._index_job:
            self._index_job.cancel()

        def work(store: "Store", job: Job) -> None:
            from funneldesk.operations.leads import prepare_search

            prepare_search(store, job)

        def failed(error: Exception) -> None:
            # Whoever works with a store that cannot be read hears of it from the page.
            if not isinstance(error, UserError):
                self.failed.emit(error)

        self._index_job = self._submit(self._indexing, Job(work, lambda _made: None, failed))

    def _open_reader(self) -> "Store":
        from funneldesk.operations.stores import open_reader

        return open_reader(self.path)

    def _open_writer(self) -> "Store":
        from funneldesk.i18n import language
        from funneldesk.operations.stores import create_store, open_store

        if self.has_store:
            return open_store(self.path, self._tell_once)
        return create_store(self.path, language())

    def _tell_once(self, error: "UserError") -> None:
        """Say in the window that the backup could not be made; not again with each write of the day."""
        now = (self.path, datetime.now(zone_of(DEFAULT_ZONE)).date())
        if self._told != now:
            self._told = now
            self.failed.emit(error)

    def _look_for_changes(self) -> None:
        if not self.has_store:
            return

        def compare(revision: int) -> None:
            if self._revision is not None and revision != self._revision:
                self.changed.emit()
            self._revision = revision

        self.read(lambda store, _: store.revision, compare, lambda _: None)
