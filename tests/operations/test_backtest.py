"""The backtest of a store: what lists said later is not known earlier; drafts beside; stopping."""

import sys
from dataclasses import replace
from datetime import date
from importlib.machinery import ModuleSpec
from types import ModuleType

import pytest

from funneldesk.errors import Cancelled, UserError
from funneldesk.operations import backtest as operation
from funneldesk.operations.backtest import backtest_of, known_facts, named_book
from funneldesk.operations.book import book_in_force, save_draft
from funneldesk.operations.stores import in_memory_store
from funneldesk.operations.tasks import NO_TASK
from tests.operations.taking import take

AS_OF = date(2026, 8, 1).toordinal()


def leads(**values):
    return [
        {
            "external_id": f"A{n}",
            "name": f"名前 {n}",
            "company": f"会社{n}",
            "acquired_at": "2026-01-10",
            **values,
        }
        for n in range(4)
    ]


@pytest.fixture
def store():
    with in_memory_store("ja") as made:
        yield made


def test_a_value_counts_from_the_day_its_list_was_of(store):
    take(store, "leads", leads(), list_date="2026-01-15")
    take(
        store,
        "leads",
        [
            lead | {"email": f"{lead['external_id']}@aoba.example"}
            for lead in leads(title="部長", employees="200名")
        ],
        list_date="2026-04-15",
    )
    take(store, "deals", [{"external_id": "D", "lead_external_id": "A0", "opened_at": "2026-04-20"}])
    found = backtest_of(store, AS_OF).current
    assert [date.fromordinal(m).isoformat() for m in found.months] == [
        "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30",
    ]  # fmt: skip
    # Three of the four stood there in April as well, when the titles were known: a second group of points.
    assert sum(band.share.n for band in found.figures.bands) == 4 + 3
    assert (found.figures.everybody.n, found.figures.everybody.k) == (4, 1), "31 January to 20 April: 79 days"
    # The title, the size and the kind of address, each unknown at the first month-end.
    assert found.left_out_values == 4 * 3


def test_a_lead_a_list_calls_disqualified_is_judged_until_the_list_says_so(store):
    take(store, "leads", leads(), list_date="2026-01-15")
    take(store, "leads", leads(stage="disqualified")[:1], list_date="2026-03-15")
    take(store, "leads", leads(stage="disqualified")[1:2], list_date="2026-01-20")
    found = backtest_of(store, AS_OF).current
    assert found.figures.leads == 3, "A1 was out before the first month-end, A0 only in March"


def test_the_draft_stands_beside_the_book_in_force(store):
    take(store, "leads", leads(title="部長"), list_date="2026-01-15")
    with pytest.raises(UserError, match="no draft"):
        named_book(store, "draft")
    book = book_in_force(store, AS_OF).book
    save_draft(store, replace(book, threshold=replace(book.threshold, points=5.0, leave=1.0)))
    view = backtest_of(store, AS_OF, named_book(store, "draft"))
    assert view.draft is not None
    assert (view.current.threshold, view.draft.threshold) == (60.0, 5.0)
    assert (view.current.figures.above.n, view.draft.figures.above.n) == (0, 4)
    assert backtest_of(store, AS_OF).draft is None


def test_it_stops_between_two_months(store):
    take(store, "leads", leads(), list_date="2026-01-15")
    seen = []

    class Stop:
        def report(self, done, total=None):
            seen.append((done, total))
            if total and done == 2:
                raise Cancelled

    with pytest.raises(Cancelled):
        backtest_of(store, AS_OF, task=Stop())
    assert seen[-1] == (2, 4)


@pytest.fixture
def importer(monkeypatch):
    """Return a stand-in for what reads workbooks back as books: it gives what it is told to."""
    module = ModuleType("workbooks_of_the_test")
    module.__spec__ = ModuleSpec(module.__name__, None)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(operation, "_IMPORTER", module.__name__)
    return module


def test_a_workbook_is_judged_as_a_draft_or_its_problems_are_named(store, importer):
    book = book_in_force(store, AS_OF).book
    importer.read_book = lambda _path: (book, ())
    assert named_book(store, "draft.xlsx") is book
    importer.read_book = lambda _path: (book, ("Scoring!C7: no number",))
    with pytest.raises(UserError, match="Scoring!C7") as refused:
        named_book(store, "draft.xlsx")
    assert refused.value.code == "book_invalid"


def test_without_a_reader_of_workbooks_it_says_what_works(store, monkeypatch):
    monkeypatch.setattr(operation, "_IMPORTER", "funneldesk.operations.nothing_there")
    with pytest.raises(UserError, match=r"draft\.xlsx") as refused:
        named_book(store, "draft.xlsx")
    assert "--book draft" in refused.value.next_step


def test_of_somebody_on_no_list_the_newest_row_counts(store):
    take(store, "deals", [{"external_id": "D1", "email": "only@aoba.example", "opened_at": "2026-07-01"}],
         list_date="2026-03-15")  # fmt: skip
    take(store, "leads", leads(), list_date="2026-01-15")
    facts = known_facts(store, [book_in_force(store, AS_OF).book], NO_TASK)
    kind = facts.columns["email_kind"]
    place = int((~facts.listed).nonzero()[0][0])
    before, after = (kind.at(date(2026, 3, day).toordinal())[place] for day in (14, 15))
    assert before == -1
    assert kind.labels[after] == "company"
