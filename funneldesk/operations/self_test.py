"""The self-test's steps that need no window: what an installation may lack, asked of the sample company.

Whatever is imported late, lies in a data file or starts this program once more as a child is used once: that is
what goes missing when a program is packed.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import walk_packages
from types import CodeType
from typing import TYPE_CHECKING

import funneldesk
from funneldesk.domain.team.levels import Level
from funneldesk.operations.demo import SAMPLE_DAY, sample_lists

if TYPE_CHECKING:
    from funneldesk.operations.team import Team
    from funneldesk.store.store import Store

#: What the sample is published for.
_LEVEL: Level = "masked"
_PASSPHRASE = "open sesame"  # noqa: S105 - seals nothing but the words below
#: What only one system has: imported there alone.
_OF_SYSTEMS = frozenset({"fcntl", "msvcrt", "resource"})
#: What keyring asks each system's store of secrets by: imported by it where it is there, and nothing said where not.
_OF_SECRETS = {"win32": "win32ctypes.pywin32.win32cred", "darwin": "keyring.backends.macOS.api"}
#: Commands that are asked as people type them.
_COMMANDS = ("funnel", "backtest", "check")


class SelfTestError(Exception):
    """A step did not come to what it should: said to whoever packed the program."""


def require(condition: object, words: str) -> None:
    """Fail the step unless `condition` holds."""
    if not condition:
        raise SelfTestError(words)


def import_everything(package: str = funneldesk.__name__) -> str:
    """Import whatever a line of this program imports, also those of functions that run when they are first needed."""
    names = [
        package,
        *(found.name for found in walk_packages(import_module(package).__path__, f"{package}.")),
    ]
    wanted = {one for name in names for one in _imports_of(_code_of(name))}
    wanted |= {(_OF_SECRETS.get(sys.platform, "secretstorage"), "")}
    missing = sorted({said for name, part in wanted if (said := _missing(name, part))})
    require(not missing, f"cannot be imported: {'; '.join(missing)}")
    return f"{len(names)} modules, {len(wanted)} imports"


def _code_of(name: str) -> CodeType:
    spec = find_spec(name)
    code = spec.loader.get_code(name) if spec and spec.loader else None  # type: ignore[attr-defined]
    if not isinstance(code, CodeType):
        raise SelfTestError(f"{name} has no code")
    return code


def _imports_of(code: CodeType) -> Iterator[tuple[str, str]]:
    """Yield the module and the name in it ("": none) of every import in some code and in its functions."""
    from modulefinder import ModuleFinder

    for what, said in ModuleFinder().scan_opcodes(code):
        if what == "absolute_import":
            parts, name = said
            yield from ((name, part) for part in parts or ("",))
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _imports_of(inner)


def _missing(name: str, part: str) -> str:
    """Return what is wrong with an import, "" where nothing is."""
    if name in _OF_SYSTEMS:
        return ""
    try:
        module = import_module(name)
        if part and not hasattr(module, part):
            import_module(f"{name}.{part}")
    except ImportError as error:
        return f"{name} ({error})"
    return ""


def ask_commands(path: Path) -> str:
    """Start the program once more for each of some commands, as people type them, and require that it answers."""
    from funneldesk.files.child_process import child_command, launch

    for name in _COMMANDS:
        command = [*child_command(name), "--json", "--store", str(path)]
        with launch(command, subprocess.PIPE) as child:
            said, complaints = child.communicate()
        require(child.returncode == 0, f"{name}: {child.returncode}: {complaints.decode(errors='replace')}")
        require(json.loads(said), f"{name} says nothing")
    return ", ".join(_COMMANDS)


def look_at_imports(store: "Store") -> str:
    """Require that each list of the sample was read, by a child each, and that nothing of it was left out."""
    from funneldesk.operations.importing import imports

    batches = [batch for batch in imports(store) if not batch.hidden]
    there = {batch.file_name for batch in batches}
    missing = [path.name for path in sample_lists() if path.name not in there]
    require(not missing, f"not imported: {', '.join(missing)}")
    return f"{len(there)} lists, {sum(batch.rows for batch in batches):,} rows"


def export_and_read_book(store: "Store", folder: Path) -> str:
    """Save the book as a workbook, read that again, and require that it says the same."""
    from funneldesk.operations.book import book_in_force, export_book
    from funneldesk.operations.book_import import read_book

    path, day = folder / "book.xlsx", SAMPLE_DAY.toordinal()
    export_book(store, path, day)
    book, problems = read_book(path)
    require(not problems, f"cells that cannot be read: {problems}")
    require(book == book_in_force(store, day).book, "the workbook says another book")
    return f"{path.stat().st_size:,} bytes, read again"


def write_reports(store: "Store", folder: Path) -> str:
    """Write the monthly report in each of its forms: figures to print, a workbook with charts."""
    from funneldesk.operations.report import ENDINGS, write_report

    written = [write_report(store, folder / f"report{end}", SAMPLE_DAY.toordinal()).path for end in ENDINGS]
    return ", ".join(f"{path.name} {path.stat().st_size:,} bytes" for path in written)


def suggest(store: "Store") -> str:
    """Let weights be suggested: the libraries of statistics are loaded for nothing else."""
    from funneldesk.operations.book import book_in_force
    from funneldesk.operations.suggesting import suggest_weights

    day = SAMPLE_DAY.toordinal()
    suggest_weights(store, book_in_force(store, day).book, day)
    return "weights suggested"


def publish_and_open(store: "Store", share: Path, home: Path) -> str:
    """Publish into a folder and open it as a member does; `home` is kept apart from that of the user."""
    from funneldesk.operations.publishing import publish

    share.mkdir()
    published = publish(store, share, level=_LEVEL, as_of=SAMPLE_DAY.toordinal(), home=home)
    state = open_as_member(share, home).refresh()
    require(not state.problems, "; ".join(problem.message for problem in state.problems))
    require(state.copy is not None, "the publication cannot be read")
    return f"{sum(published.manifest.rows.values()):,} rows published and read"


def open_as_member(share: Path, home: Path) -> "Team":
    """Open a shared folder as a member whose copies lie in `home`."""
    from funneldesk.operations.team import open_team

    return open_team(share, home=home / "member")


def write_workbook_apart(store: "Store", folder: Path) -> str:
    """Let a child write the workbook of a publication, as for many leads; require that it was the child."""
    from funneldesk.files.writing.workbook_child import WorkbookWriter
    from funneldesk.operations.publication import gather_publication

    path = folder / "publication.xlsx"
    with WorkbookWriter(apart=True) as writer:
        writer.begin(path, gather_publication(store, _LEVEL, SAMPLE_DAY.toordinal()))
        writer.finish()
        require(writer.was_apart, "the child did not write it")
    return f"{path.stat().st_size:,} bytes by a child"


def seal_and_unseal() -> str:
    """Seal some words with a passphrase and open them again."""
    from funneldesk.share.sealing import key_from, seal, unseal

    words, key = b"hand-over", key_from(_PASSPHRASE, b"salt of 16 bytes")
    require(unseal(seal(words, key, "name"), key, "name") == words, "what was sealed does not open")
    return "sealed and opened"


def carried_files() -> str:
    """Require the Japanese font that comes along, words of both languages, and what else lies beside the code."""
    from funneldesk.fonts import carried_font
    from funneldesk.i18n import _, speaking
    from funneldesk.resources import resource_path

    with speaking("ja"):
        require(_("Today") != "Today", "no Japanese words")
    for parts in (("book", "starter.ja.json"), ("book", "starter.en.json"), ("icons", "funneldesk.svg")):
        resource_path(*parts)
    return f"words, books, icons, {carried_font().name}"
