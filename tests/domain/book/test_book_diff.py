"""Two books are compared part by part, line by line, in words."""

from dataclasses import replace

from hypothesis import given, settings

from funneldesk.domain.book.book import Reader, Signal
from funneldesk.domain.book.book_diff import Difference, differences
from funneldesk.domain.book.conditions import ActivityMatch, Disqualified
from funneldesk.domain.book.starter import starter_book
from funneldesk.domain.words import PARTS
from funneldesk.i18n import speaking
from tests.domain.books import books

BOOK = starter_book("ja")


def changed(part, name, **fields):
    lines = tuple(replace(line, **fields) if line.id == name else line for line in getattr(BOOK, part))
    return replace(BOOK, **{part: lines})


def compared(after):
    with speaking("ja"):
        return differences(BOOK, after)


@settings(deadline=None, max_examples=15)
@given(books(), books())
def test_books_differ_exactly_where_differences_are_told(one, other):
    found = differences(one, other)
    assert {d.part for d in found} == {part for part in PARTS if getattr(one, part) != getattr(other, part)}
    assert bool(found) == (one != other)


@settings(deadline=None, max_examples=10)
@given(books())
def test_a_book_does_not_differ_from_itself(book):
    assert differences(book, book) == ()


def test_a_weight():
    assert compared(changed("signals", "seminar", points=25.0)) == (
        Difference("signals", "セミナー参加 / 点数", "20", "25"),
    )


def test_a_threshold_and_its_operator():
    after = replace(BOOK, threshold=replace(BOOK.threshold, points=70.0, operator="gt"))
    assert compared(after) == (
        Difference("threshold", "点数", "60", "70"),
        Difference("threshold", "以上か超か", "以上", "超"),
    )


def test_a_band_reads_as_percent():
    assert compared(changed("kpis", "win_rate", low=0.225)) == (
        Difference("kpis", "受注率 / 目安の下限", "20 %", "22.5 %"),
    )


def test_a_condition_reads_as_a_sentence():
    (found,) = compared(changed("criteria", "mql", when=Disqualified()))
    assert found.where.endswith(" / 条件")
    assert found.before.startswith("直近180日に資料DL")
    assert found.after == "対象外である"


def test_lines_come_and_go():
    gone = replace(BOOK, signals=tuple(s for s in BOOK.signals if s.id != "reply"))
    added = Signal("card", "behaviour", "名刺交換", 3, "会った人だから", ActivityMatch(kinds=("card",)), 30)
    assert compared(gone) == (
        Difference("signals", "メールへの返信", "直近90日のメール返信は、1回につき10点を加える（合計10点まで）。", None),
    )  # fmt: skip
    assert compared(replace(BOOK, signals=(*BOOK.signals, added))) == (
        Difference("signals", "名刺交換", None, "直近30日の名刺交換は、1回につき3点を加える。"),
    )


def test_an_order():
    (found,) = compared(replace(BOOK, terms=BOOK.terms[::-1]))
    assert (found.part, found.where) == ("terms", "順番")
    assert found.before.startswith("リード・MQL")
    assert found.after.startswith("受注・SQL（商談）")


def test_rules_and_reasons_are_told_as_they_work():
    (due,) = compared(changed("rules", "decide", due_days=3))
    assert (due.where, due.before, due.after) == ("引き渡しへの返事 / 期限", "2営業日以内に", "3営業日以内に")
    (follows,) = compared(changed("reasons", "student", then="keep"))
    assert (follows.before, follows.after) == ("対象外にする", "そのままにする")


def test_tables_and_single_values():
    after = replace(
        BOOK,
        maturity_days={**BOOK.maturity_days, "sal": 14},
        stage_labels={"sal": "営業受諾"},
        purpose=replace(BOOK.purpose, readers=(Reader("佐藤", "marketing", "2026-11-22"),)),
        data_rules=replace(
            BOOK.data_rules,
            required={**BOOK.data_rules.required, "mql": ("industry",)},
            allowed={"source": ("広告",)},
        ),
    )
    assert compared(after) == (
        Difference("purpose", "読んだ人", "", "佐藤 (マーケ, 2026-11-22)"),
        Difference("data_rules", "必須項目 / MQL", "業種、従業員数、役職", "業種"),
        Difference("data_rules", "選択肢 / 流入元", None, "広告"),
        Difference("stage_labels", "SAL", None, "営業受諾"),
        Difference("maturity_days", "SAL", "30", "14"),
    )


def test_lists_inside_a_line_are_compared_line_by_line():
    (first, *others) = BOOK.data_rules.schedules
    weekly = replace(first, every="week", weekday=4, kind="activities")
    (scenario,) = BOOK.scenarios
    steps = (*scenario.steps[:3], replace(scenario.steps[3], after_days=7), scenario.steps[4])
    after = replace(
        BOOK,
        data_rules=replace(BOOK.data_rules, schedules=(weekly, *others)),
        phases=(replace(BOOK.phases[0], types=("article", "video")), *BOOK.phases[1:]),
        scenarios=(replace(scenario, steps=steps),),
    )
    assert compared(after) == (
        Difference("data_rules", "取り込みの予定 / MAの一覧 / 種類", "リード", "行動履歴"),
        Difference("data_rules", "取り込みの予定 / MAの一覧 / 頻度", "毎営業日の朝", "毎週金曜"),
        Difference("data_rules", "取り込みの予定 / MAの一覧 / 曜日", "毎営業日の朝", "毎週金曜"),
        Difference("phases", "認知期 / コンテンツ", "記事", "記事・動画"),
        Difference(
            "scenarios", "SEO記事から架電まで / 手順 / 比較資料を案内する / 適用までの日数", "10", "7"
        ),
    )
