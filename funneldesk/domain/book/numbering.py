"""How versions of the book are called by their numbers, the same wherever one is named."""

from funneldesk.i18n import _


def numbered(number: int) -> str:
    """Return a version by its number: 「第2版」, and 「第0版（例）」 of the one nobody agreed on yet."""
    return _("v%(number)s") % {"number": number} if number else _("v0 (example)")
