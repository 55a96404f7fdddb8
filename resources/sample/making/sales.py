"""What inside sales and sales do with the leads: calls, hand-overs, decisions, deals.

The truths of the sample are planted here; README.md says them in words and figures.
"""

import math
import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from making.catalogue import END, SEO
from making.journeys import mql_day, read_article, reads_guide
from making.people import Person, at_work, workday

SALES = ("森", "大久保", "片山", "西", "黒田")
INSIDE = ("藤本", "野口")
LOST = (("価格", 30), ("稟議否決", 18), ("競合採用", 20), ("機能不足", 14), ("延期", 12), ("内製", 6))
REJECTED = (
    ("時期尚早", 32),
    ("情報収集のみ", 34),
    ("課題が不明", 16),
    ("対象条件外", 12),
    ("商談中", 3),
    ("競合", 3),
)
QUICK_DAYS = 7


@dataclass
class Call:
    """A call or a meeting of ours with a lead."""

    at: datetime
    kind: str
    side: str
    outcome: str
    owner: str
    note: str = ""


@dataclass
class Handover:
    """One leg: to inside sales, then from inside sales to sales."""

    side: str
    handed: date
    owner: str
    decision: str = ""
    reason: str = ""
    decided: date | None = None
    contacted: date | None = None
    comment: str = ""


@dataclass
class Deal:
    """A deal as the SFA knows it."""

    opened: date
    outcome: str
    closed: date | None
    amount: int
    owner: str
    lost_reason: str = ""


@dataclass
class Story:
    """What our side did with one person."""

    person: Person
    calls: list[Call] = field(default_factory=list)
    handovers: list[Handover] = field(default_factory=list)
    deals: list[Deal] = field(default_factory=list)


def _chance(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def _pick(rng: random.Random, weighted: tuple[tuple[str, int], ...]) -> str:
    return rng.choices([word for word, _w in weighted], [w for _word, w in weighted])[0]


def _days_to_call(rng: random.Random) -> int:
    return rng.choices(
        (rng.randint(0, 1), rng.randint(2, 3), rng.randint(4, 7), rng.randint(8, 14), rng.randint(15, 35)),
        (34, 20, 14, 20, 12),
    )[0]


def story(rng: random.Random, person: Person) -> Story:
    """Tell what happened to one person after they showed interest."""
    told = Story(person)
    interested = mql_day(person)
    if interested is None:
        _referred(rng, told)
        return told
    soon = [t for t in person.touches if 0 <= (t.at.date() - interested).days <= 16]
    deep = sum(t.kind in ("ダウンロード", "参加", "フォーム送信") for t in soon) - 1
    inquired = next((t.at.date() for t in soon if t.kind == "フォーム送信"), None)
    guide = reads_guide(person, interested + timedelta(days=60))
    chance = _chance(-0.25 + 0.45 * person.wish + 0.5 * min(deep, 3) + 2.0 * bool(inquired) + 1.2 * guide)
    if rng.random() > (0.75 if person.student else chance):
        _called_anyway(rng, told, interested)
        return told
    start = inquired or interested
    if guide:
        start = max(start, min(t.at.date() for t in person.touches if t.content.endswith("導入ガイド")))
    _hand_over(rng, told, workday(start + timedelta(days=rng.randint(0, 3))))
    return told


def _called_anyway(rng: random.Random, told: Story, day: date) -> None:
    if rng.random() < 0.3:
        called = workday(day + timedelta(days=_days_to_call(rng)))
        reached = rng.random() < 0.5
        _call(rng, told, called, "is", "接続" if reached else "不在", "まだ情報収集の段階" if reached else "")


def _referred(rng: random.Random, told: Story) -> None:
    """Now and then tell of a deal without any of this: sales knew the person."""
    person = told.person
    if not person.student and rng.random() < (0.09 if person.source == "紹介" else 0.006):
        opened = workday(person.acquired.date() + timedelta(days=rng.randint(3, 30)))
        _deal(rng, told, opened, quick=True)


def _call(  # noqa: PLR0917 - a call has as many sides
    rng: random.Random, told: Story, day: date, side: str, outcome: str, note: str, kind: str = "架電"
) -> None:
    if day <= END:
        owner = rng.choice(INSIDE if side == "is" else SALES)
        told.calls.append(Call(at_work(rng, day, 0.0), kind, side, outcome, owner, note))


def _hand_over(rng: random.Random, told: Story, day: date) -> None:
    if day > END:
        return
    to_inside = Handover("IS", day, rng.choice(INSIDE))
    told.handovers.append(to_inside)
    waited = _days_to_call(rng)
    called = workday(day + timedelta(days=waited))
    reached = rng.random() < (0.9 if waited <= QUICK_DAYS else 0.74)
    if called > END:
        return
    to_inside.contacted = called
    if not reached:
        for attempt in range(3):
            _call(rng, told, workday(called + timedelta(days=3 * attempt)), "is", "不在", "")
        decided = workday(called + timedelta(days=7))
        if decided <= END:
            to_inside.decision, to_inside.reason, to_inside.decided = "見送る", "不通", decided
        return
    _call(rng, told, called, "is", "接続", rng.choice(_NOTES))
    to_inside.decision, to_inside.decided = "受け入れる", called
    _to_sales(rng, told, called, quick=(called - day).days <= QUICK_DAYS)


_NOTES = (
    "来期予算で検討、決裁者は工場長",
    "Excelの原価集計に毎月3日かかっている",
    "見積の精度を上げたい",
    "現行システムの保守が来年終了",
    "親会社から原価の見える化を求められている",
    "複数拠点の在庫をまとめたい",
    "まず資料で比較したい",
    "補助金の採択後に検討",
)


def _to_sales(rng: random.Random, told: Story, day: date, *, quick: bool) -> None:
    person = told.person
    handed = workday(day + timedelta(days=rng.choice((0, 0, 1, 1, 2, 3))))
    if handed > END:
        return
    leg = Handover("営業", handed, rng.choice(SALES))
    leg.comment = f"きっかけ: {person.first_content or person.source}／課題: {rng.choice(_NOTES)}"
    told.handovers.append(leg)
    decided = workday(handed + timedelta(days=rng.choice((0, 1, 1, 2, 2, 3, 5))))
    if decided > END:
        return
    leg.decided = decided
    chance = _chance(1.4 + 0.5 * person.wish) * (0.5 if person.late else 1.0)
    if person.student or rng.random() > chance:
        reasons = (("情報収集のみ", 60), *REJECTED) if person.late else REJECTED
        leg.decision, leg.reason = "見送る", "学生" if person.student else _pick(rng, reasons)
        return
    leg.decision = "受け入れる"
    leg.contacted = workday(decided + timedelta(days=rng.choice((0, 1, 2, 4, 8))))
    if leg.contacted > END:
        leg.contacted = None
    chance = (
        0.41
        + 0.22 * (person.source == SEO)
        + 0.05 * read_article(person, decided)
        + 0.22 * reads_guide(person, decided)
    )
    chance -= 0.0 if quick else 0.12
    opened = workday(decided + timedelta(days=rng.randint(2, 24)))
    if rng.random() < chance:
        _deal(rng, told, opened, quick=quick)
    elif leg.contacted:
        _call(rng, told, leg.contacted, "sales", "接続", "今回は見送り、半年後に再提案")


def _deal(rng: random.Random, told: Story, opened: date, *, quick: bool) -> None:
    person = told.person
    if opened > END or person.company is None:
        return
    _call(rng, told, opened, "sales", "実施", "初回商談。課題と検討時期を確認", "商談")
    closed = workday(opened + timedelta(days=20 + int(rng.gammavariate(3, 15))))
    amount = int(round((600_000 + 2200 * min(person.company.employees, 700)) * rng.uniform(0.6, 1.6), -4))
    won = rng.random() < (0.38 if quick else 0.14)
    owner = rng.choice(SALES)
    if closed > END:
        told.deals.append(Deal(opened, rng.choice(("商談中", "提案中", "見積提出")), None, amount, owner))
    elif won:
        told.deals.append(Deal(opened, "受注", closed, amount, owner))
    else:
        told.deals.append(Deal(opened, "失注", closed, amount, owner, _pick(rng, LOST)))
