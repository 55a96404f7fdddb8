"""Companies found near some keys are the same as those found from all leads."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.leads.companies import Companies
from funneldesk.operations.companies import companies_near
from funneldesk.operations.stores import in_memory_store
from funneldesk.store.companies import keys_of_leads, telling_domains
from funneldesk.store.leads import lead_ids
from tests.operations.taking import take

LEADS = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.uuids().map(str),
            "company": st.sampled_from(["", "甲", "乙", "丙", "丁", "戊"]),
            "domain": st.sampled_from(["", "a.jp", "b.jp", "c.jp", "d.jp"]),
            "corporate_number": st.sampled_from(["", "", "", "3010001000001", "3010001000002"]),
        }
    ),
    min_size=1,
    max_size=12,
)


@given(LEADS)
def test_near_is_as_good_as_all(rows: list[dict[str, str]]) -> None:
    with in_memory_store("ja") as store:
        for number, row in enumerate(rows):
            domain = row.pop("domain")
            row["email"] = f"u{number}@{domain}" if domain else ""
        take(store, "leads", rows)
        connection = store.connection
        keys = keys_of_leads(connection, lead_ids(connection).tolist())
        telling = telling_domains(connection, (one.domain for one in keys.values()))
        everything = Companies(Counter(keys.values()), telling)
        for one in set(keys.values()):
            for asked in (
                one,
                one._replace(number=""),
                one._replace(domain=""),
                one._replace(name="", number=""),
            ):
                near = companies_near(connection, [asked])
                assert set(near.members(asked)) == set(everything.members(asked))
