"""引き渡し: all hand-overs of the publication, those that wait for an answer first."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from funneldesk.domain.formats import sentences
from funneldesk.domain.team.publication_words import state_label
from funneldesk.i18n import _
from funneldesk.ui.member.answering import AnsweringPage
from funneldesk.ui.member.lines import Line, in_groups
from funneldesk.ui.widgets.frames import EmptyState

if TYPE_CHECKING:
    from funneldesk.operations.team_view import PublishedHandover, TeamView

    Found = tuple[tuple[PublishedHandover, ...], tuple[tuple[str, str], ...], int]


class HandoversPage(AnsweringPage):
    """One line a hand-over; A accepts, R declines with a reason of the book, T was contacted, M comments."""

    def ask(self) -> None:
        """Ask for the hand-overs and the book's reasons."""

        def work(view: "TeamView", _task: Any) -> "Found":
            return view.handovers(), view.reasons(), view.as_of

        def show(found: "Found") -> None:
            handovers, reasons, as_of = found
            self.show_found([_line(one, as_of) for one in handovers], handovers, reasons)

        self.load(work, show)

    def groups(self, lines: Sequence[Line]) -> list[Line]:
        """Return those that wait, then those about which answers contradict each other, then those decided."""
        waiting = [line for line in lines if line.record.is_open]
        return in_groups(
            (
                (_("Waiting for an answer, late"), [line for line in waiting if line.record.is_late]),
                (_("Waiting for an answer"), [line for line in waiting if not line.record.is_late]),
                (state_label("conflict"), [line for line in lines if line.record.is_disputed]),
                (_("Decided"), [line for line in lines if line.record.is_decided]),
            )
        )

    def nothing(self) -> EmptyState:
        """Say that nobody was handed over yet, and what will happen."""
        return EmptyState(
            _("Nobody has been handed over yet"),
            _("As soon as marketing hands somebody over and publishes, the line to be answered stands here."),
        )

    def sentence(self, lines: Sequence[Line]) -> None:
        """Say how many wait, and how many of them were answered here."""
        from funneldesk.operations.team_outcomes import outcomes_sentence
        from funneldesk.operations.team_sentences import handovers_sentence

        records = [line.record for line in lines]
        left = sum(bool(self.outcome(line.handover)) for line in lines)
        answered = sum(
            bool(line.answered) for line in lines if line.record.is_open and not self.outcome(line.handover)
        )
        late = any(one.is_open and one.is_late for one in records)
        said = sentences(*filter(None, (handovers_sentence(records, answered), outcomes_sentence(left))))
        self.banner.say(said, "amber" if late or left else "green")


def _line(one: "PublishedHandover", as_of: int) -> Line:
    from funneldesk.operations.team_sentences import late_words, state_words

    who = f"{one.person}　{one.company}" if one.person and one.company else one.who
    return Line(
        key=one.handover,
        urgent=late_words(one.due, as_of)
        if one.is_open
        else _("Disputed")
        if one.is_disputed
        else state_words(one.state),
        due=one.due if one.is_open else one.decided_on,
        tone="red" if one.is_open and one.is_late else "amber" if one.is_disputed else "",
        what=_("Accept or decline") if one.is_open else _("Wait for the decision") if one.is_disputed else "",
        who=who or (_("Lead %(number)s") % {"number": one.lead} if one.lead else ""),
        why=one.reason or one.why,
        side=one.side,
        owner=one.owner,
        score=one.score,
        handover=one.handover,
        record=one,
    )
