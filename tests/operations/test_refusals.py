"""Whoever wants no mail may be called; whoever wants no contact may not. Which, the heading of each list says."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from funneldesk.operations import by_hand
from funneldesk.operations.duties import duties_of, duties_of_lead
from funneldesk.operations.facts import facts_of, facts_of_lead, versions_of
from funneldesk.operations.importing import take_list, undo_import
from funneldesk.operations.lead_detail import lead_detail
from funneldesk.operations.refusals import mail_only
from funneldesk.operations.stores import Store, in_memory_store
from funneldesk.operations.worklist import worklist_of
from tests.operations.taking import block_of, new_batch

DAY = date(2026, 4, 6).toordinal()


def take(store: Store, heading: str, *people: str) -> int:
    rows: list[Any] = [{"external_id": one, "name": f"人 {one}", "opt_out": "1"} for one in people]
    plan = json.dumps({"columns": {"external_id": "ID", "opt_out": heading}})
    batch = new_batch("leads", ("external_id", "name", "opt_out"))
    taken = take_list(store, replace(batch, plan=plan), [block_of(rows)])
    return taken.batch or 0


def test_the_phone_is_left_where_only_mail_is_refused() -> None:
    with in_memory_store("ja") as store:
        take(store, "配信停止", "1", "2")
        everything = take(store, "電話拒否", "2")
        for lead in (1, 2):
            by_hand.hand_over(store, lead, "is", DAY)

        def called() -> list[int]:
            owed = [one.lead for one in duties_of(store, DAY).duties if one.event == "candidate"]
            alone = [
                lead
                for lead in (1, 2)
                if duties_of_lead(store, facts_of_lead(store, lead), versions_of(store), DAY)
            ]
            assert alone == owed == sorted(row.ids.lead for row in worklist_of(store, DAY).rows)
            return owed

        assert called() == [1]
        assert mail_only(store, facts_of(store)).tolist() == [True, False]
        assert [lead_detail(store, lead, DAY).mail_only for lead in (1, 2)] == [True, False]
        # Neither gets mail.
        assert (facts_of(store).opt_out_day <= DAY).all()
        undo_import(store, everything)
        assert called() == [1, 2]
        assert mail_only(store, facts_of(store)).all()
