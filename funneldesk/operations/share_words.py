"""What keeps a store from publishing into a folder, in sentences: each with what to do."""

from pathlib import Path

from funneldesk.domain.formats import moment
from funneldesk.domain.team.manifest import Manifest
from funneldesk.errors import UserError
from funneldesk.i18n import _


def other_owner(manifest: Manifest, zone: str) -> UserError:
    """Return the error for a folder into which somebody else publishes."""
    return UserError(
        "other_owner",
        _("Another computer ({name}) publishes into this folder, last at {time}.").format(
            name=manifest.owner_name, time=moment(manifest.published_at, zone)
        ),
        _(
            "This one reads only. If it shall publish from now on, take over (`publish DIR --take-over`); "
            "the other one then reads only."
        ),
    )


def other_store(where: str, manifest: Manifest) -> UserError:
    """Return the error for a folder into which other data was published."""
    return UserError(
        "other_store",
        _("{name} has published other data into {folder}.").format(name=manifest.owner_name, folder=where),
        _("Choose a folder of its own for this data, or open the data that was published there."),
    )


def other_share(where: str) -> UserError:
    """Return the error for another shared folder in the place of the one that was known."""
    return UserError(
        "other_share",
        _("{folder} holds another shared folder than the one this data was published into.").format(
            folder=where
        ),
        _("The drive may have been exchanged. Choose the right folder, or an empty one to share there."),
    )


def emptied(where: str) -> UserError:
    """Return the error for a folder that held publications and holds none now."""
    return UserError(
        "share_emptied",
        _("{folder} is empty, although this data was published into it.").format(folder=where),
        _(
            "A drive that is not connected looks like that: check it first. If the folder really was emptied, "
            "set it up again with `publish DIR --anew`."
        ),
    )


def holds_store(folder: Path, store: Path) -> UserError:
    """Return the error for a folder in which the working data itself lies."""
    return UserError(
        "share_holds_store",
        _("The working data {store} lies in {folder}: whoever sees the folder would see all of it.").format(
            store=store.name, folder=str(folder)
        ),
        _("Choose a folder for the team alone, in which nothing else of FunnelDesk lies."),
    )


def not_shared(where: str) -> UserError:
    """Return the error for collecting from a folder into which nothing was ever published."""
    return UserError(
        "no_share",
        _("{folder} is no shared folder: nothing was published into it.").format(folder=where),
        _("Name the folder this data is published into, or publish first."),
    )


def passphrase_needed() -> UserError:
    """Return the error for a share with a passphrase that this computer does not keep."""
    return UserError(
        "passphrase_needed",
        _("What is published here has a passphrase, and this computer does not keep it."),
        _(
            "Type it again. For a command: --passphrase-file FILE, or the environment variable "
            "FUNNELDESK_PASSPHRASE."
        ),
    )


def empty_passphrase() -> UserError:
    """Return the error for a passphrase without a letter."""
    return UserError(
        "empty_passphrase",
        _("The passphrase is empty."),
        _("Choose one of several words; without any, publish without a passphrase."),
    )


def needs_writing(path: Path) -> UserError:
    """Return the error for a store that is open for reading only, or lies in no file."""
    return UserError(
        "read_only",
        _("{file} is open for reading only.").format(file=str(path)),
        _("Open it for writing, then try again."),
    )


def passphrase_changed() -> str:
    """Return what follows from another passphrase."""
    return _(
        "From now on the files open with the new passphrase only; what was published before goes. Tell it to "
        "colleagues by another way than this folder: their programs ask for it, and send their answers once they have "
        "it. Answers given before stay sealed with the former one."
    )


def short_passphrase(fewest: int) -> str:
    """Return what is said of a new passphrase of fewer letters."""
    words = _(
        "The passphrase is short: whoever has the files may guess it. Better one of {fewest} letters or more, best "
        "of several words."
    )
    return words.format(fewest=fewest)


def passphrase_removed() -> str:
    """Return what follows from no passphrase any more."""
    return _(
        "From now on everybody who sees the folder can open the files. Tell your colleagues that you removed the "
        "passphrase: their programs show nothing without one until they say that this is meant."
    )
