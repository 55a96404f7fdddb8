"""Editing values of leads by hand: one step of any size, all of it or nothing, taken back by its number.

What is recorded is who, when, which field, what stood there and what stands there now (`store.edits`); how it holds
beside what lists say is `domain.leads.fold.counting`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from funneldesk.domain.formats import number
from funneldesk.domain.leads.edits import Fault, is_same, refusal, spread, understood, why_not
from funneldesk.domain.leads.fold import fold
from funneldesk.domain.leads.records import known_at
from funneldesk.domain.moment import instant_text
from funneldesk.domain.words import field_label
from funneldesk.errors import UserError
from funneldesk.i18n import _, ngettext
from funneldesk.operations.by_hand import no_such_step, now_after_all
from funneldesk.operations.changes import note
from funneldesk.operations.company_deals import settle_company_deals
from funneldesk.operations.identity import refold, said_of_leads
from funneldesk.operations.tasks import NO_TASK, Task
from funneldesk.store import edits as stored
from funneldesk.store.erasing import erased_leads
from funneldesk.store.identity import visible_of_leads
from funneldesk.store.lead_names import lead_names
from funneldesk.store.leads import own_fields
from funneldesk.store.merging import digests_by_identity

if TYPE_CHECKING:
    from funneldesk.store.store import Store

#: More leads in one step are a list, to be imported as one.
MOST = 10_000
#: So many faults are said one by one.
_SAID = 3
#: What deals that name only a company are found by.
_OF_COMPANIES = frozenset({"company", "corporate_number", "email", "acquired_at"})
#: Of what can be edited, the facts of lists hold these themselves; whatever else they need of leads they look up.
_OF_FACTS = frozenset({"acquired_at", "opt_out"})


@dataclass(frozen=True, slots=True)
class Entered:
    """A text that somebody typed or pasted into a field of a lead; `row`: of what was pasted, 0: it was typed."""

    lead: int
    field: str
    text: str
    row: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """An entry that cannot be taken, and why in words."""

    entry: Entered
    message: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a step would do: new values by lead and field, what they replace, and what cannot be taken.

    `values` counts the entries that change something, `unchanged` those that say what is there already.
    """

    new: Mapping[int, Mapping[str, str]]
    was: Mapping[int, Mapping[str, str]]
    values: int
    unchanged: int
    refused: tuple[Refused, ...]
    #: When what is replaced was known, by lead: an edit is known later.
    since: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Edited:
    """A step that was made: its number (0: nothing was to be changed), how many leads and values, and what was so."""

    number: int
    leads: int
    values: int
    unchanged: int


def plan_edits(store: "Store", entries: Sequence[Entered]) -> Plan:
    """Return what entries would change; writes nothing. Of several about one field the last one counts."""
    last = {(one.lead, one.field): one for one in entries}
    leads = {one.lead for one in last.values()}
    require_few(len(leads))
    said = said_of_leads(store.connection, leads)
    held = {lead: fold(of_lead) for lead, of_lead in said.items()}
    now = {lead: {field: text for field, (_at, text) in values.items()} for lead, values in held.items()}
    wanted, refused = _wanted(store, last.values(), now)
    new: dict[int, dict[str, str]] = defaultdict(dict)
    changed = 0
    for entry, text in wanted:
        of_lead = {**now[entry.lead], **new[entry.lead]}
        written = {
            field: value
            for field, value in spread(of_lead, entry.field, text).items()
            if not is_same(field, of_lead.get(field, ""), value)
        }
        new[entry.lead] |= written
        changed += bool(written)
    new = {lead: values for lead, values in new.items() if values}
    was = {lead: {field: now[lead].get(field, "") for field in values} for lead, values in new.items()}
    since = {
        lead: max((held[lead][field][0] for field in values if field in held[lead]), default=0)
        for lead, values in new.items()
    }
    return Plan(new, was, changed, len(wanted) - changed, tuple(refused), since)


def require_few(leads: int) -> None:
    """Raise UserError for more leads than are changed in one step."""
    if leads > MOST:
        raise UserError(
            "too_many_edits",
            _("These are {count} leads: at most {most} are changed in one step.").format(
                count=number(leads), most=number(MOST)
            ),
            _("Change fewer at once, or import the values as a list."),
        )


def _wanted(
    store: "Store", entries: Iterable[Entered], now: Mapping[int, Mapping[str, str]]
) -> tuple[list[tuple[Entered, str]], list[Refused]]:
    """Return the entries that can be taken with what they mean, and the others with why not."""
    own, erased = own_fields(store.connection), erased_leads(store.connection)
    by_field: dict[str, list[Entered]] = defaultdict(list)
    refused: list[Refused] = []
    for entry in entries:
        if message := _not_there(entry.lead, now, erased) or why_not(entry.field, own):
            refused.append(Refused(entry, message))
        else:
            by_field[entry.field].append(entry)
    wanted: list[tuple[Entered, str]] = []
    for field, group in by_field.items():
        for entry, meant in zip(
            group, understood(field, [one.text for one in group], store.zone), strict=True
        ):
            held = now[entry.lead].get(field, "")
            message = meant.message if isinstance(meant, Fault) else refusal(field, held, meant)
            if isinstance(meant, Fault) or message:
                refused.append(Refused(entry, message))
            else:
                wanted.append((entry, meant))
    return wanted, refused


def _not_there(lead: int, now: Collection[int], erased: Collection[int]) -> str:
    if lead in erased:
        return _("This person was erased: nothing more is written about her.")
    if lead not in now:
        return _("This lead is not there any more.")
    return ""


def edit(store: "Store", entries: Sequence[Entered], task: Task = NO_TASK) -> Edited:
    """Record all entries as one step; UserError, and nothing is recorded, where one cannot be taken."""
    plan = plan_edits(store, entries)
    if plan.refused:
        raise _refusal(store, plan.refused)
    if not plan.new:
        return Edited(0, 0, 0, plan.unchanged)
    with store.transaction(by_hand_only=True) as connection:
        at = now_after_all(store)
        moment = instant_text(at)
        known = known_at(moment, store.zone)
        people: dict[int, list[int]] = defaultdict(list)
        for one in visible_of_leads(connection, plan.new):
            people[one.lead_id].append(one.id)
        digests = digests_by_identity(connection, (one for some in people.values() for one in some))
        made = [
            stored.NewEdit(
                tuple(sorted(digests[one] for one in people[lead])),
                max(known, plan.since[lead] + 1),
                values,
                plan.was[lead],
            )
            for lead, values in sorted(plan.new.items())
        ]
        step = stored.add_edits(connection, made, moment)
        fields = sorted({field for values in plan.new.values() for field in values})
        _settle(store, plan.new, fields, task)
        note(connection, "edit", {"edit": step, "leads": len(made), "fields": fields})
        return Edited(step, len(made), plan.values, plan.unchanged)


def _refusal(store: "Store", refused: Sequence[Refused]) -> UserError:
    names = lead_names(store, sorted({one.entry.lead for one in refused[:_SAID]}))
    lines = [
        (_("Row {row} ({who}), {field}: {why}") if one.entry.row else _("{who}, {field}: {why}")).format(
            row=number(one.entry.row),
            who=next(filter(None, names.get(one.entry.lead, ())), "")
            or _("Lead {lead}").format(lead=one.entry.lead),
            field=field_label(one.entry.field),
            why=one.message,
        )
        for one in refused[:_SAID]
    ]
    if (more := len(refused) - _SAID) > 0:
        lines.append(ngettext("%(count)s more", "%(count)s more", more) % {"count": number(more)})
    return UserError("not_edited", "\n".join(lines), _("Nothing was changed."))


def _settle(store: "Store", leads: Collection[int], fields: Collection[str], task: Task) -> None:
    """Fold the leads again whose values were edited, or are no longer."""
    refold(store.connection, leads, task=task)
    if not _OF_FACTS.isdisjoint(fields):
        store.lists_moved()
    if not _OF_COMPANIES.isdisjoint(fields):
        refold(store.connection, settle_company_deals(store), task=task)


def undo_edit(store: "Store", step: int, task: Task = NO_TASK) -> None:
    """Take a step back: the values are what they would be if it had never been made."""
    _set_hidden(store, step, hidden=True, task=task)


def redo_edit(store: "Store", step: int, task: Task = NO_TASK) -> None:
    """Let a step that was taken back count again."""
    _set_hidden(store, step, hidden=False, task=task)


def _set_hidden(store: "Store", step: int, *, hidden: bool, task: Task) -> None:
    found = stored.edits(store.connection, step, hidden_too=True)
    if not found or found[0].hidden == hidden:
        raise no_such_step(step, hidden=hidden)
    with store.transaction(by_hand_only=True) as connection:
        stored.hide_edits(connection, step, instant_text(datetime.now(UTC)) if hidden else None)
        leads = set(stored.leads_of_edits(connection, found).values())
        _settle(store, leads, {field for one in found for field in one.values}, task)
        note(connection, "undo-edit" if hidden else "redo-edit", {"edit": step})
