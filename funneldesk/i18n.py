"""The language of everything people read: English message ids, gettext catalogues in `resources/locale`."""

import gettext
import locale
import os

from funneldesk.resources import resource_path

LANGUAGES = ("ja", "en")
_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def set_language(language: str) -> None:
    """Make `language` ("ja" or "en") the language of `_`; others raise ValueError."""
    global _catalogue, _language  # noqa: PLW0603 - gettext is process-wide by nature
    if language not in LANGUAGES:
        raise ValueError(language)
    folder = str(resource_path("locale"))
    _catalogue = (
        gettext.translation("funneldesk", folder, [language]) if language != "en" else gettext.NullTranslations()
    )
    _language = language


def language() -> str:
    """Return the code of the language in use."""
    return _language


def system_language() -> str:
    """Return the system's language if it is one of ours, else "ja" (DESIGN 7)."""
    name = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    name = name or locale.getlocale()[0] or ""
    if name.lower().startswith(("en", "english")):
        return "en"
    return "ja"


def _(message: str) -> str:
    """Return `message` in the language in use."""
    return _catalogue.gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the form that fits `count`, in the language in use."""
    return _catalogue.ngettext(singular, plural, count)


def N_(message: str) -> str:  # noqa: N802 - the customary name of a marker for extraction
    """Mark `message` for extraction; translate it later with `_`."""
    return message
