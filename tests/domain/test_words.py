"""Every code of the domain has a word in both languages."""

import pytest

from funneldesk import i18n
from funneldesk.domain import fields, words
from funneldesk.domain.book import book


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_code_has_a_word(language):
    with i18n.speaking(language):
        for kind, names in fields.FIELDS.items():
            assert all(words.field_label(name, kind) != name for name in names if name != "url")
        assert all(words.activity_label(kind) != kind for kind in fields.ACTIVITY_KINDS)
        assert all(words.content_type_label(code) for code in (*fields.CONTENT_TYPES, ""))
        assert all(words.stage_words(code) != "" for code in fields.STAGE_VALUES)
        assert all(words.component_label(code) != code for code in book.COMPONENTS)


def test_words_are_those_people_use_on_screen():
    with i18n.speaking("ja"):
        assert words.field_label("email") == "メールアドレス"
        assert words.activity_label("download") == "資料DL"
        assert words.phase_label("consideration") == "検討期"
        assert words.rate_label("mql", "sal") == "承認率"
        assert words.side_label("everyone") == "マーケ・IS・営業"
    with i18n.speaking("en"):
        assert words.field_label("email") == "E-mail address"
        assert words.rate_label("lead", "sal") == "Lead → SAL"


def test_one_word_means_different_things_on_different_lists():
    with i18n.speaking("en"):
        assert words.field_label("title") == "Job title"
        assert words.field_label("title", "contents") == "Content title"


def test_own_fields_and_own_labels_keep_their_names():
    assert words.field_words("x.クリック率") == "クリック率"
    assert words.stage_label("sal", {"sal": "営業受諾"}) == "営業受諾"
    assert words.value_label("industry", "製造業") == "製造業"


def test_stored_values_read_as_words():
    with i18n.speaking("en"):
        assert words.value_label("stage", "mql") == "MQL"
        assert words.value_label("email_kind", "free") == "free mail"
        assert words.verdict_label(None) == "No band"
        assert words.origin_label("article") == "★ Article"
        assert words.list_label("handovers") == "Hand-overs"
