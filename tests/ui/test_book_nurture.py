"""Phases and scenarios of the nurture design are written, ordered and removed in place."""

import pytest

from funneldesk.ui.pages.book_nurture import NurtureTab
from tests.ui.book_driving import back_and_forth, choose, press, write


@pytest.fixture
def tab(page):
    return page.tab(NurtureTab)


def _write_text(qtbot, field, text, then):
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    then.setFocus()


def test_a_phase_is_written_ticked_moved_and_taken_back(page, tab, qtbot):
    before = page.book
    first, second, third = (phase.id for phase in before.phases)
    line = tab.phases.lines[first]
    press(qtbot, line.change)
    _write_text(qtbot, line.feeling, "Something is slow", line.text)
    _write_text(qtbot, line.text, "Articles on costs", line.feeling)
    press(qtbot, line.types.boxes["video"])
    press(qtbot, line.types.boxes["article"])
    changed = page.book.phases[0]
    assert (changed.feeling, changed.text) == ("Something is slow", "Articles on costs")
    assert (changed.types, changed.origin) == (("video",), "own")
    assert line.sentence.text() == "Awareness: Something is slow → Articles on costs"
    assert line.origin.text() == "Own"
    press(qtbot, line.tools.down)
    assert [phase.id for phase in page.book.phases] == [second, first, third]
    assert line.tools.down.hasFocus(), "pressed again, it goes on down"
    assert back_and_forth(page, before) == 5


def test_a_phase_is_described_once_and_the_one_missing_can_be_added(page, tab, qtbot):
    before = page.book
    phases = tab.phases
    press(qtbot, phases.add)
    new = page.book.phases[-1]
    assert (new.phase, new.origin) == ("stalled", "own")
    assert not phases.add.isEnabled()
    assert phases.all_there.isVisible()
    line = phases.lines[new.id]
    assert line.phase.count() == 1, "the others are described in lines of their own"
    gone = page.book.phases[0]
    press(qtbot, phases.lines[gone.id].change)
    press(qtbot, phases.lines[gone.id].tools.remove)
    choose(qtbot, line.phase, gone.phase)
    assert [phase.phase for phase in page.book.phases] == ["consideration", "decision", "awareness"]
    assert phases.add.isEnabled()
    back_and_forth(page, before)


def test_the_steps_of_a_scenario_are_written_ordered_and_removed(page, tab, qtbot):
    before = page.book
    scenario = before.scenarios[0]
    line = tab.scenarios.lines[scenario.id]
    press(qtbot, line.change)
    write(qtbot, line.name.line, "From a seminar to a call")
    write(qtbot, line.new.line, "Comes to a seminar")
    new = page.book.scenarios[0].steps[-1]
    assert line.new.line.text() == ""
    row = line.steps[new.id]
    choose(qtbot, row.type, "seminar")
    write(qtbot, row.days, "7")
    new = page.book.scenarios[0].steps[-1]
    assert (new.text, new.type, new.after_days) == ("Comes to a seminar", "seminar", 7)
    press(qtbot, row.tools.up)
    assert page.book.scenarios[0].steps[-2] == new
    first = scenario.steps[0].id
    press(qtbot, line.steps[first].tools.remove)
    assert first not in {step.id for step in page.book.scenarios[0].steps}
    assert page.book.scenarios[0].origin == "own"
    assert line.sentence.text().startswith("From a seminar to a call: ")
    assert "Comes to a seminar (7 days later) → " in line.sentence.text()
    assert back_and_forth(page, before) == 6
    assert list(line.steps) == [step.id for step in page.book.scenarios[0].steps]


def test_a_step_or_a_scenario_without_words_says_so(page, tab, qtbot):
    press(qtbot, tab.scenarios.add)
    before = page.book
    assert len(before.scenarios) == 2
    line = tab.scenarios.lines[before.scenarios[1].id]
    qtbot.waitUntil(line.name.line.hasFocus)
    write(qtbot, line.name.line, before.scenarios[0].name)
    assert "is there already" in line.name.fault.text()
    write(qtbot, line.name.line, "")
    assert line.name.fault.text().startswith("Something must stand here")
    other = tab.scenarios.lines[before.scenarios[0].id]
    press(qtbot, other.change)
    step = other.steps[before.scenarios[0].steps[0].id]
    write(qtbot, step.text.line, "")
    assert step.text.fault.isVisible()
    assert page.book == before


def test_scenarios_are_added_moved_and_removed(page, tab, qtbot):
    before = page.book
    old = before.scenarios[0].id
    press(qtbot, tab.scenarios.add)
    new = page.book.scenarios[1].id
    write(qtbot, tab.scenarios.lines[new].name.line, "After a fair")
    press(qtbot, tab.scenarios.lines[new].tools.up)
    assert [one.id for one in page.book.scenarios] == [new, old]
    press(qtbot, tab.scenarios.lines[old].change)
    press(qtbot, tab.scenarios.lines[old].tools.remove)
    assert [one.name for one in page.book.scenarios] == ["After a fair"]
    press(qtbot, tab.scenarios.lines[new].tools.remove)
    assert tab.scenarios.nothing.isVisible()
    assert back_and_forth(page, before) == 5
