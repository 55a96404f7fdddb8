"""Many cells at once: a block is taken whole or not at all, and what is wrong with it is named by its row."""

from collections.abc import Iterator

import pytest

from funneldesk.errors import UserError
from funneldesk.operations import editing, editing_cells
from funneldesk.operations.editing import Edited, undo_edit
from funneldesk.operations.editing_cells import Target, empty, fill_down, paste
from funneldesk.operations.stores import Store, in_memory_store
from funneldesk.store.lead_list import stored_lead
from tests.operations.taking import Row, take

PEOPLE: list[Row] = [
    {
        "email": f"p{n}@x.co.jp",
        "name": f"人 {n}",
        "title": f"係{n}",
        "acquired_at": "2026-04-01",
        "x.予算": f"{n}",
    }
    for n in range(1, 5)
]
FIELDS = ("title", "source", "phone", "acquired_at", "score")
ALL = Target((1, 2, 3, 4), FIELDS)


@pytest.fixture
def store() -> Iterator[Store]:
    with in_memory_store("ja") as made:
        take(made, "leads", PEOPLE)
        yield made


def values(store: Store, *fields: str) -> list[tuple[str, ...]]:
    found = [stored_lead(store, lead) for lead in (1, 2, 3, 4)]
    return [tuple(one.values.get(field, "") for field in fields) for one in found if one]


def fails(store: Store, text: str, target: Target = ALL) -> str:
    state = store.state
    with pytest.raises(UserError) as caught:
        paste(store, text, target)
    assert store.state == state
    return f"{caught.value.message} {caught.value.next_step}"


def test_a_block_is_one_step_of_values_understood_as_in_lists(store: Store) -> None:
    text = "部長\t広告\t9012345678\t2026/4/30\r\n課長\tSEO\t03-1234-5678\t31.5.2026\r\n"
    done = paste(store, text, ALL)
    assert (done.leads, done.values) == (2, 8)
    assert values(store, "title", "source", "phone", "acquired_at")[:2] == [
        ("部長", "広告", "09012345678", "2026-04-30"),
        ("課長", "SEO", "03-1234-5678", "2026-05-31"),
    ]
    undo_edit(store, done.number)
    assert values(store, "title", "source") == [(f"係{n}", "") for n in range(1, 5)]


def test_a_cell_is_repeated_over_what_is_chosen(store: Store) -> None:
    paste(store, "展示会\r\n", Target((2, 3, 4), ("source",), 3, 1))
    assert [source for (source,) in values(store, "source")] == ["", "展示会", "展示会", "展示会"]


def test_headings_that_came_along_are_no_data(store: Store) -> None:
    from funneldesk.domain.leads.lead_columns import column_label

    heading = "\t".join(map(column_label, ("title", "source")))
    assert paste(store, f"{heading}\r\n部長\t広告\r\n", ALL).values == 2
    assert values(store, "title", "source")[0] == ("部長", "広告")
    # The row is that of the block as it was copied.
    assert "Row 3 (人 2)" in fails(store, f"{heading}\r\n\t\r\n\t\t電話\r\n")


def test_what_is_wrong_is_named_by_row_and_column_and_nothing_is_taken(store: Store) -> None:
    said = fails(store, "部長\t広告\t電話なし\r\n課長\tSEO\t03-1234-5678\tいつか\r\n")
    assert "Row 1 (人 1)" in said
    assert "電話なし" in said
    assert "Row 2 (人 2)" in said
    assert "いつか" in said
    assert "Nothing was changed" in said
    assert values(store, "title", "source")[0] == ("係1", "")


def test_a_block_beyond_the_table_says_how_much_room_there_is(store: Store) -> None:
    said = fails(store, "a\tb\r\nc\td\r\n", Target((4,), ("title",)))
    assert "2 rows and 2 columns" in said
    assert "only 1 rows and 1 columns" in said


def test_a_block_over_what_is_computed_says_why_not(store: Store) -> None:
    assert "computed" in fails(store, "a\tb\tc\td\te\r\n").replace("d\te", "")
    assert "computed" in fails(store, "99", Target((1,), ("score",)))


@pytest.mark.parametrize("text", ["", "\r\n", "\t\t\r\n"])
def test_nothing_on_the_clipboard_empties_nothing(store: Store, text: str) -> None:
    assert "no cell to paste" in fails(store, text)


def test_a_block_of_more_than_fits_into_one_step_is_a_list(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editing_cells, "MOST_CELLS", 3)
    assert "at most" in fails(store, "a\tb\r\nc\td\r\n")


def test_filling_down_takes_days_and_own_fields_as_they_are(store: Store) -> None:
    paste(store, "2026/5/31", Target((1,), ("acquired_at",)))
    assert fill_down(store, 1, (2, 3), ("acquired_at", "x.予算", "source")) == Edited(3, 2, 4, 2)
    assert values(store, "acquired_at", "x.予算")[1:3] == [("2026-05-31", "1")] * 2


def test_filling_down_an_instant_keeps_its_time(store: Store) -> None:
    take(store, "leads", [{**PEOPLE[0], "acquired_at": "2026-06-01T03:04:00Z"}], list_date="2026-07-01")
    fill_down(store, 1, (2,), ("acquired_at",))
    assert values(store, "acquired_at")[1] == ("2026-06-01T03:04:00Z",)


def test_emptying_is_one_step_too_and_says_what_cannot_be(store: Store) -> None:
    assert empty(store, (1, 2), ("title", "x.予算")).values == 4
    assert values(store, "title", "x.予算")[:2] == [("", "")] * 2
    with pytest.raises(UserError, match="computed"):
        empty(store, (1,), ("title", "score"))


def test_whoever_is_gone_is_nobody_to_fill_from(store: Store) -> None:
    with pytest.raises(UserError, match="not there any more"):
        fill_down(store, 99, (1,), ("title",))


@pytest.mark.parametrize("act", [fill_down, empty])
def test_too_many_leads_are_refused_before_anything_is_read(
    store: Store, act: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editing, "MOST", 2)
    with pytest.raises(UserError, match="at most 2"):
        fill_down(store, 1, (2, 3, 4), ("title",)) if act is fill_down else empty(
            store, (1, 2, 3), ("title",)
        )
