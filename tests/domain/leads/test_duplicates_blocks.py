"""Who is compared with whom: nobody with all others, and nobody with none of those he shares a block with."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.leads import duplicates_blocks
from funneldesk.domain.leads.duplicates import Person, keyed
from funneldesk.domain.leads.duplicates_blocks import (
    BLOCK,
    BLOCK_KEYS,
    NEAR,
    block_keys,
    pairs_in_blocks,
)

KEYS = st.lists(st.tuples(*[st.sampled_from([0, 0, 1, 2, 3])] * 6), max_size=30)


def pairs(rows: list[tuple[int, ...]]) -> list[list[int]]:
    return pairs_in_blocks(np.array(rows, np.int64).reshape(len(rows), -1)).pairs.tolist()


@given(KEYS)
def test_pairs_are_those_that_share_a_block(rows: list[tuple[int, ...]]) -> None:
    keys = np.array(rows, np.int64).reshape(len(rows), 6)
    expected = {
        (a, b)
        for b in range(len(rows))
        for a in range(b)
        if any(rows[a][kind] == rows[b][kind] != 0 for kind in (0, 3))
    }
    found = pairs_in_blocks(keys)
    assert set(map(tuple, found.pairs.tolist())) == expected
    assert len(found.pairs) == len(expected)
    assert not found.near_only.any()


def test_a_crowded_block_gives_way_to_its_finer_ones() -> None:
    crowd = BLOCK + 20
    assert pairs([(7, 1 + row // 2, 0) for row in range(crowd)]) == [[r, r + 1] for r in range(0, crowd, 2)]


def test_in_a_block_too_large_everybody_is_compared_with_the_nearest() -> None:
    crowd = BLOCK + 20
    keys = np.array([(7, 7, -row) for row in range(crowd)] + [(8, 8, 0)] * 2, np.int64)
    found = pairs_in_blocks(keys)
    expected = [[a, b] for a in range(crowd) for b in range(a + 1, min(a + NEAR + 1, crowd))]
    assert found.pairs.tolist() == [*expected, [crowd, crowd + 1]]
    assert found.near_only.tolist() == [True] * crowd + [False] * 2
    assert found.crowd == crowd
    assert found.example in range(crowd)


def test_too_many_pairs_make_the_largest_blocks_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates_blocks, "MOST_PAIRS", 2)
    monkeypatch.setattr(duplicates_blocks, "NEAR", 1)
    # Two pairs of small blocks, but not all three of the larger one: there only neighbours.
    keys = np.array([[block, block, 0] for block in (1, 1, 2, 2, 3, 3, 3)], np.int64)
    found = pairs_in_blocks(keys)
    assert found.pairs.tolist() == [[0, 1], [2, 3], [4, 5], [5, 6]]
    assert found.near_only.tolist() == [False] * 4 + [True] * 3


def test_no_name_no_block() -> None:
    nameless = block_keys(keyed(Person(1, "", "みなと精機", "info@minato.co.jp", "")))
    assert nameless == (0,) * BLOCK_KEYS
    assert pairs_in_blocks(np.zeros((0, BLOCK_KEYS), np.int64)).pairs.tolist() == []


def test_of_many_namesakes_in_one_company_those_who_sound_alike_still_meet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = [f"佐藤{a}{b}" for a in "一二三四五六七八九十" for b in "郎朗子美"] * 3
    people = [
        keyed(Person(number, name, "みなと精機", "", f"03-1000-{number:04d}"))
        for number, name in enumerate(names)
    ]
    keys = np.array([block_keys(one) for one in people], np.int64)
    found = pairs_in_blocks(keys)
    together = set(map(tuple, found.pairs.tolist()))
    # However many wait to be put among the others, each pair is there once.
    monkeypatch.setattr(duplicates_blocks, "_WAITING", 9)
    assert pairs_in_blocks(keys).pairs.tolist() == found.pairs.tolist() == sorted(map(list, together))
    same = {(a, b) for b in range(len(names)) for a in range(b) if names[a] == names[b]}
    assert same <= together
    assert len(together) < len(names) * NEAR * 3
