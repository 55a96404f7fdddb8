"""How whoever sits at this computer likes years and amounts written; chosen in the settings of the window.

Both concern Japanese words only. What is written in a language of its own (`i18n.speaking`: files for the team, words
that are stored) is for everybody and keeps to the first way of each.
"""

from funneldesk.i18n import N_, _, is_speaking, language

#: Each habit and its ways, the usual one first, with their names.
HABITS = {
    "years": {"calendar": N_("Calendar years (2026/11/20)"), "era": N_("Japanese eras (R8.11.20)")},
    "amounts": {"short": N_("Short (1.2億円)"), "full": N_("All digits (120,000,000円)")},
}
_chosen = {habit: next(iter(ways)) for habit, ways in HABITS.items()}


def choose(habit: str, way: object) -> None:
    """Write like this from now on; what nobody could have chosen is the usual way."""
    ways = HABITS[habit]
    _chosen[habit] = str(way) if str(way) in ways else next(iter(ways))


def chosen(habit: str) -> str:
    """Return the way chosen."""
    return _chosen[habit]


def offered(habit: str) -> tuple[tuple[str, str], ...]:
    """Return the ways to choose from: as settings keep them, and in words."""
    return tuple((way, _(words)) for way, words in HABITS[habit].items())


def in_eras() -> bool:
    """Whether the words of this moment name years by their era."""
    return language() == "ja" and not is_speaking() and chosen("years") == "era"


def in_short() -> bool:
    """Whether the words of this moment have amounts in 万 and 億."""
    return language() == "ja" and (is_speaking() or chosen("amounts") == "short")
