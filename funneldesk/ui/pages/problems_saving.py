"""Saving the rows that have problems, to correct them in Excel: asked for by name, written in the background."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from funneldesk.domain.formats import number
from funneldesk.errors import UserError
from funneldesk.i18n import _, ngettext
from funneldesk.ui.choosing_files import file_to_open, file_to_save
from funneldesk.ui.saved_files import say_saved

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from funneldesk.domain.lists.mapping import ImportPlan, Problem
    from funneldesk.operations.problems_workbook import ProblemsWritten
    from funneldesk.ui.page import Page


def save_problems_of_batch(page: "Page", batch_id: int, file_name: str) -> None:
    """Save the rows of an import; where its file is gone, ask where it is now."""
    out = _ask_where(page, file_name)
    if out is not None:
        _write_batch(page, batch_id, file_name, out, None)


def _write_batch(page: "Page", batch_id: int, file_name: str, out: Path, original: Path | None) -> None:
    def work(store: Any, job: Any) -> "ProblemsWritten":
        from funneldesk.operations.problems_workbook import write_problems

        return write_problems(store, batch_id, out, original=original, task=job)

    def failed(error: Exception) -> None:
        if isinstance(error, UserError) and error.code == "original_gone" and original is None:
            found = _ask_original(page, file_name)
            if found is not None:
                _write_batch(page, batch_id, file_name, out, found)
                return
        page.show_error(error)

    page.session.read(work, _say_written(page), failed)


def save_problems_of_list(
    page: "Page", path: Path, plan: "ImportPlan", problems: "Sequence[Problem]", day: "date | None"
) -> None:
    """Save the rows that a dry run found, before anything is imported."""
    out = _ask_where(page, path.name)
    if out is None:
        return

    def work(store: Any, job: Any) -> "ProblemsWritten":
        from funneldesk.operations.problems_workbook import write_problems_of

        return write_problems_of(path, problems, out, plan=plan, list_date=day, store=store, task=job)

    if page.session.has_store:
        page.session.search(work, _say_written(page), page.show_error)
    else:  # there is no log yet to write into
        page.session.run(lambda job: work(None, job), _say_written(page), page.show_error)


def _ask_where(page: "Page", file_name: str) -> Path | None:
    suggested = _("{name} to correct.xlsx").format(name=Path(file_name).stem)
    kinds = _("Excel workbook (*.xlsx)")
    return file_to_save(page, _("Save the rows to correct"), suggested, kinds)[0]


def _ask_original(page: "Page", file_name: str) -> Path | None:
    title = _("Where is {name} now?").format(name=file_name)
    return file_to_open(page, title, _("All files") + " (*)")


def _say_written(page: "Page") -> "Callable[[ProblemsWritten], None]":
    def say(written: "ProblemsWritten") -> None:
        words = ngettext(
            "Saved %(rows)s row to %(file)s. Correct the coloured cells in Excel, then import that file here.",
            "Saved %(rows)s rows to %(file)s. Correct the coloured cells in Excel, then import that file here.",
            written.rows,
        )
        said = words % {"rows": number(written.rows), "file": written.path.name}
        say_saved(page.banner, written.path, words=said)

    return say
