"""report: both files, the shape of its JSON, which month, what is said of a wrong one."""

from pathlib import Path

import pytest

from funneldesk.cli.report import report_data
from funneldesk.operations.report import report_of
from funneldesk.operations.stores import in_memory_store
from tests.cli.running import CommandLine
from tests.operations.reported_company import TODAY, fill, hold_review

AT = ("--as-of", "2026-01-15")


@pytest.mark.parametrize(("ending", "mark"), [(".pdf", b"%PDF"), (".xlsx", b"PK")])
def test_a_file_and_every_part_as_json(
    company: CommandLine, tmp_path: Path, ending: str, mark: bytes
) -> None:
    path = tmp_path / f"report{ending}"
    found = company.json("report", path, *AT)
    assert path.read_bytes().startswith(mark)
    assert (found["month"], found["from"], found["as_of"]) == ("2025-12", "2025-12-01", "2025-12-31")
    assert (found["running"], found["outlook"], found["file"]) == (False, None, str(path))
    assert [one["month"] for one in found["months"]][::12] == ["2024-12", "2025-12"]
    funnel = company.json("funnel", "--from", "2025-01-01", "--to", "2025-12-31", "--as-of", "2025-12-31")
    assert found["funnel"]["stages"] == funnel["stages"]
    contents = company.json("contents", "--as-of", "2025-12-31")
    assert found["contents"]["contents"] == contents["contents"]
    assert {one["promise"] for one in found["promises"]} == {
        "complete",
        "lists",
        "contact",
        "answer",
        "reason",
    }
    for moved in found["movements"]:
        parts = sum(part["value"] for part in moved["why"]["parts"])
        assert parts == pytest.approx(moved["why"]["after"] - moved["why"]["before"])


def test_a_month_can_be_named_and_a_running_one_has_an_outlook(company: CommandLine, tmp_path: Path) -> None:
    for month in ("2026-01", "2026/1", "202601"):
        found = company.json("report", tmp_path / "r.xlsx", "--month", month, *AT)
        assert (found["as_of"], found["running"]) == ("2026-01-15", True)
    assert found["outlook"]["days_left"] == 16
    text = company.run("report", tmp_path / "r.xlsx", "--month", "2025-10", *AT)
    assert text.code == 0
    assert "As it stood on 2025/10/31, by all that is imported today (2026/01/15)." in text.out
    assert f"Saved: {tmp_path / 'r.xlsx'}" in text.out


@pytest.mark.parametrize(
    ("arguments", "code", "error"),
    [
        (("r.pdf", "--month", "2026-13"), 2, "usage"),
        (("r.pdf", "--month", "last"), 2, "usage"),
        (("r.pdf", "--month", "0001-01"), 2, "usage"),
        (("r.pdf", "--month", "2026-02"), 1, "month_not_begun"),
        (("r.txt",), 1, "unknown_ending"),
        (("none/r.pdf",), 1, "no_folder"),
    ],
)
def test_what_is_wrong_is_said(
    company: CommandLine, tmp_path: Path, arguments: tuple[str, ...], code: int, error: str
) -> None:
    ran = company.run("report", tmp_path / arguments[0], *arguments[1:], *AT, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (code, error)
    assert ran.json["error"]["next"]
    assert list(tmp_path.iterdir()) == []


def test_decisions_and_what_was_expected_are_in_it() -> None:
    with in_memory_store("en") as store:
        fill(store)
        hold_review(store)
        found = report_data(report_of(store, TODAY))
    assert found["reviews"] == 1
    decision = found["decisions"][0]
    assert decision == {
        "review": 1, "item": decision["item"], "text": "Call within a day", "who": "Sato", "until": "2026-11-05",
        "done": None,
    }  # fmt: skip
    expected = found["expected"][0]
    assert (expected["text"], expected["target"], expected["upward"]) == ("More are accepted", 0.9, True)
    assert (expected["verdict"], expected["reason"]) == ("open", "not_due")
