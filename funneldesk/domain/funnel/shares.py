"""A share with what it rests on: k of n, its interval, and whether that is enough to be said in words."""

from dataclasses import dataclass

from funneldesk.domain.funnel.intervals import wilson

#: Leads a group needs before its rate is said in words.
ENOUGH = 30


@dataclass(frozen=True, slots=True)
class Share:
    """k of n leads did something."""

    n: int
    k: int

    @property
    def rate(self) -> float | None:
        """Return k / n, None without anybody."""
        return self.k / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Return the 95 % interval, None without anybody."""
        return wilson(self.k, self.n) if self.n else None

    @property
    def enough(self) -> bool:
        """Whether there are enough leads to say the rate in words."""
        return self.n >= ENOUGH
