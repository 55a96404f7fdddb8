"""The words of the page of the shared folder."""

from dataclasses import replace

import pytest

from funneldesk.domain.team.levels import Level
from funneldesk.i18n import set_language
from funneldesk.ui.pages.share_words import rows_words
from tests.domain.team.test_manifest import MANIFEST


@pytest.mark.parametrize(
    ("level", "words"),
    [("masked", "3人 · 引き渡し0件"), ("aggregate", "集計だけ（個人の行なし）")],
)
def test_of_sums_only_no_people_are_counted(level: Level, words: str) -> None:
    set_language("ja")
    assert rows_words(replace(MANIFEST, level=level)) == words
