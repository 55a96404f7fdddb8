"""The reviews the sample company has held: two months looked back on, with decisions and hypotheses."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from funneldesk.domain.reviews.measures import Measure
from funneldesk.i18n import N_, _
from funneldesk.operations import minutes
from funneldesk.operations.reviews import begin_review, reviews

if TYPE_CHECKING:
    from funneldesk.store.store import Store


@dataclass(frozen=True, slots=True)
class _Decision:
    text: str
    who: str
    until: date
    done: date | None = None


@dataclass(frozen=True, slots=True)
class _Hypothesis:
    text: str
    measure: Measure
    target: float
    until: date


@dataclass(frozen=True, slots=True)
class _Meeting:
    day: date
    decisions: tuple[_Decision, ...]
    hypotheses: tuple[_Hypothesis, ...]
    remark: str


_MARKETING, _INSIDE = N_("Marketing"), N_("Inside sales")
#: That of October is still to be held.
_MEETINGS = (
    _Meeting(
        date(2026, 9, 7),
        (
            _Decision(
                N_("Call within two business days of a white paper download"),
                _INSIDE, date(2026, 9, 30), date(2026, 9, 18),
            ),
            _Decision(
                N_("Read the reasons of August once more; no more mail to industries we do not sell to"),
                _MARKETING, date(2026, 9, 18), date(2026, 9, 16),
            ),
        ),
        (
            _Hypothesis(
                N_("Calling at once brings contact within 7 days to 60 %"), Measure("contact"), 0.6, date(2026, 9, 30),
            ),
            _Hypothesis(N_("The autumn seminar brings 40 MQLs"), Measure("count", "mql"), 40, date(2026, 10, 5)),
        ),
        N_("August had the summer holidays: fewer leads were to be expected."),
    ),
    _Meeting(
        date(2026, 10, 7),
        (
            _Decision(
                N_("Write a follow-up mail for those who only gather information, with a case of their industry"),
                _MARKETING, date(2026, 11, 13),
            ),
        ),
        (
            _Hypothesis(
                N_("With the cards of the trade fair SALs come to 20"), Measure("count", "sal"), 20, date(2026, 11, 6),
            ),
            _Hypothesis(
                N_("The mail with a case of their industry brings the acceptance rate to 45 %"),
                Measure("rate", "sal", "mql"), 0.45, date(2027, 1, 31),
            ),
        ),
        N_("Sales wants the industry and the headcount in the comment of each hand-over."),
    ),
)  # fmt: skip


def hold_sample_reviews(store: "Store") -> None:
    """Write the reviews of the sample company into its store, unless there are any."""
    if reviews(store):
        return
    for meeting in _MEETINGS:
        day = meeting.day.toordinal()
        number = begin_review(store, day, "monthly").id
        minutes.remark(store, number, _(meeting.remark))
        for asked in meeting.hypotheses:
            until = asked.until.toordinal()
            minutes.suppose(store, number, _(asked.text), asked.measure, target=asked.target, until=until)
        items = [
            minutes.decide(store, number, _(one.text), _(one.who), one.until.toordinal())
            for one in meeting.decisions
        ]
        minutes.close_review(store, number, day, _("Marketing, inside sales, sales"))
        for item, one in zip(items, meeting.decisions, strict=True):
            if one.done:
                minutes.settle_decision(store, item, one.done.toordinal())
