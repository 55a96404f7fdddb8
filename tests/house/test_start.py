"""The script behind the README's two commands, on machines that lack this and that."""

import ast
import importlib.util
import sys

import pytest


@pytest.fixture
def start(repository):
    """Return `.ci/start.py` as a module."""
    spec = importlib.util.spec_from_file_location("start", repository / ".ci" / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def bare_linux(start, monkeypatch):
    """Let the script believe in a Linux that has apt-get and none of Qt's libraries, and record what it runs."""
    ran = []
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(start, "_cannot_load", lambda _library: True)
    monkeypatch.setattr(start.subprocess, "call", lambda command, **_how: ran.append(command) or 0)
    monkeypatch.setattr(start.shutil, "which", lambda name: name if name == "apt-get" else None)
    monkeypatch.setattr(start.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    return ran


def test_an_old_python_understands_it_well_enough_to_say_so(start, repository, monkeypatch, capsys):
    ast.parse((repository / ".ci" / "start.py").read_text(encoding="utf-8"), feature_version=(3, 5))
    monkeypatch.setattr(start.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(start.shutil, "which", lambda _name: None)
    with pytest.raises(SystemExit):
        start.use_a_new_enough_python()
    assert "3.11 or newer is needed" in capsys.readouterr().err


def test_an_old_python_hands_over_to_a_newer_one(start, monkeypatch):
    ran = []
    monkeypatch.setattr(start.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(start.sys, "argv", ["start.py", "demo"])
    monkeypatch.setattr(start.shutil, "which", lambda name: "python3.12" if name == "python3.12" else None)
    monkeypatch.setattr(start.subprocess, "call", lambda command: ran.append(command) or 7)
    with pytest.raises(SystemExit) as stopped:
        start.use_a_new_enough_python()
    assert (ran[0][0], ran[0][-1], stopped.value.code) == ("python3.12", "demo", 7)


def test_root_on_debian_gets_what_is_missing(start, bare_linux):
    start.install_system_packages()
    update, install = bare_linux
    assert "update" in update
    assert install[0] == "apt-get"
    assert {"libegl1", "libgl1", "libfontconfig1", "libxkbcommon0"} <= set(install)
    assert "libxcb-cursor0" not in install  # nobody looks at a window here


def test_with_a_display_the_window_gets_its_libraries_too(start, bare_linux, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")
    start.install_system_packages()
    assert "libxcb-cursor0" in bare_linux[-1]


def test_without_root_and_sudo_it_says_what_to_run(start, bare_linux, monkeypatch, capsys):
    monkeypatch.setattr(start.os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(SystemExit):
        start.install_system_packages()
    assert "As root, run: apt-get install -y --no-install-recommends libglib2.0-0" in capsys.readouterr().err
    assert bare_linux == []


def test_without_apt_it_names_them_and_goes_on(start, bare_linux, monkeypatch, capsys):
    monkeypatch.setattr(start.shutil, "which", lambda _name: None)
    start.install_system_packages()
    assert "libegl1" in capsys.readouterr().err
    assert bare_linux == []


def test_packages_are_installed_once_for_each_list_of_pins(start, tmp_path, monkeypatch):
    ran = []
    pins = tmp_path / "requirements.txt"
    pins.write_text("one==1", encoding="utf-8")
    monkeypatch.setattr(start, "VENV", tmp_path)
    monkeypatch.setattr(start, "_works", lambda _python: True)
    monkeypatch.setattr(start.subprocess, "call", lambda command, **_how: ran.append(command) or 0)
    start.prepare_venv(pins)
    start.prepare_venv(pins)
    assert [command[2] for command in ran] == ["pip", "compileall"]
    assert {"--require-hashes", "--no-deps"} <= set(ran[0])
    pins.write_text("one==2", encoding="utf-8")
    start.prepare_venv(pins)
    assert [command[2] for command in ran] == ["pip", "compileall"] * 2


def test_an_interrupted_installation_is_begun_again(start, tmp_path, monkeypatch):
    pins = tmp_path / "requirements.txt"
    pins.write_text("one==1", encoding="utf-8")
    monkeypatch.setattr(start, "VENV", tmp_path)
    monkeypatch.setattr(start, "_works", lambda _python: True)
    monkeypatch.setattr(start.subprocess, "call", lambda _command, **_how: 1)
    with pytest.raises(SystemExit):
        start.prepare_venv(pins)
    assert not list(tmp_path.glob("*.stamp"))


def test_wrong_usage_explains_itself(start, monkeypatch, capsys):
    monkeypatch.setattr(start.sys, "argv", ["start.py", "dance"])
    assert start.main() == 2
    assert "start.py test" in capsys.readouterr().err
