"""What somebody did in the sample company: it goes with it."""

import hashlib
from typing import TYPE_CHECKING

from funneldesk.operations.importing import imports
from funneldesk.resources import resource_path

if TYPE_CHECKING:
    from funneldesk.store.store import Store


def mark_of(store: "Store") -> str:
    """Return a text that is another one after anything was written into a store."""
    return f"{store.state}:{store.setting('notes') or 0}"


def own_lists(store: "Store") -> tuple[str, ...]:
    """Return the names of the lists in the sample's store that are none of the sample's."""
    folder = resource_path("sample")
    ours = {hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.is_file()}
    found = [batch.file_name for batch in imports(store) if not batch.hidden and batch.sha256 not in ours]
    return tuple(dict.fromkeys(found))
