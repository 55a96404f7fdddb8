"""How far to the right a list goes: up to a second table beside it, or a stray word far away."""

from collections.abc import Callable, Sequence

from funneldesk.domain.lists.cells import Cell
from funneldesk.files.detection.headings import normal_heading

#: So many empty columns end any list.
_WIDEST_GAP = 200
#: Headings fewer than these are no table.
_FEWEST = 2


def list_width(
    headings: Sequence[str], below: Sequence[Sequence[Cell]], is_known: Callable[[str], bool]
) -> tuple[int, str]:
    """Return how many of the columns are the list's, and the headings of a second table beside it ("" if none).

    A second table stands behind a column that is empty from its heading on, and repeats headings of the first; other
    headings behind an empty column are columns of the same list.
    """
    filled = {index for index, heading in enumerate(headings) if heading}
    for row in below:
        filled.update(index for index, cell in enumerate(row[: len(headings)]) if cell not in ("", None))
    last = -1
    for index in sorted(filled):
        if index - last > _WIDEST_GAP:
            return last + 1, ""
        if last >= 0 and index - last > 1 and _repeats(headings[: last + 1], headings[index:], is_known):
            return last + 1, ", ".join(filter(None, headings[index:]))
        last = index
    return last + 1, ""


def _repeats(left: Sequence[str], right: Sequence[str], is_known: Callable[[str], bool]) -> bool:
    """Whether headings to the right are, most of them, those to the left once more."""
    ours = {normal_heading(heading) for heading in left if heading}
    theirs = [normal_heading(heading) for heading in right if heading]
    again = sum(heading in ours and is_known(heading) for heading in theirs)
    return again >= _FEWEST and again * 2 >= len(theirs)
