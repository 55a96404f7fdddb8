"""Charts that Excel draws itself, in the program's colours: bars and lines over columns of a sheet."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.legend import Legend
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties

from funneldesk.colours import CATEGORIES, LIGHT
from funneldesk.files.writing.book_page import Page

#: A row of a sheet is about so high, in centimetres.
_ROW_CM = 0.53
#: Marks that are told apart without colour.
_MARKS = ("circle", "square", "triangle", "diamond")


@dataclass(frozen=True, slots=True)
class Cells:
    """Which cells a chart is drawn from: rows `first` to `last`, the heading above them, these columns."""

    first: int
    last: int
    labels: int
    values: Sequence[int]


def bars(page: Page, title: str, cells: Cells, form: str, size: tuple[float, float] = (24.0, 8.0)) -> None:
    """Put horizontal bars below what is written, the first row on top; falling values are white with a border."""
    chart = BarChart()
    chart.type, chart.style, chart.gapWidth = "bar", 2, 45
    _fill(chart, page, title, cells, size)
    for series in chart.series:
        series.graphicalProperties = GraphicalProperties(solidFill=_code(LIGHT.bar))
        series.graphicalProperties.line = LineProperties(solidFill=_code(LIGHT.text), w=6350)
        series.invertIfNegative = True
    chart.legend = None
    # Labels of the rows stay at the left where a bar goes down from zero.
    chart.x_axis.tickLblPos = "low"
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete, chart.y_axis.delete = False, True
    chart.y_axis.majorGridlines = None
    chart.dataLabels = DataLabelList()
    chart.dataLabels.showVal = True
    chart.dataLabels.numFmt = form
    for extra in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(chart.dataLabels, extra, False)
    _place(page, chart, size)


def lines(page: Page, title: str, cells: Cells, size: tuple[float, float] = (24.0, 9.0)) -> None:
    """Put a line for each column below what is written, each with a mark of its own."""
    chart = LineChart()
    chart.style = 2
    _fill(chart, page, title, cells, size)
    for place, series in enumerate(chart.series):
        colour = CATEGORIES[place % len(CATEGORIES)].removeprefix("#")
        series.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=colour, w=22225))
        series.marker.symbol, series.marker.size = _MARKS[place % len(_MARKS)], 7
        series.marker.graphicalProperties = GraphicalProperties(solidFill=colour)
        series.smooth = False
    chart.legend = Legend()
    chart.legend.position = "b"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.number_format = "@"
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=_code(LIGHT.line)))
    chart.y_axis.scaling.min = 0
    _place(page, chart, size)


def _fill(chart: BarChart | LineChart, page: Page, title: str, cells: Cells, size: tuple[float, float]) -> None:
    chart.title = title
    chart.title.overlay = False
    chart.width, chart.height = size
    for column in cells.values:
        numbers = Reference(page.sheet, min_col=column, min_row=cells.first - 1, max_row=cells.last)
        chart.add_data(numbers, titles_from_data=True)
    labels = Reference(page.sheet, min_col=cells.labels, min_row=cells.first, max_row=cells.last)
    chart.set_categories(labels)
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))


def _place(page: Page, chart: BarChart | LineChart, size: tuple[float, float]) -> None:
    page.gap()
    page.sheet.add_chart(chart, f"A{page.row}")
    # Room for the picture: rows of a known height, so that what follows begins below it.
    for _line in range(round(size[1] / _ROW_CM) + 1):
        page.gap(15)


def _code(colour: str) -> str:
    return colour.removeprefix("#")
