"""The lists of the marketing side: contents, leads and activities of the MA tool, cards, seminars, costs."""

import csv
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from making.catalogue import (
    CONTENTS,
    END,
    EXHIBITION,
    EXHIBITION_COST,
    EXHIBITIONS,
    MONTHLY_COSTS,
    OWNER,
    SEMINAR_DAYS,
    START,
)
from making.names import Company, full_width
from making.people import Person
from making.sales import Story
from making.workbooks import Sheet, reiwa, write_workbook

#: What students write where the form asks for a company.
_SCHOOLS = ("港南大学", "青葉台工業大学", "白川大学 経営学部", "")
_DAY, _MOMENT = "yyyy/mm/dd", "yyyy/mm/dd hh:mm"
_PRINTED = f"出力日: {reiwa(END)}　出力者: マーケティング部 山本"


def customer_id(person: Person) -> str:
    """Return the person's id in the MA tool."""
    return f"M{person.number:05d}"


def write_contents(folder: Path) -> None:
    """Write the list of contents."""
    rows = [
        (
            i,
            c.name,
            c.type,
            c.phase,
            c.theme,
            f"https://minato-seiki.example/contents/{i:02d}",
            reiwa(c.published),
            c.cost or None,
        )
        for i, c in enumerate(CONTENTS, 1)
    ]
    headings = ("No.", "コンテンツ名", "種別", "フェーズ", "テーマ", "URL", "公開日", "制作費（円）")
    titles = (
        f"{OWNER}　コンテンツ管理表",
        "マーケティング部で更新しています。公開したら必ず追記してください。",
    )
    sheet = Sheet(
        "コンテンツ",
        titles,
        headings,
        rows,
        {"制作費（円）": "#,##0"},
        {"No.": 5, "コンテンツ名": 46, "URL": 40},
    )
    write_workbook(folder / "コンテンツ一覧.xlsx", [sheet])


def _employees(rng: random.Random, company: Company) -> Any:
    count = company.employees
    style = rng.random()
    if style < 0.62:
        return count
    if style < 0.8:
        return f"{count}名"
    if style < 0.92:
        return full_width(str(count)) + "名"
    bounds = (1, 10, 30, 50, 100, 300, 1000)
    low = max(b for b in bounds if b <= max(count, 1))
    above = [b for b in bounds if b > low]
    return f"{low}～{above[0] - 1}名" if above else "1000名以上"


def _typed(rng: random.Random, text: str) -> str:
    """Return a text as some people type it: full-width digits and signs."""
    return full_width(text) if rng.random() < 0.12 else text


def _lead_row(rng: random.Random, story: Story) -> tuple[Any, ...]:
    person, company = story.person, story.person.company
    sent = sum(t.kind == "開封" for t in person.touches)
    clicks = sum(t.kind == "クリック" for t in person.touches)
    updated = max([t.at for t in person.touches] + [person.acquired])
    typed_deal = None
    if story.deals and rng.random() < 0.25:
        # Typed into the MA by hand, days beside what the SFA says.
        typed_deal = story.deals[0].opened + timedelta(days=rng.choice((-3, -1, 0, 1, 2, 5)))
    return (
        customer_id(person), person.acquired, updated, person.last[0], person.first[0],
        company.as_typed(rng) if company else rng.choice(_SCHOOLS),
        person.department, person.title, person.email,
        _typed(rng, company.phone) if company and rng.random() < 0.8 else None,
        company.industry if company else None, _employees(rng, company) if company else None,
        company.prefecture if company else None, person.source, person.campaign, person.first_content,
        "配信停止" if person.opted_out else None, round(clicks / sent, 3) if sent > 1 else None,
        typed_deal if typed_deal and typed_deal <= END else None,
    )  # fmt: skip


def write_leads(rng: random.Random, folder: Path, stories: list[Story]) -> None:
    """Write the MA tool's export of leads, with a sheet of notes behind it."""
    headings = (
        "顧客ID", "登録日時", "最終更新日時", "姓", "名", "会社名", "部署", "役職", "メールアドレス",
        "電話番号", "業種", "従業員数", "都道府県", "流入元", "キャンペーン", "初回コンテンツ", "配信停止",
        "クリック率", "商談日",
    )  # fmt: skip
    rows = [_lead_row(rng, story) for story in stories]
    formats = {"登録日時": _MOMENT, "最終更新日時": _MOMENT, "クリック率": "0.0%", "商談日": _DAY}
    widths = {
        "会社名": 26,
        "メールアドレス": 34,
        "初回コンテンツ": 40,
        "キャンペーン": 28,
        "登録日時": 17,
        "最終更新日時": 17,
    }
    sheet = Sheet("リード一覧", (f"{OWNER}　リード一覧（MA出力）", _PRINTED), headings, rows, formats, widths)
    notes = [
        ("学生からの資料請求が増えている。営業に渡さないこと。",),
        ("9月から「原価見える化キャンペーン」の広告を開始。",),
    ]
    memo = Sheet("メモ", (), ("申し送り",), notes, {}, {"申し送り": 60})
    write_workbook(folder / "リード一覧_MA.xlsx", [sheet, memo])


def write_activities(folder: Path, stories: list[Story]) -> int:
    """Write the MA tool's log, .csv in cp932 as it exports it; attendances stand on the seminars' list."""
    touches = [
        (t.at, customer_id(s.person), t.kind, t.content, t.campaign)
        for s in stories
        for t in s.person.touches
        if t.kind not in ("参加", "名刺交換")
    ]
    touches.sort()
    with (folder / "行動履歴_MA.csv").open("w", encoding="cp932", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(("日時", "顧客ID", "行動", "コンテンツ", "キャンペーン"))
        writer.writerows((f"{at:%Y/%m/%d %H:%M}", *rest) for at, *rest in touches)
    return len(touches)


def write_seminars(rng: random.Random, folder: Path, stories: list[Story]) -> int:
    """Write who came to the seminars, typed off the sign-in sheets."""
    rows = [
        (t.at.date(), t.content, s.person.name,
         s.person.company.as_typed(rng) if s.person.company else "", s.person.email,
         "参加", rng.choice(("", "", "詳しく聞きたい", "資料がほしい", "今は情報収集")))
        for s in stories
        for t in s.person.touches
        if t.kind == "参加"
    ]  # fmt: skip
    rows.sort(key=lambda row: (row[0], row[4]))
    held = sum(len(days) for days in SEMINAR_DAYS.values())
    titles = (f"セミナー参加者一覧（{OWNER}）", f"全{held}回分　※受付名簿から転記")
    headings = ("開催日", "セミナー名", "お名前", "会社名", "メールアドレス", "参加状況", "アンケート")
    typed = [(reiwa(row[0]), *row[1:]) for row in rows]
    widths = {"セミナー名": 46, "会社名": 26, "メールアドレス": 34, "開催日": 18}
    write_workbook(folder / "セミナー参加者一覧.xlsx", [Sheet("参加者", titles, headings, typed, {}, widths)])
    return len(rows)


def write_cards(rng: random.Random, folder: Path, stories: list[Story], strangers: list[Person]) -> int:
    """Write the business cards of the exhibitions: most are in the MA as well, some are nowhere else."""
    met = [s.person for s in stories if s.person.source == EXHIBITION and rng.random() < 0.7] + strangers
    met.sort(key=lambda person: (person.acquired.date(), person.number))
    rows: list[tuple[Any, ...]] = []
    for person in met:
        company = person.company
        if company is None:
            continue
        mail = person.email.upper() if rng.random() < 0.1 else person.email
        rows.append((
            company.full, person.department, person.title, person.name, mail,
            company.phone, company.prefecture, person.campaign, reiwa(person.acquired.date(), short=True),
        ))  # fmt: skip
    # What lists kept by hand are like: a row without anybody, a date that does not exist.
    rows.insert(40, ("", "", "", "", "", "", "", "※名刺なし", ""))
    rows[77] = (*rows[77][:8], "R8.2.31")
    headings = ("会社名", "部署名", "役職", "氏名", "e-mail", "TEL会社", "都道府県", "展示会名", "名刺交換日")
    titles = ("名刺一覧（展示会）", "営業アシスタント入力　※会社名は登記名で入力")
    widths = {"会社名": 26, "e-mail": 34, "展示会名": 26}
    write_workbook(folder / "名刺一覧_展示会.xlsx", [Sheet("名刺", titles, headings, rows, {}, widths)])
    return len(rows)


def write_costs(folder: Path) -> None:
    """Write what was spent, by month and source."""
    rows: list[tuple[Any, ...]] = []
    month = date(START.year, START.month, 1)
    while month <= END:
        for source, amount in MONTHLY_COSTS.items():
            rows.append(
                (
                    f"{month.year}年{month.month}月",
                    source,
                    "",
                    amount * (2 if month >= date(2026, 9, 1) and "広告" in source else 1),
                )
            )
        rows.extend(
            (f"{month.year}年{month.month}月", EXHIBITION, name, EXHIBITION_COST)
            for name, day in EXHIBITIONS
            if (day.year, day.month) == (month.year, month.month)
        )
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    headings = ("月", "流入元", "施策名", "費用（円）")
    sheet = Sheet(
        "施策費用",
        ("マーケティング施策費用", "税抜・支払月で計上"),
        headings,
        rows,
        {"費用（円）": "#,##0"},
        {"施策名": 28},
    )
    write_workbook(folder / "施策費用.xlsx", [sheet])
