"""Why a number moved, in sentences: what changed, what did it, and in which segments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from funneldesk.domain.formats import colon, day, money, money_step, number, percent, sentences, signed
from funneldesk.domain.funnel.comparisons import Sides
from funneldesk.domain.funnel.decomposition import in_units
from funneldesk.domain.funnel.nurture_path import PhaseReach
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.funnel.why import HUNDRED, LEVEL, Part, Segment, Target, Why
from funneldesk.domain.words import field_label, phase_label, rate_label, stage_label
from funneldesk.i18n import _

#: Segments a sentence names, of each field, and the longest name it bears, in characters.
NAMED, LONGEST_NAME = 2, 40


def why_sentences(why: Why, labels: Mapping[str, str]) -> tuple[str, ...]:
    """Return the difference, its parts in the order of the funnel, and the segments that did most of it.

    Where one side has nobody there is nothing to explain, and that is said instead.
    """
    if nothing := cannot_say(why):
        return (difference_sentence(why, labels), nothing)
    said = [difference_sentence(why, labels), parts_sentence(why, labels)]
    by_field: dict[str, list[Segment]] = {}
    for segment in why.segments:
        by_field.setdefault(segment.by, []).append(segment)
    said += [_segments(why, field, found, labels) for field, found in by_field.items()]
    return tuple(sentence for sentence in said if sentence)


def target_label(target: Target, labels: Mapping[str, str]) -> str:
    """Return what is explained, in words."""
    return _("Won amount") if target == "amount" else stage_label(target, labels)


@dataclass(frozen=True, slots=True)
class Shown:
    """The figures as they are shown: the parts add up to the difference there as well."""

    before: float
    after: float
    parts: tuple[float, ...]


def shown(why: Why) -> Shown:
    """Return the figures as they are shown: parts of numbers to a tenth, amounts as `formats.money` has them."""
    before, after = (round(side / _step(why)) * _step(why) for side in (why.before, why.after))
    parts = np.array([part.value for part in why.parts])
    unit = _step(why) if why.target == "amount" else 0.1
    return Shown(before, after, tuple(in_units(parts, after - before, unit).tolist()))


def _step(why: Why) -> int:
    """Return the least difference that is shown, in units of the currency: that of the greatest amount."""
    greatest = max(why.before, why.after, *(abs(part.value) for part in why.parts))
    return money_step(greatest) if why.target == "amount" else 1


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
    rounded = round(value, 0 if target == "amount" else digits)
    if not rounded:
        return "±0"
    if target == "amount":
        return ("+" if rounded > 0 else "−") + money(round(abs(rounded)) * HUNDRED)
    return signed(rounded, digits)


def headline(why: Why, labels: Mapping[str, str]) -> str:
    """Return the difference, what moved it most, what went against that, and where its leads came from."""
    if nothing := cannot_say(why):
        return sentences(difference_sentence(why, labels), nothing) if why.before != why.after else nothing
    return sentences(difference_sentence(why, labels), causes(why, labels))


def causes(why: Why, labels: Mapping[str, str]) -> str:
    """Return what moved the number most, what went against that, and where its leads came from."""
    sources = [segment for segment in why.segments if segment.by == "source"]
    return sentences(_main_sentence(why, labels), _segments(why, "source", sources, labels))


def _part_words(why: Why, part: Part, value: float, labels: Mapping[str, str]) -> dict[str, str]:
    """Return what sentences say of a factor: its name, from what to what it went, what that did."""
    return {
        "name": part_label(part, [one.name for one in why.parts], labels),
        "from": figure_words(part, part.before),
        "to": figure_words(part, part.after),
        "value": change_words(why.target, value),
    }


def _main_sentence(why: Why, labels: Mapping[str, str]) -> str:
    """Return the factor that did most, and the greatest one against it; "" where there is one only."""
    ordered = sorted(zip(why.parts, shown(why).parts, strict=True), key=lambda pair: -abs(pair[1]))
    main, most = ordered[0]
    if len(ordered) == 1 or not most:
        return ""
    against = next((pair for pair in ordered if pair[1] * most < 0 and abs(pair[1]) >= abs(most) / 4), None)

    def said(part: Part, value: float) -> str:
        text = _("%(name)s %(from)s → %(to)s (%(value)s)")
        if part.within_chance:
            text = _("%(name)s %(from)s → %(to)s (%(value)s, within chance)")
        return text % _part_words(why, part, value, labels)

    if against is None:
        return _("What moved it most: %(main)s.") % {"main": said(main, most)}
    return _("What moved it most: %(main)s; against it: %(against)s.") % {
        "main": said(main, most), "against": said(*against)
    }  # fmt: skip


def difference_sentence(why: Why, labels: Mapping[str, str]) -> str:
    """Return by how much the number moved."""
    name, change = target_label(why.target, labels), why.after - why.before
    figures = shown(why)
    if not change:
        return _("%(name)s is the same on both sides: %(value)s.") % {
            "name": name, "value": value_words(why.target, why.after)
        }  # fmt: skip
    return _("%(name)s went from %(before)s to %(after)s (%(change)s).") % {
        "name": name,
        "before": value_words(why.target, figures.before),
        "after": value_words(why.target, figures.after),
        "change": change_words(why.target, figures.after - figures.before, 0),
    }


def cannot_say(why: Why) -> str:
    """Return why no reason can be given: nobody on a side, no amounts; "" where one can."""
    leads = why.parts[0]
    if not leads.before and not leads.after:
        return _(
            "Nobody was acquired in either range: there is nothing to compare. Choose other ranges, or import a list"
            " with dates of acquisition."
        )
    if not leads.before:
        return _("Nobody was acquired in the range before: there is nothing to compare with.")
    if not leads.after:
        return _("Nobody was acquired in the later range: nothing can be said about it.")
    if why.before or why.after:
        return ""
    if why.target == "amount" and any(share.k for share in why.parts[-2].shares or ()):
        return _("No won deal of either range has an amount.")
    return _("Nobody of either range came so far yet: there is nothing to explain.")


def parts_sentence(why: Why, labels: Mapping[str, str]) -> str:
    """Return what each factor did, in the order of the funnel; "" where there is one only."""
    said = []
    for part, value in zip(why.parts, shown(why).parts, strict=True):
        if abs(value) < (1 if why.target == "amount" else 0.05):
            continue
        text = _("%(name)s %(from)s → %(to)s: %(value)s")
        if part.within_chance:
            text = _("%(name)s %(from)s → %(to)s: %(value)s (within chance)")
        said.append(text % _part_words(why, part, value, labels))
    if len(why.parts) == 1 or not said:
        return ""
    return _("What did it: %(parts)s.") % {"parts": _("; ").join(said)}


def figure_words(part: Part, value: float | None) -> str:
    """Return one side of a factor in words: a number of leads, a rate, or an amount per win."""
    if value is None:
        return "–"
    if part.name == "lead":
        return number(value)
    return money(round(value * HUNDRED)) if part.name == "amount" else percent(value)


def _segments(why: Why, field: str, found: Sequence[Segment], labels: Mapping[str, str]) -> str:
    """Return the segments that did most, each with the rate that did most inside it."""
    least = 1 if why.target == "amount" else 0.5
    said = []
    if all(segment.value is None for segment in found):
        return ""  # nobody recorded the field
    for segment in found[:NAMED]:
        if abs(segment.total) < least:
            continue
        change = change_words(why.target, segment.total, 0)
        own = f"{_in_a_sentence(segment_label(segment))} {change}"
        names = ["lead", *(step.name for step in segment.steps)]
        main = main_step(segment)
        if main is not None and abs(main.value) > abs(segment.volume + segment.mix):
            words = {
                "segment": own,
                "rate": part_label(main, names, labels),
                "from": figure_words(main, main.before),
                "to": figure_words(main, main.after),
            }
            text = _("%(segment)s (%(rate)s %(from)s → %(to)s)")
            if main.within_chance:
                text = _("%(segment)s (%(rate)s %(from)s → %(to)s, within chance)")
            own = text % words
        else:
            own = _("%(segment)s (%(leads)s leads)") % {"segment": own, "leads": signed(segment.leads, 0)}
        said.append(own)
    if not said:
        return ""
    return _("By %(field)s: %(segments)s.") % {"field": field_label(field), "segments": _("; ").join(said)}


def reach_sentence(reach: Sequence[PhaseReach], labels: Mapping[str, str]) -> str:
    """Return which share of the MQLs of both sides came to contents of the later phases; "" where nobody can say."""
    said = []
    for one in reach:
        if not one.before.n or not one.after.n:
            continue
        words = {
            "phase": phase_label(one.phase),
            "from": share_words(one.before),
            "to": share_words(one.after),
        }
        text = _("%(phase)s %(from)s → %(to)s")
        if one.within_chance:
            text = _("%(phase)s %(from)s → %(to)s, within chance")
        said.append(text % words)
    if not said:
        return ""
    return _("%(mql)s that touched contents of a later phase: %(phases)s.") % {
        "mql": stage_label("mql", labels), "phases": _("; ").join(said)
    }  # fmt: skip


def share_words(share: Share) -> str:
    """Return a rate with what it rests on: "41.0 % (9/22)"; a dash where nobody entered."""
    if share.rate is None:
        return "–"
    return _("%(rate)s (%(k)s/%(n)s)") % {
        "rate": percent(share.rate), "k": number(share.k), "n": number(share.n)
    }  # fmt: skip


def _in_a_sentence(name: str) -> str:
    """Return a name that people gave, cut where it is longer than a sentence can bear."""
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"


def caution(young: tuple[int, int], sides: Sides) -> str:
    """Return whether both sides had the same time, and that the later one may still grow; "" where nothing is to say.

    `young`: how many leads of the side before and of the later one have not had the time most take.
    """
    if sides.same_age:
        text = _(
            "Both at the same age: the range before is looked at as it was on %(day)s, the other as of %(as_of)s."
        )
        return text % {"day": day(sides.before_as_of), "as_of": day(sides.after_as_of)}
    if not young[1]:
        return ""
    text = _(
        "Still too recent to judge: %(after)s leads of the later range, %(before)s of the one before."
        " Its figure may still grow."
    )
    return text % {"after": number(young[1]), "before": number(young[0])}


def factor_detail(part: Part) -> str:
    """Return a factor on both sides, and whether chance alone explains it: "45.0 % (9/20) → 27.5 % (11/40)"."""
    sides: Sequence[str] = [figure_words(part, side) for side in (part.before, part.after)]
    if part.shares is not None:
        sides = [share_words(share) for share in part.shares]
    words = {"from": sides[0], "to": sides[1]}
    if part.within_chance:
        return _("%(from)s → %(to)s, within chance") % words
    return _("%(from)s → %(to)s") % words


def factor_tip(why: Why, part: Part, labels: Mapping[str, str]) -> str:
    """Return the formula of a factor's part with its figures, and what the rates rest on."""
    names = [one.name for one in why.parts]
    name = part_label(part, names, labels)
    lines = [f"{name}{colon()}{factor_detail(part)}"]
    if len(why.parts) > 1:
        text = _(
            "Its part %(value)s = logarithmic mean of %(target)s before and after (%(before)s, %(after)s)"
            " × ln(%(name)s after ÷ before)"
        )
        words = {
            "value": change_words(why.target, part.value),
            "target": target_label(why.target, labels),
            "before": value_words(why.target, why.before),
            "after": value_words(why.target, why.after),
            "name": name,
        }
        lines.append(text % words)
    if part.chance is not None:
        lines.append(chance_words(part.chance))
    return "\n".join(lines)


def chance_words(chance: float) -> str:
    """Return what the test of two rates says."""
    text = _(
        "Rates at least so far apart come about by chance alone in %(chance)s of cases (Fisher's exact test)."
    )
    words = text % {"chance": percent(chance)}
    return sentences(words, _("Within chance.")) if chance >= LEVEL else words


def segment_label(segment: Segment) -> str:
    """Return the value of a segment's field; leads without one are named so."""
    return _("(no value)") if segment.value is None else segment.value


def segment_parts(why: Why, segment: Segment) -> tuple[float, float, float]:
    """Return what number of leads, mix and rates did, as they are shown: adding up to the segment's change."""
    unit = 1.0 if why.target == "amount" else 0.1
    parts = np.array([segment.volume, segment.mix, segment.rate])
    volume, mix, rate = in_units(parts, segment.after - segment.before, unit).tolist()
    return volume, mix, rate


def main_step(segment: Segment) -> Part | None:
    """Return the rate that did most inside a segment; None where there is none."""
    return max(segment.steps, key=lambda step: abs(step.value), default=None)


def segment_detail(segment: Segment, labels: Mapping[str, str]) -> str:
    """Return a segment's leads on both sides, and its rate that did most."""
    before, after = segment.lead_counts
    leads = _("%(from)s → %(to)s") % {"from": number(before), "to": number(after)}
    return _("%(stage)s %(change)s") % {"stage": stage_label("lead", labels), "change": leads}


def segment_tip(why: Why, segment: Segment, labels: Mapping[str, str]) -> str:
    """Return what a segment's change consists of, and each of its rates with what it rests on."""
    names = [part.name for part in why.parts]
    text = _("%(total)s = number of leads %(volume)s, mix %(mix)s, rates %(rate)s")
    volume, mix, rate = segment_parts(why, segment)
    figures = {"total": segment.total, "volume": volume, "mix": mix, "rate": rate}
    words = {name: change_words(why.target, value) for name, value in figures.items()}
    lines = [segment_label(segment), segment_detail(segment, labels), text % words]
    lines += [f"{part_label(step, names, labels)}{colon()}{factor_detail(step)}" for step in segment.steps]
    return "\n".join(lines)
