"""click's own words in the language in use.

They are looked up in our catalogue, so they stand here for the extraction to find them.
"""

import gettext
import os

from funneldesk.i18n import N_, language, ngettext
from funneldesk.resources import resource_path

WORDS = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Positional arguments"),
    N_("required"),
    N_("default: {default}"),
    N_("Show this message and exit."),
    N_("Show the version and exit."),
    N_("%(prog)s, version %(version)s"),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing parameter"),
    N_("Missing {param_type}"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("Option {name!r} does not take a value."),
    N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a file."),
    N_("{name} {filename!r} is a directory."),
    N_("{name} {filename!r} is not readable."),
    N_("Could not open file {filename!r}: {message}"),
    N_("file"),
    N_("directory"),
    N_("path"),
    N_("Aborted!"),
)


def plural_words(count: int) -> tuple[str, ...]:
    """Return click's sentences that have a plural, in the form for `count`."""
    return (
        ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", count),
        ngettext(
            "Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", count
        ),
        ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", count),
        ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", count),
    )


def teach_click() -> None:
    """Let click find its words in our catalogue; call before the commands are built."""
    # click asks the standard library's gettext, which goes by this variable before any other.
    os.environ["LANGUAGE"] = language()
    try:
        gettext.bindtextdomain("funneldesk", str(resource_path("locale")))
    except FileNotFoundError:
        return
    gettext.textdomain("funneldesk")
