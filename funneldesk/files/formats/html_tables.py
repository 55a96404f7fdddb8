"""Tables of a web page: many tools write one and call it .xls."""

from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path

from funneldesk.domain.lists.cells import Cell
from funneldesk.errors import UserError
from funneldesk.files.formats.spans import carried_down
from funneldesk.files.formats.text_encoding import detect_encoding
from funneldesk.files.formats.workbooks import LoadedSheet, Sheet
from funneldesk.i18n import _

_CHUNK = 1 << 20
_BREAKS = frozenset({"br", "p", "div", "li"})
_BREAK = "\0"
_WIDEST_SPAN, _LONGEST_SPAN = 1000, 1 << 20
_DIGITS = 9


class HtmlBook:
    """The tables of one page; each is offered as a sheet."""

    def __init__(self, path: Path) -> None:
        self.encoding: str | None = detect_encoding(path)
        parser = _TableParser()
        with path.open(encoding=self.encoding, errors="replace") as stream:
            while chunk := stream.read(_CHUNK):
                parser.feed(chunk)
        parser.close()
        tables = [table for table in parser.tables if table.rows]
        self._tables = {
            _("Table %(number)s") % {"number": number}: table for number, table in enumerate(tables, 1)
        }
        self.sheets = tuple(Sheet(name) for name in self._tables)
        if not self.sheets:
            raise UserError(
                "not_a_list",
                _("“%(name)s” is a web page without a table.") % {"name": path.name},
                _(
                    "Open it in a browser: it may be a page to log in, or a message of an error. Then export the list "
                    "once more, as .xlsx or .csv."
                ),
            )

    def load(self, name: str) -> LoadedSheet:
        """Return the table of that name."""
        table = self._tables[name]

        def rows() -> Iterator[Sequence[Cell]]:
            return carried_down(iter(table.rows), table.spans)

        faults = {
            number: [(0, "replaced_characters", text)]
            for number, row in enumerate(table.rows, 1)
            if "\ufffd" in (text := " ".join(map(str, row)))
        }
        if table.broken_off:
            ended = " ".join(map(str, table.rows[-1]))
            faults.setdefault(len(table.rows), []).append((0, "broken_off", ended))
        return LoadedSheet(rows, faults=faults)


class _Table:
    """One table being collected: its rows, and which cells stand for several of them."""

    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []
        self.spans: dict[int, list[tuple[int, int]]] = {}
        #: Place in the row -> last row that a cell above reaches into it.
        self._taken: dict[int, int] = {}
        #: Whether the page ends before the table does.
        self.broken_off = False

    def begin_row(self) -> None:
        self.rows.append([])
        self._taken = {place: last for place, last in self._taken.items() if last >= len(self.rows)}

    def add(self, text: str, columns: int, rows: int) -> None:
        """Put a cell into the first place of the row that none from above takes."""
        row, number = self.rows[-1], len(self.rows)
        while self._taken.get(len(row), 0) >= number:
            row.append("")
        if rows > 1:
            last = number + rows - 1
            self.spans.setdefault(number, []).append((len(row), last))
            self._taken |= dict.fromkeys(range(len(row), len(row) + columns), last)
        row += [text, *[""] * (columns - 1)]


class _TableParser(HTMLParser):
    """Collects the cells of all tables; a table inside a cell is one of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._cell: list[str] | None = None
        self._columns = self._rows = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._end_cell()
            self._open.append(_Table())
            self.tables.append(self._open[-1])
        elif tag == "tr" and self._open:
            self._end_cell()
            self._open[-1].begin_row()
        elif tag in ("td", "th") and self._open:
            self._end_cell()
            if not self._open[-1].rows:
                self._open[-1].begin_row()
            written = dict(attrs)
            self._columns = min(_span(written.get("colspan")) or 1, _WIDEST_SPAN)
            # None at all means: to the end of the table.
            self._rows = _span(written.get("rowspan")) or _LONGEST_SPAN
            self._cell = []
        elif tag in _BREAKS and self._cell:
            self._cell.append(_BREAK)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag == "table" and self._open:
            self._end_cell()
            self._open.pop()

    def handle_data(self, data: str) -> None:
        # What stands in a script is no text of the page.
        if self._cell is not None and self.cdata_elem is None:
            self._cell.append(data)

    def close(self) -> None:
        super().close()
        self._end_cell()
        for table in self._open:
            table.broken_off = True

    def _end_cell(self) -> None:
        if self._cell is not None and self._open and self._open[-1].rows:
            # Line breaks of the source are spaces; only the tags break lines.
            lines = " ".join("".join(self._cell).split()).split(_BREAK)
            text = "\n".join(filter(None, map(str.strip, lines)))
            self._open[-1].add(text, self._columns, self._rows)
        self._cell = None


def _span(written: str | None) -> int:
    """Return how many rows or columns an attribute says; 1 if it says nothing."""
    return int(written[:_DIGITS]) if written and written.isdecimal() else 1
