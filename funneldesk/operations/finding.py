"""What a typed text may mean among people, companies, contents, cards and the lines of the book: a few of each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeVar

from funneldesk.domain.formats import number
from funneldesk.domain.matching import match
from funneldesk.i18n import ngettext
from funneldesk.operations.book import draft_state
from funneldesk.operations.facts import facts_of
from funneldesk.operations.knowledge import cards_of
from funneldesk.operations.tasks import NO_TASK, Task
from funneldesk.store.finding import companies_named
from funneldesk.store.lead_list import lead_rows
from funneldesk.store.search_index import matching_ids

if TYPE_CHECKING:
    from funneldesk.domain.facts import Content
    from funneldesk.store.store import Store

Kind = Literal["lead", "company", "content", "card", "term", "signal", "rule", "kpi", "scenario"]
Thing = TypeVar("Thing")
#: The last one is asked to stop where somebody types on meanwhile.
Find = Callable[["Store", str, "Task"], "tuple[Found, ...]"]
#: So many of each kind are offered; so many people who fit are looked at to find the best.
MOST, MOST_LOOKED_AT = 5, 500


@dataclass(frozen=True, slots=True)
class Found:
    """Something with a name.

    `key`: which of its `kind` (the id of a lead, the item of a card, a line's id; of a content its name, by which its
    page finds it).
    `detail`: what tells it from others of that name; `score`: how well it fits (`domain.matching`).
    """

    kind: Kind
    key: str
    name: str
    detail: str = ""
    score: float = 0.0


def leads_found(store: "Store", typed: str, task: Task = NO_TASK) -> tuple[Found, ...]:
    """Return the leads a text may mean, the best first: found by name, by company, by an address or a note alone."""
    if not typed.strip():
        return ()
    rows = lead_rows(store, matching_ids(store, typed, task.report)[:MOST_LOOKED_AT].tolist()).values()
    return _best(
        Found(
            "lead", str(row.id), row.name or row.email or "", row.company, _fit(typed, row.name, row.company)
        )
        for row in rows
    )


def companies_found(store: "Store", typed: str, task: Task = NO_TASK) -> tuple[Found, ...]:
    """Return the companies a text may mean by their names, with how many leads they have."""
    task.report(0, None)
    companies = companies_named(store, typed, MOST)
    named = lead_rows(store, (lead for lead, _count in companies))
    found = []
    for lead, count in companies:
        words = ngettext("%(count)s lead", "%(count)s leads", count) % {"count": number(count)}
        name = named[lead].company
        found.append(Found("company", str(lead), name, words, _fit(typed, name)))
    return _best(found)


def writings_found(store: "Store", typed: str, task: Task = NO_TASK) -> tuple[Found, ...]:
    """Return the contents, cards and lines of the book (of the open draft) a text may mean, the best first."""
    if not typed.strip():
        return ()
    task.report(0, None)
    book = draft_state(store).book
    lines: list[Found] = [
        *_named("content", facts_of(store).contents, _content_name, _content_name),
        *_named("card", cards_of(store), lambda one: str(one.item), lambda one: one.title),
        *_named("term", book.terms, lambda one: one.id, lambda one: one.name),
        *_named("signal", book.signals, lambda one: one.id, lambda one: one.name),
        *_named("rule", book.rules, lambda one: one.id, lambda one: one.name),
        *_named("kpi", book.kpis, lambda one: one.id, lambda one: one.name),
        *_named("scenario", book.scenarios, lambda one: one.id, lambda one: one.name),
    ]
    return _best(
        [
            Found(one.kind, one.key, one.name, one.detail, fit.score)
            for one in lines
            if (fit := match(typed, one.name)) is not None
        ]
    )


def _named(
    kind: Kind, things: Iterable[Thing], key: Callable[[Thing], str], name: Callable[[Thing], str]
) -> list[Found]:
    return [Found(kind, key(thing), name(thing)) for thing in things]


def _content_name(content: "Content") -> str:
    return content.title or content.key


def _fit(typed: str, name: str, *others: str) -> float:
    """Return how well a text fits a name or what else it goes by, 0 where it fits none."""
    fit = match(typed, name, others)
    return fit.score if fit is not None else 0.0


def _best(found: Iterable[Found]) -> tuple[Found, ...]:
    """Return the best of each kind, the kinds in the order of their best."""
    kinds: dict[str, list[Found]] = {}
    for one in sorted(found, key=lambda one: -one.score):
        few = kinds.setdefault(one.kind, [])
        if len(few) < MOST:
            few.append(one)
    return tuple(one for few in kinds.values() for one in few)


#: What can be asked, each by itself.
WAYS: dict[str, Find] = {"leads": leads_found, "writings": writings_found, "companies": companies_found}
