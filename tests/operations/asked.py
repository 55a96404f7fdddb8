"""Questions that tests let a child answer: it finds them here."""

import time

from funneldesk.operations import apart
from funneldesk.operations.facts import facts_of
from funneldesk.operations.tasks import Task
from funneldesk.store.store import Store

WAITS_SECONDS = 600
STEPS = 3


def how_many(store: Store, task: Task, more: int) -> tuple[bool, int, object]:
    """Return whether a child was asked, a number, and what both sides have; say some steps before."""
    for step in range(STEPS):
        task.report(step, STEPS)
    facts = facts_of(store)
    return not apart.is_for_child(store), facts.count + more, facts.lead_ids


def never(_store: Store, _task: Task) -> None:
    """Come to no end."""
    time.sleep(WAITS_SECONDS)


def fails(store: Store, _task: Task) -> str:
    """Come to an end here alone."""
    if not apart.is_for_child(store):
        raise RuntimeError("in the child")
    return "here"
