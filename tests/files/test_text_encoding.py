"""Which encoding a text file is in."""

import pytest

from funneldesk.files.text_encoding import detect_encoding

LIST = (
    "会社名,氏名,役職,備考\n㈱東都製作所,髙橋 翔太,課長,①見積依頼\n北浜メディカル株式会社,佐々木 美咲,部長,カタログ請求\n"
    * 20
)
PLAIN = LIST.replace("①", "1").replace("㈱", "株式会社").replace("髙", "高")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", LIST), ("utf-8-sig", LIST), ("cp932", LIST), ("utf-16", LIST), ("utf-16-le", LIST),
        ("euc_jp", PLAIN), ("iso2022_jp", PLAIN),
    ],
)  # fmt: skip
def test_japanese_lists_are_read_as_written(tmp_path, encoding, text):
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode(encoding))
    found = detect_encoding(path)
    assert path.read_bytes().decode(found).lstrip("\ufeff") == text


def test_texts_whose_encoding_is_known(shared_data):
    wrong, seen = [], 0
    for folder in sorted((shared_data / "encodings").iterdir()):
        if not folder.name.startswith("chardet__"):
            continue
        stated = (
            folder.name.removeprefix("chardet__").replace("SHIFT_JIS", "cp932").replace("EUC-JP", "euc_jp")
        )
        for path in sorted(folder.iterdir()):
            seen += 1
            data = path.read_bytes()
            try:
                same = data.decode(detect_encoding(path)) == data.decode(stated)
            except (UnicodeDecodeError, LookupError):
                same = False
            if not same:
                wrong.append(path.name)
    assert seen > 30
    assert len(wrong) <= seen * 0.1, wrong
