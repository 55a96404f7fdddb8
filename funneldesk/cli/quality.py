"""The command of the data quality page: quality."""

from typing import TYPE_CHECKING, Any

import click

from funneldesk.cli.options import Command
from funneldesk.cli.output import json_day, show
from funneldesk.cli.progress import TerminalTask
from funneldesk.cli.session import Session
from funneldesk.cli.tables import MISSING, shortened, table
from funneldesk.domain.formats import number, percent
from funneldesk.domain.words import list_label, stage_label
from funneldesk.i18n import _

if TYPE_CHECKING:
    from funneldesk.operations.quality import ListGroup, Quality, RuleReport


def commands() -> list[click.Command]:
    """Return the command, its help in the language in use."""

    @click.command(
        "quality", cls=Command, help=_("Show which data rules of the book are broken and what to fix first.")
    )
    @click.pass_obj
    def quality(session: Session) -> None:
        from funneldesk.operations.quality import quality_of

        with session.reader() as store, TerminalTask() as task:
            found = quality_of(store, session.day_in(store), task)
        show(session, quality_data(found), lambda: _text(found))

    return [quality]


def quality_data(quality: "Quality") -> dict[str, Any]:
    """Return the page as JSON has it; leads by id where they are few enough to name: the rules' own."""
    from funneldesk.operations.quality_sentences import first_of

    out = quality.unreached
    return {
        "as_of": json_day(quality.as_of),
        "leads": quality.about,
        "first": first_of(quality).sentence,
        "rules": [_rule_data(quality, report) for report in quality.rules],
        "reasons": [
            {"stage": state.stage, "field": state.fields[0], "n": state.n, "k": state.k,
             "leads": quality.leads(state.places),
             "values": [{"value": value, "k": count} for value, count in state.values]}
            for state in quality.reasons
        ],
        "unscored": {
            "neither": len(quality.unscored.neither),
            "no_activities": len(quality.unscored.no_activities),
            "no_attributes": len(quality.unscored.no_attributes),
        },
        "unreached": {
            "any": len(out.anyhow),
            "no_contact": len(out.no_contact),
            "bounced": len(out.bounced),
            "opted_out": len(out.opted_out),
        },
        "schedules": [
            {"name": one.schedule.name, "kind": one.schedule.kind, "every": one.schedule.every,
             "last": json_day(one.last), "days": one.days, "late": one.is_late}
            for one in quality.schedules
        ],
        "lists": [_list_data(group) for group in quality.lists],
    }  # fmt: skip


def _rule_data(quality: "Quality", report: "RuleReport") -> dict[str, Any]:
    state, where = report.state, report.where
    return {
        "what": state.what,
        "stage": state.stage,
        "fields": list(state.fields),
        "n": state.n,
        "k": state.k,
        "leads": quality.leads(state.places),
        "values": [{"value": value, "k": count} for value, count in state.values],
        "list": where
        and {
            "batch": where.group.newest.id,
            "file": where.group.newest.file_name,
            "k": where.k,
            "has_column": where.has_column,
        },
    }


def _list_data(group: "ListGroup") -> dict[str, Any]:
    newest = group.newest
    return {
        "file": newest.file_name, "batch": newest.id, "kind": newest.kind, "system": newest.system,
        "list_date": newest.list_date, "imports": group.imports, "leads": group.leads,
        "broken": len(group.broken), "rows_to_correct": group.to_correct,
    }  # fmt: skip


def _text(quality: "Quality") -> str:
    from funneldesk.operations.quality_sentences import (
        first_of,
        reasons_words,
        schedule_state_words,
        what_words,
    )

    lines = [first_of(quality).sentence, ""]
    rows = [
        [
            stage_label(report.state.stage, quality.stage_labels),
            what_words(report.state),
            number(report.state.k),
            number(report.state.n),
            percent(report.state.k / report.state.n),
            shortened(report.where.group.newest.file_name, 40) if report.where else MISSING,
        ]
        for report in quality.broken
    ]
    headings = [_("Stage"), _("What"), _("Leads"), _("of"), _("Share"), _("List to mend first")]
    if rows:
        lines += [table(headings, rows, right="  rrr"), ""]
    if unnamed := [words for state in quality.reasons if (words := reasons_words(state))]:
        lines += [*unnamed, ""]
    out = quality.unreached
    told = {
        "neither": number(len(quality.unscored.neither)),
        "inactive": number(len(quality.unscored.no_activities)),
        "unknown": number(len(quality.unscored.no_attributes)),
    }
    lines.append(
        _("No score possible: %(neither)s (no activity: %(inactive)s; no attribute: %(unknown)s)") % told
    )
    told = {
        "any": number(len(out.anyhow)),
        "no_contact": number(len(out.no_contact)),
        "bounced": number(len(out.bounced)),
        "opted_out": number(len(out.opted_out)),
    }
    words = _(
        "Not to be reached: %(any)s (neither mail nor phone: %(no_contact)s; mail returned: %(bounced)s; "
        "opted out: %(opted_out)s)"
    )
    lines += [words % told, ""]
    lines += [("! " if one.is_late else "  ") + schedule_state_words(one) for one in quality.schedules]
    rows = [
        [
            shortened(group.newest.file_name, 40),
            list_label(group.newest.kind),
            number(group.leads),
            number(len(group.broken)),
            number(group.to_correct),
        ]
        for group in quality.lists
    ]
    headings = [_("List"), _("Kind"), _("Leads"), _("Break a rule"), _("Rows to correct")]
    return "\n".join([*lines, "", table(headings, rows, right="  rrr")]) if rows else "\n".join(lines)
