"""The page of one lead: everything about it, its hand-overs told one by one, all comments, and its colleagues."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.book.sentences import follows_words
from funneldesk.domain.formats import sentences
from funneldesk.domain.leads.comments import Comment, comments_of
from funneldesk.domain.leads.handover_story import Background, Story, stories
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.explaining import explain
from funneldesk.i18n import _
from funneldesk.operations.duties import duties_of_lead
from funneldesk.operations.duty_lists import Duty
from funneldesk.operations.facts import facts_are_near
from funneldesk.operations.lead_detail import LeadDetail, Told, lead_detail, told_of
from funneldesk.operations.nurture import nurture_of, rows_of
from funneldesk.store.by_hand import acts, as_records, people_in
from funneldesk.store.entity_records import records_near_leads
from funneldesk.store.identity import visible_of_leads
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
    the book's rules ask for now; `reasons` to decline, and what
    follows from each.
    """

    detail: LeadDetail
    handovers: tuple[Story, ...]
    comments: tuple[Comment, ...]
    template: tuple[str, ...]
    lists: dict[int, str]
    owed: tuple[Duty, ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()


def whole_lead(store: "Store", lead_id: int, as_of: int) -> WholeLead:
    """Return the page of a lead; UserError if it is gone."""
    with store.one_view():
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
        duties_of_lead(store, told.facts, told.versions, as_of),
        reasons_to_decline(version.book),
    )


def reasons_to_decline(book: "Book") -> tuple[tuple[str, str], ...]:
    """Return the reasons for which sales may decline, each with what follows, in words."""
    found = {
        one.name: follows_words(one, brief=True)
        for one in book.reasons
        if one.kind in ("rejection", "disqualification")
    }
    return tuple(found.items())


def _comments(store: "Store", told: Told, lead_id: int, as_of: int) -> tuple[Comment, ...]:
    connection = store.connection
    spoken = [(str(info.kind), record) for info, record in records_of_lead(connection, lead_id)]
    # The same hand-over may stand in records that name somebody else.
    spoken += [
        ("handovers", record) for _info, record in records_near_leads(connection, "handovers", [lead_id])
    ]
    its = {one.id for one in visible_of_leads(connection, [lead_id])}
    for kind in ("handovers", "activities"):
        made = acts(connection, kind)
        people = people_in(connection, made)
        spoken += [
            (kind, record) for _batch, record in as_records(made, people, kind) if record.identity_id in its
        ]
    found = comments_of(told.handovers, spoken, store.zone)
    return tuple(one for one in found if one.day <= as_of or one.day == NEVER)


def explained_on(store: "Store", lead_id: int, day: int) -> "Explanation":
    """Return why a lead had its score on a day, as the book in force that day has it."""
    told = told_of(store, lead_id)
    return explain(told.facts, told.versions, 0, day)


def suggested(store: "Store", lead_id: int, as_of: int, *, patient: bool) -> str | None:
    """Return the content to send next, with the reason; "" where the nurture list does not hold the lead.

    Which content is best is a matter of everybody's touches and deals. Not `patient`: None where they would have
    to be read first.
    """
    if not patient and not facts_are_near(store):
        return None
    found = nurture_of(store, as_of)
    places = np.flatnonzero(found.lead_ids == lead_id)
    if not len(places) or not np.isin(places[0], found.people.order):
        return ""
    rows = rows_of(store, found, places.astype(np.int32))
    if not rows or not rows[0].content:
        return ""
    words = _("Next content: {content}.").format(content=rows[0].content)
    return sentences(words, rows[0].why)
