"""What an import came to, as JSON and in words."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from funneldesk.cli.tables import shortened, table
from funneldesk.domain.formats import number
from funneldesk.domain.words import list_label
from funneldesk.errors import UserError
from funneldesk.i18n import _, ngettext
from funneldesk.operations.importing import correction_words
from funneldesk.operations.people_by_name import by_name_words

if TYPE_CHECKING:
    from funneldesk.operations.importing import ImportResult

COUNTS = ("created", "updated", "unchanged", "skipped", "rejected")
#: Text output names this many problems of a list; JSON has them all.
_PROBLEMS_SHOWN = 20


def any_taken(result: "ImportResult") -> bool:
    """Whether rows were taken, or are there already."""
    return result.created + result.updated + result.unchanged > 0


def nothing_taken(path: Path, result: "ImportResult") -> UserError:
    """Return what to say of a list nothing could be taken from."""
    if not result.rows:
        message = _("%(file)s has no rows below its headings.") % {"file": path.name}
    else:
        message = _("No row of %(file)s could be taken.") % {"file": path.name}
    return UserError(
        "nothing_taken",
        message,
        _("Check the kind of list (--kind) and which column is what (--map MAP.toml)."),
    )


def result_data(result: "ImportResult") -> dict[str, Any]:
    """Return the result of an import as JSON has it (DESIGN 7)."""
    return {
        "batch": result.batch,
        "kind": result.kind,
        "rows": result.rows,
        **{name: getattr(result, name) for name in COUNTS},
        "again": result.again,
        "corrects": result.corrects,
        "alone": result.alone,
        "by_name": asdict(result.by_name) if result.by_name else None,
        "problems": [
            {"row": p.row, "column": p.column, "code": p.code, "message": p.message} for p in result.problems
        ],
    }


def count_words(name: str) -> str:
    """Return one of `COUNTS` in words."""
    return {
        "created": _("new"),
        "updated": _("updated"),
        "unchanged": _("unchanged"),
        "skipped": _("skipped"),
        "rejected": _("not taken"),
    }[name]


def result_text(path: Path, result: "ImportResult", *, dry_run: bool) -> str:
    """Return the result of an import for reading."""
    words = ngettext("%(file)s: %(count)s row, %(kind)s.", "%(file)s: %(count)s rows, %(kind)s.", result.rows)
    lines = [words % {"file": path.name, "count": number(result.rows), "kind": list_label(result.kind)}]
    lines.append("  ".join(f"{count_words(name)} {number(getattr(result, name))}" for name in COUNTS))
    if correction := correction_words(result):
        lines += ["", correction]
    if named := by_name_words(result.by_name):
        lines += ["", named]
    if result.again:
        lines += ["", _("Exactly this file was imported before: there is nothing new.")]
    if result.problems:
        lines += ["", _problem_table(result)]
    if dry_run:
        lines += ["", _("Nothing was written.")]
    elif result.batch is not None:
        lines += ["", _("To take it back: funneldesk undo-import %(batch)s") % {"batch": result.batch}]
    return "\n".join(lines)


def _problem_table(result: "ImportResult") -> str:
    rows = [
        [number(p.row), shortened(p.column, 24), shortened(p.message, 90)]
        for p in result.problems[:_PROBLEMS_SHOWN]
    ]
    text = table([_("Row"), _("Column"), _("What is wrong")], rows, right="r")
    more = len(result.problems) - len(rows)
    if more > 0:
        words = _("… and %(count)s more (all with --json).")
        text += "\n" + words % {"count": number(more)}
    return text
