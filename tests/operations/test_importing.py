"""What an import does, says, and takes back."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from funneldesk.domain.book.book import Signature
from funneldesk.domain.lists.mapping import ImportPlan
from funneldesk.domain.moment import NEVER
from funneldesk.errors import Cancelled, UserError
from funneldesk.operations.book import adopt_draft, draft_of, save_draft
from funneldesk.operations.changes import log
from funneldesk.operations.checking import check
from funneldesk.operations.facts import facts_of, facts_of_lead
from funneldesk.operations.importing import (
    ImportResult,
    import_list,
    imports,
    problems_of,
    redo_import,
    remember_plan,
    undo_import,
)
from funneldesk.operations.importing_folder import import_folder
from funneldesk.operations.stores import in_memory_store
from tests.operations.taking import figures, plain, take

YAMADA = {"external_id": "1", "email": "a@x.co.jp", "name": "山田 太郎", "company": "㈱東都"}
SATO = {"external_id": "2", "email": "b@x.co.jp", "name": "佐藤 花子", "company": "南海工業"}


def counts(result: ImportResult) -> tuple[int, int, int, int]:
    return result.created, result.updated, result.unchanged, result.rejected


def test_rows_create_update_or_leave_leads_as_they_are() -> None:
    with in_memory_store("ja") as store:
        rows = [
            YAMADA,
            {"email": "A@x.co.jp", "title": "部長"},
            {"email": "a@x.co.jp"},
            {"note": "誰?"},
            SATO,
        ]
        result = take(store, "leads", rows)
        assert counts(result) == (2, 1, 1, 1)
        assert [(problem.row, problem.code) for problem in result.problems] == [(5, "nobody")]
        assert result.rows == 5
        # An older list has nothing to say about what is known better, but may add to it.
        older = [{"email": "a@x.co.jp", "title": "課長"}, {"email": "b@x.co.jp", "title": "係長"}]
        assert counts(take(store, "leads", older, list_date="2026-03-01")) == (0, 1, 1, 0)
        facts = facts_of(store)
        titles = facts.columns["title"]
        assert [titles.labels[code] for code in titles.codes] == ["部長", "係長"]


def test_a_person_known_from_activities_becomes_listed() -> None:
    with in_memory_store("ja") as store:
        touch = {"email": "a@x.co.jp", "occurred_at": "2026-02-01", "activity": "view"}
        assert counts(take(store, "activities", [touch])) == (1, 0, 0, 0)
        assert facts_of(store).listed.tolist() == [False]
        assert counts(take(store, "leads", [YAMADA, SATO])) == (1, 1, 0, 0)
        facts = facts_of(store)
        assert facts.listed.tolist() == [True, True]
        assert facts.events.lead.tolist() == [0]


def test_activities_are_told_apart_by_what_they_say() -> None:
    with in_memory_store("ja") as store:
        twice = [{"email": "a@x.co.jp", "occurred_at": "2026-02-01", "activity": "view"}] * 2
        assert counts(take(store, "activities", twice)) == (2, 0, 0, 0)
        # The next export holds the two again, and a third.
        assert counts(take(store, "activities", [*twice, twice[0]])) == (1, 0, 2, 0)
        assert len(facts_of(store).events) == 3


def test_activities_with_an_id_of_their_own_are_updated() -> None:
    with in_memory_store("ja") as store:
        planned = {"external_id": "T1", "email": "a@x.co.jp", "occurred_at": "2026-02-01", "activity": "call"}
        done = planned | {"occurred_at": "2026-02-03", "outcome": "不通"}
        assert counts(take(store, "activities", [planned])) == (1, 0, 0, 0)
        assert counts(take(store, "activities", [done], list_date="2026-05-01")) == (0, 1, 0, 0)
        assert counts(take(store, "activities", [planned])) == (0, 0, 1, 0)
        facts = facts_of(store)
        assert facts.events.day.tolist() == [date(2026, 2, 3).toordinal()]


def test_deals_are_updated_by_newer_lists() -> None:
    with in_memory_store("ja") as store:
        take(store, "leads", [YAMADA])
        deal = {"external_id": "D1", "email": "a@x.co.jp", "opened_at": "2026-02-01", "outcome": "open"}
        won = deal | {"outcome": "won", "closed_at": "2026-03-05", "amount": "50000000"}
        assert counts(take(store, "deals", [deal, {"outcome": "open"}])) == (2, 0, 0, 0)
        assert counts(take(store, "deals", [won], list_date="2026-05-01")) == (0, 1, 0, 0)
        facts = facts_of(store)
        assert facts.deals.lead.tolist() == [-1, 0]  # one deal names nobody
        assert facts.deals.amount.tolist() == [-1, 50000000]
        # Without a day of its own a win is dated by the day the deal closed.
        assert facts.deals.won_day.tolist() == [NEVER, date(2026, 3, 5).toordinal()]
        assert facts.claimable == {"lead", "deal", "won"}


def test_a_company_deal_belongs_to_the_lead_last_touched_before_it() -> None:
    with in_memory_store("ja") as store:
        leads = [
            YAMADA | {"acquired_at": "2026-01-01"},
            YAMADA | {"external_id": "3", "email": "c@x.co.jp", "name": "鈴木", "acquired_at": "2026-01-10"},
        ]
        take(store, "leads", leads)
        take(
            store,
            "activities",
            [
                {"email": "a@x.co.jp", "occurred_at": "2026-02-01"},
                {"email": "c@x.co.jp", "occurred_at": "2026-03-01"},
            ],
        )
        deals = [
            {"external_id": day, "company": "東都株式会社", "opened_at": day}
            for day in ("2025-12-01", "2026-01-05", "2026-01-20", "2026-02-10", "2026-03-01")
        ]  # fmt: skip
        take(store, "deals", deals)
        facts = facts_of(store)
        owners = dict(zip(facts.deals.opened_day.tolist(), facts.deals.lead.tolist(), strict=True))
        # Before anybody was known the deal belongs to the company's unnamed contact, a lead of its own.
        assert [owners[day] for day in sorted(owners)] == [2, 0, 1, 0, 1]
        assert facts.listed.tolist() == [True, True, False]
        assert check(store) == ()
        take(
            store,
            "leads",
            [
                YAMADA
                | {"external_id": "4", "email": "d@x.co.jp", "name": "高橋", "acquired_at": "2025-11-01"}
            ],
        )
        facts = facts_of(store)
        assert facts.listed.tolist() == [True, True, True]  # nobody needs the unnamed contact any more
        assert check(store) == ()


def test_what_a_first_content_was_depends_on_its_type() -> None:
    with in_memory_store("ja") as store:
        lead = YAMADA | {"acquired_at": "2026-01-05", "first_content": "WP1"}
        take(store, "leads", [lead])
        assert facts_of(store).events.kind.tolist() == [0]  # view
        take(store, "contents", [{"content": "WP1", "title": "原価の教科書", "type": "white_paper"}])
        assert facts_of(store).events.kind.tolist() == [1]  # download
        touch = {
            "email": "a@x.co.jp",
            "occurred_at": "2026-01-05T01:00:00Z",
            "activity": "download",
            "content": "原価の教科書",
        }
        take(store, "activities", [touch])
        events = facts_of(store).events
        assert (len(events), events.content.tolist()) == (1, [0])  # the same download, named by its title


def test_contents_carry_their_costs() -> None:
    with in_memory_store("ja") as store:
        take(
            store,
            "contents",
            [{"content": "WP1", "cost": "100000"}, {"note": ""}],
            fields=["content", "cost"],
        )
        rows = [
            {"month": "2026-01", "content": "wp1", "amount": "20000"},
            {"month": "2026-02", "content": "wp1"},
        ]
        result = take(store, "costs", rows)
        assert counts(result) == (1, 0, 0, 1)
        assert [content.cost for content in facts_of(store).contents] == [120000]


def test_accepted_hand_overs_to_sales_are_sal_claims() -> None:
    with in_memory_store("ja") as store:
        take(store, "leads", [YAMADA, SATO])
        to_is = {"email": "a@x.co.jp", "side": "is", "handed_at": "2026-02-01", "decision": "accepted"}
        take(store, "handovers", [to_is])
        assert facts_of(store).claimable == {"lead"}
        to_sales = [
            {
                "email": "a@x.co.jp",
                "handed_at": "2026-02-03",
                "decided_at": "2026-02-05",
                "decision": "accepted",
            },
            {"email": "b@x.co.jp", "handed_at": "2026-02-03", "decision": "rejected", "reason": "時期尚早"},
        ]
        take(store, "handovers", to_sales)
        facts = facts_of(store)
        assert facts.claimable == {"lead", "sal"}
        assert list(zip(facts.claims.lead.tolist(), facts.claims.day.tolist(), strict=True)) == [
            (0, date(2026, 2, 5).toordinal())
        ]


def test_a_list_that_has_a_stage_could_claim_it_even_if_all_cells_are_empty() -> None:
    with in_memory_store("ja") as store:
        take(store, "leads", [YAMADA], fields=["sal_at"])
        assert facts_of(store).claimable == {"lead", "sal"}
        take(store, "leads", [SATO | {"stage": "won"}])
        facts = facts_of(store)
        assert facts.claimable == {"lead", "sal", "won"}
        assert facts.claims.day.tolist() == [NEVER]


def test_a_stage_once_reached_is_not_forgotten() -> None:
    with in_memory_store("ja") as store:
        take(store, "leads", [YAMADA | {"stage": "sal"}])
        take(store, "leads", [YAMADA | {"stage": "disqualified"}], list_date="2026-05-01")
        facts = facts_of(store)
        assert facts.claims.stage.tolist() == [2]
        assert facts.disqualified_day.tolist() == [date(2026, 5, 1).toordinal()]


def test_one_lead_alone_has_the_same_facts() -> None:
    with in_memory_store("ja") as store:
        take(store, "contents", [{"content": "WP1", "type": "white_paper"}])
        take(store, "leads", [YAMADA | {"acquired_at": "2026-01-05", "first_content": "WP1"}, SATO])
        take(
            store,
            "activities",
            [{"lead_external_id": "2", "occurred_at": "2026-02-01", "content": "WP1"}],
            system="headings",
        )
        take(
            store,
            "deals",
            [
                {"email": "b@x.co.jp", "opened_at": "2026-03-01"},
                {"company": "東都", "opened_at": "2026-03-01"},
            ],
        )
        together = plain(facts_of(store))
        alone = [plain(facts_of_lead(store, lead_id)) for lead_id in facts_of(store).lead_ids.tolist()]
        assert [one[0][0] for one in alone] == together[0]
        assert facts_of_lead(store, 999).count == 0


def test_a_dry_run_says_all_and_writes_nothing() -> None:
    with in_memory_store("ja") as store:
        take(store, "leads", [YAMADA])
        state = store.state
        result = take(store, "leads", [YAMADA | {"title": "部長"}, SATO], dry_run=True)
        assert (counts(result), result.batch, result.dry_run) == ((1, 1, 0, 0), None, True)
        assert store.state == state
        assert len(imports(store)) == 1


def test_a_cancelled_import_leaves_no_trace() -> None:
    class Stop:
        def report(self, done: int, total: int | None = None) -> None:
            raise Cancelled

    with in_memory_store("ja") as store:
        from funneldesk.operations.importing import take_list
        from tests.operations.taking import block_of, new_batch

        before = figures(store)
        block = block_of([YAMADA])
        with pytest.raises(Cancelled):
            take_list(store, new_batch("leads", block.fields), [block], task=Stop())
        assert figures(store) == before
        assert imports(store) == ()


def test_undo_and_redo_are_refused_where_they_make_no_sense() -> None:
    with in_memory_store("ja") as store:
        batch = take(store, "leads", [YAMADA]).batch or 0
        with pytest.raises(UserError) as error:
            redo_import(store, batch)
        assert error.value.code == "not_undone"
        assert undo_import(store, batch).hidden
        with pytest.raises(UserError) as error:
            undo_import(store, batch)
        assert error.value.code == "already_undone"
        with pytest.raises(UserError) as error:
            undo_import(store, 99)
        assert error.value.code == "no_import"
        assert not redo_import(store, batch).hidden
        assert [entry.operation for entry in log(store)] == ["import", "undo-import", "redo-import"]


LEADS_CSV = "ID,メールアドレス,氏名,会社名\n1,a@x.co.jp,山田 太郎,㈱東都\n2,b@x.co.jp,佐藤 花子,南海工業\n"
PLAN = ImportPlan(
    "leads", columns={"external_id": "ID", "email": "メールアドレス", "name": "氏名", "company": "会社名"}
)


def test_exactly_the_same_file_is_not_taken_twice(tmp_path: Path) -> None:
    path = tmp_path / "リード.csv"
    path.write_text(LEADS_CSV, encoding="utf-8")
    with in_memory_store("ja") as store:
        first = import_list(store, path, PLAN)
        again = import_list(store, path, PLAN)
        assert counts(first) == (2, 0, 0, 0)
        assert (counts(again), again.batch, again.again) == ((0, 0, 2, 0), first.batch, True)
        assert len(imports(store)) == 1
        undo_import(store, first.batch or 0)
        assert counts(import_list(store, path, PLAN)) == (2, 0, 0, 0)
        with pytest.raises(UserError):
            import_list(store, tmp_path / "missing.csv")


def test_unmarked_amounts_are_in_the_currency_of_the_book(tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_text("Deal name,Amount\nA,500\nB,$700\nC,¥90000\n", encoding="utf-8")
    plan = ImportPlan("deals", columns={"name": "Deal name", "amount": "Amount"})
    with in_memory_store("en") as store:
        save_draft(store, replace(draft_of(store), currency="USD"))
        sides = ("marketing", "sales")
        adopt_draft(store, [Signature(side, "Sato", "2020-01-01T00:00:00Z") for side in sides])
        said = import_list(store, path, plan, dry_run=True).problems
    assert [(one.row, one.code) for one in said if one.code.endswith("currency")] == [(4, "other_currency")]


def test_a_folder_is_taken_list_by_list(tmp_path: Path) -> None:
    (tmp_path / "b_leads.csv").write_text(LEADS_CSV, encoding="utf-8")
    (tmp_path / "a_broken.xlsx").write_bytes(b"PK\x03\x04 nothing")
    (tmp_path / "~$open.xlsx").write_bytes(b"")
    (tmp_path / "notes.md").write_text("no list", encoding="utf-8")
    with in_memory_store("ja") as store:
        found = {one.path.name: one for one in import_folder(store, tmp_path)}
        assert set(found) == {"a_broken.xlsx", "b_leads.csv"}
        assert found["a_broken.xlsx"].error
        result = found["b_leads.csv"].result
        assert result is not None
        assert result.created == 2
        (tmp_path / "empty").mkdir()
        with pytest.raises(UserError) as error:
            import_folder(store, tmp_path / "empty")
        assert error.value.code == "empty_folder"


def test_how_a_list_was_corrected_is_remembered(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("甲,乙\na@x.co.jp,山田 太郎\n", encoding="utf-8")
    plan = ImportPlan("leads", columns={"email": "甲", "name": "乙"})
    with in_memory_store("ja") as store:
        batch = import_list(store, path, plan).batch or 0
        info = imports(store)[0]
        remember_plan(store, info.fingerprint, plan)
        undo_import(store, batch)
        assert import_list(store, path).kind == "leads"
        names = facts_of(store).columns["name"]
        assert [names.labels[code] for code in names.codes] == ["山田 太郎"]


def test_problems_stay_with_their_import() -> None:
    with in_memory_store("ja") as store:
        result = take(store, "leads", [YAMADA, {"note": "誰?"}])
        assert problems_of(store, result.batch or 0) == result.problems
