"""Why a number moved, in sentences: what changed, what did it, and in which segments."""

from collections.abc import Mapping, Sequence

import numpy as np

from funneldesk.domain.formats import money, number, percent, sentences, signed
from funneldesk.domain.funnel.decomposition import in_units
from funneldesk.domain.funnel.why import HUNDRED, Part, Segment, Target, Why
from funneldesk.domain.words import field_label, rate_label, stage_label
from funneldesk.i18n import _

#: Segments a sentence names, of each field.
NAMED = 2


def why_sentences(why: Why, labels: Mapping[str, str]) -> tuple[str, ...]:
    """Return the difference, its parts in the order of the funnel, and the segments that did most of it."""
    said = [_difference(why, labels), _parts(why, labels)]
    by_field: dict[str, list[Segment]] = {}
    for segment in why.segments:
        by_field.setdefault(segment.by, []).append(segment)
    said += [_segments(why, field, found, labels) for field, found in by_field.items()]
    return tuple(sentence for sentence in said if sentence)


def target_label(target: Target, labels: Mapping[str, str]) -> str:
    """Return what is explained, in words."""
    return _("Won amount") if target == "amount" else stage_label(target, labels)


def shown_parts(why: Why) -> tuple[float, ...]:
    """Return the parts as they are shown: to a tenth (amounts: whole units), and adding up there as well."""
    unit = 1.0 if why.target == "amount" else 0.1
    parts = np.array([part.value for part in why.parts])
    return tuple(in_units(parts, why.after - why.before, unit).tolist())


def part_label(part: Part, names: Sequence[str], labels: Mapping[str, str]) -> str:
    """Return the name of a factor; `names`: all factors in order, as each rate is named by the stage before it."""
    place = names.index(part.name)
    if place == 0:
        return stage_label("lead", labels)
    return _("Amount per win") if part.name == "amount" else rate_label(names[place - 1], part.name, labels)


def value_words(target: Target, value: float) -> str:
    """Return a figure of the target in words."""
    return money(round(value) * HUNDRED) if target == "amount" else number(value)


def change_words(target: Target, value: float, digits: int = 1) -> str:
    """Return a difference of the target in words, with its sign; `digits` of a number of leads."""
    if target == "amount":
        return ("+" if value >= 0 else "−") + money(round(abs(value)) * HUNDRED)
    return signed(round(value, digits) + 0.0, digits)  # no "−0"


def _difference(why: Why, labels: Mapping[str, str]) -> str:
    name, change = target_label(why.target, labels), why.after - why.before
    if not change:
        return _("%(name)s is the same on both sides: %(value)s.") % {
            "name": name, "value": value_words(why.target, why.after)
        }  # fmt: skip
    return _("%(name)s went from %(before)s to %(after)s (%(change)s).") % {
        "name": name,
        "before": value_words(why.target, why.before),
        "after": value_words(why.target, why.after),
        "change": change_words(why.target, change, 0),
    }


def _parts(why: Why, labels: Mapping[str, str]) -> str:
    names = [part.name for part in why.parts]
    said = []
    for part, shown in zip(why.parts, shown_parts(why), strict=True):
        if abs(shown) < (1 if why.target == "amount" else 0.05):
            continue
        words = {
            "name": part_label(part, names, labels),
            "from": _figure(part, part.before),
            "to": _figure(part, part.after),
            "value": change_words(why.target, shown),
        }
        text = _("%(name)s %(from)s → %(to)s: %(value)s")
        if part.within_chance:
            text = _("%(name)s %(from)s → %(to)s: %(value)s (within chance)")
        said.append(text % words)
    if len(why.parts) == 1 or not said:
        return ""
    return _("What did it: %(parts)s.") % {"parts": _("; ").join(said)}


def _figure(part: Part, value: float | None) -> str:
    if value is None:
        return "–"
    if part.name == "lead":
        return number(value)
    return money(round(value * HUNDRED)) if part.name == "amount" else percent(value)


def _segments(why: Why, field: str, found: Sequence[Segment], labels: Mapping[str, str]) -> str:
    """Return the segments that did most, each with the rate that did most inside it."""
    least = 1 if why.target == "amount" else 0.5
    said = []
    for segment in found[:NAMED]:
        if segment.value is None or abs(segment.total) < least:
            continue
        change = change_words(why.target, segment.total, 0)
        own = f"{segment.value} {change}"
        names = ["lead", *(step.name for step in segment.steps)]
        main = max(segment.steps, key=lambda step: abs(step.value), default=None)
        if main is not None and abs(main.value) > abs(segment.volume + segment.mix):
            words = {
                "segment": own,
                "rate": part_label(main, names, labels),
                "from": _figure(main, main.before),
                "to": _figure(main, main.after),
            }
            text = _("%(segment)s (%(rate)s %(from)s → %(to)s)")
            if main.within_chance:
                text = _("%(segment)s (%(rate)s %(from)s → %(to)s, within chance)")
            own = text % words
        elif segment.leads:
            own = _("%(segment)s (%(leads)s leads)") % {"segment": own, "leads": signed(segment.leads, 0)}
        said.append(own)
    if not said:
        return ""
    return _("By %(field)s: %(segments)s.") % {"field": field_label(field), "segments": _("; ").join(said)}


def caution(young: int, labels: Mapping[str, str], stage: str) -> str:
    """Return that the later side may still grow; "" where nobody is too young to be judged."""
    if not young:
        return ""
    text = _(
        "%(count)s of the later leads are too recent to have reached %(stage)s: the figure may still grow."
    )
    return sentences(text % {"count": number(young), "stage": stage_label(stage, labels)})
