"""What spreadsheets put on the clipboard is read back as the cells it was."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.leads.pasting import pasted_cells, tiled

#: What a cell may hold; a lone return is no text that a spreadsheet has in a cell.
CELLS = st.text(alphabet="aあ 1\"\t\n,'=山", max_size=6)
BLOCKS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=4)
)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("部長\t広告\r\n課長\tSEO\r\n", [["部長", "広告"], ["課長", "SEO"]]),
        ("部長", [["部長"]]),
        ('"二行の\nメモ"\t2\r\n', [["二行の\nメモ", "2"]]),
        ('"""引用"""\t', [['"引用"', ""]]),
        ("1\r\n\r\n3\r\n", [["1"], [""], ["3"]]),
        # A quote that is never closed is a part of its cell.
        ('"19インチ\t2\r\n次\t3', [['"19インチ', "2"], ["次", "3"]]),
        ("", []),
    ],
)
def test_a_block_is_read_as_it_was_copied(text: str, cells: list[list[str]]) -> None:
    assert pasted_cells(text) == cells


@given(BLOCKS)
def test_whatever_a_spreadsheet_writes_comes_back(cells: list[list[str]]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter="\t", lineterminator="\r\n").writerows(cells)
    assert pasted_cells(written.getvalue()) == cells


def test_a_block_is_repeated_over_the_chosen_cells_where_none_is_left_over() -> None:
    assert tiled([["a"]], 2, 3) == [["a", "a", "a"]] * 2
    assert tiled([["a", "b"]], 3, 2) == [["a", "b"]] * 3
    assert tiled([["a", "b"]], 3, 3) == [["a", "b"]]
    assert tiled([["a"], ["b", "c"]], 4, 4) == [["a"], ["b", "c"]]
