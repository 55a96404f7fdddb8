"""今日: the duties that were published, what is late first; those about a hand-over can be answered here."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from funneldesk.i18n import _
from funneldesk.ui.member.answering import AnsweringPage
from funneldesk.ui.member.lines import Line, in_groups
from funneldesk.ui.widgets.frames import EmptyState

if TYPE_CHECKING:
    from funneldesk.operations.team_view import PublishedDuty, PublishedHandover, TeamView

    Found = tuple[tuple[PublishedDuty, ...], tuple[PublishedHandover, ...], tuple[tuple[str, str], ...], int]


class TodayPage(AnsweringPage):
    """One line a duty: late, due today, due later, and what has been late for so long that it stands apart."""

    _as_of = 0

    def ask(self) -> None:
        """Ask for the duties and for the hand-overs they are about."""

        def work(view: "TeamView", _task: Any) -> "Found":
            return view.duties(), view.handovers(), view.reasons(), view.as_of

        self.load(work, self._show)

    def _show(self, found: "Found") -> None:
        duties, handovers, reasons, self._as_of = found
        self.show_found([_line(duty, self._as_of) for duty in duties], handovers, reasons)

    def groups(self, lines: Sequence[Line]) -> list[Line]:
        """Return the duties by how urgent they are."""
        soon = self._as_of + 1

        in_time = [line for line in lines if not line.record.is_late and not line.record.is_long_ago]
        return in_groups(
            (
                (_("Late"), [one for one in lines if one.record.is_late and not one.record.is_long_ago]),
                (_("Today"), [line for line in in_time if line.due is None or line.due < soon]),
                (_("Soon"), [line for line in in_time if line.due is not None and line.due >= soon]),
                (_("Late for long"), [line for line in lines if line.record.is_long_ago]),
            )
        )

    def nothing(self) -> EmptyState:
        """Say that nothing is owed."""
        return EmptyState(
            _("Nothing is owed here."),
            _(
                "What the operating rules of the definition book ask for stands here from its day on, once published."
            ),
        )

    def sentence(self, lines: Sequence[Line]) -> None:
        """Say how many are late."""
        from funneldesk.operations.team_sentences import today_sentence

        recent = [line.record for line in lines if not line.record.is_long_ago]
        late = any(one.is_late for one in recent)
        self.banner.say(today_sentence(recent, self._as_of), "amber" if late else "green")


def _line(duty: "PublishedDuty", as_of: int) -> Line:
    from funneldesk.operations.team_sentences import SOON_DAYS, late_words

    near = duty.due is not None and duty.due - as_of <= SOON_DAYS
    return Line(
        key=f"{duty.rule}:{duty.lead or duty.action}:{duty.handover}:{duty.side}",
        urgent=late_words(duty.due, as_of),
        due=duty.due,
        tone="red" if duty.is_late else "amber" if near else "",
        what=duty.action,
        who=_who(duty),
        why=duty.why,
        side=duty.side,
        owner=duty.owner,
        score=duty.score,
        handover=duty.handover,
        record=duty,
    )


def _who(duty: "PublishedDuty") -> str:
    if duty.person and duty.company:
        return f"{duty.person}　{duty.company}"
    if duty.who:
        return duty.who
    return _("Lead %(number)s") % {"number": duty.lead} if duty.lead else ""
