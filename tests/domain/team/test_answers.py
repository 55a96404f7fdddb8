"""The file of an answer: the same bytes each time, and nothing else passes for one."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.team.answers import ACTIONS, Answer, BadAnswer, answer_bytes, answer_from

ANSWER = Answer(
    "a" * 16, 7, "営業 佐藤", "b" * 16, "reject", "競合", "一行目\n二行目", 739_100, 1, 3, (f"{'c' * 16}:2",)
)
SAID = json.loads(answer_bytes(ANSWER))
#: What people may write: anything but control characters and halves of letters.
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
LETTERS = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters=TURNING)
LINE = st.text(LETTERS, max_size=200)
WORDS = st.text(st.one_of(st.sampled_from("\t\n"), LETTERS), max_size=200)
IDS = st.text("0123456789abcdef", min_size=16, max_size=16)
COUNTS = st.integers(1, 10**12 - 1)
DAYS = st.integers(1, date.max.toordinal())
REFS = st.one_of(st.builds("{}:{}".format, IDS, COUNTS), st.builds("own:{}".format, IDS))
ANSWERS = st.builds(
    Answer, IDS, COUNTS, LINE, IDS, st.sampled_from(ACTIONS), LINE, WORDS, DAYS, COUNTS, COUNTS,
    st.lists(REFS, max_size=5).map(tuple),
)  # fmt: skip
JSON = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.sampled_from(list(SAID.values()))
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(st.text(), st.sampled_from(list(SAID))), inner, max_size=4),
    ),
    max_leaves=12,
)


def file_of(said: object) -> bytes:
    return json.dumps(said, ensure_ascii=True).encode()


@given(ANSWERS)
def test_what_is_written_is_read_and_written_the_same(answer: Answer) -> None:
    data = answer_bytes(answer)
    assert answer_from(data) == answer
    assert answer_bytes(answer_from(data)) == data


def test_any_other_word_makes_another_file() -> None:
    assert answer_bytes(replace(ANSWER, text="一行目")) != answer_bytes(ANSWER)
    assert ANSWER.ref == f"{'a' * 16}:7"
    assert [replace(ANSWER, action=one).decides for one in ACTIONS] == [True, True, False, False]


@given(st.one_of(st.binary(max_size=300), JSON.map(file_of)))
def test_any_bytes_are_an_answer_or_refused(data: bytes) -> None:
    with pytest.raises(BadAnswer):
        answer_from(data)


@given(st.sampled_from(sorted(SAID)), JSON)
def test_any_value_is_kept_as_it_is_or_refused(name: str, value: object) -> None:
    """One field of a good answer holds something else: what is read says the same, or nothing is."""
    data = file_of(SAID | {name: value})
    try:
        found = answer_from(data)
    except BadAnswer:
        return
    again = json.loads(answer_bytes(found))
    assert again == SAID | {name: value}
    assert answer_from(answer_bytes(found)) == found


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_a_damaged_byte_never_breaks_the_reader(at: int, flip: int) -> None:
    data = bytearray(answer_bytes(ANSWER))
    data[at % len(data)] ^= flip
    try:
        found = answer_from(bytes(data))
    except BadAnswer:
        return
    # Its name on the share holds the sum of its bytes, so such a one is never taken for the one that was written.
    assert found != ANSWER
    assert answer_from(answer_bytes(found)) == found


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"format": 2}, "newer"),
        ({"format": None}, "format"),
        ({"more": 1}, "fields"),
        ({"number": True}, "types"),
        ({"number": 1.0}, "types"),
        ({"number": "7"}, "types"),
        ({"text": None}, "types"),
        ({"text": ["x"]}, "types"),
        ({"number": 0}, "values"),
        ({"number": -1}, "values"),
        ({"day": 10**12}, "values"),
        ({"day": date.max.toordinal() + 1}, "values"),
        ({"seq": 10**400}, "values"),
        ({"device": "../../../../etc/x"}, "values"),
        ({"device": "A" * 16}, "values"),
        ({"device": "a" * 16 + "\n"}, "values"),
        ({"handover": "a" * 15 + "ａ"}, "values"),
        ({"action": "delete"}, "values"),
        ({"action": ""}, "values"),
        ({"who": "x" * 201}, "values"),
        ({"reason": "x" * 501}, "values"),
        ({"text": "x" * 8_001}, "values"),
        ({"text": "\x00"}, "values"),
        ({"who": "\x1b[2J"}, "values"),
        ({"who": "佐藤\n取り込みました"}, "values"),
        ({"who": "\u202e藤佐"}, "values"),
        ({"reason": "競合\u2028"}, "values"),
        ({"text": "\x9b2J"}, "values"),
        ({"reason": "\ud800"}, "values"),
        ({"after": None}, "values"),
        ({"after": {}}, "values"),
        ({"after": "own:" + "0" * 16}, "values"),
        ({"after": [1]}, "values"),
        ({"after": [["x"]]}, "values"),
        ({"after": ["own:../../x"]}, "values"),
        ({"after": [f"{'a' * 16}:0"]}, "values"),
        ({"after": ["own:" + "0" * 16] * 201}, "values"),
    ],
)
def test_what_is_none_is_refused(changed: dict[str, object], wrong: str) -> None:
    assert answer_from(file_of(SAID)) == ANSWER
    with pytest.raises(BadAnswer, match=wrong):
        answer_from(file_of(SAID | changed))


@pytest.mark.parametrize("name", sorted(SAID))
def test_nothing_may_be_missing(name: str) -> None:
    with pytest.raises(BadAnswer):
        answer_from(file_of({key: value for key, value in SAID.items() if key != name}))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b"\xff\xfe{}",
        b"\xef\xbb\xbf{}",
        b'{"number": ' + b"9" * 5_000 + b"}",
        b"NaN",
    ],
)
def test_what_is_no_json_of_ours_is_refused(data: bytes) -> None:
    with pytest.raises(BadAnswer):
        answer_from(data)
