"""What the page of the team's folder says in words: times, levels, members, and what a conflict is about."""

from typing import TYPE_CHECKING

from funneldesk.domain.formats import day, number, sentences
from funneldesk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from pathlib import Path

    from funneldesk.domain.team.levels import Level
    from funneldesk.domain.team.manifest import Manifest
    from funneldesk.operations.collecting import Collected, Said
    from funneldesk.operations.publishing import Published

KIB = 1024
#: What somebody answered, in words.
_ACTIONS = {
    "accept": N_("Accept the lead"),
    "reject": N_("Decline the lead"),
    "contacted": N_("contacted"),
    "comment": N_("Comment"),
}
#: What a colleague sees at each level: (label, example) pairs.
EXAMPLES: "dict[Level, tuple[tuple[str, str], ...]]" = {
    "contact": (
        (N_("An open hand-over"), N_("Minato Seiki · Hanako Yamada · hanako@minato.example · 03-0000-0000")),
        (N_("Everybody else"), N_("Minato Seiki · section chief · 67 points")),
    ),
    "masked": (
        (N_("An open hand-over"), N_("Minato Seiki · section chief · 67 points")),
        (N_("Everybody else"), N_("Minato Seiki · section chief · 67 points")),
    ),
    "aggregate": (
        (N_("An open hand-over"), N_("is not shown and cannot be answered")),
        (N_("Everybody else"), N_("38 SAL candidates, 15 SALs (no number below 5)")),
    ),
}
CHOICES: "dict[Level, str]" = {
    "contact": N_("Contact data for open hand-overs only (recommended)"),
    "masked": N_("Without names, addresses and phone numbers"),
    "aggregate": N_("Sums only"),
}


def size_words(size: int) -> str:
    """Return the size of a file: "840 KB", "1.2 MB"."""
    if size < KIB * KIB:
        return f"{number(max(1, round(size / KIB)))} KB"
    return f"{size / KIB / KIB:,.1f} MB"


def waiting_words(waiting: int) -> str:
    """Return how many answers wait, as a sentence."""
    words = ngettext("%(count)s answer has arrived.", "%(count)s answers have arrived.", waiting)
    return words % {"count": number(waiting)}


def said_words(said: "Said") -> str:
    """Return what somebody decided about a hand-over, and why."""
    action = _(_ACTIONS.get(said.action, said.action))
    return _("{decision} ({reason})").format(decision=action, reason=said.reason) if said.reason else action


def who_words(said: "Said") -> str:
    """Return who said it, and when."""
    who = said.who or _("You, on this computer")
    return f"{who}　{day(said.day)}".strip("　")


def rows_words(manifest: "Manifest") -> str:
    """Return how many leads and hand-overs a publication holds; with sums only there are none to be counted."""
    if manifest.level == "aggregate":
        return _("sums only, no rows about people")
    rows = manifest.rows
    leads = ngettext("%(count)s lead", "%(count)s leads", rows.get("leads", 0))
    legs = ngettext("%(count)s hand-over", "%(count)s hand-overs", rows.get("handovers", 0))
    told = [
        leads % {"count": number(rows.get("leads", 0))},
        legs % {"count": number(rows.get("handovers", 0))},
    ]
    return " · ".join(told)


def published_words(done: "Published") -> str:
    """Return what a publication did, in one sentence."""
    published = _("Published: as of {day}, {rows}.").format(
        day=day(done.manifest.as_of), rows=rows_words(done.manifest)
    )
    if not done.collected:
        return published
    return sentences(published, _taken_in(done.collected))


def _taken_in(count: int) -> str:
    words = ngettext("%(count)s answer was taken in.", "%(count)s answers were taken in.", count)
    return words % {"count": number(count)}


def collected_words(done: "Collected") -> str:
    """Return what taking in the answers did, in one sentence."""
    if not done.new:
        return _("No new answer was there.")
    contrary = ngettext(
        "%(count)s of them contradicts another: decide below.",
        "%(count)s of them contradict others: decide below.",
        done.conflicts,
    )
    said = [_taken_in(done.new)]
    if done.conflicts:
        said.append(contrary % {"count": number(done.conflicts)})
    return sentences(*said)


def invitation(folder: "Path") -> str:
    """Return what to send to colleagues, so that they find the folder."""
    return _(
        "We share our leads, funnel and definition book in this folder:\n{folder}\n"
        '1. Start FunnelDesk.\n2. Choose "Open a team\'s folder" and pick the folder above.\n'
        "3. Answer the hand-overs under Today. Without FunnelDesk, open the newest Excel file in "
        "FunnelDesk/publications."
    ).format(folder=folder)
