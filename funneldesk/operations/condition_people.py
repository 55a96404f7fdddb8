"""For whom a condition holds today, and which values the leads there are have: what its editor shows at once."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from funneldesk.domain.book.condition_parsing import condition_from_words
from funneldesk.domain.book.conditions import Attribute
from funneldesk.domain.book.phrases import MisreadError
from funneldesk.domain.book.sentences import condition_sentence
from funneldesk.domain.scoring.evaluation import Evaluation
from funneldesk.domain.scoring.points import Points, all_leads
from funneldesk.domain.scoring.present import NEVER_TESTED
from funneldesk.domain.scoring.scoring import MILLI, scores
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.facts import facts_of
from funneldesk.operations.remembered import remembered
from funneldesk.operations.signals import values_of
from funneldesk.store.lead_names import lead_names

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book
    from funneldesk.domain.book.conditions import Condition
    from funneldesk.domain.scoring.matching import Float
    from funneldesk.store.store import Store

#: So many people are named.
NAMED = 3
#: Fields whose values nobody chooses from: those that differ for each lead, and the one that is yes or no.
_NOT_CHOSEN = NEVER_TESTED | {"opt_out"}


@dataclass(frozen=True, slots=True)
class Holding:
    """Leads for which a condition holds: their ids in order, of `total`; the first as (id, name, company)."""

    ids: tuple[int, ...]
    total: int
    people: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the lists speak of: fields of leads, names and themes of contents."""

    fields: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


def condition_of(words: str) -> "Condition":
    """Return the condition a sentence says, written as the book does; UserError where it is not understood."""
    try:
        return condition_from_words(words)
    except MisreadError as error:
        raise UserError(
            "condition_misread",
            _("“%(sentence)s” is not understood: expected is %(why)s.")
            % {"sentence": words, "why": error.expected},
            _("Write it as the book does, for example: %(example)s")
            % {"example": condition_sentence(Attribute("industry", "is", (_("retail"),)))},
        ) from error


def people_of(
    store: "Store", book: "Book", condition: "Condition", as_of: int, named: int = NAMED
) -> Holding:
    """Return for whom `condition` holds at the end of a day, under `book`; the first `named` of them by name."""
    facts = facts_of(store)

    def score_at(points: Points, component: str | None) -> "Float":
        # Only asked about that one day: the points are some of all leads.
        key = ("scores_under", book.signals, book.components, book.criteria, as_of)
        found = remembered(facts, key, lambda: scores(facts, book, as_of))
        milli = found.milli if component is None else found.components[component]
        return milli[points.lead] / MILLI

    chosen = Evaluation(facts, book, score_at).holds(condition, all_leads(facts, as_of))
    ids = tuple(facts.lead_ids[chosen].tolist())
    names = lead_names(store, ids[:named])
    return Holding(ids, facts.count, tuple((one, *names[one]) for one in ids[:named] if one in names))


def vocabulary_of(store: "Store") -> Vocabulary:
    """Return what conditions can speak of in this store."""
    facts = facts_of(store)
    return Vocabulary(
        tuple(facts.columns),
        tuple(sorted({one.title or one.key for one in facts.contents})),
        tuple(sorted({one.theme for one in facts.contents if one.theme})),
    )


def field_values(store: "Store", name: str) -> tuple[str, ...]:
    """Return the values leads have in a field today, most frequent first; none of fields that differ for each."""
    if name in _NOT_CHOSEN:
        return ()
    return tuple(offer.value for offer in values_of(store, name))
