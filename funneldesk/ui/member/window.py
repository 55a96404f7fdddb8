"""A member's window: the pages of a publication, when it is from, whether the folder can be reached."""

from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction, QActionGroup, QCloseEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from funneldesk.domain.formats import sentences
from funneldesk.domain.habits import chosen, offered
from funneldesk.domain.team.levels import level_label
from funneldesk.i18n import N_, _, language, set_language
from funneldesk.ui.actions import add_menus
from funneldesk.ui.choosing_files import shared_folder_to_open
from funneldesk.ui.member.actions import ENTRIES, MEMBER_ACTIONS
from funneldesk.ui.member.asking import FieldQuestion, ask_name, ask_passphrase, ask_unsealed
from funneldesk.ui.member.page import MemberPage
from funneldesk.ui.member.session import NAME, MemberSession
from funneldesk.ui.member.strip import SharingStrip
from funneldesk.ui.navigation import PageEntry
from funneldesk.ui.page import put_in, row
from funneldesk.ui.shell import Shell
from funneldesk.ui.theme import text_size_of, text_size_words
from funneldesk.ui.widgets.frames import Banner
from funneldesk.ui.widgets.text import ElidedLabel, Label

if TYPE_CHECKING:
    from funneldesk.errors import UserError
    from funneldesk.ui.palette_offers import Offer

#: The program's own folder within the shared one.
PROGRAM_FOLDER = "FunnelDesk"
#: What to do in words, where the advice of the operation names a command.
_ADVICE = {
    "not_sealed": N_(
        "It is not shown, and no answers are sent for it. Ask whoever publishes, by phone or mail, whether the "
        "passphrase was removed on purpose; only then read on without it."
    )
}
#: The page of the last run.
PAGE = "member_page"


class MemberWindow(Shell):
    """Shows the newest publication; everything is read-only but the answers to hand-overs."""

    def __init__(self, session: MemberSession) -> None:
        super().__init__(session, remembered_as="member_geometry")
        self.session = session
        self._pages: dict[str, MemberPage] = {}
        self._question: FieldQuestion | None = None
        self.show_place(_("%(folder)s (team view)") % {"folder": _name_of(session.folder)})
        self._where = ElidedLabel(_name_of(session.folder), "secondary")
        self._level = Label("", "secondary", wrap=True)
        self.notice = Banner()
        self.strip = SharingStrip(session)
        self.strip.refresh_wanted.connect(session.look_again)
        self.lay_out(ENTRIES, head=self._where, foot=self._level, around=self._around())
        self._menus()
        session.state_changed.connect(self._show_state)
        session.passphrase_wanted.connect(self._ask_passphrase)
        self.restore_size()
        self._show_state()

    def _around(self) -> QWidget:
        around = QWidget()
        around.setObjectName("pages")
        column = QVBoxLayout(around)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        above = row(self.notice)
        above.setContentsMargins(24, 12, 24, 0)
        column.addLayout(above)
        column.addWidget(self._stack, 1)
        column.addWidget(self.strip)
        return around

    def open_first_page(self) -> None:
        """Open the page of the last run; called after the first paint."""
        if self.current is None:
            self.go(self.first_page.id)

    @property
    def first_page(self) -> PageEntry:
        """Return the page of the last run."""
        last = str(self.session.settings.value(PAGE, "today"))
        return next((entry for entry in ENTRIES if entry.id == last), ENTRIES[0])

    @property
    def first_modules(self) -> tuple[str, ...]:
        """Return the module of the page of the last run."""
        return (f"funneldesk.ui.member.{self.first_page.module}",)

    def go(self, page_id: str, **what: Any) -> None:
        """Show a page, perhaps to see something particular on it."""
        page = self.page(page_id)
        self.bring(page, page_id)
        self.visited(page_id, {})
        self.session.settings.setValue(PAGE, page_id)
        self._stack.setFocus()
        page.take_keyboard()
        if what:
            page.open(**what)

    @property
    def page_ids(self) -> tuple[str, ...]:
        """Return the pages of the window."""
        return tuple(entry.id for entry in ENTRIES)

    def page(self, page_id: str) -> MemberPage:
        """Return a page, made when it is first asked for."""
        page = self.made(page_id)
        put_in(self._stack, page)
        return page

    def made(self, page_id: str) -> MemberPage:
        """Return a page that is perhaps not part of the window yet."""
        if page_id not in self._pages:
            entry = next(one for one in ENTRIES if one.id == page_id)
            kind = getattr(import_module(f"funneldesk.ui.member.{entry.module}"), entry.page)
            page: MemberPage = kind(self.session, self.go, _(entry.title))
            self._pages[page_id] = page
        return self._pages[page_id]

    @property
    def current(self) -> MemberPage | None:
        """Return the page on screen."""
        page = self._stack.currentWidget()
        return page if isinstance(page, MemberPage) else None

    def _menus(self) -> None:
        self.menus = add_menus(self, MEMBER_ACTIONS)
        self.show_trail()
        view = self.menus.menus["view"]
        view.addSeparator()
        languages, themes = view.addMenu(_("Language")), view.addMenu(_("Theme"))
        self._choices(languages, (("ja", "日本語"), ("en", "English")), language(), self._set_language)
        theme = str(self.session.settings.value("theme", "system"))
        looks = (("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark")))
        self._choices(themes, looks, theme, self._set_theme)
        size = str(text_size_of(self.session.settings.value("text_size")))
        self._choices(view.addMenu(_("Text size")), text_size_words(), size, self._set_text_size)
        if language() == "ja":
            write = partial(self.session.choose_habit, "years")
            self._choices(view.addMenu(_("Years")), offered("years"), chosen("years"), write)

    @property
    def help_topic(self) -> str:
        """Return the topic about this window: it is the same on each of its pages."""
        return "member"

    def _choices(self, menu: QMenu, offered: tuple[tuple[str, str], ...], now: str, choose: Any) -> None:
        group = QActionGroup(menu)
        for value, words in offered:
            action = QAction(words, self)
            action.triggered.connect(lambda _on, value=value: choose(value))
            action.setCheckable(True)
            action.setChecked(value == now)
            group.addAction(action)
            menu.addAction(action)

    def _set_language(self, chosen: str) -> None:
        if chosen != language():
            self.session.settings.setValue("language", chosen)
            set_language(chosen)
            self.session.language_changed.emit()

    def _set_theme(self, chosen: str) -> None:
        self.session.settings.setValue("theme", chosen)
        self.session.look_wanted.emit()

    def _set_text_size(self, chosen: str) -> None:
        if chosen != str(text_size_of(self.session.settings.value("text_size"))):
            self.session.settings.setValue("text_size", chosen)
            self.session.text_size_changed.emit()

    def everything(self, typed: str) -> "Offer | None":
        """Offer all published leads that fit."""
        from funneldesk.ui.palette_offers import leads_offer

        return leads_offer(typed, self.go) if self.session.has_publication else None

    def ask_name(self) -> None:
        """Ask in whose name answers are given."""
        ask_name(self, self.session.who, lambda name: self.session.settings.setValue(NAME, name))

    def ask_unsealed(self) -> None:
        """Ask whether the passphrase was removed on purpose, and read on without it."""
        manifest = self.session.state.manifest if self.session.state else None
        name = manifest.owner_name if manifest else ""
        ask_unsealed(self, name, self.session.read_unsealed)

    def open_other(self) -> None:
        """Ask for another shared folder, and open it."""
        if folder := shared_folder_to_open(self, self.session.settings):
            self.session.folder_wanted.emit(folder)

    def _ask_passphrase(self, error: "UserError") -> None:
        """Ask once; whoever closes the question is asked again when she looks again."""
        if self._question is not None:
            return
        said = error.message if self.session.gave_passphrase else ""
        self._question = ask_passphrase(self, said, self.session.open)
        self._question.finished.connect(self._asked)

    def _asked(self) -> None:
        self._question = None

    def _show_state(self) -> None:
        from funneldesk.operations.team_sentences import age_warning, day_today, header

        session, state = self.session, self.session.state
        manifest = state.manifest if state else None
        self._level.setText(
            "\n".join((header(manifest), _("Published: %(level)s") % {"level": level_label(manifest.level)}))
            if manifest
            else ""
        )
        problems = [session.trouble] if session.trouble else list(state.problems if state else ())
        said = [
            sentences(one.message, _(_ADVICE[one.code]) if one.code in _ADVICE else one.next_step)
            for one in problems
            if one
        ]
        old = age_warning(manifest, day_today()) if manifest is not None else ""
        if not session.has_publication:
            self.notice.say("")  # the page itself says why there is nothing
        elif problems:
            words = "\n".join(filter(None, (*said, old)))
            if any(one.code == "not_sealed" for one in problems if one):
                self.notice.say(words, "amber", _("Read on without a passphrase…"), self.ask_unsealed)
            else:
                self.notice.say(words, "amber", _("Read the folder again"), session.look_again)
        else:
            self.notice.say(old, "amber")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the size and end the threads, unless a window in another language takes over."""
        self.keep_size()
        if not self._replaced:
            self.session.close()
        super().closeEvent(event)


def shared_folder(folder: Path) -> Path:
    """Return the folder people know, above the program's own; nothing is asked of the drive."""
    whole = folder.absolute()
    return whole.parent if whole.name == PROGRAM_FOLDER else whole


def _name_of(folder: Path) -> str:
    """Return what people call a shared folder."""
    named = shared_folder(folder)
    return named.name or str(named)
