"""What the cells of a column look like, whatever its heading says: addresses, dates, companies, people ..."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from funneldesk.domain.lists import vocabulary
from funneldesk.domain.lists.cells import Cell, cell_text
from funneldesk.domain.lists.dates import lacks_year, read_month, read_stamp
from funneldesk.domain.lists.values import parse_money

_PREFECTURES = """
    北海道 青森 岩手 宮城 秋田 山形 福島 茨城 栃木 群馬 埼玉 千葉 東京 神奈川 新潟 富山 石川 福井 山梨
    長野 岐阜 静岡 愛知 三重 滋賀 京都 大阪 兵庫 奈良 和歌山 鳥取 島根 岡山 広島 山口 徳島 香川 愛媛
    高知 福岡 佐賀 長崎 熊本 大分 宮崎 鹿児島 沖縄
""".split()  # noqa: SIM905 - a table reads better as a table
#: The commonest family names: two of five people in Japan bear one of them.
_SURNAMES = """
    佐藤 鈴木 高橋 髙橋 田中 伊藤 渡辺 渡邊 渡邉 渡部 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本
    井上 木村 林 斎藤 斉藤 齋藤 齊藤 清水 山崎 山﨑 阿部 森 池田 橋本 山下 石川 中島 前田 藤田 小川 後藤
    岡田 長谷川 村上 近藤 石井 坂本 遠藤 青木 藤井 西村 福田 太田 三浦 岡本 松田 中川 中野 原田 小野
    田村 竹内 金子 和田 中山 藤原 石田 上田 森田 柴田 酒井 工藤 横山 宮崎 宮本 内田 高木 安藤 谷口 大野
    丸山 今井 高田 藤本 村田 武田 上野 杉山 増田 平野 菅原 小島 久保 松井 岩崎 木下 野口 松尾 菊地 菊池
    野村 佐野 新井 古川 桜井 市川 大塚 河野 島田 杉本 川口 水野 山内 伊東 小山 吉川 西田 東 北村 星野
    永井 浅野
""".split()  # noqa: SIM905 - a table reads better as a table
_PREFECTURE = re.compile(rf"(?:{'|'.join(_PREFECTURES)})[都道府県]?")
_COMPANY = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|一般社団法人|財団法人|社会福祉法人|医療法人|学校法人|協同組合|[㈱㈲]|[(（][株有同][)）]|"
    r"\b(?:inc|ltd|llc|gmbh|corp|corporation|co|plc|s\.a|k\.k)\b\.?",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-zａ-ｚ]+")
_PHONE = re.compile(r"\+?[0-9()][0-9()\- ]{8,16}[0-9]")
_PERSON = re.compile(r"[一-龠々ヶァ-ヴー]{1,4}[ 　][一-龠々ぁ-んァ-ヴー]{1,5}")
_SURNAME = re.compile(rf"(?:{'|'.join(_SURNAMES)})[ぁ-んァ-ヶ一-龠々ー 　]{{0,6}}")
_SALUTATION = re.compile(r"(?:mr|mrs|ms|miss|dr|prof|sir)\.?|様|殿|先生", re.IGNORECASE)
_POSITION = re.compile(
    r".{0,8}(?:部長|課長|係長|主任|取締役|社長|室長|所長|店長|マネージャー|リーダー|担当役員|CEO|CTO|CFO|COO|CMO)(?:代理|補佐)?|"
    r"(?:[a-z]+ ){0,3}(?:manager|director|engineer|officer|president|specialist|executive|vp|head|owner|founder)"
    r"(?: of .{0,20})?",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)
#: Nothing looked for here is longer; searching a text of megabytes would take minutes.
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Clues:
    """Shares (0 to 1) of the filled cells that look like something.

    `filled` and `different` count cells, `length` is their mean length in characters.
    """

    filled: int
    different: int
    email: float
    phone: float
    moment: float
    serial: float
    month: float
    yearless: float
    company: float
    prefecture: float
    corporate_number: float
    person: float
    surname: float
    salutation: float
    url: float
    money: float
    number: float
    stage: float
    activity: float
    outcome: float
    decision: float
    position: float
    timed: float
    identifier: float
    length: float

    def share_of(self, field_type: str) -> float | None:
        """Return the share of the cells that fit a field type; None where they could look like anything."""
        if not self.filled:
            return None
        return {
            "email": self.email,
            "phone": self.phone,
            "moment": max(self.moment, self.serial, self.yearless),
            "month": max(self.moment, self.month),
            "money": self.money,
            "stage": self.stage,
            "activity": self.activity,
            "outcome": self.outcome,
            "decision": self.decision,
        }.get(field_type)

    def looks_like(self, field_type: str) -> bool | None:
        """Whether the cells fit a field type; None where its cells could look like anything."""
        share = self.share_of(field_type)
        return None if share is None else share >= 0.5  # noqa: PLR2004 - most of them


def clues_of(cells: Sequence[Cell]) -> Clues:
    """Look at the cells of one column (a sample is enough)."""
    texts = [
        text
        for cell in cells
        if cell not in ("", None) and (text := cell_text(cell).strip()) not in ("", "-")
    ]
    looks = Counter(look for text in texts for look in _looks_of(text[:_LONGEST]))
    filled = len(texts)
    dates = sum(isinstance(cell, date) for cell in cells)

    def share(look: str) -> float:
        return looks[look] / filled if filled else 0.0

    return Clues(
        filled=filled,
        different=len(set(texts)),
        moment=max(share("moment"), dates / filled if filled else 0.0),
        length=sum(map(len, texts)) / filled if filled else 0.0,
        **{look: share(look) for look in _LOOKS},
    )


#: What a text may look like: as the shares of `Clues` are called.
_LOOKS: dict[str, Callable[[str], object]] = {
    "email": _EMAIL.search,
    "phone": lambda text: _PHONE.fullmatch(text) and 9 <= sum(c.isdigit() for c in text) <= 13,  # noqa: PLR2004
    # Days as Excel counts them, 1982 to 2064: what is left of dates whose cells lost their format.
    "serial": re.compile(r"[3-5]\d{4}(?:\.\d+)?").fullmatch,
    "month": read_month,
    "yearless": lacks_year,
    "company": _COMPANY.search,
    "prefecture": _PREFECTURE.fullmatch,
    "corporate_number": re.compile(r"T?[1-9]\d{12}").fullmatch,
    "person": _PERSON.fullmatch,
    "surname": _SURNAME.fullmatch,
    "salutation": _SALUTATION.fullmatch,
    "url": _URL.match,
    "money": lambda text: isinstance(parse_money(text), str),
    "number": re.compile(r"-?[\d,]+(?:\.\d+)?%?").fullmatch,
    "stage": vocabulary.STAGE.find,
    "activity": vocabulary.ACTIVITY.find,
    "outcome": vocabulary.OUTCOME.find,
    "decision": vocabulary.DECISION.find,
    "position": _POSITION.fullmatch,
    # A time of day; midnight is how a day alone is written.
    "timed": re.compile(r"(?<![\d:])(?!0?0:00)\d{1,2}:\d{2}").search,
    "identifier": re.compile(r"(?=.*\d)\S+|[!-~]+").fullmatch,
}


@lru_cache(1 << 14)
def _looks_of(text: str) -> tuple[str, ...]:
    """Return all that a text looks like; real lists repeat themselves, down and across."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    found = [name for name, looks in _LOOKS.items() if looks(plain)]
    return (*found, "moment") if _is_date(plain) else tuple(found)


def _is_date(text: str) -> bool:
    # Bare numbers are dates only under a heading that says so.
    if text.isdigit() and len(text) != 8:  # noqa: PLR2004 - YYYYMMDD
        return False
    return any(read_stamp(text, order) is not None for order in ("dmy", "mdy", "ymd"))
