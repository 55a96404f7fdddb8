"""The page of one lead: everything about it, its hand-overs told one by one, all comments, and its colleagues."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from funneldesk.domain.book.sentences import rule_sentence
from funneldesk.domain.leads.comments import Comment, comments_of, leg_of_entity
from funneldesk.domain.leads.handover_story import Background, Story, stories
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.explaining import explain
from funneldesk.operations.company import CompanyPerson, people_near
from funneldesk.operations.facts import one_view
from funneldesk.operations.lead_detail import LeadDetail, Told, lead_detail, told_of
from funneldesk.store.entity_records import records_near_lead
from funneldesk.store.lead_list import records_by_id
from funneldesk.store.records import records_of_lead

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book
    from funneldesk.domain.scoring.explanation import Explanation
    from funneldesk.store.store import Store


@dataclass(frozen=True, slots=True)
class WholeLead:
    """One lead as of a day; `handovers` and `comments`: the newest first.

    `template`: what the book asks a comment to say. `lists`: the list a comment stands in, by record. `owed`: what
    the book's rules ask for next, in words; `suggested`: the next content in words, "" for none.
    """

    detail: LeadDetail
    handovers: tuple[Story, ...]
    comments: tuple[Comment, ...]
    template: tuple[str, ...]
    lists: dict[int, str]
    owed: tuple[str, ...] = ()
    suggested: str = ""


def whole_lead(store: "Store", lead_id: int, as_of: int) -> WholeLead:
    """Return the page of a lead; UserError if it is gone."""
    with one_view(store):
        told = told_of(store, lead_id)
        detail = lead_detail(store, lead_id, as_of, told)
        comments = _comments(store, told, lead_id, as_of)
        found = records_by_id(store, [one.record for one in comments])
    background = Background(told.facts, told.versions, detail.timeline, comments, store.zone, as_of)
    version = next(one for one in told.versions if one.number == detail.explanation.version)
    told_stories = stories(told.handovers, background)
    return WholeLead(
        detail,
        told_stories,
        comments,
        version.book.data_rules.comment_template,
        {number: info.file_name for number, (info, _record) in found.items()},
        _owed(detail, told_stories, version.book),
    )


def _owed(lead: LeadDetail, handovers: tuple[Story, ...], book: "Book") -> tuple[str, ...]:
    """Return the rules of the book that ask for something now, in words."""
    if lead.disqualified or lead.opted_out or lead.stage in ("deal", "won"):
        return ()
    newest = handovers[0] if handovers else None
    event = ""
    if (
        newest is not None
        and newest.decision != "rejected"
        and (newest.handed >= lead.since or lead.since == NEVER)
    ):
        if newest.side == "sales":
            event = "handover" if not newest.decision else "no_contact" if newest.contact == NEVER else ""
    elif lead.since != NEVER and (newest is None or newest.handed < lead.since):
        event = "candidate"
    return tuple(rule_sentence(rule) for rule in book.rules if event and rule.event == event)


def _comments(store: "Store", told: Told, lead_id: int, as_of: int) -> tuple[Comment, ...]:
    spoken = [(info.kind, record) for info, record in records_of_lead(store.connection, lead_id)]
    spoken = [(kind, record) for kind, record in spoken if kind != "handovers"]
    # The same hand-over may stand in records that name somebody else.
    near = records_near_lead(store.connection, "handovers", lead_id)
    spoken += [("handovers", record) for _info, record in near]
    mine = {leg_of_entity(leg) for leg in told.handovers}
    found = comments_of(spoken, store.zone)
    return tuple(
        one for one in found if (not one.leg or one.leg in mine) and (one.day <= as_of or one.day == NEVER)
    )


def explained_on(store: "Store", lead_id: int, day: int) -> "Explanation":
    """Return why a lead had its score on a day, as the book in force that day has it."""
    told = told_of(store, lead_id)
    return explain(told.facts, told.versions, 0, day)


def colleagues_of(store: "Store", lead_id: int, as_of: int) -> tuple[CompanyPerson, ...]:
    """Return the others of a lead's company, the most points first; nobody where no list says which company."""
    return tuple(one for one in people_near(store, lead_id, as_of) if one.row.id != lead_id)
