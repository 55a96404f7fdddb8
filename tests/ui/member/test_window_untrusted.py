"""A publication that passes all checks and says what no program wrote: pages show it or say what is wrong."""

import random

import pytest

from funneldesk.domain.team.publication import TABLES, Publication
from funneldesk.operations.team_view import open_view
from funneldesk.share.publication_file import open_publication, write_publication
from funneldesk.ui.member.actions import ENTRIES
from funneldesk.ui.member.session import Opening
from tests.ui.conftest import settle
from tests.ui.member.driving import TODAY, FakeTeam

#: What a cell of each type may hold, whoever wrote it.
ODD = {
    "text": (
        "",
        "\u202eabc",
        "<img src=x onerror=alert(1)>",
        "%(name)s {0} %d",
        "a" * 3000,
        "\t\n",
        "nobody",
        None,
    ),
    "json": ("[]", "{}", "0", "null", "[[[[]]]]", None),
    "whole": (0, -1, 10**15, -(10**15), None),
    "real": (0.0, -1.5, 1e15, -1e15, 1e-300, None),
    "day": ("0001-01-01", "9999-12-31", None),
    "flag": (0, 1, None),
}
#: The least and the most of cells that are odd.
SHARES = (0.02, 0.3)


def made(path, folder, seed):
    """Write a publication like that of `path`, with some cells exchanged; keys stay, or it would be no publication."""
    chance = random.Random(seed)
    share, rows = chance.uniform(*SHARES), {}
    with open_publication(path) as there:
        for table in TABLES:
            kept = {"key", "handover", "lead", "position", "table_name", "column_name"}
            if table.name == "about":
                kept |= {"value"}
            rows[table.name] = [
                tuple(
                    cell
                    if column.name in kept or chance.random() > share
                    else chance.choice(ODD[column.type])
                    for column, cell in zip(table.columns, row, strict=True)
                )
                for row in there.rows(table.name)
            ]
        level, language = there.level, there.language
    write_publication(folder / "odd.sqlite", Publication(level, TODAY, language, rows))
    return folder / "odd.sqlite"


@pytest.mark.parametrize("seed", [3, 12, 24])
def test_no_page_breaks_of_what_a_publication_says(copies, open_member, qtbot, tmp_path, seed):
    odd = made(copies(), tmp_path, seed)
    failed = []
    team = FakeTeam(odd)
    window = open_member(team, wait=False, opening=Opening(lambda _folder, _passphrase: team, open_view))
    window.session.failed.connect(failed.append)
    qtbot.waitUntil(lambda: window.session.has_publication)
    for entry in ENTRIES:
        window.go(entry.id)
        settle(qtbot, window.current)
        window.grab()
    assert failed == []
