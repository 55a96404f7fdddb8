"""Every line of the audit log is said in words."""

import ast
import re

import pytest

from funneldesk.domain.team.levels import LEVELS, level_label
from funneldesk.i18n import set_language
from funneldesk.operations.auditing import _SAID, entry_words, log
from funneldesk.operations.stores import in_memory_store
from funneldesk.operations.summary import note_summary, summary_of, write_summary
from funneldesk.store.audit import Entry
from tests.operations.taking import take
from tests.operations.test_by_hand import ASKED, HANAKO, KIND, TARO, day


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
        (
            "export",
            {"what": "report", "count": 2},
            "ファイルに保存：レポート（2人分）",
            "Saved to a file: report, 2 people",
        ),
        (
            "print",
            {"what": "report", "count": 0},
            "印刷：レポート（個人情報なし）",
            "Printed: report, nobody's data in it",
        ),
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


#: What is written of people is counted, or says who is a lead by a line of its own.
_NO_EXPORT = {
    "operations/book.py": "the agreed book: no lead stands in it",
    "operations/workshop.py": "the same, to be printed",
    "operations/publishing.py": "a publication has a line of its own: publish",
    "operations/team_export.py": "what everybody reads in the shared folder; a member has no store, and no log",
    "operations/demo.py": "a company that does not exist",
    "operations/self_test.py": "the same",
    "cli/pictures.py": "sums only",
    "ui/pages/pictures.py": "sums only",
}


def test_whatever_writes_a_file_leaves_a_line(repository):
    writing = set()
    for path in (repository / "funneldesk").rglob("*.py"):
        name, text = path.relative_to(repository / "funneldesk").as_posix(), path.read_text(encoding="utf-8")
        if not name.startswith(("operations/", "cli/", "ui/")):
            continue
        if re.search(r"funneldesk\.files\.writing|charts\.exporting|charts\.\w*pdf", text):
            writing.add(name)
            assert name in _NO_EXPORT or "note_export(" in text, name
    assert writing >= {
        *_NO_EXPORT,
        "operations/worklist.py",
        "operations/nurture.py",
        "operations/summary.py",
    }


def exports(store):
    return [(one.operation, one.detail) for one in log(store) if one.operation in {"export", "print"}]


def test_the_page_for_the_manager_leaves_a_line_with_as_many_people_as_it_names(tmp_path):
    with in_memory_store("ja") as store:
        take(store, "contents", [KIND])
        take(store, "leads", [TARO, HANAKO])
        take(store, "activities", [ASKED])
        page = summary_of(store, day("2026-04-02"))
        assert len(page.calls) == 1
        write_summary(store, page, tmp_path / "page.svg")
        write_summary(store, page.without_names(), tmp_path / "without.svg")
        note_summary(store, page, printed=True)
        count = len(page.calls)
        assert exports(store) == [
            (operation, {"what": "summary", "count": people})
            for operation, people in (("print", count), ("export", 0), ("export", count))
        ]
        set_language("ja")
        assert log(store)[0].words == f"印刷：上司への1枚（{count}人分）"
