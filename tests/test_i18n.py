"""Languages: what the system speaks, one language for a while, and plural forms."""

from threading import Thread

import pytest

from funneldesk import i18n
from funneldesk.i18n import _, language, ngettext, set_language, speaking, system_language


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "ja"),
        ({"LANG": "C.UTF-8"}, "ja"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "ja_JP.UTF-8"}, "en"),
        ({}, "ja"),
    ],
)
def test_the_systems_language_else_japanese(variables, expected, monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert system_language() == expected


@pytest.mark.parametrize(
    ("name", "expected"), [("English_United States", "en"), ("Japanese_Japan", "ja"), (None, "ja")]
)
def test_windows_has_no_variables_but_a_setting(name, expected, monkeypatch):
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr(i18n.locale, "getlocale", lambda: (name, "1252"))
    assert system_language() == expected


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="fr"):
        set_language("fr")


def test_messages_follow_the_language():
    set_language("ja")
    assert _("Funnel") == "ファネル"
    assert _("no such message") == "no such message"
    set_language("en")
    assert _("Funnel") == "Funnel"


def test_japanese_has_one_form_for_any_number():
    forms = {count: ngettext("one", "many", count) for count in (1, 2)}
    assert forms == {1: "one", 2: "many"}


def test_a_language_for_one_export_leaves_other_threads_alone():
    set_language("en")
    seen = []
    with speaking("ja"):
        other = Thread(target=lambda: seen.append(language()))
        other.start()
        other.join()
        assert language() == "ja"
    assert (language(), seen) == ("en", ["en"])
