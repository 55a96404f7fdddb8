"""What answers come to depends on what they say and on nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.team.agreeing import Given, Own, agreed, clamped, refs_of
from funneldesk.domain.team.answers import Answer

A, B = "a" * 16, "b" * 16
OWN = Own("own:" + "0" * 16, "accepted", "", 7)


def say(
    device: str, number: int, action: str, reason: str = "", after: tuple[str, ...] = (), batch: int = 5
) -> Given:
    """Return an answer."""
    answer = Answer(device, number, "x", "f" * 16, action, reason, "", 740_000, 1, 1, after)  # type: ignore[arg-type]
    return Given(answer, f"{number:016x}", batch)


YES, NO = say(A, 1, "accept"), say(B, 1, "reject", "競合")
LATER = say(B, 2, "reject", "不通", after=(YES.answer.ref,))


@pytest.mark.parametrize(
    ("answers", "own", "applied", "conflict"),
    [
        ([YES], None, YES, False),
        ([YES, NO], None, None, True),
        ([YES, say(B, 1, "accept")], None, YES, False),
        ([NO, say(A, 1, "reject", "不通")], None, None, True),
        # Who knew the other stands above it, and so does the later one of one device.
        ([YES, NO, LATER], None, LATER, False),
        ([YES, say(A, 2, "reject", "競合")], None, say(A, 2, "reject", "競合"), False),
        # What the owner decided after it had the answer counts; what it decided before, unseen, contradicts.
        ([NO], OWN, None, False),
        ([say(B, 1, "reject", "競合", batch=9)], OWN, None, True),
        ([say(B, 1, "accept", batch=9)], OWN, None, False),
        ([say(B, 1, "reject", "競合", after=(OWN.ref,), batch=9)], OWN,
         say(B, 1, "reject", "競合", after=(OWN.ref,), batch=9), False),
    ],
)  # fmt: skip
def test_answers_come_to(
    answers: list[Given], own: Own | None, applied: Given | None, conflict: bool
) -> None:
    outcome = agreed(answers, own)
    assert (outcome.applied, outcome.is_conflict) == (applied, conflict)


def test_a_new_answer_that_names_both_sides_ends_a_conflict() -> None:
    outcome = agreed([YES, NO], None)
    end = say(A, 2, "reject", "競合", after=refs_of(outcome, None))
    assert agreed([YES, NO, end], None).applied == end
    end = say("c" * 16, 1, "accept", after=refs_of(outcome, None))
    assert agreed([YES, NO, end], None).applied == end


def test_answers_that_name_each_other_in_a_circle_are_all_shown() -> None:
    three = [
        say(device, 1, action, after=(f"{other * 16}:1",))
        for device, other, action in ((A, "b", "accept"), (B, "c", "reject"), ("c" * 16, "a", "accept"))
    ]
    outcome = agreed(three, None)
    assert (len(outcome.top), outcome.is_conflict) == (3, True)


REFS = [f"{device * 16}:{number}" for device in "abc" for number in (1, 2, 3)]
ANSWERS = st.lists(
    st.builds(
        lambda device, number, action, reason, after: say(device * 16, number, action, reason, tuple(after)),
        st.sampled_from("abc"), st.integers(1, 3), st.sampled_from(["accept", "reject"]), st.sampled_from(["x", "y"]),
        st.lists(st.sampled_from(REFS), max_size=3, unique=True),
    ),
    max_size=7, unique_by=lambda one: one.answer.ref,
)  # fmt: skip


@given(ANSWERS, st.randoms(), st.sampled_from([None, OWN]))
def test_neither_order_nor_repetition_matters(answers: list[Given], chance: object, own: Own | None) -> None:
    mixed = [*answers, *answers[: len(answers) // 2]]
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert agreed(mixed, own) == agreed(answers, own)


@given(ANSWERS)
def test_nothing_is_lost_without_a_trace(answers: list[Given]) -> None:
    outcome = agreed(answers, None)
    assert bool(outcome.top) == bool(answers)
    assert outcome.is_conflict == (len({one.mind for one in outcome.top}) > 1)
    assert (outcome.applied is None) == (outcome.is_conflict or not answers)


@pytest.mark.parametrize(
    ("day", "published", "today", "counts"),
    [(10, 8, 12, 10), (10, None, 12, 10), (14, 8, 12, 12), (6, 8, 12, 8), (6, 13, 12, 12)],
)
def test_a_clock_is_believed_between_publication_and_today(
    day: int, published: int | None, today: int, counts: int
) -> None:
    assert clamped(day, published, today) == counts


@given(ANSWERS)
def test_what_was_taken_back_by_hand_brings_nothing_else_back(answers: list[Given]) -> None:
    outcome = agreed(answers, None)
    assert agreed(answers, None, set(outcome.top)).top == ()
    if outcome.applied:
        agrees = [one for one in outcome.top if one != outcome.applied]
        assert agreed(answers, None, {outcome.applied}).top == tuple(agrees)


def test_an_answer_taken_back_by_hand_leaves_the_hand_over_as_it_was_left() -> None:
    assert agreed([YES, LATER], None, {LATER}).applied is None
    assert agreed([YES, LATER], None, {LATER}).top == ()
    anew = say("c" * 16, 1, "accept")
    assert agreed([YES, LATER, anew], None, {LATER}).applied == anew
