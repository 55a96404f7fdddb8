"""What a drive raises, in words."""

import errno
import os

import pytest

from funneldesk.errors import UserError
from funneldesk.share.file_system import TooLarge
from funneldesk.share.trouble import explained, in_words, patient, trouble_code
from tests.share.memory_files import MemoryFolder


def _of_windows(number: int) -> OSError:
    error = OSError(errno.EINVAL, "of Windows")
    error.winerror = number  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOENT, ""), "share_gone"),
        (TimeoutError(errno.ETIMEDOUT, ""), "share_slow"),
        (OSError(errno.ENOSPC, ""), "share_full"),
        (OSError(errno.EBUSY, ""), "share_held"),
        (OSError(errno.EROFS, ""), "share_read_only"),
        (OSError(errno.EIO, ""), "share_trouble"),
        (_of_windows(53), "share_gone"),
        (_of_windows(362), "share_gone"),
        (_of_windows(121), "share_slow"),
        (_of_windows(112), "share_full"),
        (_of_windows(32), "share_held"),
        (_of_windows(19), "share_read_only"),
        (_of_windows(123), "share_trouble"),
    ],
)
def test_every_error_is_a_sentence_with_a_next_step(error: OSError, code: str) -> None:
    told = in_words(error, r"\\nas\team")
    assert (trouble_code(error), told.code) == (code, code)
    assert r"\\nas\team" in told.message
    assert told.next_step


def test_a_file_that_is_too_large_is_named() -> None:
    with pytest.raises(UserError, match=r"share\.json") as told, explained(MemoryFolder()):
        raise TooLarge("share.json")
    assert told.value.code == "share_too_large"


@pytest.mark.parametrize("number", [errno.EBUSY, errno.EACCES])
def test_a_file_that_is_held_is_tried_again(number: int) -> None:
    waits = iter([OSError(number, os.strerror(number))] * 3)

    def act() -> str:
        if error := next(waits, None):
            raise error
        return "done"

    assert patient(act) == "done"


@pytest.mark.parametrize("number", [errno.EROFS, errno.ENOSPC, errno.ENOENT, errno.EEXIST])
def test_nobody_waits_for_what_waiting_does_not_help(number: int) -> None:
    tries = []

    def act() -> None:
        tries.append(1)
        raise OSError(number, os.strerror(number))

    with pytest.raises(OSError):
        patient(act)
    assert len(tries) == 1
