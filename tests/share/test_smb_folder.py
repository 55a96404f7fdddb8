"""The shared folder on a real file server, every file of it held open by readers all the time (DESIGN 9)."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from funneldesk.domain.team.answers import Answer
from funneldesk.errors import UserError
from funneldesk.share.names import PUBLICATIONS
from funneldesk.share.publishing import KEPT, put_publication, sweep
from funneldesk.share.reading import Known, fetch, publications
from funneldesk.share.responses import answers_on, put_answer
from funneldesk.share.share_place import find_share, make_share
from tests.share.test_publishing import data_of, manifest_of

smb_folder = pytest.importorskip("tests.share.smb_folder")
pytestmark = pytest.mark.skipif(not smb_folder.has_server(), reason="there is no file server (samba) here")

TIMES = 6


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Return the port of a running server."""
    with smb_folder.file_server(tmp_path_factory.mktemp("server")) as found:
        yield found


@pytest.fixture
def owner(port: int) -> Iterator["smb_folder.SmbFolder"]:
    """Return the owner's connection to an empty folder."""
    drive = smb_folder.SmbFolder(port)
    drive.empty()
    yield drive
    drive.close()


@pytest.fixture
def member(port: int) -> Iterator["smb_folder.SmbFolder"]:
    """Return the connection of another computer."""
    drive = smb_folder.SmbFolder(port)
    yield drive
    drive.close()


@pytest.mark.parametrize("access", ["rd", "r"])
def test_readers_that_hold_every_file_keep_nobody_from_publishing(
    owner: "smb_folder.SmbFolder", member: "smb_folder.SmbFolder", access: str
) -> None:
    share = make_share(owner)
    there = find_share(member)
    assert there is not None
    known: Known = {}
    with ExitStack() as held:
        for seq in range(1, TIMES + 1):
            put_publication(share, manifest_of(share, seq), data_of(seq), b"book", None)
            seen = publications(there, None, known)
            assert seen.newest is not None
            assert (seen.newest.seq, fetch(there, seen.newest, None)) == (seq, data_of(seq))
            for file in (file.name for file in seen.newest.files.values()):
                held.enter_context(member.held(f"{PUBLICATIONS}/{file}", access))
            held.enter_context(member.held(f"{PUBLICATIONS}/{file.rpartition('.')[0]}.json", access))
            left = sweep(share, seen.newest)
            assert (left > 0) == (access == "r" and seq > KEPT), "who does not share deletion keeps the file"
    newest = publications(share, None, {}).newest
    assert newest is not None
    assert sweep(share, newest) == 0
    assert len(owner.list(PUBLICATIONS)) == KEPT * 3


def test_answers_lie_there_once_however_often_they_are_sent(
    owner: "smb_folder.SmbFolder", member: "smb_folder.SmbFolder"
) -> None:
    share = make_share(owner)
    there = find_share(member)
    assert there is not None
    for number in (2, 1, 2):
        put_answer(there, Answer("a" * 16, number, "佐藤", "f" * 16, "accept", "", "", 740_000, 1, 1), None)
    found = answers_on(share, lambda _device, _name: False, None)
    assert [answer.number for _name, answer in found.answers] == [1, 2]
    assert found.problems == ()


def test_what_somebody_removed_is_said_in_words(owner: "smb_folder.SmbFolder") -> None:
    share = make_share(owner)
    manifest = put_publication(share, manifest_of(share, 1), data_of(1), None, None)
    owner.empty()
    assert publications(share, None, {}).newest is None
    with pytest.raises(UserError) as error:
        fetch(share, manifest, None)
    assert error.value.code == "arriving"
