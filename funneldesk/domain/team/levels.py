"""How much of people is published (DESIGN 9): contact data of open hand-overs, nobody's, or sums only."""

from typing import Literal, get_args

from funneldesk.i18n import N_, _

Level = Literal["contact", "masked", "aggregate"]
LEVELS: tuple[Level, ...] = get_args(Level)
#: What the window recommends, and what a command takes where nobody chose.
RECOMMENDED: Level = "contact"
DEFAULT: Level = "masked"
#: At "aggregate", a number of people below this is not told.
FEWEST_TOLD = 5

_LABELS = {
    "contact": N_("Contact data for open hand-overs only"),
    "masked": N_("Without names, addresses and phone numbers"),
    "aggregate": N_("Sums only"),
}


def level_label(level: Level) -> str:
    """Return a level in words."""
    return _(_LABELS[level])


def says_more(level: Level, than: Level) -> bool:
    """Whether a level tells more of people than another one."""
    return LEVELS.index(level) < LEVELS.index(than)


def told(count: int | None, level: Level) -> int | None:
    """Return a number of people as it may be told at a level: None where it is too small."""
    if level != "aggregate" or count is None or count == 0 or count >= FEWEST_TOLD:
        return count
    return None
