"""A list in words before it is imported: which it is, how much of it is understood for sure, what to look at."""

from typing import TYPE_CHECKING

from funneldesk.domain.fields import FIELDS
from funneldesk.domain.formats import colon, number, sentences
from funneldesk.domain.lists.mapping import names_only_companies
from funneldesk.domain.words import list_label
from funneldesk.files.detection.presets import TOOL_NAMES
from funneldesk.i18n import _, ngettext
from funneldesk.ui.pages.importing_draft import ListDraft
from funneldesk.ui.widgets.text import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from funneldesk.errors import UserError
    from funneldesk.files.reading.sheets import PassedOver

LONGEST_NAME = 40
_SURE = frozenset({"certain", "content", "chosen", "remembered"})


def summary(draft: ListDraft) -> tuple[str, Tone]:
    """Return the sentence and its tone: amber where a person should look."""
    judged = [draft.certainty(heading) for heading in draft.headings]
    sure, unsure = sum(one in _SURE for one in judged), judged.count("unsure")
    kept = judged.count("kept")
    if not draft.has_anything:
        words = _("None of the columns looks like anything FunnelDesk counts: is this the right file?")
        return words, "amber"
    said = []
    if not draft.preview.kind_sure and not draft.preview.remembered:
        said.append(
            _("“{kind}” is a guess: check the kind of list first.").format(kind=list_label(draft.kind))
        )
    if sure == len(judged):
        words = ngettext("The column is understood", "All %(count)s columns are understood", sure)
    else:
        words = _("%(sure)s of %(count)s columns are understood")
    parts = [words % {"sure": sure, "count": len(judged)}]
    if unsure:
        parts.append(_("%(count)s to check") % {"count": unsure})
    if kept:
        parts.append(_("%(count)s kept as they are") % {"count": kept})
    said.append(_(", ").join(parts) + _("."))
    words_open = len(draft.open_words)
    if words_open:
        words = ngettext(
            "Say what %(count)s word of it means.", "Say what %(count)s words of it mean.", words_open
        )
        said.append(words % {"count": words_open})
    if names_only_companies(draft.plan()):
        said.append(_("It names companies but no people: each becomes an unnamed contact of its company."))
    unit = draft.plan().money_unit or 1
    if unit != 1 and "money" in map(FIELDS[draft.kind].get, draft.plan().columns):
        words = _("Amounts are read in units of {unit}, as the list says above its headings.")
        said.append(words.format(unit=number(unit)))
    return "\n".join(said), "amber" if unsure or words_open or not draft.preview.kind_sure else ""


def about_list(draft: ListDraft, waiting: int) -> str:
    """Return the line below the page's title: file, sheet, tool, heading row, rows, and how many lists wait."""
    preview = draft.preview
    name = preview.path.name
    if len(name) > LONGEST_NAME:
        name = f"{name[: LONGEST_NAME // 2]}…{name[-LONGEST_NAME // 2 :]}"
    parts = [name]
    if len(preview.sheets) > 1 and preview.sheet:
        parts.append(_("sheet “{name}”").format(name=preview.sheet))
    if preview.tool:
        parts.append(TOOL_NAMES.get(preview.tool, preview.tool))
    if preview.header_row > 1:
        parts.append(_("headings in row {row}").format(row=preview.header_row))
    if preview.rows is not None:
        count = preview.rows
        parts.append(ngettext("%(count)s row", "%(count)s rows", count) % {"count": number(count)})
    if waiting:
        parts.append(ngettext("%(count)s more list", "%(count)s more lists", waiting) % {"count": waiting})
    return " · ".join(parts)


def about_failure(file: str, error: "UserError") -> str:
    """Return why a list could not be read; most sentences name the file themselves."""
    words = sentences(error.message, error.next_step)
    return words if file in words else f"{file}{colon()}{words}"


def go_words(rows: int, unchanged: int) -> tuple[str, bool]:
    """Return what the button that imports says, and whether anything would come of it."""
    if rows and rows == unchanged:
        return _("Import it again"), False
    words = ngettext("Import %(count)s row", "Import %(count)s rows", rows) % {"count": number(rows)}
    return (words if rows else _("Import it")), True


def about_sheets(file: str, passed_over: "Sequence[PassedOver]") -> tuple[str, str]:
    """Return a sentence that names the sheets that stay out, and why each does, line by line."""
    sheets = _(", ").join(_("“{sheet}”").format(sheet=one.sheet) for one in passed_over)
    reasons = "\n".join(f"{one.sheet}{colon()}{one.reason}" for one in passed_over)
    words = ngettext(
        "%(file)s: the sheet %(sheets)s stays out.",
        "%(file)s: the sheets %(sheets)s stay out.",
        len(passed_over),
    )
    return words % {"file": file, "sheets": sheets}, reasons
