"""The second opinion on why a number moved: DESIGN 6 in loops, with fifty digits. Nothing of the program is imported."""

from decimal import Decimal, getcontext
from math import comb

from tests.oracle.reference import STAGES, World, stage_days
from tests.oracle.reference_funnel import recorded

getcontext().prec = 50
TINY = Decimal("1e-9")
PHASES = {
    "consideration": {"white_paper", "seminar"},
    "decision": {"case", "guide", "comparison"},
}


def table(world: World, as_of: int, span: tuple, target: str, keys=None) -> list[Decimal]:
    """Return how many leads acquired in `span` reached each recorded stage on the way to `target`, and the amount."""
    last = STAGES.index("won" if target == "amount" else target)
    on_the_way = [i for i in range(last + 1) if recorded(world)[i]]
    counts, amount = dict.fromkeys(on_the_way, 0), Decimal(0)
    for key, person in world.people.items():
        dates, reached, _own = stage_days(person, as_of)
        inside = dates[0] is not None and span[0] <= dates[0] <= span[1]
        if not inside or (keys is not None and key not in keys):
            continue
        for i in on_the_way:
            counts[i] += reached[i]
        for opened, won, value in person.deals:
            if won is None:
                continue
            when = won or opened  # won on a day nobody knows: opened by then
            if when is None or when <= as_of:
                amount += Decimal(str(value))
    return [*map(Decimal, counts.values()), *([amount] if target == "amount" else [])]


def split(before: list[list[Decimal]], after: list[list[Decimal]]) -> list[list[Decimal]]:
    """Return per segment what volume, mix and each rate did."""
    totals = [sum(segment[0] for segment in side) for side in (before, after)]
    volume = ln(totals[1], totals[0])
    result = []
    for one, two in zip(before, after, strict=True):
        rates = [_rates(one, two), _rates(two, one)]
        products = []
        for side, own in zip((one, two), rates, strict=True):
            product = side[0] or TINY
            for rate in own:
                product *= rate
            products.append(product)
        weight = _mean(products[1], products[0])
        mix = ln(two[0], one[0]) - volume
        result.append([weight * part for part in (volume, mix, *map(ln, rates[1], rates[0]))])
    return result


def ln(one: Decimal, two: Decimal) -> Decimal:
    """Return the logarithm of one number over another, zero as TINY."""
    return ((one or TINY) / (two or TINY)).ln()


def _rates(side: list[Decimal], other: list[Decimal]) -> list[Decimal]:
    found = []
    for i in range(1, len(side)):
        if side[i] or side[i - 1]:
            found.append((side[i] or TINY) / (side[i - 1] or TINY))
        elif other[i] or other[i - 1]:
            found.append((other[i] or TINY) / (other[i - 1] or TINY))
        else:
            found.append(Decimal(1))
    return found


def _mean(a: Decimal, b: Decimal) -> Decimal:
    same = abs(a - b) <= a * Decimal("1e-40")  # but for the last of the fifty digits
    return a if same else (a - b) / (a / b).ln()


def fisher(n1: int, k1: int, n2: int, k2: int) -> float:
    """Return the two-sided chance of k1 of n1 against k2 of n2: all tables at most as likely as this one."""

    def ways(k: int) -> int:
        return comb(n1, k) * comb(n2, k1 + k2 - k)

    least, most = max(0, k1 + k2 - n2), min(n1, k1 + k2)
    return sum(w for k in range(least, most + 1) if (w := ways(k)) <= ways(k1)) / comb(n1 + n2, k1 + k2)


def reached_phase(world: World, as_of: int, span: tuple, phase: str) -> tuple[int, int]:
    """Return how many MQLs acquired in `span` there are, and how many of them touched a content of `phase`."""
    n = k = 0
    for person in world.people.values():
        dates, reached, _own = stage_days(person, as_of)
        if dates[0] is None or not span[0] <= dates[0] <= span[1] or not reached[1]:
            continue
        n += 1
        k += any(
            day is not None and day <= as_of and kind not in {"bounce", "unsubscribe"}
            and world.types.get(content, "") in PHASES[phase]
            for day, kind, content in person.activities
        )  # fmt: skip
    return n, k
