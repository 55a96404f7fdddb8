"""What is made of the repository holds all it needs: the wheel, the source archive, the frozen folder, the installer."""

import ast
import re
import tarfile
import zipfile
from pathlib import Path
from pkgutil import resolve_name

import pytest

from funneldesk import __main__ as program
from funneldesk import __version__
from funneldesk.operations.places import STORE_ENDING
from funneldesk.ui.program import RUNNING

#: Lists in build.spec of what is left out.
LEFT_OUT = "excludes"


def _spec(repository: Path) -> ast.Module:
    return ast.parse((repository / "build.spec").read_text(encoding="utf-8"))


def _left_out(repository: Path) -> set[str]:
    lists = [
        node.value
        for node in ast.walk(_spec(repository))
        if isinstance(node, ast.keyword) and node.arg == LEFT_OUT
    ]
    assert len(lists) == 1
    return set(ast.literal_eval(lists[0]))


def _imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_the_frozen_folder_leaves_out_nothing_that_is_imported(repository):
    left_out = _left_out(repository)
    assert {"pytest", "sklearn", "scipy", "PySide6.QtNetwork"} <= left_out
    for path in (repository / "funneldesk").rglob("*.py"):
        for name in _imported(path):
            parents = {".".join(name.split(".")[:depth]) for depth in range(1, name.count(".") + 2)}
            assert not parents & left_out, f"{path} imports {name}, which build.spec leaves out"


def test_the_hidden_arguments_are_those_the_parts_start_the_program_with():
    from funneldesk import app
    from funneldesk.files.reading import child, reader
    from funneldesk.files.writing import workbook_child
    from funneldesk.operations import apart

    served = {
        reader.HIDDEN_ARGUMENT: child.serve,
        workbook_child.HIDDEN_ARGUMENT: workbook_child.write,
        apart.HIDDEN_ARGUMENT: apart.serve,
        "--self-test": app.self_test,
    }
    assert {argument: resolve_name(name) for argument, name in program.HIDDEN.items()} == served


def test_the_installer_opens_the_files_the_program_takes(repository):
    script = (repository / "resources" / "installer" / "funneldesk.iss").read_text(encoding="utf-8-sig")
    assert f"Software\\Classes\\{STORE_ENDING}\\OpenWithProgids" in script
    # Inno Setup reads Japanese only behind this mark.
    assert (
        (repository / "resources" / "installer" / "funneldesk.iss").read_bytes().startswith(b"\xef\xbb\xbf")
    )


def test_the_installer_takes_what_is_there_and_waits_for_an_open_window(repository):
    script = (repository / "resources" / "installer" / "funneldesk.iss").read_text(encoding="utf-8-sig")
    setup = dict(re.findall(r"(?m)^(\w+)=(.*)$", script))
    for key in ("SetupIconFile", "LicenseFile"):
        named = setup[key].removeprefix("{#Root}").replace("\\", "/")
        assert (repository / named).is_file(), f"{key} names {named}, which is not there"
    assert setup["AppMutex"] == RUNNING
    assert setup["PrivilegesRequired"] == "lowest", "no administrator is needed"
    spec = (repository / "build.spec").read_text(encoding="utf-8")
    for name in re.findall(r"\{app\}\\([\w-]+)\.exe", script):
        assert f'starter("{name}"' in spec, f"build.spec makes no {name}.exe"


def test_the_licence_of_qt_goes_along(repository):
    """Its package has no text of it; that one stands on the other."""
    for name, title in (
        ("LGPL-3", "GNU LESSER GENERAL PUBLIC LICENSE"), ("GPL-3", "GNU GENERAL PUBLIC LICENSE")
    ):  # fmt: skip
        text = (repository / "resources" / "licences" / f"{name}.txt").read_text(encoding="utf-8")
        assert text.split("\n")[0].strip() == title
        assert "Version 3, 29 June 2007" in text


def test_the_version_is_the_same_everywhere(repository):
    import tomllib

    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__


def test_a_wheel_holds_the_package_and_all_it_opens(committed, repository, tmp_path):
    wheel = pytest.importorskip("hatchling.builders.wheel", reason="needs what wheels are built with")
    (built,) = wheel.WheelBuilder(str(repository)).build(directory=str(tmp_path), versions=["standard"])
    names = set(zipfile.ZipFile(built).namelist())
    for path in committed:
        inside = path.relative_to(repository)
        if inside.parts[0] == "funneldesk":
            assert inside.as_posix() in names
        elif inside.parts[0] == "resources":
            assert "/".join(("funneldesk/_resources", *inside.parts[1:])) in names


def test_a_source_archive_holds_every_file(committed, repository, tmp_path):
    sdist = pytest.importorskip("hatchling.builders.sdist", reason="needs what archives are built with")
    (built,) = sdist.SdistBuilder(str(repository)).build(directory=str(tmp_path), versions=["standard"])
    with tarfile.open(built) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    of_git = {".gitattributes", ".gitignore"}
    missing = {path.relative_to(repository).as_posix() for path in committed} - names - of_git
    assert not missing, sorted(missing)
