"""The reasons of many scores at once are those each lead's own lines give."""

from funneldesk.operations.leads import figures_of
from funneldesk.operations.main_reasons import scores_and_reasons
from funneldesk.operations.scoring import named_candidates
from funneldesk.operations.stores import in_memory_store
from tests.operations.pilot_company import TODAY, begin, fill


def test_they_are_those_of_each_lead_also_while_a_pilot_runs() -> None:
    with in_memory_store("ja") as store:
        fill(store)
        for pilot in (False, True):
            if pilot:
                begin(store)
            ids = figures_of(store, TODAY).ids
            one_by_one = {one.lead: (one.score, one.reasons) for one in named_candidates(store, ids, TODAY)}
            assert scores_and_reasons(store, ids, TODAY) == one_by_one
            assert any(words for _points, words in one_by_one.values())
