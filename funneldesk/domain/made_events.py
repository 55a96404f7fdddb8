"""Activities that keep no column of some kinds: each is made wherever it is asked for."""

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from funneldesk.domain.facts import Events

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NAMES = frozenset(one.name for one in fields(Events))


class MadeEvents(Events):
    """Activities that look like any others. What they are made of is set once, by `_of`."""

    __slots__ = ()

    def __new__(cls, **columns: "NDArray[Any]") -> Events:  # type: ignore[misc]  # not one of these
        """Return plain activities: who changes a column of some (`dataclasses.replace`) has all columns in hand."""
        return Events(**columns)

    @classmethod
    def _of(cls, **parts: object) -> Any:
        made = object.__new__(cls)
        for name, part in parts.items():
            # Frozen: it is set once.
            object.__setattr__(made, name, part)
        return made

    def __getattr__(self, name: str) -> Any:
        """Return a column: it is asked for here because it is not kept."""
        if name not in _NAMES:
            raise AttributeError(name)
        return self.part(name, slice(0, len(self)))
