"""The one page in the window: shown, clicked, given away; and both sides' numbers beside it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrinter

from funneldesk.operations.auditing import log
from funneldesk.operations.by_hand import decide, hand_over
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.scoring import find_leads
from funneldesk.operations.stores import open_reader, open_store
from funneldesk.ui.pages.summary import SALES
from funneldesk.ui.pages.summary_printing import a4_printer
from tests.ui.conftest import TODAY, settle


@pytest.fixture
def answered(desk):
    """Let sales decline two hand-overs, accept one and leave one."""
    day = TODAY.toordinal()
    with open_store(desk.session.path) as store:
        ids = [find_leads(store, f"yamada{i}@toto{i}.co.jp")[0] for i in (10, 11, 12, 13)]
        for lead in ids:
            hand_over(store, lead, "sales", day - 20)
        legs = {leg.lead: leg.record for leg in legs_of_store(store)}
        for lead, answer, reason in zip(
            ids, ("rejected", "rejected", "accepted"), ("時期尚早", "時期尚早", ""), strict=False
        ):
            decide(store, legs[lead], answer, day - 10, reason=reason)
    return ids


def _people(window, qtbot):
    leads = window.page("leads")
    qtbot.waitUntil(lambda: window.current is leads and leads.query.only is not None)
    return set(leads.query.only)


def _click(qtbot, view, key):
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(view.target_point(key).toPoint()))


def test_the_sheet_is_a4_and_its_parts_lead_to_the_people(answered, show, window, qtbot):
    page = show("summary")
    assert page.stack.currentIndex() == 1
    assert page.sheet.height() / page.sheet.width() == pytest.approx(297 / 210, abs=0.01)
    _click(qtbot, page.sheet, "reason:時期尚早")
    assert _people(window, qtbot) == set(answered[:2])
    show("summary")
    _click(qtbot, page.sheet, "funnel:deal:count")
    qtbot.waitUntil(
        lambda: window.current is window.page("leads") and len(window.page("leads").query.only) == 6
    )
    # By keyboard: the last target is the last person to phone.
    show("summary")
    page.sheet.setFocus()
    qtbot.keyClick(page.sheet, Qt.Key.Key_Up)
    key = page.sheet.targets[-1].key
    assert key.startswith("lead:")
    assert page.sheet.visibleRegion().contains(page.sheet.focused.center()), "scrolled to"
    qtbot.keyClick(page.sheet, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.current is window.page("lead"))
    assert window.page("lead").lead == int(key.partition(":")[2])


def test_no_list_of_reasons_is_no_claim_that_nobody_was_declined(show):
    page = show("summary", show=SALES)
    assert page.board.lists["reason"].nothing.text() == "cannot be said"
    assert page.board.cards["waiting"].chip.text() == "Not recorded yet"


def test_it_can_be_given_away_with_and_without_names(desk, show, window, qtbot, tmp_path):
    page = show("summary")
    names = {call.name for call in page.summary.calls}
    assert names
    for name, named in (("with.svg", True), ("without.pdf", False)):
        if page.names.isChecked() != named:
            qtbot.mouseClick(page.names, Qt.MouseButton.LeftButton, pos=QPoint(8, page.names.height() // 2))
        assert page.names.isChecked() == named
        page.save(tmp_path / name)
        qtbot.waitUntil(lambda name=name: name in page.banner.sentence.text(), timeout=20000)
    assert (tmp_path / "with.svg").read_bytes().startswith(b"<?xml")
    assert (tmp_path / "without.pdf").read_bytes().startswith(b"%PDF")
    assert not {call.name for call in page.page_to_give().calls} & names
    settle(qtbot, page)
    printer = a4_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    page.printing.print_on(printer)
    qtbot.waitUntil(lambda: "printer" in page.banner.sentence.text(), timeout=20000)
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")

    def left() -> list[tuple[str, int]]:
        with open_reader(desk.session.path) as store:
            return [
                (one.operation, one.detail["count"])
                for one in log(store)
                if one.detail.get("what") == "summary"
            ]

    qtbot.waitUntil(lambda: left() == [("print", 0), ("export", 0), ("export", len(page.summary.calls))])


def test_both_sides_see_both_boards_and_the_same_numbers(answered, show, window, qtbot):
    page = show("summary")
    page.shown.setFocus()
    qtbot.keyClick(page.shown, Qt.Key.Key_Down)
    page.shown.activated.emit(page.shown.currentIndex())
    settle(qtbot, page)
    marketing = {code: card.figure.text() for code, card in page.board.cards.items()}
    assert list(marketing)[:3] == ["lead", "mql", "handed"]
    assert marketing["lead"] == "40"
    assert not page.board.lists["reason"].nothing.isVisible()
    show("summary", show=SALES)
    qtbot.waitUntil(lambda: next(iter(page.board.cards)) == "waiting")
    sales = {code: card.figure.text() for code, card in page.board.cards.items()}
    both = marketing.keys() & sales.keys()
    assert len(both) >= 6
    assert all(marketing[code] == sales[code] for code in both)
    # The same figures as on the page of the day.
    today = show("today")
    assert today.kpis.sal.figure.text() == sales["sal"]
    assert today.kpis.rates["deal"].figure.text() == sales["deal"]
    show("summary", show=SALES)
    qtbot.waitUntil(lambda: next(iter(page.board.cards)) == "waiting")
    qtbot.mouseClick(page.board.cards["waiting"], Qt.MouseButton.LeftButton)
    assert _people(window, qtbot) == {answered[3]}
    show("summary")
    link = page.board.lists["reason"].rows["reason:時期尚早"]
    link.setFocus()
    qtbot.keyClick(link, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: set(window.page("leads").query.only or ()) == set(answered[:2]))
    # Nobody is behind it: said, not an empty list.
    show("summary")
    page.board.cards["reason"].setFocus()
    qtbot.keyClick(page.board.cards["reason"], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.banner.sentence.text() == "Reason for each rejection: nobody")
    qtbot.mouseClick(page.board.cards["lists"], Qt.MouseButton.LeftButton)
    assert window.current is window.page("import")


def test_the_view_menu_leads_there_and_without_data_it_says_what_to_do(open_desk, qtbot):
    window = open_desk(None).window
    entries = {
        action.text(): action for menu in window.menuBar().actions() for action in menu.menu().actions()
    }
    entries["One-page summary"].trigger()
    page = window.page("summary")
    assert window.current is page
    assert page.empty.title.text() == "The one-page summary appears here"
