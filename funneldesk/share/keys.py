"""Keys of shared folders in the system's own store of secrets (Windows, macOS, Secret Service), where there is one."""

from typing import Any

from funneldesk.share.sealing import Key

_SERVICE = "FunnelDesk shared folder"
_LENGTH = 32


def _backend() -> Any:
    """Return the system's store of secrets, None where there is none that keeps them from other people's eyes."""
    import keyring

    found = keyring.get_keyring()
    # Where there are several, keyring gives a chain of them, and the first may be one that only pretends.
    return next((one for one in getattr(found, "backends", [found]) if _keeps_secrets(one)), None)


def _keeps_secrets(backend: Any) -> bool:
    """Whether a store keeps them: others than keyring's own write files, some in plain text."""
    module = type(backend).__module__
    own = module.startswith("keyring.backends.") and "fail" not in module
    return own and backend.priority > 0


def remember_key(share_id: str, key: Key) -> bool:
    """Keep the key of a share on this computer; return whether it is kept."""
    try:
        backend = _backend()
        if backend is None:
            return False
        backend.set_password(_SERVICE, share_id, key.hex())
    except Exception:  # noqa: BLE001 - each system's store fails in its own way; the passphrase is asked for then
        return False
    return remembered_key(share_id) == key


def remembered_key(share_id: str) -> Key | None:
    """Return the key kept for a share, None if there is none."""
    try:
        backend = _backend()
        text = backend.get_password(_SERVICE, share_id) if backend else None
        key = bytes.fromhex(text) if text else b""
    except Exception:  # noqa: BLE001 - as above
        return None
    return Key(key) if len(key) == _LENGTH else None


def forget_key(share_id: str) -> bool:
    """Forget the key kept for a share; whether none is kept any more."""
    try:
        backend = _backend()
        if backend is not None and backend.get_password(_SERVICE, share_id) is not None:
            backend.delete_password(_SERVICE, share_id)
    except Exception:  # noqa: BLE001 - as above
        return False
    return remembered_key(share_id) is None
