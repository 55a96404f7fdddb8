"""Two people changed the same book: what of both can stand together, and where somebody has to choose.

Compared are parts, the entries of tables, and lines by their id, each with what it was in the book both began from.
What only one side changed is taken; what both changed in the same way is the same; all else is a conflict with a name.
The order of the lines of a part is one more thing to agree on; numbers of operating rules follow from their order.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

from funneldesk.domain.book.book import Book, DataRules, Purpose, Reader, Rule
from funneldesk.domain.book.book_diff import Difference, changed_slot, line_name, slot_label
from funneldesk.domain.book.book_lines import fresh_id
from funneldesk.domain.book.clauses import listed
from funneldesk.domain.words import heading, part_label
from funneldesk.i18n import _

Side = Literal["mine", "theirs"]
#: Parts whose fields are things of their own; all other lines and parts are taken whole.
_BY_FIELD = (Book, Purpose, DataRules)
_ABSENT = object()
#: Stands in a key for the order of the lines.
ORDER = "order"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing both sides changed, each in its own way: what either changed from the common base, in words.

    `key` names it among the conflicts of one merge: "rules/call_candidate".
    """

    key: str
    part: str
    where: str
    mine: tuple[Difference, ...]
    theirs: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """A merge: `book` holds "mine" where nobody has chosen yet; `open` are those conflicts."""

    book: Book
    conflicts: tuple[Conflict, ...]
    open: tuple[Conflict, ...]


def merge_books(base: Book, mine: Book, theirs: Book, choices: Mapping[str, Side] | None = None) -> Merged:
    """Return `mine` with what `theirs` changes in `base`; `choices` says whose side holds, by key of a conflict."""
    merging = _Merging(dict(choices or {}))
    numbered = all(_is_numbered(book.rules) for book in (base, mine, theirs))
    books = [_unnumbered(book) if numbered else book for book in (base, mine, theirs)]
    merged: Book = merging.merge((), *books)
    if numbered:
        rules = tuple(replace(rule, number=place) for place, rule in enumerate(merged.rules, 1))
        merged = replace(merged, rules=rules)
    conflicts = tuple(merging.conflicts)
    return Merged(merged, conflicts, tuple(one for one in conflicts if one.key not in merging.choices))


@dataclass
class _Merging:
    choices: dict[str, Side]
    conflicts: list[Conflict] = field(default_factory=list)

    def merge(self, path: tuple[str, ...], base: Any, mine: Any, theirs: Any) -> Any:
        if theirs in (base, mine):
            return mine
        if mine == base:
            return theirs
        values = (base, mine, theirs)
        if all(isinstance(value, Mapping) for value in values):
            return self._table(path, base, mine, theirs)
        if all(isinstance(value, tuple) and _are_lines(value) for value in values):
            return self._lines(path, base, mine, theirs)
        if type(mine) is type(theirs) is type(base) and isinstance(base, _BY_FIELD):
            names = [one.name for one in fields(base)]
            return replace(
                base, **{n: self.merge((*path, n), *(getattr(value, n) for value in values)) for n in names}
            )
        return self._choose(path, base, mine, theirs)

    def _table(
        self,
        path: tuple[str, ...],
        base: Mapping[str, Any],
        mine: Mapping[str, Any],
        theirs: Mapping[str, Any],
    ) -> dict[str, Any]:
        keys = dict.fromkeys((*mine, *theirs, *base))
        found = {
            key: self.merge((*path, key), *(table.get(key, _ABSENT) for table in (base, mine, theirs)))
            for key in keys
        }
        return {key: value for key, value in found.items() if value is not _ABSENT}

    def _lines(
        self, path: tuple[str, ...], base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]
    ) -> tuple[Any, ...]:
        old, own = _by_id(base), _by_id(mine)
        other = _by_id(list(_renamed(old, own, theirs)))
        found = {
            name: self.merge((*path, name), *(lines.get(name, _ABSENT) for lines in (old, own, other)))
            for name in dict.fromkeys((*own, *other, *old))
        }
        stay = [name for name, line in found.items() if line is not _ABSENT]
        return tuple(found[name] for name in self._order(path, [old, own, other], stay))

    def _order(
        self, path: tuple[str, ...], lines: Sequence[Mapping[str, Any]], stay: Sequence[str]
    ) -> list[str]:
        common = set(lines[0]).intersection(*lines[1:])
        base, mine, theirs = ([name for name in side if name in common] for side in lines)
        first, second = list(lines[1]), list(lines[2])
        if mine == base or (theirs not in (base, mine) and self._reordered(path, lines, common) == "theirs"):
            first, second = second, first
        found = [name for name in first if name in stay]
        for place, name in enumerate(second):
            if name in stay and name not in found:
                before = next((other for other in reversed(second[:place]) if other in found), None)
                found.insert(0 if before is None else found.index(before) + 1, name)
        return found

    def _reordered(
        self, path: tuple[str, ...], lines: Sequence[Mapping[str, Any]], common: Collection[str]
    ) -> Side:
        base, mine, theirs = (listed([line_name(s[n]) for n in s if n in common]) for s in lines)
        where = heading(_("order"))
        changes = [(Difference(path[0], where, base, side),) for side in (mine, theirs)]
        return self._side(Conflict("/".join((*path, ORDER)), path[0], where, *changes))

    def _choose(self, path: tuple[str, ...], base: Any, mine: Any, theirs: Any) -> Any:
        before, own, other = (None if value is _ABSENT else value for value in (base, mine, theirs))
        conflict = Conflict(
            "/".join(path),
            path[0],
            _name(path, next(value for value in (own, other, before) if value is not None)),
            changed_slot(path, before, own),
            changed_slot(path, before, other),
        )
        return theirs if self._side(conflict) == "theirs" else mine

    def _side(self, conflict: Conflict) -> Side:
        self.conflicts.append(conflict)
        return self.choices.get(conflict.key, "mine")


def _are_lines(lines: Sequence[Any]) -> bool:
    return all(hasattr(line, "id") or isinstance(line, Reader) for line in lines)


def _by_id(lines: Sequence[Any]) -> dict[str, Any]:
    return {f"{line.side} {line.name}" if isinstance(line, Reader) else line.id: line for line in lines}


def _renamed(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Sequence[Any]) -> Iterator[Any]:
    """Give lines that both sides added under the same id two ids: they were never the same line."""
    for line in theirs:
        name = "" if isinstance(line, Reader) else line.id
        if name in mine and name not in base and mine[name] != line:
            yield replace(line, id=fresh_id(name, [*mine.values(), *theirs]))
        else:
            yield line


def _name(path: tuple[str, ...], value: Any) -> str:
    if hasattr(value, "id") and len(path) > 1:
        return line_name(value)
    return slot_label(path) if len(path) > 1 else part_label(path[0])


def _is_numbered(rules: tuple[Rule, ...]) -> bool:
    return [rule.number for rule in rules] == list(range(1, len(rules) + 1))


def _unnumbered(book: Book) -> Book:
    return replace(book, rules=tuple(replace(rule, number=0) for rule in book.rules))
