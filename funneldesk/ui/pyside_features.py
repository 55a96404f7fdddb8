"""PySide's optional spellings (`from __feature__ import snake_case`), which no module of this program uses."""

import sys

import PySide6.QtCore  # noqa: F401 - brings what is changed here


def forgo_features() -> None:
    """Keep PySide from reading the source of every module that is imported after it.

    It looks whether the word PySide6 stands there (PYSIDE-2029), through `inspect.getsource`: a tenth of a second until
    the first page is there, and six megabytes, as all lines stay in `linecache`. Only where somebody asks for a
    feature does the answer matter. A PySide that does it in another way is left alone.
    """
    module = sys.modules.get("shibokensupport.feature")
    if hasattr(module, "_mod_uses_pyside"):
        module._mod_uses_pyside = lambda _module: False  # type: ignore[union-attr]  # noqa: SLF001
