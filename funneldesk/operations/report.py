"""The monthly report of a store: asked of the functions the pages ask, written as a workbook or as a PDF."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.fields import STAGES
from funneldesk.domain.funnel.periods import Period, last_whole_month, month_end, month_start
from funneldesk.domain.funnel.why import TARGETS
from funneldesk.domain.moment import NEVER, day_text
from funneldesk.domain.report.movements import ENOUGH, STRETCHES, Change, Movement, clearest, stretch
from funneldesk.domain.report.report import MonthCounts, Promise, Report
from funneldesk.domain.report.report_sentences import title
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.auditing import note_export
from funneldesk.operations.campaigns import campaigns_of
from funneldesk.operations.contents import contents_of
from funneldesk.operations.duties import began
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.funnel import funnel_of
from funneldesk.operations.kpis import month_of, monthly_targets
from funneldesk.operations.ranges import RangeChoice, period_of
from funneldesk.operations.reviews import judgements, reviews
from funneldesk.operations.scorecard import scorecard_of
from funneldesk.operations.stages import stage_days_of
from funneldesk.operations.tasks import NO_TASK, Task
from funneldesk.operations.today_words import line_words
from funneldesk.operations.why import why_of

if TYPE_CHECKING:
    from funneldesk.domain.funnel.comparisons import Sides
    from funneldesk.domain.reviews.hypotheses import Judgement
    from funneldesk.domain.reviews.reviews import Decision, Review
    from funneldesk.operations.scorecard import Line
    from funneldesk.store.store import Store

#: The months beside that of the report.
MONTHS_BEFORE = 12
#: What a report can be written as, by the ending of its name.
ENDINGS = (".xlsx", ".pdf")
_STEPS = 6


@dataclass(frozen=True, slots=True)
class ReportWritten:
    """A report, and the file it stands in."""

    path: Path
    report: Report


def report_name(first_day: int) -> str:
    """Return what the file of a month's report is called, without its ending."""
    return f"{title()} {(day_text(first_day) or '')[:7]}"


def report_of(store: "Store", as_of: int, month: int | None = None, task: Task = NO_TASK) -> Report:
    """Return the report of the month that begins on `month` (None: the last complete one), as asked on a day.

    A month that is over is told as it stood on its last day, by the book then in force and from all that is
    imported by now: whoever asks again later gets the same report, unless lists said more about that time.
    A month that runs is told as of the day asked on. UserError for one that has not begun.
    """
    first = last_whole_month(as_of) if month is None else month_start(month)
    if first > as_of:
        raise UserError(
            "month_not_begun",
            _("There is nothing to report of %(month)s yet.") % {"month": (day_text(first) or "")[:7]},
            _("Choose a month that has begun."),
        )
    seen = min(month_end(first), as_of)
    with store.one_view():
        version = version_in_force(versions_of(store), seen)
        year, _fallback = period_of(RangeChoice("trailing"), facts_of(store), seen)
        task.report(0, _STEPS)
        months = _months(store, first, seen)
        cohort = funnel_of(store, seen, from_day=year.from_day, to_day=year.to_day)
        period = funnel_of(store, seen, mode="period", from_day=first, to_day=seen)
        task.report(1, _STEPS)
        movements = _movements(store, seen)
        task.report(2, _STEPS)
        contents = contents_of(store, seen)
        task.report(3, _STEPS)
        campaigns = campaigns_of(store, seen, "source", year)
        task.report(4, _STEPS)
        promises = _promises(store, seen)
        task.report(5, _STEPS)
        return Report(
            seen,
            as_of,
            version,
            months,
            monthly_targets(version.book),
            cohort,
            period,
            month_of(store, seen) if seen < month_end(first) else None,
            movements,
            contents,
            campaigns,
            promises,
            *_minutes(store, Period(first, month_end(first)), as_of),
        )


def write_report(
    store: "Store", path: Path, as_of: int, month: int | None = None, task: Task = NO_TASK
) -> ReportWritten:
    """Write the report to `path`, by its ending a workbook or a PDF, in the language in use.

    Raises UserError for another ending, a month that has not begun, or a file that cannot be written.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise UserError(
            "unknown_ending",
            _("%(path)s is neither an .xlsx nor a .pdf file.") % {"path": path},
            _("Give it a name that ends in .xlsx or .pdf."),
        )
    report = report_of(store, as_of, month, task)
    if ending == ".pdf":
        from funneldesk.charts.report_pdf import save_report_pdf

        save_report_pdf(report, path)
    else:
        from funneldesk.files.writing.report_workbook import write_report_workbook

        write_report_workbook(report, path)
    note_export(store, "report", 0)
    task.report(_STEPS, _STEPS)
    return ReportWritten(path, report)


def _months(store: "Store", first: int, seen: int) -> tuple[MonthCounts, ...]:
    found = []
    for back in range(MONTHS_BEFORE, -1, -1):
        start = month_start(first, back)
        funnel = funnel_of(store, seen, mode="period", from_day=start, to_day=min(month_end(start), seen))
        counts = {stage.stage: stage.count for stage in funnel.stages if stage.recorded}
        found.append(MonthCounts(start, counts))
    return tuple(found)


def _movements(store: "Store", seen: int) -> tuple[Movement, ...]:
    """Return the clearest differences to the time before, and why; () where there was nobody before."""
    told = [(months, stretch(seen, months)) for months in STRETCHES]
    counted = [(months, sides, _both(store, sides)) for months, sides in told]
    comparable = [one for one in counted if all(counts.get("lead") for counts in one[2])]
    changes, days = [], stage_days_of(store, seen)
    for target in TARGETS:
        if target == "amount":
            continue  # an amount is no number of cases: its wins are looked at
        # A stretch that begins before the first record of a stage would make a rise of nothing.
        first = int(days.day_of(STAGES.index(target)).min(initial=NEVER))
        found = [
            Change(target, sides, months, before[target], after[target])
            for months, sides, (before, after) in comparable
            if target in before and target in after and first <= month_end(sides.before.from_day or 1)
        ]
        if found:
            enough = (one for one in found if max(one.before, one.after) >= ENOUGH)
            changes.append(next(enough, found[-1]))
    return tuple(
        Movement(why_of(store, one.sides, one.target), one.sides, one.months, one.chance, len(changes))
        for one in clearest(changes)
    )


def _both(store: "Store", sides: "Sides") -> tuple[dict[str, int], dict[str, int]]:
    """Return how many leads of each side reached each stage that is recorded by the later one's day."""
    asked = ((sides.before, sides.before_as_of), (sides.after, sides.after_as_of))
    before, after = (
        funnel_of(store, day, from_day=period.from_day, to_day=period.to_day).stages for period, day in asked
    )
    recorded = {stage.stage for stage in after if stage.recorded}
    return (
        {stage.stage: stage.count for stage in before if stage.stage in recorded},
        {stage.stage: stage.count for stage in after if stage.stage in recorded},
    )


def _minutes(
    store: "Store", month: Period, day: int
) -> "tuple[tuple[Decision, ...], tuple[Judgement, ...], int]":
    """Return what was decided and is not done before the month, what was expected of it or later, the newest first.

    Of the reviews up to its end and of those about it; the last figure says how many were held in it or about it.
    """
    first, last = month.from_day or 0, month.to_day or 0

    def is_about(one: "Review") -> bool:
        return first <= (one.period.to_day or 0) <= last

    held = [one for one in reviews(store) if one.as_of <= day and (one.as_of <= last or is_about(one))]
    expected = [one for review in held for one in review.hypotheses if one.until >= first]
    decided = [one for review in held for one in review.decisions if one.done is None or one.done >= first]
    own = sum(one.as_of >= first for one in held)
    return tuple(decided), judgements(store, day, expected), own


def _promises(store: "Store", seen: int) -> tuple[Promise, ...]:
    # Before the first list was imported nobody can say what came on time.
    told = began(store) <= seen
    return tuple(_promise(line, told=told or line.code != "lists") for line in scorecard_of(store, seen))


def _promise(line: "Line", *, told: bool) -> Promise:
    words, kept = line_words(line), line.kept
    recorded = kept.recorded and told
    remark = words.below if told else _("The first list was imported later.")
    if recorded and kept.n:
        # The interval stands in a column of its own.
        remark = _("few cases") if line.is_sample and kept.is_few else ""
    return Promise(
        line.code,
        line.side,
        words.name,
        words.formula.partition("\n")[0],
        remark,
        kept.k,
        kept.n,
        recorded,
        kept.interval if line.is_sample and recorded else None,
        line.goal,
        line.verdict if recorded else None,
    )
