"""The command `campaigns`: what each source or campaign cost, and what it brought."""

from typing import TYPE_CHECKING, Any, cast

import click

from funneldesk.cli.options import DAY, Command
from funneldesk.cli.output import json_day, share_data, show
from funneldesk.cli.session import Session
from funneldesk.cli.tables import MISSING, shortened, table, units
from funneldesk.domain.campaigns.campaign_sentences import headline, notes
from funneldesk.domain.campaigns.campaign_words import remark, roi_words, row_name, unassigned_name
from funneldesk.domain.campaigns.campaigns import FIELDS, By
from funneldesk.domain.formats import day, money, number, percent
from funneldesk.domain.funnel.periods import Period
from funneldesk.domain.words import field_label, stage_label
from funneldesk.i18n import _
from funneldesk.operations import campaigns as operation

if TYPE_CHECKING:
    from funneldesk.domain.campaigns.campaigns import CampaignResult, Campaigns
    from funneldesk.domain.funnel.shares import Share

_NAME_COLUMNS = 36
_EACH = ("lead", "sal", "deal", "won")


def commands() -> list[click.Command]:
    """Return the command, its help in the language in use."""

    @click.command(
        "campaigns", cls=Command, help=_("Show what each source or campaign cost, and what that brought.")
    )
    @click.option(
        "--by", type=click.Choice(FIELDS), default="source", help=_("source (default) or campaign.")
    )
    @click.option("--from", "from_day", type=DAY, metavar="DATE", help=_("The first day of the range."))
    @click.option("--to", "to_day", type=DAY, metavar="DATE", help=_("The last day of the range."))
    @click.pass_obj
    def campaigns(session: Session, /, by: str, from_day: int | None, to_day: int | None) -> None:
        if from_day is not None and to_day is not None and from_day > to_day:
            raise click.UsageError(_("--from is later than --to."), click.get_current_context())
        with session.reader() as store:
            as_of = session.day_in(store)
            found = operation.campaigns_of(store, as_of, cast("By", by), Period(from_day, to_day))
        show(session, campaigns_data(found), lambda: _text(found))

    return [campaigns]


def campaigns_data(found: "Campaigns") -> dict[str, Any]:
    """Return the sources or campaigns as JSON has them: amounts in whole units of the currency."""
    said = headline(found)
    return {
        "by": found.by,
        "from": json_day(found.from_day),
        "to": json_day(found.to_day),
        "as_of": json_day(found.as_of),
        "currency": found.currency,
        "campaigns": [_row_data(row) for row in found.rows],
        "total": _row_data(found.total),
        "unassigned": [
            {"reason": one.reason, "cost": units(one.cost), "names": list(one.names)} for one in found.unassigned
        ],
        "months": {
            "asked": list(found.months.asked), "known": list(found.months.known),
            "missing": list(found.months.missing), "partial": list(found.months.partial),
        },
        "outside": units(found.months.outside),
        "undated": units(found.months.undated),
        "deal_days": found.deal_days,
        "won_days": found.won_days,
        "sentences": [said.text, *notes(found)],
    }  # fmt: skip


def _row_data(row: "CampaignResult") -> dict[str, Any]:
    return {
        "value": row.value,
        "cost": units(row.cost),
        "leads": row.leads,
        "mql": row.mql,
        "sal": row.sal,
        "deals": row.deal,
        "won": row.won,
        "amount": units(row.amount),
        "unpriced": row.unpriced,
        "cost_per_lead": units(row.cost_per("lead")),
        "cost_per_sal": units(row.cost_per("sal")),
        "cost_per_deal": units(row.cost_per("deal")),
        "cost_per_win": units(row.cost_per("won")),
        "roi": row.roi,
        "lead_to_deal": _share_data(row.to_deal),
        "lead_to_won": _share_data(row.to_won),
        "enough": row.enough(),
        "young": row.young(),
        "months": list(row.months),
        "spellings": list(row.spellings),
    }


def _share_data(share: "Share | None") -> dict[str, Any] | None:
    if share is None:
        return None
    return share_data(share) | {"enough": share.enough}


def _text(found: "Campaigns") -> str:
    parts = [_range(found) + "\n" + headline(found).text]
    if found.rows or found.unassigned:
        parts.append(_table(found))
    return "\n\n".join([*parts, "\n".join(notes(found))])


def _range(found: "Campaigns") -> str:
    if found.from_day is None and found.to_day is None:
        return _("All leads, as of %(day)s") % {"day": day(found.as_of)}
    words = {"from": day(found.from_day), "to": day(found.to_day), "day": day(found.as_of)}
    return _("Acquired %(from)s–%(to)s, as of %(day)s") % words


def _table(found: "Campaigns") -> str:
    headings = [
        field_label(found.by), _("Cost"), stage_label("lead"), stage_label("mql"), stage_label("sal"),
        stage_label("deal"), stage_label("won"), _("Amount won"), _("Cost per lead"), _("Cost per SAL"),
        _("Cost per deal"), _("Cost per win"), _("ROI"), _("Lead to deal"), _("Lead to win"), "",
    ]  # fmt: skip
    rows = [_row(row, row_name(row)) for row in found.rows]
    rows += [
        [unassigned_name(one.reason), money(one.cost), *[""] * (len(headings) - 2)]
        for one in found.unassigned
    ]
    rows.append(_row(found.total, _("Total")))
    return table(headings, rows, right=" " + "r" * 14)


def _row(row: "CampaignResult", name: str) -> list[str]:
    counts = [
        MISSING if count is None else number(count)
        for count in (row.leads, row.mql, row.sal, row.deal, row.won)
    ]
    return [
        shortened(name, _NAME_COLUMNS),
        _money(row.cost),
        *counts,
        _money(row.amount),
        *(_money(row.cost_per(stage)) for stage in _EACH),  # type: ignore[arg-type]
        roi_words(row),
        *(_rate(share) for share in (row.to_deal, row.to_won)),
        remark(row),
    ]


def _money(hundredths: int | None) -> str:
    return MISSING if hundredths is None else money(hundredths)


def _rate(share: "Share | None") -> str:
    return MISSING if share is None else f"{percent(share.rate)} ({number(share.k)} / {number(share.n)})"
