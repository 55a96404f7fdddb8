"""How versions of the book are called: a later one is never shown as in force."""

from typing import TYPE_CHECKING

from funneldesk.domain.book.numbering import numbered
from funneldesk.domain.formats import day
from funneldesk.i18n import _

if TYPE_CHECKING:
    from funneldesk.domain.book.book import BookVersion
    from funneldesk.operations.book_view import BookView


def called(version: "BookVersion") -> str:
    """Return a version by its number, and that it is a pilot."""
    if version.is_pilot:
        return _("v%(number)s (pilot)") % {"number": version.number}
    return numbered(version.number)


def version_name(version: "BookVersion", today: int) -> str:
    """Return a version by its number, with the day it begins where that is still to come."""
    name = called(version)
    if version.number and version.from_day > today:
        return _("%(version)s (from %(day)s)") % {"version": name, "day": day(version.from_day)}
    return name


def version_state(version: "BookVersion", view: "BookView") -> str:
    """Return whether a version is in force or tried, from when it will be, or what became of a pilot."""
    if version.number == view.in_force.number:
        return _("in force")
    if version.adopted_as is not None:
        return _("became v%(number)s") % {"number": version.adopted_as}
    if version.until_day is not None:
        return _("until %(day)s") % {"day": day(version.until_day)}
    if version.is_pilot and version.runs_on(view.today):
        return _("pilot")
    return _("from %(day)s") % {"day": day(version.from_day)} if version.from_day > view.today else ""


def later_words(view: "BookView") -> str:
    """Return from when the next agreed version is in force, "" where none is agreed."""
    later = [v for v in view.versions if v.from_day > view.today and not v.is_pilot]
    if not later:
        return ""
    first = min(later, key=lambda version: (version.from_day, -version.number))
    words = _("v%(number)s is agreed and will be in force from %(day)s.")
    return words % {"number": first.number, "day": day(first.from_day)}
