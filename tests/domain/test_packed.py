"""Rows kept column by column are the rows they were made of."""

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain import packed as packing
from funneldesk.domain.packed import Numbers, Packed, Texts, packed


class One(NamedTuple):
    number: int
    text: str
    other: str


NAMES = One._fields
rows = st.lists(
    st.builds(
        One,
        st.one_of(st.integers(-5, 5), st.integers(-(2**62), 2**62)),
        st.sampled_from(("", "a", "見積もり", "𠮷野家")),
        st.text(max_size=3),
    ),
    min_size=1,
    max_size=9,
)
places = st.lists(st.integers(0, 30), max_size=12)


def kept(some: list[One]) -> Packed[One]:
    return packed(One, NAMES, some)


@given(rows, rows, places)
def test_they_are_the_rows(one: list[One], other: list[One], chosen: list[int]) -> None:
    found = kept(one)
    assert found == one
    assert [*found] == one
    assert [found[place] for place in range(-len(one), len(one))] == [*one, *one]
    assert [found[1:], found[::-1]] == [one[1:], one[::-1]]
    at = [place % len(one) for place in chosen]
    assert found.take(np.array(at, np.intp)) == [one[place] for place in at]
    together = found.joined(kept(other))
    assert together == [*one, *other]
    assert together.joined(kept(one)).take(np.arange(len(together))) == [*one, *other]
    with pytest.raises(IndexError):
        found[len(one)]


@given(rows, st.data())
def test_texts_are_found_counted_and_emptied(some: list[One], data: st.DataObject) -> None:
    twice = [*some, *some]
    texts = kept(some).joined(kept(some)).texts("text")  # each text stands twice among the labels
    wanted = data.draw(st.sampled_from(("", "a", "none")))
    assert texts.are(wanted, "a").tolist() == [one.text in {wanted, "a"} for one in twice]
    assert texts.used() == {one.text for one in some}
    assert texts.numbers(len).tolist() == [len(one.text) for one in twice]
    where = np.array(data.draw(st.lists(st.booleans(), min_size=len(twice), max_size=len(twice))))
    emptied = texts.emptied(where)
    assert emptied.part(0, len(twice)) == [
        "" if gone else one.text for one, gone in zip(twice, where, strict=True)
    ]
    assert texts.part(0, len(twice)) == [one.text for one in twice]


def test_rows_may_be_fields_of_others_and_yes_and_no_stay_so() -> None:
    inner = kept([One(1, "a", "b"), One(2, "", "c")])
    outer = Packed(lambda *given: given, {"one": inner, "late": Numbers(np.array([True, False]))})
    assert [*outer] == [(One(1, "a", "b"), True), (One(2, "", "c"), False)]
    assert outer[1] == (One(2, "", "c"), False)
    assert outer[1][1] is False
    assert outer.take(np.array([1, 0]))[0][0].number == 2
    assert len(outer.joined(outer)) == 4


def test_few_are_kept_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    some = [One(1, "a", "b"), One(2, "a", "c")]
    assert kept(some).kept() == tuple(some)
    monkeypatch.setattr(packing, "MANY", 2)
    assert isinstance(kept(some).kept(), Packed)
    assert packed(One, NAMES, []).kept() == ()
    assert len(packed(One, NAMES, [])) == 0


def test_many_take_a_third_of_the_memory() -> None:
    found = packed(One, NAMES, (One(place, f"2026-11-{place % 30}", f"h{place}") for place in range(5_000)))
    numbers = found.numbers("number")
    texts = [found.texts(name) for name in ("text", "other")]
    size = numbers.nbytes + sum(one.codes.nbytes + one.labels.nbytes for one in texts)
    assert numbers.dtype == np.int32
    assert size < 5_000 * 32
    assert Texts.of(["a"] * 9).labels.nbytes < 40
