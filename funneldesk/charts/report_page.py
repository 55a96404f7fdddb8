"""A4 pages that are filled from top to bottom: headings, paragraphs, tables and charts as blocks that are never cut."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from funneldesk.charts.page import A4, BODY, SMALL, Box, Sheet
from funneldesk.charts.style import PIXELS_PER_INCH, wrapped
from funneldesk.colours import Colours

WIDTH, HEIGHT = (side * PIXELS_PER_INCH for side in A4)
#: The first page has its title in place of a head.
LEFT, FIRST_TOP, TOP, BOTTOM = 48.0, 40.0, 58.0, 50.0
RIGHT = WIDTH - LEFT
ACROSS = RIGHT - LEFT
#: Charts keep a margin of their own inside their box.
CHART_MARGIN = 16.0
_HEADING, _LINE, _SMALL_LINE, _CELL_LINE, _ROW_PAD = 17, 20.0, 18.0, 18.0, 9.0
#: So near a chart comes to what stands above and below.
_NEAR = 4.0
#: A cell of a table has no more lines than this.
MOST_LINES, _BOLD = 4, 0.93
#: Nor has a paragraph: names that people give may be as long as a page.
_MOST_LINES_OF_TEXT = 5
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
        sheet.line([LEFT, RIGHT], [top + 8, top + 8], sheet.colours.text, width=1, gid="rule")
        sheet.text(LEFT, top + 27, text, size=_HEADING, strong=True, gid="heading")
        sheet.text(RIGHT, top + 28, beside, size=SMALL, colour=sheet.colours.secondary, align="right")

    return Block(46, draw)


def paragraph(text: str, *, quiet: bool = False, strong: bool = False, marked: bool = False) -> Block:
    """Return a text over the whole width; `marked`: a point stands before it."""
    size, line = (SMALL, _SMALL_LINE) if quiet else (BODY, _LINE)
    indent = 18.0 if marked else 0.0
    lines = wrapped(text, ACROSS - indent, size, _MOST_LINES_OF_TEXT)

    def draw(sheet: Sheet, top: float) -> None:
        colour = sheet.colours.secondary if quiet else sheet.colours.text
        if marked:
            sheet.dot(LEFT + 6, top + line / 2, colour if quiet else sheet.colours.accent, diameter=6)
        for row, words in enumerate(lines):
            y = top + (row + 0.5) * line
            sheet.text(
                LEFT + indent, y, words, size=size, colour=colour, strong=strong, width=ACROSS - indent + 2,
                gid="paragraph",
            )  # fmt: skip

    return Block(len(lines) * line + (4 if quiet else 5), draw)


def chart(height: float, draw: Callable[[Sheet, Box], None]) -> Block:
    """Return a chart over the whole width; its own margins reach beyond it, at the sides and above and below."""

    def place(sheet: Sheet, top: float) -> None:
        margin, least = CHART_MARGIN, CHART_MARGIN - _NEAR
        draw(sheet, (LEFT - margin, top - least, RIGHT + margin, top + height + least))

    return Block(height, place)


def table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    *,
    most: int = MOST_LINES,
    strong_last: bool = False,
) -> Block:
    """Return a table between hairlines; words that are longer than their cell take up to `most` lines."""
    total = sum(column.share for column in columns)
    widths = [ACROSS * column.share / total for column in columns]
    head = _cells([column.heading for column in columns], widths, SMALL)
    # Bold words are a little wider than those that lines are broken by.
    narrowed = [
        width * (_BOLD if column.strong else 1) for width, column in zip(widths, columns, strict=True)
    ]
    body = [_cells(row, narrowed, BODY, most) for row in rows]
    heights = [_row_height(cells) for cells in (head, *body)]

    def draw(sheet: Sheet, top: float) -> None:
        for place, cells in enumerate((head, *body)):
            strong = strong_last and place == len(body)
            _draw_row(sheet, columns, widths, cells, (top, heights[place]), is_head=not place, strong=strong)
            top += heights[place]

    return Block(sum(heights) + 6, draw)


def arranged(blocks: Sequence[Block]) -> list[list[tuple[float, Block]]]:
    """Return the blocks of each page with the top each has."""
    found: list[list[tuple[float, Block]]] = []
    top = HEIGHT
    for block in blocks:
        if not found or block.begins_page or top + block.height > HEIGHT - BOTTOM:
            top = TOP if found else FIRST_TOP
            found.append([])
        found[-1].append((top, block))
        top += block.height
    return found


def drawn(
    found: Sequence[Sequence[tuple[float, Block]]], colours: Colours, header: tuple[str, str], footer: str
) -> list[Figure]:
    """Return the pages as figures; `header` heads all but the first, their numbers stand in the foot."""
    figures = []
    for number, blocks in enumerate(found, start=1):
        sheet = Sheet(colours, A4)
        for top, block in blocks:
            block.draw(sheet, top)
        _frame(sheet, header if number > 1 else ("", ""), footer, f"{number} / {len(found)}")
        figures.append(sheet.figure)
    return figures


def _frame(sheet: Sheet, header: tuple[str, str], footer: str, number: str) -> None:
    quiet = sheet.colours.secondary
    sheet.text(LEFT, 34, header[0], size=SMALL, colour=quiet, gid="header")
    sheet.text(RIGHT, 34, header[1], size=SMALL, colour=quiet, align="right", gid="header")
    y = HEIGHT - 30
    sheet.text(LEFT, y, footer, size=SMALL, colour=quiet, width=ACROSS - 80, gid="footer")
    sheet.text(RIGHT, y, number, size=SMALL, colour=quiet, align="right", gid="number")


def _cells(
    words: Sequence[str], widths: Sequence[float], size: float, most: int = MOST_LINES
) -> list[list[str]]:
    return [wrapped(text, width - 10, size, most) for text, width in zip(words, widths, strict=True)]


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
