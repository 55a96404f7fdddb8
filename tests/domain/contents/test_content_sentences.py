"""The sentence on top of the contents: which stands out, and whether that may be chance."""

from math import comb

import numpy as np
import pytest

from funneldesk.domain.contents.content_sentences import chance, headline
from funneldesk.domain.contents.contents import Contents
from funneldesk.domain.contents.credit_words import (
    cost_words,
    interval_words,
    path_words,
    sequences_words,
    set_label,
)
from funneldesk.domain.funnel.shares import Share
from tests.charts.drawn import AS_OF, content


def said(*found):
    return headline(Contents(AS_OF, 180, 60, found))


@pytest.mark.parametrize(
    ("k", "n", "rate"), [(5, 47, 0.02), (30, 30, 0.9), (3, 10, 0.1), (60, 1000, 0.04), (1, 40, 0.0)]
)
def test_how_likely_so_many_are(k, n, rate):
    whole = sum(comb(n, i) * rate**i * (1 - rate) ** (n - i) for i in range(k, n + 1))
    assert chance(k, n, rate) == pytest.approx(whole)
    assert chance(10, 100, 0.1) == 1


def test_a_rate_far_above_the_others_is_no_chance_and_a_near_one_may_be():
    assert "hard to explain by chance" in said(content("guide", 40, 100, baseline=0.1))
    assert "may be chance" in said(content("guide", 13, 100, baseline=0.1))
    assert "Only one content has enough people" in said(content("guide", 40, 100), content("few", 9, 10))


def test_without_the_others_nothing_is_compared():
    """Everybody touched it, or a publication of sums does not tell of the others."""
    alone = content("guide", 40, 100, baseline=None)
    assert said(alone).startswith("Of those who touched guide, 40 % came to a deal. Only one")
    assert "chance" not in said(alone)
    assert "association" in said(alone)


def test_the_best_of_many_proves_less_than_one_alone():
    alone = content("c0", 5, 47, baseline=0.02)
    assert "hard to explain by chance" in said(alone)
    assert "may be chance" in said(alone, *(content(f"c{n}", 1, 50, baseline=0.02) for n in range(1, 68)))


def test_noise_is_seldom_called_a_difference():
    dice = np.random.default_rng(4)
    loud = 0
    for _ in range(200):
        found = [
            content(f"c{n}", int(k), 60, baseline=0.08) for n, k in enumerate(dice.binomial(60, 0.08, 40))
        ]
        loud += "hard to explain by chance" in said(*found)
    assert loud <= 10


def test_without_contents_or_without_people_it_says_so():
    assert said() == "No content has been touched yet."
    assert said(content("guide", 9, 20)).startswith("No content has enough people yet")


def test_formulas_name_days_only_where_there_is_a_limit():
    for limited, free in ((path_words(180), path_words(0)), (sequences_words(180, 7), sequences_words(0, 7))):
        assert "180 days" in limited
        assert "180" not in free
        assert free.split(".")[-2] == limited.split(".")[-2], "the rest is the same"
    assert sequences_words(0, 7).startswith("Of leads without a deal until 7 days after")


def test_what_nothing_is_known_of_has_no_words():
    assert interval_words(Share(0, 0)) == ""
    assert interval_words(Share(100, 20)) == "13–29 %"
    assert cost_words(content("guide", 4, 40), "–") == ""
    assert [set_label(by, value) for by, value in (("theme", "原価"), ("phase", "decision"), ("type", ""))] == [
        "原価", "Decision phase", "(not given)",
    ]  # fmt: skip
