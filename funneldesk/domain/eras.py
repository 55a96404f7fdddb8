"""Years of the Japanese eras (和暦): which era a day is in, and how its year is called."""

from datetime import date
from typing import NamedTuple


class EraYear(NamedTuple):
    """A year of an era: 令和8年 is ("R", "令和", 8)."""

    letter: str
    name: str
    number: int

    @property
    def short(self) -> str:
        """Return the year as tables have it: "R8"."""
        return f"{self.letter}{self.number}"

    @property
    def full(self) -> str:
        """Return the year as it is said, the first one by its own name: 「令和8」, 「令和元」."""
        return f"{self.name}{'元' if self.number == 1 else self.number}"


#: First day, letter and name of each era, the newest first; by the calendar Japan has had since 1873.
_ERAS = (
    (date(2019, 5, 1), "R", "令和"),
    (date(1989, 1, 8), "H", "平成"),
    (date(1926, 12, 25), "S", "昭和"),
    (date(1912, 7, 30), "T", "大正"),
    (date(1873, 1, 1), "M", "明治"),
)
#: In the first year of its table Meiji was in its sixth.
_MEIJI_BEGAN = 1868


def era_year(day: date) -> EraYear | None:
    """Return the year of the era a day is in; None before the calendar the eras are counted by."""
    for first, letter, name in _ERAS:
        if day >= first:
            began = _MEIJI_BEGAN if letter == "M" else first.year
            return EraYear(letter, name, day.year - began + 1)
    return None
