"""The data quality beside the table of leads: asked for while its tab is on screen."""

from typing import TYPE_CHECKING, Any

from funneldesk.ui.widgets.arranging import arranged_once

if TYPE_CHECKING:
    from funneldesk.operations.quality import Quality
    from funneldesk.ui.pages.leads import LeadsPage
    from funneldesk.ui.pages.quality import QualityView
    from funneldesk.ui.tasks import Job


class AskingQuality:
    """Brings the tab and its answers together."""

    def __init__(self, page: "LeadsPage") -> None:
        self._page = page
        self._job: Job | None = None

    def make_view(self) -> "QualityView":
        """Return what shows the quality; its links lead to people and pages."""
        from funneldesk.ui.pages.quality import QualityView

        page = self._page
        view = QualityView(lambda: page.session.colours.secondary)
        view.people_wanted.connect(lambda ids, title: page.open(ids=ids, title=title))
        view.page_wanted.connect(page.navigate)
        return view

    @property
    def is_loading(self) -> bool:
        """Whether an answer is still on its way."""
        return self._job is not None

    def ask(self) -> None:
        """Ask for the quality, then for the number of possible duplicates."""
        if not self._page.session.has_store:
            return
        as_of = self._page.session.today
        if self._job:
            self._job.cancel()

        def work(store: Any, job: "Job") -> "Quality":
            from funneldesk.operations.quality import quality_of

            return quality_of(store, as_of, job)

        if self._page.quality is not None:
            self._page.quality.banner.wait()
        self._job = self._page.session.read(work, self._show, self._failed)

    def _show(self, quality: "Quality") -> None:
        self._job = None
        view = self._page.quality
        if view is not None:
            with arranged_once(view):
                view.show_quality(quality)
            self._ask_duplicates(view)

    def _ask_duplicates(self, view: "QualityView") -> None:
        def work(store: Any, job: "Job") -> int:
            from funneldesk.operations.duplicates import duplicates

            return duplicates(store, job).total

        def show(pairs: int) -> None:
            self._job = None
            view.show_duplicates(pairs)

        self._job = self._page.session.search(work, show, self._failed)

    def _failed(self, error: Exception) -> None:
        self._job = None
        if self._page.quality is not None:
            self._page.quality.banner.say("")
        self._page.show_error(error)
