"""The commands of members: look at a shared folder, and answer a hand-over. They need no store."""

import getpass
from collections import Counter
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from funneldesk.cli.display import has_display
from funneldesk.cli.options import FOLDER, Command
from funneldesk.cli.output import DONE, json_day, show
from funneldesk.cli.passphrases import passphrase_option, passphrase_said
from funneldesk.cli.session import Session
from funneldesk.domain.formats import day, moment, number
from funneldesk.domain.team.answers import ACTIONS
from funneldesk.domain.team.levels import level_label
from funneldesk.domain.team.publication import TABLES, rows_told
from funneldesk.i18n import N_, _
from funneldesk.operations.team import open_team
from funneldesk.operations.team_outcomes import outcome_of, outcome_words
from funneldesk.operations.team_sentences import hidden_words, newest_answer
from funneldesk.operations.team_view import open_view

if TYPE_CHECKING:
    from collections.abc import Mapping

    from funneldesk.domain.team.answers import Action
    from funneldesk.operations.team import TeamAnswer, TeamState
    from funneldesk.operations.team_outcomes import Outcome
    from funneldesk.operations.team_view import PublishedHandover
    from funneldesk.share.outbox import Tick

_TICKS: "dict[Tick, str]" = {
    "saved": N_("✓ saved on this computer"),
    "shared": N_("✓✓ saved in the shared folder"),
    "received": N_("✓✓✓ received"),
}


#: Tables of which people want to know how much is in them.
_COUNTED = {"today", "handovers", "leads", "contents"}


def commands() -> list[click.Command]:
    """Return the commands, their help in the language in use."""
    return [_open_shared(), _respond()]


def _open_shared() -> click.Command:
    @click.command(
        "open-shared",
        cls=Command,
        help=_(
            "Open a shared folder as a member of the team: the window, or without a display what is in it."
        ),
    )
    @click.argument("folder", type=FOLDER, metavar="DIR")
    @click.option(
        "--anew", is_flag=True, help=_("Another shared folder lies here than before, and that is meant.")
    )
    @click.option(
        "--without-passphrase",
        is_flag=True,
        help=_("The passphrase was removed, and that is meant: ask whoever publishes before."),
    )
    @passphrase_option()
    @click.pass_obj
    def open_shared(
        session: Session, folder: Path, *, anew: bool, without_passphrase: bool, passphrase_file: Path | None
    ) -> int:
        passphrase = passphrase_said(passphrase_file)
        is_told = anew or without_passphrase or passphrase is not None
        if has_display() and not session.as_json and not is_told:
            return session.open_shared(folder, session.language)
        team = open_team(folder, passphrase=passphrase, anew=anew)
        if without_passphrase:
            team.read_unsealed()
        state = team.refresh()
        if state.manifest is None or state.copy is None:
            raise state.problems[0]
        with closing(open_view(state.copy)) as view:
            handovers = {one.handover: one for one in view.handovers()}
        show(session, state_data(state, handovers), lambda: _text(state, handovers))
        return DONE

    return open_shared


def _respond() -> click.Command:
    @click.command("respond", cls=Command, help=_("Answer a hand-over of the shared folder."))
    @click.argument("folder", type=FOLDER, metavar="DIR")
    @click.argument("handover")
    @click.argument("action", type=click.Choice(ACTIONS))
    @click.option("--reason", default="", metavar="REASON", help=_("Why it is declined, as the book has it."))
    @click.option("--text", default="", metavar="TEXT", help=_("What else is to be said."))
    @click.option("--as", "who", metavar="NAME", help=_("Who answers (default: as the last time)."))
    @passphrase_option()
    @click.pass_obj
    def respond(  # noqa: PLR0917 - click hands them over by name
        session: Session,
        folder: Path,
        handover: str,
        action: "Action",
        reason: str,
        text: str,
        who: str | None,
        passphrase_file: Path | None,
    ) -> None:
        team = open_team(folder, passphrase=passphrase_said(passphrase_file))
        team.refresh()
        today = datetime.now().astimezone().date().toordinal() if session.as_of is None else session.as_of
        name = who or team.who or getpass.getuser()
        given = team.respond(handover, action, who=name, reason=reason, text=text, day=today)
        state = team.refresh()
        answer = next((one for one in state.answers if one.answer.number == given.answer.number), given)
        show(
            session,
            {"answer": answer_data(answer), "problems": _problems_data(state)},
            lambda: "\n".join([_(_TICKS[answer.state]), *_problem_lines(state)]),
        )

    return respond


def state_data(state: "TeamState", handovers: "Mapping[str, PublishedHandover]") -> dict[str, Any]:
    """Return what a member sees as JSON has it; `outcome`: what became of the last answer to a hand-over."""
    manifest, outcomes = state.manifest, _outcomes(state, handovers)
    return {
        "share": state.share_id,
        "reachable": state.is_reachable,
        "publication": manifest
        and {
            "as_of": json_day(manifest.as_of), "level": manifest.level, "published_at": manifest.published_at,
            "by": manifest.owner_name, "epoch": manifest.epoch, "seq": manifest.seq,
            "rows": rows_told(manifest.level, manifest.rows),
        },
        "copy": str(state.copy) if state.copy else None,
        "answers": [answer_data(one) | {"outcome": outcomes.get(one.answer.number)} for one in state.answers],
        "problems": _problems_data(state),
    }  # fmt: skip


def answer_data(one: "TeamAnswer") -> dict[str, Any]:
    """Return an answer as JSON has it."""
    answer = one.answer
    return {
        "number": answer.number, "device": answer.device, "who": answer.who, "handover": answer.handover,
        "action": answer.action, "reason": answer.reason or None, "text": answer.text or None,
        "day": json_day(answer.day), "state": one.state,
    }  # fmt: skip


def _outcomes(state: "TeamState", handovers: "Mapping[str, PublishedHandover]") -> "dict[int, Outcome]":
    """Return what became of answers that do not count as they stand, by their numbers."""
    found: dict[int, Outcome] = {}
    for ref in dict.fromkeys(one.answer.handover for one in state.answers):
        newest = newest_answer(state.answers, ref)
        if newest is not None and state.manifest is not None and (about := handovers.get(ref)) is not None:
            found[newest.answer.number] = outcome_of(state.answers, about, state.manifest.as_of)
    return {number: outcome for number, outcome in found.items() if outcome}


def _outcome_lines(state: "TeamState", handovers: "Mapping[str, PublishedHandover]") -> list[str]:
    outcomes = _outcomes(state, handovers)
    told = [one.answer for one in state.answers if one.answer.number in outcomes]
    owner = state.manifest.owner_name if state.manifest else ""
    return [
        _("%(name)s: %(value)s")
        % {
            "name": answer.handover,
            "value": outcome_words(outcomes[answer.number], handovers[answer.handover], owner),
        }
        for answer in told
    ]


def _problems_data(state: "TeamState") -> list[dict[str, str]]:
    return [{"code": one.code, "message": one.message, "next": one.next_step} for one in state.problems]


def _problem_lines(state: "TeamState") -> list[str]:
    return [line for one in state.problems for line in (one.message, "→ " + one.next_step)]


def _text(state: "TeamState", handovers: "Mapping[str, PublishedHandover]") -> str:
    manifest = state.manifest
    if manifest is None:
        return ""
    ticks = Counter(one.state for one in state.answers)
    sums_only = manifest.level == "aggregate"
    counted = [one for one in TABLES if one.name in _COUNTED and not (sums_only and one.told == "people")]
    told = ((_(table.view), manifest.rows.get(table.name, 0)) for table in counted)
    rows = _(", ").join(f"{name} {number(count)}" for name, count in told)
    lines = [
        _("As of %(day)s, published by %(name)s at %(time)s.")
        % {"day": day(manifest.as_of), "name": manifest.owner_name, "time": moment(manifest.published_at)},
        hidden_words(manifest.level) if sums_only else level_label(manifest.level),
        _("Rows: %(rows)s") % {"rows": rows},
        _("On this computer: %(file)s") % {"file": state.copy},
        *(f"{_(words)}: {number(ticks[tick])}" for tick, words in _TICKS.items() if ticks[tick]),
        *_outcome_lines(state, handovers),
        *_problem_lines(state),
    ]
    return "\n".join(lines)
