"""What each lead gets next, and for which themes it has read all there is: one pass over what was read."""

from dataclasses import dataclass

import numpy as np

from funneldesk.domain.contents.touches import Touches
from funneldesk.domain.facts import Bool, Facts, Int8, Int16, Int32, Int64
from funneldesk.domain.fields import PHASES
from funneldesk.domain.nurture.phases import Recent, Standing
from funneldesk.domain.nurture.shelf import Shelf, read_tables

#: Themes with a column of their own in the gap matrix; the rest share one. Each is a bit of an `Int16`.
MOST_THEMES = 12
NOTHING = -1


@dataclass(frozen=True, slots=True, eq=False)
class Themes:
    """The themes of the contents that the design has a place for: `names` by slot, the one of the most touches first.

    `slot_of`: of each content, -1 for none. `pooled`: the last slot stands for all themes left over.
    """

    names: tuple[str, ...]
    slot_of: Int8
    pooled: bool


@dataclass(frozen=True, slots=True, eq=False)
class Offers:
    """Arrays over leads. `content`: what comes next (position in `Facts.contents`), NOTHING where all is read.

    `done`: nothing of the lead's own phase is left unread. Bit t of `interest`: it touched a content of theme t
    lately; bit t of `finished`: of theme t nothing in its phase is left unread (or there never was anything).
    """

    content: Int32
    done: Bool
    interest: Int16
    finished: Int16


def themes_of(facts: Facts, designed: Bool, recent: Recent) -> Themes:
    """Return the themes of the contents of the design; those that people touch most have a slot of their own.

    A theme that only the newsletter or the price page has is no gap that a content of a phase could fill.
    """
    touches = np.bincount(recent.content, minlength=len(facts.contents))
    themes = [one.theme if there else "" for one, there in zip(facts.contents, designed, strict=True)]
    weight: dict[str, int] = {}
    for theme, touched in zip(themes, touches.tolist(), strict=True):
        if theme:
            weight[theme] = weight.get(theme, 0) + touched
    names = sorted(weight, key=lambda name: (-weight[name], name))
    pooled = len(names) > MOST_THEMES
    own = names[: MOST_THEMES - 1] if pooled else names
    slots = {name: slot for slot, name in enumerate(own)}
    slot_of = [slots.get(theme, len(own)) if theme else NOTHING for theme in themes]
    return Themes((*own, "") if pooled else tuple(own), np.array(slot_of, np.int8), pooled)


def offers(
    facts: Facts, where: Standing, on_shelf: Shelf, themes: Themes, *, seen: Touches, recent: Recent
) -> Offers:
    """Return what every lead gets next. `seen`: the dated touches up to as-of, `recent` those of late."""
    count, contents = facts.count, on_shelf.all
    extra = np.setdiff1d(on_shelf.again, contents)
    column = np.zeros(len(facts.contents), np.int64)
    asked = np.concatenate([contents, extra]).astype(np.int32)
    column[asked] = np.arange(len(asked))
    found = Offers(
        np.full(count, NOTHING, np.int32),
        np.zeros(count, np.bool_),
        _interest(count, themes, recent),
        np.zeros(count, np.int16),
    )
    own = where.shelf_phase
    starts = np.cumsum([0, *(len(line) for line in on_shelf.by_phase[:-1])])
    cells = [
        [column[line[themes.slot_of[line] == slot]] for slot in range(len(themes.names))]
        for line in on_shelf.by_phase
    ]
    for first, read in read_tables(facts, seen, asked):
        part = slice(first, first + len(read))
        candidates = [
            _first_unread(read[:, start : start + len(line)], line)
            for start, line in zip(starts, on_shelf.by_phase, strict=True)
        ]
        chosen = found.content[part]
        for phase in reversed(range(len(PHASES))):
            better = (own[part] <= phase) & (candidates[phase] != NOTHING)
            chosen[better] = candidates[phase][better]
            found.done[part] |= (own[part] == phase) & (candidates[phase] == NOTHING)
        again = _first_unread(read[:, column[on_shelf.again]], on_shelf.again)
        better = where.stalled[part] & (again != NOTHING)
        chosen[better] = again[better]
        _finish(found.finished[part], own[part], read, cells)
    return found


def _first_unread(read: Bool, line: Int32) -> Int32:
    """Return for each lead the first content of `line` it has not read; `read` has its columns in that order."""
    if not len(line):
        return np.full(len(read), NOTHING, np.int32)
    first = read.argmin(axis=1)
    all_read = read[np.arange(len(read)), first]
    return np.where(all_read, NOTHING, line[first]).astype(np.int32)


def _finish(finished: Int16, own: Int8, read: Bool, cells: list[list[Int64]]) -> None:
    """Set the bits of the themes of which a lead has read everything in its phase.

    `cells`: the columns of `read` by phase and theme.
    """
    for phase, by_theme in enumerate(cells):
        rows = np.flatnonzero(own == phase)
        for slot, columns in enumerate(by_theme):
            done = rows[read[np.ix_(rows, columns)].all(axis=1)] if len(columns) else rows
            finished[done] |= np.int16(1 << slot)


def _interest(count: int, themes: Themes, recent: Recent) -> Int16:
    interest = np.zeros(count, np.int16)
    lead, slot = recent.lead, themes.slot_of[recent.content]
    for place in range(len(themes.names)):
        interest[lead[slot == place]] |= np.int16(1 << place)
    return interest
