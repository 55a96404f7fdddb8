"""Of very many leads a child answers the great questions: the answer is the same."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from funneldesk.domain.book.book import version_in_force
from funneldesk.files import child_process
from funneldesk.operations import (
    apart,
    backtest,
    findings,
    leads,
    nurture,
    quality,
    retesting,
    suggesting,
)
from funneldesk.operations.answered import answered
from funneldesk.operations.business_day import business_day
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.knowledge import cards_of
from funneldesk.operations.stores import Store, open_reader, open_store
from funneldesk.operations.tasks import NO_TASK
from funneldesk.store.search_index import is_made
from tests.operations.asked import by_whom, of_facts
from tests.operations.children import no_process, refuse
from tests.operations.taking import take

#: Each question with what only who answers it needs.
QUESTIONS: dict[str, tuple[Callable[[Store, int], Any], ModuleType, str]] = {
    "findings": (findings.findings_of, findings, "questions"),
    "backtest": (backtest.backtest_of, backtest, "backtests"),
    "leads of the backtest": (lambda store, day: backtest.backtest_members(store, day, above=True), backtest, "panels"),
    "weights": (
        lambda store, day: suggesting.suggest_weights(store, version_in_force(versions_of(store), day).book, day),
        suggesting,
        "suggested_for",
    ),
    "quality": (quality.quality_of, quality, "_Desk"),
    "nurturing": (nurture.nurture_of, nurture, "nurture"),
    "cards": (lambda store, day: retesting.retests(store, cards_of(store), day), retesting, "questions"),
}  # fmt: skip


@pytest.fixture
def store(sample: Path, tmp_path: Path) -> Iterator[Store]:
    """A store nobody asked anything yet."""
    copy = tmp_path / "リスト.db"
    shutil.copyfile(sample, copy)
    with open_reader(copy) as opened:
        yield opened


@pytest.fixture
def many(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    # Another child would read them otherwise.
    facts_of(store)
    monkeypatch.setattr(apart, "FROM", 1)
    return store


def plain(value: Any) -> Any:
    """Return an answer as it can be compared: arrays as what they say."""
    if isinstance(value, np.ndarray):
        return value.dtype.str, value.tolist()
    if is_dataclass(value):
        return type(value).__name__, [plain(getattr(value, one.name)) for one in fields(value)]
    if isinstance(value, dict):
        return [(key, plain(one)) for key, one in value.items()]
    return [*map(plain, value)] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_child_gives_the_same_answer(
    sample: Path, many: Store, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    question, module, needed = QUESTIONS[name]
    with open_reader(sample) as few, monkeypatch.context() as patch:
        patch.setattr(apart, "FROM", 10**9)
        day = business_day(few)
        expected = plain(question(few, day))
    monkeypatch.setattr(module, needed, refuse)
    assert plain(question(many, day)) == expected
    assert len(str(expected)) > 100


def test_a_child_makes_the_index_of_the_search(many: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leads, "make_index", refuse)
    assert not is_made(many)
    leads.prepare_search(many)
    assert is_made(many)
    # Made once it is not asked for again.
    monkeypatch.setattr(child_process, "launch", refuse)
    leads.prepare_search(many)


def test_what_both_sides_have_is_not_sent(many: Store) -> None:
    who, count, lead_ids = answered(many, NO_TASK, of_facts)
    assert (who, count) == ("the child", facts_of(many).count)
    assert lead_ids is facts_of(many).lead_ids


def test_where_no_child_answers_it_is_answered_here(many: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_process, "launch", no_process)
    assert answered(many, NO_TASK, by_whom, "given") == ("this process", "given")


def test_of_what_somebody_else_wrote_meanwhile_no_answer_is_taken(many: Store) -> None:
    with many.one_view():
        before = facts_of(many).count
        with open_store(many.path) as writing:
            take(writing, "leads", [{"email": "new@x.co.jp", "name": "新田"}])
        assert answered(many, NO_TASK, of_facts)[:2] == ("this process", before)
    assert answered(many, NO_TASK, of_facts)[:2] == ("the child", before + 1)


def test_one_answer_is_for_every_page_that_asks(many: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    day = business_day(many)
    first = quality.quality_of(many, day)
    monkeypatch.setattr(child_process, "launch", refuse)
    assert quality.quality_of(many, day) is first
    monkeypatch.undo()
    assert nurture.nurture_of(many, day) is not first
    assert quality.quality_of(many, day - 1).as_of == day - 1
