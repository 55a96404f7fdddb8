"""The command `timing`: how soon people are contacted, what became of it, how long they wait for each stage."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from funneldesk.cli.options import DAY, FILE, Command
from funneldesk.cli.output import json_day, share_data, show
from funneldesk.cli.pictures import save_timing
from funneldesk.cli.session import Session
from funneldesk.cli.tables import MISSING, shortened, table
from funneldesk.domain.formats import number, percent, percent_range
from funneldesk.domain.funnel import timing_sentences as words
from funneldesk.domain.funnel.timing import WEEK
from funneldesk.domain.words import field_label, stage_label
from funneldesk.i18n import _
from funneldesk.operations import timing as operation

if TYPE_CHECKING:
    from funneldesk.domain.funnel.contact_speed import Comparison, SpeedBucket
    from funneldesk.domain.funnel.shares import Share
    from funneldesk.domain.funnel.timing import GroupSpeed, Timing
    from funneldesk.domain.funnel.waiting import Waiting
    from funneldesk.domain.handovers.answer_times import AnswerTime

#: The days at which JSON gives the share that had it by then.
SHARE_DAYS = (7, 30, 90, 180)
_VALUE_COLUMNS = 40


def commands() -> list[click.Command]:
    """Return the command, its help in the language in use."""

    @click.command(
        "timing", cls=Command, help=_("Show how soon people are contacted, and how long each stage takes.")
    )
    @click.option(
        "--from", "from_day", type=DAY, metavar="DATE", help=_("Leads acquired on this day or later.")
    )
    @click.option("--to", "to_day", type=DAY, metavar="DATE", help=_("Leads acquired on this day or before."))
    @click.option(
        "--by",
        metavar="FIELD",
        help=_(
            "Also by source, industry, size, owner, x.NAME or what else the funnel can be broken down by."
        ),
    )
    @click.option("--png", type=FILE, metavar="FILE", help=_("Also draw it: .png, .svg or .pdf."))
    @click.pass_obj
    def timing(session: Session, /, png: Path | None, **options: Any) -> None:
        from_day, to_day = options["from_day"], options["to_day"]
        if from_day is not None and to_day is not None and from_day > to_day:
            raise click.UsageError(_("--from is later than --to."), click.get_current_context())
        with session.reader() as store:
            found = operation.timing_of(store, session.day_in(store), **options)
        if png:
            save_timing(found, png)
        data = timing_data(found) | ({"file": str(png)} if png else {})
        show(session, data, lambda: _text(found, png))

    return [timing]


def timing_data(timing: "Timing") -> dict[str, Any]:
    """Return the timing as JSON has it."""
    out = timing.left_out
    return {
        "as_of": json_day(timing.as_of),
        "from": json_day(timing.from_day),
        "to": json_day(timing.to_day),
        "headline": words.headline(timing).text,
        "triggers": timing.triggers,
        "handed": timing.handed,
        "recorded": {
            "contact": timing.contacts_recorded,
            "deal": timing.deals_recorded,
            "won": timing.wins_recorded,
        },
        "buckets": [_bucket_data(bucket, timing) for bucket in timing.buckets],
        "comparison": _comparison_data(timing.comparison),
        "left_out": {"young": out.young, "deal_before": out.before, "undated": out.undated},
        "within_week": recorded_share_data(timing.week),
        "waits": [
            {"previous": "trigger", "stage": "contact", **_wait_data(timing.contact)},
            *({"previous": one.previous, "stage": one.stage, **_wait_data(one.wait)} for one in timing.waits),
        ],
        "answers": [_answer_data(one) for one in timing.answers],
        "groups": [_group_data(one, timing) for one in timing.groups],
    }


def recorded_share_data(share: "Share", *, recorded: bool = True) -> dict[str, Any]:
    """Return a share as JSON has it; where no record could tell of it (`recorded` False), only whose it is."""
    data = share_data(share) | {"enough": share.enough}
    if not recorded:
        data.update(dict.fromkeys(("k", "rate", "low", "high")))
    return data


def _bucket_data(bucket: "SpeedBucket", timing: "Timing") -> dict[str, Any]:
    return {
        "from_days": bucket.first,
        "to_days": bucket.last,
        "deal": recorded_share_data(bucket.deals, recorded=timing.deals_recorded),
        "won": recorded_share_data(bucket.wins, recorded=timing.wins_recorded),
    }


def _comparison_data(found: "Comparison") -> dict[str, Any]:
    return {
        "soon_days": found.soon_days,
        "late_days": found.late_days,
        "soon": recorded_share_data(found.soon),
        "late": recorded_share_data(found.late),
        "chance": found.chance,
        "beyond_chance": found.is_beyond_chance,
    }


def _wait_data(wait: "Waiting") -> dict[str, Any]:
    return {
        "entrants": wait.entrants,
        "reached": wait.reached,
        "waiting": wait.entrants - wait.reached,
        "left_out": wait.left_out,
        "median_days": wait.day_of(0.5),
        "within": [{"days": days, "share": wait.within(days)} for days in SHARE_DAYS],
        "curve": [
            {
                "day": int(day),
                "share": float(share),
                "low": float(low),
                "high": float(high),
                "at_risk": int(n),
            }
            for day, share, low, high, n in zip(
                wait.days, wait.share, wait.low, wait.high, wait.at_risk, strict=True
            )
        ],
    }


def _answer_data(one: "AnswerTime") -> dict[str, Any]:
    return {
        "side": one.side,
        "what": one.what,
        "recorded": one.recorded,
        "entrants": one.wait.entrants,
        "reached": one.wait.reached,
        "median_days": one.wait.day_of(0.5),
        "limit_days": one.limit.days if one.limit else None,
        "limit_calendar": one.limit.calendar if one.limit else None,
        "goal": one.limit.goal if one.limit else None,
        "within": recorded_share_data(one.within, recorded=one.recorded) if one.within else None,
    }


def _group_data(group: "GroupSpeed", timing: "Timing") -> dict[str, Any]:
    return {
        "by": timing.by,
        "value": group.value,
        "triggers": group.triggers,
        "within_week": recorded_share_data(group.week),
        "median_days": group.median_days,
        "deal": recorded_share_data(group.deals, recorded=timing.deals_recorded),
    }


def _text(timing: "Timing", png: Path | None) -> str:
    parts = [words.headline(timing).text]
    if timing.triggers and timing.contacts_recorded:
        parts += [
            _bucket_table(timing),
            "\n".join(
                filter(
                    None, [words.definition(), words.left_out_sentence(timing), words.method_sentence(timing)]
                )
            ),
        ]
    if timing.answers:
        parts.append(_answer_table(timing))
    if timing.waits and not timing.is_empty:
        parts.append(_wait_table(timing))
    if timing.groups:
        parts.append(_group_table(timing))
        parts += [words.owner_note()] if timing.by == "owner" else []
    if png:
        parts.append(_("Drawn: %(path)s") % {"path": png})
    return "\n\n".join(parts)


def _bucket_table(timing: "Timing") -> str:
    headings = [
        _("Days until contact"), _("People"), stage_label("deal", timing.labels), _("Deals ÷ people"),
        _("95% interval"), stage_label("won", timing.labels), _("Wins ÷ people"), _("95% interval"), "",
    ]  # fmt: skip
    rows = [
        [
            words.bucket_label(bucket),
            number(bucket.deals.n),
            *_share_cells(bucket.deals, recorded=timing.deals_recorded),
            *_share_cells(bucket.wins, recorded=timing.wins_recorded),
            _("too few") if words.is_too_few(bucket, timing) else "",
        ]
        for bucket in timing.buckets
    ]
    return table(headings, rows, right=" rrrrrrr")


def _share_cells(share: "Share", *, recorded: bool) -> list[str]:
    if not recorded or share.interval is None:
        return [MISSING, MISSING, ""]
    return [number(share.k), percent(share.rate), percent_range(*share.interval)]


def _answer_table(timing: "Timing") -> str:
    headings = [
        _("Hand-overs"),
        _("Count"),
        _("Came"),
        _("Median days"),
        _("Time limit"),
        _("Within it"),
        _("95% interval"),
    ]
    rows = []
    for one in timing.answers:
        within = one.within if one.recorded else None
        rows.append(
            [
                words.answer_label(one),
                number(one.wait.entrants),
                number(one.wait.reached) if one.recorded else _("not recorded"),
                _median(one.wait),
                words.limit_words(one),
                percent(within.rate) if within else MISSING,
                percent_range(*within.interval) if within and within.interval else "",
            ]
        )
    return table(headings, rows, right=" rrr rr")


def _wait_table(timing: "Timing") -> str:
    headings = [
        _("Wait"),
        _("Count"),
        _("Came"),
        _("Still waiting"),
        _("Median days"),
        _("Within %(days)s days") % {"days": 30},
        _("Within %(days)s days") % {"days": 90},
        _("Left out"),
    ]
    rows = []
    for one in timing.waits:
        wait = one.wait
        shares = [wait.within(days) for days in (30, 90)]
        rows.append(
            [
                words.wait_title(one, timing),
                number(wait.entrants),
                number(wait.reached),
                number(wait.entrants - wait.reached),
                _median(wait),
                *(percent(share) for share in shares),
                number(wait.left_out) if wait.left_out else "",
            ]
        )
    return table(headings, rows, right=" rrrrrrr")


def _median(wait: "Waiting") -> str:
    median = wait.day_of(0.5)
    return MISSING if median is None else number(median)


def _group_table(timing: "Timing") -> str:
    headings = [
        field_label(timing.by),
        _("People"),
        _("Within %(days)s days") % {"days": WEEK},
        _("95% interval"),
        _("Median days"),
        _("Deals ÷ people"),
        "",
    ]
    rows = [
        [
            shortened(group.value, _VALUE_COLUMNS) if group.value is not None else _("(no value)"),
            number(group.triggers),
            percent(group.week.rate),
            percent_range(*group.week.interval) if group.week.interval else "",
            MISSING if group.median_days is None else number(group.median_days),
            percent(group.deals.rate) if timing.deals_recorded else MISSING,
            "" if group.week.enough else _("too few"),
        ]
        for group in timing.groups
    ]
    return table(headings, rows, right=" rrrrr")
