"""A second, slow opinion on nurturing: one lead at a time, lists and loops, readable beside DESIGN 3 and 4."""

from funneldesk.domain.fields import PHASES
from funneldesk.domain.moment import NEVER, Moment, moment_of

NOT_A_TOUCH = ("bounce", "unsubscribe")


def moment(value):
    if value is None:
        return Moment(NEVER)
    return Moment(value) if isinstance(value, int) else moment_of(value)


def acts(person):
    """(moment, kind, content key) of one lead, in the order of events."""
    found = [(moment(when), kind, content[0] if content else "") for when, kind, *content in person.did]
    return sorted(found, key=lambda act: (act[0].day, act[0].instant))


def phase_of(content, book):
    if content.phase:
        return PHASES.index(content.phase)
    fitting = [
        PHASES.index(line.phase)
        for line in book.phases
        if content.type in line.types and line.phase in PHASES
    ]
    return min(fitting, default=-1)


def lead_phase(person, contents, book, as_of):
    return max(
        (
            phase_of(contents[key], book)
            for when, kind, key in acts(person)
            if key and kind not in NOT_A_TOUCH and as_of - 180 < when.day <= as_of
        ),
        default=-1,
    )


def last_day(person, as_of):
    days = [when.day for when, kind, _ in acts(person) if kind not in NOT_A_TOUCH and when.day <= as_of]
    if days:
        return max(days)
    acquired = moment(person.acquired).day
    return acquired if acquired <= as_of else NEVER


def is_stalled(person, as_of):
    last = last_day(person, as_of)
    return last == NEVER or as_of - last >= 30


def read(person, as_of):
    return {
        key
        for when, kind, key in acts(person)
        if key and kind not in NOT_A_TOUCH and (when.day <= as_of or when.day == NEVER)
    }


def can_be_sent(content, book, as_of):
    named = {kind for line in book.phases if line.phase in PHASES for kind in line.types}
    over = content.type in ("seminar", "event") and content.published_day < as_of
    coming = content.type not in ("seminar", "event") and as_of < content.published_day < NEVER
    return not over and not coming and (not content.type or content.type in named)


def offered(contents, book, rates, as_of):
    """Contents by phase in the order of offering. `rates`: key -> (k, n)."""
    there = [c for c in contents.values() if can_be_sent(c, book, as_of)]
    by_rate = [c for c in there if rates[c.key][1] >= 30]
    by_rate.sort(key=lambda c: (-rates[c.key][0] / rates[c.key][1], c.key))
    others = [c for c in there if c not in by_rate]
    others.sort(key=lambda c: (c.published_day == NEVER, -c.published_day, c.key))
    return [[c for c in by_rate + others if phase_of(c, book) == phase] for phase in range(3)]


def next_content(person, contents, book, rates, as_of):
    known, shelves = read(person, as_of), offered(contents, book, rates, as_of)
    for phase in range(max(lead_phase(person, contents, book, as_of), 0), 3):
        for content in shelves[phase]:
            if content.key not in known:
                return content.key
    return None


def interests(person, contents, book, as_of):
    named = {kind for line in book.phases if line.phase in PHASES for kind in line.types}
    return {
        contents[key].theme
        for when, kind, key in acts(person)
        if key and kind not in NOT_A_TOUCH and as_of - 180 < when.day <= as_of
        if contents[key].theme and phase_of(contents[key], book) >= 0
        if not contents[key].type or contents[key].type in named
    }


def steps_reached(person, contents, scenario, as_of):
    """The day of each step with a type, as far as the lead got."""
    touches = [act for act in acts(person) if act[2] and act[1] not in NOT_A_TOUCH and act[0].day <= as_of]
    used, before, days = [], None, []
    for step in scenario.steps:
        if not step.type:
            continue
        for place, (when, _kind, key) in enumerate(touches):
            later_of_its_type = all(place > u for u in used if contents[touches[u][2]].type == step.type)
            if (
                contents[key].type == step.type
                and later_of_its_type
                and not (before and before.is_after(when))
            ):
                used.append(place)
                before = when
                days.append(when.day)
                break
        else:
            break
    return days
