"""The language of everything people read: English message ids, gettext catalogues in `resources/locale`."""

import gettext
import locale
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from funneldesk.resources import resource_path

LANGUAGES = ("ja", "en")
_chosen = "en"
#: A language for the time of one export, whatever the window speaks; each thread has its own.
_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation("funneldesk", str(resource_path("locale")), [language])


def set_language(language: str) -> None:
    """Make `language` ("ja" or "en") the language of the program; others raise ValueError."""
    global _chosen  # noqa: PLW0603 - the program speaks one language at a time
    if language not in LANGUAGES:
        raise ValueError(language)
    _chosen = language


def language() -> str:
    """Return the code of the language in use."""
    return _spoken.get() or _chosen


def is_speaking() -> bool:
    """Whether a language of its own is spoken at this moment (`speaking`): for everybody, not for this window."""
    return _spoken.get() is not None


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Use `language` inside the block, in this thread only: a Japanese book exports in Japanese."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def system_language() -> str:
    """Return the system's language if it is one of ours, else "ja" (DESIGN 7)."""
    name = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    if not name and sys.platform == "win32":
        # Elsewhere Python makes en_US of a bare C.UTF-8, which is nobody's language.
        name = locale.getlocale()[0] or ""
    return "en" if name.lower().startswith(("en", "english")) else "ja"


def _(message: str) -> str:
    """Return `message` in the language in use."""
    return _catalogue(language()).gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the form that fits `count`, in the language in use."""
    return _catalogue(language()).ngettext(singular, plural, count)


def N_(message: str) -> str:  # noqa: N802 - the customary name of a marker for extraction
    """Mark `message` for extraction; translate it later with `_`."""
    return message
