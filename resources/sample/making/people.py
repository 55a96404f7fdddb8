"""The people of the sample: who came when, from where, and how much they really want (known only here)."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from making.catalogue import (
    ADS,
    BROAD_CAMPAIGN,
    CAMPAIGN_START,
    END,
    EXHIBITION,
    EXHIBITIONS,
    NEWSLETTER,
    REFERRAL,
    SEMINAR,
    SEMINAR_DAYS,
    SEO,
    START,
)
from making.names import GIVEN, SURNAMES, Company, companies

PEOPLE, COMPANIES = 2000, 600
TITLES = (
    ("", 26), ("担当", 12), ("主任", 12), ("係長", 12), ("課長", 17), ("次長", 4), ("部長", 10),
    ("工場長", 5), ("取締役", 3), ("代表取締役社長", 4),
)  # fmt: skip
DEPARTMENTS = (
    ("経理部", 20), ("生産管理課", 20), ("製造部", 14), ("経営企画室", 12), ("情報システム部", 12),
    ("総務部", 8), ("営業企画部", 6), ("営業部", 6), ("品質管理課", 5),
)  # fmt: skip
HEADS = ("部長", "工場長", "取締役", "代表取締役社長")


@dataclass
class Touch:
    """One thing somebody did."""

    at: datetime
    kind: str
    content: str = ""
    campaign: str = ""


@dataclass
class Person:
    """A lead and everything that happens to it. `wish` is how much they want the product."""

    number: int
    last: tuple[str, str]
    first: tuple[str, str]
    company: Company | None
    email: str
    department: str
    title: str
    source: str
    campaign: str
    acquired: datetime
    student: bool
    wish: float
    first_content: str = ""
    opted_out: bool = False
    touches: list[Touch] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Return the name as people type it, with a wide space."""
        return f"{self.last[0]}　{self.first[0]}"

    @property
    def late(self) -> bool:
        """Whether acquired after the broad campaign began: from then on sales takes fewer."""
        return self.acquired.date() >= CAMPAIGN_START

    @property
    def mails(self) -> bool:
        """Whether the newsletter goes there."""
        return bool(self.email) and not self.opted_out


def at_work(rng: random.Random, day: date, evening: float = 0.12) -> datetime:
    """Return a moment of that day when people are at their desks, now and then in the evening."""
    hour = (
        rng.randrange(19, 23)
        if rng.random() < evening
        else rng.choice((9, 9, 10, 10, 11, 13, 13, 14, 15, 16, 17))
    )
    # Without a zone, as tools export it: time of the business.
    return datetime.combine(day, time(hour, rng.randrange(60)))


def workday(day: date) -> date:
    """Return the day, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


def _arrival(rng: random.Random) -> tuple[str, str, date]:
    """Return source, campaign and day of one arrival."""
    day = START + timedelta(days=int((END - START).days * rng.random() ** 0.93))
    campaign_on = day >= CAMPAIGN_START
    weights = (36, 32 if campaign_on else 20, 13, 12, 5, 7)
    source = rng.choices((SEO, ADS, EXHIBITION, SEMINAR, REFERRAL, NEWSLETTER), weights)[0]
    campaign = ""
    if source == EXHIBITION:
        campaign, first_day = rng.choices(EXHIBITIONS, (42, 30, 38))[0]
        day = first_day + timedelta(days=rng.choice((0, 0, 1, 1, 2)))
    elif source == SEMINAR:
        campaign, held = rng.choice([(name, day) for name, days in SEMINAR_DAYS.items() for day in days])
        day = held - timedelta(days=rng.randint(1, 21))
        day = max(day, START)
    elif source == ADS:
        usual = rng.choice(("検索広告_原価管理", "検索広告_生産管理", "SNS広告"))
        campaign = BROAD_CAMPAIGN if campaign_on else usual
    else:
        day = workday(day) if rng.random() < 0.8 else day
    return source, campaign, min(day, END)


def _wish(rng: random.Random, person: Person) -> float:
    wish = rng.gauss(0, 0.7)
    company = person.company
    if company:
        wish += 0.25 if "製造" in company.industry else 0.0
        wish += 0.3 if 50 <= company.employees <= 999 else -0.1
    wish += 0.2 if person.title in (*HEADS, "課長", "次長") else 0.0
    wish += {SEO: 0.35, REFERRAL: 0.5, ADS: -0.25, NEWSLETTER: -0.1}.get(person.source, 0.0)
    if person.student:
        wish -= 1.2
    if person.source == ADS and person.late:
        wish -= 0.5
    return wish


def _pick(rng: random.Random, weighted: tuple[tuple[str, int], ...]) -> str:
    return rng.choices([word for word, _w in weighted], [w for _word, w in weighted])[0]


def _email(rng: random.Random, person: Person, taken: set[str]) -> str:
    if person.company is None or rng.random() < 0.03:
        # Free mail of nobody: every address of the sample at a real provider starts with "sample.".
        host = rng.choice(("gmail.com", "yahoo.co.jp", "outlook.jp"))
        return f"sample.{person.last[1]}.{person.number:04d}@{host}"
    stem = f"{person.first[1][0]}.{person.last[1]}"
    address, n = f"{stem}@{person.company.domain}", 2
    while address in taken:
        address, n = f"{stem}{n}@{person.company.domain}", n + 1
    taken.add(address)
    return address


def people(rng: random.Random) -> list[Person]:
    """Invent everybody, in the order they arrive."""
    firms = companies(rng, COMPANIES)
    weights = [min(firm.employees, 600) ** 0.5 * rng.uniform(0.3, 1.7) for firm in firms]
    arrivals = sorted((_arrival(rng) for _ in range(PEOPLE)), key=lambda arrival: arrival[2])
    taken: set[str] = set()
    result = []
    for number, (source, campaign, day) in enumerate(arrivals, 1):
        student = source in (SEO, ADS) and rng.random() < 0.075
        person = Person(
            number, rng.choice(SURNAMES), rng.choice(GIVEN),
            None if student else rng.choices(firms, weights)[0], "",
            "" if student else _pick(rng, DEPARTMENTS),
            ("学生" if rng.random() < 0.25 else "") if student else _pick(rng, TITLES),
            source, campaign, at_work(rng, day), student, 0.0,
        )  # fmt: skip
        person.email = _email(rng, person, taken)
        person.wish = _wish(rng, person)
        person.opted_out = rng.random() < 0.025
        result.append(person)
    return result
