"""What people decided about who is the same person: stronger than any key two records share (DESIGN 5, Identity).

A decision speaks of stored identities by their digests, so it holds whatever order lists come in and whatever is
imported later. The newest word on a pair counts.
"""

from collections.abc import Iterable, Mapping
from itertools import product
from typing import NamedTuple


class Decision(NamedTuple):
    """Each of `one` and each of `other` (digests, sorted) are the same person, or are not; `at`: an instant."""

    at: str
    same: bool
    one: tuple[int, ...]
    other: tuple[int, ...]


class Verdicts:
    """All decisions that count, by pairs of identities.

    `together`: pairs that are the same person, the newest decision first; `apart`: by identity, those it is not.
    """

    def __init__(
        self,
        decisions: Iterable[Decision] = (),
        ids: Mapping[int, int] | None = None,
        digests: Mapping[int, int] | None = None,
    ) -> None:
        """`ids`: the identity each digest stands for; `digests`: those identities' own, where they differ."""
        known = ids or {}
        self.digests = {number: digest for digest, number in known.items()} | dict(digests or {})
        self.together: list[tuple[int, int]] = []
        self.apart: dict[int, set[int]] = {}
        self.partners: dict[int, set[int]] = {}
        said: set[tuple[int, int]] = set()
        for decision in sorted(decisions, reverse=True):
            for a, b in product(*self._sides(decision, known)):
                pair = (min(a, b), max(a, b))
                if a == b or pair in said:
                    continue
                said.add(pair)
                if decision.same:
                    self.together.append((a, b))
                kept = self.partners if decision.same else self.apart
                kept.setdefault(a, set()).add(b)
                kept.setdefault(b, set()).add(a)

    def _sides(self, decision: Decision, known: Mapping[int, int]) -> list[list[int]]:
        """Return whom a decision is on, in the order in which it would name them itself.

        Of pairs that exclude each other the first is together.
        """
        sides = ({known[digest] for digest in side if digest in known} for side in decision[2:])
        return sorted(
            (sorted(side, key=self.digests.__getitem__) for side in sides),
            key=lambda side: [self.digests[identity] for identity in side],
        )


#: Nothing was decided by hand.
UNDECIDED = Verdicts()
