"""A process that the system kills while a transaction is being written to the disk leaves all of it or nothing.

The child has a limit on the size of files and dies of the system's own signal at that byte of the log: the kill lies
inside SQLite's writing, at a place that is the same in every run.
"""

import sys
from pathlib import Path

import pytest

from funneldesk.operations.checking import check
from funneldesk.operations.importing import imports, undo_import
from funneldesk.operations.importing_folder import import_folder
from funneldesk.operations.stores import create_store, open_store
from tests.forked import start
from tests.operations.taking import figures, take

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits on the size of files are POSIX")

KNOWN = [{"email": f"u{n}@x.co.jp", "name": f"人 {n}", "acquired_at": "2026-01-05"} for n in range(400)]
NEW = [
    {"email": f"u{n}@x.co.jp", "title": "部長", "note": f"メモ{n}" * 20, "acquired_at": "2026-02-05"}
    for n in range(200, 600)
]

CHILD = """
import resource, signal, sys
from pathlib import Path
from funneldesk.operations.stores import open_store
from funneldesk.operations.importing import undo_import
from tests.faults.test_killed_in_the_commit import NEW
from tests.operations.taking import take

work, path, limit = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
if limit:
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
with open_store(path) as store:
    undo_import(store, 1) if work == "undo" else take(store, "leads", NEW)
    print(path.with_name(path.name + "-wal").stat().st_size, flush=True)
"""


def run(work: str, path: Path, limit: int = 0) -> tuple[str, int]:
    """Do the work in a process of its own, with a limit on the size of files (0: none): what it says, how it ends."""
    with start(CHILD, work, path, limit) as child:
        said = child.communicate()[0]
    return said.strip(), child.returncode


def make(path: Path) -> None:
    with create_store(path, "ja") as store:
        take(store, "leads", KNOWN)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """Return how large the log is after each piece of work, when nothing stops it."""
    sizes = {}
    for work in ("import", "undo"):
        path = tmp_path_factory.mktemp(work) / "store.db"
        make(path)
        sizes[work] = int(run(work, path)[0])
    return sizes


@pytest.mark.parametrize("work", ["import", "undo"])
@pytest.mark.parametrize("share", [0.05, 0.5, 0.9, 0.995])
def test_a_kill_while_the_commit_is_written_leaves_nothing_of_it(
    work: str, share: float, whole: dict[str, int], tmp_path: Path
) -> None:
    path = tmp_path / "store.db"
    make(path)
    with open_store(path) as store:
        before, revision = figures(store), store.revision
    said, code = run(work, path, int(whole[work] * share))
    assert code < 0, said
    with open_store(path) as store:
        assert (store.revision, figures(store)) == (revision, before)
        assert check(store) == ()
        # The next one works as if nothing had been.
        if work == "undo":
            assert undo_import(store, 1).hidden
        else:
            assert take(store, "leads", NEW).created == 200
        assert check(store) == ()


def test_a_kill_after_the_commit_while_the_log_is_moved_into_the_file_leaves_all_of_it(
    whole: dict[str, int], tmp_path: Path
) -> None:
    path, other = tmp_path / "store.db", tmp_path / "other.db"
    make(path)
    make(other)
    # The log has room, the file it is moved into has not.
    said, code = run("import", path, whole["import"])
    assert (said, code < 0) == (str(whole["import"]), True)
    with open_store(path) as store, open_store(other) as expected:
        take(expected, "leads", NEW)
        assert figures(store) == figures(expected)
        assert check(store) == ()


FOLDER_CHILD = """
import sys
from pathlib import Path
from funneldesk.operations import importing
from funneldesk.operations.importing_folder import import_folder
from funneldesk.operations.stores import open_store

path, folder = Path(sys.argv[1]), Path(sys.argv[2])
written = importing.note
count = 0

def stop_in_the_second(*arguments):
    global count
    count += 1
    if count == 2:
        print("here", flush=True)
        sys.stdin.read()
    written(*arguments)

importing.note = stop_in_the_second
with open_store(path) as store:
    import_folder(store, folder)
"""


def test_of_a_folder_the_finished_lists_stay_and_the_next_run_takes_the_rest(tmp_path: Path) -> None:
    path, folder = tmp_path / "store.db", tmp_path / "lists"
    folder.mkdir()
    for name, person in (("a", "高橋 翔太"), ("b", "佐藤 恵"), ("c", "鈴木 一郎")):
        text = f"氏名,会社名,メールアドレス\n{person},{name}社,{name}@{name}.co.jp\n"
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    create_store(path, "ja").close()
    with start(FOLDER_CHILD, path, folder) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "here"
        child.kill()
    with open_store(path) as store:
        assert [batch.file_name for batch in imports(store)] == ["a.csv"]
        assert check(store) == ()
        found = {one.path.name: one.result for one in import_folder(store, folder)}
        assert {name: (r.created, r.again) for name, r in found.items() if r} == {
            "a.csv": (0, True),
            "b.csv": (1, False),
            "c.csv": (1, False),
        }
        assert check(store) == ()


CORRECTION_CHILD = """
import sys
from pathlib import Path
from funneldesk.operations import correcting, settling
from funneldesk.operations.importing import import_list
from funneldesk.operations.stores import open_store

moment, path, workbook = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])

def stop_here(*arguments, **options):
    print("here", flush=True)
    sys.stdin.read()

setattr(correcting, moment, stop_here)
with open_store(path) as store:
    import_list(store, workbook)
"""


@pytest.mark.parametrize("moment", ["set_replaces", "settle_vanished", "note"])
def test_a_kill_between_a_list_and_its_correction_leaves_the_list(moment: str, tmp_path: Path) -> None:
    from funneldesk.operations.importing import import_list
    from funneldesk.operations.problems_workbook import write_problems
    from tests.operations.test_correcting import LEADS, corrected

    path, lead_list, out = tmp_path / "store.db", tmp_path / "leads.csv", tmp_path / "out.xlsx"
    lead_list.write_text(LEADS, encoding="utf-8")
    with create_store(path, "ja") as store:
        write_problems(store, import_list(store, lead_list).batch or 0, out)
        before, revision = figures(store), store.revision
    corrected(out, {(3, "獲得日"): "2026-09-30"})
    with start(CORRECTION_CHILD, moment, path, out) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "here"
        child.kill()
    with open_store(path) as store:
        assert (store.revision, figures(store)) == (revision, before)
        assert check(store) == ()
        assert import_list(store, out).updated == 1
