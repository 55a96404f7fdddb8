"""Texts with slots: filled where a value is, left and listed where none is, and never anything that runs or raises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.knowledge.templates import filled, slots

TEXT = st.text(st.sampled_from("$${}ab会社_ 1\n%<"), max_size=40)


@pytest.mark.parametrize(
    ("text", "values", "expected", "left"),
    [
        (
            "$name様、${会社名}の件",
            {"name": "山田"},
            "$name様、${会社名}の件".replace("$name", "山田"),
            ("会社名",),
        ),
        ("${会社名} $name", {"会社名": "東都", "name": ""}, "東都 $name", ("name",)),
        ("$$100 と $1 と ${} と $", {}, "$100 と $1 と ${} と $", ()),
        ("$a $a ${a}", {"a": "$b"}, "$b $b $b", ()),
        ("<b>{0.__class__} %(x)s</b>", {"x": "1"}, "<b>{0.__class__} %(x)s</b>", ()),
    ],
)
def test_slots_are_filled_once_and_what_is_open_is_named(text, values, expected, left):
    assert filled(text, values) == (expected, left)


@given(TEXT, st.dictionaries(TEXT, TEXT, max_size=4))
def test_no_text_and_no_value_ever_raises(text, values):
    done, left = filled(text, values)
    named = slots(text)
    assert set(left) <= set(named)
    assert len(named) == len(set(named))
    if not named and "$$" not in text:
        assert done == text
    assert all(values.get(name) for name in named if name not in left)
