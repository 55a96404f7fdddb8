"""A card's words are whole at every width: beside each other where there is room, else below each other."""

import pytest
from PySide6.QtTest import QTest

from funneldesk.colours import LIGHT
from funneldesk.ui.widgets.kpi_card import KpiCard
from funneldesk.ui.widgets.ranges import Range


@pytest.mark.parametrize("compact", [True, False], ids=["compact", "usual"])
def test_no_word_ends_in_dots_where_the_verdict_stands_beside_it(qtbot, compact):
    card = KpiCard("承認率")
    card.setStyleSheet("KpiCard { border: 1px solid red; }")
    qtbot.addWidget(card)
    card.show_compact(compact=compact)
    card.show_value("20%", "1,694 / 8,635件", Range(), LIGHT)
    card.show_verdict("目安を下回る", "amber", "目安 60〜80%", "")
    card.show()
    beside = card.detail if compact else card.note
    wide = card.verdict_width()
    seen = set()
    for width in range(wide - 4, wide + 5):
        card.resize(width, 120)
        stacked = card.verdict_width() > card.width()
        card.stack_verdict(stacked=stacked)
        QTest.qWait(1)
        seen.add(stacked)
        assert beside.text() == beside.text_whole(), (width - wide, stacked)
    assert seen == {True, False}
