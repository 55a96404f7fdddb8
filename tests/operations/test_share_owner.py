"""The name by which colleagues know who publishes."""

import pytest

from funneldesk.errors import UserError
from funneldesk.operations.share_owner import MOST_LETTERS, computer_name, publisher_name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("山田", "山田"),
        ("  山田　花子\n（営業企画）", "山田 花子 （営業企画）"),
        ("", ""),
        (" ", ""),
        ("x" * MOST_LETTERS, "x" * MOST_LETTERS),
    ],
)
def test_a_name_is_kept_on_one_line(typed, kept):
    assert publisher_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ("x" * (MOST_LETTERS + 1), "name_too_long", "81 letters; at most 80 fit"),
        ("\x07山田", "name_unprintable", "a sign that cannot be seen"),
        ("\u202e山田", "name_unprintable", "a sign that cannot be seen"),
        ("\ud800", "name_unprintable", "a sign that cannot be seen"),
    ],
)
def test_what_would_change_the_sentences_around_it_is_refused(typed, code, said):
    with pytest.raises(UserError) as caught:
        publisher_name(typed)
    assert caught.value.code == code
    assert said in caught.value.message
    assert caught.value.next_step


def test_a_computer_without_a_name_is_called_by_the_program(monkeypatch):
    monkeypatch.setattr("funneldesk.operations.share_owner.platform.node", lambda: "")
    assert computer_name() == "FunnelDesk"
