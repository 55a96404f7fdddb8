"""Small Facts made by hand: `facts(person(...), person(...))`. Days are ISO text; other tests may use it too."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from funneldesk.domain.facts import Claims, Column, Content, Deals, Events, Facts
from funneldesk.domain.fields import ACTIVITY_KINDS, OUTCOMES, STAGES
from funneldesk.domain.moment import NO_INSTANT, moment_of


def day(text):
    return date.fromisoformat(text).toordinal()


def moment(text):
    """A day, an instant "...Z", an ordinal, or None."""
    if isinstance(text, int):
        return text, NO_INSTANT
    found = moment_of(text)
    return found.day, found.instant


@dataclass
class Deal:
    opened: object = None
    won: object = None
    amount: int = -1
    outcome: str = ""
    closed: object = None


@dataclass
class Person:
    """One lead. `did`: (moment, kind[, content key]); `claims`: (stage, moment or None); `fields`: text now;
    `changes`: {field: [(day, text), ...]} in time order, the first from the beginning (day 0)."""

    acquired: object = None
    did: list = field(default_factory=list)
    deals: list = field(default_factory=list)
    claims: list = field(default_factory=list)
    fields: dict = field(default_factory=dict)
    changes: dict = field(default_factory=dict)
    disqualified: object = None
    opt_out: object = None


def person(acquired=None, *did, **rest):
    return Person(acquired, list(did), **rest)


def facts(*people, contents=(), claimable=None, unattached=()):
    """Facts of these people; contents nobody described are added by key; deals make the claims lists make."""
    known = {content.key: content for content in contents}
    for someone in people:
        for activity in someone.did:
            if len(activity) > 2 and activity[2]:
                known.setdefault(activity[2], Content(activity[2], activity[2]))
    keys = list(known)
    claims = _claims(people)
    if claimable is None:
        claimable = {STAGES[stage] for _, stage, _, _ in claims}
    acquired = [moment(someone.acquired) for someone in people]
    return Facts(
        lead_ids=np.arange(1, len(people) + 1, dtype=np.int64) * 10,
        acquired_day=_array([a[0] for a in acquired], np.int32),
        acquired_instant=_array([a[1] for a in acquired], np.int64),
        opt_out_day=_array([moment(someone.opt_out)[0] for someone in people], np.int32),
        disqualified_day=_array([moment(someone.disqualified)[0] for someone in people], np.int32),
        listed=np.ones(len(people), np.bool_),
        events=_events(people, keys),
        deals=_deals(people, unattached),
        claims=Claims(*(_array(c, t) for c, t in zip(_columns(claims, 4), _CLAIM, strict=True))),
        contents=tuple(known.values()),
        campaigns=(),
        columns=_field_columns(people),
        claimable=frozenset(claimable),
    )


_CLAIM = (np.int32, np.int8, np.int32, np.int64)


def _array(values, kind):
    return np.array(list(values), kind)


def _columns(rows, width):
    return list(zip(*rows, strict=True)) if rows else [[] for _ in range(width)]


def _events(people, keys):
    rows = []
    for lead, someone in enumerate(people):
        for when, kind, *content in someone.did:
            at = moment(when)
            place = keys.index(content[0]) if content and content[0] else -1
            rows.append((lead, *at, ACTIVITY_KINDS.index(kind), -1, place, -1, len(rows) + 1, 0))
    rows.sort(key=lambda row: (row[0], row[1], row[2], row[7]))
    kinds = (np.int32, np.int32, np.int64, np.int8, np.int8, np.int32, np.int32, np.int64, np.int8)
    return Events(*(_array(column, kind) for column, kind in zip(_columns(rows, 9), kinds, strict=True)))


def _deals(people, unattached):
    rows = [(lead, deal) for lead, someone in enumerate(people) for deal in someone.deals]
    rows += [(-1, deal) for deal in unattached]
    table = []
    for lead, deal in rows:
        opened, won, closed = moment(deal.opened), moment(deal.won), moment(deal.closed or deal.won)
        outcome = deal.outcome or ("won" if deal.won else "open")
        table.append((lead, *opened, won[0], closed[0], OUTCOMES.index(outcome), deal.amount, len(table)))
    table.sort(key=lambda row: (row[0], row[1], row[2]))
    kinds = (np.int32, np.int32, np.int64, np.int32, np.int32, np.int8, np.int64, np.int64)
    return Deals(*(_array(column, kind) for column, kind in zip(_columns(table, 8), kinds, strict=True)))


def _claims(people):
    rows = []
    for lead, someone in enumerate(people):
        rows += [(lead, STAGES.index(stage), *moment(when)) for stage, when in someone.claims]
        for deal in someone.deals:
            rows.append((lead, STAGES.index("deal"), *moment(deal.opened)))
            if deal.won or deal.outcome == "won":
                rows.append((lead, STAGES.index("won"), *moment(deal.won)))
    return rows


def _field_columns(people):
    names = {name for someone in people for name in (*someone.fields, *someone.changes)}
    return {name: _column(people, name) for name in sorted(names)}


def _column(people, name):
    labels, codes, changed = {}, [], []

    def code(text):
        return labels.setdefault(text, len(labels)) if text else -1

    for lead, someone in enumerate(people):
        history = someone.changes.get(name, [])
        # The earliest known value holds from the beginning: day 0.
        changed += [(lead, moment(when)[0] if n else 0, code(text)) for n, (when, text) in enumerate(history)]
        codes.append(code(history[-1][1] if history else someone.fields.get(name, "")))
    columns = [_array(column, np.int32) for column in _columns(changed, 3)]
    return Column(tuple(labels), _array(codes, np.int32), *columns)
