"""What every test starts from: no display, an empty home, English words, no shared state between tests."""

import gc
import os
import sys
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from shutil import disk_usage

import pytest
from hypothesis import HealthCheck, settings

from funneldesk import i18n
from funneldesk.domain.habits import HABITS, choose
from funneldesk.files import child_process
from tests import forked

REPOSITORY = Path(__file__).resolve().parents[1]
HOUSE = REPOSITORY / "tests" / "house"
SHARED_DATA = REPOSITORY.parent / "shared" / "data"

# Thousands of small stores are written and flushed: a folder in memory, where the system has one, waits for no disk.
_memory = Path("/dev/shm")  # noqa: S108 - pytest makes a folder there that is this user's alone
if "TMPDIR" not in os.environ and os.access(_memory, os.W_OK) and disk_usage(_memory).free > 4 << 30:
    os.environ["TMPDIR"] = tempfile.tempdir = str(_memory)
# Before anything imports Qt, matplotlib or platformdirs: this process and its children must not find a real home.
_home = tempfile.TemporaryDirectory(prefix="funneldesk-tests-", ignore_cleanup_errors=True)
_fonts = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "matplotlib"
os.environ.setdefault("MPLCONFIGDIR", str(_fonts))  # the list of fonts takes seconds to build: built once
os.environ.setdefault("MPLBACKEND", "Agg")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for _name in ("HOME", "USERPROFILE"):
    os.environ[_name] = _home.name
for _name in (
    "XDG_DATA_HOME",
    "XDG_CONFIG_HOME",
    "XDG_CACHE_HOME",
    "XDG_STATE_HOME",
    "APPDATA",
    "LOCALAPPDATA",
):
    os.environ[_name] = str(Path(_home.name) / _name.lower())
for _name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "WIN_PD_OVERRIDE_LOCAL_APPDATA"):
    os.environ.pop(_name, None)
# Hundreds of children read lists or run commands: none has to compile the program anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
os.environ["LC_CTYPE"] = "C.UTF-8"  # Qt insists on UTF-8 and warns otherwise

settings.register_profile(
    "house",
    deadline=None,  # two shared cores: a slow moment is no fault
    max_examples=40,
    derandomize="CI" in os.environ,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")


child_process.launch = forked.launch  # type: ignore[assignment]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the long tests first, then those that read all sources: one worker reads these, and once."""
    items.sort(key=lambda item: (item.get_closest_marker("long") is None, HOUSE not in item.path.parents))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Generator[None, object, object]:
    """Let Python collect by itself again when all of a test with a window is gone (`ui.collecting`)."""
    try:
        return (yield)
    finally:
        if not gc.isenabled():
            gc.collect(0)
            gc.enable()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Let every test begin and end in English, with the usual ways to write; those about others say so."""
    i18n.set_language("en")
    yield
    i18n.set_language("en")
    for habit in HABITS:
        choose(habit, None)


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """Give pytest-qt the one QApplication, its settings kept away from the real ones."""
    from PySide6.QtCore import QSettings, QStandardPaths
    from PySide6.QtWidgets import QApplication

    QStandardPaths.setTestModeEnabled(True)
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, _home.name)
    return QApplication


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the root of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of real lists beside the checkout; skip where there is none."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the real lists are not on this machine")
    return SHARED_DATA
