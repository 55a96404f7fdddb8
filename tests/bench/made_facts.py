"""Facts of any size for benchmarks: seeded, with the mix of activities a marketing tool exports."""

import numpy as np

from funneldesk.domain.facts import Claims, Column, Content, Deals, Events, Facts
from funneldesk.domain.fields import ACTIVITY_KINDS, DEAL, SAL, WON
from funneldesk.domain.moment import NEVER, NO_INSTANT

LAST_DAY = 740_000
DAYS = 540
_TYPES = ("article", "white_paper", "seminar", "mail", "case", "guide", "pricing")
_KIND_OF = {"article": "view", "white_paper": "download", "seminar": "attend", "mail": "open", "case": "view",
            "guide": "download", "pricing": "view"}  # fmt: skip
_SHARE = {"article": 0.45, "white_paper": 0.05, "seminar": 0.02, "mail": 0.38, "case": 0.04, "guide": 0.02,
          "pricing": 0.04}  # fmt: skip


def made_facts(leads: int, activities: int, contents: int = 50, seed: int = 1) -> Facts:
    """Return facts of so many leads and activities over 18 months; every tenth lead or so has a deal."""
    rng = np.random.default_rng(seed)
    known = tuple(Content(f"c{i}", f"c{i}", _TYPES[i % len(_TYPES)]) for i in range(contents))
    acquired = rng.integers(LAST_DAY - DAYS, LAST_DAY, leads).astype(np.int32)
    lead = np.sort(rng.integers(0, leads, activities)).astype(np.int32)
    day = (LAST_DAY - rng.random(activities) * (LAST_DAY - acquired[lead])).astype(np.int32)
    order = np.lexsort((day, lead))
    lead, day = lead[order], day[order]
    weights = np.array([_SHARE[c.type] for c in known])
    content = rng.choice(contents, activities, p=weights / weights.sum()).astype(np.int32)
    kind = np.array([ACTIVITY_KINDS.index(_KIND_OF[c.type]) for c in known], np.int8)[content]
    reached = np.flatnonzero(rng.random(leads) < 0.12).astype(np.int32)
    claims = [
        _claims(rng, acquired, reached, stage, share) for stage, share in ((SAL, 1), (DEAL, 0.5), (WON, 0.12))
    ]
    deal_lead, _, deal_day = claims[1]
    size = len(deal_lead)
    return Facts(
        lead_ids=np.arange(leads, dtype=np.int64),
        acquired_day=acquired,
        acquired_instant=np.full(leads, NO_INSTANT),
        opt_out_day=np.full(leads, NEVER, np.int32),
        disqualified_day=np.where(rng.random(leads) < 0.02, acquired, NEVER).astype(np.int32),
        listed=np.ones(leads, np.bool_),
        events=Events(
            lead, day, np.full(activities, NO_INSTANT), kind, np.full(activities, -1, np.int8), content,
            np.full(activities, -1, np.int32), np.arange(activities),
            np.zeros(activities, np.int8),
        ),
        deals=Deals(
            deal_lead, deal_day, np.full(size, NO_INSTANT), np.full(size, NEVER, np.int32),
            np.full(size, NEVER, np.int32), np.zeros(size, np.int8), np.full(size, -1), np.arange(size),
        ),
        claims=Claims(
            np.concatenate([c[0] for c in claims]), np.concatenate([c[1] for c in claims]),
            np.concatenate([c[2] for c in claims]), np.full(sum(len(c[0]) for c in claims), NO_INSTANT),
        ),
        contents=known,
        campaigns=(),
        columns=_columns(rng, leads),
        claimable=frozenset(("sal", "deal", "won")),
    )  # fmt: skip


def _claims(rng, acquired, leads, stage, share):
    chosen = np.sort(rng.choice(leads, int(len(leads) * share), replace=False))
    day = np.minimum(acquired[chosen] + rng.integers(5, 40, len(chosen)) * (stage - 1), NEVER)
    return chosen, np.full(len(chosen), stage, np.int8), day.astype(np.int32)


def _columns(rng, leads):
    def column(*labels, empty=0.2):
        codes = rng.integers(0, len(labels), leads).astype(np.int32)
        codes[rng.random(leads) < empty] = -1
        return Column(labels, codes)

    return {
        "industry": column("製造業", "情報通信業", "小売業", "医療", "教育"),
        "employees": column(*(f"{n}名" for n in range(1, 2000, 7))),
        "title": column("部長", "課長", "主任", "担当", "学生", "代表取締役"),
        "department": column("マーケティング部", "営業企画", "総務", "情報システム"),
        "email_kind": column("company", "free", empty=0),
        "email": column("a@example.jp", empty=0.1),
        "phone": column("03-0000-0000", empty=0.5),
        "source": column("SEO", "広告", "展示会", "紹介", empty=0.05),
        "company": column("みなと精機", "北浜メディカル"),
    }
