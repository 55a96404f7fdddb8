"""Whom a finding is about, in words."""

from collections.abc import Callable, Mapping
from datetime import date

from funneldesk.domain.findings.findings import Finding
from funneldesk.domain.formats import year_name
from funneldesk.domain.words import content_type_label, field_words, heading, phase_words, value_label
from funneldesk.i18n import _, language


def trait_words(found: Finding, titles: Mapping[str, str]) -> str:
    """Return whom the finding is about; `titles` of contents by key."""
    named = _NAMED.get(found.kind)
    return heading(named(found, titles) if named else _of_field(found.kind, found.value))


def quarter_words(label: str) -> str:
    """Return a quarter as people write it: 「2026年7〜9月」, "Q3 2026"."""
    year, _dash, quarter = label.partition("-Q")
    if language() != "ja":
        return f"Q{quarter} {year}"
    last = int(quarter) * 3
    return f"{year_name(date(int(year), last, 1))}年{last - 2}〜{last}月"


def _of_field(field: str, value: str) -> str:
    return _("people with %(field)s “%(value)s”") % {
        "field": field_words(field),
        "value": value_label(field, value),
    }


def _content(found: Finding, titles: Mapping[str, str]) -> str:
    words = {"title": titles.get(found.value) or found.value}
    if found.stage == "contact":
        return _("people who downloaded “%(title)s”") % words
    return _("people who touched “%(title)s”") % words


def _type(found: Finding, _titles: Mapping[str, str]) -> str:
    words = {"title": content_type_label(found.value)}
    if found.stage == "contact":
        return _("people who downloaded something of type “%(title)s”") % words
    return _("people who touched something of type “%(title)s”") % words


def _sequence(found: Finding, _titles: Mapping[str, str]) -> str:
    before, _sign, after = found.value.partition(">")
    return _("people who touched “%(before)s” before “%(after)s”") % {
        "before": content_type_label(before),
        "after": content_type_label(after),
    }


def _seminar(found: Finding, titles: Mapping[str, str]) -> str:
    return _("people who came to “%(title)s” (in the month after)") % {
        "title": titles.get(found.value) or found.value
    }


_NAMED: dict[str, Callable[[Finding, Mapping[str, str]], str]] = {
    "school": lambda _found, _titles: _("students and people at schools"),
    "quarter": lambda found, _titles: (
        _("people acquired in %(quarter)s") % {"quarter": quarter_words(found.value)}
    ),
    "latest": lambda _found, _titles: _("people acquired in the last three months"),
    "content": _content,
    "content_type": _type,
    "phase": lambda found, _titles: (
        _("people who touched a content of the phase “%(phase)s”") % {"phase": phase_words(found.value)}
    ),
    "sequence": _sequence,
    "seminar": _seminar,
    "speed": lambda found, _titles: _("people contacted within %(days)s days") % {"days": found.value},
}
