"""Texts with slots: `$name`, or `${name}` where letters follow; `$$` is a dollar sign. Nothing in them ever runs."""

from collections.abc import Mapping
from string import Template


class _Slots(Template):
    """Names in braces may be Japanese: 「${会社名}様」. Without braces nobody could say where such a name ends."""

    braceidpattern = r"[^\W\d]\w*"


def slots(text: str) -> tuple[str, ...]:
    """Return the names of the slots, each once, in the order of the text."""
    return tuple(_Slots(text).get_identifiers())


def filled(text: str, values: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Return the text with the slots that have a value filled, and the names of those that stay as they are."""
    known = {name: value for name, value in values.items() if value}
    return _Slots(text).safe_substitute(known), tuple(name for name in slots(text) if name not in known)
