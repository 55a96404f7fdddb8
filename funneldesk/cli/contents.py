"""The command `contents`: which content brings deals."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from funneldesk.cli.content_parts import TITLE_COLUMNS, Asked, credit_text, more_data, sequences_text
from funneldesk.cli.options import DAY, FILE, Command
from funneldesk.cli.output import json_day, show
from funneldesk.cli.pictures import save_contents
from funneldesk.cli.session import Session
from funneldesk.cli.tables import MISSING, shortened, table, units
from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.contents.content_groups import BYS
from funneldesk.domain.contents.content_sentences import headline
from funneldesk.domain.contents.contents import CREDIT_MODELS, DEFAULT_WINDOW_DAYS
from funneldesk.domain.contents.credit_words import set_label
from funneldesk.domain.contents.sequences import WITHIN_DAYS
from funneldesk.domain.formats import money, number, percent, percent_range, signed
from funneldesk.domain.funnel.periods import Period
from funneldesk.domain.words import content_type_label, field_words, heading
from funneldesk.i18n import _
from funneldesk.operations import contents as operation
from funneldesk.operations.facts import versions_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from funneldesk.domain.contents.contents import ContentResult, Contents
    from funneldesk.domain.contents.sequences import Sequences
    from funneldesk.store.store import Store


def commands() -> list[click.Command]:
    """Return the command, its help in the language in use."""

    @click.command("contents", cls=Command, help=_("Show which content brings deals."))
    @click.option(
        "--window",
        "window_days",
        type=click.IntRange(min=0),
        default=DEFAULT_WINDOW_DAYS,
        metavar="DAYS",
        help=_("A deal counts this many days after a touch (default 180; 0: no limit)."),
    )
    @click.option(
        "--from", "from_day", type=DAY, metavar="DATE", help=_("The first day of first touches that count.")
    )
    @click.option("--to", "to_day", type=DAY, metavar="DATE", help=_("The last day of these."))
    @click.option(
        "--by",
        type=click.Choice(BYS),
        help=_("Also the rates of all contents of a phase, a type or a theme together."),
    )
    @click.option("--credit", is_flag=True, help=_("Also say what six credit models give each content."))
    @click.option(
        "--sequences", is_flag=True, help=_("Also what followed a content within days, and the deals after.")
    )
    @click.option(
        "--within",
        "within_days",
        type=click.IntRange(min=0),
        default=WITHIN_DAYS,
        metavar="DAYS",
        help=_("The days for the second step of a sequence (default 7)."),
    )
    @click.option("--png", type=FILE, metavar="FILE", help=_("Also draw it: .png, .svg or .pdf."))
    @click.pass_obj
    def contents(session: Session, /, png: Path | None, **options: Any) -> None:
        asked = _asked(**options)
        with session.reader() as store:
            answers = _answers(store, session.day_in(store), asked)
        if png:
            save_contents(answers.contents, answers.currency, png)
        data = contents_data(answers.contents) | more_data(asked, answers.groups, answers.sequences)
        data |= {"file": str(png)} if png else {}
        show(session, data, lambda: _text(asked, answers, png))

    return [contents]


def _asked(
    *,
    window_days: int,
    within_days: int,
    from_day: int | None,
    to_day: int | None,
    by: Any,
    credit: bool,
    sequences: bool,
) -> Asked:
    """Return the options as what is asked, or say which cannot stand together."""
    context = click.get_current_context()
    if from_day is not None and to_day is not None and from_day > to_day:
        raise click.UsageError(_("--from is later than --to."), context)
    if sequences and 0 < window_days <= within_days:
        text = _("--within leaves no days for a deal: choose fewer than --window (%(days)s).")
        raise click.UsageError(text % {"days": window_days}, context)
    return Asked(window_days, Period(from_day, to_day), by, within_days if sequences else None, credit=credit)


def _answers(store: "Store", day: int, asked: Asked) -> "_Answers":
    window, period, within = asked.window_days, asked.period, asked.within_days
    return _Answers(
        operation.contents_of(store, day, window_days=window, period=period),
        operation.content_groups_of(store, day, by=asked.by, window_days=window, period=period)
        if asked.by
        else (),
        None
        if within is None
        else operation.sequences_of(store, day, window_days=window, within_days=within, period=period),
        version_in_force(versions_of(store), day).book.currency,
    )


class _Answers(NamedTuple):
    contents: "Contents"
    groups: "tuple[ContentResult, ...]"
    sequences: "Sequences | None"
    currency: str


def contents_data(contents: "Contents") -> dict[str, Any]:
    """Return the contents as JSON has them (DESIGN 7): amounts in whole units of the currency."""
    return {
        "as_of": json_day(contents.as_of),
        "from": json_day(contents.from_day),
        "to": json_day(contents.to_day),
        "window_days": contents.window_days,
        "maturity_days": contents.maturity_days,
        "deals": contents.deals,
        "contents": [content_data(content) for content in contents.contents],
        # Deals nobody had touched a content before, "(none)": with these all credits add up to all deals.
        "uncredited": None if contents.uncredited is None else content_data(contents.uncredited),
    }


def content_data(content: "ContentResult") -> dict[str, Any]:
    """Return one content (or set of contents) as JSON has it."""
    return {
        "content": content.content,
        "title": content.title,
        "type": content.type,
        "phase": content.phase,
        "theme": content.theme,
        "touched": content.touched,
        "touched_all": content.touched_all,
        "deals": content.deals,
        "rate": content.rate,
        "low": content.low,
        "high": content.high,
        "enough": content.enough,
        "baseline": content.baseline,
        "won": content.won,
        "amount": units(content.amount),
        "cost": units(content.cost),
        "roi": content.roi,
        "cost_per_deal": None if content.cost_per_deal is None else content.cost_per_deal / 100,
        "won_deals": content.won_deals,
        "credit": {model: content.credit.get(model, 0.0) for model in CREDIT_MODELS},
    }


def _text(asked: Asked, answers: _Answers, png: Path | None) -> str:
    contents = answers.contents
    parts = [headline(contents)]
    if contents.contents:
        parts.append(_table(contents.contents, _("Content")))
    if asked.by and answers.groups:
        named = [
            replace(group, title=set_label(asked.by, group.content), type="") for group in answers.groups
        ]
        parts.append(_table(named, heading(field_words(asked.by, "contents"))))
    if asked.credit and contents.contents:
        parts.append(credit_text(contents))
    if answers.sequences is not None:
        parts.append(sequences_text(answers.sequences))
    if png:
        parts.append(_("Drawn: %(path)s") % {"path": png})
    return "\n\n".join(parts)


def _table(contents: "Sequence[ContentResult]", what: str) -> str:
    headings = [
        what, _("Type"), _("Deal rate"), _("k / n"), _("95% interval"), _("Others"), _("Won"),
        _("Amount won"), _("Cost"), _("Cost per deal"), _("ROI"), "",
    ]  # fmt: skip
    return table(headings, [_row(content) for content in contents], right="  rrrrrrrrr")


def _row(content: "ContentResult") -> list[str]:
    roi = MISSING if content.roi is None else signed(content.roi * 100, 0) + " %"
    return [
        shortened(content.title or content.content, TITLE_COLUMNS),
        content_type_label(content.type) if content.type else "",
        percent(content.rate),
        f"{number(content.deals)} / {number(content.touched)}",
        MISSING if content.low is None or content.high is None else percent_range(content.low, content.high),
        percent(content.baseline),
        number(content.won),
        money(content.amount),
        MISSING if content.cost is None else money(content.cost),
        MISSING if content.cost_per_deal is None else money(round(content.cost_per_deal)),
        roi if content.roi is None else f"{roi} ({number(content.won_deals)})",
        "" if content.enough else _("too few"),
    ]
