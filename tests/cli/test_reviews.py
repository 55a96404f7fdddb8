"""review: a meeting on the command line, from the numbers to what became of a hypothesis."""

import shutil

import pytest

from tests.cli.running import CommandLine


@pytest.fixture
def desk(company: CommandLine, tmp_path) -> CommandLine:
    path = tmp_path / "funneldesk.db"
    shutil.copyfile(company.store, path)
    return CommandLine(path)


def test_a_review_from_its_beginning_to_the_next(desk: CommandLine) -> None:
    begun = desk.json("review", "begin", "--as-of", "2025-09-10")
    assert (begun["rhythm"], begun["from"], begun["to"], begun["open"]) == (
        "monthly", "2025-08-01", "2025-08-31", True,
    )  # fmt: skip
    funnel = desk.json(
        "funnel", "--mode", "period", "--from", "2025-08-01", "--to", "2025-08-31", "--as-of", "2025-09-10"
    )
    assert [stage["count"] for stage in begun["stages"]] == [stage["count"] for stage in funnel["stages"]]
    number = begun["review"]
    decided = desk.json(
        "review", "decide", number, "three articles", "--who", "Sato", "--until", "2025-10-01"
    )
    supposed = desk.json(
        "review", "suppose", number, "more", "--kind", "count", "--stage", "mql", "--target", "1", "--at-least",
        "--until", "2025-12-31",
    )  # fmt: skip
    rate = desk.json("review", "suppose", number, "better", "--target", "95", "--until", "2025-10-31")
    remark = desk.json("review", "remark", number, "sales was ill")
    desk.json("review", "close", number, "--present", "Sato, Suzuki", "--as-of", "2025-09-10")
    desk.json("review", "done", decided["item"], "--as-of", "2025-09-20")
    shown = desk.json("review", "show", number, "--as-of", "2026-06-01")
    assert shown["decisions"] == [
        {"item": decided["item"], "text": "three articles", "who": "Sato", "until": "2025-10-01", "done": "2025-09-20"}
    ]  # fmt: skip
    assert [one["item"] for one in shown["remarks"]] == [remark["item"]]
    assert (shown["present"], shown["open"], shown["stages"]) == ("Sato, Suzuki", False, begun["stages"])
    verdicts = {one["item"]: one["verdict"] for one in shown["hypotheses"]}
    assert verdicts[supposed["item"]] == "kept"
    following = desk.json("review", "begin", "--as-of", "2026-02-10")
    assert {one["item"] for one in following["judged"]} == {supposed["item"], rate["item"]}
    listed = desk.json("review", "list")["reviews"]
    assert [(one["review"], one["open"]) for one in listed] == [(following["review"], True), (number, False)]


@pytest.mark.parametrize(("lang", "words"), [("en", "Monthly review 1"), ("ja", "月次の振り返り 1")])
def test_words(desk: CommandLine, lang: str, words: str) -> None:
    assert desk.run("review", "list", lang=lang).code == 0
    ran = desk.run("review", "begin", "--as-of", "2025-09-10", lang=lang)
    assert (ran.code, words in ran.out) == (0, True)
    desk.run("review", "decide", 1, "three articles", "--who", "Sato", lang=lang)
    desk.run("review", "suppose", 1, "better", "--target", "95", "--until", "2025-10-31", lang=lang)
    shown = desk.run("review", "show", 1, lang=lang)
    assert "three articles (Sato)" in shown.out
    assert "95.0 %" in shown.out
    # The reasons count other people than the table above them: whom, and until when, is said.
    assert {"en": "Acquired 2025/07/01", "ja": "獲得日 2025/07/01"}[lang] in shown.out
    assert words.rstrip(" 1") in desk.run("review", "list", lang=lang).out


def test_mistakes_are_said(desk: CommandLine) -> None:
    assert desk.run("review", "begin", "--from", "2025-01-01").code == 2
    assert "no review 7" in desk.run("review", "show", "7").err
    desk.json("review", "begin", "--rhythm", "weekly", "--as-of", "2025-09-10")
    ran = desk.run("review", "remove", "99")
    assert (ran.code, "no longer" in ran.err) == (1, True)
    item = desk.json("review", "remark", 1, "x")["item"]
    desk.json("review", "remove", item)
    desk.json("review", "close", 1)
    assert "closed" in desk.run("review", "remark", 1, "x").err
    desk.json("review", "reopen", 1)
    desk.json("review", "remark", 1, "x")
