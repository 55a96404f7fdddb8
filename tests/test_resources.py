"""Where the files of `resources/` are found, in each form the program comes in."""

import sys

import pytest

from funneldesk import resources
from funneldesk.resources import resource_path


def test_in_a_checkout_they_lie_beside_the_package(repository):
    assert resource_path("locale", "ja") == repository / "resources" / "locale" / "ja"


def test_in_a_wheel_they_lie_inside_the_package(tmp_path, monkeypatch):
    package = tmp_path / "funneldesk"
    (package / "_resources" / "icons").mkdir(parents=True)
    monkeypatch.setattr(resources, "__file__", str(package / "resources.py"))
    assert resource_path("icons") == package / "_resources" / "icons"


def test_in_a_frozen_bundle_they_lie_in_the_bundle(tmp_path, monkeypatch):
    (tmp_path / "resources" / "icons").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource_path("icons") == tmp_path / "resources" / "icons"


def test_what_is_missing_is_named():
    with pytest.raises(FileNotFoundError, match=r"nothing\.png"):
        resource_path("icons", "nothing.png")
