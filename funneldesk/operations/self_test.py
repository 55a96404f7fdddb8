"""The self-test's steps that need no window: what an installation may lack, asked of the sample company.

Whatever is imported late, lies in a data file or starts this program once more as a child is used once: that is
what goes missing when a program is packed.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from funneldesk.domain.team.levels import Level
from funneldesk.operations.demo import SAMPLE_DAY, sample_lists

if TYPE_CHECKING:
    from funneldesk.operations.team import Team
    from funneldesk.store.store import Store

#: What the sample is published for.
_LEVEL: Level = "masked"
_PASSPHRASE = "open sesame"  # noqa: S105 - seals nothing but the words below


class SelfTestError(Exception):
    """A step did not come to what it should: said to whoever packed the program."""


def require(condition: object, words: str) -> None:
    """Fail the step unless `condition` holds."""
    if not condition:
        raise SelfTestError(words)


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
