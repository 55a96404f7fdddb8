"""What can be wrong with a shared folder for a member, in words: each with what to do."""

from funneldesk.domain.formats import moment
from funneldesk.domain.team.manifest import Manifest
from funneldesk.errors import UserError
from funneldesk.i18n import _


def no_share(where: str) -> UserError:
    """Return the error for a folder in which nothing was ever published."""
    return UserError(
        "no_share",
        _("Nothing of FunnelDesk is in %(folder)s.") % {"folder": where},
        _("Choose the folder that whoever publishes named, or ask for a first publication."),
    )


def emptied(where: str) -> UserError:
    """Return the error for a folder that held publications and holds none now."""
    return UserError(
        "share_emptied",
        _("The publications are gone from %(folder)s.") % {"folder": where},
        _("The drive may not be connected. What was read last stays, and your answers are kept here."),
    )


def exchanged(where: str) -> UserError:
    """Return the error for another shared folder in the place of the one that was known."""
    return UserError(
        "other_share",
        _("Another shared folder than before lies in %(folder)s.") % {"folder": where},
        _(
            "Ask whoever publishes. If it is meant, open it anew (`open-shared DIR --anew`); answers not yet received "
            "stay with the former one."
        ),
    )


def other_store(where: str, other: Manifest) -> UserError:
    """Return the error for a publication made from other data than all before."""
    return UserError(
        "other_store",
        _("%(name)s published other data into %(folder)s than was published before.")
        % {"name": other.owner_name, "folder": where},
        _("It is not shown. Ask %(name)s; different data need a folder of their own.")
        % {"name": other.owner_name},
    )


def not_sealed(found: Manifest) -> UserError:
    """Return the error for a publication without the passphrase that all before had."""
    return UserError(
        "not_sealed",
        _("A publication by %(name)s has no passphrase, unlike those before.") % {"name": found.owner_name},
        _(
            "It is not shown, and no answers are sent for it. Ask %(name)s, by another way than this folder, whether "
            "the passphrase was removed on purpose; if so, read on without one "
            "(`open-shared DIR --without-passphrase`)."
        )
        % {"name": found.owner_name},
    )


def rolled_back(where: str, found: Manifest, seen: Manifest) -> UserError:
    """Return the error for a folder whose publications are all older than what was seen already."""
    return UserError(
        "share_rolled_back",
        _("The newest publication in %(folder)s (%(found)s) is older than the one you have (%(seen)s).")
        % {"folder": where, "found": moment(found.published_at), "seen": moment(seen.published_at)},
        _(
            "The newer one stays. The folder may have been brought back from a backup: tell whoever publishes."
        ),
    )


def nothing_published(where: str) -> UserError:
    """Return the error for a shared folder without a publication yet."""
    return UserError(
        "no_publication",
        _("Nothing has been published in %(folder)s yet.") % {"folder": where},
        _("Ask whoever publishes, or wait: it is read as soon as it is there."),
    )


def newer_program(manifest: Manifest) -> UserError:
    """Return the error for a publication of a newer program."""
    return UserError(
        "newer_program",
        _("%(name)s publishes with a newer FunnelDesk (%(program)s).")
        % {"name": manifest.owner_name, "program": manifest.program},
        _(
            "Install that version. Until then you see the publication before, and your answers are sent all the same."
        ),
    )


def not_as_said(manifest: Manifest) -> UserError:
    """Return the error for a publication that holds something else than it should."""
    return UserError(
        "bad_publication",
        _("The publication of %(time)s does not hold what it should, and is not shown.")
        % {"time": moment(manifest.published_at)},
        _("Ask %(name)s to publish again.") % {"name": manifest.owner_name},
    )


def nothing_read(where: str) -> UserError:
    """Return the error for an answer before any publication was read."""
    return UserError(
        "no_publication_here",
        _("No publication of %(folder)s is on this computer yet.") % {"folder": where},
        _("Open the shared folder first, while it can be reached."),
    )
