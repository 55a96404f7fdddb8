"""What people do: first contact, visits, downloads, seminars, mails."""

import math
import random
from datetime import date, timedelta

from making.catalogue import (
    ADS,
    END,
    EXHIBITION,
    GUIDE,
    REFERRAL,
    SEMINAR,
    SEMINAR_DAYS,
    SEO,
    START,
    Content,
    of_type,
)
from making.people import Person, Touch, at_work

SEMINARS = "セミナー"
_DOWNLOADS = ("ホワイトペーパー", "導入ガイド", "比較資料")
#: Weight of each type early and late in a journey.
_STEPS = {
    "SEO記事": (54, 20), "ホワイトペーパー": (3.2, 3.4), "事例記事": (6, 15), "導入ガイド": (0.9, 3.4),
    "比較資料": (0.9, 3), "料金ページ": (4, 15), "動画": (5, 3), SEMINARS: (1.2, 2), "問い合わせ": (0.2, 1.4),
}  # fmt: skip


def _one_of(rng: random.Random, kind: str, day: date) -> Content | None:
    known = [content for content in of_type(kind) if content.published <= day]
    return rng.choices(known, [c.weight for c in known])[0] if known else None


def _add(
    rng: random.Random, person: Person, day: date, kind: str, content: str = "", *, campaign: str = ""
) -> None:
    if day <= END:
        person.touches.append(Touch(at_work(rng, day), kind, content, campaign))


def first_contact(rng: random.Random, person: Person) -> None:
    """Let the person arrive: the first touch stands at the moment they became known."""
    day = person.acquired.date()
    kind, content = "フォーム送信", ""
    if person.source == SEO:
        article = _one_of(rng, "SEO記事", day)
        person.first_content = article.name if article else ""
        person.touches.append(Touch(person.acquired, "閲覧", person.first_content))
        if rng.random() > 0.2:
            return
        kind, content = "ダウンロード", _name(_one_of(rng, "ホワイトペーパー", day))
    elif person.source == ADS:
        if rng.random() > 0.5:
            article = _one_of(rng, "SEO記事", day)
            kind, content = "閲覧", _name(article)
        else:
            kind, content = "ダウンロード", _name(_one_of(rng, "ホワイトペーパー", day))
        person.first_content = content
    elif person.source == EXHIBITION:
        kind = "名刺交換"
    elif person.source == SEMINAR:
        # No first content: on a list it would read as if everybody who registered had come.
        _attend(rng, person, person.campaign)
        return
    elif person.source == REFERRAL:
        if rng.random() > 0.35:
            return
    else:
        kind, content = "クリック", "メルマガ「みなと通信」"
        person.first_content = content
    person.touches.append(Touch(person.acquired, kind, content, person.campaign))


def _name(content: Content | None) -> str:
    return content.name if content else ""


def _attend(rng: random.Random, person: Person, seminar: str) -> None:
    """Register for the next day the seminar is held; two of three come."""
    day = person.acquired.date()
    held = next((d for d in SEMINAR_DAYS[seminar] if d >= day), None)
    if held is None or held > END:
        return
    person.touches.append(Touch(person.acquired, "申込", seminar, seminar))
    if rng.random() < 0.68:
        _add(rng, person, held, "参加", seminar, campaign=seminar)


def _next_seminar(rng: random.Random, person: Person, day: date) -> None:
    coming = sorted((d, name) for name, days in SEMINAR_DAYS.items() for d in days if 0 < (d - day).days < 45)
    if coming:
        held, name = coming[0]
        _add(rng, person, day, "申込", name)
        if rng.random() < 0.7:
            _add(rng, person, held, "参加", name)


def visits(rng: random.Random, person: Person) -> None:
    """Let the person come back: the more they want it, the more often and the deeper they read."""
    day = person.acquired.date()
    count = int(rng.expovariate(1 / math.exp(0.9 + 0.5 * person.wish)))
    for step in range(min(count, 24)):
        day += timedelta(days=1 + int(rng.expovariate(1 / (3 if step % 3 else 13))))
        depth = min(step / 6, 1.0)
        weights = [early + (late - early) * depth for early, late in _STEPS.values()]
        _visit(rng, person, rng.choices(list(_STEPS), weights)[0], day)


def _visit(rng: random.Random, person: Person, kind: str, day: date) -> None:
    if kind == "問い合わせ":
        if not person.student:
            _add(rng, person, day, "フォーム送信")
    elif kind == SEMINARS:
        _next_seminar(rng, person, day)
    else:
        # A student reads articles and white papers, not guides and prices.
        if person.student and kind in ("導入ガイド", "比較資料", "料金ページ"):
            kind = "SEO記事"
        content = _one_of(rng, kind, day)
        if content:
            _add(rng, person, day, "ダウンロード" if kind in _DOWNLOADS else "閲覧", content.name)
    for _page in range(rng.choice((0, 1, 1, 1, 2))):
        _add(rng, person, day, "閲覧")


def mails(rng: random.Random, person: Person) -> None:
    """Send the newsletter on the second Tuesday of each month; some open, fewer click, few leave."""
    if not person.mails:
        return
    month = date(START.year, START.month, 1)
    while month <= END:
        sent = month + timedelta(days=(1 - month.weekday()) % 7 + 7)
        if person.acquired.date() < sent <= END:
            likes = 1 / (1 + math.exp(1.15 - 0.55 * person.wish))
            if rng.random() < likes:
                mail = "メルマガ「みなと通信」" if rng.random() < 0.8 else "ステップメール 原価管理入門"
                opened = sent + timedelta(days=rng.choice((0, 0, 0, 1, 2)))
                _add(rng, person, opened, "開封", mail)
                if rng.random() < 0.24:
                    _add(rng, person, opened, "クリック", mail)
                    # Nobody clicks before opening.
                    if opened <= END:
                        minutes = 1 + person.number % 17
                        person.touches[-1].at = person.touches[-2].at + timedelta(minutes=minutes)
            elif rng.random() < 0.004:
                _add(rng, person, sent, "配信停止", "メルマガ「みなと通信」")
                person.opted_out = True
                return
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)


def reads_guide(person: Person, before: date) -> bool:
    """Whether the person had downloaded the guide by that day."""
    return any(t.content == GUIDE and t.at.date() <= before for t in person.touches)


def read_article(person: Person, before: date) -> bool:
    """Whether the person had read one of our articles by that day."""
    names = {content.name for content in of_type("SEO記事")}
    return any(t.content in names and t.at.date() <= before for t in person.touches)


def mql_day(person: Person) -> date | None:
    """Return the first day with a download, an attendance or an inquiry, as the starter book counts."""
    days = [t.at.date() for t in person.touches if t.kind in ("ダウンロード", "参加", "フォーム送信")]
    return min(days, default=None)
