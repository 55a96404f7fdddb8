"""The people behind a number of the funnel page: found in the background, shown on the leads page."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from funneldesk.domain.funnel.funnel import Funnel, Group
from funneldesk.domain.funnel.group_words import group_words
from funneldesk.domain.words import rate_label, stage_label
from funneldesk.i18n import N_, _

if TYPE_CHECKING:
    from funneldesk.operations.funnel import Part
    from funneldesk.store.store import Store
    from funneldesk.ui.page import Page

#: What stands over the list of people, by the number that was clicked.
_TITLES = {
    "count": N_("This funnel: %(stage)s"),
    "skipped": N_("This funnel: %(stage)s, stage skipped"),
    "undated": N_("This funnel: %(stage)s, without a date"),
    "n": N_("This funnel: judged for %(rate)s"),
    "k": N_("This funnel: %(rate)s, got there"),
    "lost": N_("This funnel: %(rate)s, did not get there"),
    "immature": N_("This funnel: %(rate)s, too recent to judge"),
    "way_k": N_("This funnel: %(way)s, got there"),
}


class FunnelPeople:
    """Opens the leads page with the people behind a number of `funnel`."""

    def __init__(self, page: "Page") -> None:
        self._page = page

    def open(
        self,
        funnel: Funnel,
        labels: Mapping[str, str],
        stage: str,
        part: "Part",
        *,
        group: Group | None = None,
        names: Mapping[str, str] | None = None,
    ) -> None:
        """Show who is behind one number of a stage, of all or of one group."""
        today = self._page.session.today
        by, value = (group.by, group.value) if group else (None, None)

        def people(store: "Store", _task: Any) -> tuple[int, ...]:
            from funneldesk.operations.funnel import funnel_members

            return funnel_members(
                store, today, stage, part=part, mode=funnel.mode, from_day=funnel.from_day, to_day=funnel.to_day,
                by=by, value=value,
            )  # fmt: skip

        title = _title(funnel, labels, stage, part)
        if group is not None:
            title = _("%(title)s (%(group)s)") % {
                "title": title,
                "group": group_words(group.by, value, names),
            }
        self._find(people, title)

    def open_leg(self, funnel: Funnel, labels: Mapping[str, str], stage: str) -> None:
        """Show who made it through a leg of the acceptance rate."""
        today = self._page.session.today

        def people(store: "Store", _task: Any) -> tuple[int, ...]:
            from funneldesk.operations.funnel import acceptance_members

            return acceptance_members(
                store, today, stage, mode=funnel.mode, from_day=funnel.from_day, to_day=funnel.to_day
            )

        name = rate_label("mql" if stage == "candidate" else "candidate", stage, labels)
        self._find(people, _("This funnel: %(stage)s") % {"stage": name})

    def open_days(self, stage: str, labels: Mapping[str, str], first: int, last: int, title: str) -> None:
        """Show who reached a stage between two days."""

        def people(store: "Store", _task: Any) -> tuple[int, ...]:
            from funneldesk.operations.funnel import funnel_members

            return funnel_members(store, last, stage, mode="period", from_day=first, to_day=last)

        words = {"stage": stage_label(stage, labels), "month": title}
        self._find(people, _("%(stage)s in %(month)s") % words)

    def _find(self, people: Callable[..., tuple[int, ...]], title: str) -> None:
        self._page.load(people, lambda ids: self._page.navigate("leads", ids=ids, title=title))


def _title(funnel: Funnel, labels: Mapping[str, str], stage: str, part: str) -> str:
    previous = next((s.previous for s in funnel.stages if s.stage == stage), None) or "lead"
    words = {
        "stage": stage_label(stage, labels),
        "rate": rate_label(previous, stage, labels),
        "way": f"{stage_label('lead', labels)} → {stage_label(stage, labels)}",
    }
    return _(_TITLES.get(part, _TITLES["count"])) % words
