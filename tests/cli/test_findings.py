"""findings: the shape of its JSON, what stands in its words, and shuffled copies."""

import pytest

from tests.cli.running import CommandLine
from tests.operations.differing_lists import write_differing_lists

AS_OF = "2026-06-30"


@pytest.fixture(scope="module")
def printers(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """Return a command line on a company in which those in print buy."""
    folder = tmp_path_factory.mktemp("printers")
    line = CommandLine(folder / "store" / "funneldesk.db")
    for path in write_differing_lists(folder):
        line.json("import", path, "--list-date", AS_OF)
    return line


def test_json_and_words(printers: CommandLine) -> None:
    found = printers.json("findings", "--as-of", AS_OF, "--shuffles", "3")
    assert set(found) == {"as_of", "questions", "leads", "level", "findings", "shuffles"}
    assert found["questions"] > 0
    assert len(found["findings"]) == 1
    assert found["shuffles"]["copies"] == 3
    assert 0 <= found["shuffles"]["with_findings"] <= 3
    for one in found["findings"]:
        assert set(one) >= {
            "kind",
            "value",
            "title",
            "sentences",
            "n",
            "k",
            "rate",
            "low",
            "high",
            "others",
            "under",
        }
        assert one["low"] <= one["rate"] <= one["high"]
        assert (one["rate"] > one["others"]["rate"]) == (one["direction"] == "more")
        assert one["chance"] <= found["level"]


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", ("differ", "shuffled copies")), ("ja", ("偶然では説明しにくい違い", "シャッフルした"))],
)
def test_words(printers: CommandLine, lang: str, words: tuple[str, str]) -> None:
    ran = printers.run("findings", "--as-of", AS_OF, "--shuffles", "1", lang=lang)
    assert ran.code == 0
    assert all(word in ran.out for word in words)


def test_without_a_store(line: CommandLine) -> None:
    ran = line.run("findings", "--json")
    assert ran.code == 1
    assert ran.json["error"]["code"] == "no_store"
