"""A work list that comes back, in whatever form: the cells of its sheets, read by the reader child."""

from pathlib import Path

from funneldesk.domain.worklist.worklist_rows import Grid, Uncalculated
from funneldesk.files.reading.reader import Heartbeat, ReaderChild, unpack
from funneldesk.i18n import language

#: A work list of some thousand rows; a sheet with more is something else.
_MOST_CELLS = 400_000


def read_sheets(path: Path, heartbeat: Heartbeat = lambda: None) -> dict[str, tuple[Grid, Uncalculated]]:
    """Return every sheet of a file by its name (a text file is one without a name), and its formulas without result.

    Raises UserError where the file is damaged, hostile or too large.
    """
    with ReaderChild(path, heartbeat) as child:
        names = child.ask(op="sheets", path=str(path), language=language())["sheets"] or [""]
        sheets: dict[str, tuple[Grid, Uncalculated]] = {}
        for name in names:
            answer = child.ask(op="grid", sheet=name, most=_MOST_CELLS)
            grid = [[unpack(cell) for cell in row] for row in answer["rows"]]
            sheets[name] = grid, frozenset((row, place) for row, place in answer["uncalculated"])
        return sheets
