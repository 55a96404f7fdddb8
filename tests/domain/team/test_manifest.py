"""Manifests: what was written is read, and a changed or invented one is not believed."""

import hashlib
import hmac
import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.team.manifest import (
    BadManifest,
    Manifest,
    PublishedFile,
    manifest_bytes,
    manifest_from,
)

KEY = bytes(range(32))
MANIFEST = Manifest(
    share_id="a" * 16, store_id="b" * 32, epoch=2, owner="c" * 16, owner_name="佐藤のPC", seq=5,
    published_at="2026-11-28T09:00:00+09:00", as_of=739_100, level="contact", language="ja", program="0.1.0",
    schema=1, files={"sqlite": PublishedFile("x.sqlite", 3, "d" * 64), "workbook": PublishedFile("x.xlsx", 1, "")},
    rows={"leads": 3, "handovers": 0}, acknowledged={"e" * 16: ((1, 3), (5, 5))}, withdrawn=("f" * 16,),
)  # fmt: skip
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.one_of(st.text(), st.sampled_from(["sqlite", "name", "size", "sha256"])), inner, max_size=4
        ),
    ),
    max_leaves=10,
)


def said_in(data: bytes) -> dict[str, object]:
    said: dict[str, object] = json.loads(data)
    return said


SAID = {name: value for name, value in said_in(manifest_bytes(MANIFEST)).items() if name != "sum"}


def forged(changed: dict[str, object], key: bytes | None = None) -> bytes:
    """Return a manifest with other values and a check sum that fits them, as a stranger would make it."""
    said = {name: value for name, value in (SAID | changed).items() if name != "check"}
    # ASCII: halves of letters stand in the file as a stranger's program would write them.
    try:
        plain = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        plain = b""
    check = hmac.new(key, plain, "sha256") if key else hashlib.sha256(plain)
    return json.dumps(said | {"check": check.hexdigest()}).encode()


@pytest.mark.parametrize("key", [None, KEY])
def test_what_is_written_is_read_and_written_the_same(key: bytes | None) -> None:
    data = manifest_bytes(MANIFEST, key)
    assert manifest_from(data, key) == MANIFEST
    assert manifest_bytes(manifest_from(data, key), key) == data
    assert manifest_from(forged({}, key), key) == MANIFEST, "what is forged below differs in one value only"


def test_who_has_no_key_or_another_makes_none_that_is_believed() -> None:
    for written, read in ((None, KEY), (KEY, None), (KEY, bytes(32))):
        with pytest.raises(BadManifest) as error:
            manifest_from(manifest_bytes(MANIFEST, written), read)
        assert error.value.code == "key"
    assert manifest_from(manifest_bytes(MANIFEST, KEY), check=False) == MANIFEST


@pytest.mark.parametrize("key", [None, KEY])
def test_every_flipped_bit_and_every_cut_is_noticed(key: bytes | None) -> None:
    data = manifest_bytes(MANIFEST, key)
    for at in range(len(data)):
        for other in (data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :], data[:at]):
            for tried in (key, None, bytes(32)):
                with pytest.raises(BadManifest) as error:
                    manifest_from(other, tried)
                assert error.value.code != "key", "damage is no other passphrase"


def test_one_without_a_sum_of_before_is_read() -> None:
    for key in (None, KEY):
        said = said_in(manifest_bytes(MANIFEST, key))
        assert said.pop("sum")
        assert manifest_from(json.dumps(said).encode(), key) == MANIFEST
        with pytest.raises(BadManifest) as error:
            manifest_from(json.dumps(said | {"seq": 6}).encode(), key)
        assert error.value.code == "key"


def to_come(changed: dict[str, object]) -> bytes:
    """Return a manifest of a later format: it keeps its number and its sum, and nothing else need be the same."""
    said: dict[str, object] = {"format": 2, "check": "of a key nobody has here", **changed}
    plain = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return json.dumps(said | {"sum": hashlib.sha256(plain).hexdigest()}).encode()


@pytest.mark.parametrize("key", [None, KEY])
def test_one_of_a_program_to_come_is_newer_with_or_without_the_key(key: bytes | None) -> None:
    for changed in ({}, {"format": 17, "who": {"名": ["佐藤"]}}, {"share_id": 3}):
        for check in (True, False):
            with pytest.raises(BadManifest) as error:
                manifest_from(to_come(changed), key, check=check)
            assert error.value.code == "newer"


def code_unchecked(data: bytes) -> str:
    """Return why a file is no manifest though its sum is not looked at, "" where it is one."""
    try:
        manifest_from(data, check=False)
    except BadManifest as error:
        return error.code
    return ""


@given(st.data(), st.sampled_from([None, KEY]))
def test_no_flipped_bit_makes_one_newer(data: st.DataObject, key: bytes | None) -> None:
    whole = manifest_bytes(MANIFEST, key)
    bit = data.draw(st.integers(0, 8 * len(whole) - 1))
    other = bytearray(whole)
    other[bit // 8] ^= 1 << bit % 8
    with pytest.raises(BadManifest) as error:
        manifest_from(bytes(other), key)
    assert error.value.code != "newer"
    # Unchecked it may pass; where it does not, it is not newer either.
    assert code_unchecked(bytes(other)) != "newer"


def test_a_damaged_one_of_a_program_to_come_is_damaged() -> None:
    whole = to_come({"who": "sato"})
    for bit in range(8 * len(whole)):
        other = bytearray(whole)
        other[bit // 8] ^= 1 << bit % 8
        with pytest.raises(BadManifest) as error:
            manifest_from(bytes(other))
        assert error.value.code != "newer"


@given(st.one_of(st.binary(max_size=300), JSON.map(lambda said: json.dumps(said).encode())))
def test_any_bytes_are_refused(data: bytes) -> None:
    for check in (True, False):
        with pytest.raises(BadManifest):
            manifest_from(data, check=check)


@given(st.sampled_from(sorted(SAID)), JSON)
def test_any_value_is_kept_as_it_is_or_refused(name: str, value: object) -> None:
    data = forged({name: value})
    try:
        found = manifest_from(data)
    except BadManifest:
        return
    written = said_in(manifest_bytes(found))
    assert written.pop("sum")
    assert written == said_in(data)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"format": 2}, "check"),
        ({"format": 2, "sum": "0" * 64}, "check"),
        ({"format": 2, "sum": None}, "check"),
        ({"sum": "0" * 64}, "check"),
        ({"sum": None}, "check"),
        ({"format": 0}, "format"),
        ({"format": True}, "format"),
        ({"format": "1"}, "format"),
        ({"more": 1}, "fields"),
        ({"owner_name": "\ud800"}, "json"),
        ({"epoch": 0}, "values"),
        ({"seq": True}, "values"),
        ({"seq": 1.0}, "values"),
        ({"schema": None}, "values"),
        ({"as_of": date.max.toordinal() + 1}, "values"),
        ({"level": "everything"}, "values"),
        ({"level": ["contact"]}, "values"),
        ({"owner": 1}, "values"),
        ({"owner_name": "\x1b[2J\x07"}, "values"),
        ({"owner_name": "佐藤\nエラー：店がありません"}, "values"),
        ({"owner_name": "\u202e藤佐"}, "values"),
        ({"owner_name": "x" * 501}, "values"),
        ({"published_at": "\x00"}, "values"),
        ({"files": []}, "values"),
        ({"files": {}}, "values"),
        ({"files": {"sqlite": None}}, "values"),
        ({"files": {"workbook": {"name": "x", "size": 1, "sha256": ""}}}, "values"),
        ({"files": {"sqlite": {"name": "x", "size": -1, "sha256": ""}}}, "values"),
        ({"files": {"sqlite": {"name": "x", "size": 1}}}, "values"),
        ({"files": {"sqlite": {"name": "x", "size": 1, "sha256": "", "url": "x"}}}, "values"),
        ({"files": {"sqlite": {"name": "x", "size": 1, "sha256": ""}, "program": {}}}, "values"),
        ({"rows": {"leads": -1}}, "values"),
        ({"rows": {"leads": True}}, "values"),
        ({"rows": []}, "values"),
        ({"acknowledged": {"e" * 16: [[3, 1]]}}, "values"),
        ({"acknowledged": {"e" * 16: None}}, "values"),
        ({"acknowledged": []}, "values"),
        ({"withdrawn": {}}, "values"),
        ({"withdrawn": [1]}, "values"),
    ],
)
def test_what_is_none_is_refused_though_its_sum_fits(changed: dict[str, object], code: str) -> None:
    with pytest.raises(BadManifest) as error:
        manifest_from(forged(changed))
    assert error.value.code == code


@pytest.mark.parametrize("name", sorted(SAID))
def test_nothing_may_be_missing(name: str) -> None:
    data = json.dumps({key: value for key, value in SAID.items() if key != name}).encode()
    with pytest.raises(BadManifest):
        manifest_from(data, check=False)


def test_a_deep_file_is_refused() -> None:
    for data in (b"[" * 100_000, b'{"a":' * 50_000, b'{"seq": ' + b"9" * 5_000 + b"}"):
        with pytest.raises(BadManifest):
            manifest_from(data)


def test_readers_take_the_higher_epoch_then_the_owner_then_the_newest() -> None:
    rising = [
        replace(MANIFEST, epoch=1, owner="z", seq=9),
        replace(MANIFEST, epoch=2, owner="a", seq=7),
        replace(MANIFEST, epoch=2, owner="b", seq=1),
        replace(MANIFEST, epoch=2, owner="b", seq=2),
    ]
    assert sorted([rising[2], rising[3], rising[0], rising[1]], key=lambda one: one.order) == rising
