"""Which kind of list this is and which column is which field, by headings and by what the cells look like."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from funneldesk.domain.fields import FIELDS, KINDS, Kind
from funneldesk.domain.lists.cells import Cell
from funneldesk.domain.lists.mapping import Confidence, FieldGuess
from funneldesk.files.detection.by_cells import OURS, agreement, by_content, shares_of
from funneldesk.files.detection.clues import Clues, clues_of
from funneldesk.files.detection.heading_forms import (
    asked,
    endings,
    forms,
    is_of_company,
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
from funneldesk.files.detection.occasions import (
    are_occasions,
    booked_activity,
    is_customer,
    is_of_host,
    moment_points,
    tells_state,
)
from funneldesk.files.detection.presets import recognise
from funneldesk.files.detection.synonyms import words_of
from funneldesk.i18n import _

_PERSON = frozenset({"name", "last_name", "first_name", "email"})
_COSTS = re.compile(r"費|コスト|支払|消化|利用額|予算|cost|spen[dt]|budget|expense")
#: How Dynamics heads the id of the row itself; the same word without it names a person or company.
_ROW_ID = re.compile(
    r"\((?:Do Not Modify|変更[^)]*)\) ?(?!Row Checksum|Modified On|行 ?チェックサム|変更日|修正日)\S.*"
)
_TAKEN = 25.0
#: No list has more; somebody left a word in the last column of the sheet.
_MOST_COLUMNS = 1000
#: A list whose headings only one tool writes needs no further evidence of its kind.
_PRESET = 4.0
#: Points of a heading that says what its cells mean, whatever they are called; see `heading_values`.
TOLD = 70.0
#: What a heading still says of the kind of list where its cells look like something else.
_DOUBT = 0.4
#: Different words of consent, at most; more are names of newsletters.
_YES_OR_NO = 12
#: Rows that are occasions are no list of people, however much they say of each of them.
_OCCASIONS, _NO_PEOPLE = 4.0, 0.6
#: From here on the columns are enough of some kind of list to be one.
LIST_SCORE = 3.0


def _doubt(clues: Clues, field_type: str) -> float:
    return _DOUBT if clues.looks_like(field_type) is False else 1.0


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
    columns_seen = _Columns(looked_at, clues, context, people=preset == "leads")
    found = [_detected(one, columns_seen, preset=one == preset) for one in ([kind] if kind else KINDS)]
    found.sort(key=lambda item: -item.score)
    sure = bool(kind) or (found[0].score >= LIST_SCORE and found[0].score >= 1.25 * found[1].score)
    unseen = (FieldGuess(heading, None, "none", _("kept under its own name")) for heading in rest)
    return replace(found[0], guesses=(*found[0].guesses, *unseen)), sure


class _Columns:
    """The columns of a list as they are looked at, once for every kind."""

    def __init__(
        self, headings: Sequence[str], clues: Sequence[Clues], context: str, *, people: bool
    ) -> None:
        self.headings, self.clues, self.context = headings, clues, context
        self.normal = [normal_heading(heading) for heading in headings]
        # The whole of what a tool knows of people is of people, whatever else it says of meetings with them.
        self.booked = None if people else booked_activity(self.normal, context)
        # A list of people to phone has a column or two of calls; more than that are calls.
        self.occasions = not people and (
            are_occasions(self.normal, clues, context) or bool(told_by_all(self.normal, 3))
        )
        self.states = bool(self.booked) and any(map(tells_state, self.normal))
        self.told = self.booked or told_by_all(self.normal)


def _detected(kind: Kind, columns: _Columns, *, preset: bool) -> Detected:
    headings, clues, context, normal = columns.headings, columns.clues, columns.context, columns.normal
    taken = _taken(kind, columns)
    used = {field for field, *_rest in taken.values()}
    by_cells = by_content(kind, clues, used, normal, set(taken))
    used = _tidy_names(taken)
    swapped = _swapped_names(taken, clues)
    guesses = tuple(
        _guess(kind, heading, taken.get(index), by_cells.get(index), clues[index], doubted=index in swapped)
        for index, heading in enumerate(headings)
    )
    score = sum(
        WEIGHTS[kind][field] * min(points, 100) / 100 * _doubt(clues[index], FIELDS[kind][field])
        for index, (field, points, _exact) in taken.items()
    )
    score += sum(WEIGHTS[kind][field] * 0.6 for field in by_cells.values())
    constants = constants_of(kind, used | set(by_cells.values()), guesses, context)
    everything = used | set(by_cells.values()) | set(constants)
    if constants.get("activity") in NO_BEGINNING:
        score += 1.5
    if columns.occasions:
        score = (
            score + _OCCASIONS if kind == "activities" else score * _NO_PEOPLE if kind == "leads" else score
        )
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
    return Detected(kind, score, guesses, values_of(normal, taken, booked=columns.booked), constants)


def _taken(kind: Kind, columns: _Columns) -> dict[int, tuple[str, float, bool]]:
    """Return the columns whose headings name a field: position -> (field, points, word known as it stands)."""
    pairs = [
        (score, index, field, exact)
        for index in range(len(columns.headings))
        for field, score, exact in _candidates(kind, index, columns)
    ]
    people = kind == "leads" and any(field in _PERSON and score >= _TAKEN for score, _i, field, _e in pairs)
    taken: dict[int, tuple[str, float, bool]] = {}
    used: set[str] = set()
    for score, index, field, exact in sorted(pairs, key=lambda pair: (-pair[0], pair[1])):
        if people and field == "external_id" and is_of_company(columns.normal[index]):
            continue  # All people of a company would be one.
        if score >= _TAKEN and index not in taken and field not in used:
            taken[index] = (field, score, exact)
            used.add(field)
    return taken


def _candidates(kind: Kind, index: int, columns: _Columns) -> list[tuple[str, float, bool]]:
    """Return the fields a heading may name: (field, score, whether the word is known as it stands)."""
    heading, name = columns.headings[index], columns.normal[index]
    clues, names = columns.clues[index], columns.normal
    if is_reading(name):
        return []
    told = _told(kind, name, columns, clues)
    if told is not None:
        return told
    if _ROW_ID.fullmatch(heading.strip()):
        return [("external_id", 100.0, True)] if "external_id" in FIELDS[kind] else []
    exact = words_of(kind).get(name, {})
    found = [(field, 100.0 - _lateness(rank), True) for field, rank in exact.items()]
    if not found:
        exact = next((words for form in forms(kind, heading) if (words := words_of(kind).get(form))), {})
        found = [(field, 92.0 - _lateness(rank), True) for field, rank in exact.items()]
    if not found and not OURS.match(name):
        meant = asked(kind, name)
        found = [(field, 62.0, True) for field in meant] or [
            (field, 45.0, False) for field in endings(kind, heading)
        ]
    if kind == "leads" and OPT_IN.search(name) and clues.moment < 0.5 and clues.different <= _YES_OR_NO:  # noqa: PLR2004
        found = [("opt_out", 60.0, False)]
    if kind == "activities" and (columns.states or (columns.told and not clues.looks_like("activity"))):
        # 「状態」 of a list of nothing but calls is no activity.
        found = [entry for entry in found if entry[0] != "activity"]
    unsplit = not {"first_name", "last_name"} & set(exact)
    if unsplit and "name" in exact and _split_names(names):
        found = [
            ("first_name" if _is_given(name, names) else field, score, known) for field, score, known in found
        ]
    return [(field, score + agreement(kind, field, clues), known) for field, score, known in found]


def _told(kind: Kind, name: str, columns: _Columns, clues: Clues) -> list[tuple[str, float, bool]] | None:
    """Return the fields of a heading whose meaning hangs on what the list is, None for all others."""
    if is_of_host(name, columns.normal):
        return [("owner", TOLD, True)] if "owner" in FIELDS[kind] and clues.email < 0.5 else []  # noqa: PLR2004
    if kind == "activities":
        points = moment_points(name, booked=columns.booked is not None) if columns.occasions else None
        if points is not None:
            return [("occurred_at", points + agreement(kind, "occurred_at", clues), True)]
        if NUMBERED.fullmatch(name) or ATTENDED.fullmatch(name) or (columns.booked and tells_state(name)):
            return [("activity", TOLD, True)]
    elif kind == "leads" and CONVERTED.fullmatch(name):
        return [("stage", TOLD, True)]
    return _told_of_people(kind, name, columns, clues)


def _told_of_people(
    kind: Kind, name: str, columns: _Columns, clues: Clues
) -> list[tuple[str, float, bool]] | None:
    """Return the fields of a heading that may be of people, by what stands beside it; None for all others."""
    # Where people have two names, the name of a lead is what it is about.
    if kind == "leads" and name in ("leadname", "リード名") and _split_names(columns.normal):
        return []
    # "Customer name" is a company's, 「担当者名」 ours, unless there is an address beside it.
    if is_customer(name, columns.normal) and clues.company < 0.2 and "email" in FIELDS[kind]:  # noqa: PLR2004
        return [] if kind == "deals" else [("name", TOLD, True)]
    return None


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
        share = shares_of(clues, "").get(content, clues.share_of(FIELDS[kind][content]))
        return FieldGuess(
            heading, content, "content", _("by its cells"), None if share is None else min(share, 1.0)
        )
    if not clues.filled:
        return FieldGuess(heading, None, "none", _("the column is empty"))
    return FieldGuess(heading, None, "none", _("kept under its own name"))


def _why(share: float | None, *, exact: bool) -> str:
    if share is not None and share < 0.5:  # noqa: PLR2004 - most of them
        words = _("its heading says so, but only %(share)s of its cells look like it")
        return words % {"share": f"{share:.0%}"}
    return _("by its heading") if exact else _("its heading ends like one")
