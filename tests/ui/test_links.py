"""A link with words from a list: whole where there is room, and in a name for those who cannot see it."""

from PySide6.QtWidgets import QPushButton

from funneldesk.ui.widgets.links import LEAST_WIDTH, Link


def test_long_words_end_where_their_place_does_and_are_whole_on_hover(qtbot):
    link = Link("Show the company")
    qtbot.addWidget(link)
    link.say("R&D " + "寿限無" * 40)
    assert link.minimumSizeHint().width() == LEAST_WIDTH
    assert link.accessibleName().startswith("R&D 寿限無")
    assert "R&amp;D" in link.toolTip()
    assert "Show the company" in link.toolTip()
    link.resize(160, link.sizeHint().height())
    link.show()
    painted = link.grab().toImage()
    link.say("R&D " + "寿限無" * 40 + "後")  # what is beyond the place does not show
    assert link.grab().toImage() == painted
    link.say("短い")
    assert link.grab().toImage() != painted


def test_words_that_just_fit_are_whole(qtbot):
    link, plain = Link("Show the company"), QPushButton()
    plain.setProperty("link", "true")
    for button in (link, plain):
        qtbot.addWidget(button)
    for count in range(1, 40):
        link.say("株式会社東都i8" * count)
        plain.setText(link.text())
        for button in (link, plain):
            button.resize(link.sizeHint())
        assert link.grab().toImage() == plain.grab().toImage(), count
