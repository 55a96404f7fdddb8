"""The parts of the monthly report as blocks of its pages, in the order a director reads them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from funneldesk.charts.campaigns import draw_campaigns
from funneldesk.charts.contents import draw_contents
from funneldesk.charts.funnel import draw_funnel
from funneldesk.charts.page import Box, Sheet
from funneldesk.charts.rates import draw_rates
from funneldesk.charts.report_page import (
    ACROSS,
    BOTTOM,
    CHART_MARGIN,
    FIRST_TOP,
    HEIGHT,
    LEFT,
    MOST_LINES,
    TOP,
    Block,
    Column,
    chart,
    gap,
    heading,
    paragraph,
    table,
    together,
)
from funneldesk.charts.why import ROW, draw_segments, draw_why, marks_words
from funneldesk.domain.campaigns import campaign_sentences
from funneldesk.domain.campaigns.campaign_words import remark, roi_words, row_name, unassigned_name
from funneldesk.domain.campaigns.campaigns import CampaignResult
from funneldesk.domain.contents import content_sentences
from funneldesk.domain.formats import (
    band_range,
    change,
    day,
    month_name,
    number,
    percent,
    percent_range,
    sentences,
    tenths,
)
from funneldesk.domain.funnel import funnel_sentences, why_sentences
from funneldesk.domain.report import report_sentences as words
from funneldesk.domain.report.movements import Movement
from funneldesk.domain.report.report import Report
from funneldesk.domain.words import side_label, stage_label, unrecorded_label
from funneldesk.i18n import _

_TITLE = 26
#: The funnel takes what is left of its page, between these heights, and this share of the width.
_LEAST_FUNNEL, _MOST_FUNNEL, _SHARE = 290.0, 380.0, 0.56
#: A row of contents and sources, and what their charts have above and below, in logical pixels.
_ROW, _CHART_ENDS = 42.0, 74.0
#: The rows of all waterfalls share what is left of their page, between these heights.
_LEAST_ROW, _MOST_ROW, _SEGMENTS, _APART = 30.0, 38.0, 4, 12.0
_SEGMENTS_ENDS = 26.0


#: Rows a part keeps as long as others have more to give, and those it always keeps.
_MANY, _FEW, _LEAST_LINES = 5, 3, 2


@dataclass(frozen=True, slots=True)
class Room:
    """How many rows each part may have, and how many lines each of its cells."""

    contents: int = 8
    sources: int = 8
    decisions: int = 12
    lines: int = MOST_LINES

    @property
    def is_least(self) -> bool:
        """Whether nothing can be left out any more."""
        return self == self.less()

    def less(self) -> "Room":
        """Return a little less room: rows down to five, then lines of a cell down to two, then rows down to three."""
        longer = "sources" if self.sources >= self.contents else "contents"
        rows = max(self.contents, self.sources)
        for least in (_MANY, _FEW):
            if rows > least:
                return replace(self, **{longer: rows - 1})
            if self.decisions > least:
                return replace(self, decisions=self.decisions - 1)
            if self.lines > _LEAST_LINES:
                return replace(self, lines=self.lines - 1)
        return self


def report_blocks(report: Report, room: Room) -> list[Block]:
    """Return the whole report."""
    return [
        *_first_page(report),
        *_movements(report, begins_page=not room.is_least),
        *_contents(report, room),
        *_sources(report, room),
        _promises(report),
        *_decisions(report, room),
        _method(report),
    ]


def _first_page(report: Report) -> list[Block]:
    def title(sheet: Sheet, top: float) -> None:
        name = f"{words.title()}　{month_name(report.first_day)}"
        sheet.text(LEFT, top + 14, name, size=_TITLE, strong=True, gid="title")

    above = [
        Block(40, title),
        paragraph(words.standing(report), quiet=True),
        gap(8),
        *(paragraph(sentence, marked=True) for sentence in words.summary(report)),
        together(heading(_("The month"), month_name(report.first_day)), _month_table(report)),
    ]
    room = HEIGHT - BOTTOM - FIRST_TOP - sum(block.height for block in above)
    return [*above, _funnel(report, room)]


def _month_table(report: Report) -> Block:
    now, before = words.month_of_counts(report, 0), words.month_of_counts(report, 1)
    columns = (
        Column(_("Stage"), 22, strong=True), Column(now, 13, "right", strong=True), Column(before, 13, "right"),
        Column(_("Up or down"), 13, "right"), Column(_("Mean of 12 months before"), 22, "right"),
        Column(_("Target"), 11, "right"), Column(_("Share of target"), 14, "right"),
    )  # fmt: skip
    return table(columns, [_month_row(report, stage.stage) for stage in report.period.stages])


def _month_row(report: Report, stage: str) -> Sequence[str]:
    count, before = report.count(stage), report.count(stage, 1)
    name = stage_label(stage, report.labels)
    if count is None:
        return (name, "–", "", "", unrecorded_label(stage), "", "")
    earlier = [month.counts.get(stage, 0) for month in report.months[:-1]]
    target = report.targets.get(stage)
    return (
        name, number(count), number(before or 0), "" if report.is_running else change(count - (before or 0)),
        tenths(round(sum(earlier) / len(earlier), 1)), number(target) if target else "",
        percent(count / target, 0) if target else "",
    )  # fmt: skip


def _funnel(report: Report, room: float) -> Block:
    cohort, labels = report.cohort, report.labels
    head = heading(_("Funnel of twelve months"), funnel_sentences.range_words(cohort))
    if not cohort.stages[0].count:
        return together(head, paragraph(_("No leads in this range.")))

    def draw(sheet: Sheet, box: Box) -> None:
        left, top, right, bottom = box
        middle = LEFT + ACROSS * _SHARE
        draw_funnel(sheet, cohort, labels, (left, top, middle + CHART_MARGIN, bottom))
        draw_rates(sheet, cohort, labels, (middle, top, right, bottom))

    below = _overall(report)
    left_over = room - head.height - sum(block.height for block in below)
    height = min(max(left_over, _LEAST_FUNNEL), _MOST_FUNNEL)
    return together(head, chart(height, draw), *below)


def _overall(report: Report) -> list[Block]:
    """Return the rate from MQL to deal, which both sides answer for."""
    if report.overall is None:
        return []
    first, second = ((step.rate or 0.0) for step in report.overall)
    band = words.overall_band(report)
    said = _("%(name)s = %(first)s × %(second)s = %(rate)s") % {
        "name": words.overall_name(report.labels), "first": percent(first), "second": percent(second),
        "rate": percent(first * second),
    }  # fmt: skip
    agreed = _("Band %(range)s") % {"range": band_range(band)} if band else ""
    return [paragraph(f"{said}　{agreed}", quiet=True)]


def _movements(report: Report, *, begins_page: bool) -> list[Block]:
    head = heading(_("What moved, and why"))
    if not report.movements:
        return [together(head, paragraph(words.no_movement(report)), begins_page=begins_page)]
    told = [_told(report, place, one) for place, one in enumerate(report.movements, start=1)]
    above = together(head, paragraph(marks_words(), quiet=True))
    left_over = HEIGHT - BOTTOM - TOP - above.height - sum(block.height + _APART for block in told)
    left_over -= sum(_way(report, one, 0).height for one in report.movements)
    row = left_over / (sum(map(_rows, report.movements)) or 1)
    row = min(max(row, _LEAST_ROW), _MOST_ROW)
    found = [
        together(words_of, _way(report, one, row), gap(_APART))
        for words_of, one in zip(told, report.movements, strict=True)
    ]
    return [together(above, found[0], begins_page=begins_page), *found[1:]]


def _told(report: Report, place: int, movement: Movement) -> Block:
    why, labels = movement.why, report.labels
    said = sentences(why_sentences.causes(why, labels), words.chance_sentence(movement))
    return together(
        paragraph(f"{place}. {why_sentences.difference_sentence(why, labels)}", strong=True),
        paragraph(words.stretch_sentence(movement), quiet=True),
        paragraph(said),
    )


def _way(report: Report, movement: Movement, row: float) -> Block:
    """Return the picture of the causes; of a number of leads, which has one factor only, where they came from."""
    why = movement.why
    if len(why.parts) > 1:
        height = _rows(movement) * row
        return chart(height, lambda sheet, box: draw_why(sheet, why, report.labels, box, explained=False))
    found = [segment for segment in why.segments if segment.by == "source"]
    shown = replace(why, segments=tuple(found[:_SEGMENTS]))
    height = _segments_height(len(shown.segments))
    picture = chart(height, lambda sheet, box: draw_segments(sheet, shown, "source", report.labels, box))
    return _with_rest(picture, len(found) - _SEGMENTS)


def _rows(movement: Movement) -> int:
    """Return how many rows the way from one side to the other has; 0 where there is one factor only."""
    factors = len(movement.why.parts)
    return factors + 2 if factors > 1 else 0


def _segments_height(count: int) -> float:
    return ROW * max(count, 1) + _SEGMENTS_ENDS


def _contents(report: Report, room: Room) -> list[Block]:
    found = report.contents
    head = heading(_("Contents"), _("as of %(day)s") % {"day": day(found.as_of)})
    said = paragraph(content_sentences.headline(found))
    if not found.contents:
        return [together(head, said)]
    count = min(len(found.contents), room.contents)
    shown = replace(found, contents=found.contents[:count])

    def draw(sheet: Sheet, box: Box) -> None:
        draw_contents(sheet, shown, box, currency=report.currency)

    picture = _with_rest(chart(count * _ROW + _CHART_ENDS, draw), len(found.contents) - count)
    return [together(head, said, picture)]


def _sources(report: Report, room: Room) -> list[Block]:
    found = report.campaigns
    days = {"from": day(found.from_day), "to": day(found.to_day or found.as_of)}
    beside = _("acquired %(from)s–%(to)s") % days if found.from_day else ""
    beside = sentences(beside, words.amounts_in(report.currency))
    head = heading(_("Sources with ROI"), beside)
    said = paragraph(campaign_sentences.headline(found).text)
    if not found.rows:
        return [together(head, said)]
    blocks = [together(head, said, _source_table(report, room))]
    known = tuple(row for row in found.rows if row.roi is not None)[: room.sources]
    if known:
        shown = replace(found, rows=known)

        def draw(sheet: Sheet, box: Box) -> None:
            draw_campaigns(sheet, shown, box, "roi")

        roi = chart(len(known) * _ROW + _CHART_ENDS, draw)
        blocks.append(together(gap(6), paragraph(_("ROI by source"), strong=True), roi))
    return blocks


def _source_table(report: Report, room: Room) -> Block:
    found, labels = report.campaigns, report.labels
    columns = (
        Column(_("Source"), 26, strong=True), Column(_("Cost"), 15, "right"),
        *(Column(stage_label(stage, labels), 9, "right") for stage in ("lead", "sal", "deal", "won")),
        Column(_("Amount won"), 16, "right"), Column(_("Cost per deal"), 15, "right"),
        Column(_("ROI"), 12, "right", strong=True), Column("", 15),
    )  # fmt: skip
    rows = [_source_row(report, row, row_name(row)) for row in found.rows[: room.sources]]
    rows += [
        (unassigned_name(one.reason), words.amount(one.cost, report.currency), *[""] * 8)
        for one in found.unassigned
        if one.cost
    ]
    rows.append(_source_row(report, found.total, _("Total")))
    return _with_rest(table(columns, rows, most=room.lines, strong_last=True), len(found.rows) - room.sources)


def _source_row(report: Report, row: CampaignResult, name: str) -> Sequence[str]:
    def money(amount: int | None, *, computed: bool = False) -> str:
        return "–" if amount is None else words.amount(amount, report.currency, computed=computed)

    counts = ["–" if count is None else number(count) for count in (row.leads, row.sal, row.deal, row.won)]
    said = remark(row) if row is not report.campaigns.total and row.cost is not None else ""
    return (
        name,
        money(row.cost),
        *counts,
        money(row.amount),
        money(row.cost_per("deal"), computed=True),
        roi_words(row),
        said,
    )


def _promises(report: Report) -> Block:
    columns = (
        Column(_("Side"), 15), Column(_("Promise"), 31, strong=True), Column(_("Kept"), 33, "right"),
        Column(_("95 % interval"), 15, "right"), Column(_("Goal"), 10, "right"), Column(_("Verdict"), 26),
    )  # fmt: skip
    rows = [
        (
            side_label(one.side), one.name, words.promise_figure(one),
            percent_range(*one.interval, 0) if one.interval else "",
            "" if one.goal is None else percent(one.goal, 0), words.promise_verdict(one),
        )
        for one in report.promises
    ]  # fmt: skip
    return together(heading(_("What both sides promised each other")), table(columns, rows))


def _decisions(report: Report, room: Room) -> list[Block]:
    head = heading(_("What was decided"), _("as of %(day)s") % {"day": day(report.asked_on)})
    if not report.decisions and not report.judged:
        return [together(head, paragraph(words.minutes_missing(report), quiet=True))]
    tables = [*_decided(report, room), *_expected(report, room)]
    return [together(head, tables[0]), *tables[1:]]


def _decided(report: Report, room: Room) -> list[Block]:
    shown = report.decisions[: room.decisions]
    columns = (
        Column(_("What was decided"), 60, strong=True), Column(_("Who"), 18), Column(_("Until"), 16),
        Column(_("State"), 22),
    )  # fmt: skip
    rows = [(one.text, one.who, day(one.until), words.decision_state(one, report.asked_on)) for one in shown]
    return (
        [_with_rest(table(columns, rows, most=room.lines), len(report.decisions) - len(rows))] if rows else []
    )


def _expected(report: Report, room: Room) -> list[Block]:
    columns = (
        Column(_("Expected"), 34, strong=True), Column(_("Number"), 44), Column(_("What became of it"), 46)
    )  # fmt: skip
    rows = [
        (one.hypothesis.text, words.expectation(report, one), words.outcome(report, one))
        for one in report.judged[: room.decisions]
    ]
    return [_with_rest(table(columns, rows, most=room.lines), len(report.judged) - len(rows))] if rows else []


def _with_rest(whole: Block, rest: int) -> Block:
    if rest <= 0:
        return whole
    more = paragraph(_("%(count)s more in the workbook") % {"count": number(rest)}, quiet=True)
    return together(whole, more)


def _method(report: Report) -> Block:
    said = [paragraph(sentence, quiet=True, marked=True) for sentence in words.method(report)]
    return together(heading(_("How it is counted")), *said)
