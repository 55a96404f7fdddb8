"""Knowledge cards of a store: kept, changed, taken away and back; made of what is there; tested; made into lines."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from funneldesk.domain.funnel.periods import Period
from funneldesk.domain.knowledge.cards import Card
from funneldesk.domain.reviews.measures import Measure
from funneldesk.errors import UserError
from funneldesk.operations import card_drafts, knowledge
from funneldesk.operations.book import draft_state
from funneldesk.operations.findings import findings_of
from funneldesk.operations.importing import import_list
from funneldesk.operations.knowledge_page import cards_on, offers
from funneldesk.operations.minutes import decide
from funneldesk.operations.retesting import month_ends, retests
from funneldesk.operations.reviews import begin_review
from funneldesk.operations.stores import Store, create_store
from tests.operations.differing_lists import write_differing_lists

LAST = date(2026, 6, 30)
AS_OF = LAST.toordinal()
CARD = Card(0, "  件名は　課題＋数字 ", "mail", "伸びた", "${会社名}様", AS_OF, ("メルマガ", " メルマガ", ""))


@pytest.fixture(scope="module")
def printers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return a store in which those in print buy; tests leave its numbers alone."""
    folder = tmp_path_factory.mktemp("printers")
    with create_store(folder / "store" / "funneldesk.db", "en") as store:
        for one in write_differing_lists(folder):
            import_list(store, one, list_date=LAST)
        yield store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a store without anybody in it."""
    with create_store(tmp_path / "funneldesk.db", "en") as made:
        yield made


def test_a_card_is_kept_changed_taken_away_and_back(store: Store) -> None:
    before = store.revision
    item = knowledge.keep(store, CARD)
    (card,) = knowledge.cards_of(store)
    assert (card.item, card.title, card.tags, card.made) == (item, "件名は 課題＋数字", ("メルマガ",), AS_OF)
    step = knowledge.edit(store, replace(card, text="クリックが伸びた"))
    assert knowledge.card_of(store, item).text == "クリックが伸びた"
    assert [one.item for one in knowledge.search(store, "クリック")] == [item]
    knowledge.undo_step(store, step)
    assert knowledge.card_of(store, item) == card
    knowledge.redo_step(store, step)
    gone = knowledge.remove(store, item)
    assert knowledge.cards_of(store) == ()
    with pytest.raises(UserError, match="no card"):
        knowledge.edit(store, card)
    with pytest.raises(UserError, match="no card"):
        knowledge.remove(store, item)
    knowledge.undo_step(store, gone)
    assert knowledge.card_of(store, item).text == "クリックが伸びた"
    # No number depends on cards: nothing has to be computed again.
    assert store.revision == before


@pytest.mark.parametrize(
    "card",
    [
        replace(CARD, title=" 　"),
        replace(CARD, title="x" * 201),
        replace(CARD, text="x" * 20_001),
        replace(CARD, kind="magic"),  # type: ignore[arg-type]
    ],
)
def test_what_is_no_card_is_refused(store: Store, card: Card) -> None:
    with pytest.raises(UserError) as raised:
        knowledge.keep(store, card)
    assert raised.value.next_step
    assert knowledge.cards_of(store) == ()


def test_findings_rules_and_decisions_become_cards(printers: Store) -> None:
    (found,) = findings_of(printers, AS_OF).findings
    card = knowledge.from_finding(printers, found.key, AS_OF)
    item = knowledge.keep(printers, card)
    kept = knowledge.card_of(printers, item)
    assert kept == replace(card, item=item)
    assert kept.evidence is not None
    assert (kept.evidence.inside, kept.evidence.outside) == (found.inside, found.outside)
    rule = knowledge.from_rule(printers, "1", AS_OF)
    assert (rule.origin.kind, rule.rule is not None, bool(rule.template)) == ("rule", True, True)
    review = begin_review(printers, AS_OF, "monthly", Period(AS_OF - 60, AS_OF - 31))
    decision = decide(printers, review.id, "Call within a day\nbecause it works", "Sato", None)
    made = knowledge.from_decision(printers, decision, AS_OF)
    assert (made.title, made.text) == ("Call within a day", "because it works")
    assert (made.origin.kind, made.origin.number) == ("decision", review.id)
    assert knowledge.card_of(printers, knowledge.keep_decision(printers, decision, AS_OF)).title == made.title
    for wrong in (
        lambda: knowledge.from_finding(printers, "no:such:lead>deal", AS_OF),
        lambda: knowledge.from_rule(printers, "99", AS_OF),
        lambda: knowledge.from_decision(printers, 999, AS_OF),
    ):
        with pytest.raises(UserError):
            wrong()


def test_evidence_is_asked_again(printers: Store) -> None:
    offered = offers(printers, AS_OF)
    assert "industry" in offered.values
    assert ("lead", "deal") in offered.steps or ("mql", "deal") in offered.steps
    (found,) = findings_of(printers, AS_OF).findings
    old = replace(knowledge.from_finding(printers, found.key, AS_OF), item=1)
    previous, stage = offered.steps[0]
    measure = Measure("rate", stage, previous, "industry", offered.values["industry"][0])
    card = knowledge.with_evidence(printers, replace(CARD, item=2), measure, AS_OF)
    assert card.evidence is not None
    assert card.evidence.inside.n > 0
    plain = replace(CARD, item=3)
    gone = replace(
        card, item=4, evidence=replace(card.evidence, measure=replace(measure, by="x.gone", value="1"))
    )
    past = replace(
        card, item=5, evidence=replace(card.evidence, measure=replace(measure, by="month", value="2025-05"))
    )
    asked = retests(printers, [old, card, plain, gone, past], AS_OF)
    assert set(asked) == {1, 2, 4, 5}
    assert asked[5].reason == "past"
    assert {asked[1].reason, asked[2].reason} <= {"nobody", "young"}
    assert asked[1].seen.whole == (found.inside, found.outside)
    assert asked[2].seen.whole == (card.evidence.inside, card.evidence.outside)
    assert asked[4].reason == "unknown"
    # As of a year before, with the card made then: everybody is new, and each verdict is of a month-end.
    early = replace(old, evidence=replace(old.evidence, made=AS_OF - 700))  # type: ignore[type-var]
    again = retests(printers, [early], AS_OF)[1]
    assert again.last == month_ends(AS_OF - 700, AS_OF)[-1]
    assert again.verdict == "holds"
    assert cards_on(printers, AS_OF).as_of == AS_OF


def test_a_content_is_evidence_and_says_what_kind_of_card_it_is(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "行動履歴.csv"
    lines = ["メールアドレス,日時,行動,コンテンツ"]
    lines += [
        f"p{place}@company{place}.co.jp,2025-05-01,ダウンロード,ホワイトペーパーA"
        for place in range(0, 300, 2)
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    for one in (*write_differing_lists(tmp_path), path):
        import_list(store, one, list_date=LAST)
    ((content, _title),) = offers(store, AS_OF).contents
    card = knowledge.with_evidence(
        store, replace(CARD, kind="other", item=1), Measure("content", content=content), AS_OF
    )
    assert card.kind == "theme"
    assert card.evidence is not None
    assert card.evidence.needed_days > 0
    assert retests(store, [card], AS_OF)[1].seen.whole == (card.evidence.inside, card.evidence.outside)


@pytest.mark.parametrize("measure", [Measure("count", "deal"), Measure("rate", "deal", "lead")])
def test_evidence_needs_two_sides(printers: Store, measure: Measure) -> None:
    with pytest.raises(UserError) as raised:
        knowledge.with_evidence(printers, CARD, measure, AS_OF)
    assert raised.value.code == "no_sides"
    nobody = Measure("rate", "deal", "lead", "industry", "nobody at all")
    with pytest.raises(UserError) as raised:
        knowledge.with_evidence(printers, CARD, nobody, AS_OF)
    assert raised.value.code == "no_comparison"


def test_a_card_becomes_a_line_of_the_draft(store: Store) -> None:
    item = knowledge.keep(store, replace(CARD, template="${会社名}へ送る\n3日後に架電"))
    before = draft_state(store).book
    made = card_drafts.as_rule(store, item, {"会社名": "東都"})
    draft = draft_state(store)
    assert (draft.saved, draft.id, made.left) == (True, made.draft, ())
    assert draft.book.rules[-1].id == made.line
    assert draft.book.rules[-1].action == "東都へ送る 3日後に架電"
    second = card_drafts.as_scenario(store, item)
    assert second.left == ("会社名",)
    assert second.draft == made.draft
    book = draft_state(store).book
    assert [step.text for step in book.scenarios[-1].steps] == ["${会社名}へ送る", "3日後に架電"]
    assert book.rules[:-1] == before.rules
