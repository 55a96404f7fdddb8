"""A folder of lists, again every morning: what is known is passed over, what is new comes in, nothing twice."""

from pathlib import Path

import pytest

from funneldesk.operations import importing_folder
from funneldesk.operations.importing import import_list, imports, undo_import
from funneldesk.operations.importing_folder import FolderResult, import_folder
from funneldesk.operations.importing_workbook import plan_of
from funneldesk.operations.stores import in_memory_store
from tests.operations.test_importing_workbook import COMPANY, write_workbook

LEADS = "氏名,会社名,メールアドレス\n高橋 翔太,東都,a@x.co.jp\n"


def said(done: tuple[FolderResult, ...]) -> list[tuple[str, str]]:
    """Return (file, what happened) of each list, in order of the names."""
    words = []
    for one in done:
        if one.result:
            what = "again" if one.result.again else f"{one.result.created} new"
        else:
            what = one.error.code if one.error else "taken back"
        words.append((one.path.name, what))
    return sorted(words)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the files that are read."""
    names: list[str] = []
    plans_of = importing_folder.plans_of

    def noting(store: object, path: Path, **options: object) -> object:
        names.append(path.name)
        return plans_of(store, path, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(importing_folder, "plans_of", noting)
    return names


def test_the_second_run_reads_nothing_and_changes_nothing(tmp_path: Path, read: list[str]) -> None:
    write_workbook(tmp_path / "会社.xlsx", COMPANY)
    (tmp_path / "leads.csv").write_text(LEADS, encoding="utf-8")
    with in_memory_store("ja") as store:
        first = import_folder(store, tmp_path)
        assert len(read) == 2
        state = store.state
        again = import_folder(store, tmp_path)
        assert len(read) == 2
        assert store.state == state
        assert said(again) == [("leads.csv", "again"), ("会社.xlsx", "again"), ("会社.xlsx", "again")]
        assert len(imports(store)) == len(first) == 3


def test_of_a_workbook_only_the_lists_that_are_not_there_come_in(tmp_path: Path, read: list[str]) -> None:
    path = write_workbook(tmp_path / "会社.xlsx", COMPANY)
    with in_memory_store("ja") as store:
        import_list(store, path, plan_of(store, path, sheet="案件"))
        done = import_folder(store, tmp_path)
        assert "again" in {what for _name, what in said(done)}
        assert len(imports(store)) == 2
        import_folder(store, tmp_path)
        assert (read, len(imports(store))) == (["会社.xlsx"], 2)


def test_a_list_that_was_taken_back_stays_out_and_its_neighbour_in(tmp_path: Path) -> None:
    write_workbook(tmp_path / "会社.xlsx", COMPANY)
    with in_memory_store("ja") as store:
        import_folder(store, tmp_path)
        undo_import(store, imports(store)[0].id)
        assert said(import_folder(store, tmp_path)) == [("会社.xlsx", "again"), ("会社.xlsx", "taken back")]
        assert len([batch for batch in imports(store) if not batch.hidden]) == 1


def test_a_file_that_vanishes_or_breaks_does_not_keep_the_others_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.csv").write_text(
            LEADS.replace("a@", f"{name}@").replace("高橋", name), encoding="utf-8"
        )
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 nothing")
    whole = importing_folder.import_list

    def vanishing(store: object, path: Path, plan: object, **options: object) -> object:
        if path.name == "b.csv":
            path.unlink()
        return whole(store, path, plan, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(importing_folder, "import_list", vanishing)
    with in_memory_store("ja") as store:
        found = dict(said(import_folder(store, tmp_path)))
        assert (found["a.csv"], found["c.csv"]) == ("1 new", "1 new")
        assert found["b.csv"] == "cannot_read"
        assert found["broken.xlsx"] not in ("again", "1 new")


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "leads.csv").write_text(LEADS, encoding="utf-8")
    with in_memory_store("ja") as store:
        state = store.state
        assert said(import_folder(store, tmp_path, dry_run=True)) == [("leads.csv", "1 new")]
        assert store.state == state
