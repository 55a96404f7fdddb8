"""What one step of editing a book is called, for undo and redo: "threshold 60 → 55"."""

from typing import TYPE_CHECKING

from funneldesk.domain.book.book_diff import Difference, differences
from funneldesk.domain.words import heading, part_label
from funneldesk.i18n import _, ngettext

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book

#: Longer values are told by the name of what changed alone.
_LONGEST = 24
#: Parts that are one thing with one number everybody means.
_ONE_NUMBER = ("threshold",)


def step_words(before: "Book", after: "Book") -> str:
    """Return what led from one book to the next, in a few words; "" where nothing did."""
    found = differences(before, after)
    # That a line is somebody's own now follows from any edit of it.
    origin = heading(_("origin"))
    found = tuple(one for one in found if one.where.rpartition(" / ")[2] != origin) or found
    if not found:
        return ""
    first, others = _words(found[0]), len(found) - 1
    if not others:
        return first
    more = ngettext("%(first)s and %(count)s more", "%(first)s and %(count)s more", others)
    return more % {"first": first, "count": others}


def _words(found: Difference) -> str:
    name = _name(found)
    if found.before and found.after and found.where.startswith(f"{found.before} / "):
        # A line that got another name is called by its part: the names stand there anyway.
        name = part_label(found.part)
    if found.before is None:
        return _("%(what)s added") % {"what": name}
    if found.after is None:
        return _("%(what)s removed") % {"what": name}
    if max(len(found.before), len(found.after)) > _LONGEST:
        return name
    return f"{name} {found.before or '–'} → {found.after or '–'}"


def _name(found: Difference) -> str:
    part = part_label(found.part)
    number = (found.before or "").replace(".", "").isdecimal()
    if not found.where or (found.part in _ONE_NUMBER and number):
        return part
    return (
        found.where
        if " / " in found.where or None in (found.before, found.after)
        else f"{part} / {found.where}"
    )
