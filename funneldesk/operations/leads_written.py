"""What was written of a table of leads into a file of its own, and what of it is data of people."""

from dataclasses import dataclass
from pathlib import Path

from funneldesk.domain.formats import number, sentences
from funneldesk.i18n import _, ngettext


@dataclass(frozen=True, slots=True)
class LeadsWritten:
    """The file, how many lines, and the headings of those columns that are data of people."""

    path: Path
    rows: int
    personal: tuple[str, ...]


def written_words(written: LeadsWritten, *, sealed: bool = False) -> str:
    """Return what was written; `sealed`: from a shared folder whose passphrase does not keep this file."""
    words = ngettext("%(count)s lead is in %(file)s.", "%(count)s leads are in %(file)s.", written.rows) % {
        "count": number(written.rows), "file": written.path.name,
    }  # fmt: skip
    said = [words]
    if written.personal:
        columns = _(", ").join(written.personal)
        said.append(_("The file holds personal data: %(columns)s.") % {"columns": columns})
    if sealed:
        said.append(_("The shared folder has a passphrase; this file has none."))
    return sentences(*said)
