"""The command `contents`: which content brings deals."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from funneldesk.cli.options import FILE, Command
from funneldesk.cli.output import json_day, show
from funneldesk.cli.pictures import save_contents
from funneldesk.cli.session import Session
from funneldesk.cli.tables import MISSING, shortened, table, units
from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.contents.content_sentences import headline
from funneldesk.domain.contents.contents import CREDIT_MODELS, DEFAULT_WINDOW_DAYS
from funneldesk.domain.formats import money, number, percent, percent_range, signed
from funneldesk.domain.words import content_type_label
from funneldesk.i18n import _
from funneldesk.operations import contents as operation
from funneldesk.operations.facts import versions_of

if TYPE_CHECKING:
    from funneldesk.domain.contents.contents import ContentResult, Contents

_TITLE_COLUMNS = 40


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
    @click.option("--png", type=FILE, metavar="FILE", help=_("Also draw it: .png, .svg or .pdf."))
    @click.pass_obj
    def contents(session: Session, window_days: int, png: Path | None) -> None:
        with session.reader() as store:
            day = session.day_in(store)
            result = operation.contents_of(store, day, window_days=window_days)
            currency = version_in_force(versions_of(store), day).book.currency
        if png:
            save_contents(result, currency, png)
        data = contents_data(result) | ({"file": str(png)} if png else {})
        show(session, data, lambda: _text(result, png))

    return [contents]


def contents_data(contents: "Contents") -> dict[str, Any]:
    """Return the contents as JSON has them (DESIGN 7): amounts in whole units of the currency."""
    return {
        "as_of": json_day(contents.as_of),
        "window_days": contents.window_days,
        "maturity_days": contents.maturity_days,
        "contents": [_content_data(content) for content in contents.contents],
        # Deals nobody had touched a content before, "(none)": with these all credits add up to all deals.
        "uncredited": None if contents.uncredited is None else _content_data(contents.uncredited),
    }


def _content_data(content: "ContentResult") -> dict[str, Any]:
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
        "credit": {model: content.credit.get(model, 0.0) for model in CREDIT_MODELS},
    }


def _text(contents: "Contents", png: Path | None) -> str:
    parts = [headline(contents)]
    if contents.contents:
        parts.append(_table(contents))
    if png:
        parts.append(_("Drawn: %(path)s") % {"path": png})
    return "\n\n".join(parts)


def _table(contents: "Contents") -> str:
    headings = [
        _("Content"), _("Type"), _("Deal rate"), _("k / n"), _("95% interval"), _("Others"), _("Won"),
        _("Amount won"), _("Cost"), _("ROI"), "",
    ]  # fmt: skip
    return table(headings, [_row(content) for content in contents.contents], right="  rrrrrrrr")


def _row(content: "ContentResult") -> list[str]:
    return [
        shortened(content.title or content.content, _TITLE_COLUMNS),
        content_type_label(content.type) if content.type else MISSING,
        percent(content.rate),
        f"{number(content.deals)} / {number(content.touched)}",
        MISSING if content.low is None or content.high is None else percent_range(content.low, content.high),
        percent(content.baseline),
        number(content.won),
        money(content.amount),
        MISSING if content.cost is None else money(content.cost),
        MISSING if content.roi is None else signed(content.roi * 100, 0) + " %",
        "" if content.enough else _("too few"),
    ]
