"""What became of an answer: read off the publication that has it, whatever else lies in it."""

import pytest

from funneldesk.domain.team.answers import Action, Answer
from funneldesk.operations.team import TeamAnswer
from funneldesk.operations.team_outcomes import outcome_label, outcome_of, outcome_words, outcomes_sentence
from funneldesk.operations.team_view import PublishedHandover
from funneldesk.share.outbox import Tick

REF, MINE, OTHER = "a" * 16, "d" * 16, "e" * 16


def _given(action: Action, reason: str = "", number: int = 1, tick: Tick = "received") -> TeamAnswer:
    return TeamAnswer(Answer(MINE, number, "佐藤", REF, action, reason, "", 739_000, 1, 1), tick)


def _handover(state: str, reason: str = "", by: str = "[]") -> PublishedHandover:
    return PublishedHandover(
        REF, 1, None, None, None, "港精機", "", "sales", "", 738_990, None, is_late=False, state=state,
        reason=reason, decided_on=739_001, contacted_on=None, recheck_on=None, comment="", score=None, why="",
        decided_by=by,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "published", "outcome"),
    [
        ([_given("accept")], _handover("accepted"), ""),
        ([_given("accept")], _handover("conflict"), "conflict"),
        ([_given("accept")], _handover("rejected", "競合"), "decided_otherwise"),
        ([_given("reject", "競合")], _handover("rejected", "競合"), ""),
        ([_given("reject", "競合")], _handover("rejected", "予算なし"), "decided_otherwise"),
        # Named among what decided it, it counts, whatever words the publication has for the reason.
        ([_given("reject", "競合")], _handover("rejected", "[…]", f'["{MINE}:1"]'), ""),
        ([_given("accept")], _handover("open"), "not_entered"),
        ([_given("accept")], _handover("postponed"), ""),
        # Nobody has the newest one yet, or nothing was decided here.
        ([_given("accept"), _given("reject", "競合", 2, "shared")], _handover("conflict"), ""),
        ([_given("comment")], _handover("conflict"), ""),
        ([], _handover("conflict"), ""),
        # A file from the share may hold anything that is JSON.
        ([_given("accept")], _handover("rejected", by='{"a": 1}'), "decided_otherwise"),
        ([_given("accept")], _handover("rejected", by="[7]"), "decided_otherwise"),
    ],
)
def test_outcomes(answers: list[TeamAnswer], published: PublishedHandover, outcome: str):
    found = outcome_of(answers, published, 739_000)
    assert found == outcome
    signs = {
        bool(found),
        outcome_label(found).startswith("⚠ "),
        outcome_words(found, published, "山田").startswith("⚠ "),
    }
    assert len(signs) == 1, "it is said where there is something to say, with its sign"


def test_a_publication_of_an_earlier_day_does_not_say_that_nothing_was_entered():
    assert outcome_of([_given("accept")], _handover("open"), 738_999) == ""


def test_who_decided_otherwise():
    own, other = (
        _handover("rejected", "競合", '["own:0000000000000000"]'),
        _handover("rejected", by=f'["{OTHER}:3"]'),
    )
    assert "by 山田" in outcome_words("decided_otherwise", own, "山田")
    assert "a colleague's answer" in outcome_words("decided_otherwise", other, "山田")


def test_how_many_do_not_count():
    assert outcomes_sentence(0) == ""
    assert outcomes_sentence(1) == "1 of your answers does not count as it stands (⚠)."
    assert outcomes_sentence(2) == "2 of your answers do not count as they stand (⚠)."
