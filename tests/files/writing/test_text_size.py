"""Heights are estimated generously: a line too many is better than a line cut off."""

import pytest

from funneldesk.files.writing.text_size import MOST_POINTS, line_count, row_points, text_width


def test_japanese_is_twice_as_wide_as_latin():
    assert text_width("商談") == pytest.approx(2 * text_width("ab"), rel=0.05)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("商談", 10, 1),
        ("商談化率の高い企業", 10, 3),  # 9 characters of 1.95 in 7.8
        ("one two three", 8, 3),
        ("one two three", 30, 1),
        ("a\nb\nc", 30, 3),
        ("https://example.com/a/long/path", 12, 4),
        ("x", 0.5, 1),
    ],
)
def test_lines(text, width, lines):
    assert line_count(text, width) == lines


@pytest.mark.parametrize("text", ["商" * 99, "one two three " * 20, "a\n" * 40, "x" * 500])
def test_counting_ends_where_no_more_lines_can_be_shown(text):
    whole = line_count(text, 10)
    for most in (1, 5, whole - 1):
        assert most < line_count(text, 10, most) <= whole
    assert line_count(text, 10, whole) == whole


def test_the_tallest_cell_decides_and_excel_sets_the_limit():
    one = row_points([("商談", 10)])
    assert row_points([("商談", 10), ("商談化率の高い企業", 10)]) > 2 * one
    assert row_points([("商" * 9999, 10)]) == MOST_POINTS
    assert row_points([]) > 0
    assert row_points([("商談", 10)], size=20) > one
