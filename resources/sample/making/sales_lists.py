"""The lists of the sales side: the SFA's deals and calls, and the hand-over sheet both sides keep."""

import random
from datetime import date
from pathlib import Path
from typing import Any

from making.catalogue import END, OWNER
from making.people import Person
from making.sales import Story
from making.workbooks import Sheet, reiwa, write_workbook

_DAY = "yyyy/mm/dd"


def _sfa_mail(rng: random.Random, person: Person) -> str:
    """Return the address as the SFA has it: often with capitals, as on the card."""
    if rng.random() < 0.35:
        local, _, domain = person.email.partition("@")
        return f"{local.title()}@{domain.title()}"
    return person.email


def write_deals(rng: random.Random, folder: Path, stories: list[Story]) -> int:
    """Write the SFA's deals: registered company names, some without the person."""
    deals = sorted(
        ((d, s.person) for s in stories for d in s.deals), key=lambda pair: (pair[0].opened, pair[1].number)
    )
    rows = []
    for number, (deal, person) in enumerate(deals, 1):
        company = person.company
        if company is None:
            continue
        product = rng.choice(
            ("原価ナビ 導入", "原価ナビ 標準パック", "原価ナビ＋在庫オプション", "生産管理連携")
        )
        mail = None if rng.random() < 0.06 else _sfa_mail(rng, person)
        won = deal.closed if deal.outcome == "受注" else None
        name = person.name.replace("　", " ")
        rows.append((
            f"D-{number:05d}", f"{company.core}様 {product}", company.full, name, mail, deal.opened,
            deal.outcome, won, deal.closed, deal.amount, deal.lost_reason, deal.owner,
        ))  # fmt: skip
    headings = (
        "案件番号", "案件名", "取引先名", "先方担当者", "担当者メール", "案件発生日", "ステータス",
        "受注日", "完了日", "金額（税抜）", "失注理由", "営業担当",
    )  # fmt: skip
    formats = {"案件発生日": _DAY, "受注日": _DAY, "完了日": _DAY, "金額（税抜）": '"¥"#,##0'}
    widths = {"案件名": 34, "取引先名": 26, "担当者メール": 34}
    titles = ("案件一覧", f"SFAより出力　{END:%Y/%m/%d} 時点")
    write_workbook(folder / "案件一覧_SFA.xlsx", [Sheet("案件", titles, headings, rows, formats, widths)])
    return len(rows)


def write_calls(rng: random.Random, folder: Path, stories: list[Story]) -> int:
    """Write the SFA's calls and meetings."""
    calls = sorted(
        ((c, s.person) for s in stories for c in s.calls), key=lambda pair: (pair[0].at, pair[1].number)
    )
    rows = [
        (call.at, person.company.full if person.company else "", person.name, _sfa_mail(rng, person),
         call.kind, "IS" if call.side == "is" else "営業", call.outcome, call.note, call.owner)
        for call, person in calls
    ]  # fmt: skip
    headings = (
        "活動日時",
        "取引先名",
        "氏名",
        "メールアドレス",
        "活動種別",
        "部門",
        "結果",
        "内容",
        "担当者",
    )
    widths = {"活動日時": 17, "取引先名": 26, "メールアドレス": 34, "内容": 36}
    titles = ("活動履歴（架電・商談）", f"SFAより出力　{END:%Y/%m/%d} 時点")
    sheet = Sheet("活動", titles, headings, rows, {"活動日時": "yyyy/mm/dd hh:mm"}, widths)
    write_workbook(folder / "活動履歴_SFA.xlsx", [sheet])
    return len(rows)


def write_handovers(rng: random.Random, folder: Path, stories: list[Story]) -> int:
    """Write the hand-over sheet: days in the Japanese era, typed by three people."""
    legs = sorted(
        ((h, s.person) for s in stories for h in s.handovers),
        key=lambda pair: (pair[0].handed, pair[1].number, pair[0].side),
    )
    rows: list[tuple[Any, ...]] = []
    for number, (leg, person) in enumerate(legs, 1):
        company = person.company
        rows.append((
            f"H{number:04d}", reiwa(leg.handed), leg.side, company.as_typed(rng) if company else "",
            person.name, person.email,
            leg.decision, leg.reason, _typed(leg.decided), _typed(leg.contacted), leg.comment, leg.owner,
        ))  # fmt: skip
    headings = (
        "引き渡しID", "引き渡し日", "引き渡し先", "会社名", "氏名", "メールアドレス", "判定",
        "見送り理由", "判定日", "初回接触日", "コメント", "担当者",
    )  # fmt: skip
    widths = {
        "会社名": 26,
        "メールアドレス": 34,
        "コメント": 60,
        "引き渡し日": 18,
        "判定日": 18,
        "初回接触日": 18,
    }
    titles = (
        f"{OWNER}　リード引き渡し管理表",
        "判定は「受け入れる」「見送る」から選んでください。見送りは理由が必須です。",
    )
    write_workbook(folder / "引き渡し管理表.xlsx", [Sheet("引き渡し", titles, headings, rows, {}, widths)])
    return len(rows)


def _typed(day: date | None) -> str:
    return reiwa(day) if day else ""
