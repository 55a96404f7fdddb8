"""What the filled-in cells of a row say; nothing is guessed: what is not clear is named with what to do."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from funneldesk.domain.formats import day as day_words
from funneldesk.domain.leads.records import plain
from funneldesk.domain.worklist.worklist_columns import (
    FILLED,
    RESULTS,
    ColumnCode,
    Result,
    column_heading,
    result_of,
    result_words,
)
from funneldesk.domain.worklist.worklist_days import day_in
from funneldesk.domain.worklist.worklist_rows import FoundRow
from funneldesk.i18n import _

#: How far before the list was made a result may lie, and how far ahead the next look.
_BEFORE, _WITHIN, _AHEAD = 31, 300, 366
_LATEST_AHEAD = 10 * 366


@dataclass(frozen=True, slots=True)
class Filled:
    """What one row says. `day` is an ordinal, 0 where only a comment is left; `recheck_at` 0: none."""

    result: Result
    reason: str
    day: int
    comment: str
    recheck_at: int = 0


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row is not taken, and what to do."""

    code: str
    message: str
    next_step: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What is needed to understand rows.

    `reasons`: those of the book for a rejection; `template`: the headings of hand-over comments; `today`: the day
    the list is read; `day`: counts where a row has none, 0: no day does.
    """

    reasons: Sequence[str]
    template: Collection[str]
    today: int
    day: int = 0
    month_first: bool = True


class _UnclearError(Exception):
    """Ends the reading of a row; never leaves this module."""

    def __init__(self, code: str, message: str, next_step: str) -> None:
        super().__init__(code)
        self.problem = RowProblem(code, message, next_step)


def understood(row: FoundRow, reading: Reading) -> Filled | RowProblem:
    """Return what a filled-in row says, or why that is not clear."""
    try:
        return _filled(row, reading)
    except _UnclearError as error:
        return error.problem


def _filled(row: FoundRow, reading: Reading) -> Filled:
    for code in FILLED:
        if code in row.uncalculated:
            raise _formula(code)
    result = _result(row)
    reason = _reason(row, result, reading)
    day = _day(row, reading)
    recheck = _recheck(row, result, day or reading.today, reading)
    comment = comment_in(row, reading.template)
    if result and not day:
        raise _UnclearError(
            "no_day",
            _("A result, but no date."),
            _("Write the day into “{column}”, or say which day counts for rows without one.").format(
                column=column_heading("day")
            ),
        )
    if not (result or comment or recheck):
        raise _UnclearError(
            "no_result",
            _("A date, but no result."),
            _("Choose a result, or delete the date."),
        )
    return Filled(result, reason, day or reading.today, comment, recheck)


def _formula(code: ColumnCode) -> _UnclearError:
    return _UnclearError(
        "formula",
        _("“{column}” holds a formula or an error instead of a value.").format(column=column_heading(code)),
        _("Write the value itself into the cell."),
    )


def _result(row: FoundRow) -> Result:
    text = row.text("result")
    result = result_of(text) if text else ""
    if result is not None:
        return result
    raise _UnclearError(
        "unknown_result",
        _("“{text}” is no result of the list.").format(text=text),
        _("Choose one of: {words}").format(words=" / ".join(map(result_words, RESULTS))),
    )


def _reason(row: FoundRow, result: Result, reading: Reading) -> str:
    text = row.text("reason")
    words = " / ".join(reading.reasons)
    if result == "rejected" and not text:
        raise _UnclearError(
            "no_reason",
            _("Declined, but without a reason."),
            _("Choose one of: {words}").format(words=words),
        )
    if not text:
        return ""
    if result != "rejected":
        raise _UnclearError(
            "reason_without_rejection",
            _("The reason “{text}” goes with “{result}” only.").format(
                text=text, result=result_words("rejected")
            ),
            _("Choose that result, or delete the reason."),
        )
    known: Mapping[str, str] = {plain(one): one for one in reversed(reading.reasons)}
    found = known.get(plain(text))
    if found is not None:
        return found
    raise _UnclearError(
        "unknown_reason",
        _("“{text}” is no reason of the definition book.").format(text=text),
        _("Choose one of: {words}").format(words=words),
    )


def _day(row: FoundRow, reading: Reading) -> int:
    text = row.text("day")
    if not text:
        return reading.day if row.text("result") else 0
    day = day_in(
        row.cells["day"],
        # Within less than a year no day comes twice, whatever became of the day the list was made.
        min(row.ids.made.toordinal() - _BEFORE if row.ids else reading.today, reading.today - _WITHIN),
        reading.today,
        month_first=reading.month_first,
    )
    if day is None:
        raise _unclear_day(text)
    if day > reading.today:
        raise _UnclearError(
            "day_ahead",
            _("The date {day} has not come yet.").format(day=day_words(day)),
            _("Write the day on which it happened."),
        )
    return day


def _unclear_day(text: str) -> _UnclearError:
    return _UnclearError(
        "unclear_day",
        _("“{text}” does not say which day is meant.").format(text=text),
        _("Write year, month and day, such as {example}.").format(
            example=date(2026, 4, 3).strftime("%Y/%m/%d")
        ),
    )


def _recheck(row: FoundRow, result: Result, day: int, reading: Reading) -> int:
    text = row.text("recheck_at")
    if not text:
        return 0
    found = day_in(row.cells["recheck_at"], day + 1, day + _AHEAD, month_first=reading.month_first)
    if found is None:
        raise _unclear_day(text)
    if not day < found <= day + _LATEST_AHEAD:
        raise _UnclearError(
            "recheck_day",
            _("{day} is no date to look again after {after}.").format(
                day=day_words(found), after=day_words(day)
            ),
            _("Write a later day, or leave it empty: then the reason says when."),
        )
    if result not in {"rejected", ""}:
        raise _UnclearError(
            "recheck_without_rejection",
            _("A date to look again goes with “{result}” only.").format(result=result_words("rejected")),
            _("Delete the date, or choose that result."),
        )
    return found


def comment_in(row: FoundRow, template: Collection[str]) -> str:
    """Return the comment of a row without the headings nobody wrote anything behind, or below."""
    headings = {plain(line).rstrip(":") for line in template}
    lines = row.text("comment").split("\n")
    heads = [plain(line).rstrip(":") in headings for line in lines]
    below = [bool(line.strip()) and plain(line).partition(":")[0] not in headings for line in lines]
    kept = (
        line for line, head, told in zip(lines, heads, [*below[1:], False], strict=True) if told or not head
    )
    return "\n".join(kept).strip()


def is_filled_in(row: FoundRow, template: Collection[str]) -> bool:
    """Whether somebody wrote into a row: the template that stood there says nothing."""
    others = (code for code in FILLED if code != "comment")
    return any(map(row.text, others)) or bool(comment_in(row, template) or row.uncalculated & set(FILLED))
