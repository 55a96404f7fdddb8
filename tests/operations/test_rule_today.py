"""What a rule that is being written would ask for today."""

from dataclasses import replace
from datetime import date

from funneldesk.operations.book import book_versions
from funneldesk.operations.rule_today import rule_today, rule_today_words
from funneldesk.operations.stores import in_memory_store
from tests.operations.taking import Row, take

DAY = date(2026, 4, 10).toordinal()


def lead(number: int) -> Row:
    return {
        "external_id": str(number), "name": f"山田 {number}郎", "company": f"みなと{number}", "title": "部長",
        "email": f"y{number}@minato{number}.jp", "industry": "製造業", "employees": "300", "acquired_at": "2026-01-05",
    }  # fmt: skip


def asked(number: int) -> Row:
    return {
        "email": f"y{number}@minato{number}.jp", "activity": "form", "occurred_at": f"2026-04-0{number}",
        "content": "見積依頼",
    }  # fmt: skip


def test_it_counts_names_the_first_and_follows_the_rule_as_it_is_written() -> None:
    with in_memory_store("ja") as store:
        take(store, "contents", [{"content": "見積依頼", "type": "inquiry"}])
        take(store, "leads", [lead(number) for number in range(1, 6)])
        rules = {rule.event: rule for rule in book_versions(store)[-1].book.rules}
        assert rule_today_words(rule_today(store, rules["candidate"], DAY)) == (
            "Today this rule would ask for nothing."
        )
        take(store, "activities", [asked(1)])
        assert rule_today_words(rule_today(store, rules["candidate"], DAY)).endswith(
            "First: みなと1 山田 1郎."
        )
        take(store, "activities", [asked(number) for number in range(2, 6)])
        found = rule_today(store, rules["candidate"], DAY)
        assert (found.count, found.late) == (5, 5)
        assert found.leads == (1, 2, 3, 4, 5)
        said = rule_today_words(found)
        assert said.startswith("Today this rule would ask for 5 duties, 5 of them late.")
        assert "みなと1 山田 1郎" in said
        assert "and 2 more" in said
        patient = replace(rules["candidate"], due_days=30)
        assert rule_today(store, patient, DAY).late == 0
        weekly = rule_today(store, rules["weekly"], DAY)
        assert "its meeting, due on 2026/04/10" in rule_today_words(weekly)
