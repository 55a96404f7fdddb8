"""How well keys and candidates do on labelled people: figures that the failure message prints."""

import csv
import json
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from funneldesk.operations.checking import check
from funneldesk.operations.duplicates import duplicates
from funneldesk.operations.importing import import_list
from funneldesk.operations.stores import Store, create_store
from tests.operations.labelled_people import LABEL, Row, people, rows_of, share_a_key

HEADINGS = {
    "external_id": "リードID", "name": "氏名", "company": "会社名", "email": "メールアドレス", "phone": "電話番号", LABEL: "ラベル",
}  # fmt: skip
Placed = list[tuple[int, Row]]


def placed(store: Store, folder: Path, lists: list[list[Row]]) -> Placed:
    """Import the lists as files; return each row with the lead it belongs to."""
    found: Placed = []
    for number, rows in enumerate(lists):
        path = folder / f"list{number}.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(HEADINGS.values()))
            writer.writeheader()
            writer.writerows({HEADINGS[name]: text for name, text in row.said.items()} for row in rows)
        result = import_list(store, path)
        assert (result.kind, result.rejected) == ("leads", 0)
    for number, rows in enumerate(lists, 1):
        leads = store.connection.execute(
            "SELECT i.lead_id, r.vals FROM record r JOIN identity i ON i.id = r.identity_id WHERE r.batch_id = ? "
            "ORDER BY r.row",
            (number,),
        ).fetchall()
        assert len(leads) == len(rows)
        assert all(
            row.clean.label in json.loads(vals) for (_lead, vals), row in zip(leads, rows, strict=True)
        )
        found += [(lead, row) for (lead, _vals), row in zip(leads, rows, strict=True)]
    return found


def groups(rows: Placed, *, by_lead: bool) -> list[Placed]:
    found: dict[object, Placed] = defaultdict(list)
    for lead, row in rows:
        found[lead if by_lead else row.clean.label].append((lead, row))
    return list(found.values())


@pytest.mark.parametrize("seed", [1, 2])
def test_automatic_merges_are_right_and_find_what_shares_a_key(tmp_path: Path, seed: int) -> None:
    with create_store(tmp_path / "store.db", "ja") as store:
        rows = placed(store, tmp_path, rows_of(people(1200, seed), seed))
        merged = [
            one.clean.label == other.clean.label
            for group in groups(rows, by_lead=True)
            for (_lead, one), (_other, other) in combinations(group, 2)
        ]
        keyed = [
            lead == other_lead
            for group in groups(rows, by_lead=False)
            for (lead, one), (other_lead, other) in combinations(group, 2)
            if share_a_key(one.clean, other.clean)
        ]
        precision, recall = sum(merged) / len(merged), sum(keyed) / len(keyed)
        figures = (
            f"seed {seed}: {len(rows)} rows, {len(merged)} merged pairs, {len(keyed)} pairs that share a key: "
            f"precision {precision:.4f}, recall {recall:.4f}"
        )
        assert precision >= 0.99, figures
        assert recall >= 0.95, figures
        assert check(store) == ()


def test_most_of_the_rest_is_offered_for_review(tmp_path: Path) -> None:
    with create_store(tmp_path / "store.db", "ja") as store:
        rows = placed(store, tmp_path, rows_of(people(600, 3), 3))
        label_of = {lead: row.clean.label for lead, row in rows}
        leads_of = defaultdict(set)
        for lead, row in rows:
            leads_of[row.clean.label].add(lead)
        apart = {pair for leads in leads_of.values() for pair in combinations(sorted(leads), 2)}
        found = duplicates(store)
        offered = {(pair.one, pair.other) for pair in found.pairs}
        right = sum(label_of[one] == label_of[other] for one, other in offered)
        figures = (
            f"{len(apart)} pairs of leads are one person, {len(apart & offered)} of them offered; {len(offered)} offered, "
            f"{right} of them right"
        )
        assert apart, figures
        assert len(apart & offered) >= 0.5 * len(apart), figures
        assert right >= 0.3 * len(offered), figures
