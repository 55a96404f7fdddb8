"""Who signed a version of the book."""

from funneldesk.domain.book.book import BookVersion
from funneldesk.domain.leads.names import person_key


def is_one_person(version: BookVersion) -> bool:
    """Return whether one person signed for several sides, however the name is spaced or ordered."""
    names = {person_key(signature.name) for signature in version.signatures}
    return len(version.signatures) > 1 and len(names) == 1
