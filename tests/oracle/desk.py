"""A small company imported into the program, beside the second opinion on the same lists."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.cli.running import CommandLine
from tests.oracle.lists import HEADINGS, write_company
from tests.oracle.reference import World, read_world

LIST_DAY = date(2026, 6, 1)
ORDER = ("contents", "leads", "leads_later", "activities", "handovers", "deals")


class Desk:
    """One company in both."""

    def __init__(self, line: CommandLine, folder: Path, world: World) -> None:
        self.line = line
        self.folder = folder
        self.world = world


def make_desk(
    line: CommandLine,
    seed: int,
    *,
    stated: bool = False,
    sales: bool = True,
    order: Callable[[list[str]], list[str]] = list,
) -> Desk:
    """Write the lists of one company and import them, in any order."""
    folder = line.store.parent / f"company-{seed}"
    folder.mkdir(parents=True)
    write_company(folder, seed, stated=stated, sales=sales)
    names = [name for name in order(list(ORDER)) if (folder / f"{name}.csv").exists()]
    for name in names:
        _import(line, folder, name, stated=stated)
    return Desk(line, folder, read_world(folder, LIST_DAY.toordinal()))


def _import(line: CommandLine, folder: Path, name: str, *, stated: bool) -> None:
    path = folder / f"{name}.csv"
    if path.read_text(encoding="utf-8").count("\n") < 2:
        return  # nobody was on this list
    kind = "leads" if name == "leads_later" else name
    fields = [*HEADINGS[kind], *(("mql_at", "sal_at", "stage") if stated and name == "leads" else ())]
    mapping = folder / f"{name}.toml"
    lines = [
        f'kind = "{kind}"',
        'system = "tool"',
        "[columns]",
        *(f'{field} = "{field}"' for field in fields),
    ]
    mapping.write_text("\n".join(lines), encoding="utf-8")
    line.json("import", path, "--map", mapping, "--list-date", LIST_DAY.isoformat())
