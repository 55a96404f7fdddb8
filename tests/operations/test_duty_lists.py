"""Duties in their order, few or very many: the same are found, left out and counted."""

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain import packed
from funneldesk.operations.duty_lists import (
    LONG_AGO,
    SIDES,
    Duty,
    DutyList,
    Owner,
    among,
    packed_duties,
    without,
)

DAY = 739_000


def duty(rule: str, who: str, owner: str, lead: int, late: int) -> Duty:
    return Duty(
        rule, 1, 1, "candidate", "架電", "架電する", who, owner, lead, f"人{lead}", "会社", lead % 2,
        DAY - late, DAY - late, max(late, 0), score=lead / 2, undated=lead == 3,
    )  # fmt: skip


duties = st.lists(
    st.builds(
        duty, st.sampled_from("ab"), st.sampled_from(SIDES), st.sampled_from(("", "佐藤", "田中")),
        st.integers(0, 4), st.integers(-1, 2 * LONG_AGO),
    ),
    max_size=12,
).map(lambda some: sorted(some, key=lambda one: one.is_long_ago))  # fmt: skip
owners = st.sampled_from((Owner(), Owner("is"), Owner("", "佐藤"), Owner("sales", "田中")))


@given(duties, owners, st.data())
def test_very_many_are_as_few_are(some: list[Duty], owner: Owner, data: st.DataObject) -> None:
    keys = {one.key for one in some if data.draw(st.booleans())}
    few = DutyList.of(DAY, packed_duties(some))
    with patch.object(packed, "MANY", 1):
        many = DutyList.of(DAY, packed_duties(some))
    assert isinstance(many.long_ago, packed.Packed) == bool(few.long_ago)
    assert isinstance(few.long_ago, tuple)
    for one in (few, many):
        assert one.duties == tuple(some)
        assert [len(one.recent), one.late] == [
            sum(not each.is_long_ago for each in some), sum(each.is_late for each in some)
        ]  # fmt: skip
        assert [*owner.of(one.long_ago)] == [each for each in few.long_ago if owner.owes(each)]
        assert among(one.long_ago, keys) == [each for each in few.long_ago if each.key in keys]
        assert [*without(one.long_ago, keys)] == [each for each in few.long_ago if each.key not in keys]
    assert (many.owners, many.due_today) == (few.owners, few.due_today)
