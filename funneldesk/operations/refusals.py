"""Who asked for no mail, and may still be called."""

import json
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.facts import Bool, Facts
from funneldesk.domain.leads.fold import YES
from funneldesk.domain.leads.refusals import is_about_mail
from funneldesk.domain.moment import NEVER
from funneldesk.operations.remembered import remembered
from funneldesk.store import records as kept
from funneldesk.store.refusals import leads_that_say

if TYPE_CHECKING:
    from funneldesk.store.store import Store

_FIELD = "opt_out"


def mail_only(store: "Store", facts: Facts) -> Bool:
    """Return who opted out, but only by lists whose heading speaks of mail and of nothing else."""
    return remembered(facts, ("mail_only",), lambda: _mail_only(store, facts))


def _mail_only(store: "Store", facts: Facts) -> Bool:
    out = np.asarray(facts.opt_out_day != NEVER)
    if not out.any():
        return out
    leads, refused = facts.lead_ids[out].tolist(), set[int]()
    for info in kept.batches(store.connection, visible_only=True):
        heading = json.loads(info.plan).get("columns", {}).get(_FIELD, "")
        if info.kind == "leads" and _FIELD in info.fields and not is_about_mail(heading):
            refused |= leads_that_say(store.connection, leads, info, _FIELD, YES)
    return np.asarray(out & ~np.isin(facts.lead_ids, np.array(sorted(refused), np.int64)))
