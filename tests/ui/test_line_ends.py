"""Japanese sentences in the window end a line between phrases, never within a word."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QLabel

from funneldesk.domain.line_ends import JOIN, phrased, unphrased
from funneldesk.ui.widgets.frames import Banner
from funneldesk.ui.widgets.text import BreakingLabel, Label

SENTENCE = "まずリードのリストを取り込んでください。引き渡しの一覧では、36.6 %です。"


def lines(text, width):
    """Return the lines Qt sets a text in."""
    layout = QTextLayout(text, QApplication.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    found = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        found.append(unphrased(text[line.textStart() : line.textStart() + line.textLength()]))
    layout.endLayout()
    return found


def test_a_line_ends_between_phrases(qapp):
    ends = (
        "まず",
        "リードの",
        "リストを",
        "取り込んで",
        "ください。",
        "引き渡しの",
        "一覧では、",
        "36.6 %です。",
    )
    allowed = {"".join(ends[: n + 1]) for n in range(len(ends))}
    for width in range(120, 520, 7):
        so_far = ""
        for line in lines(phrased(SENTENCE), width):
            so_far += line
            assert so_far in allowed, (width, line)


def test_a_long_word_may_still_be_broken(qapp):
    name = "寿限無" * 30
    assert len(lines(phrased(name), 260)) > 3
    assert max(map(len, lines(phrased(name), 260))) <= 20


def test_a_number_stays_with_what_it_counts_where_phrases_have_no_room(qtbot):
    label = Label("InternationalCo クリック 12点", wrap=True)
    qtbot.addWidget(label)
    label.show()
    label.resize(40, 200)
    shown = QLabel.text(label)
    assert shown != phrased(label.text()), "it is too narrow"
    assert f"12{JOIN}点" in shown


def test_a_label_says_what_it_was_given(qtbot):
    label = Label(SENTENCE, wrap=True)
    qtbot.addWidget(label)
    assert label.text() == SENTENCE
    assert Label(SENTENCE).text() == SENTENCE
    label.setText("次は「導入ガイド」です。")
    assert label.text() == "次は「導入ガイド」です。"


def test_what_is_copied_is_what_was_given(qtbot):
    banner = Banner()
    qtbot.addWidget(banner)
    banner.say(SENTENCE)
    name = BreakingLabel(SENTENCE)
    qtbot.addWidget(name)
    for label in (banner.sentence, name):
        QApplication.clipboard().setText("")
        label.show()
        label.setSelection(0, len(phrased(SENTENCE)))
        qtbot.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert QApplication.clipboard().text() == SENTENCE


def test_a_phrase_wider_than_its_place_is_broken(qtbot):
    label = Label("ホワイトペーパーのダウンロード", wrap=True)
    qtbot.addWidget(label)
    label.show()
    one = label.fontMetrics().horizontalAdvance("ペ")
    for letters in (3, 20, 5):
        label.resize(one * letters + 2, 200)
        shown = QLabel.text(label)
        assert max(
            label.fontMetrics().horizontalAdvance(line) for line in lines(shown, one * letters + 2)
        ) <= (one * letters + 2)
        assert label.text() == "ホワイトペーパーのダウンロード"
