"""Leaving the sample company for one's own data: without a trace, and nothing of one's own goes unasked."""

import shutil
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from funneldesk.domain.formats import sentences
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.ui.page import GUTTER, row
from funneldesk.ui.widgets.asking import ask
from funneldesk.ui.widgets.frames import Banner

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session
    from funneldesk.ui.tasks import Job

_MARK = "sample_mark"
#: Lists of one's own that are named.
_NAMED = 3


class SampleNotice(QWidget):
    """Says, while the sample is on the desk, what becomes of lists imported into it, and offers the way out."""

    def __init__(self, session: "Session", lists: "Callable[[], list[Path]]") -> None:
        """Make it; `lists` gives those that were brought by now."""
        super().__init__()
        self._session, self._lists = session, lists
        self.banner = Banner()
        across = row(self.banner)
        across.setContentsMargins(0, 0, GUTTER, 0)
        self.setLayout(across)
        self.look()

    def look(self) -> None:
        """Show or hide it."""
        words = _("This is the sample company: lists that you import here go when the sample is removed.")
        self.banner.say(
            words if self._session.shows_sample else "",
            "amber",
            _("Remove the sample and import into my own data"),
            lambda: self._session.leaving_wanted.emit(self._lists()),
        )
        self.setVisible(self._session.shows_sample)


def note_sample(session: "Session") -> None:
    """Remember the sample as it is now: nobody did anything in it yet."""
    from funneldesk.operations.sample import mark_of

    session.read(lambda store, _job: mark_of(store), lambda mark: session.settings.setValue(_MARK, mark))


def leave_sample(parent: "QWidget", session: "Session", then: "Callable[[], None]") -> None:
    """Remove the sample and open one's own data, `then` go on; ask first where something of one's own goes with it."""
    born = str(session.settings.value(_MARK, ""))

    def look(store: "Store", _job: "Job") -> tuple[str, ...] | None:
        from funneldesk.operations.sample import mark_of, own_lists

        return None if mark_of(store) == born else own_lists(store)

    def decide(lists: tuple[str, ...] | None) -> None:
        if lists is None:
            remove()
            return
        words = _("What you changed in the sample goes with it.")
        if lists:
            named = _(", ").join(lists[:_NAMED]) + (_(", …") if len(lists) > _NAMED else "")
            words = sentences(
                _("These lists of yours are in the sample and go with it: %(names)s.") % {"names": named},
                _("Import them again into your own data afterwards."),
            )
        ask(parent, _("Remove the sample?"), words, _("Remove the sample"), remove, lasting=True)

    def remove() -> None:
        folder, own = session.sample_folder, session.own_path
        session.settings.remove(_MARK)
        session.open(own)
        # No thread has its file open then: Windows removes none that is.
        session.replace_store(lambda: _remove(folder), lambda _done: then(), session.failed.emit)

    def failed(error: Exception) -> None:
        # A sample that cannot be read is no loss.
        remove() if isinstance(error, UserError) else session.failed.emit(error)

    session.read(look, decide, failed)


def _remove(folder: "Path") -> None:
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        return
    except OSError as error:
        raise UserError(
            "in_use",
            _("The sample in {folder} cannot be removed: another program has a file of it open.").format(
                folder=str(folder)
            ),
            _("Close that program, then delete the folder."),
        ) from error
