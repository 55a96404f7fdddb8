"""Saving the work list for sales, and the candidates for the SFA: asked for by name, written in the background."""

from typing import TYPE_CHECKING, Any

from funneldesk.domain.moment import day_text
from funneldesk.i18n import _
from funneldesk.ui.choosing_files import file_to_save
from funneldesk.ui.saved_files import say_saved

if TYPE_CHECKING:
    from funneldesk.operations.worklist import WorkListWritten
    from funneldesk.operations.worklist_csv import CandidatesWritten
    from funneldesk.ui.page import Page


def save_worklist(page: "Page", owner: str | None = None) -> None:
    """Ask where, then write the work list of everybody, or of one person; the page's banner says what came of it."""
    name = _("Work list for sales {day}").format(day=day_text(page.session.today) or "")
    name = f"{name} {owner}" if owner else name
    kinds = _("Excel workbook (*.xlsx)")
    path, _kind = file_to_save(page, _("Save the work list for sales"), f"{name}.xlsx", kinds)
    if path is None:
        return
    as_of = page.session.today

    def work(store: Any, job: Any) -> "WorkListWritten":
        from funneldesk.operations.worklist import write_worklist

        return write_worklist(store, path, as_of, owner, job)

    def say(written: "WorkListWritten") -> None:
        from funneldesk.operations.worklist import written_words

        say_saved(page.banner, written.path, words=written_words(written))

    page.session.search(work, say, page.show_error)


def save_candidates(page: "Page", owner: str | None = None) -> None:
    """Ask where, then write the SAL candidates in the columns of the SFA."""
    name = _("SAL candidates {day}").format(day=day_text(page.session.today) or "")
    utf8, cp932 = _("CSV, UTF-8 (*.csv)"), _("CSV, Shift_JIS (*.csv)")
    path, kind = file_to_save(page, _("Save the candidates for the SFA"), f"{name}.csv", f"{utf8};;{cp932}")
    if path is None:
        return
    as_of = page.session.today

    def work(store: Any, job: Any) -> "CandidatesWritten":
        from funneldesk.operations.worklist_csv import write_candidates

        encoding: Any = "cp932" if kind == cp932 else "utf-8"
        return write_candidates(store, path, as_of, owner=owner, encoding=encoding, task=job)

    def say(written: "CandidatesWritten") -> None:
        from funneldesk.operations.worklist_csv import candidates_words

        say_saved(page.banner, written.path, words=candidates_words(written))

    page.session.search(work, say, page.show_error)
