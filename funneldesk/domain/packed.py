"""Rows kept column by column: a hundred thousand take a third of the memory, and each is made when it is looked at."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, cast, overload

import numpy as np

from funneldesk.domain.labels import Labels

if TYPE_CHECKING:
    from numpy.typing import NDArray

Row = TypeVar("Row")
#: Fewer rows are kept as they are: they take up little, and are there at once.
MANY = 20_000
#: So many are made in one go where all are asked for: more would keep other threads from Python for too long.
AT_ONCE = 4_096


class Column(Protocol):
    """One field of all rows."""

    def __len__(self) -> int:
        """Return how many rows there are."""

    def at(self, place: int) -> Any:
        """Return the field of one row."""

    def part(self, begin: int, end: int) -> list[Any]:
        """Return the field of the rows from one place to before another."""

    def take(self, places: "NDArray[np.intp] | slice") -> "Column":
        """Return the field of the rows at these places; from a stretch nothing is copied."""

    def joined(self, other: Any) -> "Column":
        """Return the field of these rows and of others of the same kind below them."""


class Numbers:
    """Numbers, or yes and no, in the memory they need."""

    def __init__(self, values: "NDArray[Any]") -> None:
        self.values = values

    @classmethod
    def of(cls, values: Sequence[int]) -> "Numbers":
        """Return whole numbers as a column."""
        wide = np.array(values, np.int64)
        fits = not len(wide) or max(abs(int(wide.min())), abs(int(wide.max()))) <= np.iinfo(np.int32).max
        return cls(wide.astype(np.int32) if fits else wide)

    def __len__(self) -> int:
        return len(self.values)

    def at(self, place: int) -> Any:
        """Return the number of one row."""
        return self.values[place].item()

    def part(self, begin: int, end: int) -> list[Any]:
        """Return the numbers of some rows."""
        found: list[Any] = self.values[begin:end].tolist()
        return found

    def take(self, places: "NDArray[np.intp] | slice") -> "Numbers":
        """Return the numbers of the rows at these places."""
        return Numbers(self.values[places])

    def joined(self, other: "Numbers") -> "Numbers":
        """Return these numbers and others below them."""
        return Numbers(np.concatenate([self.values, other.values]))


class Texts:
    """Texts, each once."""

    def __init__(self, codes: "NDArray[np.int32]", labels: Labels) -> None:
        self.codes = codes
        self.labels = labels

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Texts":
        """Return texts as a column."""
        column = TextsMaker()
        column.extend(texts)
        return column.made()

    @classmethod
    def alike(cls, text: str, count: int) -> "Texts":
        """Return one text for all of so many rows."""
        return cls(np.zeros(count, np.int32), Labels([text]))

    @classmethod
    def coded(cls, codes: "NDArray[Any]", texts: Sequence[str]) -> "Texts":
        """Return for each row the text at a place of `texts`, "" for -1; texts that no row has are not kept."""
        used, places = np.unique(codes, return_inverse=True)
        return cls(
            places.astype(np.int32), Labels(["" if code < 0 else texts[code] for code in used.tolist()])
        )

    def __len__(self) -> int:
        return len(self.codes)

    def at(self, place: int) -> str:
        """Return the text of one row."""
        return self.labels[int(self.codes[place])]

    def part(self, begin: int, end: int) -> list[str]:
        """Return the texts of some rows."""
        codes = self.codes[begin:end].tolist()
        known = {code: self.labels[code] for code in set(codes)}
        return [known[code] for code in codes]

    def take(self, places: "NDArray[np.intp] | slice") -> "Texts":
        """Return the texts of the rows at these places."""
        return Texts(self.codes[places], self.labels)

    def joined(self, other: "Texts") -> "Texts":
        """Return these texts and others below them."""
        if self.labels is other.labels:
            return Texts(np.concatenate([self.codes, other.codes]), self.labels)
        codes = np.concatenate([self.codes, other.codes + np.int32(len(self.labels))])
        return Texts(codes, self.labels.joined([other.labels]))

    def are(self, *wanted: str) -> "NDArray[np.bool_]":
        """Return which rows have one of these texts."""
        codes = [code for code, text in enumerate(self.labels) if text in wanted]
        return np.isin(self.codes, codes)

    def used(self) -> set[str]:
        """Return the texts that some row has."""
        return {self.labels[code] for code in np.unique(self.codes).tolist()}

    def emptied(self, where: "NDArray[np.bool_]") -> "Texts":
        """Return the same texts, "" in some rows."""
        if not where.any():
            return self
        wider = self.joined(Texts.of([""]))
        codes = wider.codes[:-1]
        codes[where] = wider.codes[-1]
        return Texts(codes, wider.labels)

    def numbers(self, number: Callable[[str], int]) -> "NDArray[np.int32]":
        """Return a number for the text of each row; `number` is asked once for each text."""
        return np.array([number(text) for text in self.labels], np.int32)[self.codes]


class TextsMaker:
    """Makes a column of texts, some at a time.

    No more of them are in hand: a hundred thousand texts that are let go of leave memory full of holes.
    """

    def __init__(self) -> None:
        self._labels: list[Labels] = []
        self._codes = array("i")
        self._count = 0

    def extend(self, texts: Iterable[str]) -> None:
        """Add the texts of more rows."""
        known: dict[str, int] = {}
        count = self._count
        self._codes.extend([known.setdefault(text, count + len(known)) for text in texts])
        self._labels.append(Labels(known))
        self._count += len(known)

    def made(self) -> Texts:
        """Return the column."""
        labels, places = Labels(()).joined(self._labels).once()
        return Texts(places[np.array(self._codes, np.int32)], labels)


class Packed(Sequence[Row], Generic[Row]):
    """Rows made of columns by `make`, which is given one field of each; a row is another object each time."""

    def __init__(self, make: Callable[..., Row], columns: Mapping[str, Column]) -> None:
        self.columns = dict(columns)
        self._make = make

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()))) if self.columns else 0

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> "Packed[Row]": ...
    def __getitem__(self, place: int | slice) -> "Row | Packed[Row]":
        return self.take(place) if isinstance(place, slice) else self.at(place)

    def __iter__(self) -> Iterator[Row]:
        for begin in range(0, len(self), AT_ONCE):
            yield from self.part(begin, begin + AT_ONCE)

    def at(self, place: int) -> Row:
        """Return one row."""
        there = range(len(self))[place]
        return self._make(*(column.at(there) for column in self.columns.values()))

    def part(self, begin: int, end: int) -> list[Row]:
        """Return the rows from one place to before another."""
        return [*map(self._make, *(column.part(begin, end) for column in self.columns.values()))]

    def take(self, places: "NDArray[np.intp] | slice") -> "Packed[Row]":
        """Return the rows at these places, in this order."""
        return Packed(self._make, {name: one.take(places) for name, one in self.columns.items()})

    def joined(self, other: "Packed[Row]") -> "Packed[Row]":
        """Return these rows and others below them."""
        return Packed(
            self._make, {name: one.joined(other.columns[name]) for name, one in self.columns.items()}
        )

    def numbers(self, name: str) -> "NDArray[Any]":
        """Return a column of numbers."""
        return cast("Numbers", self.columns[name]).values

    def texts(self, name: str) -> Texts:
        """Return a column of texts."""
        return cast("Texts", self.columns[name])

    def kept(self) -> Sequence[Row]:
        """Return these rows as they are best kept: few of them as they are."""
        return self if len(self) >= MANY else tuple(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and [*self] == [*other]

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Packed({[*self]!r})"


def packed(
    make: Callable[..., Row], names: Sequence[str], rows: Iterable[Sequence[float | str]]
) -> Packed[Row]:
    """Return rows of numbers and texts, named, as `make` makes them of their fields; a field is of one type."""
    parts = iter(rows)
    made: dict[str, TextsMaker | Numbers] = {}
    while part := [*islice(parts, AT_ONCE)]:
        for name, values in zip(names, zip(*part, strict=True), strict=True):
            column = made.get(name)
            if not isinstance(values[0], str):
                more = _numbers(values)
                made[name] = more if column is None else cast("Numbers", column).joined(more)
                continue
            texts = cast("TextsMaker", column or TextsMaker())
            texts.extend(values)
            made[name] = texts
    return Packed(
        make, {name: one.made() if isinstance(one, TextsMaker) else one for name, one in made.items()}
    )


def _numbers(values: Sequence[Any]) -> Numbers:
    return Numbers(np.array(values)) if isinstance(values[0], bool | float) else Numbers.of(values)
