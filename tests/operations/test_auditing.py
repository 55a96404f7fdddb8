"""Every line of the audit log is said in words."""

import ast

import pytest

from funneldesk.domain.team.levels import LEVELS
from funneldesk.i18n import set_language
from funneldesk.operations.auditing import _WORDS, Entry, entry_words


@pytest.mark.parametrize(
    ("operation", "detail", "ja", "en"),
    [
        ("import", {"file": "名簿.csv", "batch": 3}, "取り込み：名簿.csv", "Imported: 名簿.csv"),
        (
            "publish",
            {"folder": "Z:/共有", "level": "masked"},
            "公開：Z:/共有（個人情報を伏せる）",
            "Published into Z:/共有: Without names, addresses and phone numbers",
        ),
        ("take-over", {"from": "PC-2"}, "PC-2から公開を引き継ぎました", "Took publishing over from PC-2"),
        ("undo-import", {}, "取り込みの取り消し（番）", "Import  taken back"),
        ("a newer thing", {}, "a newer thing", "a newer thing"),
    ],
)
def test_lines_are_said_in_both_languages(operation, detail, ja, en):
    for language, words in (("ja", ja), ("en", en)):
        set_language(language)
        assert entry_words(Entry("2026-11-28T00:00:00Z", operation, detail)) == words


def test_every_level_has_its_words():
    for level in LEVELS:
        assert level not in entry_words(Entry("", "publish", {"folder": "x", "level": level})).split(": ")[1:]


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
    assert named - set(_WORDS) <= {"folder"}  # a key of a detail that is put together
