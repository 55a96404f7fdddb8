"""Bringing what is derived up to date after the program learned to compare names and addresses better."""

from funneldesk.domain.leads.identity import KEYS_VERSION, keys_of
from funneldesk.operations.company_deals import settle_company_deals
from funneldesk.operations.identity import refold, resettle
from funneldesk.operations.tasks import NO_TASK, Task
from funneldesk.store import identity as identities
from funneldesk.store.store import Store


def renew_if_due(store: Store, task: Task = NO_TASK) -> bool:
    """Make keys and leads anew if the store's were made by other rules; return whether they were."""
    if store.setting("keys") == KEYS_VERSION:
        return False
    with store.transaction() as connection:
        everybody = identities.every_identity(connection)
        identities.remove_keys(connection)
        identities.add_keys(connection, ((key, one.id) for one in everybody for key in keys_of(one.who)))
        settled = resettle(connection, {one.id for one in everybody}, task=task)
        refold(connection, settled.moved | settled.gained, task=task)
        refold(connection, settle_company_deals(store), task=task)
        store.set_setting("keys", KEYS_VERSION)
    return True
