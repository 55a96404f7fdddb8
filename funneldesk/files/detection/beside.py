"""Which columns of a sheet are the list's: a second table may stand beside it, or a stray word far away.

A table of its own stands behind an empty column, or its columns end long before the list does. That alone says
nothing: many lists have an empty column between two groups of columns, or notes on their first entries. `_apart` weighs
what else there is: rows that begin or end elsewhere, headings of counts or legends, labels that are the words of a
column of the other table, people or companies once more and others. What stays doubtful is kept and told.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from funneldesk.domain.fields import Kind
from funneldesk.domain.lists.cells import Cell, cell_text
from funneldesk.domain.lists.dates import lacks_year, read_stamp
from funneldesk.files.detection.heading_row import find_header_row
from funneldesk.files.detection.headings import normal_heading
from funneldesk.files.detection.sheet_parts import Part, holds
from funneldesk.files.detection.synonyms import words_of

#: So many empty columns end any list.
_WIDEST_GAP = 200
#: Headings fewer than these are no table.
_FEWEST = 2
#: So many rows show where a table beside the list ends.
LOOKED_FAR = 5000
#: Sheets wider than this, or with more gaps, are no lists with a table beside them.
_WIDEST, _MOST_GAPS = 300, 60
#: From here on two tables are two.
_ENOUGH = 3
#: ... and one that is a single column, or goes on after blank rows, or has no empty column before it.
_ENOUGH_IF_DOUBTFUL = 4
#: Unknown columns weighing so much are perhaps a table: so many entries at least, a third of the list's at most.
_DOUBT, _FEW_ENTRIES, _SMALL = 2, 3, 3
#: More headings known than this make no better list.
_KNOWN_WELL = 4
#: A table that goes on for so many rows, and this share of its rows, goes on for good.
_LONGER, _LONGER_SHARE = 4, 0.25
#: Headings of counts, targets, legends, pick-lists.
_OF_SUMMARIES = re.compile(
    r"(?:件|人|社|回|個|総|合計)数|(?:sum|count|average)of.+|(?:合計|個数|平均)/.+|合計|小計|計|総計|割合|比率|構成比|.*率|目標|実績|達成|指標|値|数値|意味|定義|説明|凡例|記号|略号|"
    r"コード|順位|.*(?:一覧|候補|マスター?|選択肢|リスト)|"
    r"count|total|share|ratio|percent(?:age)?|target|actual|goal|metric|kpi|value|meaning|definition|legend|code|options?|"
    r"qty|quantity|number|rank|#|%"
)
#: Headings of what is noted on a list bit by bit, from its first row on.
_OF_WORK = re.compile(
    r".*(?:メモ|備考|コメント|内容|結果|予定|対応|フォロー|次回|確認|済み?|チェック|状況|担当者?|(?<!曜)日付?|日時|者)|"
    r"notes?|comments?|memo|done|checked?|follow.*|next.*|result|owner|date"
)
_TOTAL = re.compile(r"合計|総?計|小計|total|sum", re.IGNORECASE)
_PEOPLE = frozenset({"email", "name", "last_name", "company", "phone"})
#: What a list is about.
_ENTITIES: Mapping[Kind, frozenset[str]] = {
    "leads": _PEOPLE,
    "deals": frozenset({"name"}),
    "contents": frozenset({"content", "title"}),
}


@dataclass(frozen=True, slots=True)
class TableBeside:
    """A table that is none of the list's: its columns (0-based, `end` not included), first row (1-based), headings.

    `doubtful`: it is perhaps one, and its columns are kept as the list's.
    """

    first: int
    end: int
    row: int
    headings: str
    doubtful: bool = False


def may_stand_beside(rows: Sequence[Sequence[Cell]], header_row: int) -> bool:
    """Whether a column between others is empty from the heading on, or the last ones end before the others do.

    Never in a sheet wider than lists are.
    """
    width = _width(rows)
    return width <= _WIDEST and bool(_seams(Part(rows[:LOOKED_FAR], 0, width), header_row))


def table_of_list(
    rows: Sequence[Sequence[Cell]], header_row: int, is_known: Callable[[str], bool], *, told: bool
) -> tuple[int, int, int, list[TableBeside]]:
    """Return the columns of the list (the first, and the one behind the last), its heading row, and what is beside it.

    `header_row` is that of the whole sheet; where somebody `told` it, the list is the table it heads.
    """
    part, beside = Part(rows, 0, _width(rows)), list[TableBeside]()
    while header_row:
        cut = _best_cut(part, header_row, is_known, told=told)
        if cut is None:
            break
        ours, other, row, weight = cut
        doubtful = weight < _ENOUGH
        beside.append(TableBeside(other.first, other.end, *_beginning(other, row), doubtful))
        if doubtful:
            break
        part, header_row = ours, row
    return part.first, part.end, header_row, beside


def list_width(
    headings: Sequence[str], below: Sequence[Sequence[Cell]], is_known: Callable[[str], bool]
) -> tuple[int, int | None]:
    """Return how many of the columns are the list's, and where a second table beside it begins (None: there is none).

    A second table of just as many rows stands behind a column that is empty from its heading on, and repeats headings
    of the first; other headings behind an empty column are columns of the same list.
    """
    filled = {index for index, heading in enumerate(headings) if heading}
    for row in below:
        filled.update(index for index, cell in enumerate(row[: len(headings)]) if cell not in ("", None))
    last = -1
    for index in sorted(filled):
        if index - last > _WIDEST_GAP:
            return last + 1, None
        if last >= 0 and index - last > 1 and _repeats(headings[: last + 1], headings[index:], is_known):
            return last + 1, index
        last = index
    return last + 1, None


def _repeats(left: Sequence[str], right: Sequence[str], is_known: Callable[[str], bool]) -> bool:
    """Whether headings to the right are, most of them, those to the left once more, and of something of its own."""
    ours = {normal_heading(heading) for heading in left if heading}
    theirs = [normal_heading(heading) for heading in right if heading]
    again = [heading for heading in theirs if heading in ours and is_known(heading)]
    return len(again) >= _FEWEST and len(again) * 2 >= len(theirs) and any(map(_names_entity, again))


def _names_entity(heading: str) -> bool:
    """Whether a heading in normal form names what a list is about, not what is noted on it again and again."""
    return any(not words.isdisjoint(words_of(kind).get(heading, ())) for kind, words in _ENTITIES.items())


def _best_cut(
    part: Part, header_row: int, is_known: Callable[[str], bool], *, told: bool
) -> tuple[Part, Part, int, int] | None:
    """Return the list, the table beside it, the row of the list's headings and what says so; None if it is one list."""
    best, best_weight = None, 0
    gaps = _seams(part, header_row)
    for begin, end in gaps if len(gaps) <= _MOST_GAPS else ():
        sides = []
        for side in (part.between(part.first, begin), part.between(end, part.end)):
            row = header_row if told else find_header_row(side.rows, is_known)
            known = sum(is_known(normal_heading(text)) for text in _texts(side, row))
            summary = any(_OF_SUMMARIES.fullmatch(normal_heading(text)) for text in _texts(side, row))
            sides.append((min(known, _KNOWN_WELL), not summary, sum(side.counts), side, row))
        (*_rank, ours, row), (*_rank, other, _row) = sorted(sides, key=lambda side: side[:3], reverse=True)
        weight = _apart(ours, other, row, end - begin) if row else 0
        if begin == end and weight and not _is_small(other, ours, row):
            weight = 0
        if weight < _ENOUGH and all(is_known(normal_heading(text)) for text in _texts(other, row)):
            weight = 0
        if weight > best_weight:
            best, best_weight = (ours, other, row, weight), weight
    return best


def _seams(part: Part, header_row: int) -> list[tuple[int, int]]:
    """Return where two tables may meet: at empty columns between filled ones, or where the last columns end sooner."""
    return [*_gaps(part, header_row), *_steps(part, header_row)]


def _steps(part: Part, header_row: int) -> list[tuple[int, int]]:
    """Return the places from which on all columns, two or more, end long before the list does."""
    last = [0] * (part.end - part.first)
    for number, row in enumerate(part.rows[max(0, header_row - 1) :], max(1, header_row)):
        for place, cell in enumerate(row):
            if holds(cell):
                last[place] = number
    found, latest, whole = [], 0, max(last, default=0)
    for place in range(len(last) - 1, _FEWEST - 1, -1):
        latest = max(latest, last[place])
        if latest + _LONGER > whole or not last[place]:
            break
        if place <= len(last) - _FEWEST and last[place] != last[place - 1]:
            found.append((part.first + place, part.first + place))
    return found


def _gaps(part: Part, header_row: int) -> list[tuple[int, int]]:
    """Return the runs of empty columns between filled ones; titles and notes of one cell do not count."""
    filled: set[int] = set()
    for row, count in zip(
        part.rows[max(0, header_row - 1) :], part.counts[max(0, header_row - 1) :], strict=True
    ):
        if count > 1:
            filled.update(place for place, cell in enumerate(row, part.first) if holds(cell))
    places = sorted(filled)
    return [(left + 1, right) for left, right in pairwise(places) if right - left > 1]


def _apart(ours: Part, other: Part, header_row: int, gap: int) -> int:
    """Return how much says that two neighbours are two tables; 0 where it is not enough."""
    begin, end = _run(other, header_row)
    same_heading = begin == header_row and _heads(other, header_row)
    if not begin or (begin == header_row and not same_heading):
        return 0
    list_end = _last(ours)
    if not same_heading:
        weight = _weight_of_another_beginning(other, begin, end, header_row)
        return _enough(weight + _weight(other, ours, begin, end, gap), other, end) if weight else 0
    if min(end, list_end) - header_row < _FEWEST:
        return 0
    if end < list_end:
        left = sum(map(bool, ours.counts[end:]))
        weight = _weight(other, ours, begin, end, gap) + _longer(left, list_end - begin)
        if weight >= _DOUBT and weight < (_ENOUGH if gap else _ENOUGH_IF_DOUBTFUL):
            return _DOUBT if _perhaps_another(other, begin, end, list_end) else 0
        return _enough(weight, other, end)
    left = sum(map(bool, other.counts[list_end:]))
    weight = _weight(ours, other, header_row, list_end, gap) + _longer(left, end - begin)
    return weight if left > 1 and weight >= _ENOUGH else 0


def _is_small(other: Part, ours: Part, header_row: int) -> bool:
    """Whether a part right behind the list is small beside it, and of no people: their last rows may say less."""
    begin, end = _run(other, header_row)
    people = begin == header_row and any(_people(normal_heading(text)) for text in _texts(other, begin))
    return other.first > ours.first and (end - begin) * _SMALL <= _last(ours) - begin and not people


def _perhaps_another(part: Part, begin: int, end: int, list_end: int) -> bool:
    """Whether a part is a small block, wholly filled, its entries all different, and nothing stands below it."""
    if not _FEW_ENTRIES <= end - begin <= (list_end - begin) / _SMALL or any(part.counts[end:]):
        return False
    columns = part.columns(begin + 1, end)
    return len(columns) >= _FEWEST and all(map(all, columns)) and _different(columns[0])


def _enough(weight: int, other: Part, end: int) -> int:
    """Return `weight` if it is enough for a table that may be one column, or be followed by others below it."""
    below = [len(list(run)) for filled, run in groupby(other.counts[end:], bool) if filled]
    if 1 in below:  # columns filled here and there
        return 0
    return weight if weight >= (_ENOUGH_IF_DOUBTFUL if below or max(other.counts) == 1 else _ENOUGH) else 0


def _longer(left: int, rows: int) -> int:
    return int(left >= _LONGER and left >= rows * _LONGER_SHARE)


def _run(part: Part, header_row: int) -> tuple[int, int]:
    """Return the first and last row (1-based) of the part's first rows that follow each other; (0, 0): there are none.

    It may have begun above `header_row`, by rows as wide as itself.
    """
    filled = part.counts
    begin = next((row for row in range(header_row, len(filled) + 1) if filled[row - 1]), 0)
    if begin == header_row:
        above = begin
        while above > 1 and filled[above - 2] >= _FEWEST:
            above -= 1
        begin = above if begin - above >= _FEWEST else begin
    end = begin
    while end and end < len(filled) and filled[end]:
        end += 1
    return begin, end


def _heads(part: Part, row: int) -> bool:
    """Whether a row holds texts over most of the columns."""
    cells = [cell for cell in part.row(row) if holds(cell)]
    below = [any(column) for column in part.columns(row + 1, len(part.rows))]
    return all(isinstance(cell, str) for cell in cells) and len(cells) * 2 > sum(below)


def _weight_of_another_beginning(part: Part, begin: int, end: int, header_row: int) -> int:
    """Return what it says that a part has nothing, or something else than headings, beside those of the list."""
    if end - begin < _FEWEST:
        return 0
    widest = max(part.counts[begin - 1 : end])
    heading = next((row for row in range(begin, end) if part.counts[row - 1] == widest), begin)
    labels = part.columns(heading, end)
    if begin == header_row + 1:
        # Without headings: a legend, every word of it another, and no remarks beside some entries.
        plain = all(_different(column) for column in labels)
        if plain and widest > 1:
            return 2
        return int(any(_OF_SUMMARIES.fullmatch(normal_heading(text)) for text in _texts(part, heading)))
    texts = [cell for cell in part.row(heading) if holds(cell)]
    return 1 + all(
        isinstance(cell, str) and not _is_moment(cell) and not cell[:1].isdigit() for cell in texts
    )


def _weight(short: Part, long: Part, begin: int, end: int, gap: int) -> int:
    """Return what the table that ends first, from its heading on, says for its being one of its own."""
    names = [normal_heading(cell_text(cell)) for cell in short.row(begin)]
    columns = short.columns(begin + 1, end)
    first = next((place for place, column in enumerate(columns) if any(column)), 0)
    labels = columns[first]
    are_labels = _different(labels)
    weight = int(are_labels) + int(gap > 1)
    weight += 2 * any(_OF_SUMMARIES.fullmatch(name) for name in names)
    weight += 2 * any(_TOTAL.fullmatch(label) for label in labels[-1:])
    weight += 2 * ((are_labels and _recurs(labels, long)) or _recurs(_first_column(long), short))
    weight += 2 * _others(short, long, begin, end)
    weight += any(map(_names_entity, names))
    weight += len([column for column in columns if all(column)]) > _FEWEST
    return weight - 2 * bool(first < len(names) and _OF_WORK.fullmatch(names[first]))


def _different(texts: Sequence[str]) -> bool:
    """Whether texts are labels: all filled, all different, no dates."""
    return len(texts) > 1 and all(texts) and len(set(texts)) == len(texts) and not _is_moment(texts[0])


def _first_column(part: Part) -> list[str]:
    columns = part.columns(1, len(part.rows))
    return [text for text in next((column for column in columns if any(column)), []) if text]


def _recurs(labels: Sequence[str], part: Part) -> bool:
    """Whether most labels are words of one column of a table, which has them again and again."""
    wanted = {label for label in labels if label and not label.isdecimal()}
    if len(wanted) < _FEWEST or len(wanted) < len(labels):
        return False
    for column in part.columns(1, len(part.rows)):
        words = [text for text in column if text]
        found = wanted & set(words)
        if len(found) * 2 > len(wanted) and len(words) >= 2 * len(set(words)):
            return True
    return False


def _others(short: Part, long: Part, begin: int, end: int) -> bool:
    """Whether both tables have a column of people or companies, and other ones in the same rows."""
    ours, theirs = short.columns(begin + 1, end), long.columns(begin + 1, end)
    for place, name in enumerate(map(normal_heading, map(cell_text, short.row(begin)))):
        for other, called in enumerate(map(normal_heading, map(cell_text, long.row(begin)))):
            if _people(name) & _people(called):
                pairs = [pair for pair in zip(ours[place], theirs[other], strict=True) if all(pair)]
                if sum(left != right for left, right in pairs) * 2 > len(pairs):
                    return True
    return False


def _people(heading: str) -> frozenset[str]:
    return _PEOPLE & words_of("leads").get(heading, {}).keys()


def _beginning(part: Part, header_row: int) -> tuple[int, str]:
    """Return the first row of a part and its headings, or what stands in their place."""
    begin, end = _run(part, header_row)
    widest = max(part.counts[begin - 1 : end], default=0)
    row = next((row for row in range(begin, end + 1) if part.counts[row - 1] == widest), begin)
    return row, ", ".join(_texts(part, row))


def _texts(part: Part, row: int) -> list[str]:
    return [cell_text(cell).strip() for cell in part.row(row) if holds(cell)] if row else []


def _last(part: Part) -> int:
    return max((row for row, count in enumerate(part.counts, 1) if count), default=0)


def _width(rows: Sequence[Sequence[Cell]]) -> int:
    return max(map(len, rows), default=0)


def _is_moment(text: str) -> bool:
    return lacks_year(text) or any(read_stamp(text, order) is not None for order in ("dmy", "mdy", "ymd"))
