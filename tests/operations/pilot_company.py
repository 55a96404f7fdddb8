"""A company whose pilot begins on a day, for the tests of pilots."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from funneldesk.domain.book.book import Scope, Signature
from funneldesk.domain.book.conditions import Attribute
from funneldesk.operations import book as books
from funneldesk.operations import pilots as operation
from funneldesk.operations.funnel import funnel_of
from funneldesk.operations.leads import figures_of
from funneldesk.operations.scoring import candidate_ids
from tests.operations.taking import take

NOW = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
START = date(2026, 11, 2).toordinal()
TODAY = date(2026, 11, 22).toordinal()
BOTH = (
    Signature("marketing", "佐藤", "2026-11-01T00:30:00Z"),
    Signature("sales", "鈴木", "2026-11-01T00:45:00Z"),
)
MAKERS = Scope(Attribute("industry", "is", ("製造業",)))
LEADS = 20


def later(days):
    return NOW + timedelta(days=days)


def mail(number):
    return f"p{number}@a{number}.co.jp"


def fill(store):
    """Twenty leads: every second one a maker, 0 to 4 with a form before the pilot, 5 to 9 with a download in it."""
    take(store, "leads", [
        {
            "email": mail(n), "name": f"人{n}", "company": f"会社{n}", "title": "部長", "acquired_at": "2026-05-01",
            "industry": "製造業" if n % 2 == 0 else "小売業",
        }
        for n in range(LEADS)
    ])  # fmt: skip
    take(store, "activities", [
        {"email": mail(n), "occurred_at": "2026-10-20", "activity": "form", "content": "お問い合わせ"} for n in range(5)
    ] + [
        {"email": mail(n), "occurred_at": "2026-11-10", "activity": "attend", "content": "セミナー"} for n in range(5, 10)
    ])  # fmt: skip
    take(store, "handovers", [
        {"handover_id": f"h{n}", "email": mail(n), "handed_at": "2026-11-12", "decision": decision, "decided_at": "2026-11-13"}
        for n, decision in ((0, "accepted"), (2, "rejected"), (6, "accepted"))
    ])  # fmt: skip
    take(store, "deals", [
        {"external_id": f"d{n}", "email": mail(n), "opened_at": "2026-11-15", "outcome": "open"} for n in (0, 12)
    ])  # fmt: skip


def milder(book, points=30.0):
    """Return a book under which whoever came to a seminar is a candidate."""
    return replace(book, threshold=replace(book.threshold, points=points, leave=1.0))


def begin(store, scope=MAKERS, **rest):
    books.save_draft(store, milder(books.draft_of(store)))
    return operation.start_pilot(store, BOTH, scope, now=NOW, **rest)


def numbers(store, as_of=TODAY):
    figures = figures_of(store, as_of)
    stages = tuple(
        (s.stage, s.count, s.recorded, s.skipped, s.undated, s.n, s.k, s.rate)
        for s in funnel_of(store, as_of).stages
    )
    return (
        figures.milli.tolist(),
        figures.since.tolist(),
        figures.stage.tolist(),
        stages,
        candidate_ids(store, as_of),
    )


def industry_of(store, lead):
    return store.connection.execute("SELECT industry FROM lead WHERE id = ?", (lead,)).fetchone()[0]
