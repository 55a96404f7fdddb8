"""Every line of the audit log is said in words."""

import ast

import pytest

from funneldesk.domain.team.levels import LEVELS, level_label
from funneldesk.i18n import set_language
from funneldesk.operations.auditing import _SAID, entry_words
from funneldesk.store.audit import Entry


@pytest.mark.parametrize(
    ("operation", "detail", "ja", "en"),
    [
        (
            "publish",
            {"folder": "Z:/共有", "level": "masked"},
            "公開：Z:/共有（個人情報を伏せる）",
            "Published into Z:/共有: Without names, addresses and phone numbers",
        ),
        ("take-over", {"from": "PC-2"}, "PC-2から公開を引き継ぎました", "Took publishing over from PC-2"),
        ("close-review", {"review": 2}, "振り返りの終了（2回目）", "Closed review 2"),
        ("import", {}, None, "Imported: "),
        ("a newer thing", {}, "a newer thing", "a newer thing"),
    ],
)
def test_lines_are_said_in_both_languages(operation, detail, ja, en):
    for language, words in (("ja", ja), ("en", en)):
        set_language(language)
        said = entry_words(Entry("2026-11-28T00:00:00Z", operation, detail))
        assert said == words or (words is None and said != en)


def test_no_level_is_said_by_its_code():
    for level in LEVELS:
        assert (
            entry_words(Entry("", "publish", {"folder": "x", "level": level}))
            == f"Published into x: {level_label(level)}"
        )


def _operations(tree):
    """Yield the operations named where a line is added to the log: every text among its arguments but keys."""
    for node in ast.walk(tree):
        name = ast.unparse(node.func).split(".")[-1] if isinstance(node, ast.Call) else ""
        if name in {"note", "note_change", "add_entry"}:
            for part in (one for one in node.args if not isinstance(one, ast.Dict)):
                texts = (inner.value for inner in ast.walk(part) if isinstance(inner, ast.Constant))
                yield from (text for text in texts if isinstance(text, str))


def test_every_operation_that_is_logged_has_words(repository):
    named = set()
    for path in (repository / "funneldesk" / "operations").glob("*.py"):
        named |= set(_operations(ast.parse(path.read_text(encoding="utf-8"))))
    assert {"publish", "merge", "undo-act", "adopt_book"} <= named
    assert named - set(_SAID) <= {"folder"}  # a key of a detail that is put together
