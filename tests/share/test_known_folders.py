"""Which share was seen in which folder: remembered by folder, and nothing but an id is believed."""

import unicodedata
from pathlib import Path

import pytest

from funneldesk.errors import UserError
from funneldesk.share.known_folders import is_share_id, known_share, remember_share


def test_each_folder_has_its_own_share_the_last_one_seen(tmp_path: Path) -> None:
    home, one, other = tmp_path / "home", tmp_path / "Z" / "営業", tmp_path / "Z" / "企画"
    assert known_share(home, one) is None
    remember_share(home, one, "a" * 16)
    remember_share(home, other, "b" * 16)
    assert (known_share(home, one), known_share(home, other)) == ("a" * 16, "b" * 16)
    remember_share(home, one, "c" * 16)
    assert (known_share(home, one), known_share(home, other)) == ("c" * 16, "b" * 16)
    assert len(list(home.iterdir())) == 2, "no part is left behind"


def test_one_folder_however_its_name_was_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    composed, decomposed = (tmp_path / unicodedata.normalize(form, "ガ行プ") for form in ("NFC", "NFD"))
    remember_share(tmp_path / "home", decomposed, "a" * 16)
    assert known_share(tmp_path / "home", composed) == "a" * 16
    monkeypatch.chdir(tmp_path)
    assert known_share(tmp_path / "home", Path(composed.name)) == "a" * 16


@pytest.mark.parametrize("said", [b"", b"../../etc", b"a/b", b"a" * 65, b"\xff\xfe", "店".encode()])
def test_a_damaged_note_is_none(tmp_path: Path, said: bytes) -> None:
    remember_share(tmp_path / "home", tmp_path, "a" * 16)
    [note] = (tmp_path / "home").iterdir()
    note.write_bytes(said)
    assert known_share(tmp_path / "home", tmp_path) is None


def test_what_may_be_the_name_of_a_folder() -> None:
    assert is_share_id("0123abcd-ABCD")
    assert not [
        text for text in ("", ".", "..", "a b", "a/b", "a\\b", "a:b", "a\n", "x" * 65) if is_share_id(text)
    ]


def test_a_disk_that_refuses_is_said(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where the folder would be")
    with pytest.raises(UserError) as caught:
        remember_share(tmp_path / "home", tmp_path, "a" * 16)
    assert caught.value.next_step
