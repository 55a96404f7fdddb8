"""Data rules are changed in place; beside each required field stands how many leads lack it."""

import pytest

from funneldesk.operations.quality import quality_of
from funneldesk.operations.stores import open_reader
from funneldesk.ui.pages.book_data_rules import DataTab
from tests.ui.book_driving import back_and_forth, choose, press, write


@pytest.fixture
def tab(page):
    return page.tab(DataTab)


def _required(page, stage):
    return page.book.data_rules.required.get(stage, ())


def test_a_required_field_shows_how_many_lack_it_and_who(page, tab, qtbot, session, window):
    lead = tab.required.stages["lead"]
    qtbot.waitUntil(lead.rows[0].lacking.isVisible)
    with open_reader(session.path) as store:
        known = quality_of(store, session.today).rules
    for report in known:
        if report.state.what == "missing":
            row = next(
                r for r in tab.required.stages[report.state.stage].rows
                if r.entry == "|".join(report.state.fields)
            )  # fmt: skip
            if not report.state.n:
                assert not row.lacking.isVisible()
                continue
            assert str(report.state.n) in row.lacking.text()
            assert row.lacking.isEnabled() == bool(report.state.k)
    # Nobody of the small company has a phone number.
    choose(qtbot, lead.add, "phone")
    press(qtbot, lead.add_button)
    row = lead.rows[-1]
    qtbot.waitUntil(lambda: row.lacking.isVisible() and row.lacking.isEnabled())
    assert row.lacking.text() == "40 of 40 lack it today"
    press(qtbot, row.lacking)
    leads = window.page("leads")
    qtbot.waitUntil(lambda: leads.isVisible() and leads.subtitle.text() != "")
    qtbot.waitUntil(lambda: not leads.is_loading)
    assert leads.model.rowCount() == 40


def test_required_fields_are_added_changed_moved_and_removed(page, tab, qtbot):
    before = page.book
    deal = tab.required.stages["deal"]
    assert _required(page, "deal") == ("opened_at", "amount")
    choose(qtbot, deal.add, "owner")
    press(qtbot, deal.add_button)
    assert _required(page, "deal") == ("opened_at", "amount", "owner")
    choose(qtbot, deal.rows[2].choices[1], "company")
    assert _required(page, "deal")[2] == "owner|company", "one of the two will do"
    press(qtbot, deal.rows[2].tools.up)
    assert _required(page, "deal") == ("opened_at", "owner|company", "amount")
    choose(qtbot, deal.rows[1].choices[0], "name")
    assert _required(page, "deal") == ("opened_at", "name|company", "amount")
    choose(qtbot, deal.rows[1].choices[1], "")
    assert _required(page, "deal") == ("opened_at", "name", "amount")
    assert [row.entry for row in deal.rows] == ["opened_at", "name", "amount"]
    for _row in range(3):
        press(qtbot, deal.rows[0].tools.remove)
    assert "deal" not in page.book.data_rules.required
    won = tab.required.stages["won"]
    choose(qtbot, won.add, "amount")
    press(qtbot, won.add_button)
    assert list(page.book.data_rules.required) == ["lead", "mql", "sal", "won", "lost"]
    assert back_and_forth(page, before) == 9
    assert [row.entry for row in won.rows] == ["amount"]


def test_a_field_that_is_required_already_is_refused_with_a_sentence(page, tab, qtbot):
    lead = tab.required.stages["lead"]
    press(qtbot, lead.add_button)
    assert lead.fault.text() == "Choose a field first."
    assert lead.rows[0].choices[0].findData("source") < 0, "required by itself in another row"
    assert lead.rows[0].choices[1].findData("company") < 0, "one field is no choice"
    choose(qtbot, lead.rows[0].choices[0], "phone")
    before = page.book
    assert _required(page, "lead")[0] == "phone"
    choose(qtbot, lead.rows[0].choices[1], "email")
    assert page.book == before
    assert lead.fault.text() == "Phone number / E-mail address is required already."
    assert [choice.value for choice in lead.rows[0].choices] == ["phone", ""], (
        "what was refused does not stay"
    )


def test_the_comment_template_is_written_line_by_line(page, tab, qtbot):
    before = page.book
    first, *rest = before.data_rules.comment_template
    rows = tab.comment.rows
    write(qtbot, rows.new.line, "Who else decides")
    write(qtbot, rows.new.line, "Which product")
    assert page.book.data_rules.comment_template == (first, *rest, "Who else decides", "Which product")
    write(qtbot, rows.rows[0].text.line, "How they found us")
    press(qtbot, rows.rows[0].tools.down)
    assert page.book.data_rules.comment_template[:2] == (rest[0], "How they found us")
    assert rows.rows[1].tools.down.hasFocus(), "pressed again, it goes on down"
    assert not rows.rows[0].tools.up.isEnabled()
    press(qtbot, rows.rows[2].tools.remove)
    assert rest[1] not in page.book.data_rules.comment_template
    assert back_and_forth(page, before) == 5
    assert [row.text.line.text() for row in rows.rows] == list(page.book.data_rules.comment_template)


def test_an_empty_or_repeated_line_says_what_is_wrong_and_is_not_taken(page, tab, qtbot):
    before = page.book
    rows, lines = tab.comment.rows, before.data_rules.comment_template
    write(qtbot, rows.rows[1].text.line, "")
    assert rows.rows[1].text.fault.text() == "Something must stand here. To have it gone, press Remove."
    write(qtbot, rows.rows[2].text.line, lines[0].upper())
    assert "is there already" in rows.rows[2].text.fault.text()
    write(qtbot, rows.new.line, lines[3])
    assert "is there already" in rows.new.fault.text()
    assert page.book == before
    write(qtbot, rows.rows[1].text.line, lines[1])
    assert not rows.rows[1].text.fault.isVisible()
    assert page.book == before


def test_the_values_of_a_field_are_settled(page, tab, qtbot):
    before = page.book
    allowed = tab.allowed
    choose(qtbot, allowed.add, "industry")
    press(qtbot, allowed.add_button)
    line = allowed.lines["industry"]
    qtbot.waitUntil(line.values.new.line.hasFocus)
    write(qtbot, line.values.new.line, "製造業")
    write(qtbot, line.values.new.line, "卸売業")
    assert page.book.data_rules.allowed == {"industry": ("製造業", "卸売業")}
    write(qtbot, line.values.new.line, "製造業")
    assert "is there already" in line.values.new.fault.text()
    press(qtbot, line.values.rows[1].tools.up)
    assert page.book.data_rules.allowed == {"industry": ("卸売業", "製造業")}
    assert "卸売業, 製造業" in line.sentence.text()
    press(qtbot, line.tools.remove)
    assert page.book.data_rules.allowed == {}
    assert allowed.nothing.isVisible()
    assert back_and_forth(page, before) == 5


def test_when_lists_come_is_changed(page, tab, qtbot):
    before = page.book
    card = tab.schedules
    first, second, _third = before.data_rules.schedules
    line = card.lines[first.id]
    assert not line.origin.isVisible(), "a list comes from nowhere: no empty chip"
    press(qtbot, line.change)
    write(qtbot, line.name.line, "List from HubSpot")
    assert line.every.currentText() == "In the morning of every business day"
    choose(qtbot, line.every, "week 2")
    choose(qtbot, line.kind, "activities")
    choose(qtbot, line.owner, "sales")
    changed = page.book.data_rules.schedules[0]
    assert (changed.name, changed.every, changed.weekday) == ("List from HubSpot", "week", 2)
    assert (changed.kind, changed.owner) == ("activities", "sales")
    assert line.sentence.text() == "List from HubSpot: every Wednesday, by sales."
    press(qtbot, line.tools.down)
    assert [one.id for one in page.book.data_rules.schedules][:2] == [second.id, first.id]
    press(qtbot, card.add)
    new = page.book.data_rules.schedules[-1]
    assert new.id not in {one.id for one in before.data_rules.schedules}
    write(qtbot, card.lines[new.id].name.line, "List from HubSpot")
    assert "is there already" in card.lines[new.id].name.fault.text()
    write(qtbot, card.lines[new.id].name.line, "Business cards")
    press(qtbot, card.lines[first.id].tools.remove)
    assert [one.name for one in page.book.data_rules.schedules][-1] == "Business cards"
    assert first.id not in card.lines
    back_and_forth(page, before)


def test_why_the_data_rules_are_so_is_written(page, tab, qtbot):
    before = page.book
    tab.why.why.setFocus()
    tab.why.why.selectAll()
    qtbot.keyClicks(tab.why.why, "Sales asked for it")
    tab.comment.rows.new.line.setFocus()
    assert page.book.data_rules.why == "Sales asked for it"
    assert back_and_forth(page, before) == 1
