"""Lines of duties and hand-overs where there is little room: who, why and what was answered stay readable."""

import pytest
from PySide6.QtGui import QFontMetrics

from funneldesk.ui.member.lines import ABOUT, ANSWER, Line, LinesModel
from funneldesk.ui.window import MINIMUM
from tests.ui.conftest import settle


@pytest.fixture
def page(show, window, qtbot):
    page = show("handovers")
    window.resize(*MINIMUM)
    qtbot.waitUntil(lambda: page.width() < MINIMUM[0])
    settle(qtbot, page)
    return page


def test_in_the_smallest_window_a_name_and_its_company_are_whole(page):
    assert ANSWER in page.table.left_out
    who = "中村 麻衣　八千代野木工"
    assert QFontMetrics(page.table.font()).horizontalAdvance(who) < page.table.columnWidth(ABOUT) - 24


def test_an_answer_stands_before_the_reasons_where_its_column_has_no_room(page, window, team, qtbot):
    place = page.table.currentIndex().row()
    why = page.table.chosen.why
    qtbot.keyClick(page.table, "a")
    qtbot.waitUntil(lambda: page.table.chosen.answered == "受け入れ ✓✓\n（未受信）")
    about = page.model.index(place, ABOUT)
    assert about.data().splitlines()[1] == f"受け入れ ✓✓　（未受信）　{why}"
    window.resize(1900, 900)
    qtbot.waitUntil(lambda: ANSWER not in page.table.left_out)
    assert about.data().splitlines()[1] == why
    assert page.model.index(place, ANSWER).data() == "受け入れ ✓✓\n（未受信）"


def test_an_outcome_stands_on_the_same_line(qtmodeltester):
    line = Line(
        "1", "期限なし", None, "", "答える", "東都", "点数", "is", "佐藤", 1.0, "h", "受け入れ ✓✓✓\n別の回答"
    )
    model = LinesModel()
    model.show_rows([line])
    model.show_answers(own_column=False)
    qtmodeltester.check(model)
    assert model.index(0, ABOUT).data() == "東都\n受け入れ ✓✓✓　別の回答　点数"


def test_a_decided_hand_over_names_its_reason_once_and_nothing_to_do(show, qtbot):
    lines = [line for line in show("handovers").model.rows if line.record and line.record.is_decided]
    assert lines
    for line in lines:
        assert line.what == ""
        assert line.why == (line.record.reason or line.record.why)
