"""Who publishes: one store at one place of one computer. A copy of it is somebody else, a store that moved is not."""

import json
import os
import platform
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.places import team_folder
from funneldesk.share.device import device_id
from funneldesk.store.opening import open_for_reading

if TYPE_CHECKING:
    from funneldesk.store.store import Store

_SETTING = "owner"
#: The name colleagues read; the computer's where there is none.
NAME_SETTING = "publisher"
#: Longer names do not fit into the sentences they stand in.
MOST_LETTERS = 80


@dataclass(frozen=True, slots=True)
class Owner:
    """Who publishes: its id, the computer, and where the store lies there."""

    id: str
    device: str
    path: str


def owner_of(store: "Store", home: Path | None = None) -> Owner:
    """Return who this store is to others, a new owner where it has not published from here before.

    Nothing is written into the store: `remember_owner` does. `home`: where this computer keeps what it knows of shares.
    """
    device, path = device_id(home or team_folder()), _place(store.path)
    known = _known(store)
    if known and known.device == device and (known.path == path or not _is_copied(store, Path(known.path))):
        return Owner(known.id, device, path)
    return Owner(secrets.token_hex(8), device, path)


def remember_owner(store: "Store", owner: Owner) -> None:
    """Write who this store is to others, inside a transaction."""
    store.set_setting(_SETTING, json.dumps(asdict(owner), ensure_ascii=False))


def owner_name(store: "Store") -> str:
    """Return who publishes, as others read it: the name that was chosen, else this computer's."""
    return store.setting(NAME_SETTING) or computer_name()


def computer_name() -> str:
    """Return what this computer is called in its network."""
    return platform.node() or "FunnelDesk"


def publisher_name(typed: str) -> str:
    """Return a name as it is kept, "" for the computer's; UserError where it could not stand within a sentence."""
    name = " ".join(typed.split())
    if len(name) > MOST_LETTERS:
        raise UserError(
            "name_too_long",
            _("The name that colleagues see has {count} letters; at most {most} fit.").format(
                count=len(name), most=MOST_LETTERS
            ),
            _("Shorten it, for example to your family name and your department."),
        )
    # What steers a terminal or turns the direction of writing would change the sentences around it.
    if not name.isprintable():
        raise UserError(
            "name_unprintable",
            _("The name that colleagues see holds a sign that cannot be seen."),
            _("Type the name again instead of pasting it."),
        )
    return name


def _known(store: "Store") -> Owner | None:
    text = store.setting(_SETTING)
    return Owner(**json.loads(text)) if text else None


def _place(path: Path) -> str:
    return os.path.normcase(os.path.realpath(path))


def _is_copied(store: "Store", before: Path) -> bool:
    """Whether the same store still lies where it was: then this one is a copy."""
    if not before.is_file():
        return False
    try:
        with open_for_reading(before) as other:
            return other.store_id == store.store_id
    except UserError:
        return True  # what cannot be looked at may well be it
