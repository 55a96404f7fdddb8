"""The references by which the team's folder names hand-overs: they say nothing of whom they are about."""

import hmac
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from funneldesk.operations.legs import Leg, legs_of_store
from funneldesk.store.suppression import secrets_of

if TYPE_CHECKING:
    from funneldesk.store.store import Store

_LENGTH = 16
_HANDOVER = "handover"


def secret_of(store: "Store") -> bytes:
    """Return the store's own secret: without it no reference can be guessed. All its copies have the same."""
    return secrets_of(store.connection)[0]


def keyed(store: "Store", purpose: str, text: str) -> str:
    """Return the keyed hash of a text for one purpose, 64 hexadecimal digits."""
    return _keyed(secret_of(store), purpose, text)


def _keyed(secret: bytes, purpose: str, text: str) -> str:
    # Not `hmac.new`: for many references that makes an object for each.
    return hmac.digest(secret, f"{purpose}\n{text}".encode(), "sha256").hex()


def handover_ref(store: "Store", leg: Leg) -> str:
    """Return the reference of a hand-over: it outlives corrected lists, as its key does."""
    return keyed(store, _HANDOVER, leg.key)[:_LENGTH]


def handover_refs(store: "Store", legs: Iterable[Leg]) -> dict[int, str]:
    """Return the references of many hand-overs by their oldest records."""
    secret = secret_of(store)
    # Several ask in a row.
    known: dict[str, str] = store.memo.setdefault(f"references {secret.hex()}", {})
    refs = {}
    for leg in legs:
        ref = known.get(leg.key)
        if ref is None:
            ref = known[leg.key] = _keyed(secret, _HANDOVER, leg.key)[:_LENGTH]
        refs[leg.record] = ref
    return refs


def legs_by_ref(store: "Store") -> Mapping[str, Leg]:
    """Return all hand-overs by their references."""
    legs = legs_of_store(store)
    refs = handover_refs(store, legs)
    return {refs[leg.record]: leg for leg in legs}
