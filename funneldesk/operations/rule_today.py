"""What an operating rule would ask for today, agreed on or not: shown while somebody writes it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from funneldesk.domain.formats import day, number, sentences
from funneldesk.i18n import _, ngettext
from funneldesk.operations.duties import owed_by
from funneldesk.operations.facts import facts_of
from funneldesk.store.lead_names import lead_names

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Rule
    from funneldesk.store.store import Store

#: So many people are named.
NAMED = 3


@dataclass(frozen=True, slots=True)
class RuleToday:
    """How many duties come of a rule, how many are late, about which leads; the first ones by name.

    `due`: for a duty about nobody in particular its last day, 0 where there is none.
    """

    count: int
    late: int
    leads: tuple[int, ...]
    names: tuple[str, ...]
    due: int = 0


def rule_today(store: "Store", rule: "Rule", as_of: int) -> RuleToday:
    """Return what a rule would ask for on a day, those with the least time left first."""
    with store.one_view():
        owed, facts = owed_by(store, rule, as_of), facts_of(store)
        order = owed.due.argsort(kind="stable")
        places = owed.lead[order]
        leads = tuple(facts.lead_ids[places[places >= 0]].tolist())
        named = lead_names(store, leads[:NAMED])
    names = tuple(" ".join(filter(None, reversed(named[lead]))) for lead in leads[:NAMED])
    due = int(owed.due[0]) if len(owed) and not leads else 0
    return RuleToday(len(owed), int((owed.due < as_of).sum()), leads, names, due)


def rule_today_words(found: RuleToday) -> str:
    """Return it as one sentence."""
    if found.due:
        return _("Today this rule would ask for its meeting, due on %(day)s.") % {"day": day(found.due)}
    if not found.count:
        return _("Today this rule would ask for nothing.")
    words = ngettext(
        "Today this rule would ask for %(count)s duty, %(late)s of them late.",
        "Today this rule would ask for %(count)s duties, %(late)s of them late.",
        found.count,
    ) % {"count": number(found.count), "late": number(found.late)}
    who = _(", ").join(found.names)
    more = found.count - len(found.names)
    if more:
        who = ngettext("%(names)s and %(count)s more", "%(names)s and %(count)s more", more) % {
            "names": who, "count": number(more)
        }  # fmt: skip
    return sentences(words, _("First: %(names)s.") % {"names": who})
