"""What a work list that comes back comes to, in sentences for window and command line."""

from typing import TYPE_CHECKING

from funneldesk.domain.formats import number, sentences
from funneldesk.i18n import _, ngettext

if TYPE_CHECKING:
    from funneldesk.operations.worklist_import import WorkLine, WorkListImport


def summary(looked: "WorkListImport", step: int) -> tuple[str, str]:
    """Return what was recorded (`step` 0: would be) in a sentence, and what to do next."""
    new, known = len(looked.of("new")), len(looked.of("known"))
    conflicts, problems = len(looked.of("conflict")), len(looked.of("problem"))
    if not looked.lines:
        return _("Nothing is filled in yet in “{name}”.").format(name=looked.name), _(
            "Fill in the yellow cells, save, and import it again."
        )
    said = []
    if new:
        words = (
            ngettext("%(count)s row is recorded.", "%(count)s rows are recorded.", new)
            if step
            else ngettext("%(count)s row would be recorded.", "%(count)s rows would be recorded.", new)
        )
        said.append(words % {"count": number(new)})
    if known:
        words = ngettext(
            "%(count)s row is known already and changes nothing.",
            "%(count)s rows are known already and change nothing.",
            known,
        )
        said.append(words % {"count": number(known)})
    if conflicts:
        words = ngettext(
            "%(count)s row was decided otherwise meanwhile; what is here stays unless you choose the list.",
            "%(count)s rows were decided otherwise meanwhile; what is here stays unless you choose the list.",
            conflicts,
        )
        said.append(words % {"count": number(conflicts)})
    if problems:
        words = ngettext(
            "%(count)s row is unclear and is not taken.",
            "%(count)s rows are unclear and are not taken.",
            problems,
        )
        said.append(words % {"count": number(problems)})
    next_step = (
        _("Correct these rows in the file and import it again; the others are not recorded twice.")
        if problems
        else ""
    )
    return sentences(*said), next_step


def status_words(status: str) -> str:
    """Return the heading of the rows of one status."""
    return {
        "new": _("To be recorded"),
        "known": _("Known already"),
        "conflict": _("Decided otherwise meanwhile"),
        "problem": _("Unclear, not taken"),
    }[status]


def line_words(line: "WorkLine") -> str:
    """Return what a row says, and what stands against it with what to do."""
    if line.problem is not None:
        said = sentences(line.problem.message, line.problem.next_step)
        return f"{line.said} → {said}" if line.said else said
    if line.status == "conflict":
        return _("Here: {here}. The list: {said}.").format(here=line.here, said=line.said)
    return line.said
