"""Cards made of findings: of what kind they are, of whom they hold, what they rest on."""

from collections.abc import Mapping

from funneldesk.domain.book.conditions import Activity, ActivityMatch, Attribute, Condition
from funneldesk.domain.book.sentences import condition_sentence
from funneldesk.domain.findings.finding_advice import advice
from funneldesk.domain.findings.finding_names import trait_words
from funneldesk.domain.findings.finding_sentences import Names, finding_title
from funneldesk.domain.findings.findings import Finding
from funneldesk.domain.knowledge.cards import Card, Evidence, FoundThen, Kind, Origin

_FIELDS = frozenset({"source", "industry", "prefecture", "title", "department"})
_TIMING = frozenset({"speed", "seminar"})


def card_of_finding(found: Finding, names: Names, types: Mapping[str, str], as_of: int) -> Card:
    """Return the card of a finding as of a day; `types`: those of contents by key.

    Its numbers are evidence, not words: they would stay what they were.
    """
    title = finding_title(found, names)
    evidence = Evidence(
        as_of,
        found.is_more,
        found.inside,
        found.outside,
        finding=FoundThen(
            found.kind, found.value, found.previous, found.stage, found.observed, found.expected, found.chance,
            found.mature_days,
        ),
    )  # fmt: skip
    condition = condition_of_finding(found.kind, found.value)
    return Card(
        0,
        title[:_LONGEST],
        _kind(found, types),
        "",
        advice(found),
        as_of,
        (trait_words(found, names.titles)[:_LONGEST],),
        condition_sentence(condition) if condition is not None else "",
        Origin("finding", title[:_LONGEST]),
        evidence,
    )


_LONGEST = 200


def kind_of_content(content_type: str) -> Kind:
    """Return what a card about a content of that type is about."""
    if content_type in ("mail", "white_paper"):
        return content_type  # type: ignore[return-value]
    return "theme"


def condition_of_finding(kind: str, value: str) -> Condition | None:
    """Return whom a finding is about as the book says it; None where the book has no such condition."""
    if kind in _FIELDS:
        return Attribute(kind, "is", (value,))
    if kind == "content":
        return Activity(ActivityMatch(contents=(value,)))
    if kind == "content_type":
        return Activity(ActivityMatch(types=(value,)))
    if kind == "phase":
        return Activity(ActivityMatch(phases=(value,)))
    return None


def _kind(found: Finding, types: Mapping[str, str]) -> Kind:
    if found.stage == "contact" or found.kind in _TIMING:
        return "timing"
    if found.kind == "content":
        return kind_of_content(types.get(found.value, ""))
    if found.kind == "content_type":
        return kind_of_content(found.value)
    return "theme" if found.kind in ("phase", "sequence") else "scoring"
