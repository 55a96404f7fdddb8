"""Invented people and companies: names in the forms two tools and many hands leave in lists.

Mail domains end in ".example" and telephone exchanges begin with 0, so that none of them can be real.
"""

import random
from dataclasses import dataclass


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Return (as written, in Latin letters) of each word "written/latin"."""
    return tuple((word.partition("/")[0], word.partition("/")[2]) for word in text.split())


SURNAMES = _pairs("""
佐藤/sato 鈴木/suzuki 高橋/takahashi 田中/tanaka 伊藤/ito 渡辺/watanabe 山本/yamamoto 中村/nakamura
小林/kobayashi 加藤/kato 吉田/yoshida 山田/yamada 佐々木/sasaki 山口/yamaguchi 松本/matsumoto 井上/inoue
木村/kimura 林/hayashi 斎藤/saito 清水/shimizu 山崎/yamazaki 森/mori 池田/ikeda 橋本/hashimoto 阿部/abe
石川/ishikawa 山下/yamashita 中島/nakajima 石井/ishii 小川/ogawa 前田/maeda 岡田/okada 長谷川/hasegawa
藤田/fujita 後藤/goto 近藤/kondo 村上/murakami 遠藤/endo 青木/aoki 坂本/sakamoto 福田/fukuda 太田/ota
西村/nishimura 藤井/fujii 金子/kaneko 岡本/okamoto 藤原/fujiwara 三浦/miura 中野/nakano 原田/harada
松田/matsuda 竹内/takeuchi 小野/ono 田村/tamura 中山/nakayama 和田/wada 石田/ishida 森田/morita
上田/ueda 原/hara 内田/uchida 柴田/shibata 酒井/sakai 宮崎/miyazaki
""")
GIVEN = _pairs("""
翔太/shota 健/ken 大輔/daisuke 直樹/naoki 葵/aoi 美咲/misaki 彩/aya 陽子/yoko 誠/makoto 浩二/koji
恵子/keiko 智子/tomoko 達也/tatsuya 拓也/takuya 優子/yuko 真由美/mayumi 和也/kazuya 亮/ryo 剛/tsuyoshi
由美/yumi 裕子/hiroko 隆/takashi 修/osamu 明美/akemi 純/jun 学/manabu 千尋/chihiro 悠斗/yuto 結衣/yui
陸/riku 蓮/ren 香織/kaori 幸子/sachiko 正人/masato 雅之/masayuki 哲也/tetsuya 愛/ai 麻衣/mai 洋平/yohei
駿/shun 史郎/shiro 典子/noriko
""")
PLACES = _pairs("""
青葉台/aobadai 若宮/wakamiya 三ツ橋/mitsuhashi 長浜/nagahama 白川/shirakawa 緑ヶ丘/midorigaoka
芦原/ashihara 鶴見野/tsurumino 北斗台/hokutodai 中津/nakatsu 桜木/sakuragi 常盤/tokiwa 港南/konan
清水台/shimizudai 朝霧/asagiri 千早/chihaya 浅葉/asaba 高砂台/takasagodai 和泉野/izumino
双葉台/futabadai 南条/nanjo 宮前/miyamae 栄町/sakaecho 矢作野/yahagino 木曽路/kisoji 伊吹/ibuki
鈴鹿野/suzukano 天竜/tenryu 八千代野/yachiyono 東都/toto 北浜/kitahama みどり/midori オーシャン/ocean
共栄/kyoei さくら台/sakuradai 光陽台/koyodai 富士見野/fujimino 大和田/owada 三友台/sanyudai
日乃出/hinode
""")
#: Kind of business with its short form for domains, the industry as people choose it, weight.
TRADES = (
    ("製作所 ss", "製造業", 9),
    ("精工 seiko", "製造業", 8),
    ("電機 denki", "製造業", 7),
    ("鉄工 tekko", "製造業", 6),
    ("樹脂 jushi", "製造業", 5),
    ("金属 kinzoku", "製造業", 6),
    ("機工 kiko", "製造業", 5),
    ("食品 foods", "食品製造", 5),
    ("木工 mokko", "製造業", 3),
    ("印刷 print", "印刷業", 3),
    ("システム sys", "情報通信業", 4),
    ("商事 shoji", "卸売業", 5),
    ("物流 logi", "運輸・物流", 3),
    ("建設 ken", "建設業", 4),
    ("メディカル med", "医療・福祉", 2),
    ("不動産 fudo", "不動産業", 2),
)  # fmt: skip
PREFECTURES = (
    ("東京都", "03", 22),
    ("神奈川県", "045", 11),
    ("埼玉県", "048", 9),
    ("愛知県", "052", 16),
    ("大阪府", "06", 16),
    ("静岡県", "054", 9),
    ("兵庫県", "078", 6),
    ("長野県", "026", 5),
    ("群馬県", "027", 5),
    ("広島県", "082", 5),
    ("福岡県", "092", 6),
)  # fmt: skip
_FORMS = ("株式会社", "㈱", "(株)", "（株）", "株式会社　", "")
SIZES = ((8, 30, 16), (31, 49, 12), (50, 99, 24), (100, 299, 28), (300, 999, 14), (1000, 4200, 6))


@dataclass(frozen=True)
class Company:
    """A company: `core` without its legal form, which stands `before` or after the name."""

    core: str
    before: bool
    limited: bool
    industry: str
    employees: int
    prefecture: str
    domain: str
    phone: str

    @property
    def full(self) -> str:
        """Return the name as the register has it."""
        form = "有限会社" if self.limited else "株式会社"
        return form + self.core if self.before else self.core + form

    def as_typed(self, rng: random.Random) -> str:
        """Return the name as somebody typed it: ㈱, (株), with a space, without any legal form."""
        if self.limited:
            return rng.choice((self.full, f"㈲{self.core}", f"(有){self.core}"))
        mark = rng.choices(_FORMS, (46, 22, 10, 8, 8, 6))[0]
        return mark + self.core if self.before else self.core + mark.strip("　")


def companies(rng: random.Random, count: int) -> list[Company]:
    """Invent `count` companies of different names."""
    pairs = [(place, trade) for place in PLACES for trade in TRADES]
    weights = [trade[2] * rng.random() for _place, trade in pairs]
    order = sorted(range(len(pairs)), key=lambda i: -weights[i])[:count]
    return [_company(rng, *pairs[i]) for i in order]


def _company(rng: random.Random, place: tuple[str, str], trade: tuple[str, str, int]) -> Company:
    kanji, roman = place
    business, short = trade[0].split()
    low, high, _weight = rng.choices(SIZES, [s[2] for s in SIZES])[0]
    prefecture, area, _share = rng.choices(PREFECTURES, [p[2] for p in PREFECTURES])[0]
    exchange = f"0{rng.randrange(10 ** (5 - len(area))):0{5 - len(area)}d}"
    phone = f"{area}-{exchange}-{rng.randrange(10_000):04d}"
    employees = rng.randint(low, high)
    before, limited = rng.random() < 0.72, rng.random() < 0.04
    domain = f"{roman}-{short}.example"
    return Company(kanji + business, before, limited, trade[1], employees, prefecture, domain, phone)


def full_width(text: str) -> str:
    """Return ASCII digits, signs and letters as the full-width ones some people type."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
