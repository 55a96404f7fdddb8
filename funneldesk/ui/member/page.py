"""What all pages of a member's window share: they show a publication, say which, and say why there is nothing."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.ui.page import PageFrame
from funneldesk.ui.widgets.frames import EmptyState

if TYPE_CHECKING:
    from funneldesk.domain.team.manifest import Manifest
    from funneldesk.ui.member.session import MemberSession


class MemberPage(PageFrame):
    """Subclasses override `ask`, which asks for what they show."""

    session: "MemberSession"
    #: Whether there is nothing to show where only sums are published.
    tells_of_people = False

    def __init__(self, session: "MemberSession", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        session.state_changed.connect(self.show_state)

    @property
    def manifest(self) -> "Manifest | None":
        """Return which publication is shown."""
        return self.session.state.manifest if self.session.state else None

    def ask(self) -> None:
        """Ask for what the page shows; there is a publication that has it."""
        raise NotImplementedError

    def take_keyboard(self) -> None:
        """Take the keyboard as the page is opened; pages with a list give it to that."""

    def show_state(self) -> None:
        """Show how far answers have come; pages that have any override it."""
        if not self.session.has_publication and self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Show the publication, or say why there is nothing."""
        from funneldesk.operations.team_sentences import header, hidden_words

        manifest = self.manifest
        if not self.session.has_publication or manifest is None:
            self.subtitle.setText("")
            self.banner.say("")
            self.set_empty(self._nothing())
            return
        self.subtitle.setText(header(manifest))
        if self.tells_of_people and manifest.level == "aggregate":
            self.banner.say("")
            why = _(
                "Whoever publishes chose sums only. Funnel, contents and the definition book are all here."
            )
            state = EmptyState(hidden_words(manifest.level), why)
            state.add_button(_("Show the funnel"), lambda: self.navigate("funnel"), primary=True)
            self.set_empty(state)
            return
        self.set_empty(None)
        self.ask()

    def _say_loading(self) -> None:
        if self.is_loading and not self._is_told:
            self.banner.say(_("Reading what was published …"))

    def _end_loading(self) -> None:
        super()._end_loading()
        if self.banner.sentence.text() == _("Reading what was published …"):
            self.banner.say("")

    def show_error(self, error: Exception) -> None:
        """Say in the place of the page why this computer's copy cannot be read; bugs go to the dialog."""
        if not isinstance(error, UserError):
            super().show_error(error)
            return
        self._job = None
        self.banner.say("")
        self.set_empty(self._trouble(error))

    def show_fault(self, error: Exception) -> None:
        """Say above the page what could not be done beside it; what it shows stays."""
        super().show_error(error)

    def _trouble(self, problem: UserError) -> EmptyState:
        state = EmptyState(problem.message, problem.next_step)
        state.add_button(_("Read the folder again"), self.session.look_again, primary=True)
        return state

    def _nothing(self) -> EmptyState:
        session = self.session
        problem = session.trouble or next(iter(session.state.problems if session.state else ()), None)
        if problem is not None:
            return self._trouble(problem)
        if session.is_looking or session.state is None:
            return EmptyState(_("Looking into the shared folder…"), str(session.folder))
        return EmptyState(
            _("Nothing has been published yet"),
            _("As soon as somebody publishes into this folder, it appears here by itself."),
        )
