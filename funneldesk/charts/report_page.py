"""A4 pages that are filled from top to bottom: headings, paragraphs, tables and charts as blocks that are never cut."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from funneldesk.charts.page import BODY, SMALL, Sheet
from funneldesk.charts.style import PIXELS_PER_INCH, shortened, wrapped
from funneldesk.colours import Colours

A4 = (8.27, 11.69)
WIDTH, HEIGHT = (side * PIXELS_PER_INCH for side in A4)
LEFT, TOP, BOTTOM = 48.0, 66.0, 56.0
RIGHT = WIDTH - LEFT
ACROSS = RIGHT - LEFT
#: Charts keep a margin of their own inside their box.
CHART_MARGIN = 16.0
_HEADING, _LINE, _SMALL_LINE, _CELL_LINE, _ROW_PAD = 17, 21.0, 18.0, 18.0, 9.0
#: A cell of a table has no more lines than this.
_MOST_LINES = 3
Draw = Callable[[Sheet, float], None]


@dataclass(frozen=True, slots=True)
class Block:
    """Something `height` logical pixels high that is drawn from a top on; `begins_page`: on a page of its own."""

    height: float
    draw: Draw
    begins_page: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its share of the width, how its words stand."""

    heading: str
    share: float
    align: str = "left"
    strong: bool = False


def together(*blocks: Block, begins_page: bool = False) -> Block:
    """Return blocks as one that stays on one page."""

    def draw(sheet: Sheet, top: float) -> None:
        for block in blocks:
            block.draw(sheet, top)
            top += block.height

    return Block(sum(block.height for block in blocks), draw, begins_page)


def gap(height: float = 12) -> Block:
    """Return empty room."""
    return Block(height, lambda _sheet, _top: None)


def heading(text: str, beside: str = "") -> Block:
    """Return the heading of a part, over a hairline; `beside` stands at the right end."""

    def draw(sheet: Sheet, top: float) -> None:
        sheet.line([LEFT, RIGHT], [top + 10, top + 10], sheet.colours.text, width=1, gid="rule")
        sheet.text(LEFT, top + 30, text, size=_HEADING, strong=True, gid="heading")
        sheet.text(RIGHT, top + 31, beside, size=SMALL, colour=sheet.colours.secondary, align="right")

    return Block(50, draw)


def paragraph(text: str, *, quiet: bool = False, strong: bool = False, mark: str = "") -> Block:
    """Return a text over the whole width; `mark` stands before its first line, the others are indented as far."""
    size, line = (SMALL, _SMALL_LINE) if quiet else (BODY, _LINE)
    indent = 18.0 if mark else 0.0
    lines = wrapped(text, ACROSS - indent, size)

    def draw(sheet: Sheet, top: float) -> None:
        colour = sheet.colours.secondary if quiet else sheet.colours.text
        if mark:
            sheet.text(LEFT + 2, top + line / 2, mark, size=size, colour=colour)
        for row, words in enumerate(lines):
            y = top + (row + 0.5) * line
            sheet.text(
                LEFT + indent, y, words, size=size, colour=colour, strong=strong, width=ACROSS - indent + 2,
                gid="paragraph",
            )  # fmt: skip

    return Block(len(lines) * line + (4 if quiet else 5), draw)


def chart(height: float, draw: Callable[[Sheet, tuple[float, float, float, float]], None]) -> Block:
    """Return a chart over the whole width; its own margin reaches into that of the page."""

    def place(sheet: Sheet, top: float) -> None:
        draw(sheet, (LEFT - CHART_MARGIN, top, RIGHT + CHART_MARGIN, top + height))

    return Block(height, place)


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], *, strong_last: bool = False) -> Block:
    """Return a table between hairlines; words that are longer than their cell take up to three lines."""
    total = sum(column.share for column in columns)
    widths = [ACROSS * column.share / total for column in columns]
    head = _cells([column.heading for column in columns], widths, SMALL)
    body = [_cells(row, widths, BODY) for row in rows]
    heights = [_row_height(cells) for cells in (head, *body)]

    def draw(sheet: Sheet, top: float) -> None:
        for place, cells in enumerate((head, *body)):
            strong = strong_last and place == len(body)
            _draw_row(sheet, columns, widths, cells, (top, heights[place]), is_head=not place, strong=strong)
            top += heights[place]

    return Block(sum(heights) + 6, draw)


def pages(blocks: Sequence[Block], colours: Colours, header: tuple[str, str], footer: str) -> list[Figure]:
    """Return the pages the blocks fill; `header` stands at both ends of the head, page numbers in the foot."""
    sheets: list[Sheet] = []
    top = HEIGHT
    for block in blocks:
        if not sheets or block.begins_page or top + block.height > HEIGHT - BOTTOM:
            sheets.append(Sheet(colours, A4))
            top = TOP
        block.draw(sheets[-1], top)
        top += block.height
    for number, sheet in enumerate(sheets, start=1):
        _frame(sheet, header, footer, f"{number} / {len(sheets)}")
    return [sheet.figure for sheet in sheets]


def _frame(sheet: Sheet, header: tuple[str, str], footer: str, number: str) -> None:
    quiet = sheet.colours.secondary
    sheet.text(LEFT, 36, header[0], size=SMALL, colour=quiet, gid="header")
    sheet.text(RIGHT, 36, header[1], size=SMALL, colour=quiet, align="right", gid="header")
    y = HEIGHT - 32
    sheet.text(LEFT, y, footer, size=SMALL, colour=quiet, width=ACROSS - 80, gid="footer")
    sheet.text(RIGHT, y, number, size=SMALL, colour=quiet, align="right", gid="number")


def _cells(words: Sequence[str], widths: Sequence[float], size: float) -> list[list[str]]:
    cells = []
    for text, width in zip(words, widths, strict=True):
        lines = wrapped(text, width - 10, size)
        if len(lines) > _MOST_LINES:
            rest = " ".join(lines[_MOST_LINES - 1 :])
            lines = [*lines[: _MOST_LINES - 1], shortened(rest, width - 10, size)]
        cells.append(lines)
    return cells


def _row_height(cells: Sequence[Sequence[str]]) -> float:
    return max(1, *(len(lines) for lines in cells)) * _CELL_LINE + _ROW_PAD


def _draw_row(
    sheet: Sheet,
    columns: Sequence[Column],
    widths: Sequence[float],
    cells: Sequence[Sequence[str]],
    at: tuple[float, float],
    *,
    is_head: bool,
    strong: bool,
) -> None:
    top, height = at
    colours, left = sheet.colours, LEFT
    for column, width, lines in zip(columns, widths, cells, strict=True):
        x = {"left": left, "right": left + width - 8, "center": left + width / 2}[column.align]
        for row, words in enumerate(lines):
            y = top + height / 2 + (row - (len(lines) - 1) / 2) * _CELL_LINE
            sheet.text(
                x, y, words, size=SMALL if is_head else BODY, align=column.align, width=width - 6,
                colour=colours.secondary if is_head else colours.text,
                strong=not is_head and (strong or column.strong), gid="head" if is_head else "cell",
            )  # fmt: skip
        left += width
    line = colours.secondary if is_head else colours.line
    sheet.line([LEFT, RIGHT], [top + height, top + height], line, width=1, gid="hairline")
