"""What a word of a list probably means, or how it is usually spelt: for a person to accept, never taken unasked."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher, get_close_matches

from funneldesk.domain.fields import FIELDS, FieldType, Kind
from funneldesk.domain.lists.cells import clean_text
from funneldesk.domain.lists.vocabulary import (
    ACTIVITY,
    CONTENT_TYPE,
    DECISION,
    OUTCOME,
    PHASE,
    SIDE,
    STAGE,
    Vocabulary,
    word_key,
)

#: The words each type of field is told in.
VOCABULARIES: Mapping[FieldType, Vocabulary] = {
    "stage": STAGE,
    "activity": ACTIVITY,
    "side": SIDE,
    "outcome": OUTCOME,
    "decision": DECISION,
    "phase": PHASE,
    "content_type": CONTENT_TYPE,
}
#: Free text that is counted by its values: one spelling each, or a source falls apart into several.
SPELT_FIELDS = frozenset({"source", "industry"})
#: Stages of a sales tool's deals, where a list of leads states them.
_STAGE_OF_OUTCOME = {"open": "deal", "won": "won", "lost": "lost"}
#: How alike a word must be to one we know, of 1: a slip of the pen, no other word.
_ALIKE = 0.78
_SAME_WORD = 0.87
_SHORTEST_SLIP = 6
_DENIALS = ("非", "不", "未", "無", "not", "un")
#: More different values than this are no pick-list whose spellings could be looked through.
_MOST_VALUES = 200
_LOOSE = (
    (re.compile(r"ウェブ|ウエブ"), "web"),
    (re.compile(r"お問い?合わ?せ|問い?合わ?せ|お問い?合せ"), "問合せ"),
    (re.compile(r"ホームページ|hp|webサイト|サイト|ウェブサイト"), "site"),
    (re.compile(r"メルマガ|メールマガジン|ニュースレター|newsletter"), "mailmagazine"),
    (re.compile(r"(?<=[ァ-ヶ])ー(?![ァ-ヶ])"), ""),
    (re.compile(r"[＆&]|アンド|\band\b"), ""),
)


def suggested_meanings(field_type: FieldType, words: Mapping[str, int]) -> dict[str, str]:
    """Return a code for each of `words` (counted) that looks like a word we know."""
    vocabulary = VOCABULARIES.get(field_type)
    if vocabulary is None:
        return {}
    found = {}
    for word in words:
        code = _meaning(vocabulary, word)
        if code is None and field_type == "stage":
            code = _STAGE_OF_OUTCOME.get(OUTCOME.find(word) or "")
        if code is not None:
            found[word] = code
    return found


def _meaning(vocabulary: Vocabulary, word: str) -> str | None:
    key = word_key(word)
    inside = [known for known in vocabulary.exact if _tells(known) and known in key]
    if inside:
        # In Japanese what comes last is what something is: 「架電後アポ獲得」 is an appointment.
        last = max(inside, key=lambda known: (key.rfind(known) + len(known), len(known)))
        denied = key[: key.rfind(last)].endswith(_DENIALS)
        return None if denied else vocabulary.exact[last]
    close = get_close_matches(key, vocabulary.exact, 1, _ALIKE) if len(key) >= _SHORTEST_SLIP else ()
    return vocabulary.exact[close[0]] if close else None


def _tells(known: str) -> bool:
    """Whether a word says something inside a longer one, too: not "no", 「可」."""
    return len(known) >= (5 if known.isascii() else 2)


def suggested_spellings(values: Mapping[str, int], known: Mapping[str, int] | None = None) -> dict[str, str]:
    """Return for values that are spelt in several ways the spelling to keep: variant -> the commonest.

    `values` are counted in the list; `known` are those of earlier lists, whose spelling wins: that of most leads. Where
    two are told as often, the first in the order of characters is kept. So neither the order of rows nor what the next
    list has more of turns round what an earlier one was told. Spellings are compared as they are stored: ＷＥＢ is WEB.
    """
    known = known or {}
    if len(values) + len(known) > _MOST_VALUES:
        return {}
    stored: Counter[str] = Counter()
    for value, count in values.items():
        stored[clean_text(value)] += count
    groups: list[list[str]] = []
    by_key: dict[str, list[str]] = {}
    new = {value: count for value, count in stored.items() if value not in known}
    for value in [*_commonest_first(known), *_commonest_first(new)]:
        key = spelling_key(value)
        group = by_key.get(key) or next((by_key[other] for other in by_key if _is_slip(key, other)), None)
        if group is None:
            group = []
            groups.append(group)
        by_key.setdefault(key, group)
        group.append(value)
    found: dict[str, str] = {}
    for group in groups:
        found |= dict.fromkeys(group[1:], group[0])
    return {value: found[text] for value in values if (text := clean_text(value)) in found}


def _commonest_first(counted: Mapping[str, int]) -> list[str]:
    return sorted(counted, key=lambda value: (-counted[value], value))


def spelling_key(text: str) -> str:
    """Return what two spellings of one value have in common: 「ウェブ広告」 and "WEB広告"."""
    key = unicodedata.normalize("NFKC", text).casefold()
    for pattern, plain in _LOOSE:
        key = pattern.sub(plain, key)
    return word_key(key)


def _is_slip(one: str, other: str) -> bool:
    """Whether two long keys differ as a slip of the pen does; different digits are different things."""
    if min(len(one), len(other)) < _SHORTEST_SLIP or re.sub(r"\D", "", one) != re.sub(r"\D", "", other):
        return False
    return one[0] == other[0] and SequenceMatcher(None, one, other).ratio() >= _SAME_WORD


def suggested_values(
    kind: Kind,
    words: Mapping[str, Mapping[str, int]],
    unknown: Mapping[str, Sequence[str]],
    known: Mapping[str, Mapping[str, int]],
) -> dict[str, dict[str, str]]:
    """Return by field what to translate: unknown words to codes, spellings to one.

    `words`: the counted values of each field's column; `unknown`: those no vocabulary knows; `known`: the counted
    values of earlier lists.
    """
    found = {}
    for field, counted in words.items():
        if field in SPELT_FIELDS:
            found[field] = suggested_spellings(counted, known.get(field))
        else:
            missing = {word: counted.get(word, 1) for word in unknown.get(field, ())}
            found[field] = suggested_meanings(FIELDS[kind][field], missing)
    return {field: table for field, table in found.items() if table}
