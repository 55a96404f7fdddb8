"""Knowledge cards in words: kinds, where they come from, what they rest on, whether they are still true."""

from collections.abc import Mapping
from typing import Literal

from funneldesk.domain.findings.finding_sentences import Names, chance_words, finding_title
from funneldesk.domain.findings.findings import LEAST, Finding
from funneldesk.domain.formats import day, month_name, number, percent, sentences
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.knowledge.cards import Card, Evidence
from funneldesk.domain.knowledge.verdicts import TIMES, Retest
from funneldesk.domain.moment import NEVER
from funneldesk.domain.reviews.measures import label
from funneldesk.domain.words import heading
from funneldesk.i18n import N_, _

_KINDS = {
    "mail": N_("Structure of a mail"),
    "theme": N_("Theme of an article"),
    "white_paper": N_("Composition of a white paper"),
    "scoring": N_("Scoring condition"),
    "timing": N_("When to call"),
    "other": N_("Other knowledge"),
}
_ORIGINS = {
    "hand": N_("written by hand"),
    "finding": N_("from a finding"),
    "rule": N_("from an operating rule"),
    "decision": N_("from a decision of a review"),
}
_VERDICTS = {
    "holds": N_("Still true"),
    "stopped": N_("No longer true"),
    "open": N_("Cannot say yet"),
}
#: The tones of chips.
Tone = Literal["plain", "green", "red"]
TONES: Mapping[str, Tone] = {"holds": "green", "stopped": "red", "open": "plain", "": "plain"}


def kind_label(kind: str) -> str:
    """Return what kind of knowledge a card holds."""
    return _(_KINDS.get(kind, _KINDS["other"]))


def origin_words(card: Card) -> str:
    """Return where a card comes from and when it was made."""
    words = _("%(origin)s, %(day)s") % {
        "origin": heading(_(_ORIGINS[card.origin.kind])),
        "day": day(card.made),
    }
    if not card.origin.words or card.origin.words == card.title:
        return words
    return _("%(words)s: %(title)s") % {"words": words, "title": card.origin.words}


def verdict_label(retest: Retest | None) -> str:
    """Return the verdict in a word or two; None: a card without evidence."""
    return _("No evidence") if retest is None else _(_VERDICTS[retest.verdict])


def evidence_title(evidence: Evidence, names: Names) -> str:
    """Return what is compared."""
    if evidence.measure is not None:
        return label(evidence.measure, names.stages, names.titles)
    return finding_title(finding_then(evidence), names)


def finding_then(evidence: Evidence) -> Finding:
    """Return the finding as it was when the card was made, without the people behind it."""
    import numpy as np

    then, nobody = evidence.finding, np.zeros(0, np.uint8)
    if then is None:
        raise ValueError(evidence)
    return Finding(
        then.kind, then.value, then.previous, then.stage, evidence.inside, evidence.outside, then.observed,
        then.expected, then.chance, then.mature_days, nobody, nobody,
    )  # fmt: skip


def evidence_words(evidence: Evidence, names: Names | None = None) -> str:
    """Return what a card rests on in one sentence, as it was when it was made."""
    words = _("%(title)s: %(inside)s, the others %(outside)s (as of %(day)s)")
    return words % {
        "title": evidence_title(evidence, names or Names()),
        "inside": share_words(evidence.inside),
        "outside": share_words(evidence.outside),
        "day": day(evidence.made),
    }


def share_words(share: Share) -> str:
    """Return a rate with what it rests on."""
    if not share.n:
        return _("nobody yet")
    return _("%(rate)s (%(k)s of %(n)s people)") % {
        "rate": percent(share.rate),
        "k": number(share.k),
        "n": number(share.n),
    }


def verdict_words(retest: Retest | None) -> str:
    """Return in a sentence whether a card is still true, since when, and why nothing can be said."""
    if retest is None:
        return _("This card rests on no number; it cannot be tested.")
    if retest.verdict == "holds":
        return _("People who came after the card confirm it, since the end of %(month)s.") % {
            "month": month_name(retest.since)
        }
    if retest.verdict == "stopped":
        return _(
            "No longer true since the end of %(month)s: among people who came after the card the difference is gone."
        ) % {"month": month_name(retest.since)}
    return _(_REASONS[retest.reason]) % {"young": number(retest.seen.young), "least": LEAST}


_REASONS = {
    "": N_("Cannot say yet."),
    "nobody": N_("Nobody it is about has come since the card was made."),
    "young": N_("%(young)s people have come since the card was made; it is too early to judge them."),
    "few": N_("Too few people have come since the card was made: %(least)s on each side are needed."),
    "undecided": N_("What people who came after the card did speaks neither clearly for it nor against it."),
    "unrecorded": N_(
        "No list says on which day people got so far, so new people cannot be told from others."
    ),
    "past": N_("The card is about a time that has passed: nobody new can confirm it."),
    "unknown": N_("The lists no longer hold what the card is about, or too few people for it."),
}


def whole_words(retest: Retest) -> str:
    """Return the whole picture of everybody there is, "" where the question cannot be asked."""
    if retest.seen.whole is None:
        return ""
    words = _("Everybody, as of %(day)s: %(inside)s, the others %(outside)s.") % {
        "day": day(retest.as_of),
        "inside": share_words(retest.seen.whole[0]),
        "outside": share_words(retest.seen.whole[1]),
    }
    return sentences(words, chance_words(retest.seen.chance) if retest.seen.chance else "")


def method_words() -> str:
    """Return how it is decided whether a card is still true."""
    return _(
        "Only people count who came after the card was made. At each month-end it is asked how many times as likely "
        "what they did is if two thirds of the card's difference are still there as if there is none. The card is said "
        "to hold, or to have stopped, only once one is %(times)s times as likely as the other; it takes as much again "
        "to turn that round. So looking often changes nothing, and chance calls a true card stopped less than once in "
        "%(years)s years on average."
    ) % {"times": TIMES, "years": TIMES // 12}


def known_values(card: Card, names: Names) -> Mapping[str, str]:
    """Return what slots of a template are filled with by themselves: title, evidence, rate, others, day."""
    values = {"title": card.title, "day": day(card.made if card.made != NEVER else None)}
    if card.evidence is not None:
        values |= {
            "evidence": evidence_title(card.evidence, names),
            "rate": percent(card.evidence.inside.rate),
            "others": percent(card.evidence.outside.rate),
        }
    return values
