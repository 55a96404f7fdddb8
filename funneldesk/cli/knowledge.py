"""The commands of knowledge cards: knowledge list, show, add, retest, rule, scenario, remove."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from funneldesk.cli.options import Command, Group
from funneldesk.cli.output import json_day, share_data, show
from funneldesk.cli.session import Session
from funneldesk.cli.tables import shortened, table
from funneldesk.domain.formats import colon, day, month_name, number
from funneldesk.domain.knowledge.card_words import (
    evidence_words,
    kind_label,
    method_words,
    origin_words,
    verdict_label,
    verdict_words,
    whole_words,
)
from funneldesk.domain.knowledge.cards import KINDS, Card
from funneldesk.domain.knowledge.templates import filled, slots
from funneldesk.errors import UserError
from funneldesk.i18n import _, ngettext
from funneldesk.operations import card_drafts, knowledge
from funneldesk.operations.findings import names_of
from funneldesk.operations.retesting import retests

if TYPE_CHECKING:
    from collections.abc import Mapping

    from funneldesk.domain.funnel.shares import Share
    from funneldesk.domain.knowledge.cards import Evidence
    from funneldesk.domain.knowledge.verdicts import Retest
    from funneldesk.operations.stores import Store

_TITLE_WIDTH = 44


def commands() -> list[click.Command]:
    """Return the group, its help in the language in use."""

    @click.group(
        "knowledge", cls=Group, help=_("Knowledge cards: what worked, and whether it is still true.")
    )
    def group() -> None:
        pass

    for one in (_list(), _show(), _add(), _retest(), _draft("rule"), _draft("scenario"), _remove()):
        group.add_command(one)
    return [group]


def _list() -> click.Command:
    @click.command(
        "list", cls=Command, help=_("List the cards, newest first, or those that hold some words.")
    )
    @click.argument("words", nargs=-1, metavar="[WORD]...")
    @click.option("--kind", type=click.Choice(KINDS), help=_("Only cards of this kind."))
    @click.pass_obj
    def list_(session: Session, words: Sequence[str], kind: str | None) -> None:
        with session.reader() as store:
            cards = knowledge.search(store, " ".join(words), kind or "")
        show(
            session,
            {"cards": [_card_data(card) for card in cards]},
            lambda: _list_text(cards, narrowed=bool(words or kind)),
        )

    return list_


def _retest() -> click.Command:
    @click.command("retest", cls=Command, help=_("Ask the evidence of every card again on new people."))
    @click.pass_obj
    def retest(session: Session) -> None:
        with session.reader() as store:
            cards, as_of = knowledge.cards_of(store), session.day_in(store)
            found = retests(store, cards, as_of)
        data = [_card_data(card) | {"retest": _retest_data(found.get(card.item))} for card in cards]
        show(session, {"as_of": json_day(as_of), "cards": data}, lambda: _retested(cards, found))

    return retest


def _show() -> click.Command:
    @click.command("show", cls=Command, help=_("Show a card: its text, its evidence then and now."))
    @click.argument("number", type=int, metavar="ID")
    @_filling()
    @click.pass_obj
    def show_(session: Session, number: int, values: Sequence[str]) -> None:
        with session.reader() as store:
            card, as_of = knowledge.card_of(store, number), session.day_in(store)
            found = retests(store, [card], as_of).get(card.item)
            names = names_of(store, as_of)
        text, left = filled(card.template, _values(values))
        data = _card_data(card) | {"retest": _retest_data(found), "filled": text, "open_slots": list(left)}
        lines = [card.title, f"{kind_label(card.kind)} · {origin_words(card)}", card.text]
        lines += (
            [_("Of whom it holds: %(sentence)s") % {"sentence": card.condition}] if card.condition else []
        )
        lines += [text] if text else []
        lines += [_open_slots(left)] if left else []
        lines += [evidence_words(card.evidence, names)] if card.evidence else []
        lines += [
            f"{verdict_label(found)}{colon()}{verdict_words(found)}",
            whole_words(found) if found else "",
        ]
        show(session, data, lambda: "\n\n".join(line for line in lines if line))

    return show_


def _add() -> click.Command:
    @click.command(
        "add", cls=Command, help=_("Keep a card: written here, or of a finding, a rule, a decision.")
    )
    @click.option("--title", metavar="TEXT", help=_("What worked, in a few words."))
    @click.option("--kind", type=click.Choice(KINDS), help=_("What kind of knowledge it is."))
    @click.option("--text", metavar="TEXT", help=_("What it says."))
    @click.option("--template", metavar="TEXT", help=_("The text to use again; $name is a slot."))
    @click.option("--tag", "tags", multiple=True, metavar="WORD", help=_("A word to find it by."))
    @click.option(
        "--finding", metavar="KEY", help=_("Of a finding: KIND:VALUE:FROM>STAGE, as findings --json has it.")
    )
    @click.option("--rule", metavar="N", help=_("Of an operating rule, by its number."))
    @click.option("--decision", type=int, metavar="N", help=_("Of a decision of a review, by its number."))
    @click.pass_obj
    def add(session: Session, /, **given: Any) -> None:
        with session.writer() as store:
            card = _made(store, session.day_in(store), given)
            said: dict[str, Any] = {
                name: given[name] for name in ("title", "kind", "text", "template") if given[name] is not None
            }
            said["tags"] = (*card.tags, *given["tags"])
            item = knowledge.keep(store, _replaced(card, said))
            kept = knowledge.card_of(store, item)
        words = _("Kept as card %(number)s: %(title)s") % {"number": item, "title": kept.title}
        show(session, _card_data(kept), lambda: words)

    return add


def _replaced(card: Card, said: "Mapping[str, Any]") -> Card:
    from dataclasses import replace

    return replace(card, **said)


def _made(store: "Store", as_of: int, given: "Mapping[str, Any]") -> Card:
    sources = [name for name in ("finding", "rule", "decision") if given[name] is not None]
    if len(sources) > 1:
        raise click.UsageError(_("Give only one of --finding, --rule and --decision."))
    if given["finding"] is not None:
        return knowledge.from_finding(store, given["finding"], as_of)
    if given["rule"] is not None:
        return knowledge.from_rule(store, given["rule"], as_of)
    if given["decision"] is not None:
        return knowledge.from_decision(store, given["decision"], as_of)
    return Card(0, "", "other", "", "", as_of)


def _draft(what: str) -> click.Command:
    helps = {
        "rule": _("Make an operating rule of a card, in the draft of the definition book."),
        "scenario": _("Make a scenario of a card, in the draft of the definition book."),
    }

    @click.command(what, cls=Command, help=helps[what])
    @click.argument("number", type=int, metavar="ID")
    @_filling()
    @click.pass_obj
    def draft(session: Session, number: int, values: Sequence[str]) -> None:
        put = card_drafts.as_rule if what == "rule" else card_drafts.as_scenario
        with session.writer() as store:
            made = put(store, number, _values(values))
        data = {"draft": made.draft, "line": made.line, "open_slots": list(made.left)}
        words = _(
            "It stands in the draft of the definition book; nothing is in force before both sides sign."
        )
        show(session, data, lambda: "\n".join([words, *([_open_slots(made.left)] if made.left else [])]))

    return draft


def _remove() -> click.Command:
    @click.command("remove", cls=Command, help=_("Take a card away, or bring back one that was taken away."))
    @click.argument("number", type=int, metavar="ID")
    @click.option("--undo", is_flag=True, help=_("ID is the step that took a card away: take it back."))
    @click.pass_obj
    def remove(session: Session, number: int, *, undo: bool) -> None:
        with session.writer() as store:
            if undo:
                knowledge.bring_back(store, number)
                show(session, {"undone": number}, lambda: _("The card is back."))
                return
            step = knowledge.remove(store, number)
        words = _("The card is taken away. Bring it back: funneldesk knowledge remove --undo %(step)s")
        show(session, {"removed": number, "step": step}, lambda: words % {"step": step})

    return remove


def _filling() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option(
        "--set", "values", multiple=True, metavar="NAME=TEXT", help=_("Fill a slot of the template.")
    )


def _values(given: Sequence[str]) -> dict[str, str]:
    found = {}
    for one in given:
        name, sign, text = one.partition("=")
        if not sign:
            raise UserError(
                "slot_value",
                _("“%(text)s” fills no slot.") % {"text": one},
                _("Write it as NAME=TEXT."),
            )
        found[name.strip()] = text
    return found


def _open_slots(left: Sequence[str]) -> str:
    return _("Not filled yet: %(names)s") % {"names": _(", ").join(left)}


def _list_text(cards: Sequence[Card], *, narrowed: bool) -> str:
    if narrowed and not cards:
        return _("No card is found by this; all of them: funneldesk knowledge list")
    return _table(cards, None)


def _table(cards: Sequence[Card], found: "Mapping[int, Retest] | None") -> str:
    if not cards:
        return _("No cards. A finding, a rule or a decision becomes one: funneldesk knowledge add --help")
    headings = ["ID", _("Card"), _("Kind"), _("Made on")]
    rows = [
        [str(card.item), shortened(card.title, _TITLE_WIDTH), kind_label(card.kind), day(card.made)]
        for card in cards
    ]
    if found is not None:
        headings += [_("Still true?"), _("since the end of"), _("new people")]
        for row, card in zip(rows, cards, strict=True):
            retest = found.get(card.item)
            since = month_name(retest.since) if retest else ""
            row += [verdict_label(retest), since, number(retest.seen.new[0].n) if retest else ""]
    return table(headings, rows, right="r")


def _retested(cards: Sequence[Card], found: "Mapping[int, Retest]") -> str:
    stopped = sum(retest.verdict == "stopped" for retest in found.values())
    words = ngettext("%(count)s card is no longer true.", "%(count)s cards are no longer true.", stopped) % {
        "count": number(stopped)
    }
    return "\n\n".join([words, _table(cards, found), method_words()] if cards else [_table(cards, found)])


def _card_data(card: Card) -> dict[str, Any]:
    return {
        "id": card.item,
        "title": card.title,
        "kind": card.kind,
        "text": card.text,
        "template": card.template,
        "slots": list(slots(card.template)),
        "condition": card.condition,
        "tags": list(card.tags),
        "made": json_day(card.made),
        "origin": card.origin.kind,
        "evidence": _evidence_data(card.evidence) if card.evidence else None,
    }


def _evidence_data(evidence: "Evidence") -> dict[str, Any]:
    measure = evidence.measure
    return {
        "finding": evidence.finding.key if evidence.finding else None,
        "measure": {name: getattr(measure, name) for name in measure.__slots__} if measure else None,
        "direction": "more" if evidence.more else "less",
        "made": json_day(evidence.made),
        **_sides(evidence.inside, evidence.outside),
    }


def _retest_data(retest: "Retest | None") -> dict[str, Any] | None:
    if retest is None:
        return None
    seen = retest.seen
    return {
        "verdict": retest.verdict,
        "since": json_day(retest.since),
        "reason": retest.reason,
        "month_end": json_day(retest.last),
        "sentence": verdict_words(retest),
        "young": seen.young,
        "new": _sides(*seen.new),
        "whole": _sides(*seen.whole) | {"chance": seen.chance} if seen.whole else None,
    }


def _sides(inside: "Share", outside: "Share") -> dict[str, Any]:
    return {"inside": share_data(inside), "others": share_data(outside)}
