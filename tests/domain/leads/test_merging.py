"""What people decided of pairs: the newest word counts, and links give way where two are apart."""

from funneldesk.domain.leads.identity import LISTED, Identity, Who, components, digest, keys_of
from funneldesk.domain.leads.merging import Decision, Verdicts


def parts(whos: list[Who], *decisions: tuple[bool, list[int], list[int]]) -> list[set[int]]:
    """Return which of `whos` (from 1) are one lead; decisions name them by number, oldest first."""
    people = {number: Identity(number, 0, 0, who) for number, who in enumerate(whos, 1)}
    groups: dict[str, list[Identity]] = {}
    for one in people.values():
        for key in keys_of(one.who):
            groups.setdefault(key, []).append(one)
    ids = {digest(one.who): one.id for one in people.values()}
    of = {number: code for code, number in ids.items()}
    said = [
        Decision(f"2026-05-01T00:00:{at:02}Z", same, tuple(of[n] for n in one), tuple(of[n] for n in other))
        for at, (same, one, other) in enumerate(decisions)
    ]
    found = components(people, groups, frozenset({"ma"}), Verdicts(said, ids))
    return [{one.id for one in part} for part in found]


def who(**said: str) -> Who:
    return Who(LISTED, **{"system": "ma"} | said)


A, B, C = who(email="a@x.jp"), who(email="b@x.jp"), who(email="c@x.jp")
#: Shares a key with A and with B.
BRIDGE = who(email="a@x.jp", external_id="7")
OVER = who(email="b@x.jp", external_id="7")


def test_a_merge_makes_one_of_two() -> None:
    assert parts([A, B, C], (True, [1], [2])) == [{1, 2}, {3}]
    assert parts([A, B, C], (True, [1], [2]), (True, [2], [3])) == [{1, 2, 3}]


def test_two_people_stay_two_although_others_link_them() -> None:
    assert parts([A, B, BRIDGE, OVER]) == [{1, 2, 3, 4}]
    # The id is stronger than the addresses: whoever carries it stays together, B or A gives way.
    found = parts([A, B, BRIDGE, OVER], (False, [1], [2]))
    assert sum({1, 2} <= part for part in found) == 0
    assert {3, 4} in [part & {3, 4} for part in found]


def test_the_newest_word_on_a_pair_counts() -> None:
    assert parts([A, B], (True, [1], [2]), (False, [1], [2])) == [{1}, {2}]
    assert parts([A, B], (False, [1], [2]), (True, [1], [2])) == [{1, 2}]
    # Of three that were merged one by one, one leaves.
    assert parts([A, B, C], (True, [1], [2]), (True, [1, 2], [3]), (False, [3], [1, 2])) == [{1, 2}, {3}]


def test_a_decision_on_nobody_who_is_there_changes_nothing() -> None:
    verdicts = Verdicts([Decision("2026", True, (1,), (2,)), Decision("2026", False, (1,), (3,))], {1: 10})
    assert (verdicts.together, verdicts.apart) == ([], {})
    assert Verdicts([Decision("2026", False, (1,), (3,))], {1: 10, 3: 30}).apart == {10: {30}, 30: {10}}
    assert Verdicts([Decision("2026", True, (1,), (1,))], {1: 10}).together == []
