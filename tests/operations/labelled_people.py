"""People who stand on several lists, each time written a little differently; every row says whose it is.

Among them what makes mistakes likely: namesakes at other companies, colleagues of the same family, typing twins,
addresses that a whole department shares, private addresses at free providers, people who changed their company.
"""

import random
import unicodedata
from dataclasses import dataclass, replace
from string import ascii_lowercase

LABEL = "x.whose"
_FAMILY = (
    "佐藤sato 鈴木suzuki 高橋takahashi 田中tanaka 渡辺watanabe 伊藤ito 山本yamamoto 中村nakamura 斎藤saito 斉藤saito 山崎yamazaki "
    "長沢nagasawa 島田shimada 浜口hamaguchi 広瀬hirose 桜井sakurai 国分kokubu 冨田tomita 高野takano 竹ケ原takegahara 渕上fuchigami 小林kobayashi "
    "加藤kato 吉田yoshida 山田yamada 佐々木sasaki 松本matsumoto 井上inoue 木村kimura 林hayashi 清水shimizu 池田ikeda 橋本hashimoto "
    "阿部abe 安部abe 石川ishikawa 前田maeda 藤田fujita 後藤goto 小川ogawa 岡田okada 村上murakami 長谷川hasegawa 近藤kondo "
    "石井ishii 坂本sakamoto 遠藤endo 青木aoki 藤井fujii 西村nishimura 福田fukuda 太田ota 三浦miura 岡本okamoto 松田matsuda "
    "中川nakagawa 中野nakano 原田harada 小野ono 田村tamura 竹内takeuchi"
)
_GIVEN = (
    "太郎taro 一郎ichiro 二郎jiro 花子hanako 恵megumi 真makoto 美咲misaki 健ken さくらsakura ひろみhiromi 栄一eiichi 静shizuka "
    "裕子yuko 祐子yuko 龍之介ryunosuke 実minoru 大輔daisuke 結衣yui 翔sho ミナmina 誠makoto 浩hiroshi 洋子yoko 直樹naoki "
    "健一kenichi 和也kazuya 拓也takuya 達也tatsuya 哲也tetsuya 恵子keiko 幸子sachiko 陽子yoko 真由美mayumi 由美子yumiko 智子tomoko 久美子kumiko "
    "優子yuko 明美akemi 直美naomi 愛ai 彩aya 葵aoi 蓮ren 陸riku 悠斗yuto 隆takashi 修osamu 茂shigeru "
    "豊yutaka 学manabu 亮ryo 剛tsuyoshi 聡satoshi 純jun 千尋chihiro 薫kaoru あゆみayumi まさみmasami"
)


def _read(names: str) -> dict[str, str]:
    """Return names with how they sound."""
    return {name.rstrip(ascii_lowercase): name.lstrip(name.rstrip(ascii_lowercase)) for name in names.split()}


FAMILY, GIVEN = _read(_FAMILY), _read(_GIVEN)
OLD = str.maketrans("高崎沢斎島浜広瀬桜国冨真恵栄静実", "髙﨑澤齋嶋濱廣瀨櫻國富眞惠榮靜實")
PLACES = (
    "みなと",
    "東都",
    "南海",
    "北斗",
    "さくら台",
    "三友",
    "センター",
    "アルファ",
    "大和",
    "常盤",
    "朝霧",
    "港南",
)
TRADES = ("精機", "商事", "工業", "システムズ", "フーズ", "印刷", "電機", "メディカル", "物流", "不動産")
FREE = ("gmail.com", "yahoo.co.jp", "outlook.com")


@dataclass(frozen=True)
class Person:
    """Somebody as he really is."""

    label: str
    family: str
    given: str
    company: str
    domain: str
    email: str
    phone: str
    id: str


@dataclass(frozen=True)
class Row:
    """What one list says of somebody; `clean` is the same without dirt, which tells what it shares with others."""

    said: dict[str, str]
    clean: Person


def people(count: int, seed: int) -> list[Person]:
    """Return different people at `count // 4` companies."""
    draw = random.Random(seed)
    companies = [(place + trade + kind, f"{seed}-{number}") for number, (place, trade, kind) in enumerate(
        (place, trade, kind) for kind in ("", "東京", "ホールディングス", "第一", "第二") for place in PLACES for trade in TRADES
    )]  # fmt: skip
    draw.shuffle(companies)
    companies = companies[: max(count // 4, 1)]
    found: list[Person] = []
    taken: set[str] = set()
    while len(found) < count:
        number = len(found)
        company, code = draw.choice(companies)
        family, given = draw.choice(list(FAMILY)), draw.choice(list(GIVEN))
        local = draw.choice(
            (f"{GIVEN[given]}.{FAMILY[family]}", f"{GIVEN[given][0]}.{FAMILY[family]}", FAMILY[family])
        )
        domain = f"corp{code}.co.jp"
        email = f"{local}@{domain}"
        if draw.random() < 0.1:
            email = f"{FAMILY[family]}{number}@{draw.choice(FREE)}"
        elif email in taken:
            email = f"{local}{number}@{domain}"
        taken.add(email)
        phone = f"0{draw.choice('3645')}-{draw.randrange(1000, 9999)}-{draw.randrange(1000, 9999)}"
        found.append(Person(f"p{number}", family, given, company, domain, email, phone, f"C{number:05d}"))
    return found


def _wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else "　" if c == " " else c for c in text)


HALF = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF66, 0xFF9E)}


def _half(text: str) -> str:
    parts = unicodedata.normalize("NFD", text).replace("\u3099", "ﾞ").replace("\u309a", "ﾟ")
    return "".join(HALF.get(c, c) for c in parts)


def dirty_name(person: Person, draw: random.Random) -> str:
    """Return the name as somebody wrote it."""
    family, given = person.family, person.given
    if draw.random() < 0.15:
        family, given = family.translate(OLD), given.translate(OLD)
    if draw.random() < 0.1:
        family = family.replace("ケ", "ヶ")
    given = draw.choice((given, given, _kana(given), _half(_kana(given)) if draw.random() < 0.3 else given))
    return (
        family
        + draw.choice(("", " ", "　", "  ", "・"))
        + given
        + draw.choice(("",) * 8 + ("様", " 様", "さん", " 殿"))
    )


def _kana(text: str) -> str:
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)


def dirty_company(company: str, draw: random.Random) -> str:
    """Return the company as somebody wrote it."""
    form = draw.choice(("", "株式会社", "㈱", "(株)", "（株）", "株式会社 ", "㍿"))
    name = draw.choice(
        (
            company,
            company,
            _half(company),
            company.replace("システムズ", "システムズ "),
            company.translate(OLD),
        )
    )
    name = name.replace("ー", draw.choice("ーーーー−"))
    return draw.choice((form + name, name + form.strip(), form + name, name))


def dirty_email(email: str, draw: random.Random) -> str:
    """Return the address as somebody wrote it."""
    local, _at, domain = email.partition("@")
    ways = (
        email, email, email.upper(), f"{local}+{draw.choice(('news', 'seminar'))}@{domain}", _wide(email), f" {email} ",
        f"{local.title()}@{domain}",
    )  # fmt: skip
    return draw.choice(ways)


def dirty_phone(phone: str, draw: random.Random) -> str:
    """Return the number as somebody wrote it."""
    ways = (
        phone, phone, phone.replace("-", ""), _wide(phone), "+81-" + phone[1:], phone.replace("-", "(", 1).replace("-", ")", 1),
        phone + " 内線12", phone.replace("-", "ー"),
    )  # fmt: skip
    return draw.choice(ways)


def rows_of(everybody: list[Person], seed: int) -> list[list[Row]]:
    """Return three lists: an MA tool's (ids, addresses), business cards (no ids), a seminar's (often private addresses)."""
    draw = random.Random(seed)
    lists: list[list[Row]] = [[], [], []]
    for person in everybody:
        for number, rows in enumerate(lists):
            for _again in range(draw.choice((0, 1, 1)) if number else draw.choice((1, 1, 1, 2))):
                rows.append(_row(person, number, draw))
    for rows in lists:
        draw.shuffle(rows)
    return lists


def _row(person: Person, number: int, draw: random.Random) -> Row:
    clean = person
    if number and draw.random() < 0.3:
        clean = replace(clean, email="")
    if number == 2 and draw.random() < 0.1:
        clean = replace(clean, email=f"{FAMILY[person.family]}.{person.label}@{draw.choice(FREE)}")
    if draw.random() < 0.25:
        clean = replace(clean, phone="")
    if draw.random() < 0.1:
        clean = replace(clean, company="")
    if number:
        clean = replace(clean, id="")
    said = {
        "name": dirty_name(clean, draw),
        "company": dirty_company(clean.company, draw) if clean.company else "",
        "email": dirty_email(clean.email, draw) if clean.email else "",
        "phone": dirty_phone(clean.phone, draw) if clean.phone else "",
        LABEL: person.label,
    }
    if clean.id:
        said["external_id"] = clean.id
    return Row(said, clean)


def share_a_key(one: Person, other: Person) -> bool:
    """Whether two clean rows of the same person share a key that says so."""
    if one.id and one.id == other.id:
        return True
    if one.email and one.email == other.email:
        return True
    return bool(one.company) and one.company == other.company
