"""A small store in which every page has something to show, and what a member's window shows of it."""

import shutil
from dataclasses import replace
from pathlib import Path

from funneldesk.domain.funnel.periods import Period
from funneldesk.domain.knowledge.cards import Card
from funneldesk.domain.reviews.measures import Measure
from funneldesk.operations.book import newest_version
from funneldesk.operations.book_drafts import new_draft
from funneldesk.operations.book_view import adopt_signed
from funneldesk.operations.importing import import_list
from funneldesk.operations.knowledge import keep
from funneldesk.operations.minutes import close_review, decide, suppose
from funneldesk.operations.publication import gather_publication
from funneldesk.operations.reviews import begin_review
from funneldesk.operations.stores import open_store
from funneldesk.share.publication_file import write_publication
from funneldesk.store.store import Store
from tests.ui.conftest import TODAY, write_rows

DAY = TODAY.toordinal()
SIGNED = {"marketing": "佐藤", "sales": "鈴木"}


def filled(source: Path, folder: Path) -> Path:
    """Return a store that has costs, doubles, a signed version, drafts, a review that is over and one that is not."""
    path = folder / "funneldesk.db"
    shutil.copyfile(source, path)
    with open_store(path) as store:
        for name, rows in (("重複リスト.csv", _doubles()), ("施策費用.csv", _costs())):
            result = import_list(store, write_rows(folder / name, rows), list_date=TODAY)
            assert result.rejected == 0, result.problems
        _agree(store)
        _review(store)
        keep(
            store,
            Card(
                0,
                "件名は課題＋数字",
                "mail",
                "クリックが伸びた",
                "${company}様\n事例を送る",
                DAY - 40,
                ("メルマガ",),
            ),
        )
    return path


def published(source: Path, folder: Path) -> Path:
    """Return what members see of a store."""
    copy, to = folder / "published.db", folder / "published.sqlite"
    shutil.copyfile(source, copy)
    with open_store(copy) as store:
        write_publication(to, gather_publication(store, "contact", DAY))
    return to


def _doubles() -> list[dict[str, object]]:
    return [
        {"氏名": name, "会社名": "みなと精機", "メールアドレス": mail, "電話番号": phone, "獲得日": TODAY.isoformat()}
        for name, mail, phone in (
            ("高橋 太郎", "taro@minato.jp", ""), ("高橋 太朗", "", "03-1111-2222"), ("高橋 太郎", "", "03-3333-4444"),
        )
    ]  # fmt: skip


def _costs() -> list[dict[str, object]]:
    return [
        {"月": f"{TODAY:%Y-%m}", "流入元": source, "施策名": campaign, "費用": cost}
        for source, campaign, cost in (("広告", "", 300_000), ("SEO", "", 100_000), ("", "展示会DM", 5_000))
    ]


def _agree(store: Store) -> None:
    """Sign a version, while one draft was begun before it and another one after it."""
    first = newest_version(store).book
    lower = replace(first, threshold=replace(first.threshold, points=55.0))
    new_draft(store, "前からの案", book=replace(first, terms=first.terms[1:]))
    signed = new_draft(store, "合意する案", book=lower)
    adopt_signed(store, SIGNED, None, "基準を下げた", draft=signed.id)
    new_draft(store, "来期の案", book=replace(lower, terms=lower.terms[1:]))


def _review(store: Store) -> None:
    """Hold one review to its end, and begin the next."""
    review = begin_review(store, DAY - 90, "monthly", Period(DAY - 200, DAY - 170)).id
    decide(store, review, "同じ日に電話する", "佐藤", DAY - 30)
    suppose(store, review, "リードが増える", Measure("count", "lead"), target=5, until=DAY - 10, upward=True)
    close_review(store, review, DAY - 90, "佐藤、鈴木")
    begin_review(store, DAY, "monthly", Period(DAY - 120, DAY - 60))
