"""The sheets of numbers in the workbook of a publication: the funnel with a native chart, and the contents."""

from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from funneldesk.domain.fields import STAGES
from funneldesk.domain.formats import band_range
from funneldesk.domain.formats import day as day_words
from funneldesk.domain.team.levels import FEWEST_TOLD
from funneldesk.domain.team.publication import Publication, table_named
from funneldesk.domain.team.publication import Value as Cell
from funneldesk.domain.team.publication_words import BROKEN_DOWN_BY, RANGES, vocabulary
from funneldesk.domain.words import rate_label
from funneldesk.files.writing.book_page import Column, Page, Value
from funneldesk.files.writing.native_charts import Cells, bars, room
from funneldesk.i18n import _

_COUNT, _PERCENT, _DAYS = "#,##0", "0.0%", "0"
#: Stands where a number is not told, or where there is none.
NOT_TOLD = "–"
_WIDTHS = (26, 11, 22, 11, 11, 11, 11, 11, 14, 14, 13)
_CHART_CM = 7.5
#: One row of a table by the names of its columns.
Row = Mapping[str, Cell]


def funnel_sheet(workbook: Workbook, publication: Publication) -> Page:
    """Write the funnel of both ranges, each with its groups; the first with a chart that Excel draws."""
    page = Page(workbook, _("Funnel"), _WIDTHS)
    rows = records(publication, "funnel")
    page.title(
        _("Funnel as of %(day)s") % {"day": day_words(publication.as_of)},
        _("Leads by the month they were acquired: how far each got"),
    )
    if publication.level == "aggregate":
        page.paragraph(small_numbers_words(), quiet=True)
    for place, name in enumerate(RANGES):
        of = [row for row in rows if row["range"] == name]
        total = [row for row in of if not row["by"]]
        page.section(f"{vocabulary('range')[name]} {_range_words(total)}".strip())
        first = page.table(_step_columns(), [_step(row) for row in total], freeze=not place)
        if not place and any(row["count"] for row in total):
            cells = Cells(first, first + len(total) - 1, 1, (2,))
            bars(page, room(page, _CHART_CM), _("People by stage"), cells, _COUNT)
        for by in BROKEN_DOWN_BY:
            _groups(page, by, [row for row in of if row["by"] == by])
    return page


def _range_words(total: Sequence[Row]) -> str:
    first, last = (total[0]["from_day"], total[0]["to_day"]) if total else (None, None)
    return "" if not first or not last else f"({first} – {last})".replace("-", "/")


def _step_columns() -> tuple[Column, ...]:
    return (
        Column(_("Stage"), bold=True), Column(_("Count"), "right", _COUNT), Column(_("Name of the rate")),
        Column("n", "right", _COUNT), Column("k", "right", _COUNT), Column(_("Rate"), "right", _PERCENT, bold=True),
        Column(_("95 % from"), "right", _PERCENT), Column(_("95 % to"), "right", _PERCENT),
        Column(_("Band"), "center"), Column(_("Verdict"), "center"), Column(_("Median days"), "right", _DAYS),
    )  # fmt: skip


def _step(row: Row) -> list[Value]:
    name = row["stage_name"]
    if not row["recorded"]:
        return [name, NOT_TOLD, *[None] * 9]
    if row["previous"] is None:
        return [name, _told(row["count"]), *[None] * 9]
    low, high = row["band_low"], row["band_high"]
    band = band_range((float(low), float(high))) if low is not None and high is not None else None
    return [
        name, _told(row["count"]), rate_label(str(row["previous"]), str(row["stage"])), _told(row["n"]),
        _told(row["k"]), _told(row["rate"]), row["low"], row["high"], band,
        vocabulary("verdict").get(str(row["verdict"])), row["median_days"],
    ]  # fmt: skip


def _told(value: Cell) -> Value:
    return NOT_TOLD if value is None else value


def _groups(page: Page, by: str, rows: Sequence[Row]) -> None:
    """Write the groups of a breakdown side by side: how many got to each stage, and the rate of each step."""
    if not rows:
        return
    groups: dict[Cell, dict[str, Row]] = {}
    for row in rows:
        groups.setdefault(row["value"], {})[str(row["stage"])] = row
    one = next(iter(groups.values()))
    steps = [stage for stage in STAGES if stage in one and one[stage]["previous"] is not None]
    page.gap()
    columns = [
        Column(vocabulary("by")[by], bold=True),
        *(Column(str(one[stage]["stage_name"]), "right", _COUNT) for stage in STAGES if stage in one),
        *(Column(rate_label(str(one[stage]["previous"]), stage), "right", _PERCENT) for stage in steps),
    ]
    cells: list[list[Value]] = [
        [
            _("(none)") if value is None else value,
            *(_told(stages[stage]["count"]) for stage in STAGES if stage in stages),
            *(_told(stages[stage]["rate"]) for stage in steps),
        ]
        for value, stages in groups.items()
    ]
    page.table(columns, cells)


def contents_sheet(workbook: Workbook, publication: Publication) -> Page:
    """Write all contents with the share of people whose deal followed."""
    page = Page(workbook, _("Contents"), (52, 18, 14, 18, 12, 12, 12, 12, 12, 12))
    page.title(
        _("Contents and deals as of %(day)s") % {"day": day_words(publication.as_of)},
        _(
            "Of the people who touched a content, how many had a deal afterwards. It shows association, not cause."
        ),
    )
    if publication.level == "aggregate":
        page.paragraph(small_numbers_words(), quiet=True)
    told = {column.name: _(column.heading) for column in table_named("contents").columns}
    forms = {
        "touched": _COUNT,
        "deals": _COUNT,
        "rate": _PERCENT,
        "low": _PERCENT,
        "high": _PERCENT,
        "won": _COUNT,
    }
    heads = [Column(told["title"], bold=True), *(Column(told[name]) for name in ("type", "phase", "theme"))]
    heads += [Column(told[name], "right", form) for name, form in forms.items()]
    kinds, phases = vocabulary("content_type"), vocabulary("phase")
    cells: list[list[Value]] = [
        [
            row["title"] or row["content"], kinds.get(str(row["type"]), row["type"]),
            phases.get(str(row["phase"]), row["phase"]), row["theme"], *(_told(row[name]) for name in forms),
        ]
        for row in records(publication, "contents")
    ]  # fmt: skip
    first = page.table(heads, cells, freeze=True)
    page.sheet.auto_filter.ref = f"A{first - 1}:{get_column_letter(len(heads))}{max(page.row - 1, first)}"
    return page


def small_numbers_words() -> str:
    """Return why numbers are missing where only sums are told."""
    words = _(
        "%(mark)s: not told, because it is a number of people below %(fewest)s, or one could be worked out from it."
    )
    return words % {"mark": NOT_TOLD, "fewest": FEWEST_TOLD}


def records(publication: Publication, table: str) -> list[dict[str, Cell]]:
    """Return the rows of a table by the names of its columns."""
    names = [column.name for column in table_named(table).columns]
    return [dict(zip(names, row, strict=True)) for row in publication.rows[table]]
