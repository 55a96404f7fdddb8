"""Rows of a list that are no entries."""

import pytest

from funneldesk.domain.lists.understanding import row_noise

HEADINGS = ("氏名", "会社名", "メールアドレス")


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (("必須", "任意", "必須"), "required_row"),
        (("（必須）", "", "［任意］"), "required_row"),
        (("Required", "optional", ""), "required_row"),
        (("全角で入力してください", "選択して下さい", "必須"), "required_row"),
        (("株式会社入力", "選択してください", "a@nyu.example"), None),
        (("合計", "", "12件"), "total_row"),
        (("氏名", "会社名", ""), "repeated_heading"),
        (("※ 4月以降の名簿です。", "", ""), "note_row"),
        (("記入例", "株式会社サンプル", "a@sample.example"), "example_row"),
        (("例）山田太郎", "例）株式会社サンプル", ""), "example_row"),
        (("例", "サンプル", ""), "example_row"),
        (("例）山田太郎", "株式会社サンプル", "a@sample.example"), None),
        (("例研究所", "株式会社例", "a@rei.example"), None),
        (("Example", "Sample Ltd", "a@sample.example"), None),
        (("任意", "任意商事", "info@nini.example"), None),
        (("Robert", "Optional Ltd", "r@o.example"), None),
        (("山田", "合計商店", ""), None),
    ],
)
def test_what_is_no_entry_is_told_from_what_is(cells, code):
    assert row_noise(cells, HEADINGS) == code
