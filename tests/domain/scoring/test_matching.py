"""Which activities a line of the book counts: of all leads, of some, and as one would look through them by hand."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.book.conditions import ActivityMatch
from funneldesk.domain.facts import Facts
from funneldesk.domain.fields import ACTIVITY_KINDS
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.matching import matched, matched_of, matching_events
from tests.domain.facts_builder import Person, facts
from tests.domain.random_leads import CONTENTS, activities

_PEOPLE = st.lists(st.builds(Person, did=st.lists(activities, max_size=6)), max_size=8)
_MATCHES = st.builds(
    ActivityMatch,
    kinds=st.sampled_from(((), ("view",), ("download", "form"), ("attend",))),
    contents=st.sampled_from(((), ("A", "x"), ("no such content",))),
    types=st.sampled_from(((), ("article",), ("white_paper", ""))),
    phases=st.sampled_from(((), ("consideration",))),
)


def _fits(made: Facts, match: ActivityMatch, event: int) -> bool:
    events = made.events
    content = made.contents[events.content[event]] if events.content[event] >= 0 else None
    return bool(
        events.day[event] != NEVER
        and (not match.kinds or ACTIVITY_KINDS[events.kind[event]] in match.kinds)
        and (
            not match.contents
            or (content is not None and bool({content.key, content.title} & {*match.contents}))
        )
        and (not match.types or (content.type if content else "") in match.types)
        and (not match.phases or (content.phase if content else "") in match.phases)
    )


@given(
    people=_PEOPLE,
    undated=st.booleans(),
    match=_MATCHES,
    span=st.tuples(st.integers(0, 9), st.integers(0, 9)),
)
def test_what_is_counted_is_what_fits(
    people: list[Person], undated: bool, match: ActivityMatch, span: tuple[int, int]
) -> None:
    made = facts(*people, contents=CONTENTS)
    if undated and len(made.events):
        made.events.day[-1] = NEVER
    wanted = [event for event in range(len(made.events)) if _fits(made, match, event)]
    assert matching_events(made, match).tolist() == wanted
    found = matched(made, match)
    assert found.lead.tolist() == made.events.lead[wanted].tolist()
    assert found.day.tolist() == made.events.day[wanted].tolist()
    first, end = min(span), max(span)
    here = np.flatnonzero((found.lead >= first) & (found.lead < end))
    some = matched_of(made, match, first, end)
    assert (some.lead.tolist(), some.day.tolist()) == (found.lead[here].tolist(), found.day[here].tolist())
