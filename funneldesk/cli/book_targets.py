"""The command `book targets`: a month worked backwards from its wins."""

from typing import TYPE_CHECKING, Any

import click

from funneldesk.cli.options import Command
from funneldesk.cli.output import show
from funneldesk.cli.session import Session
from funneldesk.cli.tables import MISSING, table
from funneldesk.domain.book import book_targets_sentences as words
from funneldesk.domain.formats import colon, number
from funneldesk.domain.words import stage_label
from funneldesk.i18n import _
from funneldesk.operations.book import book_in_force
from funneldesk.operations.workshop import targets_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from funneldesk.domain.book.book_targets import Needed, Source, Targets


def command() -> click.Command:
    """Return the command, its help in the language in use."""

    @click.command(
        "targets",
        cls=Command,
        help=_("Calculate backwards how many SALs and MQLs so many wins a month need."),
    )
    @click.option(
        "--wins",
        type=int,
        metavar="N",
        help=_("Wins a month (default: those the book's target stands for)."),
    )
    @click.option(
        "--rates",
        "source",
        type=click.Choice(("bands", "own")),
        default="bands",
        help=_("Rates to use: the middle of the book's bands, or your own last 12 months."),
    )
    @click.pass_obj
    def backwards(session: Session, wins: int | None, source: "Source") -> None:
        with session.reader() as store:
            day = session.day_in(store)
            found, labels = targets_of(store, day, wins, source), book_in_force(store, day).book.stage_labels
        show(session, _data(found), lambda: _text(found, labels))

    return backwards


def _data(found: "Targets") -> dict[str, Any]:
    reach = found.reach
    return {
        "wins": found.wins,
        "rates": [
            {
                "previous": rate.previous,
                "stage": rate.stage,
                "rate": rate.rate,
                "low": rate.low,
                "high": rate.high,
                "source": rate.source,
                "n": rate.n,
            }
            for rate in found.rates
        ],
        "needed": [_needed_data(found, one) for one in found.needed],
        "reach": None
        if reach is None
        else {"stage": reach.stage, "needed": reach.needed, "verdict": reach.verdict},
        "usual_wins": found.usual_wins,
    }


def _needed_data(found: "Targets", one: "Needed") -> dict[str, Any]:
    """`months`: how many whole months are known; `reached`: how many of them had as many."""
    own = found.months.get(one.stage)
    known = own is not None and own.enough
    return {
        "stage": one.stage,
        "count": one.count,
        "least": one.least,
        "most": one.most,
        "usual_month": own.usual if own is not None and known else None,
        "best_month": own.best if own is not None and known else None,
        "months": len(own.counts) if own is not None else 0,
        "reached": own.reaching(one.count) if own is not None else 0,
    }


def _text(found: "Targets", labels: "Mapping[str, str]") -> str:
    rows = [
        [
            stage_label(one.stage, labels),
            number(one.count),
            words.range_words(one) or MISSING,
            words.months_words(found.months.get(one.stage)),
        ]
        for one in found.needed
    ]
    headings = [_("Stage"), _("Needed"), _("Spread"), _("Your months")]
    rates = [f"{words.step_label(rate, labels)}{colon()}{words.rate_source(rate)}" for rate in found.rates]
    parts = [
        words.chain_words(found, labels),
        table(headings, rows, right=" rr"),
        words.reach_sentence(found, labels),
        "\n".join(rates),
    ]
    return "\n\n".join(parts)
