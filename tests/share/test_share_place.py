"""Setting a shared folder up, and what is said where its file is not what it should be."""

import errno
import hashlib
import json

import pytest

from funneldesk.errors import UserError
from funneldesk.share.names import READ_ME, SHARE
from funneldesk.share.share_place import find_share, make_share
from tests.share.memory_files import MemoryFolder


def of_format(number: int, **said: object) -> bytes:
    """Return a file of a format, with the sum that each of them has."""
    plain = {"format": number, **said}
    digest = hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()
    return json.dumps({**plain, "sum": digest}).encode()


def test_it_is_set_up_once() -> None:
    drive = MemoryFolder()
    assert find_share(drive) is None
    made = make_share(drive)
    before = drive.files[SHARE].data
    assert make_share(drive) == made == find_share(drive)
    assert drive.files[SHARE].data == before
    words = drive.files[READ_ME].data.decode("utf-8-sig")
    assert "共有フォルダー" in words
    assert "shared folder" in words


def test_an_emptied_one_gets_the_id_it_had() -> None:
    drive = MemoryFolder()
    made = make_share(drive)
    drive.empty()
    assert find_share(drive) is None
    assert make_share(drive, made.id).id == made.id


def test_every_flipped_bit_is_damage_and_never_a_newer_program_or_another_share() -> None:
    drive = MemoryFolder()
    make_share(drive)
    whole = drive.files[SHARE].data
    for bit in range(8 * len(whole)):
        other = bytearray(whole)
        other[bit // 8] ^= 1 << bit % 8
        drive.put(SHARE, bytes(other))
        with pytest.raises(UserError) as error:
            find_share(drive)
        assert error.value.code == "share_broken"


def test_one_that_was_set_up_without_a_sum_is_read() -> None:
    drive = MemoryFolder()
    made = make_share(drive)
    drive.put(SHARE, json.dumps({"format": 1, "id": made.id, "salt": made.salt.hex()}).encode())
    assert find_share(drive) == made


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (b"", "share_broken"),
        (b"[]", "share_broken"),
        (b"[" * 10_000, "share_broken"),
        (b"\xff", "share_broken"),
        (b'{"format": 1, "id": "../../../etc", "salt": ""}', "share_broken"),
        (b'{"format": true, "id": "0123456789abcdef"}', "share_broken"),
        (b'{"format": 2}', "share_broken"),
        (b'{"format": 2, "sum": "00"}', "share_broken"),
        (b'{"format": 1, "id": "0123456789abcdef", "salt": "%s", "sum": "00"}' % (b"0" * 32), "share_broken"),
        (of_format(2, places=["here"]), "newer_share"),
        (b"x" * 20_000, "share_too_large"),
    ],
)
def test_a_file_that_is_none_is_said_and_left_alone(said: bytes, code: str) -> None:
    drive = MemoryFolder()
    drive.put(SHARE, said)
    with pytest.raises(UserError) as error:
        make_share(drive)
    assert error.value.code == code
    assert error.value.next_step
    assert drive.files[SHARE].data == said


def test_a_drive_that_is_gone_is_no_empty_folder() -> None:
    drive = MemoryFolder()
    drive.trouble = errno.ENOENT
    with pytest.raises(UserError) as error:
        find_share(drive)
    assert error.value.code == "share_gone"
