"""Files with a passphrase: AES-256-GCM (NIST SP 800-38D), the key by scrypt (RFC 7914)."""

import secrets
from typing import NewType

from funneldesk.errors import UserError
from funneldesk.i18n import _

#: 32 bytes made of a passphrase and the salt of its share.
Key = NewType("Key", bytes)
_MAGIC = b"FDENC\x01"
_NONCE = 12
#: N, r, p: 32 MiB and about a tenth of a second for each guess.
_COST = (2**15, 8, 1)


def key_from(passphrase: str, salt: bytes) -> Key:
    """Return the key of a passphrase; the same however its Japanese letters were typed."""
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    n, r, p = _COST
    return Key(Scrypt(salt=salt, length=32, n=n, r=r, p=p).derive(typed_text(passphrase).encode("utf-8")))


def typed_text(passphrase: str) -> str:
    """Return what of a passphrase counts."""
    import unicodedata

    return unicodedata.normalize("NFKC", passphrase).strip()


def seal(data: bytes, key: Key, name: str) -> bytes:
    """Return a file nobody reads without the key; it opens under this name only."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE)
    return _MAGIC + nonce + AESGCM(key).encrypt(nonce, data, name.encode("utf-8"))


def is_sealed(data: bytes) -> bool:
    """Whether a file was sealed."""
    return data.startswith(_MAGIC)


def unseal(data: bytes, key: Key, name: str) -> bytes:
    """Return what was sealed under this name; UserError for another key, another name, or damage."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    # What was never sealed does not open either.
    start = len(_MAGIC) if is_sealed(data) else len(data)
    try:
        return AESGCM(key).decrypt(data[start : start + _NONCE], data[start + _NONCE :], name.encode("utf-8"))
    except (InvalidTag, ValueError) as error:
        raise UserError(
            "wrong_passphrase",
            _("{file} does not open with this passphrase, or it is damaged.").format(file=name),
            _("Ask whoever publishes for the passphrase and type it again."),
        ) from error
