"""A member's side of the shared folder: shown is only what is whole, sent is what was saved, ticked what is so."""

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from funneldesk.domain.team.answers import Answer
from funneldesk.errors import UserError
from funneldesk.operations.team import Team, TeamState, open_team
from funneldesk.share.names import PUBLICATIONS, RESPONSES, SHARE, answer_named
from funneldesk.share.publication_file import open_publication
from funneldesk.share.responses import answers_on
from funneldesk.share.sealing import Key, key_from
from funneldesk.share.share_place import Share
from tests.share.faulty_files import KINDS, FaultyFiles
from tests.share.memory_files import MemoryFolder
from tests.share.published import DECIDED, DECIDED_BY, OPEN, publish, share_of

FOLDER = Path("team")
WORDS = "桜 吹雪"
KEYS: dict[str, Key] = {}


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody waits for held files, and no key is kept beyond a test."""
    monkeypatch.setattr("funneldesk.share.trouble.sleep", lambda _seconds: None)
    monkeypatch.setattr("funneldesk.operations.team.remembered_key", KEYS.get)
    monkeypatch.setattr("funneldesk.operations.team.remember_key", KEYS.__setitem__)
    yield
    KEYS.clear()


@pytest.fixture
def drive() -> MemoryFolder:
    return MemoryFolder()


@pytest.fixture
def share(drive: MemoryFolder) -> Share:
    return share_of(drive)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def member(drive: object, home: Path, **options: object) -> Team:
    return open_team(FOLDER, home=home, files=drive, **options)


def say(team: Team, text: str = "来週電話", handover: str = OPEN) -> Answer:
    return team.respond(handover, "comment", who="鈴木", text=text, day=739_100).answer


def codes(state: TeamState) -> list[str]:
    assert all(one.message and one.next_step for one in state.problems)
    return [one.code for one in state.problems]


def ticks(state: TeamState) -> list[str]:
    return [one.state for one in state.answers]


def shown(state: TeamState) -> object:
    """Return what a page would show: the name in the first hand-over."""
    if state.copy is None:
        return None
    with open_publication(state.copy) as publication:
        return publication.rows("handovers", where={"handover": OPEN})[0][2]


def arrived(share: Share, key: Key | None = None) -> list[Answer]:
    return [answer for _, answer in answers_on(share, lambda *_: False, key).answers]


def test_from_saved_to_received(share: Share, drive: MemoryFolder, home: Path):
    publish(share)
    team = member(drive, home)
    assert shown(team.refresh()) == "山田1"
    answer = say(team)
    assert ticks(team.state) == ["saved"]
    assert arrived(share) == []
    assert ticks(team.refresh()) == ["shared"]
    assert arrived(share) == [answer]
    publish(share, 2, acknowledged={answer.device: ((1, 1),)})
    state = team.refresh()
    assert (ticks(state), shown(state), codes(state)) == (["received"], "山田2", [])
    assert arrived(share) == [answer]  # an owner from an older backup may need it again


def test_answers_say_what_their_author_had_seen(share: Share, drive: MemoryFolder, home: Path):
    publish(share, 3, epoch=2)
    team = member(drive, home)
    team.refresh()
    answer = team.respond(DECIDED, "reject", who=" 鈴木 ", reason="競合", text="a\r\nb", day=739_100).answer
    assert (answer.epoch, answer.seq, answer.after) == (2, 3, (DECIDED_BY,))
    assert (answer.who, answer.text, answer.day) == ("鈴木", "a\nb", 739_100)
    assert team.who == "鈴木"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"action": "reject"}, "no_reason"),
        ({"action": "reject", "reason": "気分"}, "unknown_reason"),
        ({"action": "accept", "reason": "競合"}, "needless_reason"),
        ({"action": "comment", "text": " \n"}, "no_text"),
        ({"action": "accept", "who": " "}, "no_name"),
        ({"action": "accept", "handover": "f" * 16}, "unknown_handover"),
        ({"action": "comment", "text": "長" * 8_001}, "bad_answer"),
        ({"action": "comment", "text": "a\x00b"}, "bad_answer"),
        ({"action": "maybe"}, "bad_answer"),
    ],
)
def test_what_cannot_be_answered_is_said_and_not_kept(
    said: dict[str, str], code: str, share: Share, drive: MemoryFolder, home: Path
):
    publish(share)
    team = member(drive, home)
    team.refresh()
    with pytest.raises(UserError) as caught:
        team.respond(**{"handover": OPEN, "who": "鈴木", "day": 739_100, **said})
    assert caught.value.code == code
    assert caught.value.message
    assert team.state.answers == ()


def test_nobody_answers_before_anything_was_read(share: Share, drive: MemoryFolder, home: Path):
    team = member(drive, home)
    assert codes(team.refresh()) == ["no_publication"]
    with pytest.raises(UserError) as caught:
        say(team)
    assert caught.value.code == "no_publication_here"


def test_a_folder_without_a_share_is_said(drive: MemoryFolder, home: Path):
    with pytest.raises(UserError) as caught:
        member(drive, home)
    assert caught.value.code == "no_share"


def test_without_the_share_everything_goes_on(share: Share, drive: MemoryFolder, home: Path):
    publish(share)
    member(drive, home).refresh()
    drive.trouble = errno.EHOSTUNREACH
    team = member(drive, home)  # a restart on the train
    say(team)
    state = team.refresh()
    assert (codes(state), state.is_reachable) == (["share_gone"], False)
    assert (shown(state), ticks(state)) == ("山田1", ["saved"])
    drive.trouble = None
    assert ticks(team.refresh()) == ["shared"]


def test_an_emptied_folder_is_said_and_nothing_goes_there(share: Share, drive: MemoryFolder, home: Path):
    publish(share)
    team = member(drive, home)
    team.refresh()
    drive.empty()
    say(team)
    state = team.refresh()
    assert (codes(state), shown(state), ticks(state)) == (["share_emptied"], "山田1", ["saved"])
    assert drive.files == {}


def test_publications_that_are_gone_are_said(share: Share, drive: MemoryFolder, home: Path):
    publish(share)
    team = member(drive, home)
    team.refresh()
    for path in [path for path in drive.files if path.startswith(PUBLICATIONS)]:
        drive.delete(path)
    state = team.refresh()
    assert (codes(state), shown(state)) == (["share_emptied"], "山田1")


def test_another_share_in_its_place_is_said_until_it_is_meant(share: Share, drive: MemoryFolder, home: Path):
    publish(share)
    team = member(drive, home)
    team.refresh()
    other = MemoryFolder()
    publish(share_of(other), 9)
    drive.files, drive.folders = other.files, other.folders
    drive.clock += 1
    drive.put(SHARE, drive.files[SHARE].data)
    say(team)
    for again in (team, member(drive, home)):
        state = again.refresh()
        assert (codes(state), shown(state), ticks(state)) == (["other_share"], "山田1", ["saved"])
    assert shown(member(drive, home, anew=True).refresh()) == "山田9"


def test_a_share_that_was_rolled_back_shows_nothing_older(share: Share, drive: MemoryFolder, home: Path):
    publish(share, 1)
    before = dict(drive.files)
    publish(share, 2)
    team = member(drive, home)
    team.refresh()
    drive.files = before
    answer = say(team)
    state = team.refresh()
    assert (codes(state), shown(state)) == (["share_rolled_back"], "山田2")
    assert arrived(share) == [answer]


def test_publications_of_other_data_are_not_followed(share: Share, drive: MemoryFolder, home: Path):
    publish(share, 1)
    team = member(drive, home)
    team.refresh()
    publish(share, 5, store_id="another")
    state = team.refresh()
    assert (codes(state), shown(state)) == (["other_store"], "山田1")


@pytest.mark.parametrize("changes", [{"as_of": 5}, {"rows": {"handovers": 3}}, {"level": "masked"}])
def test_what_is_not_as_its_manifest_says_is_not_shown(
    changes: dict[str, object], share: Share, drive: MemoryFolder, home: Path
):
    publish(share, 1)
    team = member(drive, home)
    team.refresh()
    publish(share, 2)
    publish(share, 3, **changes)
    state = team.refresh()
    assert len(codes(state)) == 1
    assert ".part" not in state.problems[0].message, "people know the published file only"
    assert shown(state) == "山田2"  # the newest that is whole


def test_a_damaged_copy_is_fetched_again(share: Share, drive: MemoryFolder, home: Path):
    publish(share)
    state = member(drive, home).refresh()
    assert state.copy is not None
    state.copy.write_bytes(state.copy.read_bytes()[:-1] + b"x")
    team = member(drive, home)
    assert team.state.copy is None
    assert shown(team.refresh()) == "山田1"


def test_only_one_copy_is_kept(share: Share, drive: MemoryFolder, home: Path):
    team = member(drive, home)
    for seq in (1, 2, 3):
        publish(share, seq)
        state = team.refresh()
    assert list(home.rglob("*.sqlite")) == [state.copy]
    assert list(home.rglob("*.part")) == []


def test_an_idle_look_reads_only_directories(share: Share, drive: MemoryFolder, home: Path):
    publish(share)
    team = member(drive, home)
    team.refresh()
    say(team)
    team.refresh()
    drive.calls.clear()
    team.refresh()
    assert {call for call, _ in drive.calls} == {"list"}


def test_an_answer_that_is_gone_from_the_share_is_sent_again(share: Share, drive: MemoryFolder, home: Path):
    publish(share)
    team = member(drive, home)
    team.refresh()
    answer = say(team)
    team.refresh()
    [path] = [path for path in drive.files if path.startswith(RESPONSES)]
    drive.delete(path)
    assert ticks(team.refresh()) == ["shared"]
    assert arrived(share) == [answer]
    drive.files[path].data = b"half"
    assert ticks(member(drive, home).refresh()) == ["shared"]  # read once after each start
    assert arrived(share) == [answer]


def test_who_is_erased_leaves_outbox_copies_and_share(share: Share, drive: MemoryFolder, home: Path):
    publish(share)
    team = member(drive, home)
    team.refresh()
    say(team, "退職なさるそうです")
    other = say(team, handover=DECIDED)
    team.refresh()
    say(team, "退職は来月")
    publish(share, 2, withdrawn=(OPEN,))
    state = team.refresh()
    assert [one.answer for one in state.answers] == [other]
    assert arrived(share) == [other]
    everything = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert "退職".encode() not in everything
    assert "来週電話".encode() in everything


def test_with_a_passphrase(share: Share, drive: MemoryFolder, home: Path):
    key = key_from(WORDS, share.salt)
    publish(share, key=key)
    state = member(drive, home).refresh()
    assert (codes(state), shown(state)) == (["passphrase_needed"], None)
    assert codes(member(drive, home, passphrase=WORDS + "?").refresh()) == ["wrong_passphrase"]
    team = member(drive, home, passphrase=WORDS)
    assert shown(team.refresh()) == "山田1"
    assert key in KEYS.values()
    answer = say(member(drive, home))
    assert ticks(member(drive, home).refresh()) == ["shared"]
    assert arrived(share, key) == [answer]
    assert not any("来週".encode() in file.data for file in drive.files.values())


def test_nobody_without_the_passphrase_gets_answers_by_publishing(
    share: Share, drive: MemoryFolder, home: Path
):
    key = key_from(WORDS, share.salt)
    publish(share, key=key)
    team = member(drive, home, passphrase=WORDS)
    team.refresh()
    publish(share, 7)
    say(team)
    state = team.refresh()
    assert (codes(state), shown(state), ticks(state)) == (["not_sealed"], "山田1", ["shared"])
    assert not any("来週".encode() in file.data for file in drive.files.values())


def test_a_new_passphrase_seals_what_was_not_yet_received(share: Share, drive: MemoryFolder, home: Path):
    publish(share)
    team = member(drive, home, passphrase=WORDS)
    team.refresh()
    answer = say(team)
    team.refresh()
    key = key_from(WORDS, share.salt)
    publish(share, 2, key=key)
    assert ticks(team.refresh()) == ["shared"]
    assert arrived(share, key) == [answer]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("forever", [False, True])
@pytest.mark.parametrize("error", KINDS)
def test_whatever_fails_no_answer_is_lost_or_doubled(error: int, forever: bool, after: bool, tmp_path: Path):
    """Every call of a whole refresh fails once, or from then on, with each kind of error."""
    at = 0
    while True:
        at += 1
        drive, home = MemoryFolder(), tmp_path / f"{at}"
        share = share_of(drive)
        publish(share)
        team = member(drive, home)
        team.refresh()
        said = [say(team, "一つ"), say(team, "二つ")]
        publish(share, 2, acknowledged={said[0].device: ((7, 9),)})
        faulty = FaultyFiles(drive, at, error, forever=forever, after=after)
        hurt = member(faulty, home)
        state = hurt.refresh()
        there = {one.number: one for one in arrived(share)}
        assert all(one.state == "saved" or there[one.answer.number] == one.answer for one in state.answers)
        assert [one.answer for one in state.answers] == said
        assert shown(state) in {"山田1", "山田2"}
        if not faulty.failed:
            break
        assert forever is False or state.problems
        last = member(drive, home).refresh()
        assert (ticks(last), shown(last), codes(last)) == (["shared", "shared"], "山田2", [])
        assert sorted(arrived(share), key=lambda one: one.number) == said
        names = [path for path in drive.files if path.startswith(RESPONSES) and not path.endswith(".tmp")]
        assert len([name for name in names if answer_named(name.rpartition("/")[2])]) == 2
    assert at > 10


def test_a_full_disk_of_this_computer_is_raised_and_nothing_is_lost(
    share: Share, drive: MemoryFolder, home: Path, monkeypatch: pytest.MonkeyPatch
):
    publish(share)
    team = member(drive, home)
    team.refresh()
    answer = say(team)
    publish(share, 2)

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("funneldesk.share.copies.os.fsync", full)
        with pytest.raises(UserError) as caught:
            team.refresh()
    assert caught.value.code == "disk_full"
    assert (shown(team.state), [one.answer for one in team.state.answers]) == ("山田1", [answer])
    assert list(home.rglob("*.part")) == []
    assert (shown(team.refresh()), ticks(team.state)) == ("山田2", ["shared"])


def test_the_folder_itself_may_be_chosen(tmp_path: Path, home: Path):
    from funneldesk.share.folder import RealFolder

    (tmp_path / "team").mkdir()
    publish(share_of(RealFolder(tmp_path / "team")))
    for chosen in (tmp_path / "team", tmp_path / "team" / "FunnelDesk"):
        assert shown(open_team(chosen, home=home).refresh()) == "山田1"
