"""What the cells of a column look like, whatever its heading says: addresses, dates, companies, people ..."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from funneldesk.domain import vocabulary
from funneldesk.domain.cells import Cell, cell_text
from funneldesk.domain.dates import read_stamp
from funneldesk.domain.values import parse_money

_PREFECTURES = [
    "北海道",
    "青森",
    "岩手",
    "宮城",
    "秋田",
    "山形",
    "福島",
    "茨城",
    "栃木",
    "群馬",
    "埼玉",
    "千葉",
    "東京",
    "神奈川",
    "新潟",
    "富山",
    "石川",
    "福井",
    "山梨",
    "長野",
    "岐阜",
    "静岡",
    "愛知",
    "三重",
    "滋賀",
    "京都",
    "大阪",
    "兵庫",
    "奈良",
    "和歌山",
    "鳥取",
    "島根",
    "岡山",
    "広島",
    "山口",
    "徳島",
    "香川",
    "愛媛",
    "高知",
    "福岡",
    "佐賀",
    "長崎",
    "熊本",
    "大分",
    "宮崎",
    "鹿児島",
    "沖縄",
]
_PREFECTURE = re.compile(rf"(?:{'|'.join(_PREFECTURES)})[都道府県]?")
_COMPANY = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|一般社団法人|財団法人|社会福祉法人|医療法人|学校法人|協同組合|[㈱㈲]|[(（][株有同][)）]|"
    r"\b(?:inc|ltd|llc|gmbh|corp|corporation|co|plc|s\.a|k\.k)\b\.?",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-zａ-ｚ]+")
_PHONE = re.compile(r"\+?[0-9()][0-9()\- ]{8,16}[0-9]")
_PERSON = re.compile(r"[一-龠々ヶァ-ヴー]{1,4}[ 　][一-龠々ぁ-んァ-ヴー]{1,5}")
_URL = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clues:
    """Shares (0 to 1) of the filled cells that look like something, and how many are filled and different."""

    filled: int
    different: int
    email: float
    phone: float
    moment: float
    company: float
    prefecture: float
    corporate_number: float
    person: float
    url: float
    money: float
    number: float
    stage: float
    activity: float
    outcome: float
    decision: float

    def looks_like(self, field_type: str) -> bool | None:
        """Whether the cells fit a field type; None where its cells could look like anything."""
        share = {
            "email": self.email,
            "phone": self.phone,
            "moment": self.moment,
            "month": self.moment,
            "money": self.money,
            "stage": self.stage,
            "activity": self.activity,
            "outcome": self.outcome,
            "decision": self.decision,
        }.get(field_type)
        return None if share is None or not self.filled else share >= 0.5  # noqa: PLR2004 - most of them


def clues_of(cells: Sequence[Cell]) -> Clues:
    """Look at the cells of one column (a sample is enough)."""
    texts = [
        text
        for cell in cells
        if cell not in ("", None) and (text := cell_text(cell).strip()) not in ("", "-")
    ]
    plain = [text if text.isascii() else unicodedata.normalize("NFKC", text) for text in texts]
    filled = len(texts)
    dates = sum(isinstance(cell, date) for cell in cells)

    def share(looks: Callable[[str], object]) -> float:
        return sum(bool(looks(text)) for text in plain) / filled if filled else 0.0

    number = share(lambda text: re.fullmatch(r"-?[\d,]+(?:\.\d+)?%?", text))
    return Clues(
        filled=filled,
        different=len(set(texts)),
        email=share(_EMAIL.search),
        phone=share(lambda text: _PHONE.fullmatch(text) and 9 <= sum(c.isdigit() for c in text) <= 13),  # noqa: PLR2004
        moment=max(share(_is_date), dates / filled if filled else 0.0),
        company=share(_COMPANY.search),
        prefecture=share(_PREFECTURE.fullmatch),
        corporate_number=share(lambda text: re.fullmatch(r"T?[1-9]\d{12}", text)),
        person=share(_PERSON.fullmatch),
        url=share(_URL.match),
        money=share(lambda text: isinstance(parse_money(text), str)),
        number=number,
        stage=share(vocabulary.STAGE.find),
        activity=share(vocabulary.ACTIVITY.find),
        outcome=share(vocabulary.OUTCOME.find),
        decision=share(vocabulary.DECISION.find),
    )


def _is_date(text: str) -> bool:
    # Bare numbers are dates only under a heading that says so.
    if text.isdigit() and len(text) != 8:  # noqa: PLR2004 - YYYYMMDD
        return False
    return any(read_stamp(text, order) is not None for order in ("dmy", "mdy", "ymd"))
