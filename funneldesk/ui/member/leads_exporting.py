"""Saving what a member's table of leads shows: asked where, written in the background, then said what it holds."""

from typing import TYPE_CHECKING, Any

from funneldesk.domain.moment import day_text
from funneldesk.i18n import _
from funneldesk.ui.choosing_files import file_to_save
from funneldesk.ui.saved_files import say_saved

if TYPE_CHECKING:
    from funneldesk.operations.leads_written import LeadsWritten
    from funneldesk.operations.team_view import TeamView
    from funneldesk.ui.member.leads import LeadsPage


def save_leads(page: "LeadsPage") -> None:
    """Ask where, then write the lines on show with the columns on show, in their order."""
    manifest = page.manifest
    if manifest is None:
        return
    shown = page.views.currentText() if page.views.value is not None else _("Leads")
    kinds = ";;".join((_("Excel workbook (*.xlsx)"), _("CSV, UTF-8 (*.csv)")))
    title = _("Save the leads on show as Excel or CSV…").rstrip("…")
    path, _kind = file_to_save(
        page, title, f"{shown} {day_text(manifest.as_of) or ''}".strip() + ".xlsx", kinds
    )
    if path is None:
        return
    query, columns = page.query, tuple(page.model.names)

    def work(view: "TeamView", job: Any) -> "LeadsWritten":
        from funneldesk.operations.team_export import write_published_leads

        return write_published_leads(view, path, query, columns, task=job)

    def say(written: "LeadsWritten") -> None:
        from funneldesk.operations.leads_written import written_words
        from funneldesk.operations.team_reading import is_sealed

        say_saved(page.banner, written.path, words=written_words(written, sealed=is_sealed(manifest)))

    page.session.search(work, say, page.show_fault)
