"""What lists write of a call that nobody answered."""

import pytest

from funneldesk.domain.handovers.call_results import REACHED_WORD, UNREACHED_WORD, is_unreached


@pytest.mark.parametrize(
    "text", ["不在", "不通（3回目）", "留守電", "No Answer", "left message", "BUSY", UNREACHED_WORD]
)
def test_nobody_was_reached(text: str) -> None:
    assert is_unreached(text)


@pytest.mark.parametrize("text", ["接続", "通話", "アポ獲得", "Connected", "資料送付希望", REACHED_WORD])
def test_somebody_was_reached(text: str) -> None:
    assert not is_unreached(text)
