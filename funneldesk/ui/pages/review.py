"""振り返り: stands here until its page does."""

from funneldesk.i18n import _
from funneldesk.ui.page import Page
from funneldesk.ui.widgets.frames import EmptyState


class ReviewPage(Page):
    """Leads to what there is of reviews."""

    def refresh(self) -> None:
        """Show the way to the knowledge cards."""
        self.set_empty(EmptyState(_("Review"), _("Import a list")))
