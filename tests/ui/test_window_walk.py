"""The walk through the windows leaves nothing out: no dialog of the program, no page, and pages have something to show."""

import importlib
import pkgutil
from inspect import isabstract

from PySide6.QtWidgets import QDialog

import funneldesk.ui
from tests.ui.walking import close_member, dialog_sights, open_member_window
from tests.ui.walking_store import published


def _dialogs_of_the_program() -> set[str]:
    for module in pkgutil.walk_packages(funneldesk.ui.__path__, "funneldesk.ui."):
        importlib.import_module(module.name)
    waiting, found = [QDialog], set()
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("funneldesk.") and not isabstract(kind):
            found.add(kind.__name__)
    return found


def test_no_dialog_is_left_out(open_desk, filled_store, qtbot, qapp, tmp_path):
    dialogs = set()
    for sight in dialog_sights(qtbot, open_desk(filled_store).window):
        dialogs.add(type(sight.widget).__name__)
    member, window = open_member_window(qtbot, qapp, tmp_path, published(filled_store, tmp_path))
    for sight in dialog_sights(qtbot, window):
        dialogs.add(type(sight.widget).__name__)
    close_member(member)
    assert _dialogs_of_the_program() - dialogs == set(), "say in tests/ui/walking_dialogs.py how it opens"
