"""Options, usage errors and the form of every error."""

import json

import pytest

from tests.cli.running import CommandLine

NEEDS_STORE = (
    ["imports"], ["undo-import", "1"], ["redo-import", "1"], ["score"], ["explain", "1"], ["funnel"], ["contents"],
    ["book", "log"], ["book", "export", "book.xlsx"], ["book", "diff", "0", "0"], ["backup"], ["check"],
)  # fmt: skip


@pytest.mark.parametrize("command", NEEDS_STORE, ids=" ".join)
def test_without_a_store_a_command_says_so(line: CommandLine, command: list[str]) -> None:
    ran = line.run(*command, "--json")
    assert ran.code == 1
    assert ran.json["error"]["code"] == "no_store"
    assert str(line.store) in ran.json["error"]["message"]
    assert ran.json["error"]["next"]
    assert not line.store.exists()


def test_without_json_the_error_is_words_on_stderr(line: CommandLine) -> None:
    ran = line.run("score")
    assert (ran.code, ran.out) == (1, "")
    assert "There is no data yet" in ran.err
    assert "→ Import a list first" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["funnel", "--nonsense"],
        ["funnel", "--mode", "sideways"],
        ["funnel", "--as-of", "yesterday"],
        ["funnel", "--as-of", "2026-02-30"],
        ["funnel", "--from", "2026-02-02", "--to", "2026-02-01"],
        ["contents", "--window", "-1"],
        ["contents", "--window", "many"],
        ["import"],
        ["import", "a.csv", "--kind", "people"],
        ["undo-import", "first"],
        ["explain"],
        ["explain", "a", "b"],
        ["book"],
        ["book", "burn"],
        ["funnel", "--lang", "fr"],
        ["funnel", "--store"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_code_2_with_one_json_object(line: CommandLine, arguments: list[str]) -> None:
    ran = line.bare(*arguments, "--json") if arguments[-1] != "--store" else line.bare("--json", *arguments)
    assert ran.code == 2
    assert list(ran.json) == ["error"]
    assert ran.json["error"]["code"] == "usage"
    assert ran.json["error"]["message"]
    assert "--help" in ran.json["error"]["next"]


@pytest.mark.parametrize("before", [True, False])
def test_shared_options_stand_before_or_after_the_command(line: CommandLine, before: bool) -> None:
    options = ["--store", str(line.store), "--json", "--lang", "ja", "--as-of", "2026/11/20"]
    ran = line.bare(*options, "score") if before else line.bare("score", *options)
    assert ran.code == 1
    assert ran.json["error"]["code"] == "no_store"
    assert "ありません" in ran.json["error"]["message"]


def test_the_option_nearest_the_command_wins(line: CommandLine) -> None:
    ran = line.bare("--store", "far.db", "book", "--store", "near.db", "log", "--json", "--lang", "en")
    assert "near.db" in ran.json["error"]["message"]


def test_clicks_own_words_are_japanese(line: CommandLine) -> None:
    ran = line.bare("funnel", "--mode", "sideways", "--lang", "ja")
    assert ran.code == 2
    assert "sideways" in ran.err
    assert "is not one of" not in ran.err
    shown = line.bare("--help", "--lang", "ja").out
    assert "使い方" in shown
    assert "Show this message" not in shown


def test_every_command_has_help_in_both_languages(line: CommandLine) -> None:
    for lang in ("ja", "en"):
        for command in NEEDS_STORE:
            words = [word for word in command if not word.isdigit() and "." not in word]
            ran = line.bare("--lang", lang, *words, "--help")
            assert ran.code == 0
            assert "--as-of" in ran.out


@pytest.mark.parametrize(
    "group", [(), ("book",), ("book", "draft"), ("review",), ("knowledge",)], ids=" ".join
)
def test_lists_of_commands_say_whole_sentences(line: CommandLine, group: tuple[str, ...]) -> None:
    for lang in ("ja", "en"):
        shown = line.bare(*group, "--lang", lang, "--help").out
        listed = shown[shown.rindex("コマンド:" if lang == "ja" else "Commands:") :]
        assert "..." not in listed
        if lang == "ja":
            assert not [row for row in listed.splitlines() if row.rstrip().endswith(("する。", "める。"))]


def test_no_display_is_an_error_that_says_what_can_be_done(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    ran = line.bare()
    assert ran.code == 1
    ran = line.bare("--json")
    assert ran.code == 1
    assert json.loads(ran.out)["error"]["code"] == "no_display"
    assert "--help" in json.loads(ran.out)["error"]["next"]
