"""Composition: chooses the language, then runs the window or a command, and catches what nobody expected."""

import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from funneldesk.errors import UserError
from funneldesk.i18n import LANGUAGES, _, set_language, system_language


def main(arguments: Sequence[str]) -> int:
    """Run the program and return its exit code. Without arguments the window opens."""
    set_language(_wanted(arguments, "--lang", LANGUAGES) or system_language())
    try:
        if not arguments and _has_display():
            # Nothing of the command line is loaded: the window is painted sooner.
            return open_window(None, None)
        if store := _double_clicked(arguments):
            return open_window(store, None)
        return _command(arguments)
    except Exception as error:  # noqa: BLE001 - the one place that turns a bug into words and an exit code
        return _report_bug(error, arguments)


def open_window(store: Path | None, language: str | None) -> int:
    """Open the window on `store` (None: the last one used) and return its exit code when it is closed."""
    from funneldesk.ui.start import run_window

    return run_window(store, language)


def open_shared_window(folder: Path, language: str | None) -> int:
    """Open the window of a team member on a shared folder and return its exit code when it is closed."""
    from funneldesk.ui.member.start import run_member_window

    return run_member_window(folder, language)


def _double_clicked(arguments: Sequence[str]) -> Path | None:
    """Return the data file that is all the arguments there are, as the system hands it on; None for a command."""
    from funneldesk.operations.places import STORE_ENDING

    path = Path(arguments[0]) if len(arguments) == 1 else None
    is_store = path is not None and path.suffix.lower() == STORE_ENDING and path.is_file()
    return path if is_store and _has_display() else None


def self_test() -> int:
    """Try whether the installation is whole, in a window where there is a display; return the exit code."""
    if not _has_display():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from funneldesk.cli.output import prepare_streams, tell
    from funneldesk.ui.self_test import run_self_test

    prepare_streams()
    return run_self_test(tell)


def _command(arguments: Sequence[str]) -> int:
    from funneldesk.cli.click_words import teach_click
    from funneldesk.cli.commands import run

    if not _wanted(arguments, "--lang", LANGUAGES):
        set_language(_language_of_store(_wanted(arguments, "--store")) or system_language())
    teach_click()
    return run(arguments, open_window, open_shared_window)


def _language_of_store(named: str | None) -> str | None:
    """Return the language set in the store the command is about, None where there is none to ask."""
    from funneldesk.operations.places import default_store_path
    from funneldesk.operations.stores import open_reader

    path = Path(named) if named else default_store_path()
    if not path.is_file():
        return None
    try:
        with open_reader(path) as store:
            return store.language if store.language in LANGUAGES else None
    except UserError:
        return None  # the command itself will say what is wrong with the store


def _wanted(arguments: Sequence[str], option: str, choices: Sequence[str] = ()) -> str | None:
    """Return the last value `option` has on the command line, before that is really understood."""
    found = None
    for word, following in zip(arguments, [*arguments[1:], ""], strict=False):
        if word == "--":
            break
        if word == option:
            found = following
        elif word.startswith(option + "="):
            found = word.removeprefix(option + "=")
    return found if found and (not choices or found in choices) else None


def _has_display() -> bool:
    from funneldesk.cli.display import has_display

    return has_display()


def _report_bug(error: Exception, arguments: Sequence[str]) -> int:
    from funneldesk.cli.commands import asks_for_json
    from funneldesk.cli.output import AT_FAULT, show_error
    from funneldesk.cli.session import Session

    traceback.print_exception(error, file=sys.stderr)
    message = _("Something went wrong that should not have: %(error)s") % {
        "error": f"{type(error).__name__}: {error}"
    }
    session = Session(open_window, open_shared_window, as_json=asks_for_json(arguments))
    show_error(session, "bug", message, _("Your data is as it was before. Please report the lines above."))
    return AT_FAULT
