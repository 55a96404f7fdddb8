"""What measures are called; their numbers are compared with the funnel's in tests/operations."""

import pytest

from funneldesk import i18n
from funneldesk.domain.reviews.measures import Measure, Measured, label, value_words


@pytest.mark.parametrize(
    ("measure", "en", "ja"),
    [
        (Measure("count", "sal"), "Number of SAL", "SALの件数"),
        (Measure("rate", "sal", "mql"), "Acceptance rate", "承認率"),
        (Measure("contact"), "Contact within 7 days", "7日以内の接触"),
        (Measure("content", content="wp1"), "Content rate of “Guide”", "「Guide」の商談率"),
        (Measure("count", "deal", by="source", value="SEO"), "Number of Deal (lead source: SEO)", "商談の件数（流入元：SEO）"),
        (Measure("contact", by="industry"), "Contact within 7 days (industry: (no value))", "7日以内の接触（業種：（値なし））"),
    ],
)  # fmt: skip
def test_a_measure_has_a_name(measure: Measure, en: str, ja: str) -> None:
    assert label(measure, {}, {"wp1": "Guide"}) == en
    i18n.set_language("ja")
    assert label(measure, {}, {"wp1": "Guide"}) == ja


def test_values() -> None:
    assert value_words(Measure("count", "sal"), 1200) == "1,200"
    assert value_words(Measure("contact"), 0.8) == "80.0 %"
    assert value_words(Measure("contact"), None) == "cannot say"
    assert Measured(1, 2, 3, 4).value == 4
    assert Measured(1, 2, 3, 4, 0).value is None
    assert Measured(1, 2, 3, 4, 8, recorded=False).value is None
