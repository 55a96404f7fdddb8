"""Publications made up from the list of columns: every type of cell, with and without values."""

import random
from datetime import date

from funneldesk.domain.team.publication import TABLES, Column, Publication, Table
from funneldesk.domain.team.publication_words import vocabulary
from funneldesk.share.publication_schema import key_of

AS_OF = date(2026, 11, 22)
_NAMES = ("株式会社山田製作所", "㈲常盤金属", "O'Neill & Söhne GmbH", '引用"符"', "100%_off\\", "🌸 桜商事")
_ABOUT = {"as_of": AS_OF.isoformat(), "level": "contact", "language": "ja", "program": "1.0"}


def publication(
    rows: int = 40, *, level: str = "contact", language: str = "ja", seed: int = 1
) -> Publication:
    """Return a publication with that many rows in each table but `about`."""
    chance = random.Random(seed)
    said = _ABOUT | {"level": level, "language": language}
    tables = {
        table.name: [
            tuple(_cell(table, column, number, chance) for column in table.columns)
            for number in range(1, rows + 1)
        ]
        for table in TABLES
        if level != "aggregate" or table.told == "all"
    }
    width = len(next(table for table in TABLES if table.name == "about").columns)
    tables["about"] = [(key, value, *[key] * (width - 2)) for key, value in said.items()]
    return Publication(level, AS_OF.toordinal(), language, tables)  # type: ignore[arg-type]


def _cell(table: Table, column: Column, number: int, chance: random.Random) -> str | int | float | None:
    if column.name in key_of(table):
        return number if column.type == "whole" else f"{column.name}-{number:06}"
    if chance.random() < 0.1:
        return None
    if column.codes:
        return chance.choice(list(vocabulary(column.codes)))
    return {
        "text": lambda: chance.choice(_NAMES),
        "whole": lambda: chance.randrange(-5, 10_000),
        "real": lambda: chance.randrange(-1000, 100_000) / 1000,
        "day": lambda: date.fromordinal(AS_OF.toordinal() - chance.randrange(900)).isoformat(),
        "flag": lambda: chance.randrange(2),
        "json": lambda: f'["own:{chance.getrandbits(64):016x}"]',
    }[column.type]()
