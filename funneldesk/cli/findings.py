"""The command `findings`: what differs from the rest more than chance explains."""

from typing import TYPE_CHECKING, Any

import click

from funneldesk.cli.options import Command
from funneldesk.cli.output import json_day, share_data, show
from funneldesk.cli.session import Session
from funneldesk.domain.findings.finding_advice import advice
from funneldesk.domain.findings.finding_sentences import (
    Names,
    finding_title,
    headline,
    rates_sentence,
    rests_sentence,
    silence,
)
from funneldesk.domain.findings.findings import LEVEL
from funneldesk.domain.formats import number
from funneldesk.i18n import _
from funneldesk.operations import findings as operation

if TYPE_CHECKING:
    from funneldesk.domain.findings.findings import Finding, Findings


def commands() -> list[click.Command]:
    """Return the command, its help in the language in use."""

    @click.command("findings", cls=Command, help=_("Show what differs more than chance explains."))
    @click.option(
        "--shuffles",
        type=click.IntRange(min=1),
        metavar="COUNT",
        help=_("Also ask as many shuffled copies, in which there is nothing to find."),
    )
    @click.pass_obj
    def findings(session: Session, shuffles: int | None) -> None:
        with session.reader() as store:
            as_of = session.day_in(store)
            found, names = operation.findings_of(store, as_of), operation.names_of(store, as_of)
            data = findings_data(found, names)
            if shuffles:
                spoke = sum(count > 0 for count in operation.shuffles(store, as_of, shuffles))
                data["shuffles"] = {"copies": shuffles, "with_findings": spoke}
        show(session, data, lambda: _text(found, names, data))

    return [findings]


def findings_data(found: "Findings", names: Names) -> dict[str, Any]:
    """Return the findings as JSON has them; `observed` and `expected` are what the chance is of."""
    return {
        "as_of": json_day(found.as_of),
        "questions": found.questions,
        "leads": found.leads,
        "level": LEVEL,
        "findings": [_finding_data(one, names) for one in found.findings],
    }


def _finding_data(one: "Finding", names: Names) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "value": one.value,
        "from": one.previous,
        "stage": one.stage,
        "direction": "more" if one.is_more else "less",
        "title": finding_title(one, names),
        "sentences": [rates_sentence(one), rests_sentence(one)],
        "next": advice(one),
        **share_data(one.inside),
        "others": share_data(one.outside),
        "observed": one.observed,
        "expected": one.expected,
        "chance": one.chance,
        "mature_days": one.mature_days,
        "under": [_finding_data(weaker, names) for weaker in one.under],
    }


def _text(found: "Findings", names: Names, data: dict[str, Any]) -> str:
    parts = [headline(found, names) or "\n".join(silence(found))]
    for place, one in enumerate(found.findings, start=1):
        lines = [
            f"{place}. {finding_title(one, names)}",
            rates_sentence(one),
            rests_sentence(one),
            advice(one),
        ]
        if one.under:
            same = "; ".join(finding_title(weaker, names) for weaker in one.under)
            lines.append(_("Related differences: %(findings)s") % {"findings": same})
        parts.append("\n   ".join(lines))
    if "shuffles" in data:
        parts.append(
            _("%(count)s of %(copies)s shuffled copies show anything.")
            % {
                "count": number(data["shuffles"]["with_findings"]),
                "copies": number(data["shuffles"]["copies"]),
            }
        )
    return "\n\n".join(parts)
