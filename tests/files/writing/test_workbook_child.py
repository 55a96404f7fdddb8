"""The workbook of a publication is the same whoever writes it, and is written whatever becomes of the child."""

import subprocess
import sys

import openpyxl
import pytest

from funneldesk.errors import UserError
from funneldesk.files import child_process
from funneldesk.files.writing import workbook_child
from funneldesk.files.writing.publication_workbook import write_publication_workbook
from funneldesk.files.writing.workbook_child import WorkbookWriter
from tests.files.writing.test_publication_workbook import publication


def shown(path):
    """Return what people see of a workbook: every cell of every sheet, and how it is written."""
    return {
        sheet.title: [
            (cell.coordinate, cell.value, cell.data_type, cell.number_format, cell.font.b)
            for row in sheet.iter_rows()
            for cell in row
        ]
        for sheet in openpyxl.load_workbook(path).worksheets
    }


@pytest.fixture
def here(monkeypatch):
    """Count the workbooks that are written in this process."""
    written = []

    def write(path, of):
        written.append(path)
        write_publication_workbook(path, of)

    name = "funneldesk.files.writing.publication_workbook.write_publication_workbook"
    monkeypatch.setattr(name, write)
    return written


def with_child(path, of=None):
    with WorkbookWriter(apart=True) as writer:
        writer.begin(path, of or publication())
        writer.finish()


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("level", ["contact", "masked", "aggregate"])
def test_a_child_writes_what_is_written_here(tmp_path, here, level, language):
    of = publication(level, language)
    with WorkbookWriter(apart=False) as writer:
        writer.begin(tmp_path / "here.xlsx", of)
        writer.finish()
    assert here == [tmp_path / "here.xlsx"]
    with_child(tmp_path / "child.xlsx", of)
    assert here == [tmp_path / "here.xlsx"]
    assert shown(tmp_path / "child.xlsx") == shown(tmp_path / "here.xlsx")


@pytest.mark.parametrize(
    "code",
    [
        "raise SystemExit(3)",
        "import sys; sys.stdin.buffer.read(); raise SystemExit(1)",
        "import os, sys; sys.stdin.buffer.read(); os.abort()",
        "import time; time.sleep(600)",
    ],
)
def test_what_a_child_does_not_write_is_written_here(tmp_path, monkeypatch, here, code):
    monkeypatch.setattr(child_process, "child_command", lambda _argument: [sys.executable, "-c", code])
    monkeypatch.setattr(workbook_child, "PATIENCE", 0.5)
    with_child(tmp_path / "a.xlsx")
    assert here == [tmp_path / "a.xlsx"]
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets


def test_where_no_process_can_be_started_it_is_written_here(tmp_path, monkeypatch, here):
    def refuse(*_args, **_named):
        raise OSError(11, "no more processes")

    monkeypatch.setattr(child_process, "launch", refuse)
    with_child(tmp_path / "a.xlsx")
    assert here == [tmp_path / "a.xlsx"]


def test_a_child_that_cannot_write_is_told_in_words(tmp_path):
    with pytest.raises(UserError) as caught:
        with_child(tmp_path / "nowhere" / "a.xlsx")
    assert caught.value.code == "no_folder"


def test_leaving_ends_the_child(monkeypatch):
    started = []
    launch = child_process.launch

    def watched(*given):
        started.append(launch(*given))
        return started[-1]

    monkeypatch.setattr(child_process, "launch", watched)
    with pytest.raises(RuntimeError), WorkbookWriter(apart=True):
        raise RuntimeError
    assert isinstance(started[0], subprocess.Popen)
    assert started[0].returncode is not None
