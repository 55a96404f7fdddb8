"""What is wrong with the team's folder: each trouble in its sentence, with what to do, and a button if there is one."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from funneldesk.domain.formats import moment, sentences
from funneldesk.i18n import N_, _
from funneldesk.ui.widgets.frames import Banner

if TYPE_CHECKING:
    from funneldesk.operations.share_state import ShareProblem, ShareState

#: What can be done about a trouble, by its code: (act, words of the button).
_AGAIN = ("again", N_("Check again"))
_OTHER_FOLDER = ("settings", N_("Choose another folder…"))
_ACTS = {
    "other_owner": ("take_over", N_("Take over…")),
    "share_emptied": ("anew", N_("Set it up again…")),
    "other_share": _OTHER_FOLDER,
    "other_store": _OTHER_FOLDER,
    "share_gone": _AGAIN,
    "share_slow": _AGAIN,
    "share_read_only": _AGAIN,
    "share_full": _AGAIN,
    "share_held": _AGAIN,
    "share_trouble": _AGAIN,
    "passphrase_needed": ("passphrase", N_("Type the passphrase…")),
    "wrong_passphrase": ("passphrase", N_("Type the passphrase…")),
}
#: What to do in words, where the advice of the operation names a command.
_ADVICE = {
    "other_owner": N_(
        "This one only reads. To publish from here from now on, take over; the other one then only reads."
    ),
    "share_emptied": N_(
        "A drive that is not connected looks like that: check it first. If the folder really was emptied, set it up "
        "again."
    ),
    "passphrase_needed": N_("Type it again."),
}
#: What was published is not where it was put.
LOST = {"share_emptied", "other_share", "other_store"}
#: More would say nothing new.
MOST = 6


class TroublesView(QWidget):
    """A banner for each trouble; `acts` is what the page can do, by name."""

    def __init__(self, acts: Mapping[str, Callable[[], None]]) -> None:
        super().__init__()
        self._acts = acts
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.shown: tuple[ShareProblem, ...] = ()
        self.banners: list[Banner] = []
        self.hide()

    def show_problems(self, told: "Sequence[ShareProblem]", said: str, *, is_busy: bool) -> None:
        """Show these but for what is `said` above them; what is the same stays, so that nobody's click is lost."""
        problems = [one for one in told if sentences(one.message, one.next_step) != said]
        if tuple(problems) != self.shown:
            self.shown = tuple(problems)
            for old in self.banners:
                self._column.removeWidget(old)
                old.hide()
                old.deleteLater()
            self.banners = [self._banner(one) for one in problems[:MOST]]
        self.setVisible(bool(problems))
        for banner in self.banners:
            banner.link.setEnabled(not is_busy)

    def _banner(self, problem: "ShareProblem") -> Banner:
        banner = Banner()
        # In its place before it is shown: it would be a window otherwise.
        self._column.addWidget(banner)
        advice = _(_ADVICE[problem.code]) if problem.code in _ADVICE else problem.next_step
        act, words = _ACTS.get(problem.code, ("", ""))
        slot = self._acts.get(act)
        banner.say(
            sentences(problem.message, advice),
            "amber",
            _(words) if slot and words else "",
            slot,
        )
        return banner


def rival_problem(state: "ShareState") -> "list[ShareProblem]":
    """Return that another computer publishes, where one does."""
    from funneldesk.operations.share_state import ShareProblem

    if state.rival is None or any(one.code == "other_owner" for one in state.problems):
        return []
    words = _("Another computer ({name}) publishes into this folder, last at {time}.")
    said = words.format(name=state.rival.name, time=moment(state.rival.published_at))
    return [ShareProblem("other_owner", said, "")]
