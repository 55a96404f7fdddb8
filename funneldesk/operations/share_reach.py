"""How the owner reaches the shared folder: which folder it is, whether it is the one known, and with which key."""

import os
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from funneldesk.operations import share_words as words
from funneldesk.share.folder import RealFolder, as_it_is_there
from funneldesk.share.keys import remembered_key
from funneldesk.share.names import FOLDER
from funneldesk.share.reading import Seen, publications
from funneldesk.share.sealing import Key, key_from
from funneldesk.share.share_place import Share, find_share, make_share
from funneldesk.share.trouble import in_words

if TYPE_CHECKING:
    from funneldesk.share.file_system import FileSystem
    from funneldesk.store.store import Store

#: Entries of `meta`.
FOLDER_SETTING, LEVEL_SETTING = "share_folder", "share_level"
ID_SETTING, SEALED_SETTING = "share_id", "share_sealed"
_LOCKED = ("passphrase_needed", "wrong_passphrase")


@dataclass(frozen=True, slots=True)
class Reach:
    """A shared folder as its owner found it. `is_new`: it was set up just now. `key`: None without a passphrase."""

    folder: Path
    share: Share
    key: Key | None
    seen: Seen
    is_new: bool


def root_of(folder: Path) -> Path:
    """Return the folder in which "FunnelDesk" lies, also where that itself was chosen."""
    whole = folder.expanduser().absolute()
    return whole.parent if whole.name == FOLDER else whole


def folder_of(store: "Store") -> Path | None:
    """Return the folder this store was published into last, None where it never was."""
    text = store.setting(FOLDER_SETTING)
    return Path(text) if text else None


def reach(
    store: "Store",
    folder: Path,
    *,
    passphrase: str | None = None,
    anew: bool = False,
    may_make: bool = True,
    another: bool = False,
    files: "FileSystem | None" = None,
) -> Reach:
    """Return the shared folder of a store, set up where it was never published into it and that `may_make`.

    `passphrase`: what opens it; `another`: what comes next has another one, or none.
    UserError where it cannot be reached, is another than the one known, was emptied, or has a passphrase.
    """
    root = root_of(folder)
    _keep_apart(store, root)
    must_have_letters(passphrase)
    if files is None:
        if may_make:
            _make_folder(store, root)
        files = RealFolder(root)
    share = find_share(files)
    known = store.setting(ID_SETTING)
    if share and known and share.id != known:
        raise words.other_share(files.where)
    is_new = share is None
    if share is None:
        if known and is_same(folder_of(store), root) and not anew:
            raise words.emptied(files.where)
        if not may_make:
            raise words.not_shared(files.where)
        share = make_share(files, known)
        if known and share.id != known:
            raise words.other_share(files.where)
    key = _key(store, share, passphrase, is_new=is_new, another=another)
    seen = publications(share, key, {})
    _must_open(seen)
    other = next((one for one in seen.manifests if one.store_id != store.store_id), None)
    if other:
        raise words.other_store(files.where, other)
    return Reach(root, share, key, seen, is_new)


def _keep_apart(store: "Store", root: Path) -> None:
    here, there = (Path(os.path.realpath(path)) for path in (store.path, root))
    if there in here.parents:
        raise words.holds_store(root, store.path)


def _make_folder(store: "Store", root: Path) -> None:
    """Make the folder of a first publication. Later it must be there: a drive that is gone must not come back empty."""
    try:
        # Under either form of its Japanese name: a second one would be a folder the team does not look into.
        if as_it_is_there(root).exists() or is_same(folder_of(store), root):
            return
        as_it_is_there(root.parent).joinpath(root.name).mkdir()
    except OSError as error:
        raise in_words(error, str(root)) from error


def is_same(known: Path | None, root: Path) -> bool:
    """Whether two paths name one folder."""
    return known is not None and _form(known) == _form(root)


def _form(path: Path) -> str:
    # One folder, however its Japanese name was typed.
    return unicodedata.normalize("NFC", os.path.normcase(path))


def known_key(store: "Store", share: Share, passphrase: str | None) -> Key | None:
    """Return the key of a share, None where it has none or this computer does not keep it."""
    if passphrase:
        return key_of(passphrase, share.salt)
    return remembered_key(share.id) if store.setting(SEALED_SETTING) == "1" else None


def must_have_letters(passphrase: str | None) -> None:
    """Refuse a passphrase that is empty; None: there is none."""
    if passphrase is not None and not passphrase.strip():
        raise words.empty_passphrase()


@cache
def key_of(passphrase: str, salt: bytes) -> Key:
    """Return the key of a passphrase for the share with this salt."""
    # Slow on purpose, and asked again with each look at the share.
    return key_from(passphrase, salt)


def _key(store: "Store", share: Share, passphrase: str | None, *, is_new: bool, another: bool) -> Key | None:
    """Return the key of what lies there; UserError where one is needed that this computer does not keep."""
    # A folder that is set up anew has another salt: the key kept for the former one is not its key.
    key = None if is_new and not passphrase else known_key(store, share, passphrase)
    if key is None and store.setting(SEALED_SETTING) == "1" and not (is_new and another):
        raise words.passphrase_needed()
    return key


def _must_open(seen: Seen) -> None:
    """Whoever cannot read what lies there cannot say who publishes, nor take the passphrase off again."""
    locked = next((one for one in seen.problems if one.code in _LOCKED), None)
    if locked:
        raise locked
