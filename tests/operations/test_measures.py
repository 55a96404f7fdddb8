"""Measures are the numbers of the funnel and of contents, asked one by one."""

import pytest

from funneldesk.domain.fields import STAGES
from funneldesk.domain.funnel.periods import Period
from funneldesk.domain.reviews.measures import Measure
from funneldesk.errors import UserError
from funneldesk.operations.contents import contents_of
from funneldesk.operations.funnel import funnel_of
from funneldesk.operations.measures import measured
from funneldesk.operations.stores import Store, in_memory_store, open_reader
from tests.cli.conftest import AS_OF
from tests.cli.running import CommandLine
from tests.operations.taking import take
from tests.oracle.desk import make_desk

DAY = AS_OF.toordinal()
RANGE = Period(DAY - 200, DAY - 60)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    line = CommandLine(tmp_path_factory.mktemp("measures") / "funneldesk.db")
    make_desk(line, 11)
    with open_reader(line.store) as found:
        yield found


def test_counts_and_rates_are_those_of_the_funnel_and_its_groups(store: Store) -> None:
    found = funnel_of(store, DAY, mode="period", from_day=RANGE.from_day, to_day=RANGE.to_day, by="source")
    seen = 0
    for value, stages in [(None, found.stages), *((group.value, group.stages) for group in found.groups)]:
        by = "" if stages is found.stages else "source"
        for stage in stages:
            count = measured(store, Measure("count", stage.stage, by=by, value=value), RANGE, DAY)
            assert (count.value, count.n) == (stage.count, None)
            if stage.previous:
                rate = measured(
                    store, Measure("rate", stage.stage, stage.previous, by=by, value=value), RANGE, DAY
                )
                assert (rate.n, rate.k, rate.young) == (stage.n, stage.k, stage.immature)
                assert rate.interval == (None if not stage.n else (stage.low, stage.high))
                seen += stage.n or 0
    assert seen > 50


def test_a_rate_over_several_steps(store: Store) -> None:
    whole = measured(store, Measure("rate", "deal", "mql"), RANGE, DAY)
    step = measured(store, Measure("rate", "sal", "mql"), RANGE, DAY)
    assert whole.n is not None
    assert step.k >= whole.k > 0
    assert whole.n + whole.young == (step.n or 0) + step.young


def test_content_rates_are_those_of_the_page(store: Store) -> None:
    of_page = contents_of(store, DAY, period=RANGE).contents
    assert len(of_page) > 3
    for one in of_page:
        got = measured(store, Measure("content", content=one.content), RANGE, DAY)
        assert (got.n, got.k, got.n + got.young) == (one.touched, one.deals, one.touched_all)
    assert measured(store, Measure("content", content="nothing"), RANGE, DAY).value is None


def test_a_segment_nobody_is_in_and_a_field_nobody_knows(store: Store) -> None:
    assert measured(store, Measure("count", "mql", by="source", value="nowhere"), RANGE, DAY).k == 0
    with pytest.raises(UserError):
        measured(store, Measure("count", "mql", by="colour"), RANGE, DAY)


def test_what_no_record_tells_is_said_so() -> None:
    with in_memory_store("en") as made:
        take(made, "leads", [{"external_id": "1", "email": "a@x.example", "acquired_at": "2026-01-05"}])
        everything = Period(None, None)
        assert not measured(made, Measure("rate", "won", "deal"), everything, DAY + 60).recorded
        assert not measured(made, Measure("contact"), everything, DAY + 60).recorded
        lead = measured(made, Measure("count", STAGES[0]), Period(DAY - 30, DAY), DAY)
        assert (lead.k, lead.recorded) == (1, True)


def test_contact_within_seven_days() -> None:
    """Handed over on the 1st: called on the 5th, on the 20th, and never; the last one too recently to say."""
    with in_memory_store("en") as made:
        take(made, "leads", [
            {"external_id": str(n), "email": f"{n}@x.example", "acquired_at": "2025-11-01"} for n in range(4)
        ])  # fmt: skip
        take(made, "handovers", [
            {"lead_external_id": str(n), "handover_id": str(n), "side": "sales", "handed_at": day}
            for n, day in enumerate(["2025-12-01", "2025-12-01", "2025-12-01", "2026-01-12"])
        ])  # fmt: skip
        take(made, "activities", [
            {"lead_external_id": key, "occurred_at": day, "activity": "call"}
            for key, day in [("0", "2025-12-05"), ("1", "2025-12-20")]
        ])  # fmt: skip
        got = measured(made, Measure("contact"), Period(DAY - 60, DAY), DAY)
        assert (got.k, got.n, got.young) == (1, 3, 1)
        before = measured(made, Measure("contact"), Period(DAY - 60, DAY - 10), DAY)
        assert (before.k, before.n, before.young) == (1, 3, 0)
