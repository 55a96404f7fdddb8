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
_WIDTH_CM = 24.0
#: Marks that are told apart without colour.
_MARKS = ("circle", "square", "triangle", "diamond")


@dataclass(frozen=True, slots=True)
class Cells:
    """Which cells a chart is drawn from: rows `first` to `last`, the heading above them, these columns."""

    first: int
    last: int
    labels: int
    values: Sequence[int]


@dataclass(frozen=True, slots=True)
class Place:
    """Room for a chart: the row it begins in, its width and height in centimetres."""

    row: int
    size: tuple[float, float]


def room(page: Page, height: float) -> Place:
    """Leave room for a chart below what is written, so that what follows begins below it; in centimetres."""
    page.gap()
    place = Place(page.row, (_WIDTH_CM, height))
    # Rows of a known height: how high others are, each Office decides for itself.
    for _line in range(round(height / _ROW_CM) + 1):
        page.gap(15)
    return place


def bars(page: Page, place: Place, title: str, cells: Cells, form: str) -> None:
    """Put horizontal bars into their room, the first row on top; falling values are white with a border."""
    chart = BarChart()
    chart.type, chart.style, chart.gapWidth = "bar", 2, 45
    _fill(chart, page, title, cells)
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
    _put(page, chart, place)


def lines(page: Page, place: Place, title: str, cells: Cells) -> None:
    """Put a line for each column into their room, each with a mark of its own."""
    chart = LineChart()
    chart.style = 2
    _fill(chart, page, title, cells)
    for number, series in enumerate(chart.series):
        colour = CATEGORIES[number % len(CATEGORIES)].removeprefix("#")
        series.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=colour, w=22225))
        series.marker.symbol, series.marker.size = _MARKS[number % len(_MARKS)], 7
        series.marker.graphicalProperties = GraphicalProperties(solidFill=colour)
        series.smooth = False
    chart.legend = Legend()
    chart.legend.position = "b"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.number_format = "@"
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=_code(LIGHT.line)))
    chart.y_axis.scaling.min = 0
    _put(page, chart, place)


def _fill(chart: BarChart | LineChart, page: Page, title: str, cells: Cells) -> None:
    chart.title = title
    chart.title.overlay = False
    for column in cells.values:
        numbers = Reference(page.sheet, min_col=column, min_row=cells.first - 1, max_row=cells.last)
        chart.add_data(numbers, titles_from_data=True)
    labels = Reference(page.sheet, min_col=cells.labels, min_row=cells.first, max_row=cells.last)
    chart.set_categories(labels)
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))


def _put(page: Page, chart: BarChart | LineChart, place: Place) -> None:
    chart.width, chart.height = place.size
    page.sheet.add_chart(chart, f"A{place.row}")


def _code(colour: str) -> str:
    return colour.removeprefix("#")
