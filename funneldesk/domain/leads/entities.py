"""Deals, hand-overs, contents and costs: few enough to fold one by one from all records that speak of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from funneldesk.domain.facts import Content
from funneldesk.domain.leads.fold import Said, take
from funneldesk.domain.leads.identity import Identity, Who, keys_of
from funneldesk.domain.leads.records import Batch, Record, term_key
from funneldesk.domain.moment import NEVER, NO_MOMENT, Moment, moment_of

_NOBODY = Who("")
#: The name space of entities that hand-made records name by their whole key.
BY_KEY = "="


@dataclass(slots=True)
class Entity:
    """One thing as its newest records say it; `identity` is who it is about (0: nobody), `record` its first record.

    `comments`: every comment ever made on it, with the earliest time it was known.
    """

    key: str
    record: int
    held: dict[str, tuple[int, str]] = field(default_factory=dict)
    identity: int = 0
    about: tuple[int, Who] = (-1, _NOBODY)
    comments: dict[str, int] = field(default_factory=dict)

    def copy(self) -> "Entity":
        """Return the same, which further records can be folded into."""
        return replace(self, held=dict(self.held), comments=dict(self.comments))

    def get(self, name: str) -> str | None:
        """Return the value of a field that holds, None if nothing does."""
        entry = self.held.get(name)
        return entry[1] if entry else None

    def said_by(self, name: str) -> str:
        """Return who of the team answered what a field holds, "" where nobody did: a list says it, or the owner."""
        value, who = self.held.get(name), self.held.get(f"{name}_by")
        return who[1] if value and who and who[0] == value[0] else ""

    def moment(self, name: str, zone: str) -> Moment:
        """Return a field as a moment, NO_MOMENT if nothing holds."""
        return moment_of(self.get(name), zone)

    def amount(self, name: str) -> int | None:
        """Return a field of money in hundredths, None if nothing holds."""
        text = self.get(name)
        return None if text is None else int(text)


_NONE: Mapping[str, Entity] = {}


class Gathering:
    """Folds the records of one kind into entities, list by list.

    `earlier`: entities of records folded before; those that change are copied first, none of them is touched.
    """

    def __init__(self, people: Mapping[int, Identity], earlier: Mapping[str, Entity] = _NONE) -> None:
        self.entities: dict[str, Entity] = {}
        self._people = people
        self._earlier = earlier
        self._batch = 0
        self._alike: dict[str, int] = {}

    def add(self, batch: Batch, record: Record) -> tuple[bool, bool]:
        """Fold one record; return whether its entity is new and whether anything that holds changed."""
        if batch.id != self._batch:
            self._batch, self._alike = batch.id, {}
        person = self._people.get(record.identity_id or 0)
        key = self._key(batch, record, person.who if person else _NOBODY)
        known = self.entities.get(key)
        if known is None and key in self._earlier:
            known = self.entities[key] = self._earlier[key].copy()
        entity = known or self.entities.setdefault(key, Entity(key, record.id))
        changed = take(entity.held, Said(record.known_at, record.values))
        entity.record = min(entity.record, record.id)
        if comment := record.values.get("comment"):
            first = entity.comments.get(comment, record.known_at)
            entity.comments[comment] = min(first, record.known_at)
        if person and (record.known_at, person.who) > entity.about:
            changed |= person.who[1:] != entity.about[1][1:]
            entity.about, entity.identity = (record.known_at, person.who), person.id
        return known is None, changed

    def _key(self, batch: Batch, record: Record, who: Who) -> str:
        key = entity_key(batch, record.values, who)
        if batch.system == BY_KEY or key[0] not in "wm":
            return key
        # The n-th alike of one list is the n-th of another.
        count = self._alike[key] = self._alike.get(key, 0) + 1
        return f"{key}#{count}"


def entity_key(batch: Batch, values: Mapping[str, str], who: Who) -> str:
    """Return what makes a row of deals, hand-overs, contents or costs the same thing as another row.

    c: a content by its name, x: by the list's own id, m: a cost by its month and place, w: by its person and start.
    """
    if batch.kind == "contents":
        return "c:" + term_key(values.get("content") or values.get("title") or values.get("url") or "")
    if batch.kind == "costs":
        places = (term_key(values.get(name, "")) for name in ("month", "source", "campaign", "content"))
        return "\x1f".join(("m:" + batch.system, *places))
    own = values.get("external_id" if batch.kind == "deals" else "handover_id")
    if own and batch.system == BY_KEY:
        return own
    if own:
        return f"x:{batch.system}\x1f{own}"
    told = ("name", "opened_at") if batch.kind == "deals" else ("side", "handed_at")
    return "\x1f".join(("w:", *(keys_of(who) or who[1:]), *(values.get(name, "") for name in told)))


def gathered(
    records: Iterable[tuple[Batch, Record]],
    people: Mapping[int, Identity],
    earlier: Mapping[str, Entity] = _NONE,
) -> dict[str, Entity]:
    """Return all entities of one kind by key. `people`: the identities the records are about.

    With `earlier` entities: only those that these records speak of, as they are now.
    """
    gathering = Gathering(people, earlier)
    for batch, record in records:
        gathering.add(batch, record)
    return gathering.entities


class Catalogue:
    """The contents: those of contents lists, and any other that somebody touched or paid for."""

    def __init__(self, lists: Iterable[Entity], zone: str) -> None:
        self._named: dict[str, str] = {}
        self._made: dict[str, Content] = {}
        entities = sorted(lists, key=lambda one: one.key)
        for entity in entities:
            key = entity.key.removeprefix("c:")
            self._named[key] = key
            name = entity.get("content") or entity.get("title") or entity.get("url") or ""
            self._made[key] = Content(
                key=name,
                title=entity.get("title") or name,
                type=entity.get("type") or "",
                phase=entity.get("phase") or "",
                theme=entity.get("theme") or "",
                url=entity.get("url") or "",
                published_day=entity.moment("published_at", zone).day,
                cost=entity.amount("cost") or 0,
            )
        self._listed = frozenset(self._made)
        # Activities often name a content by its title or address instead of its key.
        for other in ("title", "url"):
            for entity in entities:
                if text := entity.get(other):
                    self._named.setdefault(term_key(text), entity.key.removeprefix("c:"))
        self._spent: dict[str, int] = {}

    def add(self, text: str) -> str:
        """Return the key of the content that `text` names, noting it if it is on no list."""
        term = term_key(text)
        key = self._named.setdefault(term, term)
        known = self._made.get(key)
        # Of several spellings the smallest stays, whichever came first.
        if known is None or (key not in self._listed and text < known.key):
            self._made[key] = Content(key=text, title=text)
        return key

    def spend(self, text: str, amount: int) -> None:
        """Note a row of a cost list that names a content."""
        key = self.add(text)
        self._spent[key] = self._spent.get(key, 0) + amount

    def contents(self) -> tuple[tuple[str, ...], tuple[Content, ...]]:
        """Return the keys, sorted, and the contents in the same order."""
        keys = tuple(sorted(self._made))
        return keys, tuple(self._with_costs(key) for key in keys)

    def _with_costs(self, key: str) -> Content:
        made = self._made[key]
        return replace(made, cost=made.cost + self._spent[key]) if key in self._spent else made


def deal_outcome(deal: Entity) -> str:
    """Return "won", "lost" or "open"; a deal with the day it was won needs no word for it."""
    return deal.get("outcome") or ("won" if deal.get("won_at") else "open")


def won_moment(deal: Entity, zone: str) -> Moment:
    """Return when a won deal was won: won_at, else closed_at, else NO_MOMENT; NO_MOMENT for others."""
    if deal_outcome(deal) != "won":
        return NO_MOMENT
    won = deal.moment("won_at", zone)
    return won if won.day != NEVER else deal.moment("closed_at", zone)


def opened_moment(deal: Entity, zone: str) -> Moment:
    """Return when a deal opened; without a date, on the day it was won or lost at the latest."""
    opened = deal.moment("opened_at", zone)
    if opened.day != NEVER:
        return opened
    outcome = deal_outcome(deal)
    if outcome == "lost":
        return deal.moment("closed_at", zone)
    return won_moment(deal, zone) if outcome == "won" else opened
