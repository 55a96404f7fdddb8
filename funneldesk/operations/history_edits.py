"""Edits of lead values in the history: one event a step, with what stood there before and after."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from funneldesk.domain.formats import number
from funneldesk.domain.leads.erased import shown_value
from funneldesk.domain.leads.value_words import value_text
from funneldesk.domain.words import field_label
from funneldesk.i18n import _, ngettext
from funneldesk.operations.auditing import entry_words
from funneldesk.operations.history_events import Changed, Event
from funneldesk.store import edits as stored
from funneldesk.store.audit import Entry
from funneldesk.store.lead_names import lead_names

if TYPE_CHECKING:
    from funneldesk.store.edits import Edit
    from funneldesk.store.store import Store


def edit_events(store: "Store") -> Iterator[Event]:
    """Yield every step of edits, oldest first, those taken back too."""
    made = stored.edits(store.connection, hidden_too=True)
    leads = stored.leads_of_edits(store.connection, made)
    steps: dict[int, list[Edit]] = {}
    for one in made:
        steps.setdefault(one.step, []).append(one)
    alone = {leads.get(group[0].id, 0) for group in steps.values() if len(group) == 1} - {0}
    names = lead_names(store, sorted(alone))
    for step, group in steps.items():
        lead = leads.get(group[0].id, 0) if len(group) == 1 else 0
        many = ngettext("%(count)s lead", "%(count)s leads", len(group)) % {"count": number(len(group))}
        about = many if len(group) > 1 else " · ".join(filter(None, names.get(lead, ())))
        words = entry_words(Entry(group[0].at, "edit", {}))
        yield Event(
            group[0].at, "entry", words, "", about, "edit", step, group[0].hidden, "", lead
        )  # fmt: skip


def step_words(about: str) -> str:
    """Return what the Edit menu calls a step of edits: with whom it is about."""
    return _("{act} ({who})").format(act=entry_words(Entry("", "edit", {})), who=about)


def edit_changes(store: "Store", step: int, most: int) -> tuple[Changed, ...]:
    """Return what a step changed, the first `most` values one by one; of several leads with their names."""
    made = stored.edits(store.connection, step, hidden_too=True)
    leads = stored.leads_of_edits(store.connection, made) if len(made) > 1 else {}
    names = lead_names(store, sorted(set(leads.values())))
    found = []
    for one in made:
        who = next(filter(None, names.get(leads.get(one.id, 0), ())), "")
        for field, text in one.values.items():
            label = field_label(field)
            what = _("{who}, {field}").format(who=who, field=label) if who else label
            found.append(Changed(what, _shown(field, one.was.get(field, "")), _shown(field, text)))
    more = len(found) - most
    rest = [Changed(_("Further values"), "", number(more))] if more > 0 else []
    return (*found[:most], *rest)


def _shown(field: str, text: str) -> str:
    return value_text(field, shown_value(text))
