"""The passphrase of a shared folder: set, changed and removed with a publication, in the same folder (DESIGN 9).

What is published next is sealed with the passphrase of then, and what was published before goes: whoever knows the
former one reads nothing any more. Until that publication is there everything stays as it was.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations import share_words as words
from funneldesk.operations.share_reach import SEALED_SETTING, Reach, key_of, must_have_letters
from funneldesk.operations.team_reading import is_sealed
from funneldesk.share.keys import forget_key, remember_key
from funneldesk.share.sealing import Key, typed_text

if TYPE_CHECKING:
    from funneldesk.store.store import Store

#: Fewer letters are soon guessed (NIST SP 800-63B, 3.1.1.2, wants so many of what people choose themselves).
FEWEST_LETTERS = 8
#: What became of the passphrase, as the audit log has it.
Change = Literal["passphrase-set", "passphrase-changed", "passphrase-removed", ""]


@dataclass(frozen=True, slots=True)
class NewPassphrase:
    """What is wished for from the next publication on: a passphrase, or none any more (`text` is None)."""

    text: str | None


@dataclass(frozen=True, slots=True)
class Seal:
    """With what a publication is sealed. `key`: None without a passphrase; `change`: against what lies there.

    `is_short`: whether a passphrase thought of just now is soon guessed by somebody who has the files.
    """

    key: Key | None
    change: Change
    is_short: bool = False


def seal_of(store: "Store", found: Reach, wish: NewPassphrase | None, passphrase: str | None = None) -> Seal:
    """Return with what the next publication into a folder is sealed; UserError for a passphrase without a letter.

    `passphrase`: what was given to open what lies there; where nothing sealed does, it was thought of just now.
    """
    is_first = not any(map(is_sealed, found.seen.manifests))
    new = wish.text if wish else passphrase if is_first else None
    if wish is None:
        key = found.key
    else:
        must_have_letters(wish.text)
        key = None if wish.text is None else key_of(wish.text, found.share.salt)
    is_short = new is not None and len(typed_text(new)) < FEWEST_LETTERS
    was_sealed = store.setting(SEALED_SETTING) == "1"
    if key is None:
        return Seal(None, "passphrase-removed" if was_sealed else "")
    if not was_sealed:
        return Seal(key, "passphrase-set", is_short)
    return Seal(key, "passphrase-changed" if found.key and key != found.key else "", is_short)


def begin_seal(store: "Store", seal: Seal) -> None:
    """Write that there is a passphrase before anything is sealed: never is published in the open by mistake."""
    if seal.key:
        store.set_setting(SEALED_SETTING, "1")


def end_seal(store: "Store", seal: Seal) -> None:
    """Write that there is none any more, once what has none is published."""
    if not seal.key and store.setting(SEALED_SETTING) == "1":
        store.set_setting(SEALED_SETTING, "0")


def keep_key(found: Reach, seal: Seal) -> tuple[str, ...]:
    """Keep the key on this computer, or forget it, and say what that and the change mean."""
    notes = []
    if seal.change == "passphrase-changed":
        notes.append(words.passphrase_changed())
    if seal.key is None:
        if seal.change == "passphrase-removed":
            notes.append(words.passphrase_removed())
            if not forget_key(found.share.id):
                notes.append(_("This computer's store of passwords could not forget the former passphrase."))
        return tuple(notes)
    notes.append(_("With a passphrase no workbook is published: Excel could not open it."))
    if seal.is_short:
        notes.append(words.short_passphrase(FEWEST_LETTERS))
    if not remember_key(found.share.id, seal.key):
        notes.append(_("This computer cannot keep the passphrase: it is asked for each time."))
    return tuple(notes)


def wish_of(new: str | None, *, remove: bool) -> NewPassphrase | None:
    """Return what is wished for, None where all stays; UserError where two things are."""
    if remove and new is not None:
        raise UserError(
            "two_passphrases",
            _("A passphrase cannot be set and removed at once."),
            _("Name the file with the new passphrase, or remove the passphrase; not both."),
        )
    if remove:
        return NewPassphrase(None)
    return None if new is None else NewPassphrase(new)
