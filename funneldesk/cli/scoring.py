"""The commands of the score: score, explain."""

from typing import TYPE_CHECKING, Any

import click

from funneldesk.cli.options import Command
from funneldesk.cli.output import AT_FAULT, DONE, error_data, json_day, show, show_error
from funneldesk.cli.session import Session
from funneldesk.cli.tables import shortened, table
from funneldesk.domain.formats import day, number
from funneldesk.domain.scoring.explanation import shown_points, tenths
from funneldesk.domain.words import component_label
from funneldesk.errors import UserError
from funneldesk.i18n import _, ngettext
from funneldesk.operations import scoring
from funneldesk.store.lead_names import lead_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from funneldesk.domain.scoring.explanation import Explanation, Missing
    from funneldesk.operations.scoring import ScoreSummary

#: The longest bar of the histogram, in columns.
_BAR = 40
#: Ways to the threshold that text output names; JSON has them all.
_WAYS_SHOWN = 3


def commands() -> list[click.Command]:
    """Return the commands, their help in the language in use."""

    @click.command("score", cls=Command, help=_("Show how the scores lie and who is SAL candidate."))
    @click.pass_obj
    def score(session: Session) -> None:
        with session.reader() as store:
            summary = scoring.score_summary(store, session.day_in(store))
        show(session, summary_data(summary), lambda: _summary_text(summary))

    @click.command("explain", cls=Command, help=_("Show why a lead has its score and what is missing."))
    @click.argument("lead", metavar="LEAD")
    @click.pass_obj
    def explain(session: Session, lead: str) -> int:
        with session.reader() as store:
            found = scoring.find_leads(store, lead)
            names = lead_names(store, found)
            explanation = (
                scoring.explain_lead(store, found[0], session.day_in(store)) if len(found) == 1 else None
            )
        if explanation is None:
            return several(session, lead, names)
        who = who_words(*names.get(found[0], ("", "")))
        show(session, explanation_data(explanation), lambda: explanation_text(explanation, who))
        return DONE

    return [score, explain]


def several(session: Session, text: str, names: "Mapping[int, tuple[str, str]]") -> int:
    """Say that nobody or several leads are meant by `text`; those are listed."""
    step = _("Name the lead by its number, system:external ID, or e-mail address.")
    if not names:
        raise UserError("no_lead", _("No lead is “%(text)s”.") % {"text": text}, step)
    words = ngettext(
        "“%(text)s” may mean %(count)s lead.", "“%(text)s” may mean %(count)s leads.", len(names)
    )
    message = words % {"count": number(len(names)), "text": text}
    rows = [{"lead": lead, "name": name, "company": company} for lead, (name, company) in names.items()]
    data = error_data("several_leads", message, step) | {"leads": rows}
    show(session, data, lambda: table(
        [_("Lead"), _("Name"), _("Company")],
        [[str(lead), name, company] for lead, (name, company) in names.items()],
        right="r",
    ))  # fmt: skip
    if not session.as_json:
        show_error(session, "several_leads", message, step)
    return AT_FAULT


def summary_data(summary: "ScoreSummary") -> dict[str, Any]:
    """Return the summary as JSON has it (DESIGN 7)."""
    return {
        "as_of": json_day(summary.as_of),
        "leads": summary.leads,
        "candidates": summary.candidates,
        "bands": [{"from": band.low, "to": band.high, "leads": band.leads} for band in summary.bands],
        "first": [
            {
                "lead": one.lead, "name": one.name, "company": one.company, "score": one.score,
                "since": json_day(one.since), "reasons": one.reasons,
            }
            for one in summary.first
        ],
    }  # fmt: skip


def explanation_data(explanation: "Explanation") -> dict[str, Any]:
    """Return the explanation as JSON has it (DESIGN 7)."""
    return {
        "lead": explanation.lead,
        "as_of": json_day(explanation.as_of),
        "total": explanation.total,
        "threshold": explanation.threshold,
        "candidate_since": json_day(explanation.since),
        "book": explanation.version,
        "pilot": explanation.pilot,
        "components": dict(explanation.components),
        "lines": [
            {
                "signal": line.signal, "name": line.name, "component": line.component, "points": line.points,
                "event": line.event, "date": json_day(line.day), "decay": line.decay, "capped": line.capped,
                "weight": line.weight, "cap": line.cap,
            }
            for line in explanation.lines
        ],
        "missing": [_missing_data(way) for way in explanation.missing],
    }  # fmt: skip


def _missing_data(way: "Missing") -> dict[str, Any]:
    return {
        "text": way.text,
        "points": way.points,
        "total": way.total,
        "reaches": way.reaches,
        "steps": [{"signal": s.signal, "name": s.name, "count": s.count} for s in way.steps],
    }


def _summary_text(summary: "ScoreSummary") -> str:
    people = ngettext("%(count)s lead", "%(count)s leads", summary.leads) % {"count": number(summary.leads)}
    found = ngettext("%(count)s SAL candidate", "%(count)s SAL candidates", summary.candidates)
    candidates = found % {"count": number(summary.candidates)}
    words = _("%(leads)s as of %(day)s, among them %(candidates)s.") % {
        "leads": people,
        "day": day(summary.as_of),
        "candidates": candidates,
    }
    parts = [words]
    if summary.bands:
        most = max(band.leads for band in summary.bands)
        rows = [
            [f"{band.low} – {band.high - 1}", number(band.leads), "█" * round(band.leads / most * _BAR)]
            for band in summary.bands
        ]
        parts.append(table([_("Score"), _("Leads"), ""], rows, right="rr"))
    if summary.first:
        rows = [
            [
                str(c.lead),
                shortened(c.name, 20),
                shortened(c.company, 30),
                number(c.score),
                day(c.since),
                c.reasons,
            ]
            for c in summary.first
        ]
        headings = [_("Lead"), _("Name"), _("Company"), _("Score"), _("Candidate since"), _("Why")]
        parts.append(table(headings, rows, right="r  r"))
    return "\n\n".join(parts)


def who_words(name: str, company: str) -> str:
    """Return who a lead is, in one line."""
    return " / ".join(part for part in (name, company) if part) or _("(no name)")


def explanation_text(explanation: "Explanation", who: str) -> str:
    """Return why a lead has its score, as text."""
    words = _("%(who)s: %(total)s points on %(day)s (threshold %(threshold)s).") % {
        "who": who,
        "total": f"{tenths(explanation.total):.1f}",
        "day": day(explanation.as_of),
        "threshold": f"{explanation.threshold:g}",
    }
    if explanation.pilot:
        words += " " + _("By the pilot of v%(number)s.") % {"number": explanation.version}
    if explanation.since is not None:
        words += " " + _("SAL candidate since %(day)s.") % {"day": day(explanation.since)}
    parts = [
        words,
        "  ".join(
            f"{component_label(component)} {points:.1f}"
            for component, points in zip(
                explanation.components, shown_points(explanation.components.values()), strict=True
            )
        ),
    ]
    if explanation.lines:
        shown = shown_points(line.points for line in explanation.lines)
        rows = [
            [
                component_label(line.component), shortened(line.name, 30), shortened(line.event, 50),
                "" if line.day is None else day(line.day), f"{points:+.1f}",
                "" if line.weight is None or line.decay is None else f"{line.weight:g}",
                "" if line.decay is None else f"×{line.decay:.2f}",
                "" if line.cap is None else f"{line.cap:g}", _("capped") if line.capped else "",
            ]
            for line, points in zip(explanation.lines, shown, strict=True)
        ]  # fmt: skip
        headings = [
            _("Component"),
            _("Signal"),
            _("What"),
            _("Date"),
            _("Points"),
            _("Weight"),
            _("Decay"),
            _("Cap"),
            "",
        ]
        parts.append(table(headings, rows, right="    rrrr"))
    ways = explanation.missing[:_WAYS_SHOWN]
    if ways:
        each = len(ways) > 1 and all(way.reaches for way in ways)
        title = _("Any one of these leads to the threshold:") if each else _("Missing to the threshold:")
        parts.append("\n".join([title, *(f"  {way.text}" for way in ways)]))
    return "\n\n".join(parts)
