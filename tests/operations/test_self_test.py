"""The self-test's steps without a window: each passes on the sample, and fails where something is missing."""

from collections.abc import Iterator
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest

from funneldesk.files import child_process
from funneldesk.operations import self_test as steps
from funneldesk.operations.importing import imports, redo_import, undo_import
from funneldesk.operations.self_test import SelfTestError, require
from funneldesk.operations.stores import Store, open_store


@pytest.fixture
def store(sample: Path) -> Iterator[Store]:
    with open_store(sample) as opened:
        yield opened


def test_what_is_required_and_is_not_so_fails_with_its_words():
    require([1], "unseen")
    with pytest.raises(SelfTestError, match="nothing there"):
        require([], "nothing there")


def test_every_import_of_a_package_is_tried_also_of_functions_nobody_called(tmp_path, monkeypatch):
    package = tmp_path / "packed_program"
    package.mkdir()
    (package / "__init__.py").write_text("from json import loads\n", encoding="utf-8")
    pages = package / "pages.py"
    pages.write_text("def open_it():\n    from xml import sax\n    import msvcrt, fcntl\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert steps.import_everything("packed_program") == "2 modules, 5 imports"
    pages.write_text("def open_it():\n    def late():\n        import left_out.parts\n", encoding="utf-8")
    (package / "more.py").write_text("from json import nothing\n", encoding="utf-8")
    with pytest.raises(SelfTestError, match=r"json \(.*nothing.*; left_out\.parts \(No module named"):
        steps.import_everything("packed_program")


def test_a_module_whose_imports_cannot_be_seen_is_named(tmp_path, monkeypatch):
    package = tmp_path / "packed_without"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / f"compiled{EXTENSION_SUFFIXES[0]}").touch()
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(SelfTestError, match=r"packed_without\.compiled has no code"):
        steps.import_everything("packed_without")


def test_commands_answer_and_one_that_fails_is_named(store, tmp_path):
    assert steps.ask_commands(Path(store.path)) == "funnel, backtest, check"
    with pytest.raises(SelfTestError, match=r"funnel: [1-9]"):
        steps.ask_commands(tmp_path)


def test_every_list_of_the_sample_is_looked_for(store):
    assert steps.look_at_imports(store).startswith("9 lists, ")
    costs = next(batch for batch in imports(store) if batch.file_name == "施策費用.xlsx")
    undo_import(store, costs.id)
    with pytest.raises(SelfTestError, match=r"not imported: 施策費用\.xlsx"):
        steps.look_at_imports(store)
    redo_import(store, costs.id)


def test_book_and_reports_are_written_and_the_book_is_read_again(store, tmp_path):
    assert steps.export_and_read_book(store, tmp_path).endswith("read again")
    assert steps.write_reports(store, tmp_path).count("bytes") == 2
    assert {path.name for path in tmp_path.iterdir()} == {"book.xlsx", "report.xlsx", "report.pdf"}


def test_weights_are_suggested(store):
    assert steps.suggest(store) == "weights suggested"


def test_a_publication_is_read_by_a_member(store, tmp_path):
    found = steps.publish_and_open(store, tmp_path / "share", tmp_path / "home")
    assert found.endswith("rows published and read")


def test_the_workbook_must_come_from_the_child(store, tmp_path, monkeypatch):
    assert steps.write_workbook_apart(store, tmp_path).endswith("by a child")

    def fail(*_arguments):
        raise OSError("no more processes")

    monkeypatch.setattr(child_process, "launch", fail)
    with pytest.raises(SelfTestError, match="the child did not write it"):
        steps.write_workbook_apart(store, tmp_path)


def test_sealing_and_carried_files_are_tried():
    assert steps.seal_and_unseal() == "sealed and opened"
    assert steps.carried_files().endswith("ipaexg.ttf")
