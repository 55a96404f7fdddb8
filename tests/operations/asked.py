"""Questions that tests let a child answer: it finds them here."""

import time

from funneldesk.operations import apart
from funneldesk.operations.facts import facts_of
from funneldesk.operations.tasks import Task
from funneldesk.store.store import Store

WAITS_SECONDS = 600
STEPS = 3


def by_whom(store: Store, task: Task, given: str) -> tuple[str, str]:
    """Return who answers, and what was given; say some steps before."""
    for step in range(STEPS):
        task.report(step, STEPS)
    return "this process" if apart.is_for_child(store) else "the child", given


def of_facts(store: Store, task: Task) -> tuple[str, int, object]:
    """Return who answers, how many leads there are, and what both sides have."""
    facts = facts_of(store)
    return by_whom(store, task, "")[0], facts.count, facts.lead_ids


def never(_store: Store, _task: Task) -> None:
    """Come to no end."""
    time.sleep(WAITS_SECONDS)


def fails(_store: Store, _task: Task) -> str:
    """Come to no answer."""
    raise RuntimeError
