"""Names on the share: ours by strict pattern, all others nobody's."""

import pytest

from funneldesk.share.names import (
    AnswerName,
    PublicationName,
    answer_named,
    is_device,
    manifest_named,
    publication_of_file,
)

NAME = PublicationName(2, 13, "2027-01-01", "0123456789abcdef")


def test_names_are_read_as_they_are_written() -> None:
    assert manifest_named(f"{NAME}.json") == NAME
    for ending in (".json", ".sqlite", ".sqlite.fdenc", ".xlsx"):
        assert publication_of_file(f"{NAME}{ending}") == NAME
    for sealed in (False, True):
        answer = AnswerName(7, "0123456789abcdef", sealed)
        assert answer_named(str(answer)) == answer
    assert is_device("0123456789abcdef")


@pytest.mark.parametrize(
    "name",
    [
        f"{NAME} (1).json",
        f"{NAME}-LAPTOP.json",
        f"{NAME} (LAPTOP's conflicted copy 2027-01-01).json",
        f"{NAME} の競合コピー.json",
        f"{NAME}.JSON",
        f"{NAME}.json\n",
        f"{NAME}.json.tmp",
        f"../{NAME}.json",
        str(NAME).replace("2-13", "02-13") + ".json",
        str(NAME).replace("2-13", "２-13") + ".json",
        str(NAME).replace("2-13", "0-13") + ".json",
    ],
)
def test_copies_and_look_alikes_are_nobodys(name: str) -> None:
    assert manifest_named(name) is None
    assert publication_of_file(name) is None


@pytest.mark.parametrize(
    "name",
    ["7-0123456789abcdef (1).json", "7-0123456789ABCDEF.json", "0-0123456789abcdef.json", "7.json", ""],
)
def test_so_are_those_of_answers(name: str) -> None:
    assert answer_named(name) is None
    assert not is_device(name)
