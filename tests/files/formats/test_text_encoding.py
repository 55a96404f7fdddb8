"""Which encoding a text file is in."""

import pytest

from funneldesk.files.formats.text_encoding import detect_encoding

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


OTHERS = {
    "cp949": ["서울특별시", "김철수", "주식회사", "영업부"],
    "gb18030": ["北京科技有限公司", "张伟", "销售经理", "市场部"],
    "big5": ["臺北市", "陳志明", "業務經理", "聯絡人"],
    "cp1251": ["Москва", "Иванов Сергей", "Общество", "Директор"],
    "koi8_r": ["Москва", "Иванов Сергей", "Общество", "Директор"],
    "iso8859_7": ["Αθήνα", "Γιώργος", "Ελλάδα", "Εταιρεία"],
    "cp1252": ["Müller GmbH", "Société Générale", "Straße 5", "François"],
    "cp874": ["กรุงเทพ", "สมชาย", "บริษัท", "ผู้จัดการ"],
}


@pytest.mark.parametrize("encoding", sorted(OTHERS))
def test_lists_in_other_languages_are_read_as_written(tmp_path, encoding):
    words = OTHERS[encoding]
    text = "id,name,city\n" + "".join(
        f"{number},{words[number % 4]},{words[number % 3]}\n" for number in range(12)
    )
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode(encoding))
    assert path.read_bytes().decode(detect_encoding(path)) == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("会社,人\n㈱東都,①\n".encode("euc_jis_2004"), "会社,人\n㈱東都,①\n"),
        ("氏名,電話\nﾔﾏﾀﾞ ﾀﾛｳ,03\nｻﾄｳ ﾊﾅｺ,06\n".encode("cp932"), "氏名,電話\nﾔﾏﾀﾞ ﾀﾛｳ,03\nｻﾄｳ ﾊﾅｺ,06\n"),
        ("name,tel\nﾔﾏﾀﾞ ﾀﾛｳ,03\nｻﾄｳ ﾊﾅｺ,06\n".encode("cp932"), "name,tel\nﾔﾏﾀﾞ ﾀﾛｳ,03\nｻﾄｳ ﾊﾅｺ,06\n"),
        ("name,tel\nﾔﾏﾀﾞ ﾀﾛｳ,03\nｻﾄｳ ﾊﾅｺ,06\n".encode("euc_jp"), "name,tel\nﾔﾏﾀﾞ ﾀﾛｳ,03\nｻﾄｳ ﾊﾅｺ,06\n"),
        (b"name,tel\n\x1b(ITO@^\x1b(B,03\n", "name,tel\nﾔﾏﾀﾞ,03\n"),
        ("東京,大阪\n".encode("cp932"), "東京,大阪\n"),
        (b"a,b\n\0x,\0y\n", "a,b\n\0x,\0y\n"),
        (b"a,b\n1,2\n", "a,b\n1,2\n"),
    ],
    ids=[
        "NEC marks in EUC",
        "half-width kana",
        "nothing else",
        "nothing else, EUC",
        "ESC ( I",
        "kanji only",
        "stray zeros",
        "ASCII",
    ],
)
def test_small_texts_that_mislead(tmp_path, data, text):
    path = tmp_path / "list.csv"
    path.write_bytes(data)
    assert data.decode(detect_encoding(path)) == text


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp"])
def test_letters_that_come_late(tmp_path, encoding):
    text = "id,name\n" + "1234567,x\n" * 120_000 + "株式会社東都製作所,山田 太郎\n" * 3
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode(encoding))
    assert path.read_bytes().decode(detect_encoding(path)) == text


@pytest.mark.parametrize(
    ("most", "few", "found"),
    [("utf-8", "cp932", "utf-8"), ("cp932", "utf-8", "cp932"), ("utf-8", "utf-16", "utf-8")],
)
def test_lines_in_another_encoding_do_not_outvote_the_list(tmp_path, most, few, found):
    path = tmp_path / "list.csv"
    path.write_bytes(PLAIN.encode(most) + "北浜,山田\n".encode(few).removeprefix(b"\xff\xfe"))
    assert detect_encoding(path) == found


def test_half_width_kana_of_eight_bits_in_a_mail_encoding(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(PLAIN.encode("iso2022_jp") + "ﾔﾏﾀﾞ\n".encode("cp932"))
    assert detect_encoding(path).startswith("iso2022_jp")


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
    assert len(wrong) <= seen * 0.03, wrong


def test_a_word_that_nobody_could_speak_is_seen_at_once(tmp_path):
    """Read in every way it might be spoken, a word as long would take longer than anybody lives."""
    path = tmp_path / "list.csv"
    path.write_bytes(("ﾊ" * 400 + "ﾞﾞ,x\n").encode("cp932"))
    assert detect_encoding(path)
