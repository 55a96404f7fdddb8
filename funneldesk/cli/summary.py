"""The command `summary`: the one page for the manager, as a file and as numbers; both sides' boards with it."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from funneldesk.cli.funnel import funnel_data
from funneldesk.cli.options import FILE, Command
from funneldesk.cli.output import json_day, show
from funneldesk.cli.progress import TerminalTask
from funneldesk.cli.session import Session
from funneldesk.cli.tables import table
from funneldesk.cli.timing import recorded_share_data
from funneldesk.domain.formats import colon, k_of_n, number, percent
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.summary import summary_sentences as said
from funneldesk.domain.summary.summary import CONTENTS, REASONS
from funneldesk.i18n import _
from funneldesk.operations.board_words import number_words, side_name
from funneldesk.operations.boards import ORDER, boards_of
from funneldesk.operations.summary import summary_of, write_summary

if TYPE_CHECKING:
    from funneldesk.domain.summary.summary import Summary
    from funneldesk.operations.boards import Boards, Number


def commands() -> list[click.Command]:
    """Return the command, its help in the language in use."""

    @click.command(
        "summary",
        cls=Command,
        help=_("Put everything on one page (A4) for the manager: FILE ends in .pdf, .png or .svg."),
    )
    @click.argument("file", type=FILE, required=False)
    @click.option("--no-names", is_flag=True, help=_("Leave out names and phone numbers of people."))
    @click.pass_obj
    def summary(session: Session, /, file: Path | None, *, no_names: bool) -> None:
        with session.reader() as store, TerminalTask() as task:
            as_of = session.day_in(store)
            found = summary_of(store, as_of, task)
            boards = boards_of(store, as_of)
            found = found.without_names() if no_names else found
            if file:
                write_summary(store, found, file)
        data = summary_data(found) | {"boards": boards_data(boards)} | ({"file": str(file)} if file else {})
        show(session, data, lambda: _text(found, boards, file))

    return [summary]


def summary_data(found: "Summary") -> dict[str, Any]:
    """Return every number of the page; names are null where they are left out."""
    known = found.deals_recorded
    return {
        "as_of": json_day(found.as_of),
        "from": json_day(found.period.from_day),
        "to": json_day(found.period.to_day),
        "book": found.version,
        "deals_recorded": found.deals_recorded,
        "headline": said.headline(found),
        "funnel": funnel_data(found.funnel),
        "score": {
            "threshold": found.backtest.threshold,
            "operator": found.backtest.operator,
            "above": recorded_share_data(found.backtest.figures.above, recorded=known),
            "below": recorded_share_data(found.backtest.figures.below, recorded=known),
            "sentence": said.score_sentence(found),
        },
        "contact": {
            "soon": recorded_share_data(found.week.soon, recorded=known),
            "late": recorded_share_data(found.week.late, recorded=known),
            "none": recorded_share_data(found.uncontacted, recorded=known),
            "within_7_days": recorded_share_data(found.timing.week),
            "chance": found.week.chance,
            "sentence": said.week_sentence(found),
        },
        "rejections": _rejections(found),
        "contents": [
            {"content": one.content, "title": one.title, "baseline": one.baseline}
            | recorded_share_data(Share(one.touched, one.deals), recorded=known)
            for one in found.contents.contents[:CONTENTS]
        ],
        "calls": [_call(one, named=found.has_names) for one in found.calls],
        "to_call": found.to_call,
    }  # fmt: skip


def _rejections(found: "Summary") -> dict[str, Any]:
    answers = found.rejections
    return {
        "recorded": answers.recorded,
        "decided": answers.decided,
        "rejected": answers.rejected,
        "unsaid": answers.unsaid,
        "reasons": [
            {
                "reason": one.name,
                "count": one.count,
                "change": said.reason_words(found, one),
                "decided": [said.plan_words(plan) for plan in found.plans.get(one.name, ())],
            }
            for one in answers.reasons
        ],
    }


def _call(one: Any, *, named: bool) -> dict[str, Any]:
    return {
        "lead": one.lead,
        "name": one.name if named else None,
        "company": one.company,
        "title": one.title,
        "phone": one.phone if named else None,
        "score": one.score,
        "why": one.why,
        "owner": one.owner,
        "days_late": one.days_late,
    }


def boards_data(boards: "Boards") -> dict[str, Any]:
    """Return the numbers of both sides, each in its order; the same number is the same on both."""
    return {side: [_number(one) for one in boards.of(side)] for side in ORDER} | {
        "sources": [
            {"source": one.value, "leads": one.leads, "deals": one.deal, "won": one.won}
            for one in boards.sources
        ]
    }


def _number(one: "Number") -> dict[str, Any]:
    data: dict[str, Any] = {"code": one.code, "recorded": one.recorded, "count": one.count}
    share = one.share
    if one.step is not None and one.step.n is not None:
        share = Share(one.step.n, one.step.k or 0)
    if share is not None:
        data |= {"n": share.n, "k": share.k, "rate": share.rate}
    if one.month is not None:
        data |= {"target": one.month.target}
    return data | ({"late": one.late} if one.code == "waiting" else {})


def _text(found: "Summary", boards: "Boards", file: Path | None) -> str:
    parts = [
        said.range_words(found) + "\n" + said.headline(found),
        "\n".join([said.score_heading(found), *_scores(found), said.score_sentence(found)]),
        said.week_heading() + "\n" + said.week_sentence(found),
        "\n".join([said.rejections_heading(), said.rejections_sentence(found), *_reasons(found)]),
        "\n".join([said.contents_heading(found), *_contents(found), said.contents_sentence(found)]),
        "\n".join([said.calls_heading(found), said.calls_sentence(found) or _calls(found)]),
    ]
    parts += [_board(boards, side) for side in ORDER]
    if file:
        parts.append(_("Drawn: %(path)s") % {"path": file})
    return "\n\n".join(parts)


def _line(name: str, share: Share) -> str:
    return f"  {name}{colon()}{percent(share.rate, 0)} ({k_of_n(share.k, share.n)})"


def _scores(found: "Summary") -> list[str]:
    if not (found.deals_recorded and found.backtest.months):
        return []
    figures = found.backtest.figures
    return [
        _line(said.score_label(found, above=above), figures.above if above else figures.below)
        for above in (True, False)
    ]


def _contents(found: "Summary") -> list[str]:
    shown = found.contents.contents[:CONTENTS] if found.deals_recorded else ()
    return [_line(one.title or one.content, Share(one.touched, one.deals)) for one in shown]


def _reasons(found: "Summary") -> list[str]:
    shown = found.rejections.reasons[:REASONS]
    lines = [f"  {one.name} {number(one.count)} → {said.reason_words(found, one)}" for one in shown]
    undecided = said.undecided_sentence(found)
    return [*lines, undecided] if undecided else lines


def _calls(found: "Summary") -> str:
    rows = [[one.name, one.company, number(one.score), one.phone, one.why] for one in found.calls]
    headings = [_("Name"), _("Company"), _("Points"), _("Phone"), _("Why")]
    if not found.has_names:
        headings[0] = headings[3] = ""
    return table(headings, rows, right="  r")


def _board(boards: "Boards", side: Any) -> str:
    rows = []
    for one in boards.of(side):
        words = number_words(one, boards.labels)
        rows.append([words.name, words.figure, words.detail, words.verdict, words.note])
    return table([side_name(side), "", "", "", ""], rows, right=" r")
