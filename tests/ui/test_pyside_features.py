"""Modules are imported without their source being read."""

import subprocess
import sys

_PROGRAM = """
import linecache, sys
import funneldesk.ui.start
from PySide6.QtCore import QObject
read = [name for name in linecache.cache if name.endswith((".py", ".pyc")) and "PySide6" not in name]
print(len([name for name in sys.modules if name.startswith("funneldesk.ui.")]) > 20)
print([name for name in read if "funneldesk" in name or "matplotlib" in name])
one = QObject()
one.setObjectName("a name")
print(one.objectName())
print(hasattr(sys.modules.get("shibokensupport.feature"), "_mod_uses_pyside"))
"""


def test_no_source_is_read_and_objects_are_spelled_as_ever(repository):
    run = subprocess.run(
        [sys.executable, "-c", _PROGRAM], cwd=repository, capture_output=True, encoding="utf-8", check=True
    )
    many, read, name, is_still_there = run.stdout.splitlines()
    assert (many, read, name) == ("True", "[]", "a name")
    # Where PySide does it in another way, the module that changes it goes.
    assert is_still_there == "True"


def test_another_pyside_is_left_alone(monkeypatch):
    from funneldesk.ui.pyside_features import forgo_features

    for module in (None, object()):
        monkeypatch.setitem(sys.modules, "shibokensupport.feature", module)
        forgo_features()
