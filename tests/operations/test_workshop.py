"""The workshop's draft is an ordinary one; one's own months; the printed copy of the version that was signed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest

from funneldesk.domain.book.conditions import Attribute
from funneldesk.errors import UserError
from funneldesk.i18n import speaking
from funneldesk.operations import workshop as operation
from funneldesk.operations.book import newest_version
from funneldesk.operations.book_drafts import drafts, new_draft
from funneldesk.operations.book_view import adopt_signed
from funneldesk.operations.business_day import business_day
from funneldesk.operations.funnel_view import funnel_view
from funneldesk.operations.ranges import RangeChoice
from funneldesk.operations.stores import in_memory_store
from tests.operations.taking import take

BOTH = {"marketing": "佐藤", "sales": "鈴木"}
TODAY = datetime.now(UTC).date().toordinal()


@pytest.fixture
def store():
    with in_memory_store("ja") as opened:
        yield opened


def changed(book, points=70.0):
    return replace(book, threshold=replace(book.threshold, points=points))


def test_looking_leaves_no_draft(store):
    view = operation.workshop_view(store, TODAY)
    assert (view.book.draft.id, view.other, drafts(store)) == (0, None, ())


def test_the_draft_is_begun_once_and_found_in_any_language(store):
    version = newest_version(store)
    with speaking("en"):
        first = operation.keep_workshop(store, changed(version.book), 0, version)
    assert [(d.name, d.current) for d in drafts(store)] == [("KPI workshop", True)]
    with speaking("ja"):
        found = operation.workshop_view(store, TODAY).book.draft
        assert (found.id, found.book.threshold.points) == (first, 70)
        operation.keep_workshop(store, changed(version.book, 80.0), found.id, version)
    assert [d.book.threshold.points for d in drafts(store)] == [80]


def test_another_draft_stays_and_may_be_begun_with(store):
    new_draft(store, "厳しめ", book=changed(newest_version(store).book))
    view = operation.workshop_view(store, TODAY)
    assert view.other is not None
    assert (view.other.name, view.other.changes) == ("厳しめ", 1)
    assert view.book.draft.book == newest_version(store).book
    operation.begin_from(store, view.other.id)
    view = operation.workshop_view(store, TODAY)
    assert (view.other, view.book.draft.book.threshold.points) == (None, 70)
    assert len(drafts(store)) == 2


def test_an_empty_store_has_the_example(store):
    found = operation.targets_of(store, TODAY, None, "own")
    assert [one.count for one in found.needed] == [2, 8, 15, 37]
    assert found.reach is None
    there = operation.beginnings(store, TODAY)
    assert (there.segments, there.contents) == ((), {"article": (), "white_paper": ()})
    with pytest.raises(UserError) as caught:
        operation.targets_of(store, TODAY, 0, "bands")
    assert caught.value.next_step


def test_the_copy_is_of_the_version_that_was_signed(store, tmp_path):
    book = newest_version(store).book
    segment = Attribute("industry", "is", ("製造業",))
    pilot = replace(changed(book), scope=replace(book.scope, segment=segment))
    operation.keep_workshop(store, pilot, 0, newest_version(store))
    version = adopt_signed(store, BOTH, None, "", draft=operation.workshop_draft(store))
    assert version.is_pilot
    operation.print_copy(store, tmp_path / "定義書.xlsx", version.number, business_day(store))
    assert openpyxl.load_workbook(tmp_path / "定義書.xlsx").properties.version == "1"
    assert operation.workshop_draft(store) == 0
    with pytest.raises(UserError) as caught:
        operation.print_copy(store, tmp_path / "none.xlsx", 9, TODAY)
    assert caught.value.code == "no_version"


def test_ones_own_months_and_industries(store):
    # Of 120 leads, ten a month, two of three download something the day after; the white paper more often.
    day = date(2026, 11, 20)
    leads, touched = [], []
    for place in range(120):
        born = date(2025, 12, 1) + timedelta(days=30 * (place // 10) + place % 10)
        key = {"external_id": f"L{place}", "email": f"p{place}@toto.co.jp", "acquired_at": born.isoformat()}
        leads.append({**key, "industry": "製造業" if place % 4 else "小売業"})
        if place % 3:
            content = "原価の教科書" if place % 2 else "導入記事"
            touched.append(
                {
                    "lead_external_id": f"L{place}",
                    "occurred_at": (born + timedelta(days=1)).isoformat(),
                    "activity": "download",
                    "content": content,
                }
            )
    take(store, "leads", leads)
    take(store, "activities", touched)
    kinds = (("原価の教科書", "white_paper"), ("導入記事", "article"))
    take(store, "contents", [{"content": title, "title": title, "type": kind} for title, kind in kinds])
    as_of = day.toordinal()

    history = operation.history_of(store, as_of)
    assert history.stages == funnel_view(store, as_of, RangeChoice("trailing")).funnel.stages
    born = [date.fromisoformat(str(row["acquired_at"])) for row in leads]
    by_month = [sum((b.year, b.month) == (2026, month) for b in born) for month in range(1, 11)]
    december = sum(b.year == 2025 for b in born)
    assert history.months["lead"].counts == (december, *by_month)
    step = history.step("lead", "mql")
    assert step is not None
    assert (step.n, step.k) == (120, len(touched))
    assert "sal" not in history.months, "no list says who was accepted"
    found = operation.beginnings(store, as_of)
    assert [(one.segment.values[0], one.leads) for one in found.segments] == [("製造業", 90), ("小売業", 30)]
    assert found.segments[0].mqls == pytest.approx(60 * 91.3125 / 355, abs=0.3)
    assert found.contents == {"article": ("導入記事",), "white_paper": ("原価の教科書",)}
    aims = operation.targets_of(store, as_of, 2, "own")
    assert [rate.source for rate in aims.rates] == ["bands", "bands", "bands", "own"]
    assert aims.reach is not None
    assert (aims.reach.stage, aims.reach.verdict) == ("mql", "never")
