"""What taking an import back would change is said before it is done, and is what then happens."""

from pathlib import Path

import pytest

from funneldesk.errors import UserError
from funneldesk.operations.editing import Entered, edit, undo_edit
from funneldesk.operations.facts import facts_of
from funneldesk.operations.importing import import_list, imports, undo_import
from funneldesk.operations.merging import decisions, merge, separate
from funneldesk.operations.problems_workbook import write_problems
from funneldesk.operations.stores import in_memory_store
from funneldesk.operations.undo_effects import effects_of_undo
from funneldesk.operations.undo_sentences import summary, value_words
from funneldesk.store.store import Store
from tests.operations.taking import take
from tests.operations.test_correcting import LEADS, corrected

YAMADA = {"email": "a@x.co.jp", "name": "山田 太郎", "company": "東都", "title": "課長"}
SATO = {"email": "b@x.co.jp", "name": "佐藤 花子", "company": "南海", "title": "係長"}
TANAKA = {"email": "c@x.co.jp", "name": "田中 実", "company": "北浜"}


def three_lists(store: Store) -> int:
    """Import two leads, then a list that knows one of them better and one more; then what hangs on these."""
    take(store, "leads", [YAMADA, SATO])
    second = take(store, "leads", [YAMADA | {"title": "部長"}, TANAKA], list_date="2026-05-01").batch or 0
    handed = {"handed_at": "2026-05-02", "decided_at": "2026-05-03"}
    take(
        store,
        "handovers",
        [
            {"email": "a@x.co.jp", "decision": "accepted", **handed},
            {"email": "c@x.co.jp", "decision": "rejected", **handed},
            {"email": "b@x.co.jp", "decision": "accepted", **handed},
        ],
    )
    return second


def test_it_says_what_stands_on_an_import_and_leaves_everything_as_it_was() -> None:
    with in_memory_store("ja") as store:
        second = three_lists(store)
        state = store.state
        effects = effects_of_undo(store, second)
        assert store.state == state
        assert not imports(store)[1].hidden
        assert effects.rows == 2
        # 田中 is still known by a hand-over; nobody disappears.
        assert effects.gone == ()
        changed = {(back.lead.name, back.field): (back.before, back.after) for back in effects.back}
        assert changed["山田 太郎", "title"] == ("部長", "課長")
        assert changed["田中 実", "company"] == ("北浜", "")
        assert [(one.batch.id, one.rows, one.leads) for one in effects.later] == [(3, 2, 2)]
        assert (effects.accepted, effects.rejected) == (1, 1)
        assert not effects.is_simple
        said = "\n".join(summary(effects))
        assert "Values of 2 leads go back." in said
        assert "2 hand-overs of these leads are decided (1 accepted, 1 rejected)" in said
        assert "handovers.xlsx (import 3, Hand-overs): 2 of its rows are about 2 of these leads" in said


def test_what_it_says_is_what_happens() -> None:
    with in_memory_store("ja") as store:
        second = three_lists(store)
        effects = effects_of_undo(store, second)
        undo_import(store, second)
        columns = facts_of(store).columns
        place = facts_of(store).lead_ids.tolist().index(effects.back[0].lead.id)
        title = columns["title"]
        assert title.labels[title.codes[place]] == "課長"


def test_leads_only_this_list_knows_disappear() -> None:
    with in_memory_store("ja") as store:
        first = take(store, "leads", [YAMADA, SATO]).batch or 0
        effects = effects_of_undo(store, first)
        assert [lead.name for lead in effects.gone] == ["山田 太郎", "佐藤 花子"]
        assert effects.is_simple
        said = "\n".join(summary(effects))
        assert "2 leads disappear" in said
        assert "山田 太郎" in said
        assert "not affected" in said


def test_people_who_were_one_only_thanks_to_a_list_part_again() -> None:
    with in_memory_store("ja") as store:
        take(store, "leads", [{"email": "a@x.co.jp"}], system="one")
        take(store, "leads", [{"external_id": "7", "note": "電話希望"}], system="two")
        both = {"external_id": "7", "email": "a@x.co.jp", "name": "山田 太郎"}
        third = take(store, "leads", [both], system="two").batch or 0
        assert facts_of(store).count == 1
        effects = effects_of_undo(store, third)
        assert (effects.parted, effects.gone) == (1, ())
        assert "1 lead parts again" in "\n".join(summary(effects))
        undo_import(store, third)
        assert facts_of(store).count == 2


def test_values_are_said_in_words() -> None:
    with in_memory_store("ja") as store:
        take(store, "leads", [YAMADA | {"stage": "mql", "acquired_at": "2025-06-02T02:08:00Z"}])
        second = take(
            store,
            "leads",
            [YAMADA | {"stage": "won", "x.部署コード": "9", "acquired_at": "2026-05-01"}],
            list_date="2026-05-01",
        )
        words = {value_words(back) for back in effects_of_undo(store, second.batch or 0).back}
        assert "山田 太郎 · Stage: won → MQL" in words
        assert "山田 太郎 · Date acquired: 2026/05/01 → 2025/06/02 11:08" in words
        assert "山田 太郎 · 部署コード: 9 → (empty)" in words


def test_taking_a_correction_back_brings_the_list_back(tmp_path: Path) -> None:
    path, out = tmp_path / "leads.csv", tmp_path / "out.xlsx"
    path.write_text(LEADS, encoding="utf-8")
    with in_memory_store("ja") as store:
        first = import_list(store, path).batch or 0
        write_problems(store, first, out)
        fixed = import_list(store, corrected(out, {(3, "獲得日"): "2026-09-30"})).batch or 0
        effects = effects_of_undo(store, fixed)
        assert effects.restored is not None
        assert effects.restored.id == first
        assert effects.gone == ()
        assert [(back.field, back.before, back.after) for back in effects.back] == [
            ("acquired_at", "2026-09-30", "")
        ]
        assert "leads.csv" in "\n".join(summary(effects))


def test_what_is_taken_back_already_is_refused() -> None:
    with in_memory_store("ja") as store:
        first = take(store, "leads", [YAMADA]).batch or 0
        undo_import(store, first)
        with pytest.raises(UserError) as error:
            effects_of_undo(store, first)
        assert error.value.code == "already_undone"


def test_decisions_by_hand_are_counted_and_stay() -> None:
    with in_memory_store("ja") as store:
        first = take(store, "leads", [YAMADA]).batch or 0
        second = take(store, "leads", [SATO, TANAKA]).batch or 0
        one, other, third = facts_of(store).lead_ids.tolist()
        merge(store, one, other)
        separate(store, one, third)
        assert effects_of_undo(store, first).by_hand == 2
        effects = effects_of_undo(store, second)
        assert (effects.by_hand, effects.is_simple) == (2, False)
        assert "2 decisions by hand" in "\n".join(summary(effects))
        undo_import(store, second)
        assert [decided.hidden for decided in decisions(store)] == [False, False]


def test_values_edited_by_hand_about_its_people_are_counted_and_stay() -> None:
    with in_memory_store("ja") as store:
        second = three_lists(store)
        step = edit(store, [Entered(1, "title", "本部長"), Entered(2, "title", "主任")]).number
        effects = effects_of_undo(store, second)
        # 佐藤 is not in this list.
        assert (effects.edits, effects.is_simple) == (1, False)
        assert "1 edit of values by hand is about these people" in "\n".join(summary(effects))
        undo_edit(store, step)
        assert effects_of_undo(store, second).edits == 0
