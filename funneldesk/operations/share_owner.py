"""Who publishes: one store at one place of one computer. A copy of it is somebody else, a store that moved is not."""

import json
import os
import platform
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from funneldesk.errors import UserError
from funneldesk.operations.places import team_folder
from funneldesk.share.device import device_id
from funneldesk.store.opening import open_for_reading

if TYPE_CHECKING:
    from funneldesk.store.store import Store

_SETTING = "owner"


@dataclass(frozen=True, slots=True)
class Owner:
    """Who publishes: its id, the computer, and where the store lies there."""

    id: str
    device: str
    path: str


def owner_of(store: "Store", home: Path | None = None) -> Owner:
    """Return who this store is to others, a new owner where it has not published from here before.

    Nothing is written: `remember_owner` does. `home`: where this computer keeps what it knows of shares.
    """
    device, path = device_id(home or team_folder()), _place(store.path)
    known = _known(store)
    if known and known.device == device and (known.path == path or not _is_copied(store, Path(known.path))):
        return Owner(known.id, device, path)
    return Owner(secrets.token_hex(8), device, path)


def remember_owner(store: "Store", owner: Owner) -> None:
    """Write who this store is to others, inside a transaction."""
    store.set_setting(_SETTING, json.dumps(asdict(owner), ensure_ascii=False))


def owner_name() -> str:
    """Return this computer's name, for others to know who publishes."""
    return platform.node() or "FunnelDesk"


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
