"""Real files from the test suites of other readers, where they are at hand: none may hurt, each comes in or says why."""

import pytest

from funneldesk.errors import UserError
from funneldesk.files.formats.calamine_books import CalamineBook
from funneldesk.files.formats.second_books import XlrdBook
from funneldesk.files.formats.sheet_binary import look_into_binary
from funneldesk.files.formats.sheet_xml import most_of
from funneldesk.files.reading.reader import ReaderChild

#: What the reader may say of a file it does not read. Anything else would be a bug, or news worth a look.
REASONS = {
    "empty_file",
    "encrypted",
    "no_rows",
    "no_sheets",
    "not_a_list",
    "not_calculated",
    "too_large",
    "unreadable_workbook",
    "unsafe_workbook",
}


@pytest.mark.parametrize("folder", ["hostile", "csv_odd", "encodings", "japanese", "shapes"])
def test_every_file_gives_rows_or_a_reason(shared_data, folder):
    outcomes: dict[str, int] = {}
    paths = sorted(path for path in (shared_data / folder).rglob("*") if path.is_file())
    for begin in range(0, len(paths), 50):  # a new child now and then: each one's memory is watched
        with ReaderChild(paths[begin], lambda: None) as child:
            for path in paths[begin : begin + 50]:
                outcome = _look(child, path)
                outcomes[outcome] = outcomes.get(outcome, 0) + 1
    assert paths
    assert set(outcomes) <= REASONS | {"rows"}
    # News feeds in many encodings are among them: true text, but no lists.
    lists = [path for path in paths if path.suffix != ".xml"]
    assert outcomes["rows"] >= len(lists) * 0.75, outcomes


def _look(child, path) -> str:
    try:
        look = child.open(path=str(path), sheet=None, header_row=None, language="en")
        scanned = child.ask(op="scan", columns=list(range(min(3, len(look["headings"])))))
    except UserError as error:
        return _reason(error)
    assert scanned["rows"] >= 0
    assert len(set(look["headings"])) == len(look["headings"])
    return "rows"


def _reason(error: UserError) -> str:
    assert type(error) is UserError, "the child died of it"
    assert error.message
    assert error.next_step
    return error.code


def test_the_errors_of_a_binary_workbook_are_told(shared_data):
    untold = look_into_binary(shared_data / "hostile" / "apache+poi" / "excelant.xls", "ErrorCell")
    assert [fault[1:] for faults in untold.faults.values() for fault in faults] == [("error_cell", "#NAME?")]


@pytest.mark.parametrize("reader", [lambda path: CalamineBook(path, "binary"), XlrdBook])
def test_merged_cells_of_a_binary_workbook_hold_for_all_their_rows(shared_data, reader):
    path = shared_data / "hostile" / "apache+poi" / "12561-1.xls"
    rows = list(reader(path).load("作業リスト").rows())
    assert [row[8] for row in rows[30:32]] == ["２項目で１週間"] * 2


def test_the_zeros_of_a_binary_workbook():
    """xlrd gives the format of each number; what most of a column has counts."""
    assert most_of({0: ["0000", "0000", None], 1: [None, "000"], 2: [None, None, "00"]}) == {0: "0000"}
