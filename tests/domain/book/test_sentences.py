"""Every line of a book reads as one plain sentence in both languages."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from funneldesk.domain.book import conditions as c
from funneldesk.domain.book import sentences as s
from funneldesk.domain.book.book import Band, Kpi, Reason, Rule, Signal
from funneldesk.domain.book.starter import starter_book
from funneldesk.domain.fields import ACTIVITY_KINDS, CONTENT_TYPES
from funneldesk.i18n import LANGUAGES, speaking
from tests.domain.books import books, conditions

FEW = settings(deadline=None, max_examples=60)
#: Codes that must never reach a reader (those that are also plain words left out).
CODES = re.compile(
    r"white_paper|email_kind|is_not|contains_not|at_least|at_most|days_since|%\(|\bge\b|\bgt\b|external_id|None"
)
DOWNLOAD = c.ActivityMatch(kinds=("download",))
NOT_OUT = c.Not(c.Disqualified())


def english(condition):
    with speaking("en"):
        return s.condition_sentence(condition)


def japanese(condition):
    with speaking("ja"):
        return s.condition_sentence(condition)


@FEW
@given(conditions(), st.sampled_from(LANGUAGES))
def test_every_condition_is_a_sentence_without_codes(condition, language):
    with speaking(language):
        sentence = s.condition_sentence(condition)
    assert sentence.endswith("." if language == "en" else "。")
    assert len(sentence) > 3
    assert not CODES.search(sentence), sentence
    assert sentence.count("(") == sentence.count(")")
    assert sentence.count("（") == sentence.count("）")


@FEW
@given(conditions(), st.sampled_from(LANGUAGES))
def test_saying_the_opposite_twice_says_the_same(condition, language):
    with speaking(language):
        assert s.condition_sentence(c.Not(c.Not(condition))) == s.condition_sentence(condition)


@FEW
@given(conditions(), st.sampled_from(LANGUAGES))
def test_the_opposite_says_something_else(condition, language):
    with speaking(language):
        assert s.condition_sentence(c.Not(condition)) != s.condition_sentence(condition)


@settings(deadline=None, max_examples=20)
@given(books(), st.sampled_from(LANGUAGES))
def test_every_line_of_any_book_has_its_sentence(book, language):
    with speaking(language):
        lines = (*book.criteria, book.threshold, *book.signals, *book.rules, *book.reasons, *book.scenarios)
        for line in (*lines, *book.data_rules.schedules):
            sentence = s.line_sentence(line)
            assert sentence.strip(), line
            assert not CODES.search(sentence), sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_activity_and_content_has_words(language):
    with speaking(language):
        for kind in ACTIVITY_KINDS:
            for type_ in (*CONTENT_TYPES, ""):
                match = c.ActivityMatch(kinds=(kind,), types=(type_,))
                sentence = s.condition_sentence(c.Activity(match, 1, 30))
                assert not CODES.search(sentence), sentence


@pytest.mark.parametrize(
    ("condition", "ja", "en"),
    [
        (
            c.Attribute("employees", "at_least", ("50",)),
            "従業員数が50以上である。",
            "The number of employees is 50 or more.",
        ),
        (
            c.All((c.Attribute("employees", "at_least", ("50",)), c.Attribute("employees", "at_most", ("999",)))),
            "従業員数が50以上999以下である。",
            "The number of employees is from 50 to 999.",
        ),
        (
            c.Any_((c.Attribute("email", "filled"), c.Attribute("phone", "filled"))),
            "メールアドレスまたは電話番号が入力されている。",
            "The e-mail address or the phone number is filled in.",
        ),
        (
            c.All((c.Activity(DOWNLOAD, 2, 90), NOT_OUT)),
            "直近90日に資料DLが2回以上あり、かつ対象外ではない。",
            "There were 2 or more downloads in the last 90 days, and the lead is not disqualified.",
        ),
        (
            c.Not(c.Activity(DOWNLOAD, 1, None)),
            "これまでに資料DLがない。",
            "There were no downloads so far.",
        ),
        (
            c.All((NOT_OUT, c.Any_((c.Score("gt", 60), c.Activity(DOWNLOAD, 1, 7))))),
            "対象外ではなく、かつ（スコアが60点を超える、または直近7日に資料DLが1回以上ある）。",
            "The lead is not disqualified, and (the score is more than 60 points, or there were 1 or more downloads in the last 7 days).",
        ),
        (
            c.Not(c.All((c.Attribute("industry", "is", ("製造業", "建設業")), c.Score("ge", 7.5, "behaviour")))),
            "業種が「製造業」「建設業」のいずれかではない、または行動スコアが7.5点未満である。",
            "The industry is not “製造業” or “建設業”, or the behaviour score is less than 7.5 points.",
        ),
        (
            c.Activity(c.ActivityMatch(("view",), types=("case",), phases=("decision",), themes=("原価",)), 1, 30),
            "直近30日に事例（具体期、テーマ「原価」）の閲覧が1回以上ある。",
            "There were 1 or more views of case studies (decision phase; theme “原価”) in the last 30 days.",
        ),
        (
            c.DaysSince(c.ActivityMatch(kinds=("open", "click")), 90),
            "メール開封・メールクリックのない期間（一度もなければ獲得日から）が90日以上である。",
            "The time without e-mail opens or e-mail clicks (or since the lead was acquired) is 90 days or more.",
        ),
        (c.Not(c.Activity(DOWNLOAD, 1, 30)), "直近30日に資料DLがない。", "There were no downloads in the last 30 days."),
        (
            c.Activity(c.ActivityMatch(("view",), contents=("導入の手引き",), types=("guide",)), 1, 30),
            "直近30日に導入ガイド（コンテンツ名「導入の手引き」）の閲覧が1回以上ある。",
            "There were 1 or more views of guides (named “導入の手引き”) in the last 30 days.",
        ),
        (c.All(()), "つねに成り立つ。", "It always holds."),
        (c.Not(c.All(())), "決して成り立たない。", "It never holds."),
        (c.Attribute("email_kind", "is", ("free",)), None, "The kind of e-mail address is free mail."),
        (c.Attribute("x.職種", "contains_not", ("営業",)), "「職種」に「営業」を含まない。", None),
        (c.Activity(c.ActivityMatch(), 1, 30), "直近30日に何らかの行動が1回以上ある。", None),
        (c.Activity(c.ActivityMatch(contents=("導入ガイド",)), 1, None), None, "There were 1 or more activities with “導入ガイド” so far."),
    ],
)  # fmt: skip
def test_conditions_read_as_a_marketer_would_write_them(condition, ja, en):
    assert ja is None or japanese(condition) == ja
    assert en is None or english(condition) == en


def test_the_starter_book_reads_plainly():
    book = starter_book("ja")
    signal = {line.id: line for line in book.signals}
    with speaking("ja"):
        assert s.criterion_sentence(book.criteria[0]) == (
            "直近180日に資料DL・セミナー参加・問い合わせが1回以上あり、かつメールアドレスまたは電話番号が"
            "入力されており、かつ対象外ではないとき、MQLとする。"
        )
        assert s.threshold_sentence(book.threshold) == (
            "スコアが60点以上であり、かつ対象外ではないときSAL候補とし、スコアが45点を下回ったら解除する。"
        )
        assert s.signal_sentence(signal["seminar"]) == (
            "直近180日のセミナー参加は、1回につき20点を加える（90日ごとに半減、合計40点まで）。"
        )
        assert s.signal_sentence(signal["click_rate"]) == (
            "「クリック率」（なければ「click_rate」）が10 %以上なら5点。"
        )
        assert s.rule_sentence(book.rules[0]) == "リードがSAL候補になったとき、ISが1営業日以内に架電する。"
        assert s.rule_sentence(book.rules[2]) == (
            "営業へ引き渡して7日たっても接触がないとき、ISが当日中に再び架電する。"
        )
        assert s.required_words(book.data_rules.required["lead"], "lead") == (
            "会社名、氏名、メールアドレスまたは電話番号、流入元、獲得日"
        )
    with speaking("en"):
        assert s.threshold_sentence(starter_book("en").threshold) == (
            "A lead counts as SAL candidate when the score is 60 points or more, and the lead is not disqualified,"
            " until its score falls below 45 points."
        )


def test_labels_of_the_book_take_the_place_of_ours():
    book = starter_book("ja")
    with speaking("ja"):
        assert s.criterion_sentence(book.criteria[0], {"mql": "見込み客"}).endswith("とき、見込み客とする。")


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        ({"low": 0.175, "high": 0.27}, "17.5–27 %"),
        ({"low": 0.8}, "80 % or more"),
        ({"high": 0.1}, "10 % or less"),
        ({"monthly_target": 15}, "15 a month"),
        ({"low": 0.2, "high": 0.3, "monthly_target": 2}, "20–30 %; 2 a month"),
        ({}, ""),
    ],
)
def test_goals_of_kpis(goal, words):
    with speaking("en"):
        assert s.goal_words(Kpi("k", "own", "K", "", "", "sales", **goal)) == words


@pytest.mark.parametrize(
    ("days", "calendar", "words"),
    [
        (0, "calendar", "on the same day"),
        (1, "business", "within 1 business day"),
        (2, "business", "within 2 business days"),
        (7, "calendar", "within 7 days"),
    ],
)
def test_until_when(days, calendar, words):
    with speaking("en"):
        assert s.due_words(Rule("r", 1, "R", "call", "is", "call", days, calendar, "")) == words


def test_points_taken_away_and_bands():
    away = Signal("s", "behaviour", "S", -1, counts=c.ActivityMatch(kinds=("bounce",)), cap=3)
    bands = (Band(None, 50, 1), Band(50, 1000, 2.5), Band(None, None, 0))
    number = Signal("n", "attribute", "N", 0, band_fields=("employees",), bands=bands)
    with speaking("en"):
        assert s.signal_sentence(away) == "E-mail bounces take away 1 point each (3 points at most)."
        assert s.signal_sentence(number) == (
            "By the number of employees: less than 50 gives 1 point; 50 or more and less than 1000 gives 2.5 points;"
            " any number gives 0 points."
        )
    recent = replace(away, window_days=30)
    with speaking("en"):
        assert s.signal_sentence(recent) == (
            "E-mail bounces in the last 30 days take away 1 point each (3 points at most)."
        )


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason("r", "lost", "X", "recycle", 90), "back to nurturing, and look again after 90 days"),
        (Reason("r", "lost", "X", "recycle", -60, "planned_date"), "back to nurturing, and look again 60 days before the planned date"),
        (Reason("r", "lost", "X", "recycle", 30, "renewal"), "back to nurturing, and look again 30 days after the renewal of their contract"),
        (Reason("r", "lost", "X", "recycle", None, "renewal"), "back to nurturing, and look again before the renewal of their contract"),
        (Reason("r", "lost", "X", "recycle"), "send them back to nurturing"),
        (Reason("r", "lost", "X", "something else"), "leave everything as it is"),
    ],
)  # fmt: skip
def test_what_follows_from_a_reason(reason, words):
    with speaking("en"):
        assert s.follows_words(reason) == words


def test_events_and_scenarios():
    unknown = Rule("r", 1, "R", "full moon", "is", "call", 1, "business", "")
    with speaking("en"):
        assert s.rule_sentence(unknown) == "When it is due, inside sales must call within 1 business day."
        assert s.scenario_sentence(starter_book("en").scenarios[0]).endswith(
            "(3 days later) → Is offered a comparison sheet (10 days later) → Is called on reaching 60 points"
        )
