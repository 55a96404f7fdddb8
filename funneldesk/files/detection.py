"""Which kind of list this is and which column is which field, by headings and by what the cells look like."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from funneldesk.domain import vocabulary
from funneldesk.domain.cells import Cell
from funneldesk.domain.fields import FIELDS, KINDS, Kind
from funneldesk.domain.mapping import Confidence, FieldGuess
from funneldesk.files.clues import Clues, clues_of
from funneldesk.files.headings import normal_heading
from funneldesk.files.synonyms import words_of
from funneldesk.i18n import N_, _

#: How much a field says about the kind of list it is found on.
_WEIGHTS: Mapping[Kind, Mapping[str, float]] = {
    "leads": {
        "external_id": 1, "email": 2, "last_name": 1.5, "first_name": 1, "name": 1.5, "company": 1.5,
        "corporate_number": 2,
        "department": 1.5, "title": 1.5, "phone": 2, "industry": 1.5, "employees": 1.5, "prefecture": 1.5, "source": 1,
        "campaign": 0.5, "first_content": 1.5, "acquired_at": 1, "updated_at": 0.3, "stage": 0.7, "mql_at": 3,
        "sal_at": 2,
        "deal_at": 0.7, "won_at": 0.5, "lost_at": 0.5, "opt_out": 2, "owner": 0.3, "note": 0.2,
    },
    "activities": {
        "lead_external_id": 1, "email": 1, "name": 0.7, "company": 0.5, "external_id": 1, "occurred_at": 1.5,
        "activity": 3, "content": 1, "campaign": 0.5, "side": 1, "outcome": 1, "note": 0.2,
    },
    "deals": {
        "external_id": 1, "lead_external_id": 1, "email": 0.5, "company": 1, "name": 1.5, "opened_at": 1,
        "closed_at": 2, "won_at": 1.5, "outcome": 2, "amount": 2.5, "lost_reason": 3, "owner": 0.3,
        "corporate_number": 0.7, "company_domain": 0.3,
    },
    "handovers": {
        "handover_id": 4, "lead_external_id": 1, "email": 0.7, "name": 0.7, "company": 0.7, "side": 1, "handed_at": 4,
        "decision": 2, "reason": 1.5, "decided_at": 2, "contacted_at": 1.5, "comment": 0.5, "owner": 0.3,
    },
    "contents": {
        "content": 2, "title": 2, "type": 1.5, "phase": 2, "theme": 2, "url": 1.5, "published_at": 1.5, "cost": 1.5,
    },
    "costs": {"month": 2.5, "source": 1, "campaign": 1, "content": 0.5, "amount": 2.5},
}  # fmt: skip
#: A list of that kind has one field of every group.
_NEEDED: Mapping[Kind, tuple[str, ...]] = {
    "leads": ("email name last_name phone company external_id",),
    "activities": ("occurred_at", "activity content", "lead_external_id email name company"),
    "deals": ("amount closed_at won_at name external_id", "opened_at closed_at won_at outcome",
              "amount outcome lost_reason closed_at"),
    "handovers": ("handed_at decision handover_id", "lead_external_id email name company handover_id",
                  "handed_at decided_at contacted_at decision"),
    "contents": ("content title", "type phase theme url published_at cost"),
    "costs": ("amount", "month source campaign content"),
}  # fmt: skip
#: People stand on no list of contents or costs.
_FOREIGN: Mapping[Kind, str] = {
    "contents": "メールアドレス 氏名 電話番号",
    "costs": "メールアドレス 氏名 電話番号",
}
_HINTS: Mapping[Kind, str] = {
    "leads": r"リード|見込|顧客|名簿|名刺|ハウスリスト|コンタクト|参加者|来場者|"
    r"leads?\b|contacts?\b|connections|prospect",
    "activities": r"行動|履歴|活動|アクティビティ|閲覧|コール|架電|activit|events?\b|calls?\b|history|log|touch",
    "deals": r"案件|商談|取引一覧|deals?\b|opportunit|potentials|pipeline|受注",
    "handovers": r"引き?渡|トスアップ|hand-?overs?|handoff",
    "contents": r"コンテンツ|記事一覧|資料一覧|contents?\b|assets?\b",
    "costs": r"費用|コスト|広告費|costs?\b|spend|budget|予算",
}
_OURS = re.compile(
    r"^(?:リード|コンタクト|商談|案件)?(?:所有者|更新者|作成者|営業担当|担当営業|自社|社内|弊社|owner|createdby|modifiedby|leadowner|contactowner)"
)
_READING = re.compile(r"ふりがな|フリガナ|かな$|カナ$|よみ$|ヨミ$|読み|kana|phonetic|英字|ローマ字")
_OPT_IN = re.compile(
    r"配信許可|オプトイン|optin|配信可否|メルマガ購読|メール配信可|配信希望|メルマガ希望|receiveemail|subscriptionstatus|^subscribed?$"
)
#: Under a heading of consent, yes means no opting out.
OPT_IN_VALUES = {
    **dict.fromkeys(("はい", "Yes", "Y", "TRUE", "1", "○", "◯", "on", "あり", "済", "subscribed"), "0"),
    **dict.fromkeys(("いいえ", "No", "N", "FALSE", "0", "×", "off", "なし", "未", "unsubscribed"), "1"),
}
_TAKEN = 25.0


@dataclass(frozen=True, slots=True)
class Detected:
    """What detection makes of a list under one kind. `score` compares kinds with each other."""

    kind: Kind
    score: float
    guesses: tuple[FieldGuess, ...]
    values: Mapping[str, Mapping[str, str]]
    constants: Mapping[str, str]

    @property
    def columns(self) -> dict[str, str]:
        """The mapping: field -> heading."""
        return {guess.field: guess.heading for guess in self.guesses if guess.field is not None}


def detect(
    headings: Sequence[str], columns: Sequence[Sequence[Cell]], context: str, kind: Kind | None = None
) -> tuple[Detected, bool]:
    """Return the best understanding of a list and whether its kind is beyond doubt.

    `columns` are sample cells aligned with `headings`; `context` is the file's name, sheet and titles;
    with `kind` only that kind is considered.
    """
    clues = [clues_of(cells[:120]) for cells in columns]
    found = [_detected(one, headings, clues, context) for one in ([kind] if kind else KINDS)]
    found.sort(key=lambda item: -item.score)
    sure = bool(kind) or (found[0].score >= 3 and found[0].score >= 1.25 * found[1].score)  # noqa: PLR2004
    return found[0], sure


def _detected(kind: Kind, headings: Sequence[str], clues: Sequence[Clues], context: str) -> Detected:
    normal = [normal_heading(heading) for heading in headings]
    pairs = [
        (score, index, field, exact)
        for index, name in enumerate(normal)
        for field, score, exact in _candidates(kind, name, clues[index], normal)
    ]
    taken: dict[int, tuple[str, float, bool]] = {}
    used: set[str] = set()
    for score, index, field, exact in sorted(pairs, key=lambda pair: (-pair[0], pair[1])):
        if score >= _TAKEN and index not in taken and field not in used:
            taken[index] = (field, score, exact)
            used.add(field)
    by_content = _by_content(kind, clues, taken, used, normal)
    _tidy_names(taken, used)
    guesses = tuple(
        _guess(heading, taken.get(index), by_content.get(index), clues[index])
        for index, heading in enumerate(headings)
    )
    score = sum(_WEIGHTS[kind][field] * min(points, 100) / 100 for field, points, _exact in taken.values())
    score += sum(_WEIGHTS[kind][field] * 0.6 for field in by_content.values())
    everything = used | set(by_content.values())
    if any(not everything & set(group.split()) for group in _NEEDED[kind]):
        score *= 0.3
    if any(normal_heading(word) in normal for word in _FOREIGN.get(kind, "").split()):
        score *= 0.3
    if re.search(_HINTS[kind], context, re.IGNORECASE):
        score += 1.5
    values = _opt_in(normal, taken)
    return Detected(kind, score, guesses, values, _constants(kind, everything, guesses, context))


def _candidates(kind: Kind, name: str, clues: Clues, names: Sequence[str]) -> list[tuple[str, float, bool]]:
    """Return the fields a heading may name: (field, score, whether the word is known as it stands)."""
    if _READING.search(name):
        return []
    exact = words_of(kind).get(name, {})
    found = [(field, 100.0 - rank * 0.7, True) for field, rank in exact.items()]
    if not found and not _OURS.match(name):
        found = [(field, 45.0, False) for field in _endings(kind, name)]
    if kind == "leads" and _OPT_IN.search(name):
        found = [("opt_out", 60.0, False)]
    unsplit = kind == "leads" and not {"first_name", "last_name"} & set(exact)
    if unsplit and "name" in exact and _split_names(names):
        found = [
            ("first_name" if name in ("名前", "お名前", "担当者名") else field, score, known)
            for field, score, known in found
        ]
    return [(field, score + _agreement(kind, field, clues), known) for field, score, known in found]


def _split_names(names: Sequence[str]) -> bool:
    return any("last_name" in words_of("leads").get(name, {}) for name in names)


@cache
def _suffixes(kind: Kind) -> tuple[tuple[str, str], ...]:
    table = words_of(kind)
    words = [(word, field) for word, fields in table.items() for field, rank in fields.items() if rank < 12]  # noqa: PLR2004
    return tuple(
        sorted(
            (pair for pair in words if len(pair[0]) >= (4 if pair[0].isascii() else 2)),
            key=lambda p: -len(p[0]),
        )
    )


def _endings(kind: Kind, name: str) -> list[str]:
    """Return the field of the longest known word a heading ends with: 「ご担当の会社名」 names a company."""
    return next(([field] for word, field in _suffixes(kind) if name != word and name.endswith(word)), [])


def _agreement(kind: Kind, field: str, clues: Clues) -> float:
    if not clues.filled:
        return -30.0
    looks = clues.looks_like(FIELDS[kind][field])
    score = 0.0 if looks is None else (15.0 if looks else -60.0)
    if FIELDS[kind][field] in ("activity", "decision", "outcome") and looks is False:
        score = -25.0 if clues.different <= 40 else -60.0  # noqa: PLR2004 - words we do not know yet
    if field == "company" and clues.person > 0.5 and clues.company < 0.2:  # noqa: PLR2004
        score -= 60
    if field in ("name", "last_name", "first_name", "owner") and (clues.email > 0.5 or clues.number > 0.8):  # noqa: PLR2004
        score -= 80
    if field == "source" and clues.url > 0.5:  # noqa: PLR2004
        score -= 60
    if field == "prefecture" and clues.prefecture < 0.3 and clues.prefecture >= 0:  # noqa: PLR2004
        score -= 10
    return score


def _by_content(
    kind: Kind,
    clues: Sequence[Clues],
    taken: Mapping[int, tuple[str, float, bool]],
    used: set[str],
    names: Sequence[str],
) -> dict[int, str]:
    """Return the columns that only their cells give away."""
    found: dict[int, str] = {}
    for index, clue in enumerate(clues):
        if index in taken or clue.filled < 1 or _OURS.match(names[index]):
            continue
        shares = {
            "email": clue.email, "corporate_number": clue.corporate_number,
            "phone": clue.phone if clue.moment < 0.5 else 0,  # noqa: PLR2004
            "prefecture": clue.prefecture, "company": clue.company, "name": clue.person,
        }  # fmt: skip
        for field, share in shares.items():
            free = field not in used and field not in found.values() and field in FIELDS[kind]
            named = field == "name" and ("last_name" in used or kind == "deals")
            if free and not named and share >= 0.6 and clue.different > min(2, clue.filled - 1):  # noqa: PLR2004
                found[index] = field
                break
    return found


def _tidy_names(taken: dict[int, tuple[str, float, bool]], used: set[str]) -> None:
    """Take a lone first name for a whole name, and somebody called only 「担当者」 for the contact, not our owner."""
    if "first_name" in used and "last_name" not in used and "name" not in used:
        for index, (field, score, exact) in list(taken.items()):
            if field == "first_name":
                taken[index] = ("name", score, exact)
                used.add("name")
                used.discard("first_name")


def _guess(
    heading: str, taken: tuple[str, float, bool] | None, content: str | None, clues: Clues
) -> FieldGuess:
    if taken is not None:
        field, score, exact = taken
        confidence: Confidence = "certain" if exact and score >= 60 else "unsure"  # noqa: PLR2004
        reason = N_("by its heading") if exact else N_("its heading ends like one")
        return FieldGuess(heading, field, confidence, _(reason))
    if content is not None:
        return FieldGuess(heading, content, "content", _("by its cells"))
    if not clues.filled:
        return FieldGuess(heading, None, "none", _("the column is empty"))
    return FieldGuess(heading, None, "none", _("kept under its own name"))


def _opt_in(names: Sequence[str], taken: Mapping[int, tuple[str, float, bool]]) -> dict[str, dict[str, str]]:
    inverted = any(
        field == "opt_out" and _OPT_IN.search(names[index]) for index, (field, *_rest) in taken.items()
    )
    return {"opt_out": dict(OPT_IN_VALUES)} if inverted else {}


def _constants(kind: Kind, used: set[str], guesses: Sequence[FieldGuess], context: str) -> dict[str, str]:
    """Find of what kind all activities of a list are: a heading, its name or its title may say so."""
    if kind != "activities" or "activity" in used:
        return {}
    heading = next((guess.heading for guess in guesses if guess.field == "occurred_at"), "")
    for text in (heading, context):
        for part, code in vocabulary.ACTIVITY.parts:
            if part in vocabulary.word_key(text):
                return {"activity": code}
    return {"activity": "view"} if "content" in used else {}
