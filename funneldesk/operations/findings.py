"""What the program finds by itself in a store, and whether it would find it in noise."""

from typing import TYPE_CHECKING, Literal

from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.findings.finding_sentences import Names
from funneldesk.domain.findings.findings import Finding, Findings, findings
from funneldesk.domain.findings.outcomes import outcomes, shuffled
from funneldesk.domain.findings.questions import questions
from funneldesk.operations.answered import answered_once
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.stages import stage_days_of
from funneldesk.operations.tasks import NO_TASK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from funneldesk.operations.tasks import Task
    from funneldesk.store.store import Store

Side = Literal["inside", "outside"]


def findings_of(store: "Store", as_of: int, task: "Task" = NO_TASK) -> Findings:
    """Return what stands out as of a day, the surest first."""
    return answered_once(store, as_of, task, _found)


def _found(store: "Store", _task: "Task", as_of: int) -> Findings:
    facts, versions = facts_of(store), versions_of(store)
    found = outcomes(facts, stage_days_of(store, as_of))
    book = version_in_force(versions, as_of).book
    return findings(questions(facts, found, book), as_of, facts.count)


def names_of(store: "Store", as_of: int) -> Names:
    """Return what contents and stages are called."""
    book = version_in_force(versions_of(store), as_of).book
    titles = {content.key: content.title for content in facts_of(store).contents if content.title}
    return Names(titles, book.stage_labels)


def finding_people(store: "Store", found: Finding, side: Side) -> tuple[int, ...]:
    """Return the ids of the leads behind one share of a finding of this store, ascending."""
    positions = found.positions if side == "inside" else found.others
    return tuple(facts_of(store).lead_ids[positions].tolist())


def shuffles(store: "Store", as_of: int, count: int) -> "Iterator[int]":
    """Yield how many findings each of `count` shuffled copies of the store shows (`domain.findings.outcomes`)."""
    facts = facts_of(store)
    found = outcomes(facts, stage_days_of(store, as_of))
    book = version_in_force(versions_of(store), as_of).book
    for seed in range(count):
        yield len(findings(questions(facts, shuffled(found, seed), book), as_of, facts.count).findings)
