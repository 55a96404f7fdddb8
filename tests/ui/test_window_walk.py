"""Every page, tab and dialog of both windows opens, over a store with something on every page and over none."""

import importlib
import pkgutil
from inspect import isabstract

import pytest
from PySide6.QtWidgets import QDialog

import funneldesk.ui
from funneldesk.i18n import set_language
from funneldesk.ui.navigation import BEYOND, PAGES, TABS
from funneldesk.ui.page import PageFrame
from tests.ui.walking import close_member, dialog_sights, open_member_window, owner_sights
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


def test_every_page_opens_and_has_something_to_show(open_desk, filled_store, qtbot):
    set_language("ja")
    seen = set()
    for sight in owner_sights(qtbot, open_desk(filled_store).window):
        assert sight.widget.isVisible()
        seen.add(sight.name)
        if isinstance(sight.widget, PageFrame) and sight.widget.empty is not None:
            # It needs more people than the small company has.
            assert sight.name == "findings"
    assert {entry.id for entry in (*PAGES, *TABS, *BEYOND)} <= seen


#: These are opened by tests of their own (test_palette, test_shortcut_sheet, test_help_view), not by the gates yet.
_BY_THEMSELVES = {"Palette", "ShortcutSheet", "HelpWindow"}


def test_no_dialog_is_left_out(open_desk, filled_store, qtbot, qapp, tmp_path):
    dialogs = set()
    for sight in dialog_sights(qtbot, open_desk(filled_store).window):
        dialogs.add(type(sight.widget).__name__)
    member, window = open_member_window(qtbot, qapp, tmp_path, published(filled_store, tmp_path))
    for sight in dialog_sights(qtbot, window):
        dialogs.add(type(sight.widget).__name__)
    close_member(member)
    assert _dialogs_of_the_program() - dialogs == _BY_THEMSELVES, (
        "say in tests/ui/walking_dialogs.py how it opens"
    )


@pytest.mark.parametrize("language", ["ja", "en"])
def test_without_data_every_page_says_what_to_do(open_desk, qtbot, language):
    set_language(language)
    for sight in owner_sights(qtbot, open_desk(None).window):
        page = sight.widget
        if page.empty is not None:
            assert page.empty.title.text(), sight.name
