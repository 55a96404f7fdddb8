"""The help: one Markdown file a topic in `resources/help`, its order, and search over all of them.

In the files, words in bold are words on screen, letter by letter, a quoted paragraph is a formula, and links name
other files. `tests/domain/test_help_topics.py` holds all of that.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from funneldesk.i18n import N_
from funneldesk.resources import resource_path

#: The contents of the help: headings, and under each its topics, which are names of files.
CHAPTERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("First steps"), ("start", "numbers", "words", "changes")),
    (N_("Every day"), ("today", "worklist", "lead", "company", "summary")),
    (N_("Leads"), ("leads", "handovers", "nurture", "quality", "duplicates")),
    (N_("Import"), ("import", "imports")),
    (N_("Funnel"), ("funnel", "why", "timing")),
    (N_("Contents"), ("contents", "campaigns", "findings")),
    (N_("Review"), ("review", "reviews", "knowledge")),
    (
        N_("Definition book"),
        (
            "book", "criteria", "scoring", "backtest", "rules", "kpis", "data-rules", "nurture-design",
            "versions", "workshop",
        ),
    ),
    (N_("Sharing"), ("share", "member")),
    (N_("Settings"), ("settings", "history")),
)  # fmt: skip
TOPICS = tuple(topic for _heading, topics in CHAPTERS for topic in topics)
#: Characters of a line of the search result.
SNIPPET = 40
LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
_MARKS = re.compile(r"\*\*|^[>#\s]+|^- |^\d+\. ", re.MULTILINE)
_RULE = re.compile(r"^\|?[\s:|-]*\|[\s:|-]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of the help: as it was written, as plain lines (the title first), and these folded to search in."""

    id: str
    title: str
    markdown: str
    lines: tuple[str, ...]
    folded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A topic that fits what was typed, and the line that shows it."""

    topic: Topic
    line: str


@cache
def help_topics(language: str) -> Mapping[str, Topic]:
    """Return all topics in `language` ("ja" or "en") by id, in the order of the contents."""
    return {topic: _read(topic, language) for topic in TOPICS}


def _read(topic: str, language: str) -> Topic:
    markdown = resource_path("help", language, f"{topic}.md").read_text(encoding="utf-8")
    lines = plain_lines(markdown)
    return Topic(topic, lines[0], markdown, lines, tuple(map(folded, lines)))


def plain_lines(markdown: str) -> tuple[str, ...]:
    """Return the lines of a topic as people read them, without the marks of Markdown; the first is its title."""
    plain = LINK.sub(r"\1", _RULE.sub("", markdown))
    told = (" ".join(_MARKS.sub("", line).replace("|", " ").split()) for line in plain.splitlines())
    return tuple(line for line in told if line)


def folded(text: str) -> str:
    """Return `text` for comparing, letter by letter at the same places: width, case, kana make no difference."""
    return text.translate(_FOLDING)


class _Folding(dict[int, str]):
    """The table of `folded`, which grows by the letters that are asked for."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = unicodedata.normalize("NFKC", letter).casefold()
        if len(plain) != 1:
            plain = letter
        elif "ァ" <= plain <= "ヶ":
            # Katakana and hiragana stand in the same order, 96 places apart.
            plain = chr(ord(plain) - 0x60)
        self[code] = plain
        return plain


_FOLDING = _Folding()


def typed_words(typed: str) -> tuple[str, ...]:
    """Return the words of a search, folded; half-width kana with marks of their own count as one letter."""
    return tuple(folded(word) for word in unicodedata.normalize("NFKC", typed).split())


def find_help(typed: str, language: str) -> tuple[Hit, ...]:
    """Return the topics that hold every word of `typed`: first those whose title does; () for an empty search."""
    words = typed_words(typed)
    if not words:
        return ()
    found = [hit for topic in help_topics(language).values() if (hit := _hit(topic, words))]
    return tuple(sorted(found, key=lambda hit: not _holds(hit.topic.folded[0], words)))


def _holds(plain: str, words: tuple[str, ...]) -> bool:
    return all(word in plain for word in words)


def _hit(topic: Topic, words: tuple[str, ...]) -> Hit | None:
    if not _holds("\n".join(topic.folded), words):
        return None
    body = list(zip(topic.lines, topic.folded, strict=True))[1:]
    best = next((line for line, plain in body if _holds(plain, words)), None)
    line = best or next((line for line, plain in body if words[0] in plain), topic.lines[-1])
    return Hit(topic, _around(line, words[0]))


def _around(line: str, word: str) -> str:
    """Return the part of a long line that shows a word."""
    start = max(0, folded(line).find(word) - SNIPPET // 3)
    shown = line[start : start + SNIPPET]
    return ("…" if start else "") + shown + ("…" if start + SNIPPET < len(line) else "")
