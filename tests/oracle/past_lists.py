"""A company's past as CSV lists, made nasty: late values, undated claims, deals on the edges of the backtest."""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

from tests.oracle.lists import DOES

START = date(2024, 1, 10)
MONTHS = [date(2024 + month // 12, month % 12 + 1, 1) - timedelta(1) for month in range(1, 24)]
LEAD_FIELDS = (
    "external_id", "email", "name", "company", "industry", "employees", "title", "department", "acquired_at",
    "updated_at", "stage", "deal_at", "won_at",
)  # fmt: skip
FIELDS = {
    "contents": ("content", "title", "type"),
    "leads": LEAD_FIELDS,
    "leads_later": LEAD_FIELDS,
    "leads_last": LEAD_FIELDS,
    "activities": ("lead_external_id", "occurred_at", "activity", "content"),
    "deals": ("external_id", "lead_external_id", "company", "opened_at", "won_at", "closed_at", "outcome"),
}
TYPES = {f"c{place}": kind for place, kind in enumerate(kind for kind in DOES if kind)}


def write_past(folder: Path, seed: int, people: int) -> None:
    """Write the lists of one company into a folder."""
    chance = random.Random(seed)
    rows: dict[str, list[dict]] = {name: [] for name in FIELDS}
    rows["contents"] = [
        {"content": name, "title": name.upper(), "type": kind} for name, kind in TYPES.items()
    ]
    for place in range(people):
        _write_person(chance, f"L{place}", f"会社{place // 2}", rows)
    for place in range(people // 6):
        rows["deals"].append(
            _deal(chance, f"C{place}", "", f"会社{chance.randrange(people // 2)}", _edge(chance))
        )
    for name, found in rows.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, FIELDS[name], restval="")
            writer.writeheader()
            writer.writerows(found)


def _edge(chance: random.Random) -> date:
    """Return a day on which a deal is just inside or outside, or any day."""
    month = chance.choice(MONTHS)
    return month + timedelta(chance.choice((-1, 0, 1, 89, 90, 91, chance.randrange(200))))


def _deal(chance: random.Random, key: str, lead: str, company: str, opened: date) -> dict:
    won = chance.random() < 0.3
    closed = (opened + timedelta(chance.randrange(60))).isoformat()
    return {
        "external_id": key,
        "lead_external_id": lead,
        "company": company,
        "opened_at": "" if chance.random() < 0.1 else opened.isoformat(),
        "outcome": "won" if won else "open",
        # Sometimes won on a day nobody knows, sometimes it was only closed on one.
        "won_at": closed if won and chance.random() < 0.6 else "",
        "closed_at": closed if won and chance.random() < 0.6 else "",
    }


def _values(chance: random.Random, key: str) -> dict:
    return {
        "email": chance.choice(("", f"{key}@gmail.com".lower(), f"{key}@{key}-acme.co.jp".lower())),
        "industry": chance.choice(("製造業", "農業", "")),
        "employees": chance.choice(("", "10", "50", "999", "1000")),
        "title": chance.choice(("部長", "課長", "主任", "学生", "", "")),
        "department": chance.choice(("マーケティング部", "経理部", "")),
    }


def _write_person(chance: random.Random, key: str, company: str, rows: dict) -> None:
    born = START + timedelta(chance.randrange(560))
    bare = chance.random() < 0.35
    lead = {"external_id": key, "name": f"山田 {key}", "company": company}
    lead |= {} if bare else _values(chance, key)
    lead["acquired_at"] = born.isoformat() if chance.random() < 0.85 else ""
    lead["updated_at"] = (
        "" if chance.random() < 0.1 else (born + timedelta(chance.choice((0, 0, 5, 60)))).isoformat()
    )
    if chance.random() < 0.12:
        lead["stage"] = chance.choice(("mql", "sal", "deal", "won", "disqualified", "disqualified"))
    if chance.random() < 0.1:
        lead[chance.choice(("deal_at", "won_at"))] = _edge(chance).isoformat()
    rows["leads"].append(lead)
    for name, after in (("leads_later", 120), ("leads_last", 300)):
        if chance.random() < 0.35:
            changed = {field: value for field, value in _values(chance, key).items() if chance.random() < 0.5}
            if chance.random() < 0.2:
                changed["stage"] = chance.choice(("disqualified", "lead"))
            at = (born + timedelta(chance.randrange(after))).isoformat()
            rows[name].append({"external_id": key, "updated_at": at} | changed)
    _write_doings(chance, key, born, rows, bare=bare)
    for place in range(chance.choice((0, 0, 0, 1, 2))):
        rows["deals"].append(_deal(chance, f"D{key}-{place}", key, "", _edge(chance)))


def _write_doings(chance: random.Random, key: str, born: date, rows: dict, *, bare: bool) -> None:
    if bare and chance.random() < 0.6:
        # Exactly at the threshold, for as long as the inquiry counts, and again.
        for after in (0, 91, 180):
            rows["activities"].append(_doing(key, born + timedelta(after), "form", ""))
        return
    for _place in range(chance.choice((0, 2, 6, 15))):
        content = chance.choice(list(TYPES))
        kind = chance.choice((*DOES[TYPES[content]], "form", "reply", "call"))
        day = born + timedelta(chance.randrange(-5, 300))
        rows["activities"].append(
            _doing(key, day, kind, "" if kind in {"form", "reply", "call"} else content)
        )


def _doing(key: str, day: date, kind: str, content: str) -> dict:
    return {"lead_external_id": key, "occurred_at": day.isoformat(), "activity": kind, "content": content}
