"""Findings in words: what, how many, beside whom, how sure; in both languages and for every kind."""

from dataclasses import replace

import numpy as np
import pytest

from funneldesk.domain.findings.finding_advice import advice
from funneldesk.domain.findings.finding_names import quarter_words
from funneldesk.domain.findings.finding_sentences import (
    Names,
    chance_words,
    finding_title,
    headline,
    method_words,
    rates_sentence,
    rests_sentence,
    silence,
)
from funneldesk.domain.findings.findings import Finding, Findings
from funneldesk.domain.funnel.shares import Share
from funneldesk.i18n import set_language

GUIDE = Finding(
    "content", "guide", "lead", "deal", Share(100, 40), Share(900, 90), 41, 10.0, 1e-9, 60,
    np.zeros(100, np.int32), np.zeros(900, np.int32),
)  # fmt: skip
NAMES = Names({"guide": "導入ガイド"}, {"deal": "商談"})
KINDS = {
    "source": "SEO", "campaign": "展示会", "industry": "製造業", "size": "100-299", "prefecture": "東京都",
    "title": "部長", "department": "経理部", "email_kind": "free", "school": "", "quarter": "2026-Q3",
    "latest": "91", "content": "guide", "content_type": "white_paper", "phase": "awareness",
    "sequence": "article>white_paper", "seminar": "s1", "speed": "7",
}  # fmt: skip


def test_a_finding_in_japanese():
    set_language("ja")
    assert finding_title(GUIDE, NAMES) == "「導入ガイド」に触れた人は「商談」になりやすい"
    assert rates_sentence(GUIDE).startswith(
        "この人たち：100人中40人、40.0 %（95 %の幅 30.9〜49.8 %）。ほかの人：900人中90人、10.0 %"
    )
    assert "4.1倍" in rests_sentence(GUIDE)
    assert "60日以上" in rests_sentence(GUIDE)
    assert headline(Findings(740_000, 300, 1000, (GUIDE,)), NAMES).endswith("原因とは限りません。")


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_words(kind, language):
    set_language(language)
    more = replace(GUIDE, kind=kind, value=KINDS[kind])
    less = replace(more, observed=2)
    for stage in ("deal", "accepted", "contact"):
        titles = [finding_title(replace(one, stage=stage), NAMES) for one in (more, less)]
        assert titles[0] != titles[1]
        assert not any("%(" in title or (kind in title and language == "ja") for title in titles)
    assert advice(more) != advice(less)
    assert advice(replace(more, stage="contact")) != advice(replace(less, stage="contact"))
    assert rests_sentence(more)


def test_what_sales_or_nobody_answered_is_said_so():
    set_language("en")
    refused = replace(GUIDE, kind="school", value="", stage="accepted", observed=0)
    assert finding_title(refused, NAMES) == "Students and people at schools: sales accepts them less often"
    assert "it is nobody" in rests_sentence(refused)
    assert "No list says when" in rests_sentence(replace(GUIDE, mature_days=None))
    assert "get the same day, so everybody is counted" in rests_sentence(replace(GUIDE, mature_days=0))
    forgotten = replace(GUIDE, stage="contact", observed=1)
    assert (
        finding_title(forgotten, NAMES)
        == "People who downloaded “導入ガイド”: contacted less often afterwards"
    )


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (1e-30, "less than once in 10,000"),
        (0.0004, "once in 2,500"),
        (0.0123, "once in 81"),
        (0.00013, "once in 7,700"),
    ],
)
def test_chance_in_words(chance, words):
    set_language("en")
    assert words in chance_words(chance)


def test_silence_says_how_much_was_asked():
    set_language("ja")
    title, text = silence(Findings(740_000, 356, 2044, ()))
    assert title == "偶然では説明しにくい違いは見つかりませんでした"
    assert "356個" in text
    assert "2,044人" in text
    assert silence(Findings(740_000, 0, 12, ()))[0] == "まだ比べられるほどのデータがありません"
    assert headline(Findings(740_000, 356, 2044, ()), NAMES) == ""
    assert "2.5 %" in method_words()


def test_a_quarter_as_people_write_it():
    set_language("ja")
    assert quarter_words("2026-Q3") == "2026年7〜9月"
    set_language("en")
    assert quarter_words("2026-Q3") == "Q3 2026"
