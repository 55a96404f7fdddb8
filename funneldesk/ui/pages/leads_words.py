"""The words of the table of leads: which leads it can show, and how many it shows."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from funneldesk.domain.fields import STAGES
from funneldesk.domain.formats import number
from funneldesk.domain.words import stage_label
from funneldesk.i18n import _, ngettext
from funneldesk.ui.widgets.frames import EmptyState

if TYPE_CHECKING:
    from funneldesk.operations.leads import LeadList


def shows(labels: Mapping[str, str]) -> list[tuple[object, str]]:
    """Return the choices of which leads are shown, stages by the book's own labels."""
    stages: list[tuple[object, str]] = [
        (stage, _("Furthest stage: {stage}").format(stage=stage_label(stage, labels))) for stage in STAGES
    ]
    return [
        ("all", _("Everybody")),
        ("candidates", stage_label("candidate", labels)),
        *stages,
        ("excluded", _("Not to be contacted")),
    ]


def counts(leads: "LeadList") -> str:
    """Return how many leads are shown, of how many."""
    shown, total = len(leads.ids), leads.total
    everybody = ngettext("%(count)s lead", "%(count)s leads", total) % {"count": number(total)}
    if shown != total:
        return _("{shown} of {total}").format(shown=number(shown), total=everybody)
    candidates = ngettext("%(count)s SAL candidate", "%(count)s SAL candidates", leads.candidates) % {
        "count": number(leads.candidates)
    }
    return f"{everybody} · {candidates}"


def nobody_yet(navigate: Callable[..., None]) -> EmptyState:
    """Return what stands in place of a table without any lead."""
    state = EmptyState(
        _("No leads yet"),
        _("Import a list of contacts from your MA tool, business cards or a seminar."),
    )
    state.add_button(_("Import a list"), lambda: navigate("import", choose=True), primary=True)
    state.add_button(_("Look at the sample company"), lambda: navigate("welcome"))
    return state
