"""Which encoding a text file is in: BOM, UTF-8, UTF-16 and -32 without BOM, and the three Japanese ones."""

import codecs
import re
from pathlib import Path
from typing import BinaryIO

#: Judged by this much; whether a file is UTF-8 is asked of all of it.
_SAMPLE = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Codec, bytes of a unit, which of them is zero in plain letters.
_WIDE = (("utf-32-le", 4, 3), ("utf-32-be", 4, 0), ("utf-16-le", 2, 1), ("utf-16-be", 2, 0))
_ISO_2022 = re.compile(rb"\x1b(?:\$[@B]|\([JI]|\$\([DOQ])")
#: The escapes only later codecs of the family know: JIS X 0213, first and second edition.
_ISO_2022_LATER = ((b"\x1b$(Q", "iso2022_jp_2004"), (b"\x1b$(O", "iso2022_jp_3"))
_HIGH = re.compile(rb"[\x80-\xff]")
_KANA = re.compile("[ぁ-んァ-ヶー]")
_HALF_KANA = re.compile("[｡-ﾟ]")
#: Words of half-width kana, and those that can be spoken: no small letter, ﾝ or ｰ in front, voice marks only where
#: Japanese has them. Other encodings misread as cp932 give letters in any order.
_HALF_WORD = re.compile("[ｦ-ﾟ]{2,}")
#: One way only to read each letter: a word that fails at its end would else be tried in every other way.
_SPOKEN = re.compile("(?!ﾝ)[ｱ-ﾝｦ](?:[ｦ-ﾝ]|(?<=[ｳｶ-ﾄﾊ-ﾎ])ﾞ|(?<=[ﾊ-ﾎ])ﾟ)*")
_KANJI = re.compile("[一-龠々〆]")
_MARKS = re.compile("[、。・「」（）　【】〜～：０-９Ａ-Ｚａ-ｚ株㈱]")
_JAPANESE_WORDS = re.compile("会社|氏名|名前|担当|電話|番号|住所|部署|役職|東京|大阪|[都道府県市区町村]")
#: Each encoding with the larger one that also has the letters it lacks.
_FAMILIES = (("cp932", "shift_jis_2004"), ("euc_jp", "euc_jis_2004"))
#: cp932 letters beside plain lower-case ones are accents of a Western text misread.
_BETWEEN_LATIN = re.compile("[a-z][^\x00-\x7f]|[^\x00-\x7f][a-z]")


def bom_encoding(head: bytes) -> str | None:
    """Return the codec that the byte order mark at the beginning of `head` names, None without one."""
    return next((name for bom, name in _BOMS if head.startswith(bom)), None)


def detect_encoding(path: Path) -> str:
    """Return the name of a Python codec that reads `path`; OSError if it cannot be opened."""
    with path.open("rb") as stream:
        head = stream.read(_SAMPLE)
        marked = bom_encoding(head)
        if marked:
            return marked
        wide = _wide_encoding(head)
        if wide:
            return wide
        # A few letters of eight bits (half-width kana of old mail programs) do not make it another encoding.
        if _ISO_2022.search(head) and len(_HIGH.findall(head)) * 50 <= len(head):
            return next((name for mark, name in _ISO_2022_LATER if mark in head), "iso2022_jp_ext")
        if _is_utf8(head, stream):
            return "utf-8"
        return _narrow_encoding(_with_letters(head, stream))


def _with_letters(head: bytes, stream: BinaryIO) -> bytes:
    """Return the first part of a file that is more than ASCII, `head` if that is."""
    stream.seek(len(head))
    sample = head
    while sample.isascii() and (chunk := stream.read(_SAMPLE)):
        sample = chunk
    found = _HIGH.search(sample)
    # From the beginning of a line: half a character would mislead.
    return sample[sample.rfind(b"\n", 0, found.start()) + 1 :] if found and sample is not head else sample


def _mostly_utf8(sample: bytes) -> bool:
    """Whether most lines that are more than ASCII are UTF-8: some tools append lines in another encoding."""
    lines = [line for line in sample.splitlines() if not line.isascii()]
    return sum(map(_decodes, lines)) * 2 > len(lines)


def _decodes(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_utf8(head: bytes, rest: BinaryIO) -> bool:
    """Whether the whole file is UTF-8, but for a rare character cut in two by some tool."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    broken = letters = 0
    chunk = head
    while chunk:
        text = decoder.decode(chunk)
        if not text.isascii():
            broken += text.count("\ufffd")
            letters += sum(1 for letter in text[:20000] if letter > "\x7f")
            if broken * 20 > letters:
                return False
        chunk = rest.read(_SAMPLE)
    return broken == 0 or broken * 100 < letters


def _wide_encoding(head: bytes) -> str | None:
    """Return utf-16 or utf-32 with its byte order if the zero bytes of line ends and separators say so."""
    if head.count(0) < max(2, len(head) // 50):
        return None
    for name, unit, zero in _WIDE:
        sample = head[: len(head) // unit * unit]
        # The zeros of plain letters stand on one side; scattered ones are a broken tool's.
        if sample[zero::unit].count(0) * 10 < head.count(0) * (9 if unit == 2 else 2):  # noqa: PLR2004
            continue
        try:
            text = sample.decode(name)
        except UnicodeDecodeError as error:
            if error.start < len(sample) - 4:
                continue
            text = sample[: error.start].decode(name)
        plain = sum(text.count(mark) for mark in ",\t\n\r; 0123456789") + len(re.findall("[a-zA-Z]", text))
        if b"\n" in sample and "\n" not in text and "\r" not in text:
            continue
        strange = len(re.findall("[\x00\ufffe\uffff\ue000-\uf8ff]", text))
        if text and plain * 20 >= len(text) and strange * 20 <= len(text):
            return name
    return None


def japanese_likeness(text: str) -> float:
    """Return how much `text` looks like Japanese, per letter outside ASCII: about 1 for real text, below 0.5 else."""
    foreign = sum(1 for letter in text if letter > "\x7f")
    if not foreign:
        return 0.0
    good = len(_KANA.findall(text)) + len(_KANJI.findall(text)) * 0.9 + len(_MARKS.findall(text))
    bad: float = text.count("\ufffd") * 4 + len(re.findall("[\ue000-\uf8ff\x80-\x9f]", text)) * 3
    bad += len(_BETWEEN_LATIN.findall(text)) * 0.8
    half = len(_HALF_KANA.findall(text))
    # Half-width kana make words; alone between kanji they are another encoding misread.
    return (good + (half if _speaks_half_kana(text) else -half) - bad) / foreign


def _speaks_half_kana(text: str) -> bool:
    """Whether the half-width kana of `text` make words."""
    words = _HALF_WORD.findall(text)
    spoken = sum(len(word) for word in words if len(word) > 2 and _SPOKEN.fullmatch(word))  # noqa: PLR2004
    early = sum("ｱ" <= letter <= "ｿ" for word in words for letter in word)
    # Russian in KOI8 looks like kana, but only like those from ﾀ on.
    return spoken * 4 > len(_HALF_KANA.findall(text)) * 3 and early * 10 > spoken


def _narrow_encoding(head: bytes) -> str:
    sample = head[: 1 << 18]
    if _mostly_utf8(sample):
        return "utf-8"
    texts = {}
    for family in _FAMILIES:
        found = {name: sample.decode(name, "replace") for name in family}
        # ① and ㈱ are in no strict EUC-JP: the codec that knows most of the letters.
        name = min(family, key=lambda codec: found[codec].count("\ufffd"))
        texts[name] = found[name][:-1] if len(head) > len(sample) else found[name]
    scores = {name: japanese_likeness(text) for name, text in texts.items()}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] <= 0.5:  # noqa: PLR2004 - see japanese_likeness
        return _by_statistics(sample)
    # Kanji alone may be Chinese or Korean in what looks like EUC, half-width kana Arabic in what looks like cp932.
    sure = _KANJI if best in _FAMILIES[0] else _JAPANESE_WORDS
    if _KANA.search(texts[best]) or sure.search(texts[best]) or _speaks_half_kana(texts[best]):
        return best
    other = _by_statistics(sample)
    return best if any(other in family for family in _FAMILIES) else other


def _by_statistics(sample: bytes) -> str:
    """Ask chardet, which is slow to load, for what is neither Unicode nor plainly Japanese."""
    import chardet

    # Only old Macs ended lines with CR alone; elsewhere their encodings would only mislead.
    mac = b"\r" in sample and b"\n" not in sample
    era = chardet.EncodingEra.MODERN_WEB | (chardet.EncodingEra.LEGACY_MAC if mac else 0)
    found = chardet.detect(
        sample[: 1 << 16],
        encoding_era=era,
        prefer_superset=True,
        compat_names=False,
        no_match_encoding="cp932",
    )["encoding"]
    return found or "cp932"
