"""What is wrong in the folders of answers, in words: one sentence for each kind, however many files and folders."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from funneldesk.errors import UserError
from funneldesk.i18n import N_, _, ngettext

Kind = Literal[
    "foreign",
    "half_written",
    "damaged",
    "unopened",
    "newer",
    "misplaced",
    "sealed",
    "not_sealed",
    "held",
    "too_many",
]

_SENTENCES: dict[Kind, Callable[[int], str]] = {
    "foreign": lambda count: ngettext(
        "%(count)s file in %(folder)s is none of FunnelDesk's and was left alone: %(name)s",
        "%(count)s files in %(folder)s are none of FunnelDesk's and were left alone, such as %(name)s",
        count,
    ),
    "half_written": lambda count: ngettext(
        "%(count)s answer in %(folder)s is half-written: %(name)s",
        "%(count)s answers in %(folder)s are half-written, such as %(name)s",
        count,
    ),
    "damaged": lambda count: ngettext(
        "%(count)s answer in %(folder)s is damaged and was not read: %(name)s",
        "%(count)s answers in %(folder)s are damaged and were not read, such as %(name)s",
        count,
    ),
    "unopened": lambda count: ngettext(
        "%(count)s answer in %(folder)s does not open with this passphrase, or is damaged: %(name)s",
        "%(count)s answers in %(folder)s do not open with this passphrase, or are damaged, such as %(name)s",
        count,
    ),
    "newer": lambda count: ngettext(
        "%(count)s answer in %(folder)s was made with a newer FunnelDesk and was not read: %(name)s",
        "%(count)s answers in %(folder)s were made with a newer FunnelDesk and were not read, such as %(name)s",
        count,
    ),
    "misplaced": lambda count: ngettext(
        "%(count)s answer in %(folder)s belongs to another computer and was not read: %(name)s",
        "%(count)s answers in %(folder)s belong to another computer and were not read, such as %(name)s",
        count,
    ),
    "sealed": lambda count: ngettext(
        "%(count)s answer in %(folder)s needs the passphrase: %(name)s",
        "%(count)s answers in %(folder)s need the passphrase, such as %(name)s",
        count,
    ),
    "not_sealed": lambda count: ngettext(
        "%(count)s answer in %(folder)s was made without the passphrase and was not read: %(name)s",
        "%(count)s answers in %(folder)s were made without the passphrase and were not read, such as %(name)s",
        count,
    ),
    "held": lambda count: ngettext(
        "%(count)s answer in %(folder)s cannot be read now: %(name)s",
        "%(count)s answers in %(folder)s cannot be read now, such as %(name)s",
        count,
    ),
    "too_many": lambda count: ngettext(
        "%(count)s more file in %(folder)s was left for the next time: %(name)s",
        "%(count)s more files in %(folder)s were left for the next time, such as %(name)s",
        count,
    ),
}
_STEPS: dict[Kind, str] = {
    "foreign": N_(
        "Copies that a synchronising service made of a conflict may be deleted; the answers are there."
    ),
    "half_written": N_("It is written again as soon as that member's computer reaches the folder."),
    "damaged": N_("The member's program writes it again when it is next started; until then ask the member."),
    "unopened": N_(
        "Where the passphrase was changed, the member's program seals it again once it has the new one; until then ask "
        "the member."
    ),
    "newer": N_("Install the newer version, then collect again. Nothing is lost meanwhile."),
    "misplaced": N_("Only the program writes into these folders. Delete what somebody copied there."),
    "sealed": N_(
        "Give the passphrase of this shared folder. Where it was removed, the member's program writes it again without."
    ),
    "not_sealed": N_(
        "The member's program writes it again, sealed, once it has read the newest publication."
    ),
    "held": N_("Another program holds it, or you may not read it. It is read the next time."),
    "too_many": N_(
        "Collect again. Should there never have been so many answers, see who writes into the folder."
    ),
}


@dataclass(slots=True)
class Troubles:
    """Gathers what is wrong. `where`: the shared folder as people know it."""

    where: str
    #: Of each kind how many files there are in which folder, and the first file of each.
    _found: dict[Kind, dict[str, tuple[str, int]]] = field(default_factory=dict)
    _failures: list[UserError] = field(default_factory=list)

    def add(self, kind: Kind, folder: str, name: str) -> None:
        """Note that something is wrong with one file in a folder of the share."""
        folders = self._found.setdefault(kind, {})
        first, count = folders.get(folder, (name, 0))
        folders[folder] = first, count + 1

    @contextmanager
    def of_the_share(self) -> Iterator[None]:
        """Keep a failure of the share itself, which ends the block."""
        try:
            yield
        except UserError as error:
            self._failures.append(error)

    def said(self) -> tuple[UserError, ...]:
        """Return everything in words."""
        return (
            *self._failures,
            *(_said(kind, self._values(folders)) for kind, folders in sorted(self._found.items())),
        )

    def _values(self, folders: dict[str, tuple[str, int]]) -> dict[str, object]:
        folder, (name, _count) = min(folders.items())
        if len(folders) > 1:
            above, _slash, last = folder.rpartition("/")
            folder, name = above, f"{last}/{name}"
        where = f"{self.where}/{folder}".rstrip("/")
        return {"folder": where, "name": name, "count": sum(count for _name, count in folders.values())}


def _said(kind: Kind, values: dict[str, object]) -> UserError:
    words = _SENTENCES[kind](int(str(values["count"]))) % values
    return UserError(f"answers_{kind}", words, _(_STEPS[kind]))
