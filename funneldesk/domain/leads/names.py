"""Names, e-mail addresses and phone numbers in the form in which two lists are compared (DESIGN 5, Identity).

Each function is memoised: real lists repeat themselves, and a million rows pass through here. What repeats within
one block of rows (addresses, phones) is remembered shortly, names longer: a million of them must not pile up in memory.
"""

import re
import unicodedata
from functools import lru_cache

_A_BLOCK, _MANY = 1 << 12, 1 << 16
#: Old and other forms of one and the same character, each before the usual one; NFKC leaves them apart. Only what
#: nobody tells two people by: 斎 and 斉, 裕 and 祐 are different characters.
_FORMS = (
    "髙高 﨑崎 嵜崎 德徳 瀨瀬 濵浜 濱浜 齋斎 齊斉 邊辺 邉辺 澤沢 櫻桜 廣広 國国 嶋島 嶌島 冨富 眞真 惠恵 榮栄 圓円 "
    "學学 條条 壽寿 澁渋 濟済 實実 增増 靜静 豐豊 會会 萬万 與与 彌弥 禰祢 禮礼 鐵鉄 藏蔵 黑黒 橫横 𠮷吉 龍竜 瀧滝 "
    "渕淵 峯峰 嶽岳 曾曽 桒桑 栁柳 舘館 遙遥 槇槙 檜桧 凛凜 緖緒 寬寛 顯顕 曉暁 敎教 啟啓 戶戸 尙尚 產産 黃黄 步歩 "
    "靑青 淸清 內内 吳呉 巢巣 兒児 來来 單単 團団 變変 賴頼 醫医 鹽塩 點点 齒歯 龜亀 鷗鴎 麥麦 佛仏 傳伝 兩両 參参 "
    "卷巻 區区 收収 姬姫 將将 專専 對対 嚴厳 應応 從従 數数 樂楽 樓楼 歸帰 殘残 氣気 灣湾 燒焼 獨独 當当 發発 盡尽 "
    "硏研 稻稲 穗穂 經経 綠緑 縣県 總総 繪絵 聲声 舊旧 藝芸 處処 號号 螢蛍 覺覚 譽誉 轉転 鄕郷 釋釈 銳鋭 鑛鉱 關関 "
    "雙双 靈霊 驛駅 驗験 鷄鶏 麴麹 亞亜 勞労 勳勲 圖図 壓圧 凉涼 拂払 擴拡 斷断 樣様"
)
#: Marks that choose a glyph or a direction, and blanks of no width: nobody sees them.
_UNSEEN = dict.fromkeys(
    [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), *range(0x200B, 0x2010), 0xFEFF, 0xAD]
)
#: For `str.translate`, of names of people and companies.
USUAL_FORMS: dict[int, int | str | None] = {ord(pair[0]): pair[1] for pair in _FORMS.split()} | _UNSEEN
# A reading is the same in hiragana and katakana, with a small or a large ケ.
_KANA: dict[int, int | str | None] = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_KANA |= dict.fromkeys(map(ord, "ヶゖ"), "ケ") | dict.fromkeys(map(ord, "ヵゕ"), "カ")
#: For `str.translate`, of what is compared with what people type.
AS_COMPARED = USUAL_FORMS | _KANA
# Most names hold nothing to translate and end in no honorific: asked first, that costs a third.
_TRANSLATED = frozenset(map(chr, AS_COMPARED))
_ENDS = frozenset("様まん生殿氏")
_HONORIFIC = re.compile(
    r"(?<=\S)\s*(様|さま|さん|先生|(?<=\s)(殿|氏)|(?<=\S{3})(殿|氏))$|^(mr|mrs|ms|dr|prof)\.?\s+(?=\S)"
)
_IN_BRACKETS = re.compile(r"(?<=\S)\s*\([^()]*\)")
_NAME_NOISE = re.compile(r"[\s・･.,，．、。'’‐‑–—\-_/()]+")
_ACCENTS = re.compile(r"[\u0300-\u036f]")
_TAG = re.compile(r"(?<=[^@\s])\+[^@]*(?=@)")
_GMAIL = ("@gmail.com", "@googlemail.com")

#: Domains of addresses that say nothing about the company behind them.
FREE_MAIL = frozenset(
    """
    gmail.com googlemail.com yahoo.co.jp yahoo.com ymail.com ymail.ne.jp hotmail.com hotmail.co.jp outlook.com
    outlook.jp live.jp live.com msn.com icloud.com me.com mac.com aol.com aol.jp excite.co.jp infoseek.jp
    nifty.com biglobe.ne.jp so-net.ne.jp ocn.ne.jp docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp
    i.softbank.jp vodafone.ne.jp rakuten.jp mail.com gmx.com gmx.net gmx.de web.de proton.me protonmail.com
    qq.com 163.com 126.com naver.com mail.ru yandex.ru yandex.com zoho.com fastmail.com uqmobile.jp
    """.split()  # noqa: SIM905 - a table reads better as a table
)


#: Domains kept free for examples (RFC 2606): made-up lists have all their companies there.
IN_EXAMPLES = frozenset(("example.com", "example.net", "example.org", "example.jp", "example.co.jp"))


@lru_cache(_A_BLOCK)
def email_key(text: str) -> str:
    """Return an address as it is compared: NFKC, lower case, no +tag, no dots at Gmail; "" if it is none."""
    key = text if text.isascii() else unicodedata.normalize("NFKC", text)
    key = key.strip().lower()
    if "+" in key:
        key = _TAG.sub("", key)
    if key.endswith(_GMAIL):
        key = key.partition("@")[0].replace(".", "") + _GMAIL[0]
    return key if "@" in key else ""


@lru_cache(_A_BLOCK)
def kind_and_domain(text: str | None) -> tuple[str, str]:
    """Return the kind of an address ("free" at a free provider, "company", "" for none) and a company's domain."""
    domain = email_key(text or "").rpartition("@")[2]
    if not domain:
        return "", ""
    if domain in FREE_MAIL:
        return "free", ""
    return "company", "" if domain in IN_EXAMPLES else domain


@lru_cache(_MANY)
def person_key(text: str) -> str:
    """Return a person's name as it is compared.

    NFKC, usual forms of characters, kana as katakana, no blanks, no honorific, nothing in brackets (a reading, a
    maiden name); in Latin letters without accents and in whatever order.
    """
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    if "(" in plain:
        plain = _IN_BRACKETS.sub("", plain)
    if plain[-1:] in _ENDS or plain < "\u3000":
        plain = _HONORIFIC.sub("", plain)
    if not _TRANSLATED.isdisjoint(plain):
        plain = plain.translate(AS_COMPARED)
    if plain < "\u3000" and not plain.isascii():  # Latin letters, not kana with their marks.
        plain = _ACCENTS.sub("", unicodedata.normalize("NFD", plain))
    if plain.isascii():
        return "".join(sorted(filter(None, _NAME_NOISE.split(plain))))
    return _NAME_NOISE.sub("", plain)


#: Languages of these letters say the family name first.
_FAMILY_FIRST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3]")


def joined_name(last: str | None, first: str | None) -> str:
    """Return a whole name from its two parts in the order in which its language says it."""
    if not last or not first:
        return last or first or ""
    latin = (last.isascii() and first.isascii()) or not _FAMILY_FIRST.search(last + first)
    return f"{first} {last}" if latin else f"{last} {first}"


_EXTENSION = re.compile(r"(?<=\d)[\s(]*(内線|ext|代|[x#;/,、]).*$")
_COUNTRY = re.compile(r"^(\+|00)?810?(?=[1-9]\d{8,9}$)")


@lru_cache(_A_BLOCK)
def phone_key(text: str) -> str:
    """Return a phone number as it is compared: its digits with the leading 0, without country code and extension."""
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    digits = re.sub(r"[^\d+]", "", _EXTENSION.sub("", plain))
    digits = _COUNTRY.sub("0", digits).lstrip("+")
    return digits if digits.startswith("0") or len(digits) not in _WITHOUT_ZERO else "0" + digits


#: How many digits a Japanese number has that lost its leading 0 in a spreadsheet.
_WITHOUT_ZERO = (9, 10)
