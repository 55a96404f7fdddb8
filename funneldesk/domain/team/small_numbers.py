"""Which numbers of people may not be told where only sums are published, so that none below five can be worked out.

A number is *small* when it is 1 to 4. Zero is told: nobody stands behind it, and a stage that nobody reached is what a
team has to see. (That nobody of a group went on says something of all of it, as that everybody did: DESIGN 9 asks for
small cells, not for this.) Leaving small numbers out is not enough: 100 who got there and 98 who went on tell of two
who did not, and one group that is left out is the total less the others. So every *question* that plain subtraction
answers is asked here: who stands in a cell, who in one cell but not in the next (`questions`), in each group, in all,
and in those groups together that are left out. Where a small number would answer, a cell more is left out.
One publication is looked at by itself: who keeps two of them can subtract one from the other, and nobody looks at that.
(Complementary cell suppression; Hundepool et al., Statistical Disclosure Control, 2012, chapter 4.)
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from funneldesk.domain.facts import Bool, Int64
from funneldesk.domain.team.levels import FEWEST_TOLD

#: One row for each question, one column for each cell: 1 who is counted there, -1 who is not.
Questions = NDArray[np.int8]


@dataclass(slots=True)
class Told:
    """A row of cells that sum up the groups of several breakdowns, and these groups; True: the cell is told.

    `total`: cells; `groups`: one array of groups × cells for each breakdown.
    """

    total: Bool
    groups: list[Bool]


def what_is_told(
    total: Sequence[int], breakdowns: Sequence[Sequence[Sequence[int]]], questions: Questions
) -> Told:
    """Return which cells may be told. Cells are given from the most to the least important: the last is left out first.

    The groups of each breakdown are disjoint and add up to the total.
    """
    search = _Search(
        np.array(total, np.int64),
        [np.array(groups, np.int64).reshape(-1, len(total)) for groups in breakdowns],
        questions,
    )
    while search.leave_out():
        pass
    return Told(search.total_told, search.told)


def _small(numbers: Int64) -> Bool:
    return np.asarray((np.abs(numbers) > 0) & (np.abs(numbers) < FEWEST_TOLD))


class _Search:
    """Cells are only ever left out, so that the search ends."""

    def __init__(self, total: Int64, groups: list[Int64], questions: Questions) -> None:
        self.questions = questions
        self.total, self.groups = total, groups
        self.total_told = np.ones(len(total), np.bool_)
        self.told = [np.ones(group.shape, np.bool_) for group in groups]
        self._used = questions != 0
        self._total_answers = questions @ total
        self._answers = [group @ questions.T.astype(np.int64) for group in groups]

    def leave_out(self) -> bool:
        """Leave out what a small number would answer now; return whether there was anything."""
        changed = self._in_rows()
        for place in range(len(self.groups)):
            changed = self._in_sums(place) or changed
        return changed

    def _in_rows(self) -> bool:
        """Leave out the least important cell of each question that one row answers by itself."""
        changed = False
        for answers, told in zip(self._answers, self.told, strict=True):
            changed = _without_small(answers, told, self._used) or changed
        for question in np.flatnonzero(_small(self._total_answers)).tolist():
            cells = np.flatnonzero(self._used[question])
            while (self.total_told | self._added_up())[cells].all():
                self.total_told[cells[-1]] = False
                for place, told in enumerate(self.told):
                    if told[:, cells[-1]].all():
                        self._leave_out_of_a_group(place, int(cells[-1]), self.groups[place][:, cells[-1]])
                changed = True
        return changed

    def _added_up(self) -> Bool:
        """Return which cells of the total are the sum of a breakdown's groups that are all told."""
        found = np.zeros(len(self.total), np.bool_)
        for told in self.told:
            if len(told):
                found |= told.all(axis=0)
        return found

    def _in_sums(self, place: int) -> bool:
        """Leave out more where the groups that are left out are answered for together."""
        changed = False
        for question in range(len(self.questions)):
            while (cell := self._unsafe_sum(place, question)) is not None:
                changed = True
                told = self.told[place]
                others = np.where(told[:, cell], np.abs(self._answers[place][:, question]), 0)
                if not self._leave_out_of_a_group(place, cell, others):
                    self.total_told[cell] = False
        return changed

    def _leave_out_of_a_group(self, place: int, cell: int, sizes: Int64) -> bool:
        """Leave a cell out of the group of the smallest positive size; return whether there is one."""
        sizes = np.where(self.told[place][:, cell], sizes, 0)
        candidates = np.flatnonzero(sizes > 0)
        if not len(candidates):
            return False
        self.told[place][candidates[np.argmin(sizes[candidates])], cell] = False
        return True

    def _unsafe_sum(self, place: int, question: int) -> int | None:
        """Return a cell by which groups left out together answer a question with a small number, if they do."""
        cells = np.flatnonzero(self._used[question])
        missing = {
            int(cell): frozenset(np.flatnonzero(~self.told[place][:, cell]).tolist()) for cell in cells
        }
        for groups, reasons in _together({cell: left for cell, left in missing.items() if left}):
            # Without the total nobody can tell what is left.
            if not all(self.total_told[cell] or self._is_sum_of_another(place, cell) for cell in reasons):
                continue
            answer = self._answers[place][sorted(groups), question].sum()
            if 0 < abs(int(answer)) < FEWEST_TOLD:
                return max(reasons)
        return None

    def _is_sum_of_another(self, place: int, cell: int) -> bool:
        return any(
            len(told) and bool(told[:, cell].all()) for at, told in enumerate(self.told) if at != place
        )


def _without_small(answers: Int64, told: Bool, used: Bool) -> bool:
    changed = False
    small = _small(answers)
    for row in np.flatnonzero(small.any(axis=1)).tolist():
        for question in np.flatnonzero(small[row]).tolist():
            cells = np.flatnonzero(used[question])
            if told[row, cells].all():
                told[row, cells[-1]] = False
                changed = True
    return changed


def _together(missing: dict[int, frozenset[int]]) -> Iterator[tuple[set[int], list[int]]]:
    """Yield groups that cells leave out together (sets that overlap are one), with the cells that do."""
    left = dict(missing)
    while left:
        cell, found = left.popitem()
        groups, reasons = set(found), [cell]
        while overlapping := [other for other, its in left.items() if groups & its]:
            for other in overlapping:
                groups |= left.pop(other)
                reasons.append(other)
        yield groups, reasons
