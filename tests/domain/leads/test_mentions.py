"""Words about one person in texts: every spelling of hers, nobody else's."""

import json

import pytest

from funneldesk.domain.leads.erased import BARS
from funneldesk.domain.leads.mentions import Mentions, spellings

HERS = Mentions(
    ["山田 花子", "ヤマダ ハナコ", "Hanako Yamada"], ["hanako@minato.jp"], ["090-1234-5678"], ["山田 花子美"]
)


@pytest.mark.parametrize(
    "text",
    [
        "山田花子", "山田　花子", "山田・花子", "花子 山田", "やまだはなこ", "ﾔﾏﾀﾞ ﾊﾅｺ", "Yamada, Hanako", "HANAKO YAMADA",
        "hanako@minato.jp", "Hanako@MINATO.jp", "09012345678", "090 1234 5678", "０９０－１２３４－５６７８", "+81 90-1234-5678",
    ],
)  # fmt: skip
def test_every_spelling_is_found(text: str) -> None:
    assert HERS.blackened(f"前は{text}様です") == f"前は{BARS}様です"


@pytest.mark.parametrize(
    "text",
    [
        "山田さん",
        "花子さん",
        "山田花子美さん",
        "xhanako@minato.jp",
        "hanako@minato.jpn",
        "1090-1234-5678",
        "Hanako Yamadas",
    ],
)
def test_others_are_left_alone(text: str) -> None:
    assert HERS.blackened(text) == text
    assert not HERS.holds(text)


def test_json_keeps_its_structure() -> None:
    said = json.dumps({"a": ["山田 花子", 1, None], "b": json.dumps(["やまだ はなこ"])})
    assert "\\u5c71" in said
    made = json.loads(HERS.blackened(said))
    assert made["a"] == [BARS, 1, None]
    assert json.loads(made["b"]) == [BARS]


def test_a_family_name_alone_is_nobody() -> None:
    assert spellings("山田") == set()
    assert Mentions(["山田"]).is_empty
    assert Mentions(["林 恵"]).blackened("小林恵子と林恵様、林恵。") == f"小林恵子と{BARS}様、{BARS}。"
