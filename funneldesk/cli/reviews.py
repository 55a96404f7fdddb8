"""The commands of reviews: begin one with the numbers as they stand, write minutes, close it, see what came true."""

from typing import TYPE_CHECKING, Any, get_args

import click

from funneldesk.cli.options import DAY, Command, Group
from funneldesk.cli.output import json_day, show
from funneldesk.cli.session import Session
from funneldesk.cli.tables import table
from funneldesk.domain.fields import STAGES
from funneldesk.domain.formats import day, number
from funneldesk.domain.funnel.comparisons import sides_of
from funneldesk.domain.funnel.periods import Period
from funneldesk.domain.funnel.why_sentences import caution, headline, target_label
from funneldesk.domain.reviews.measures import Measure, MeasureKind
from funneldesk.domain.reviews.review_headline import period_words
from funneldesk.domain.reviews.review_sentences import (
    hypothesis_words,
    judgement_words,
    range_words,
    rhythm_label,
)
from funneldesk.domain.reviews.reviews import RHYTHMS
from funneldesk.domain.words import stage_label
from funneldesk.i18n import _
from funneldesk.operations import minutes
from funneldesk.operations import reviews as operation

if TYPE_CHECKING:
    from funneldesk.domain.reviews.hypotheses import Hypothesis, Judgement
    from funneldesk.domain.reviews.measures import Measured
    from funneldesk.domain.reviews.reviews import Decision, Review, Rhythm


def commands() -> list[click.Command]:
    """Return the group, its help in the language in use."""

    @click.group(
        "review", cls=Group, help=_("Reviews: the numbers of a week or month, decisions, hypotheses.")
    )
    def review() -> None:
        pass

    @review.command("begin", cls=Command, help=_("Freeze the numbers of a range as they stand."))
    @click.option(
        "--rhythm", type=click.Choice(RHYTHMS), default="monthly", help=_("Of a month (default) or a week.")
    )
    @click.option(
        "--from", "from_day", type=DAY, metavar="D", help=_("First day (default: the last whole one).")
    )
    @click.option("--to", "to_day", type=DAY, metavar="D", help=_("Last day."))
    @click.pass_obj
    def begin(session: Session, rhythm: "Rhythm", from_day: int | None, to_day: int | None) -> None:
        if (from_day is None) != (to_day is None):
            raise click.UsageError(_("Give both --from and --to, or neither."))
        period = None if from_day is None else Period(from_day, to_day)
        with session.writer() as store:
            found = operation.begin_review(store, session.day_in(store), rhythm, period)
        show(session, _data(found), lambda: _text(found, found.numbers.judged))

    @review.command("list", cls=Command, help=_("List the reviews, the newest first."))
    @click.pass_obj
    def list_(session: Session) -> None:
        with session.reader() as store:
            found = operation.reviews(store)
        show(session, {"reviews": [_head(one) for one in found]}, lambda: _list_text(found))

    @review.command(
        "show", cls=Command, help=_("Show a review; its hypotheses as they stand on the day of --as-of.")
    )
    @click.argument("number", type=int)
    @click.pass_obj
    def show_(session: Session, number: int) -> None:
        with session.reader() as store:
            found = operation.review_of(store, number)
            as_of = max(session.day_in(store), found.as_of)
            now = operation.judgements(store, as_of, found.hypotheses)
        data = _data(found) | {"hypotheses": [judgement_data(one) for one in now]}
        show(session, data, lambda: _text(found, now))

    _add_writing(review)
    _add_closing(review)
    return [review]


def _add_writing(review: click.Group) -> None:
    @review.command("decide", cls=Command, help=_("Write down what was decided."))
    @click.argument("number", type=int)
    @click.argument("text")
    @click.option("--who", default="", metavar="NAME", help=_("Who does it."))
    @click.option("--until", type=DAY, metavar="DATE", help=_("Until when."))
    @click.pass_obj
    def decide(session: Session, number: int, text: str, who: str, until: int | None) -> None:
        with session.writer() as store:
            item = minutes.decide(store, number, text, who, until)
        show(session, {"item": item}, lambda: _("Written down as %(item)s.") % {"item": item})

    @review.command("remark", cls=Command, help=_("Write anything else into the minutes."))
    @click.argument("number", type=int)
    @click.argument("text")
    @click.pass_obj
    def remark(session: Session, number: int, text: str) -> None:
        with session.writer() as store:
            item = minutes.remark(store, number, text)
        show(session, {"item": item}, lambda: _("Written down as %(item)s.") % {"item": item})

    @review.command("suppose", cls=Command, help=_("Write down which number should move to where by when."))
    @click.argument("number", type=int)
    @click.argument("text")
    @click.option(
        "--kind", type=click.Choice(get_args(MeasureKind)), default="rate", help=_("Which kind of number.")
    )
    @click.option("--stage", type=click.Choice(STAGES), default="sal", help=_("The stage reached."))
    @click.option(
        "--previous", type=click.Choice(STAGES), default="mql", help=_("The stage before, of a rate.")
    )
    @click.option("--content", default="", metavar="CONTENT", help=_("The content, of a content rate."))
    @click.option("--by", default="", metavar="FIELD", help=_("Only leads of one segment: its field."))
    @click.option("--value", metavar="VALUE", help=_("The value of that field."))
    @click.option(
        "--target", type=float, required=True, metavar="X", help=_("The number to reach; a rate in percent.")
    )
    @click.option("--until", type=DAY, required=True, metavar="DATE", help=_("Until when."))
    @click.option(
        "--at-least/--at-most", "upward", default=None, help=_("Which way (default: from where it is now).")
    )
    @click.pass_obj
    def suppose(session: Session, /, number: int, text: str, target: float, until: int, **of: Any) -> None:
        previous = of["previous"] if of["kind"] == "rate" else ""
        stage = of["stage"] if of["kind"] in {"rate", "count"} else ""
        measure = Measure(of["kind"], stage, previous, of["by"], of["value"], of["content"])
        goal = target if measure.kind == "count" else target / 100
        with session.writer() as store:
            item = minutes.suppose(
                store, number, text, measure, target=goal, until=until, upward=of["upward"]
            )
        show(session, {"item": item}, lambda: _("Written down as %(item)s.") % {"item": item})


def _add_closing(review: click.Group) -> None:
    @review.command("done", cls=Command, help=_("Say that a decision was carried out."))
    @click.argument("item", type=int)
    @click.pass_obj
    def done(session: Session, item: int) -> None:
        with session.writer() as store:
            step = minutes.settle_decision(store, item, session.day_in(store))
        show(session, {"item": item, "step": step}, lambda: _("Noted."))

    @review.command("remove", cls=Command, help=_("Take a line out of the minutes of an open review."))
    @click.argument("item", type=int)
    @click.pass_obj
    def remove(session: Session, item: int) -> None:
        with session.writer() as store:
            step = minutes.remove(store, item)
        show(session, {"item": item, "step": step}, lambda: _("Taken out."))

    @review.command("close", cls=Command, help=_("End a review: its minutes stay as they are."))
    @click.argument("number", type=int)
    @click.option("--present", default="", metavar="NAMES", help=_("Who was there."))
    @click.pass_obj
    def close(session: Session, number: int, present: str) -> None:
        with session.writer() as store:
            step = minutes.close_review(store, number, session.day_in(store), present)
        show(session, {"review": number, "step": step}, lambda: _("Closed."))

    @review.command("reopen", cls=Command, help=_("Let a closed review be written into again."))
    @click.argument("number", type=int)
    @click.pass_obj
    def reopen(session: Session, number: int) -> None:
        with session.writer() as store:
            minutes.reopen_review(store, number)
        show(session, {"review": number}, lambda: _("Open again."))


def _head(one: "Review") -> dict[str, Any]:
    return {
        "review": one.id,
        "rhythm": one.rhythm,
        "from": json_day(one.period.from_day),
        "to": json_day(one.period.to_day),
        "as_of": json_day(one.as_of),
        "book": one.version,
        "open": one.is_open,
        "decisions": len(one.decisions),
        "hypotheses": len(one.hypotheses),
    }


def _data(one: "Review") -> dict[str, Any]:
    numbers = one.numbers
    return _head(one) | {
        "stages": [
            {
                "stage": now.stage,
                "count": now.count if now.recorded else None,
                "before": then.count,
                "n": now.n,
                "k": now.k,
                "rate": now.rate,
            }
            for now, then in zip(numbers.funnel.stages, numbers.before.stages, strict=True)
        ],
        "movements": [
            {"target": one.target, "before": one.why.before, "after": one.why.after}
            | {"sentence": headline(one.why, numbers.labels)}
            for one in numbers.movements
        ],
        "judged": [judgement_data(found) for found in numbers.judged],
        "decisions": [decision_data(found) for found in one.decisions],
        "hypotheses": [_hypothesis_data(found) for found in one.hypotheses],
        "remarks": [{"item": found.item, "text": found.text} for found in one.remarks],
        "present": one.present,
    }


def decision_data(one: "Decision") -> dict[str, Any]:
    """Return a decision as JSON has it."""
    days = {"until": json_day(one.until), "done": json_day(one.done)}
    return {"item": one.item, "text": one.text, "who": one.who} | days


def _hypothesis_data(one: "Hypothesis") -> dict[str, Any]:
    measure = one.measure
    return {
        "item": one.item,
        "text": one.text,
        "measure": {name: getattr(measure, name) for name in type(measure).__slots__},
        "target": one.target,
        "upward": one.upward,
        "from": json_day(one.from_day),
        "until": json_day(one.until),
        "before": _measured_data(one.before),
    }


def judgement_data(one: "Judgement") -> dict[str, Any]:
    """Return a hypothesis and what became of it as JSON has it."""
    found = {"verdict": one.verdict, "sure": one.sure, "reason": one.reason or None}
    return _hypothesis_data(one.hypothesis) | found | {"measured": _measured_data(one.measured)}


def _measured_data(one: "Measured") -> dict[str, Any]:
    counts: dict[str, Any] = {"n": one.n, "k": one.k, "value": one.value, "young": one.young}
    return counts | {"from": json_day(one.from_day), "to": json_day(one.to_day), "as_of": json_day(one.as_of)}


def _list_text(found: "tuple[Review, ...]") -> str:
    if not found:
        return _("No review yet. `funneldesk review begin` begins one.")
    headings = ["", _("Review"), _("Range"), _("As of"), _("Decisions"), _("Hypotheses"), _("State")]
    rows = [
        [
            str(one.id), rhythm_label(one.rhythm), range_words(one), day(one.as_of), str(len(one.decisions)),
            str(len(one.hypotheses)), _("open") if one.is_open else _("closed"),
        ]
        for one in found
    ]  # fmt: skip
    return table(headings, rows, right="r   rr ")


def _text(one: "Review", judged: "tuple[Judgement, ...]") -> str:
    numbers = one.numbers
    said = {
        "rhythm": rhythm_label(one.rhythm),
        "number": one.id,
        "range": range_words(one),
        "day": day(one.as_of),
    }
    parts = [_("%(rhythm)s %(number)s: %(range)s, as of %(day)s.") % said]
    rows = [
        [stage_label(now.stage, numbers.labels), number(now.count), number(then.count)]
        for now, then in zip(numbers.funnel.stages, numbers.before.stages, strict=True)
        if now.recorded
    ]
    parts.append(table([_("Stage"), _("Reached"), _("Range before")], rows, right=" rr"))
    parts.append(_movements_text(one))
    parts += [f"{item.item}. {_decision_words(item)}" for item in one.decisions]
    parts += [_judgement_text(found, one) for found in judged]
    parts += [f"{item.item}. {item.text}" for item in one.remarks]
    return "\n\n".join(part for part in parts if part)


def _movements_text(one: "Review") -> str:
    """Return why the numbers moved; these count other people than the table does, which has to be said."""
    numbers = one.numbers
    if not numbers.movements:
        return ""
    first = numbers.movements[0]
    said = {"before": period_words(first.before), "after": period_words(first.after)}
    about = _("Acquired %(before)s → %(after)s") % said
    aged = caution((0, 0), sides_of(first.before, first.after, one.as_of, same_age=True))
    lines = [
        _("%(name)s: %(text)s")
        % {"name": target_label(of.target, numbers.labels), "text": headline(of.why, numbers.labels)}
        for of in numbers.movements
    ]
    return "\n\n".join([f"{about}\n{aged}", *lines])


def _judgement_text(found: "Judgement", of: "Review") -> str:
    asked, numbers = found.hypothesis, of.numbers
    expected = hypothesis_words(asked, numbers.labels, numbers.titles)
    return f"{asked.item}. {asked.text}\n   {expected}\n   {judgement_words(found, numbers.labels, numbers.titles)}"


def _decision_words(one: "Decision") -> str:
    until = _("by %(day)s") % {"day": day(one.until)} if one.until else ""
    done = _("done on %(day)s") % {"day": day(one.done)} if one.done else ""
    beside = _(", ").join(part for part in (one.who, until, done) if part)
    return f"{one.text} ({beside})" if beside else one.text
