"""The sample company, ready to look at: lists imported, book and charts written into one folder."""

import hashlib
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.funnel.periods import last_whole_month, trailing_year
from funneldesk.errors import UserError
from funneldesk.i18n import _, speaking
from funneldesk.operations.book import export_book
from funneldesk.operations.business_day import SAMPLE_DAY_SETTING
from funneldesk.operations.contents import contents_of
from funneldesk.operations.demo_knowledge import keep_sample_cards
from funneldesk.operations.demo_reviews import hold_sample_reviews
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.funnel import funnel_of
from funneldesk.operations.importing import import_list, imports, undo_import
from funneldesk.operations.report import ENDINGS, report_name, write_report
from funneldesk.operations.scoring import candidate_ids, scores_on
from funneldesk.operations.stores import create_store, open_store
from funneldesk.operations.tasks import NO_TASK, Task
from funneldesk.resources import resource_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.figure import Figure

    from funneldesk.store.store import Store

STORE_NAME = "funneldesk.db"
#: The day the sample's lists were exported: its figures are told as of this day.
SAMPLE_DAY = date(2026, 11, 20)
#: Any order gives the same figures; with the longest list last it is quickest.
_LISTS = (
    "コンテンツ一覧.xlsx",
    "リード一覧_MA.xlsx",
    "名刺一覧_展示会.xlsx",
    "引き渡し管理表.xlsx",
    "案件一覧_SFA.xlsx",
    "施策費用.xlsx",
    "セミナー参加者一覧.xlsx",
    "活動履歴_SFA.xlsx",
    "行動履歴_MA.csv",
)
#: The cards were typed before the MA's export; the rest is of SAMPLE_DAY.
_OLDER_LISTS = {"名刺一覧_展示会.xlsx": date(2026, 9, 25)}
#: A chart on one page shows this many contents; the table has them all.
_CHART_CONTENTS = 20


@dataclass(frozen=True, slots=True)
class DemoResult:
    """Where the sample company lies: its store, and what was written beside it."""

    store: Path
    files: tuple[Path, ...]


class _Part:
    """One of several pieces of work under one progress: reports never go back."""

    def __init__(self, task: Task, place: int, places: int) -> None:
        self._task, self._place, self._places = task, place, places

    def report(self, done: int, total: int | None = None) -> None:  # noqa: ARG002 - as every task
        """Count finished parts; within a part only cancelling matters."""
        self._task.report(self._place, self._places)


def sample_lists() -> tuple[Path, ...]:
    """Return the lists of the sample company, in the order they are imported in."""
    return tuple(resource_path("sample", name) for name in _LISTS)


def run_demo(folder: Path, language: str, task: Task = NO_TASK) -> DemoResult:
    """Import the sample company into `folder`/funneldesk.db, write book, charts and report beside it, in `language`.

    Running it again changes nothing but the files. Raises UserError where somebody's own store lies there.
    """
    lists = sample_lists()
    _make_folder(folder)
    path = folder / STORE_NAME
    steps = len(lists) + 2
    with _sample_store(path, language) as store:
        present = _present(store, lists)
        for place, file in enumerate(lists):
            task.report(place, steps)
            if file.name not in present:
                day = _OLDER_LISTS.get(file.name, SAMPLE_DAY)
                import_list(store, file, list_date=day, task=_Part(task, place, steps))
        task.report(len(lists), steps)
        with speaking(language):
            hold_sample_reviews(store)
            keep_sample_cards(store)
            files = _write_files(store, folder, _Part(task, len(lists), steps))
            copies = _copy_lists(lists, folder)
        task.report(steps, steps)
    return DemoResult(path, (*files, copies))


@contextmanager
def _sample_store(path: Path, language: str) -> "Iterator[Store]":
    """Open the sample's store, made and marked as such if it is missing; refuse one without the mark."""
    existed = path.exists()
    with open_store(path) if existed else create_store(path, language) as store:
        if not existed:
            with store.transaction():
                store.set_setting(SAMPLE_DAY_SETTING, SAMPLE_DAY.isoformat())
        elif not store.setting(SAMPLE_DAY_SETTING):
            raise UserError(
                "not_the_sample",
                _("%(store)s is a store of your own; the sample company does not belong in there.")
                % {"store": path},
                _("Choose another folder for the sample company."),
            )
        yield store


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            "no_folder",
            _("The folder %(folder)s cannot be made.") % {"folder": folder},
            _("Choose a folder you may write to."),
        ) from error


def _copy_lists(lists: tuple[Path, ...], folder: Path) -> Path:
    """Lay the lists beside the store: to look at, and to import by hand once more."""
    copies = folder / _("Lists")
    copies.mkdir(exist_ok=True)
    for path in lists:
        if not (copies / path.name).exists():
            shutil.copyfile(path, copies / path.name)
    return copies


def _present(store: "Store", lists: tuple[Path, ...]) -> set[str]:
    """Return which lists are in the store already; those of an older sample are taken back."""
    ours = {hashlib.sha256(path.read_bytes()).hexdigest(): path.name for path in lists}
    visible = [batch for batch in imports(store) if not batch.hidden]
    for batch in visible:
        if batch.file_name in _LISTS and batch.sha256 not in ours:
            undo_import(store, batch.id)
    return {ours[batch.sha256] for batch in visible if batch.sha256 in ours}


def _write_files(store: "Store", folder: Path, task: Task) -> tuple[Path, ...]:
    """Write the definition book, the charts and the report of the last month as of SAMPLE_DAY; return their paths."""
    from funneldesk.charts.exporting import save_figure

    as_of = SAMPLE_DAY.toordinal()
    book = folder / f"{_('Definition book')}.xlsx"
    export_book(store, book, as_of)
    files = [book]
    for name, figure in _figures(store, as_of):
        task.report(0)
        for suffix in (".png", ".svg"):
            files.append(folder / f"{name}{suffix}")
            save_figure(figure, files[-1])
    for ending in ENDINGS:
        task.report(0)
        name = report_name(last_whole_month(as_of))
        files.append(write_report(store, folder / f"{name}{ending}", as_of).path)
    return tuple(files)


def _figures(store: "Store", as_of: int) -> "tuple[tuple[str, Figure], ...]":
    from funneldesk.charts.scoring import score_bins, scoring_figure
    from funneldesk.charts.sheets import contents_sheet, funnel_sheet
    from funneldesk.colours import LIGHT

    versions = versions_of(store)
    book = version_in_force(versions, as_of).book
    low = sum(component.floor for component in book.components)
    high = sum(component.cap for component in book.components)
    bins = score_bins(scores_on(facts_of(store), versions, as_of).total, low, high)
    candidates = len(candidate_ids(store, as_of))
    contents = contents_of(store, as_of)
    # The range the window opens with.
    year = trailing_year(as_of)
    funnel = funnel_of(store, as_of, from_day=year.from_day, to_day=year.to_day)
    return (
        (_("Funnel"), funnel_sheet(funnel, LIGHT, book.stage_labels)),
        (_("Content rate"), contents_sheet(contents, LIGHT, currency=book.currency, limit=_CHART_CONTENTS)),
        (_("Scores"), scoring_figure(bins, book.threshold.points, candidates, LIGHT, (9.0, 3.6))),
    )
