"""The timing as tables: one row a bucket of days, one a wait of a hand-over, one a group."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from funneldesk.domain.formats import colon, number, percent, percent_range
from funneldesk.domain.funnel.contact_speed import SpeedBucket
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.funnel.timing import WEEK, GroupSpeed, Timing
from funneldesk.domain.funnel.timing_sentences import (
    answer_label,
    bucket_formula,
    bucket_label,
    is_too_few,
    limit_words,
    median_sentence,
    share_words,
)
from funneldesk.domain.funnel.waiting import Waiting
from funneldesk.domain.handovers.answer_times import AnswerTime
from funneldesk.domain.words import field_label, heading, stage_label
from funneldesk.i18n import _
from funneldesk.ui.widgets.left_out import LeftOut
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel, Table

Row = TypeVar("Row")
MOST_ROWS = 16


@dataclass(frozen=True, slots=True)
class BucketRow:
    """A bucket and its place among all."""

    place: int
    bucket: SpeedBucket


class TimingTable(QWidget):
    """A table as tall as its rows, which scrolls where there are many."""

    #: The row that was opened.
    opened = Signal(object)

    def __init__(self, *, sortable: bool) -> None:
        super().__init__()
        self.model: RowsModel[Any] = RowsModel([])
        self.table = Table(self.model, sortable=sortable)
        self.table.opened.connect(lambda place: self.opened.emit(self.model.rows[place]))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table)
        column.addWidget(LeftOut(self.table))

    def show_rows(self, columns: Sequence[RowsColumn[Any]], rows: Sequence[Any]) -> None:
        """Show rows in their columns."""
        self.model.show(columns, rows)
        self.table.size_columns(self.model.columns)
        self.table.fit_rows(MOST_ROWS)


def bucket_rows(timing: Timing) -> list[BucketRow]:
    """Return the rows of the table of buckets."""
    return [BucketRow(place, bucket) for place, bucket in enumerate(timing.buckets)]


def bucket_columns(timing: Timing) -> list[RowsColumn[BucketRow]]:
    """Return its columns: people, deals and wins with rate and interval."""
    column = RowsColumn[BucketRow]

    def tip(row: BucketRow) -> str:
        return bucket_formula(row.bucket, timing)

    return [
        column(
            _("Days until contact"), lambda r: bucket_label(r.bucket), lambda r: r.place,
            width=150, stretch=True, bold=True, tip=tip,
        ),
        column(
            _("People"), lambda r: number(r.bucket.deals.n), lambda r: r.bucket.deals.n,
            width=72, right=True, tip=tip,
        ),
        *_share_columns(
            stage_label("deal", timing.labels), _("Deals ÷ people"), lambda r: r.bucket.deals,
            recorded=timing.deals_recorded, tip=tip,
        ),
        *_share_columns(
            stage_label("won", timing.labels), _("Wins ÷ people"), lambda r: r.bucket.wins,
            recorded=timing.wins_recorded, tip=tip,
        ),
        *_few_column(bucket_rows(timing), lambda r: not is_too_few(r.bucket, timing), tip),
    ]  # fmt: skip


def _few_column(
    rows: Sequence[Row], has_enough: Callable[[Row], bool], tip: Callable[[Row], str]
) -> list[RowsColumn[Row]]:
    """Return the column that marks rows with too few people, none where there are no such rows."""
    if all(map(has_enough, rows)):
        return []
    return [
        RowsColumn[Row]("", lambda row: "" if has_enough(row) else heading(_("too few")), width=80, tip=tip)
    ]


def _share_columns(
    stage: str,
    rate: str,
    share: Callable[[BucketRow], Share],
    *,
    recorded: bool,
    tip: Callable[[BucketRow], str],
) -> list[RowsColumn[BucketRow]]:
    """Return how many, the rate and its interval; dashes where no record could say."""
    column = RowsColumn[BucketRow]

    def shown(row: BucketRow) -> Share:
        return share(row) if recorded else Share(0, 0)

    return [
        column(
            stage, lambda r: number(shown(r).k) if shown(r).n else "–", lambda r: shown(r).k,
            width=64, right=True, tip=tip,
        ),
        column(
            rate, lambda r: percent(shown(r).rate), lambda r: shown(r).rate,
            width=96, right=True, tip=tip,
        ),
        column(
            _("95 % interval"), lambda r: _interval(shown(r)), lambda r: (shown(r).interval or (None,))[0],
            width=116, right=True, gives_way=1, tip=tip,
        ),
    ]  # fmt: skip


def answer_columns(timing: Timing) -> list[RowsColumn[AnswerTime]]:
    """Return the columns of the waits of hand-overs: how many came, how soon, how many within the limit."""
    column = RowsColumn[AnswerTime]

    def tip(row: AnswerTime) -> str:
        lines = [answer_label(row), median_sentence(row.wait)]
        if row.within is not None and row.recorded:
            lines.append(f"{limit_words(row)}{colon()}{share_words(row.within)}")
        return "\n".join(lines)

    return [
        column(_("Hand-overs"), answer_label, width=210, stretch=True, bold=True, tip=tip),
        column(_("Count"), lambda r: number(r.wait.entrants), width=64, right=True, tip=tip),
        column(_("Came"), _came, width=72, right=True, tip=tip),
        column(_("Still waiting"), _open, width=88, right=True, gives_way=2, tip=tip),
        column(_("Median days"), lambda r: _median(r.wait), width=96, right=True, tip=tip),
        column(_("Time limit"), lambda r: heading(limit_words(r)), width=176, right=True, tip=tip),
        column(_("Within it"), lambda r: _within(r, _rate), width=80, right=True, tip=tip),
        column(_("95 % interval"), lambda r: _within(r, _interval), width=116, right=True, gives_way=1, tip=tip),
        *_few_column(timing.answers, _has_enough, tip),
    ]  # fmt: skip


def group_columns(timing: Timing) -> list[RowsColumn[GroupSpeed]]:
    """Return the columns of the groups: how soon each is contacted, and its deals."""
    column = RowsColumn[GroupSpeed]

    def tip(row: GroupSpeed) -> str:
        week = _("Contacted within %(days)s days: %(share)s.") % {
            "days": WEEK,
            "share": share_words(row.week),
        }
        lines = [row.value or _("(none)"), week]
        if timing.deals_recorded:
            lines.append(_("Deals ÷ people") + f": {share_words(row.deals)}")
        return "\n".join(lines)

    def deals(row: GroupSpeed) -> Share:
        return row.deals if timing.deals_recorded else Share(0, 0)

    return [
        column(
            field_label(timing.by), lambda g: g.value or _("(none)"), lambda g: g.value,
            width=180, stretch=True, bold=True, tip=tip,
        ),
        column(_("People"), lambda g: number(g.triggers), lambda g: g.triggers, width=72, right=True, tip=tip),
        column(
            _("Within %(days)s days") % {"days": WEEK}, lambda g: percent(g.week.rate), lambda g: g.week.rate,
            width=96, right=True, tip=tip,
        ),
        column(
            _("95 % interval"), lambda g: _interval(g.week), lambda g: (g.week.interval or (None,))[0],
            width=116, right=True, gives_way=1, tip=tip,
        ),
        column(
            _("Median days"), lambda g: "–" if g.median_days is None else number(g.median_days),
            lambda g: g.median_days, width=96, right=True, tip=tip,
        ),
        column(
            _("Deals ÷ people"), lambda g: percent(deals(g).rate), lambda g: deals(g).rate,
            width=96, right=True, tip=tip,
        ),
        column(
            _("95 % interval"), lambda g: _interval(deals(g)), lambda g: (deals(g).interval or (None,))[0],
            width=116, right=True, gives_way=2, tip=tip,
        ),
        *_few_column(timing.groups, lambda g: g.week.enough and (g.deals.enough or not timing.deals_recorded), tip),
    ]  # fmt: skip


def _rate(share: Share) -> str:
    return percent(share.rate)


def _interval(share: Share) -> str:
    return percent_range(*share.interval) if share.interval else ""


def _came(row: AnswerTime) -> str:
    return number(row.wait.reached) if row.recorded else _("not recorded")


def _open(row: AnswerTime) -> str:
    return number(row.wait.entrants - row.wait.reached) if row.recorded else "–"


def _has_enough(row: AnswerTime) -> bool:
    return row.within is None or not row.recorded or row.within.enough


def _median(wait: Waiting) -> str:
    median = wait.day_of(0.5)
    return "–" if median is None else number(median)


def _within(row: AnswerTime, words: Callable[[Share], str]) -> str:
    return words(row.within) if row.within is not None and row.recorded else ""
