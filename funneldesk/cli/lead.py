"""The command that says everything about one lead: lead."""

from typing import TYPE_CHECKING, Any

import click

from funneldesk.cli.options import Command
from funneldesk.cli.output import DONE, json_day, show
from funneldesk.cli.scoring import explanation_data, explanation_text, several, who_words
from funneldesk.cli.session import Session
from funneldesk.cli.tables import shortened, table
from funneldesk.domain.formats import colon, day
from funneldesk.domain.leads.handover_words import decision_words, score_words, story_lines, story_title
from funneldesk.domain.moment import NEVER
from funneldesk.domain.words import stage_label
from funneldesk.i18n import _
from funneldesk.operations import scoring
from funneldesk.operations.company import people_near
from funneldesk.operations.duty_words import action_words, owed_words
from funneldesk.operations.lead_page import suggested, whole_lead
from funneldesk.store.lead_names import lead_names

if TYPE_CHECKING:
    from funneldesk.domain.leads.handover_story import Story
    from funneldesk.domain.leads.timeline import Entry
    from funneldesk.operations.company import CompanyPerson
    from funneldesk.operations.lead_page import WholeLead

#: Lines of the history that text output shows; JSON has them all.
_LINES = 40


def commands() -> list[click.Command]:
    """Return the command, its help in the language in use."""

    @click.command(
        "lead",
        cls=Command,
        help=_("Show everything about a lead: score, history, hand-overs, comments, colleagues."),
    )
    @click.argument("lead", metavar="LEAD")
    @click.pass_obj
    def lead(session: Session, lead: str) -> int:
        with session.reader() as store:
            found = scoring.find_leads(store, lead)
            if len(found) != 1:
                return several(session, lead, lead_names(store, found))
            as_of = session.day_in(store)
            whole, colleagues = whole_lead(store, found[0], as_of), people_near(store, found[0], as_of)
            content = suggested(store, found[0], as_of, patient=True) or ""
        data = _data(whole, colleagues) | {"suggested": content or None}
        show(session, data, lambda: _text(whole, colleagues, content))
        return DONE

    return [lead]


def _data(whole: "WholeLead", colleagues: "tuple[CompanyPerson, ...]") -> dict[str, Any]:
    lead = whole.detail
    return {
        "lead": lead.id,
        "as_of": json_day(lead.as_of),
        "values": {name: value.value for name, value in lead.values.items()},
        "stage": lead.stage,
        "lost": lead.lost != NEVER, "lost_at": json_day(lead.lost) if lead.lost else None,
        "candidate_since": json_day(lead.since),
        "lost_follows": lead.lost_follows or None,
        "disqualified": lead.disqualified,
        "opted_out": lead.opted_out, "mail_only": lead.mail_only,
        "next": [
            {
                "rule": one.rule, "book": one.version, "event": one.event, "action": action_words(one), "side": one.who,
                "owner": one.owner or None, "since": json_day(one.start), "due": json_day(one.due),
                "days_late": one.days_late,
            }
            for one in whole.owed
        ],
        "score": explanation_data(lead.explanation),
        "stages": [
            {
                "stage": move.stage, "date": json_day(move.day), "cause": move.cause, "book": move.version,
                "pilot": move.pilot, "criterion": move.words, "left": move.left,
            }
            for move in lead.moves
        ],
        "history": [
            {"date": json_day(one.day), "time": one.time, "sort": one.sort, "title": one.title, "detail": one.detail}
            for one in lead.timeline
        ],
        "handovers": [_handover_data(story) for story in whole.handovers],
        "comments": [
            {
                "date": json_day(one.day), "text": one.text, "about": one.about, "by": one.by,
                "list": whole.lists.get(one.record),
            }
            for one in whole.comments
        ],
        "colleagues": [
            {"lead": one.row.id, "name": one.row.name, "title": one.row.title, "stage": one.stage, "score": one.score}
            for one in colleagues
        ],
    }  # fmt: skip


def _handover_data(story: "Story") -> dict[str, Any]:
    return {
        "side": story.side, "handed_at": json_day(story.handed), "owner": story.owner, "book": story.version,
        "pilot": story.pilot, "score": story.score, "rules": list(story.rules), "decision": story.decision or None,
        "decided_at": json_day(story.decided), "reason": story.reason, "follows": story.follows,
        "recheck_at": json_day(story.recheck), "contacted_at": json_day(story.contact),
        "before": [{"date": json_day(one.day), "title": one.title, "detail": one.detail} for one in story.before],
        "after": [{"date": json_day(one.day), "title": one.title, "detail": one.detail} for one in story.after],
        "comments": [{"date": json_day(one.day), "text": one.text} for one in story.comments],
    }  # fmt: skip


def _text(whole: "WholeLead", colleagues: "tuple[CompanyPerson, ...]", content: str) -> str:
    lead = whole.detail
    parts = [
        explanation_text(
            lead.explanation, who_words(lead.value("name") or lead.value("email"), lead.value("company"))
        )
    ]
    if whole.owed or lead.lost_follows or content:
        owed = [owed_words(one, lead.as_of) for one in whole.owed]
        parts.append(_section(_("Next"), [*owed, lead.lost_follows, content]))
    for story in whole.handovers:
        score = [] if story.score is None else [(_("Score that day"), score_words(story))]
        lines = [(_("Decision"), decision_words(story))] if not story.decision else []
        lines += [*score, *story_lines(story)]
        parts.append(_section(story_title(story), [f"{name}{colon()}{_flat(text)}" for name, text in lines]))
    if whole.comments:
        said = [f"{_when(one.day)} {one.about}{colon()}{_flat(one.text)}" for one in whole.comments]
        parts.append(_section(_("Comments and notes"), said))
    parts.append(_section(_("History of the lead"), [_line(one) for one in lead.timeline[:_LINES]]))
    if colleagues:
        rows = [
            [str(one.row.id), shortened(one.row.name, 20), shortened(one.row.title, 20),
             stage_label(one.stage, lead.labels), f"{one.score:.0f}"]
            for one in colleagues
        ]  # fmt: skip
        headings = [_("Lead"), _("Name"), _("Job title"), _("Stage"), _("Score")]
        parts.append(_("Others at this company") + "\n" + table(headings, rows, right="r   r"))
    return "\n\n".join(parts)


def _section(title: str, lines: list[str]) -> str:
    return "\n".join([title, *(f"  {line}" for line in lines if line)])


def _line(entry: "Entry") -> str:
    return " ".join(filter(None, (_when(entry.day), entry.time, entry.title, entry.detail, entry.note)))


def _when(ordinal: int) -> str:
    return _("no date") if ordinal == NEVER else day(ordinal)


def _flat(text: str) -> str:
    return " / ".join(filter(None, text.splitlines()))
