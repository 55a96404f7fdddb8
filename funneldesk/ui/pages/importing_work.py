"""What the import page asks the writing thread to do, and what it needs to know of a file for that."""

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from funneldesk.domain.moment import DEFAULT_ZONE, zone_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from funneldesk.domain.lists.mapping import ListPreview
    from funneldesk.operations.importing import ImportResult
    from funneldesk.ui.pages.importing_draft import ListDraft
    from funneldesk.ui.tasks import Job


def day_of_list(preview: "ListPreview") -> date:
    """Return when a list was exported: what a corrected list says of its original, else the file's own day."""
    correction = preview.plan.correction
    if correction is not None:
        return date.fromisoformat(correction.list_date)
    return datetime.fromtimestamp(preview.path.stat().st_mtime, tz=zone_of(DEFAULT_ZONE)).date()


def importing(draft: "ListDraft", *, dry_run: bool) -> "Callable[[Any, Job], ImportResult]":
    """Return the work that imports a draft as it is decided now, and remembers what was corrected."""
    path, plan, day = draft.preview.path, draft.plan(), draft.list_date

    def work(store: Any, job: "Job") -> "ImportResult":
        from funneldesk.operations.importing import import_list, remember_plan

        result = import_list(store, path, plan, list_date=day, dry_run=dry_run, task=job)
        if draft.is_corrected and not dry_run:
            remember_plan(store, draft.preview.fingerprint, replace(plan, sheet=None, header_row=None))
        return result

    return work
