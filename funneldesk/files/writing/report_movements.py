"""What moved, in the report's workbook: each number with its causes, which add up in Excel as well."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from funneldesk.domain.formats import sentences
from funneldesk.domain.funnel.why import Part
from funneldesk.domain.funnel.why_sentences import causes, difference_sentence, part_label, target_label
from funneldesk.domain.report import report_sentences as words
from funneldesk.domain.report.movements import Movement
from funneldesk.domain.report.report import Report
from funneldesk.domain.words import field_label, stage_label
from funneldesk.files.writing.book_page import Column, Page, Value
from funneldesk.files.writing.formulas import Formula
from funneldesk.files.writing.native_charts import Cells, bars, room
from funneldesk.files.writing.report_figures import COUNT, PERCENT
from funneldesk.i18n import _

_EFFECT = '+#,##0.0;"−"#,##0.0;"±"0'
_CHANGE = '+#,##0;"−"#,##0;"±"0'
#: Sources a sheet lists for each number; the page of causes has all of them.
_SOURCES = 12


def movements_sheet(workbook: Workbook, report: Report) -> Page:
    """Write the numbers that moved most, what did it, and from which sources."""
    page = Page(workbook, _("What moved"), (30, 11, 11, 11, 11, 11, 11, 13, 18, 44))
    page.title(_("What moved, and why"), words.standing(report))
    if not report.movements:
        page.paragraph(words.no_movement(report), boxed=True)
    for place, movement in enumerate(report.movements, start=1):
        _movement(page, report, place, movement)
    return page


def _movement(page: Page, report: Report, place: int, movement: Movement) -> None:
    why, labels = movement.why, report.labels
    page.section(f"{place}. {difference_sentence(why, labels)}")
    page.paragraph(words.stretch_sentence(movement), quiet=True)
    said = sentences(causes(why, labels), words.chance_sentence(movement))
    page.paragraph(said, boxed=True)
    page.gap()
    first = page.table(_columns(), [_row(report, movement, part) for part in why.parts])
    last = first + len(why.parts) - 1
    name = target_label(why.target, labels)
    _totals(page, movement, name, (first, last))
    if len(why.parts) > 1:
        heading = _("What each cause did to %(name)s") % {"name": name}
        bars(page, room(page, 6.5), heading, Cells(first, last, 1, [8]), _EFFECT)
    _sources(page, report, movement)


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Cause"), bold=True), Column(_("n before"), "right", COUNT), Column(_("k before"), "right", COUNT),
        Column(_("Rate before"), "right", PERCENT), Column(_("n after"), "right", COUNT),
        Column(_("k after"), "right", COUNT), Column(_("Rate after"), "right", PERCENT),
        Column(_("What it did"), "right", _EFFECT, bold=True), Column(_("Within chance?")),
        Column(_("How it is computed"), quiet=True),
    )  # fmt: skip


def _row(report: Report, movement: Movement, part: Part) -> Sequence[Value]:
    names = [one.name for one in movement.why.parts]
    name = part_label(part, names, report.labels)
    target = target_label(movement.why.target, report.labels)
    effect = _("Logarithmic mean of %(target)s before and after × ln(after ÷ before)") % {"target": target}
    if part.shares is None:
        return (name, None, part.before, None, None, part.after, None, part.value, None, effect)
    before, after = part.shares
    rates = [
        Formula(f"{k}{{row}}/{n}{{row}}", share.rate) if share.rate is not None else None
        for share, k, n in ((before, "C", "B"), (after, "F", "E"))
    ]
    chance = _("within chance") if part.within_chance else _("hard to explain by chance")
    how = _("%(name)s = k ÷ n. What it did: %(effect)s") % {"name": name, "effect": effect}
    return (
        name, before.n, before.k, rates[0], after.n, after.k, rates[1], part.value,
        None if part.chance is None else chance, how,
    )  # fmt: skip


def _totals(page: Page, movement: Movement, name: str, rows: tuple[int, int]) -> None:
    """Write what the number was, the sum of its causes, and what both together come to."""
    why = movement.why
    blank = [Column("", "right")] * 6
    columns = [
        Column("", bold=True),
        *blank,
        Column("", "right", "#,##0.0", bold=True),
        Column(""),
        Column("", quiet=True),
    ]
    start = page.row
    total = Formula(f"SUM(H{rows[0]}:H{rows[1]})", why.after - why.before)
    end = Formula(f"H{start}+H{start + 1}", why.after)
    for label, value, how in (
        (_("%(name)s before") % {"name": name}, why.before, _("Counted")),
        (_("Sum of the causes"), total, _("Sum of the cells above: the whole difference")),
        (_("%(name)s after") % {"name": name}, end, _("Before + sum of the causes")),
    ):
        page.more(columns, [(label, *[None] * 6, value, None, how)])


def _sources(page: Page, report: Report, movement: Movement) -> None:
    found = [segment for segment in movement.why.segments if segment.by == "source"][:_SOURCES]
    if not found:
        return
    page.gap()
    lead = stage_label("lead", report.labels)
    # Of a number of leads the two are the same.
    names = list(dict.fromkeys((lead, target_label(movement.why.target, report.labels))))
    columns = [Column(field_label("source"), bold=True)]
    for name in names:
        columns += [
            Column(_("%(name)s before") % {"name": name}, "right", COUNT),
            Column(_("%(name)s after") % {"name": name}, "right", COUNT),
        ]
    columns.append(Column(_("Up or down"), "right", _CHANGE, bold=True))
    after, before = (get_column_letter(len(columns) - back) for back in (1, 2))
    rows: list[Sequence[Value]] = []
    for one in found:
        counts = (*one.lead_counts, one.before, one.after)[-2 * len(names) :]
        change = Formula(f"{after}{{row}}-{before}{{row}}", one.after - one.before)
        rows.append((_("(no value)") if one.value is None else one.value, *counts, change))
    page.table(columns, rows)
    page.paragraph(_("Up or down = after − before, by where people first came from."), quiet=True)
