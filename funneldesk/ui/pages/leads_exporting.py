"""Saving what the table of leads shows: asked where, written in the background, then said what is in the file."""

from typing import TYPE_CHECKING, Any

from funneldesk.domain.moment import day_text
from funneldesk.i18n import _
from funneldesk.ui.choosing_files import file_to_save
from funneldesk.ui.saved_files import say_saved

if TYPE_CHECKING:
    from funneldesk.operations.leads_written import LeadsWritten
    from funneldesk.store.store import Store
    from funneldesk.ui.pages.leads import LeadsPage


def save_leads(page: "LeadsPage") -> None:
    """Ask where, then write the lines on show with the columns on show, in their order."""
    view = page.saved.current
    name = f"{view.name if view else _('Leads')} {day_text(page.session.today) or ''}".strip()
    kinds = ";;".join((_("Excel workbook (*.xlsx)"), _("CSV, UTF-8 (*.csv)")))
    path, _kind = file_to_save(
        page, _("Save the leads on show as Excel or CSV…").rstrip("…"), f"{name}.xlsx", kinds
    )
    if path is None:
        return
    query, columns, as_of, shown = page.query, page.columns.names, page.session.today, page.model.leads
    # Whoever was edited stays in her line; a first look is not all of them, and another question has other lines.
    before = shown.ids if shown is not None and shown.figures and shown.query == query else None

    def work(store: "Store", job: Any) -> "LeadsWritten":
        from funneldesk.operations.lead_export import write_leads

        return write_leads(store, path, query, columns, as_of, before=before, task=job)

    def say(written: "LeadsWritten") -> None:
        from funneldesk.operations.leads_written import written_words

        say_saved(page.banner, written.path, words=written_words(written))

    page.session.search(work, say, page.show_error)
