"""`funneldesk check`: computes every derived table again from the records and compares (DESIGN 2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from funneldesk.domain.facts import Facts
from funneldesk.domain.leads.identity import Identity, components, digest, keys_of
from funneldesk.i18n import _
from funneldesk.operations.answers import wrong_answers
from funneldesk.operations.campaigns import campaigns_view_anew
from funneldesk.operations.checking_responses import wrong_responses
from funneldesk.operations.company_deals import owners_of_company_deals
from funneldesk.operations.contents import contents_anew
from funneldesk.operations.facts import facts_of
from funneldesk.operations.funnel import acceptance_anew
from funneldesk.operations.funnel_view import funnel_view_anew
from funneldesk.operations.gathering import gather, gather_lists
from funneldesk.operations.identity import folded
from funneldesk.operations.kept_facts import GROUPS
from funneldesk.operations.ranges import RangeChoice
from funneldesk.operations.stages import cache_is_right
from funneldesk.operations.tasks import NO_TASK, Task
from funneldesk.store import identity as identities
from funneldesk.store import integrity
from funneldesk.store.books import altered_versions, missing_guards
from funneldesk.store.merging import verdicts_of
from funneldesk.store.records import company_deals
from funneldesk.store.reviews import altered_reviews
from funneldesk.store.store import Store

_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Finding:
    """A difference in words.

    `where`: file, book, review, identity, lead, lead_value, company_deal, response or cache.
    """

    where: str
    what: str


def check(store: Store, task: Task = NO_TASK) -> tuple[Finding, ...]:
    """Return every difference between what is stored and what the records give; there must be none."""
    # Outside the view below, where nothing is taken from a cache.
    cached, state = facts_of(store), store.state
    with store.one_view():
        found = [Finding("file", text) for text in integrity.problems_of_file(store.connection)]
        found += _books(store)
        found += _reviews(store)
        found += [Finding("response", text) for text in wrong_responses(store)]
        task.report(1, 5)
        found += _identities(store)
        task.report(2, 5)
        found += _leads(store)
        task.report(3, 5)
        found += _company_deals(store)
        task.report(4, 5)
        if store.state == state:
            found += _caches(store, cached)
    return tuple(found)


def _books(store: Store) -> Iterable[Finding]:
    for number in altered_versions(store):
        text = _("Version {number} of the book is not what was signed.")
        yield Finding("book", text.format(number=number))
    if missing := missing_guards(store):
        text = _("The store no longer refuses changes of agreed versions: {names} missing.")
        yield Finding("book", text.format(names=", ".join(missing)))


def _reviews(store: Store) -> Iterable[Finding]:
    for number in altered_reviews(store):
        text = _("The numbers of review {number} are not those it began with.")
        yield Finding("review", text.format(number=number))


def _identities(store: Store) -> Iterable[Finding]:
    connection = store.connection
    everybody = {one.id: one for one in identities.all_visible(connection)}
    digests = {digest(one.who): one.id for one in everybody.values() if keys_of(one.who)}
    under = identities.ids_of_digests(connection, digests)
    for _digest, wrong in sorted(set(digests.items()) ^ set(under.items())):
        yield Finding("identity", _("Identity {id} is stored under a wrong digest.").format(id=wrong))
    stored_keys = set(identities.all_keys(connection))
    wanted = {(key, one.id) for one in everybody.values() for key in keys_of(one.who)}
    if missing := wanted - stored_keys:
        yield Finding("identity", _("{count} keys are missing.").format(count=len(missing)))
    groups: dict[str, list[Identity]] = {}
    for key, number in sorted(wanted):
        groups.setdefault(key, []).append(everybody[number])
    owners: dict[int, int] = {}
    systems, verdicts = identities.listed_systems(connection), verdicts_of(connection)
    for part in components(everybody, groups, systems, verdicts):
        leads = {one.lead_id for one in part}
        if len(leads) != 1 or 0 in leads:
            text = _("Identities {ids} are one lead, but are stored as {leads}.")
            ids = ", ".join(str(one.id) for one in part)
            yield Finding("identity", text.format(ids=ids, leads=", ".join(map(str, sorted(leads)))))
        for lead_id in leads:
            if owners.setdefault(lead_id, part[0].id) != part[0].id:
                yield Finding("identity", _("Lead {id} is several people.").format(id=lead_id))


def _leads(store: Store) -> Iterable[Finding]:
    connection = store.connection
    lead_ids = sorted({one.lead_id for one in identities.all_visible(connection)})
    expected_ids: set[int] = set()
    for start in range(0, len(lead_ids), _AT_ONCE):
        part = lead_ids[start : start + _AT_ONCE]
        rows, values = folded(connection, part)
        expected = {int(str(row[0])): row for row in rows}
        expected_ids |= expected.keys()
        yield from _differences("lead", expected, integrity.lead_rows(connection, part))
        changed = {(lead_id, one.field, one.day): one.value for lead_id, one in values}
        yield from _differences("lead_value", changed, integrity.lead_values(connection, part))
    for lead_id in sorted(integrity.lead_ids(connection) - expected_ids):
        yield Finding("lead", _("Lead {id} has no visible record.").format(id=lead_id))


def _differences(
    where: str, expected: Mapping[Any, object], stored: Mapping[Any, object]
) -> Iterable[Finding]:
    for key in sorted({*expected, *stored}, key=repr):
        if expected.get(key) != stored.get(key):
            text = _("{key}: the records give {expected}, stored is {stored}.")
            yield Finding(where, text.format(key=key, expected=expected.get(key), stored=stored.get(key)))


def _company_deals(store: Store) -> Iterable[Finding]:
    expected = owners_of_company_deals(store)
    return _differences("company_deal", dict(expected), dict(company_deals(store.connection)))


def _caches(store: Store, cached: Facts) -> Iterable[Finding]:
    """Compare what the cache file gives with what the records give."""
    fresh = gather(store, columns=cached.columns, cachable=False, use_caches=False)
    lists = gather_lists(store, columns=cached.columns, cachable=False, use_caches=False)
    pairs = [(cached, fresh), *([(cached.lists, lists.facts)] if cached.lists else [])]
    for one, other in pairs:
        yield from _other_facts(one, other)
        if not cache_is_right(store, replace(other, stamp=one.stamp)):
            yield Finding("cache", _("{name} is not what the records give.").format(name="stages"))
    for name in wrong_answers(store, lambda question, day: _answered(store, question, day)):
        yield Finding("cache", _("{name} is not what the records give.").format(name=name))


def _answered(store: Store, question: list[Any], as_of: int) -> object:
    """Answer a question whose answer is kept in the cache file, without asking it."""
    name, *of = question
    if name == "contents":
        return contents_anew(store, as_of, *of)
    if name == "acceptance":
        return acceptance_anew(store, as_of, *of)
    if name == "campaigns":
        chosen, field = of
        return campaigns_view_anew(store, as_of, RangeChoice(**chosen), field)
    choice, mode, by = of
    return funnel_view_anew(store, as_of, RangeChoice(**choice), mode, by)


def _other_facts(cached: Facts, fresh: Facts) -> Iterable[Finding]:
    pairs: list[tuple[str, object, object]] = [("facts", cached, fresh)]
    pairs += [(group, getattr(cached, group), getattr(fresh, group)) for group in GROUPS]
    for group, one, other in pairs:
        for name in (column.name for column in fields(one) if column.name != "touched"):  # type: ignore[arg-type]
            left, right = getattr(one, name), getattr(other, name)
            if isinstance(left, np.ndarray) and not np.array_equal(left, right):
                yield Finding(
                    "cache", _("{name} is not what the records give.").format(name=f"{group}.{name}")
                )
    if (cached.contents, cached.campaigns, cached.claimable, cached.names) != (
        fresh.contents,
        fresh.campaigns,
        fresh.claimable,
        fresh.names,
    ):
        yield Finding("cache", _("{name} is not what the records give.").format(name="contents"))
