"""Who is erased: all that lists and people say of one person, and whom she shares it with."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from funneldesk.domain.leads.companies import company_key
from funneldesk.domain.leads.erased import NAMING, READINGS, Words, is_word
from funneldesk.domain.leads.identity import COMPANY, LISTED, Identity, Who, keys_of
from funneldesk.domain.leads.mentions import Mentions, spellings
from funneldesk.domain.leads.names import email_key, joined_name, person_key, phone_key
from funneldesk.domain.leads.suppression import marks_kept
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.suppressing import refuse_erased
from funneldesk.store import erasing as stored
from funneldesk.store.edits import edits
from funneldesk.store.identity import identities, visible_ids
from funneldesk.store.lead_list import stored_lead
from funneldesk.store.merging import digests_of

if TYPE_CHECKING:
    from funneldesk.store.store import Connection, Store


@dataclass(frozen=True, slots=True)
class Person:
    """One person as a store knows her. `shared`: by key, whoever else is there and has it; `namesakes`: identities."""

    lead: int
    people: tuple[Identity, ...]
    shared: dict[str, list[Identity]] = field(default_factory=dict)
    namesakes: frozenset[int] = frozenset()
    companies: frozenset[str] = frozenset()
    longer: tuple[str, ...] = ()
    others_phones: frozenset[str] = frozenset()
    readings: tuple[str, ...] = ()
    #: What is said of her namesakes.
    called_alike: tuple[Who, ...] = ()
    #: What people wrote over what lists say of her, and what stood there.
    edited: tuple[Who, ...] = ()

    @property
    def ids(self) -> set[int]:
        """Return the identities."""
        return {one.id for one in self.people}

    def words(self, *, last: bool = False) -> Words:
        """Return fresh words that stand for hers."""
        return Words((*(one.who for one in self.people), *self.edited), self.companies, last=last)

    def marks(self) -> set[str]:
        """Return by what rows about her are recognised from now on."""
        found: set[str] = set()
        for who in (*(one.who for one in self.people), *self.edited):
            others = [other.who for key in keys_of(who) for other in self.shared.get(key, ())]
            others += self.called_alike
            if who.role != COMPANY:
                found |= marks_kept(who, others)
        return found

    def mentions(self) -> Mentions:
        """Return what finds her in texts."""
        whos = [one.who for one in self.people if one.who.role != COMPANY] + list(self.edited)
        shared = self.shared
        return Mentions(
            [*(who.name for who in whos if who.name), *self.readings],
            {who.email for who in whos if who.email and f"e:{email_key(who.email)}" not in shared},
            {who.phone for who in whos if who.phone and phone_key(who.phone) not in self.others_phones},
            self.longer,
        )


def person_of(store: "Store", lead_id: int) -> Person:
    """Return the person behind a lead; UserError where there is none to erase."""
    connection = store.connection
    lead = stored_lead(store, lead_id)
    if lead is None:
        raise UserError(
            "no_lead",
            _("There is no lead {lead}.").format(lead=lead_id),
            _("Its list was withdrawn, or two leads became one. Search for the name."),
        )
    refuse_erased(connection, lead_id)
    people = {one.id: one for one in stored.everybody_of(connection, lead_id)}
    if not any(lead.values.get(name) for name in NAMING):
        raise UserError(
            "nobody",
            _("Lead {lead} names no person, only a company: there is nothing to erase.").format(lead=lead_id),
            _("Look the person up by name or e-mail address."),
        )
    shared = _with_hidden(connection, lead_id, people)
    edited = _edited(connection, people)
    shared |= _of_others(connection, lead_id, edited)
    names = {person_key(one.who.name) for one in people.values() if one.who.name}
    names |= {person_key(who.name) for who in edited if who.name}
    companies = _own_companies(connection, lead_id, people, names)
    for one in stored.identities_naming_company(connection, companies):
        people[one.id] = one
    readings = _readings(connection, people)
    namesakes, longer, phones = _others(connection, people, names, readings)
    return Person(
        lead_id, tuple(people[number] for number in sorted(people)), shared, namesakes, companies, longer, phones,
        readings, tuple(one.who for one in identities(connection, namesakes)), edited,
    )  # fmt: skip


def _with_hidden(
    connection: "Connection", lead_id: int, people: dict[int, Identity]
) -> dict[str, list[Identity]]:
    """Add rows taken back that name her by what is hers alone; return who else is there under her keys."""
    shared: dict[str, list[Identity]] = {}
    asked: set[str] = set()
    while keys := {key for one in people.values() for key in keys_of(one.who)} - asked:
        asked |= keys
        for key, found in stored.everybody_with(connection, keys).items():
            visible = visible_ids(connection, (one.id for one in found))
            others = [one for one in found if one.id in visible and one.lead_id != lead_id]
            if others:
                shared[key] = others
            elif not key.startswith("n:|"):
                people.update((one.id, one) for one in found if _may_be(one, key, people))
    return shared


def _edited(connection: "Connection", people: dict[int, Identity]) -> tuple[Who, ...]:
    """Return by what else she was called in edits of her values, those taken back too."""
    digests = set(digests_of(connection, people))
    found: dict[Who, None] = {}
    for one in edits(connection, hidden_too=True):
        if digests.isdisjoint(one.digests):
            continue
        for said in (one.values, one.was):
            name = said.get("name") or joined_name(said.get("last_name"), said.get("first_name"))
            who = Who(LISTED, email=said.get("email", ""), name=name, phone=said.get("phone", ""))
            if any(who[1:]):
                found[who] = None
    return tuple(found)


def _of_others(connection: "Connection", lead_id: int, edited: Iterable[Who]) -> dict[str, list[Identity]]:
    """Return by each key of what was edited who else is there and has it."""
    found = stored.everybody_with(connection, {key for who in edited for key in keys_of(who)})
    visible = visible_ids(connection, (one.id for some in found.values() for one in some))
    others = {
        key: [one for one in some if one.id in visible and one.lead_id != lead_id]
        for key, some in found.items()
    }
    return {key: some for key, some in others.items() if some}


def _may_be(one: Identity, key: str, people: dict[int, Identity]) -> bool:
    """Whether a row with one of her keys is hers by all it says: another tool or phone is somebody else's."""
    hers = [other.who for other in people.values() if key in keys_of(other.who)]
    if key[0] == "i":
        return any(who.system == one.who.system for who in hers)
    if key[0] == "n" and one.who.phone:
        phone = phone_key(one.who.phone)
        return any(not who.phone or phone_key(who.phone) == phone for who in hers)
    return True


def _own_companies(
    connection: "Connection", lead_id: int, people: dict[int, Identity], names: set[str]
) -> frozenset[str]:
    """Return the names of companies that hold hers and that nobody else is of."""
    found = set()
    for one in people.values():
        company = one.who.company
        key = company_key(company)
        holds = any(len(name) > 1 and person_key(name) in person_key(company) for name in names)
        if company and holds and not stored.companies_of_others(connection, key, lead_id):
            found.add(company)
    return frozenset(found)


def _readings(connection: "Connection", people: dict[int, Identity]) -> tuple[str, ...]:
    """Return how her name is read, where a list says so."""
    found: dict[str, None] = {}
    for row in stored.rows_about(connection, people):
        told = [text for name, text in row.values.items() if any(one in name for one in READINGS)]
        if len(told) == 2:  # noqa: PLR2004 - family and first name in columns of their own
            found[" ".join(told)] = None
        found |= dict.fromkeys(told)
    return tuple(text for text in found if not is_word(text))


def _others(
    connection: "Connection", people: dict[int, Identity], names: set[str], readings: tuple[str, ...]
) -> tuple[frozenset[int], tuple[str, ...], frozenset[str]]:
    """Return her namesakes, longer names that hold hers, and her phone numbers that others have too."""
    spelt = {s for one in people.values() if one.who.name for s in spellings(one.who.name)}
    spelt |= {s for reading in readings for s in spellings(reading)}
    phones = {phone_key(one.who.phone) for one in people.values() if one.who.phone}
    namesakes, longer, theirs = set(), set(), set()
    for number, name, phone in stored.names_of_others(connection, people):
        if phone and (key := phone_key(phone)) in phones:
            theirs.add(key)
        if not name:
            continue
        if person_key(name) in names:
            namesakes.add(number)
        elif any(one in "".join(name.split()) for one in spelt):
            longer.add(name)
    return frozenset(namesakes), tuple(sorted(longer)), frozenset(theirs)


def what_goes() -> tuple[str, ...]:
    """Return in words what is deleted when a person is erased."""
    return (
        _("Name, e-mail address, phone number and ids, in every list, also in those taken back"),
        _(
            "Comments, notes and texts about the person, also where they stand in reviews, cards and other rows"
        ),
        _("The same in all backups beside the data, and answers in the shared folder"),
    )


def what_stays() -> tuple[str, ...]:
    """Return in words what is kept when a person is erased."""
    return (
        _("Every figure: funnel, contents, scores and reviews count the person on, without a name"),
        _("The company, days, kinds of activities and contents, which say nothing of who it was"),
        _("A keyed mark by which later lists are kept from bringing the person back"),
    )


def what_to_know() -> tuple[str, ...]:
    """Return in words what the program cannot do."""
    return (
        _("This cannot be taken back."),
        _("Files saved or copied elsewhere are not reached: delete the person there as well."),
        _(
            "Where the team has a shared folder, publish once more: until then the person stays in what was published."
        ),
    )
