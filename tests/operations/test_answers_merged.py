"""What becomes of answers that could not be entered when they came: no order of events may decide."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from funneldesk.domain.book.book import Reason, Signature
from funneldesk.domain.moment import instant_text
from funneldesk.operations import book, by_hand
from funneldesk.operations.checking import check
from funneldesk.operations.collecting import Collected, acknowledged, collect, conflicts_of
from funneldesk.operations.legs import Leg, legs_of_store
from funneldesk.operations.publishing import publish
from funneldesk.operations.stores import Store, open_store
from tests.operations.published import make, rows_of
from tests.operations.test_by_hand import day
from tests.operations.test_collecting import made, put
from tests.share.memory_files import MemoryFolder

SHARE, LATER = Path("nowhere"), day("2026-11-22")
NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


class Desk:
    """A store that was published once, and what members answer to it."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.drive = store, MemoryFolder()
        publish(store, SHARE, files=self.drive, home=folder, level="masked")
        self.ref = str(rows_of(self.drive, folder, "handovers")[0][0])

    def answered(self, device: str, number: int, action: str, reason: str = "") -> None:
        put(self.drive, made(self.ref, device, number, action, reason=reason))

    def collected(self) -> Collected:
        return collect(self.store, SHARE, files=self.drive)

    def know(self, reason: str) -> None:
        """Add a reason to the book."""
        draft = book.draft_of(self.store)
        book.save_draft(
            self.store,
            replace(
                draft,
                reasons=(*draft.reasons, Reason(f"own{len(draft.reasons)}", "rejection", reason, "keep")),
            ),
        )
        both = tuple(Signature(side, "佐藤", instant_text(NOW)) for side in ("marketing", "sales"))
        book.adopt_draft(self.store, both, now=NOW)

    @property
    def leg(self) -> Leg:
        [leg] = legs_of_store(self.store)
        return leg


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    for module in ("publishing", "collecting"):
        monkeypatch.setattr(f"funneldesk.operations.{module}.business_day", lambda _store: LATER)
    make(tmp_path / "owner" / "store.db")
    with open_store(tmp_path / "owner" / "store.db") as store:
        yield Desk(store, tmp_path)
        assert check(store) == ()


def test_a_refused_answer_counts_as_soon_as_the_book_has_its_reason(desk: Desk) -> None:
    desk.answered("a", 1, "reject", "担当者が退職")
    assert desk.collected().refused == 1
    assert desk.leg.is_open
    assert desk.collected() == Collected(), "what was said once is not said each time"
    desk.know("別の理由")
    assert desk.collected() == Collected()
    desk.know("担当者が退職")
    found = desk.collected()
    assert (found.new, found.applied, found.refused, found.problems) == (0, 1, 0, ())
    assert (desk.leg.decision, desk.leg.reason) == ("rejected", "担当者が退職")
    assert desk.collected() == Collected()
    assert acknowledged(desk.store) == {"a" * 16: ((1, 1),)}


def test_what_the_same_member_answered_later_stands(desk: Desk) -> None:
    desk.answered("a", 1, "reject", "担当者が退職")
    desk.collected()
    desk.answered("a", 2, "accept")
    desk.collected()
    desk.know("担当者が退職")
    desk.collected()
    assert desk.leg.decision == "accepted"
    assert conflicts_of(desk.store) == ()


def test_what_another_member_answered_meanwhile_contradicts_it(desk: Desk) -> None:
    desk.answered("a", 1, "reject", "担当者が退職")
    desk.collected()
    desk.answered("b", 1, "accept")
    desk.collected()
    assert desk.leg.decision == "accepted"
    desk.know("担当者が退職")
    assert desk.collected().conflicts == 1
    assert {one.action for one in conflicts_of(desk.store)[0].said} == {"accept", "reject"}


def test_what_was_decided_here_meanwhile_stands(desk: Desk) -> None:
    desk.answered("a", 1, "reject", "担当者が退職")
    desk.collected()
    by_hand.decide(desk.store, desk.leg.record, "accepted", LATER)
    desk.know("担当者が退職")
    desk.collected()
    assert desk.leg.decision == "accepted"
    assert conflicts_of(desk.store) == ()
