"""Which kind of list this is and which column is which field, by headings and by what the cells look like."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from funneldesk.domain.fields import FIELDS, KINDS, Kind
from funneldesk.domain.lists.cells import Cell
from funneldesk.domain.lists.mapping import Confidence, FieldGuess
from funneldesk.files.detection.clues import Clues, clues_of
from funneldesk.files.detection.heading_forms import (
    asked,
    endings,
    forms,
    is_of_company,
    is_other,
    is_reading,
)
from funneldesk.files.detection.heading_values import (
    ATTENDED,
    CONVERTED,
    NO_BEGINNING,
    NUMBERED,
    OPT_IN,
    constants_of,
    told_by_all,
    values_of,
)
from funneldesk.files.detection.headings import normal_heading
from funneldesk.files.detection.kinds import FOREIGN, HINTS, NEEDED, WEIGHTS
from funneldesk.files.detection.presets import recognise
from funneldesk.files.detection.synonyms import words_of
from funneldesk.i18n import _

_PERSON = frozenset({"name", "last_name", "first_name", "email"})
_OURS = re.compile(
    r"^(?:リード|コンタクト|商談|案件)?(?:所有者|更新者|作成者|営業担当|担当営業|自社|社内|弊社|owner|createdby|modifiedby|leadowner|contactowner)"
)
#: The date of an entry, where cells alone say that a column holds dates.
_MOMENTS: Mapping[Kind, str] = {
    "leads": "acquired_at", "activities": "occurred_at", "deals": "opened_at", "contents": "published_at",
}  # fmt: skip
#: Headings that say of a date nothing else: letters of columns without headings, "Date", 「日付」.
_ANY_DATE = re.compile(r"[a-z]{1,2}|日|日付|日時|年月日|月日|date|datetime|dateandtime|time|when|いつ|day")
_COSTS = re.compile(r"費|コスト|支払|消化|利用額|予算|cost|spend|budget|expense")
#: How Dynamics heads the id of the row itself; the same word without it names a person or company.
_ROW_ID = re.compile(
    r"\((?:Do Not Modify|変更[^)]*)\) ?(?:Lead|Contact|Account|Opportunity|"
    r"リード|潜在顧客|取引先担当者|取引先企業|取引先|営業案件)"
)
#: Cells longer than this (on average, in characters) are sentences and no words of a pick-list.
_WORDY = 15
#: More different cells than this are no pick-list.
_WORDS = 40
_TAKEN = 25.0
#: No list has more; somebody left a word in the last column of the sheet.
_MOST_COLUMNS = 1000
#: A list whose headings only one tool writes needs no further evidence of its kind.
_PRESET = 4.0
#: Points of a heading that says what its cells mean, whatever they are called; see `heading_values`.
TOLD = 70.0
#: What a heading still says of the kind of list where its cells look like something else.
_DOUBT = 0.4
#: From here on the columns are enough of some kind of list to be one.
LIST_SCORE = 3.0


def _doubt(clues: Clues, field_type: str) -> float:
    return _DOUBT if clues.looks_like(field_type) is False else 1.0


def _is_no_id(clues: Clues) -> bool:
    return max(clues.email, clues.moment) > 0.5 > clues.number  # noqa: PLR2004 - shares


#: What cells say against fields that could look like anything.
_AGAINST: tuple[tuple[str, Callable[[Clues], bool], float], ...] = (
    ("company", lambda clues: clues.person > 0.5 and clues.company < 0.2, -60),  # noqa: PLR2004 - shares
    ("name", lambda clues: clues.company > 0.5 > clues.person, -80),  # noqa: PLR2004
    ("name last_name first_name owner deal", lambda clues: clues.email > 0.5 or clues.number > 0.8, -80),  # noqa: PLR2004
    ("name company title department source", lambda clues: clues.moment > 0.8 > clues.number, -60),  # noqa: PLR2004
    ("title", lambda clues: clues.salutation > 0.5, -80),  # noqa: PLR2004
    ("source", lambda clues: clues.url > 0.5, -60),  # noqa: PLR2004
    ("external_id lead_external_id contact_external_id", _is_no_id, -80),
    ("prefecture", lambda clues: clues.prefecture < 0.3, -10),  # noqa: PLR2004
)


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
    clues = [clues_of(cells[:120]) for cells in columns[:_MOST_COLUMNS]]
    looked_at, rest = headings[:_MOST_COLUMNS], headings[_MOST_COLUMNS:]
    preset = recognise(headings).kind
    found = [
        _detected(one, looked_at, clues, context, preset=one == preset) for one in ([kind] if kind else KINDS)
    ]
    found.sort(key=lambda item: -item.score)
    sure = bool(kind) or (found[0].score >= LIST_SCORE and found[0].score >= 1.25 * found[1].score)
    unseen = (FieldGuess(heading, None, "none", _("kept under its own name")) for heading in rest)
    return replace(found[0], guesses=(*found[0].guesses, *unseen)), sure


def _detected(
    kind: Kind, headings: Sequence[str], clues: Sequence[Clues], context: str, *, preset: bool
) -> Detected:
    normal = [normal_heading(heading) for heading in headings]
    taken = _taken(kind, headings, normal, clues)
    if kind == "activities" and told_by_all(normal):
        # 「状態」 of a list of nothing but calls is no activity.
        taken = {
            index: entry
            for index, entry in taken.items()
            if entry[0] != "activity" or clues[index].looks_like("activity")
        }
    used = {field for field, *_rest in taken.values()}
    by_content = _by_content(kind, clues, used, normal, set(taken))
    used = _tidy_names(taken)
    swapped = _swapped_names(taken, clues)
    guesses = tuple(
        _guess(kind, heading, taken.get(index), by_content.get(index), clues[index], doubted=index in swapped)
        for index, heading in enumerate(headings)
    )
    score = sum(
        WEIGHTS[kind][field] * min(points, 100) / 100 * _doubt(clues[index], FIELDS[kind][field])
        for index, (field, points, _exact) in taken.items()
    )
    score += sum(WEIGHTS[kind][field] * 0.6 for field in by_content.values())
    constants = constants_of(kind, used | set(by_content.values()), guesses, context)
    everything = used | set(by_content.values()) | set(constants)
    if constants.get("activity") in NO_BEGINNING:
        score += 1.5
    if any(not everything & set(group.split()) for group in NEEDED[kind]):
        score *= 0.3
    if any(normal_heading(word) in normal for word in FOREIGN.get(kind, "").split()):
        score *= 0.3
    if kind == "costs" and not _COSTS.search(" ".join([context, *normal])):
        score *= 0.6  # A month and an amount are turnover as often as costs.
    if re.search(HINTS[kind], context, re.IGNORECASE):
        score += 1.5
    if preset:
        score += _PRESET
    return Detected(kind, score, guesses, values_of(normal, taken), constants)


def _taken(
    kind: Kind, headings: Sequence[str], normal: Sequence[str], clues: Sequence[Clues]
) -> dict[int, tuple[str, float, bool]]:
    """Return the columns whose headings name a field: position -> (field, points, word known as it stands)."""
    pairs = [
        (score, index, field, exact)
        for index, heading in enumerate(headings)
        for field, score, exact in _candidates(kind, heading, clues[index], normal)
    ]
    people = kind == "leads" and any(field in _PERSON and score >= _TAKEN for score, _i, field, _e in pairs)
    taken: dict[int, tuple[str, float, bool]] = {}
    used: set[str] = set()
    for score, index, field, exact in sorted(pairs, key=lambda pair: (-pair[0], pair[1])):
        if people and field == "external_id" and is_of_company(normal[index]):
            continue  # All people of a company would be one.
        if score >= _TAKEN and index not in taken and field not in used:
            taken[index] = (field, score, exact)
            used.add(field)
    return taken


def _candidates(
    kind: Kind, heading: str, clues: Clues, names: Sequence[str]
) -> list[tuple[str, float, bool]]:
    """Return the fields a heading may name: (field, score, whether the word is known as it stands)."""
    name = normal_heading(heading)
    if is_reading(name):
        return []
    if _ROW_ID.fullmatch(heading.strip()):
        return [("external_id", 100.0, True)] if "external_id" in FIELDS[kind] else []
    exact = words_of(kind).get(name, {})
    found = [(field, 100.0 - _lateness(rank), True) for field, rank in exact.items()]
    if not found:
        exact = next((words for form in forms(kind, heading) if (words := words_of(kind).get(form))), {})
        found = [(field, 92.0 - _lateness(rank), True) for field, rank in exact.items()]
    if not found and not _OURS.match(name):
        meant = asked(kind, name)
        found = [(field, 62.0, True) for field in meant] or [
            (field, 45.0, False) for field in endings(kind, heading)
        ]
    if kind == "activities" and (NUMBERED.fullmatch(name) or ATTENDED.fullmatch(name)):
        return [("activity", TOLD, True)]
    if kind == "leads" and CONVERTED.fullmatch(name):
        return [("stage", TOLD, True)]
    if kind == "leads" and OPT_IN.search(name) and clues.moment < 0.5:  # noqa: PLR2004
        found = [("opt_out", 60.0, False)]
    unsplit = not {"first_name", "last_name"} & set(exact)
    if unsplit and "name" in exact and _split_names(names):
        found = [
            ("first_name" if _is_given(name, names) else field, score, known) for field, score, known in found
        ]
    return [(field, score + _agreement(kind, field, clues), known) for field, score, known in found]


def _lateness(rank: int) -> float:
    """Return what a word loses for standing late in its list: a little, and never its place."""
    return min(rank * 0.1, 7.0)


def _split_names(names: Sequence[str]) -> bool:
    return any(
        "last_name" in words_of("leads").get(name, {}) or "last_name" in asked("leads", name)
        for name in names
    )


def _is_given(name: str, names: Sequence[str]) -> bool:
    """Whether a heading of a name is of the given name, where another one is of the family name."""
    return name in ("名前", "お名前", "担当者名") or (name[-1:] == "名" and f"{name[:-1]}姓" in names)


def _agreement(kind: Kind, field: str, clues: Clues) -> float:
    """Return what the cells of a column say for (or against) its being a field."""
    if not clues.filled:
        return -30.0
    field_type = FIELDS[kind][field]
    looks = clues.looks_like(field_type)
    if looks is None:
        # The name of a deal may well be that of a company.
        called = "deal" if kind == "deals" and field == "name" else field
        return sum(
            penalty for fields, against, penalty in _AGAINST if called in fields.split() and against(clues)
        )
    if looks:
        return 15.0
    if field_type in ("activity", "decision", "outcome", "stage") and clues.length > _WORDY:
        return -85.0  # Whole sentences: notes.
    if field_type in ("activity", "decision", "outcome", "stage") and clues.different <= _WORDS:
        return -25.0  # Words we do not know yet.
    return -60.0 if clues.share_of(field_type) else -90.0


def _by_content(
    kind: Kind, clues: Sequence[Clues], used: set[str], names: Sequence[str], taken: set[int]
) -> dict[int, str]:
    """Return the columns that only their cells give away."""
    found: dict[int, str] = {}
    for index, clue in enumerate(clues):
        if index in taken or clue.filled < 1 or _OURS.match(names[index]) or is_other(names[index]):
            continue
        for field, share in _shares(clue, names[index]).items():
            free = field not in used and field not in found.values() and field in FIELDS[kind]
            named = field == "name" and ("last_name" in used or kind == "deals")
            if free and not named and share >= 0.6 and clue.different > min(2, clue.filled - 1):  # noqa: PLR2004
                found[index] = field
                break
    moment = _MOMENTS.get(kind)
    dates = [
        index
        for index, clue in enumerate(clues)
        if index not in taken and clue.moment > 0.8 and _ANY_DATE.fullmatch(names[index])  # noqa: PLR2004
    ]
    if moment and moment not in used and len(dates) == 1:
        found[dates[0]] = moment
    return found


def _shares(clue: Clues, name: str) -> dict[str, float]:
    """Return how much a column looks like each of the fields that cells give away."""
    fax = re.search(r"fax|ファックス|ファクス", name)
    return {
        "email": clue.email,
        "corporate_number": clue.corporate_number,
        "phone": clue.phone if clue.moment < 0.5 and not fax else 0,  # noqa: PLR2004
        "prefecture": clue.prefecture,
        "company": clue.company,
        "name": max(clue.person, clue.surname * 2 if clue.surname > 0.3 else 0),  # noqa: PLR2004 - see clues
    }


def _tidy_names(taken: dict[int, tuple[str, float, bool]]) -> set[str]:
    """Take a lone first name for a whole name, a lone contact's id for the person's; return the fields taken."""
    used = {field for field, *_rest in taken.values()}
    if "first_name" in used and not {"last_name", "name"} & used:
        for index, (field, score, exact) in list(taken.items()):
            if field == "first_name":
                taken[index] = ("name", score, exact)
                used = used - {"first_name"} | {"name"}
    if "contact_external_id" in used and "lead_external_id" not in used:
        for index, (field, score, exact) in list(taken.items()):
            if field == "contact_external_id":
                taken[index] = ("lead_external_id", score, exact)
        used = used - {"contact_external_id"} | {"lead_external_id"}
    return used


def _swapped_names(taken: Mapping[int, tuple[str, float, bool]], clues: Sequence[Clues]) -> set[int]:
    """Return the columns of first and last names if the cells say that they are the other way round."""
    places = {field: index for index, (field, *_rest) in taken.items()}
    first, last = places.get("first_name"), places.get("last_name")
    if first is None or last is None:
        return set()
    is_swapped = clues[first].surname > 0.2 and clues[last].surname < clues[first].surname / 4  # noqa: PLR2004
    return {first, last} if is_swapped else set()


def _guess(
    kind: Kind,
    heading: str,
    taken: tuple[str, float, bool] | None,
    content: str | None,
    clues: Clues,
    *,
    doubted: bool,
) -> FieldGuess:
    if taken is not None:
        field, score, exact = taken
        share = None if score == TOLD else clues.share_of(FIELDS[kind][field])
        if doubted:
            reason = _("family and given names look as if they had changed places")
            return FieldGuess(heading, field, "unsure", reason, share)
        fits = share is None or share >= 0.5  # noqa: PLR2004 - most of them
        confidence: Confidence = "certain" if exact and fits and score >= 60 else "unsure"  # noqa: PLR2004
        return FieldGuess(heading, field, confidence, _why(share, exact=exact), share)
    if content is not None:
        share = _shares(clues, "").get(content, clues.moment)
        return FieldGuess(heading, content, "content", _("by its cells"), min(share, 1.0))
    if not clues.filled:
        return FieldGuess(heading, None, "none", _("the column is empty"))
    return FieldGuess(heading, None, "none", _("kept under its own name"))


def _why(share: float | None, *, exact: bool) -> str:
    if share is not None and share < 0.5:  # noqa: PLR2004 - most of them
        words = _("its heading says so, but only %(share)s of its cells look like it")
        return words % {"share": f"{share:.0%}"}
    return _("by its heading") if exact else _("its heading ends like one")
