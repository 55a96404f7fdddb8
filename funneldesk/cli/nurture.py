"""The command of the nurture list: nurture."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from funneldesk.cli.options import FILE, Command
from funneldesk.cli.output import json_day, show
from funneldesk.cli.progress import TerminalTask
from funneldesk.cli.session import Session
from funneldesk.cli.tables import MISSING, shortened, table
from funneldesk.domain.fields import DEAL, PHASES, SAL
from funneldesk.domain.formats import number, percent, percent_range
from funneldesk.domain.words import content_type_label, phase_label, stage_label
from funneldesk.i18n import _, ngettext
from funneldesk.operations import nurture as operation

if TYPE_CHECKING:
    from funneldesk.domain.nurture.nurture import Nurture
    from funneldesk.domain.nurture.scenarios import Reached, StepState
    from funneldesk.operations.nurture import MailList, NurtureRow

_SHOWN = 20
_TITLE_COLUMNS, _WHY_COLUMNS = 32, 60


def commands() -> list[click.Command]:
    """Return the command, its help in the language in use."""

    @click.command(
        "nurture", cls=Command, help=_("Show who gets which content next, and where content is missing.")
    )
    @click.option(
        "--phase",
        type=click.Choice((*PHASES, "none")),
        help=_("Only leads of this phase; none: who read nothing for 180 days."),
    )
    @click.option("--stalled", is_flag=True, help=_("Only leads without any activity for 30 days."))
    @click.option(
        "--csv", "csv_file", type=FILE, metavar="FILE", help=_("Write the list for the mail tool as .csv.")
    )
    @click.option("--xlsx", "workbook", type=FILE, metavar="FILE", help=_("The same as a workbook."))
    @click.option("--by-content", is_flag=True, help=_("One file for each content that comes next."))
    @click.pass_obj
    def nurture(
        session: Session,
        *,
        phase: str | None,
        stalled: bool,
        csv_file: Path | None,
        workbook: Path | None,
        by_content: bool,
    ) -> None:
        with session.reader() as store, TerminalTask() as task:
            found = operation.nurture_of(store, session.day_in(store))
            wanted = None if phase is None else operation.phase_of(phase)
            places = found.listed(wanted, stalled=stalled)
            rows = operation.rows_of(store, found, places if session.as_json else places[:_SHOWN])
            written = [
                operation.write_mail_list(
                    store, found, places, _with_ending(file, ending), by_content=by_content, task=task
                )
                for file, ending in ((csv_file, ".csv"), (workbook, ".xlsx"))
                if file is not None
            ]
        show(session, nurture_data(found, rows, written), lambda: _text(found, rows, len(places), written))

    return [nurture]


def _with_ending(file: Path, ending: str) -> Path:
    return file if file.suffix.lower() == ending else file.with_name(file.name + ending)


def nurture_data(
    found: "Nurture", rows: "list[NurtureRow]", written: "list[MailList] | None" = None
) -> dict[str, Any]:
    """Return the list as JSON has it; rates of scenarios with their n, k and interval."""
    from funneldesk.domain.nurture.nurture_sentences import headline

    return {
        "as_of": json_day(found.as_of),
        "headline": headline(found),
        "people": len(found.people.order),
        "stalled": len(found.listed(stalled=True)),
        "due": len(found.listed(due=True)),
        "left_out": {reason: len(places) for reason, places in found.people.left_out.items()},
        "phases": [
            {"phase": code, "people": len(found.listed(place)), "stalled": len(found.listed(place, stalled=True))}
            for code, place in ((code, operation.phase_of(code)) for code in ("none", *PHASES))
        ],
        "list": [_row_data(row) for row in rows],
        "gaps": [
            {"phase": PHASES[gap.phase], "theme": found.themes.names[gap.theme] if gap.theme >= 0 else None,
             "contents": gap.contents, "leads": gap.leads, "without": gap.without}
            for gap in found.gaps
        ],
        "scenarios": [
            {"id": one.scenario.id, "name": one.scenario.name, "pilot": one.is_pilot,
             "steps": [_step_data(step) for step in one.steps]}
            for one in found.scenarios
        ],
    } | ({"files": [str(path) for one in written for path in one.paths]} if written else {})  # fmt: skip


def _row_data(row: "NurtureRow") -> dict[str, Any]:
    return {
        "lead": row.id, "email": row.email, "name": row.name, "company": row.company,
        "phase": PHASES[row.phase] if row.phase >= 0 else None, "stalled": row.stalled, "due": row.due,
        "quiet_days": row.quiet_days if row.quiet_days >= 0 else None, "content": row.content or None,
        "url": row.url or None, "why": row.why,
    }  # fmt: skip


def _step_data(step: "StepState") -> dict[str, Any]:
    return {
        "text": step.step.text,
        "type": step.step.type or None,
        "after_days": step.step.after_days,
        "leads": None if step.leads is None else len(step.leads),
        "median_days": step.median_days,
        "sal": _reached_data(step.then.get(SAL)),
        "deal": _reached_data(step.then.get(DEAL)),
    }


def _reached_data(reached: "Reached | None") -> dict[str, Any] | None:
    if reached is None:
        return None
    low, high = reached.interval or (None, None)
    return {"n": reached.n, "k": reached.k, "rate": reached.rate, "low": low, "high": high,
            "recorded": reached.recorded, "needed_days": reached.needed_days}  # fmt: skip


def _text(found: "Nurture", rows: "list[NurtureRow]", people: int, written: "list[MailList]") -> str:
    from funneldesk.domain.nurture.nurture_sentences import all_left_out, headline, scenario_label

    parts = [headline(found), "\n".join(words for _reason, words in all_left_out(found))]
    if rows:
        parts.append(_list(rows, people))
    if len(found.shelf.all):
        parts.append(_matrix(found))
    parts += [_scenario(scenario_label(state), state.steps) for state in found.scenarios]
    parts += [
        ngettext("Saved: %(path)s (%(count)s person)", "Saved: %(path)s (%(count)s people)", one.people)
        % {"path": ", ".join(map(str, one.paths)), "count": number(one.people)}
        for one in written
    ]
    return "\n\n".join(part for part in parts if part)


def _list(rows: "list[NurtureRow]", people: int) -> str:
    from funneldesk.domain.nurture.nurture_sentences import lead_phase_label

    headings = [_("Name"), _("Company"), _("Nurture phase"), _("Next content"), _("Why")]
    lines = [
        [
            row.name or row.email,
            shortened(row.company, 24),
            lead_phase_label(row.phase),
            shortened(row.content, _TITLE_COLUMNS) or MISSING,
            shortened(row.why, _WHY_COLUMNS),
        ]
        for row in rows
    ]
    more = _("… and %(count)s more; --csv FILE writes them all.") % {"count": number(people - len(rows))}
    return table(headings, lines) + ("\n" + more if people > len(rows) else "")


def _matrix(found: "Nurture") -> str:
    from funneldesk.domain.nurture.nurture_sentences import theme_label

    headings = [_("Nurture phase"), _("Theme"), _("Contents"), _("Leads"), _("Nothing left to read")]
    lines = [
        [phase_label(PHASES[gap.phase]), theme_label(found, gap.theme), number(gap.contents), number(gap.leads),
         number(gap.without)]
        for gap in found.gaps
        if gap.leads or gap.contents
    ]  # fmt: skip
    return table(headings, lines, right="  rrr")


def _scenario(name: str, steps: "tuple[StepState, ...]") -> str:
    headings = [
        _("Scenario step"), _("Content"), _("Days by the book"), _("Days taken (median)"), _("Leads"),
        stage_label("sal"), stage_label("deal"),
    ]  # fmt: skip
    lines = [
        [
            step.step.text,
            content_type_label(step.step.type) if step.step.type else MISSING,
            number(step.step.after_days),
            MISSING if step.median_days is None else number(step.median_days),
            MISSING if step.leads is None else number(len(step.leads)),
            reached_words(step.then.get(SAL)),
            reached_words(step.then.get(DEAL)),
        ]
        for step in steps
    ]
    return name + "\n" + table(headings, lines, right="  rrr")


def reached_words(reached: "Reached | None") -> str:
    """Return a rate with its interval and counts, a dash where nobody can be judged yet."""
    if reached is None or reached.rate is None or reached.interval is None:
        return MISSING
    counts = f"{number(reached.k)} / {number(reached.n)}"
    return f"{percent(reached.rate)} ({counts}, {percent_range(*reached.interval)})"
