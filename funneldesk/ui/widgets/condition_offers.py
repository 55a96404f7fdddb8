"""What the slots of one condition can offer."""

from collections.abc import Callable
from dataclasses import dataclass, field

from funneldesk.domain.book.condition_tests import KINDS, TestKind
from funneldesk.operations.condition_people import Vocabulary

#: Finds the values of a field in the background: (field, what takes them).
ValuesOf = Callable[[str, Callable[[tuple[str, ...]], None]], None]


def _no_values(_field: str, _take: Callable[[tuple[str, ...]], None]) -> None:
    """Offer nothing: there is no store to look into."""


@dataclass
class Offers:
    """Shared by all lines of an editor; `points`: what a new test of the score starts with."""

    kinds: tuple[TestKind, ...] = KINDS
    values_of: ValuesOf = _no_values
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    points: float = 60.0
