"""Many leads: the workbook of a publication is written by a child, and no child outlives what it was started for."""

import io

import openpyxl
import pytest

from funneldesk.errors import UserError
from funneldesk.files import child_process
from funneldesk.operations import publishing
from funneldesk.operations.publishing import publish
from funneldesk.share.folder import RealFolder
from funneldesk.share.names import PUBLICATIONS
from tests.operations.published import TODAY, make, newest, opened

#: A passphrase.
WORDS = "one two three"


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setattr("funneldesk.share.keys._backend", lambda: None)
    monkeypatch.setattr(publishing, "_MANY", 0)
    make(tmp_path / "desk" / "funneldesk.db")
    return tmp_path / "desk" / "funneldesk.db"


@pytest.fixture
def started(monkeypatch):
    """The children that were started."""
    children, launch = [], child_process.launch

    def watched(*given):
        children.append(launch(*given))
        return children[-1]

    monkeypatch.setattr(child_process, "launch", watched)
    return children


def test_the_workbook_of_many_leads_is_published_by_a_child(path, tmp_path, started):
    with opened(path) as store:
        publish(store, tmp_path / "share", level="contact", as_of=TODAY)
    files = RealFolder(tmp_path / "share")
    name = newest(files).files["workbook"].name
    workbook = openpyxl.load_workbook(io.BytesIO(files.read(f"{PUBLICATIONS}/{name}", 10_000_000)))
    said = {cell.value for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row}
    assert "山田 太郎" in said
    assert [child.returncode for child in started] == [0]
    assert [one.name for one in path.parent.iterdir() if "publishing" in one.name] == []


def test_with_a_passphrase_there_is_no_workbook_and_no_child(path, tmp_path, started):
    with opened(path) as store:
        publish(store, tmp_path / "share", as_of=TODAY, passphrase=WORDS)
    assert started == []


def test_a_child_ends_where_nothing_can_be_published(path, tmp_path, started, monkeypatch):
    def refuse(*_given, **_named):
        raise UserError("broken", "It broke.", "Try again.")

    monkeypatch.setattr(publishing, "gather_publication", refuse)
    with opened(path) as store, pytest.raises(UserError):
        publish(store, tmp_path / "share", as_of=TODAY)
    assert len(started) == 1
    assert started[0].returncode is not None
