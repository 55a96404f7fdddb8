"""Which activities a phrase means: `clauses.activities_in_words` read back."""

from collections.abc import Callable

from funneldesk.domain.book import clauses
from funneldesk.domain.book.conditions import ActivityMatch
from funneldesk.domain.book.phrases import (
    MisreadError,
    Phrase,
    in_a_row,
    matches,
    normal,
    separator,
    split_outside,
    words_for,
)
from funneldesk.domain.fields import PHASES
from funneldesk.domain.words import phase_words
from funneldesk.i18n import N_, _


def activities_from_words(text: str) -> ActivityMatch:
    """Return which activities `text` means; raises MisreadError where it is no such phrase."""
    phrase = Phrase(text)
    found = activities_of(phrase, phrase.words)
    if found is None:
        raise MisreadError(N_("activities, such as “%(example)s”"), example=_example())
    return found


def _example() -> str:
    return clauses.activities_in_words(ActivityMatch(kinds=("download",), types=("white_paper",)))


def activities_of(phrase: Phrase, words: str) -> ActivityMatch | None:
    """Return which activities some words of a phrase mean, None if none."""
    if words == normal(_("activities of any kind")):
        return ActivityMatch()
    everywhere = _kinds(words, clauses.ACTIVITIES)
    if everywhere is not None:
        return ActivityMatch(kinds=everywhere)
    for kind, message in clauses.ACTIVITIES_OF.items():
        found = matches(message, words)
        contents = _contents(phrase, found["of"]) if found else None
        if contents is not None:
            return _with_kinds(contents, (kind,))
    found = matches("activities with %(of)s", words)
    contents = _contents(phrase, found["of"]) if found else None
    return contents if contents is not None else _of_several_kinds(phrase, words)


def _of_several_kinds(phrase: Phrase, words: str) -> ActivityMatch | None:
    between = separator("%(activities)s of %(of)s")[0]
    own = _("%(activities)s of %(of)s").startswith("%(activities)s")
    at = words.find(between)
    while at >= 0:
        ends = words[:at], words[at + len(between) :]
        activities, of = ends if own else ends[::-1]
        kinds = _kinds(activities, clauses.ACTIVITIES | clauses.SHORT)
        contents = _contents(phrase, of) if kinds is not None else None
        if contents is not None and kinds is not None:
            return _with_kinds(contents, kinds)
        at = words.find(between, at + 1)
    return None


def _with_kinds(match: ActivityMatch, kinds: tuple[str, ...]) -> ActivityMatch:
    return ActivityMatch(kinds, match.contents, match.types, match.phases, match.themes)


def _kinds(words: str, messages: dict[str, str]) -> tuple[str, ...] | None:
    return _either(words, words_for(messages, lambda kind: _(messages[kind])).get)


def _either(words: str, read: Callable[[str], str | None]) -> tuple[str, ...] | None:
    found = in_a_row(words, read, separator("%(word)s, %(next)s", "%(word)s or %(last)s"))
    return None if found is None else tuple(found)


def _contents(phrase: Phrase, words: str) -> ActivityMatch | None:
    """Read "white papers (consideration; theme “cost”)"."""
    noun, limits = words, ""
    if words.endswith(")") and "(" in words:
        noun, limits = (part.strip() for part in words[:-1].split("(", 1))
    types: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    if noun != normal(_("contents")) or not limits:
        known = words_for(clauses.TYPES, lambda code: _(clauses.TYPES[code]))
        named = _either(noun, phrase.quotation)
        of_type = None if named is not None else _either(noun, known.get)
        if named is None and of_type is None:
            return None
        types, contents = of_type or (), named or ()
    sides = _limits(phrase, limits) if limits else {}
    if sides is None or (contents and "contents" in sides):
        return None
    contents = sides.get("contents", contents)
    return ActivityMatch((), contents, types, sides.get("phases", ()), sides.get("themes", ()))


def _limits(phrase: Phrase, words: str) -> dict[str, tuple[str, ...]] | None:
    found: dict[str, tuple[str, ...]] = {}
    for part in split_outside(words, separator("%(word)s; %(next)s")[0].strip()):
        side = _limit(phrase, part)
        if side is None or side[0] in found:
            return None
        found[side[0]] = side[1]
    return found


def _limit(phrase: Phrase, words: str) -> tuple[str, tuple[str, ...]] | None:
    for name, message, place in (
        ("themes", "theme %(themes)s", "themes"),
        ("contents", "named %(names)s", "names"),
    ):
        found = matches(message, words)
        texts = _either(found[place], phrase.quotation) if found else None
        if texts is not None:
            return name, texts
    phases = _either(words, words_for((*PHASES, "stalled"), phase_words).get)
    return None if phases is None else ("phases", phases)
