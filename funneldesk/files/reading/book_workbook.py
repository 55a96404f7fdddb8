"""A definition book that comes back as a workbook: the cells of all its sheets, read by the reader child."""

from pathlib import Path

from funneldesk.domain.book.book_found import Grid
from funneldesk.files.reading.reader import Heartbeat, ReaderChild, unpack
from funneldesk.i18n import language


def read_grids(path: Path, heartbeat: Heartbeat = lambda: None) -> dict[str, Grid]:
    """Return every sheet of a workbook by its name, its rows from row 1 and its cells from column A.

    Raises UserError where the file is damaged, hostile, too large or no workbook.
    """
    with ReaderChild(path, heartbeat) as child:
        sheets = child.ask(op="sheets", path=str(path), language=language())["sheets"]
        grids: dict[str, Grid] = {}
        for name in sheets:
            answer = child.ask(op="grid", sheet=name)
            grids[name] = [[unpack(cell) for cell in row] for row in answer["rows"]]
        return grids
