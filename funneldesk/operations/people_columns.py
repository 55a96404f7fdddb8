"""Who leads are, column by column: the names of a hundred thousand are never all in hand at once."""

from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.packed import AT_ONCE, Texts, TextsMaker
from funneldesk.store.lead_names import lead_names

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from funneldesk.store.store import Store


def people_columns(store: "Store", lead: "NDArray[np.signedinteger]") -> tuple[Texts, Texts]:
    """Return name (or else e-mail) and company of the lead of each row; "" for nobody, and for who is gone."""
    ids, places = np.unique(lead, return_inverse=True)
    person, company = TextsMaker(), TextsMaker()
    for begin in range(0, len(ids), AT_ONCE):
        part = ids[begin : begin + AT_ONCE].tolist()
        named = lead_names(store, part)
        who = [named.get(one, ("", "")) for one in part]
        person.extend(name for name, _company in who)
        company.extend(name for _person, name in who)
    return person.made().take(places), company.made().take(places)
