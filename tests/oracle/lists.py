"""Small random companies as CSV lists: seeded, so that a failure can be looked at again."""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

START = date(2025, 1, 1)
DAYS = 420
TYPES = ("article", "white_paper", "seminar", "case", "guide", "comparison", "pricing", "mail", "")
#: What people do with a content of a type.
DOES = {
    "article": ("view",), "white_paper": ("download",), "seminar": ("register", "attend"),
    "case": ("view", "download"), "guide": ("download",), "comparison": ("download",),
    "pricing": ("view", "visit"), "mail": ("open", "click", "unsubscribe", "bounce"), "": ("view", "download"),
}  # fmt: skip
HEADINGS = {
    "leads": (
        "external_id", "email", "name", "company", "phone", "industry", "employees", "title", "department", "source",
        "acquired_at", "updated_at",
    ),
    "contents": ("content", "title", "type", "cost"),
    "activities": ("lead_external_id", "occurred_at", "activity", "content", "note"),
    "handovers": ("handover_id", "lead_external_id", "side", "handed_at", "decision", "decided_at"),
    "deals": (
        "external_id", "lead_external_id", "opened_at", "closed_at", "won_at", "outcome", "amount",
    ),
}  # fmt: skip


def write_company(
    folder: Path, seed: int, people: int = 40, *, stated: bool = False, sales: bool = True
) -> None:
    """Write the lists of one company; `stated`: its leads list states stages; `sales`: there are sales lists."""
    chance = random.Random(seed)
    contents = [
        {
            "content": f"c{i}",
            "title": f"Content {i}",
            "type": chance.choice(TYPES),
            "cost": chance.randrange(9) * 100,
        }
        for i in range(8)
    ]
    rows = {"leads": [], "later": [], "activities": [], "handovers": [], "deals": []}
    for i in range(people):
        _write_person(chance, f"L{i}", contents, rows, stated=stated)
    extra = ("mql_at", "sal_at", "stage") if stated else ()
    _write(folder / "contents.csv", HEADINGS["contents"], [c for c in contents if c["type"]])
    _write(folder / "leads.csv", HEADINGS["leads"] + extra, rows["leads"])
    _write(folder / "leads_later.csv", HEADINGS["leads"], rows["later"])
    _write(folder / "activities.csv", HEADINGS["activities"], rows["activities"])
    if sales:
        _write(folder / "handovers.csv", HEADINGS["handovers"], rows["handovers"])
        _write(folder / "deals.csv", HEADINGS["deals"], rows["deals"])


def _write(path: Path, headings: tuple, rows: list[dict]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, headings, extrasaction="ignore", restval="")
        writer.writeheader()
        writer.writerows(rows)


def _write_person(chance: random.Random, key: str, contents: list, rows: dict, *, stated: bool) -> None:
    born = START + timedelta(chance.randrange(DAYS))
    lead = {
        "external_id": key,
        "email": chance.choice(("", f"{key.lower()}@gmail.com", f"{key.lower()}@acme-{key.lower()}.co.jp")),
        "name": f"山田 {key}",
        "company": f"株式会社{key}商事",
        "phone": chance.choice(("", f"03-1234-{chance.randrange(10_000):04}")),
        "industry": chance.choice(("製造業", "農業", "")),
        "employees": chance.choice(("", "10", "50", "200", "999", "1000")),
        "title": chance.choice(("部長", "課長", "主任", "")),
        "department": chance.choice(("マーケティング部", "経理部", "")),
        "source": chance.choice(("SEO", "広告", "展示会", "")),
        "acquired_at": born.isoformat() if chance.random() > 0.1 else "",
        "updated_at": (born + timedelta(chance.randrange(30))).isoformat(),
    }
    if stated:
        lead |= _stated(chance, born)
    rows["leads"].append(lead)
    if chance.random() < 0.3:
        changes = {"industry": "製造業", "employees": "200", "title": "課長"}
        later = dict.fromkeys(HEADINGS["leads"], "") | {"external_id": key} | changes
        rows["later"].append(
            later | {"updated_at": (born + timedelta(chance.randrange(30, 200))).isoformat()}
        )
    keen = chance.choice((1, 4, 14))
    for _ in range(chance.randrange(keen + 1)):
        content = chance.choice(contents)
        rows["activities"].append(_activity(chance, key, born, content))
    _write_sales(chance, key, born, rows)


def _stated(chance: random.Random, born: date) -> dict:
    say = {"stage": chance.choice(("", "", "lead", "mql", "sal"))}
    for name in ("mql_at", "sal_at"):
        if chance.random() < 0.25:
            say[name] = (born + timedelta(chance.randrange(-5, 90))).isoformat()
    return say


def _activity(chance: random.Random, key: str, born: date, content: dict) -> dict:
    day = born + timedelta(chance.randrange(-3, 150))
    clock = f" {chance.randrange(24):02}:{chance.randrange(60):02}"
    kind = chance.choice((*DOES[content["type"]], "form", "reply", "call"))
    with_content = kind not in {"form", "reply", "call"}
    return {
        "lead_external_id": key,
        "occurred_at": day.isoformat() + clock,
        "activity": kind,
        "content": content["content"] if with_content else "",
        "note": "",
    }


def _write_sales(chance: random.Random, key: str, born: date, rows: dict) -> None:
    if chance.random() < 0.5:
        handed = born + timedelta(chance.randrange(60))
        decided = handed + timedelta(chance.randrange(5))
        accepted = chance.random() < 0.6
        rows["handovers"].append({
            "handover_id": f"H{key}", "lead_external_id": key, "side": chance.choice(("sales", "sales", "is", "")),
            "handed_at": handed.isoformat(), "decision": "accepted" if accepted else "rejected",
            "decided_at": decided.isoformat() if chance.random() < 0.8 else "",
        })  # fmt: skip
    for i in range(chance.choice((0, 0, 0, 1, 2))):
        opened = born + timedelta(chance.randrange(20, 160))
        closed = opened + timedelta(chance.randrange(90))
        outcome = chance.choice(("open", "won", "lost"))
        rows["deals"].append({
            "external_id": f"D{key}-{i}", "lead_external_id": key,
            "opened_at": opened.isoformat() if chance.random() < 0.95 else "",
            "closed_at": closed.isoformat() if outcome != "open" else "",
            "won_at": closed.isoformat() if outcome == "won" and chance.random() < 0.8 else "",
            "outcome": outcome, "amount": chance.randrange(1, 50) * 10_000,
        })  # fmt: skip
