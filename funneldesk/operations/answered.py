"""Great questions: answered by a child of very many leads, and once for every page that asks."""

from typing import TYPE_CHECKING, TypeVar, TypeVarTuple

from funneldesk.operations.apart import found_apart
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.remembered import book_key, remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from funneldesk.operations.tasks import Task
    from funneldesk.store.store import Store

Given = TypeVarTuple("Given")
Answer = TypeVar("Answer")

#: What both sides have in their facts is named, not sent.
_OF_BOTH = ("lead_ids", "acquired_day", "disqualified_day", "opt_out_day", "contents")


def answered(
    store: "Store",
    task: "Task",
    question: "Callable[[Store, Task, *Given], Answer]",
    *given: *Given,
) -> Answer:
    """Return `question(store, task, *given)`, found by a child of very many leads; here where that comes to nothing.

    See `apart.found_apart`; the answer holds no facts either: the child would send them all.
    """
    with store.one_view():
        found = found_apart(store, task, question, *given, state=store.state, shared=of_both)
        return found.answer if found else question(store, task, *given)


def answered_once(
    store: "Store", as_of: int, task: "Task", question: "Callable[[Store, Task, int], Answer]"
) -> Answer:
    """Return `answered(store, task, question, as_of)`, kept until records, book or day change."""
    with store.one_view():
        key = (question, book_key(versions_of(store), as_of), as_of)
        return remembered(facts_of(store), key, lambda: answered(store, task, question, as_of))


def of_both(store: "Store") -> "Mapping[str, object]":
    """Return by name what a child has in its facts as well."""
    facts = facts_of(store)
    return {name: getattr(facts, name) for name in _OF_BOTH}
