"""The data quality page: what of the book's data rules is broken, by list and by field, and what to fix first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.facts import positions
from funneldesk.domain.fields import DEAL, MQL, OUTCOMES, SAL, WON, Kind, is_field
from funneldesk.domain.handovers.following import Reasons
from funneldesk.domain.leads.quality import (
    LIST_OF_STAGE,
    RuleState,
    ScheduleState,
    Unreached,
    Unscored,
    allowed_rules,
    required_rules,
    schedule_states,
    scored_fields,
    unnamed_reasons,
    unreached,
    unscored,
)
from funneldesk.domain.lists.mapping import NOTHING_TO_CORRECT
from funneldesk.operations.answered import answered_once
from funneldesk.operations.business_calendar import calendar_of
from funneldesk.operations.duties import newest_lists
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.filled import filled_of_store
from funneldesk.operations.gathering_filled import is_in, packed_filled
from funneldesk.operations.remembered import remembered
from funneldesk.operations.stages import stage_days_of
from funneldesk.operations.tasks import NO_TASK
from funneldesk.store import quality as stored
from funneldesk.store import records as kept

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from funneldesk.domain.book.book import Book
    from funneldesk.domain.facts import Bool, Facts, Int32, Int64
    from funneldesk.domain.packed import Packed
    from funneldesk.operations.gathering_filled import Filled
    from funneldesk.operations.tasks import Task
    from funneldesk.store.records import BatchInfo
    from funneldesk.store.store import Store

#: What a date on a list of leads tells where no hand-over and no deal does.
_ON_LEADS = {("sal", "decided_at"): "sal_at", ("deal", "opened_at"): "deal_at", ("won", "won_at"): "won_at"}


@dataclass(frozen=True, slots=True, eq=False)
class ListGroup:
    """The same list as it was imported once or several times: one kind, one tool, the same headings.

    `newest` of its `imports`; `leads`: how many are on it; `broken`: those of them that break some rule;
    `to_correct`: rows with problems that are still to be corrected.
    """

    newest: "BatchInfo"
    imports: int
    fields: frozenset[str]
    leads: int
    broken: "Int32"
    to_correct: int


@dataclass(frozen=True, slots=True)
class Where:
    """The list to mend first for a rule: how many of its leads stand there, and whether it has the column."""

    group: ListGroup
    k: int
    has_column: bool


@dataclass(frozen=True, slots=True)
class RuleReport:
    """One rule with the list where most of those who break it stand (None: on none of that kind)."""

    state: RuleState
    where: Where | None


@dataclass(frozen=True, slots=True, eq=False)
class Quality:
    """The page's data as of a day. Places are positions in `ids`; rules with the greatest effect come first.

    `reasons`: why sales turned somebody down, and why deals were lost, in words the book does not name.
    """

    as_of: int
    ids: "Int64"
    about: int
    rules: tuple[RuleReport, ...]
    unscored: Unscored
    unreached: Unreached
    schedules: tuple[ScheduleState, ...]
    lists: tuple[ListGroup, ...]
    reasons: tuple[RuleState, ...] = ()
    stage_labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def broken(self) -> tuple[RuleReport, ...]:
        """Return the rules that somebody breaks."""
        return tuple(report for report in self.rules if report.state.k)

    def leads(self, places: "Int32") -> list[int]:
        """Return the lead ids at some places."""
        found: list[int] = self.ids[places].tolist()
        return found


def quality_of(store: "Store", as_of: int, task: "Task" = NO_TASK) -> Quality:
    """Return how good the data is on a day, by the book in force; kept until records, book or day change."""
    return answered_once(store, as_of, task, _computed)


def _computed(store: "Store", task: "Task", as_of: int) -> Quality:
    task.report(0, None)
    facts, book = facts_of(store), version_in_force(versions_of(store), as_of).book
    desk = _Desk(store, facts, book, as_of)
    states = (
        *required_rules(book.data_rules, desk.applies, desk.filled),
        *allowed_rules(book.data_rules, facts.columns, desk.about),
    )
    infos = kept.batches(store.connection, visible_only=True)
    on_groups = _groups(store, facts, infos, states)
    reports = [RuleReport(state, _where(state, on_groups)) for state in states]
    reports.sort(key=lambda report: (-report.state.effect, -report.state.k))
    attributes = desk.any_filled(scored_fields(book))
    return Quality(
        as_of,
        facts.lead_ids,
        int(np.count_nonzero(desk.about)),
        tuple(reports),
        unscored(facts, desk.about, attributes, as_of),
        unreached(facts, desk.about, desk.any_filled(["email"]), desk.any_filled(["phone"]), as_of),
        schedule_states(book.data_rules.schedules, newest_lists(store), as_of, calendar_of(store)),
        tuple(group for group, _places in on_groups),
        tuple(desk.unnamed_reasons(Reasons(versions_of(store)))),
        book.stage_labels,
    )


def required_states(store: "Store", facts: "Facts", book: "Book", as_of: int) -> tuple[RuleState, ...]:
    """Return the state of each required field of `book`, agreed on or not."""
    desk = _Desk(store, facts, book, as_of)
    return required_rules(book.data_rules, desk.applies, desk.filled)


class _Desk:
    """What is filled for whom. Whoever is disqualified is nobody's work any more, and not counted."""

    def __init__(self, store: "Store", facts: "Facts", book: "Book", as_of: int) -> None:
        self._store, self._facts = store, facts
        stages = stage_days_of(store, as_of)
        self.about: Bool = ~(facts.disqualified_day <= as_of)
        lost = facts.deals.lead[(facts.deals.outcome == OUTCOMES.index("lost")) & (facts.deals.lead >= 0)]
        self.applies: dict[str, Bool] = {"lead": self.about, "lost": self._mask(lost) & self.about}
        for name, stage in (("mql", MQL), ("sal", SAL), ("deal", DEAL), ("won", WON)):
            if stages.recorded[stage]:
                self.applies[name] = stages.is_reached(stage) & self.about
        self._things: dict[Kind, Packed[Filled]] = {}
        required = [f for names in book.data_rules.required.values() for one in names for f in one.split("|")]
        wanted = {"email", "phone", *required, *_ON_LEADS.values(), *scored_fields(book)}
        #: A bit for each lead: a byte for each of a million, twelve fields over, would be twelve megabytes.
        self._filled: Mapping[str, NDArray[np.uint8]] = remembered(
            # What people enter fills no field.
            facts.lists or facts,
            ("filled", *sorted(wanted)),
            lambda: _in_bits(stored.filled(store.connection, sorted(wanted))),
        )

    def filled(self, stage: str, name: str) -> "Bool":
        """Return which leads have what `stage` requires: on every deal or hand-over, else on a list of leads."""
        own = self._of_lead(_ON_LEADS.get((stage, name), name))
        kind = LIST_OF_STAGE.get(stage)
        if kind is None:
            return own
        things = self._things_of(kind)
        if not things:
            return own
        leads = positions(self._facts.lead_ids, things.numbers("lead"))
        about = leads >= 0 if stage == "deal" else (leads >= 0) & things.texts("stage").are(stage)
        said = things.texts("fields").numbers(lambda fields: is_in(name, fields)).astype(np.bool_)
        has = self._mask(leads[about])
        complete = has & ~self._mask(leads[about & ~said])
        # An owner of the lead is an owner of its deal; a date of the list is one only without any deal.
        return complete | (own if name == "owner" else own & ~has)

    def unnamed_reasons(self, reasons: Reasons) -> Iterator[RuleState]:
        """Yield who was turned down, and whose deal was lost, for a reason the book does not name."""
        for stage, name, of_book in (("sal", "reason", "rejection"), ("lost", "lost_reason", "lost")):
            things = self._things_of(LIST_OF_STAGE[stage])
            if not things:
                continue
            leads = positions(self._facts.lead_ids, things.numbers("lead"))
            # Of whoever is no customer for another reason nothing is to follow.
            given = (leads >= 0) & ~things.texts("reason").are("")
            given[given] = self.about[leads[given]]
            if given.any():
                places = np.flatnonzero(given)
                yield unnamed_reasons(
                    stage,
                    name,
                    leads[places],
                    things.texts("reason").take(places),
                    things.numbers("day")[places],
                    is_named=partial(_is_named, reasons, of_book),
                )

    def _things_of(self, kind: Kind) -> "Packed[Filled]":
        if kind not in self._things:
            self._things[kind] = packed_filled(filled_of_store(self._store, kind))
        return self._things[kind]

    def any_filled(self, names: Iterable[str]) -> "Bool":
        """Return which leads have any of these fields."""
        found = np.zeros(self._facts.count, bool)
        for name in names:
            found |= self._of_lead(name)
        return found

    def _of_lead(self, name: str) -> "Bool":
        if name in self._filled:
            return np.unpackbits(self._filled[name], count=self._facts.count).view(np.bool_)
        if name in self._facts.columns:
            column = self._facts.columns[name]
            empty = np.array([not label for label in column.labels] + [True], bool)
            return ~empty[column.codes]
        return np.zeros(self._facts.count, bool)

    def _mask(self, places: "Int32") -> "Bool":
        mask = np.zeros(self._facts.count, bool)
        mask[places] = True
        return mask


def _is_named(reasons: Reasons, kind: str, word: str, day: int) -> bool:
    # What a pilot names alone is named for its leads.
    return reasons.named(kind, word, day, inside=True) is not None


def _in_bits(by_field: "Mapping[str, Bool]") -> "dict[str, NDArray[np.uint8]]":
    return {name: np.packbits(said) for name, said in by_field.items()}


def _groups(
    store: "Store", facts: "Facts", infos: Sequence["BatchInfo"], states: Sequence[RuleState]
) -> "tuple[tuple[ListGroup, Int32], ...]":
    """Return the groups, those with the most broken rules first, each with the leads on it."""
    lists = [info for info in infos if info.kind in ("leads", "handovers", "deals")]
    on_list = {
        info.id: positions(
            facts.lead_ids, stored.leads_on_list(store.connection, info.first_record, info.end_record)
        )
        for info in lists
    }
    broken = np.zeros(facts.count, bool)
    for state in states:
        broken[state.places] = True
    together: dict[tuple[str, str, str], list[BatchInfo]] = {}
    for info in lists:
        together.setdefault((info.kind, info.system, info.fingerprint), []).append(info)
    to_correct = kept.rows_with_problems(store.connection, NOTHING_TO_CORRECT)
    found = []
    for same in together.values():
        mask = np.zeros(facts.count, bool)
        for info in same:
            mask[on_list[info.id][on_list[info.id] >= 0]] = True
        on_it = np.flatnonzero(mask).astype(np.int32)
        group = ListGroup(
            same[-1],
            len(same),
            frozenset(name for info in same for name in info.fields),
            len(on_it),
            on_it[broken[on_it]],
            sum(to_correct.get(info.id, 0) for info in same),
        )
        found.append((group, on_it))
    return tuple(sorted(found, key=lambda entry: -len(entry[0].broken)))


def _where(state: RuleState, groups: "Sequence[tuple[ListGroup, Int32]]") -> Where | None:
    """Return the list on which most of those who break a rule stand: the one of the stage, else one of leads."""
    if not state.k:
        return None
    own = {_ON_LEADS.get((state.stage, name), name) for name in state.fields}
    first = LIST_OF_STAGE.get(state.stage, "leads")
    kinds = (first, "leads") if any(is_field("leads", name) for name in own) else (first,)
    if any(group.newest.kind == first for group, _places in groups):
        kinds = (first,)  # that list is there: they belong on it
    for kind in dict.fromkeys(kinds):
        counted = [
            (int(np.count_nonzero(np.isin(state.places, places, assume_unique=True))), group)
            for group, places in groups
            if group.newest.kind == kind
        ]
        best = max(counted, key=lambda entry: entry[0], default=None)
        if best is not None and best[0]:
            names = own if kind == "leads" else set(state.fields)
            return Where(best[1], best[0], bool(names & best[1].fields))
    return None
