"""What a member's window says, in both languages."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from funneldesk import i18n
from funneldesk.domain.team.answers import Answer
from funneldesk.domain.team.manifest import Manifest
from funneldesk.operations import team_sentences as said
from funneldesk.operations.team import TeamAnswer
from funneldesk.operations.team_view import PublishedDuty, PublishedHandover

DAY = 739_950
HANDOVER = "b" * 16
MANIFEST = Manifest("s", "t", 1, "o", "山田", 1, "2026-11-22T09:00:00+09:00", DAY, "contact", "ja", "1", 1)
DUTY = PublishedDuty(1, "is", "架電する", "", "", 1, None, "", "", "", None, None, DAY, 0, False, "")
OPEN = PublishedHandover(
    HANDOVER, 1, "鈴木", None, None, "", "", "sales", "", DAY, DAY, False, "open", "", None, None, None, "", None, ""
)  # fmt: skip


def given(number=1, action="accept", state="saved", **more):
    return TeamAnswer(Answer("a" * 16, number, "佐藤", HANDOVER, action, *_rest(**more)), state)


def _rest(reason="", text=""):
    return reason, text, DAY, 1, 1


@pytest.fixture(autouse=True)
def _japanese():
    i18n.set_language("ja")


def test_the_header_says_when_and_who():
    assert said.header(MANIFEST) == "2026/11/30 時点・山田さんが公開"


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, ""), (7, ""), (8, "この数字は8日前のものです。山田さんに公開し直してもらってください。")],
)
def test_figures_older_than_a_week_are_old(days, words):
    assert said.age_warning(MANIFEST, DAY + days) == words


def test_ticks_say_how_far_an_answer_has_come():
    assert said.legend() == "✓ このPCに保存\n✓✓ 共有フォルダーに保存\n✓✓✓ 受信済み"
    assert said.answered_words(given()) == "受け入れ ✓\n（未受信）"
    assert said.answered_words(given(state="received")) == "受け入れ ✓✓✓"


def test_an_answer_is_one_line():
    assert said.answer_words(given()) == "受け入れ　2026/11/30　✓ このPCに保存"
    assert said.answer_words(given(action="reject", reason="競合")).startswith("見送り：競合")
    assert said.answer_words(given(action="comment", text="来週\n電話")).startswith("コメント：来週 電話")


def test_the_last_decision_counts_else_the_last_answer():
    answers = [given(1), given(2, "reject"), given(3, "comment", text="x")]
    assert said.newest_answer(answers, HANDOVER) is answers[1]
    assert said.newest_answer(answers[2:], HANDOVER) is answers[2]
    assert said.newest_answer(answers, "c" * 16) is None


@pytest.mark.parametrize(
    ("due", "words"),
    [(None, "期限なし"), (DAY - 3, "3日超過"), (DAY, "今日"), (DAY + 1, "明日"), (DAY + 4, "あと4日")],
)
def test_how_urgent_something_is(due, words):
    assert said.late_words(due, DAY) == words


def test_the_sentence_of_the_day():
    late = replace(DUTY, due=DAY - 1, days_late=1)
    assert said.today_sentence([], DAY) == "対応が必要なものはありません。"
    assert said.today_sentence([late, DUTY], DAY) == "期限を過ぎた対応が1件あります。"
    assert "今日が期限の対応は1件" in said.today_sentence([DUTY], DAY)


def test_the_sentence_of_hand_overs():
    decided = replace(OPEN, state="accepted")
    late = replace(OPEN, is_late=True)
    i18n.set_language("en")
    assert said.handovers_sentence([decided], 0) == "No hand-over waits for an answer."
    assert said.handovers_sentence([OPEN, late], 0) == "2 hand-overs wait for an answer, 1 of them late."
    assert said.handovers_sentence([OPEN], 1) == (
        "1 hand-over waits for an answer. You answered 1; that shows here once the owner has collected it."
    )


def test_each_level_says_what_it_hides():
    assert len({said.hidden_words(level) for level in ("contact", "masked", "aggregate")}) == 3


def test_states_and_small_numbers_in_words():
    assert said.state_words("open") == "返事待ち"
    assert said.state_words("rejected", "競合") == "見送り：競合"
    assert said.not_told() == "非表示"
    assert said.day_today() == datetime.now(ZoneInfo("Asia/Tokyo")).date().toordinal()
