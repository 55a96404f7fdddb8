"""Values of leads in words, and which of them are nothing but a number."""

import pytest

from funneldesk.domain.leads.value_words import plain_count


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("employees", "1200", 1200),
        ("employees", "1,200", 1200),
        ("employees", "0", 0),
        ("employees", "12,00", None),
        ("employees", "007", None),
        ("employees", "１２００", None),
        ("employees", "50名", None),
        ("employees", "", None),
        ("phone", "1200", None),
        ("x.顧客番号", "1200", None),
    ],
)
def test_only_a_plain_number_of_employees_is_a_count(field, value, expected):
    assert plain_count(field, value) == expected
