"""A whole change of definition with the keyboard alone: new draft, threshold, term, rule, what changes, both signatures."""

from datetime import date

import pytest

from funneldesk.operations.book import book_versions
from funneldesk.operations.book_drafts import drafts
from funneldesk.operations.stores import open_reader
from tests.ui.conftest import TODAY, activate
from tests.ui.keyboard import Keyboard


@pytest.fixture
def keyboard(qtbot, window):
    """Return a keyboard on the window, which has just opened."""
    activate(qtbot, window)
    return Keyboard(qtbot, window)


def stored(session):
    with open_reader(session.path) as store:
        return drafts(store), book_versions(store)


def begin_draft(keyboard, qtbot, page, session):
    """Begin a draft of its own from the menu of drafts."""
    keyboard.press("Ctrl+D")
    keyboard.wait(page.desk.button.drafts.isVisible)
    keyboard.press("N")
    keyboard.wait(lambda: keyboard.name() == "Name of the draft")
    keyboard.type("Next year")
    keyboard.press("Return")
    keyboard.wait(lambda: [d.name for d in stored(session)[0]] == ["Next year"])
    keyboard.wait(lambda: page.desk.button.text() == "Next year")
    # A window manager gives the keyboard back; the platform without a screen has to be asked.
    activate(qtbot, page.window())


def change_term(keyboard, page):
    """Write another definition of the first term."""
    keyboard.reach("Definition: ")
    keyboard.replace("Anybody we can reach")
    keyboard.press("Tab")
    assert page.book.terms[0].definition == "Anybody we can reach"


def change_threshold(keyboard, page):
    """Change the threshold on the next tab; a slip is taken back in the menu."""
    keyboard.press("Ctrl+PgDown")
    keyboard.reach("Threshold")
    keyboard.replace("5")
    keyboard.press("Tab")
    assert page.book.threshold.points == 5
    keyboard.press("Alt+E")
    keyboard.press("U")
    keyboard.wait(lambda: page.book.threshold.points == 60)
    keyboard.reach("Threshold", back=True)
    keyboard.replace("55")
    keyboard.press("Tab")
    assert page.book.threshold.points == 55


def change_rule(keyboard, page):
    """Unfold the first rule and say otherwise what is done."""
    keyboard.press("Ctrl+PgDown", 3)
    keyboard.reach(f"Change: {page.book.rules[0].name}")
    keyboard.press("Space")
    keyboard.reach("What to do")
    keyboard.replace("phone them and note the need")
    keyboard.press("Tab")
    assert page.book.rules[0].action == "phone them and note the need"


def look_at_changes(keyboard, page):
    """Read what changes, row by row."""
    keyboard.press("Ctrl+PgUp", page.tabs.currentIndex() + 1)
    keyboard.reach("What the draft changes")
    table, read = keyboard.focus, set()
    for _row in range(table.model().rowCount()):
        keyboard.press("Down")
        read.add(table.currentIndex().siblingAtColumn(0).data())
    assert read == {"Terms", "Threshold", "Operating rules"}


def next_year():
    leap_day = TODAY.month == 2 and TODAY.day == 29
    return date(TODAY.year + 1, TODAY.month, 28 if leap_day else TODAY.day)


def agree(keyboard, session):
    """Sign for both sides, from a year ahead."""
    keyboard.reach("Agreed for Marketing")
    keyboard.type("Sato")
    keyboard.reach("Agreed for Sales")
    keyboard.type("Suzuki")
    keyboard.reach("In force from")
    keyboard.replace(f"{next_year():%Y/%m/%d}")
    keyboard.reach("Note")
    keyboard.type("Rules of next year")
    keyboard.reach("Agree on this version")
    keyboard.press("Space")
    keyboard.wait(lambda: len(stored(session)[1]) == 2)


def test_a_definition_is_changed_by_keyboard_alone(keyboard, qtbot, window, session):
    keyboard.press("Ctrl+7")
    page = window.current
    keyboard.wait(lambda: page.book is not None and page.desk.button.isVisible())
    begin_draft(keyboard, qtbot, page, session)
    change_term(keyboard, page)
    change_threshold(keyboard, page)
    change_rule(keyboard, page)
    look_at_changes(keyboard, page)
    agree(keyboard, session)

    kept, (_example, agreed) = stored(session)
    assert kept == ()
    assert agreed.book.threshold.points == 55
    assert agreed.book.terms[0].definition == "Anybody we can reach"
    assert agreed.book.rules[0].action == "phone them and note the need"
    assert {(s.side, s.name) for s in agreed.signatures} == {("marketing", "Sato"), ("sales", "Suzuki")}
    assert agreed.note == "Rules of next year"
    assert agreed.from_day == next_year().toordinal()
    assert keyboard.nameless == set(), "everything the Tab key stops at has a name"


def test_the_tab_key_goes_as_the_eye_does(keyboard, window):
    keyboard.press("Ctrl+7")
    page = window.current
    keyboard.wait(lambda: page.book is not None and page.desk.button.isVisible())
    keyboard.reach("Draft on this page")
    said = []
    for _stop in range(6):
        said.append(keyboard.name())
        keyboard.press("Tab")
    assert said == [
        "Draft on this page: The example",
        "Excel",
        "Purpose and terms",
        "Begin the KPI workshop",
        "Scrolls with the arrow keys",
        "Purpose",
    ]
    keyboard.press("Ctrl+PgUp")
    assert keyboard.name() == "Versions and agreement"


def test_ctrl_z_takes_back_what_was_typed_before_the_tab_key(keyboard, window):
    keyboard.press("Ctrl+7")
    page = window.current
    keyboard.wait(lambda: page.book is not None and page.desk.button.isVisible())
    keyboard.press("Ctrl+PgDown", 5)
    kpi = next(one for one in page.book.kpis if one.code == "acceptance_rate")

    def low():
        return next(one.low for one in page.book.kpis if one.id == kpi.id)

    keyboard.reach(f"Band from: {kpi.name}")
    keyboard.replace("40")
    keyboard.press("Tab")
    assert (low(), keyboard.name()) == (0.4, f"Band to: {kpi.name}")
    keyboard.press("Ctrl+Z")
    assert low() == kpi.low
    keyboard.press("Ctrl+Shift+Z")
    assert low() == 0.4
    # A field's own typing comes first: the book is as it was.
    keyboard.type("7")
    keyboard.press("Ctrl+Z")
    assert low() == 0.4


@pytest.mark.parametrize(
    ("tab", "first", "last"),
    [
        (5, "Target a month", "Until Won"),
        (6, "Company", "Why these rules"),
        (7, "Change", "Find in knowledge"),
    ],
)
def test_tab_goes_through_a_tab_from_top_to_bottom(keyboard, window, tab, first, last):
    keyboard.press("Ctrl+7")
    page = window.current
    keyboard.wait(lambda: page.book is not None and page.desk.button.isVisible())
    keyboard.press("Ctrl+PgDown", tab)
    # By the offer of the workshop and what scrolls.
    keyboard.press("Tab", 3)
    assert keyboard.name().startswith(first)
    page.tabs.setFocus()
    keyboard.press("Shift+Tab")
    keyboard.reach("Definition book", back=True)
    keyboard.press("Shift+Tab")
    said = keyboard.name()
    while said.startswith("Definition book"):
        keyboard.press("Shift+Tab")
        said = keyboard.name()
    assert said.startswith(last)
