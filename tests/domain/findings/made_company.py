"""Companies with, or without, a truth in them: nothing of the sample company, every figure drawn from a seed."""

from dataclasses import dataclass, field, replace

import numpy as np

from funneldesk.domain.facts import Content, Handovers
from funneldesk.domain.findings.findings import findings
from funneldesk.domain.findings.outcomes import outcomes, shuffled
from funneldesk.domain.findings.questions import questions
from funneldesk.domain.funnel.stages import stage_days
from funneldesk.domain.moment import NEVER
from tests.domain.facts_builder import Deal, facts, person
from tests.domain.small_books import book, versions

AS_OF = 740_000
LEADS = 900
TYPES = ("article", "white_paper", "case", "seminar")
CONTENTS = tuple(Content(f"c{place}", f"C{place}", TYPES[place % 4], "awareness") for place in range(8))
BOOK = book()


@dataclass
class Planted:
    """How many times as likely a deal becomes: by a field's value, by a content once touched."""

    fields: dict = field(default_factory=dict)
    contents: dict = field(default_factory=dict)
    #: A content touched only after the deal, by everybody who has one.
    thanks: str = ""
    #: The industry whose hand-overs sales rejects.
    rejected: str = ""
    #: Leads come to a call within a week more often where this content is downloaded.
    called: str = ""
    #: Those who came to the seminar make deals in the month after.
    seminar: float = 1.0


def made_company(seed, planted=None, leads=LEADS):
    """Facts of a company; a deal comes with a small chance each day, falling off with the time as a lead."""
    planted, random = planted or Planted(), np.random.default_rng(seed)
    people = [_somebody(random, planted) for _ in range(leads)]
    found = facts(*people, contents=CONTENTS, claimable=("mql", "deal"))
    return replace(found, handovers=_handovers(random, people, planted))


def _somebody(random, planted):
    acquired = int(AS_OF - random.integers(0, 540))
    fields = {
        "source": str(random.choice(["seo", "ads", "fair", "mail"], p=[0.4, 0.3, 0.2, 0.1])),
        "industry": str(random.choice(["steel", "food", "print", "care"])),
        "title": str(random.choice(["head", "clerk", "owner"])),
        "prefecture": str(random.choice(["東京", "大阪", "愛知", "福岡", "広島"])),
    }
    did = [
        (acquired + int(random.exponential(40)), "download" if c.type == "white_paper" else "view", c.key)
        for c in CONTENTS
        if random.random() < 0.25
    ]
    if random.random() < 0.12 and acquired < AS_OF - 200:
        did.append((AS_OF - 200, "attend", "c3"))
    downloads = [day for day, kind, _c in did if kind == "download"]
    if downloads:
        first = min(downloads)
        took = next(c for day, kind, c in did if day == first and kind == "download")
        soon = 0.9 if took == planted.called else 0.35
        did.append((first + (int(random.integers(1, 7)) if random.random() < soon else 45), "call"))
    deal = _deal_day(random, planted, acquired, fields, did)
    deals = [Deal(deal)] if deal is not None else []
    if deals and planted.thanks:
        did.append((deal + 1, "view", planted.thanks))
    did = [one for one in did if one[0] <= AS_OF]
    return person(acquired, *did, fields=fields, deals=deals, claims=[("mql", acquired)])


def _deal_day(random, planted, acquired, fields, did):
    """Draw day by day, so that a touch counts from the day after it and not before."""
    base = 0.004 * np.prod([planted.fields.get((name, value), 1.0) for name, value in fields.items()])
    days = np.arange(acquired + 1, min(acquired + 300, AS_OF + 1))
    chance = base * np.exp(-(days - acquired) / 60)
    for day, kind, *content in did:
        times = planted.contents.get(content[0], 1.0) if content else 1.0
        if kind == "attend":
            chance = np.where((days > day) & (days <= day + 30), chance * planted.seminar, chance)
        chance = np.where(days > day, chance * times, chance)
    hits = np.flatnonzero(random.random(len(days)) < chance)
    return int(days[hits[0]]) if len(hits) else None


def _handovers(random, people, planted):
    rows = []
    for lead, someone in enumerate(people):
        handed = someone.acquired + 10
        if random.random() < 0.3 and handed + 5 <= AS_OF:
            yes = random.random() < 0.7 and someone.fields["industry"] != planted.rejected
            rows.append((lead, handed, handed + int(random.integers(0, 5)), 0 if yes else 1))
    lead, handed, decided, decision = (np.array(column, np.int32) for column in zip(*rows, strict=True))
    count = len(lead)
    never, none = np.full(count, NEVER, np.int32), np.full(count, -1, np.int32)
    return Handovers(
        lead, np.full(count, 2, np.int8), handed, decided, decision.astype(np.int8), never, never, never,
        np.zeros(count, np.int8), none, none, np.arange(count, dtype=np.int64),
    )  # fmt: skip


def look(company, shuffle=None):
    """What is found in a company, or in a shuffled copy of it."""
    found = outcomes(company, stage_days(company, versions(BOOK), AS_OF))
    real = found if shuffle is None else shuffled(found, shuffle)
    return findings(questions(company, real, BOOK), AS_OF, company.count)


def said(found):
    """What is found, with all that stands under it: {(kind, value, stage): is_more}."""
    every = [one for head in found.findings for one in (head, *head.under)]
    return {(one.kind, one.value, one.stage): one.is_more for one in every}
