"""Recognising rows about people who were erased: by keyed hashes, without knowing who they were."""

import hmac
from collections.abc import Iterable

from funneldesk.domain.leads.identity import LISTED, Who, keys_of
from funneldesk.domain.leads.suppression import mark_of_any_system, marks_of
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.store.erasing import is_erased_lead
from funneldesk.store.identity import listed_systems, visible_with_keys
from funneldesk.store.store import Connection
from funneldesk.store.suppression import secrets_of, suppressed

#: What texts are hashed for: `operations.references.keyed`.
PURPOSE = "suppression"
#: The code of a row that is left out because it is about somebody who was erased.
ERASED_ROW = "erased_person"


def erased_row_words() -> str:
    """Return why a row about somebody who was erased is left out; says nothing of who it was."""
    return _("This row is about somebody who was erased: it is left out.")


class Suppressed:
    """Everybody who was erased, as long as a list is read: millions of rows are asked about."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._hashes = suppressed(connection)
        self._secrets = secrets_of(connection) if self._hashes else ()
        self._listed = listed_systems(connection) if self._hashes else frozenset[str]()

    def __bool__(self) -> bool:
        return bool(self._hashes)

    def is_hers(self, who: Who) -> bool:
        """Whether a row that says `who` is about somebody who was erased."""
        if self._holds(marks_of(who)):
            return True
        if who.role == LISTED or who.system in self._listed or not who.external_id:
            return False
        # An id of nobody knows which tool means the only tool that knows it (`domain.leads.identity`).
        return self._holds([mark_of_any_system(who)]) and not self._is_somebody_else(who)

    def _is_somebody_else(self, who: Who) -> bool:
        key = next(key for key in keys_of(who) if key.startswith("i:"))
        return any(one.who.role == LISTED for one in visible_with_keys(self._connection, [key]).get(key, ()))

    def _holds(self, marks: Iterable[str]) -> bool:
        return any(
            hmac.digest(secret, f"{PURPOSE}\n{mark}".encode(), "sha256").hex() in self._hashes
            for mark in marks
            for secret in self._secrets
        )


def refuse_erased(connection: Connection, lead_id: int) -> None:
    """Raise a UserError where a lead was erased: nothing is written about her any more."""
    if is_erased_lead(connection, lead_id):
        raise UserError(
            "erased",
            _("Lead {lead} was erased: nothing more is written about this person.").format(lead=lead_id),
            _("What was counted stays; there is nothing left to do."),
        )
