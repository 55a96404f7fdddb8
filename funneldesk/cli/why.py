"""The command `why`: why a number of the funnel moved between two ranges of days."""

from typing import TYPE_CHECKING, Any

import click

from funneldesk.cli.options import DAY, Command
from funneldesk.cli.output import json_day, show
from funneldesk.cli.session import Session
from funneldesk.cli.tables import table
from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.funnel.comparisons import sides_of
from funneldesk.domain.funnel.periods import Period
from funneldesk.domain.funnel.why import TARGETS
from funneldesk.domain.funnel.why_sentences import (
    caution,
    change_words,
    part_label,
    reach_sentence,
    shown,
    why_sentences,
)
from funneldesk.domain.words import field_label
from funneldesk.i18n import _
from funneldesk.operations import why as operation
from funneldesk.operations.facts import versions_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from funneldesk.domain.funnel.nurture_path import PhaseReach
    from funneldesk.domain.funnel.why import Segment, Why


class Range(click.ParamType[Period]):
    """Two days with two dots between them: 2026-04-01..2026-06-30."""

    name = "range"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        """Return the range, or fail with what one looks like."""
        if isinstance(value, Period):
            return value
        first, dots, last = str(value).partition("..")
        if not dots:
            words = _("“%(value)s” is no range; write it like 2026-04-01..2026-06-30.") % {"value": value}
            raise click.BadParameter(words, ctx, param)
        period = Period(DAY.convert(first, param, ctx), DAY.convert(last, param, ctx))
        if (period.from_day or 0) > (period.to_day or 0):
            raise click.BadParameter(
                _("The range “%(value)s” ends before it begins.") % {"value": value}, ctx, param
            )
        return period


def commands() -> list[click.Command]:
    """Return the command, its help in the language in use."""

    @click.command("why", cls=Command, help=_("Show why a number moved between two ranges of acquisition."))
    @click.option(
        "--from", "before", type=Range(), metavar="A..B", required=True, help=_("The range before: two days.")
    )
    @click.option(
        "--to", "after", type=Range(), metavar="C..D", required=True, help=_("The range after: two days.")
    )
    @click.option(
        "--target", type=click.Choice(TARGETS), default="won", help=_("Which number (default: won).")
    )
    @click.option(
        "--same-age",
        is_flag=True,
        help=_("Look at the range before as it was when it was as old as the other is now."),
    )
    @click.pass_obj
    def why(session: Session, /, before: Period, after: Period, target: Any, same_age: bool) -> None:
        with session.reader() as store, store.one_view():
            as_of = session.day_in(store)
            sides = sides_of(before, after, as_of, same_age=same_age)
            found = operation.why_of(store, sides, target)
            young = operation.young_of(store, sides, target)
            reach = operation.reach_of(store, sides)
            labels = version_in_force(versions_of(store), as_of).book.stage_labels
        said = [*why_sentences(found, labels), reach_sentence(reach, labels), caution(young, sides)]
        words = [sentence for sentence in said if sentence]
        data = why_data(found) | {
            "sentences": words,
            "as_of": json_day(as_of),
            "before_as_of": json_day(sides.before_as_of),
            "immature": young[1],
            "immature_before": young[0],
            "reached_phases": [_reach_data(one) for one in reach],
        }
        show(session, data, lambda: _text(found, words, labels))

    return [why]


def why_data(why: "Why") -> dict[str, Any]:
    """Return a difference as JSON has it (DESIGN 7)."""
    return {
        "target": why.target,
        "before": why.before,
        "after": why.after,
        "parts": [
            {
                # DESIGN 7 calls the first factor by what is counted.
                "name": "leads" if one.name == "lead" else one.name,
                "value": one.value,
                "before": one.before,
                "after": one.after,
                "chance": one.chance,
                "within_chance": one.within_chance,
                "counts": [{"n": side.n, "k": side.k} for side in one.shares] if one.shares else None,
            }
            for one in why.parts
        ],
        "segments": [_segment_data(one) for one in why.segments],
    }


def _reach_data(one: "PhaseReach") -> dict[str, Any]:
    sides = {"before": one.before, "after": one.after}
    shares = {name: {"n": side.n, "k": side.k, "rate": side.rate} for name, side in sides.items()}
    return {"phase": one.phase, "within_chance": one.within_chance, **shares}


def _segment_data(one: "Segment") -> dict[str, Any]:
    return {
        "by": one.by,
        "value": one.value,
        "before": one.before,
        "after": one.after,
        "volume": one.volume,
        "mix": one.mix,
        "rate": one.rate,
        "rates": [{"name": step.name, "value": step.value} for step in one.steps],
    }


def _text(why: "Why", words: list[str], labels: "Mapping[str, str]") -> str:
    parts = ["\n".join(words)]
    names = [part.name for part in why.parts]
    rows = [
        [part_label(part, names, labels), change_words(why.target, value)]
        for part, value in zip(why.parts, shown(why).parts, strict=True)
    ]
    parts.append(table([_("Factor"), _("Contribution")], rows, right=" r"))
    if why.segments:
        parts.append(_segment_table(why))
    return "\n\n".join(parts)


def _segment_table(why: "Why") -> str:
    headings = [_("Field"), _("Value"), _("Up or down"), _("Number of leads"), _("Mix"), _("Rates")]
    rows = [
        [
            field_label(one.by),
            one.value if one.value is not None else _("(no value)"),
            *(change_words(why.target, value) for value in (one.total, one.volume, one.mix, one.rate)),
        ]
        for one in why.segments
    ]
    return table(headings, rows, right="  rrrr")
