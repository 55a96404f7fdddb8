"""What a heading may mean besides what it says letter by letter: questions of forms, tools' prefixes, endings."""

import re
from collections.abc import Iterator
from functools import cache

from funneldesk.domain.fields import Kind
from funneldesk.files.headings import normal_heading
from funneldesk.files.synonyms import words_of

#: Of whom a column speaks, where tools say so in front: "Person - Name", "商談:", "Lead.Email".
_SPEAKS_OF: dict[Kind, str] = {
    "leads": "person|people|lead|contact|prospect|リード|コンタクト|見込み客|顧客|取引先責任者|プロスペクト|ユーザー",
    "activities": "activity|event|call|task|活動|行動|アクション|イベント",
    "deals": "deal|opportunity|potential|取引|商談|案件",
    "handovers": "handover|引き渡し|トスアップ",
    "contents": "content|asset|コンテンツ",
    "costs": "cost|expense|費用|広告費",
}
_PREFIX = r"(?:{words})\s*(?:[-–:：.．/]|の(?=\S))\s*(?=\S)"
_POLITE = re.compile(r"^(?:ご|御|お|貴)(?=[一-龠ァ-ヴーA-Za-z])")
_QUESTION_END = re.compile(
    r"(?:の?(?:名称)?(?:を|は|について)?(?:ご|お)?(?:入力|記入|選択|記載|お書き|お聞かせ|教えて|書いて|選んで|回答)"
    r"(?:し|頂|いただ)?(?:て)?(?:くだ|下|頂|いただ)?.*|(?:は|を)?(?:何|なん)(?:です|でしょう)か.*)$"
)
_QUESTION_START = re.compile(
    r"^(?:what(?:'s| is| are)?|which is|please (?:enter|tell us|fill in|provide)|enter|provide)?\s*(?:your|the)?\s+",
    re.IGNORECASE,
)
#: Headings nobody can list, by what must be in them: field -> pattern over the normal form.
_ASKED: dict[str, str] = {
    "source": (
        r"(?:何で|なにで|どこで|どちらで|どのように|何を見て|何から).*(?:知|見つけ|存じ)|きっかけ|経緯|"
        r"hearabout|findus|foundus|howdidyou(?:hear|find|learn)|referredby"
    ),
    "opt_out": (
        r"(?:メール|メルマガ|案内|配信).*(?:停止|拒否|除外|不要|希望しない|不可)$|"
        r"opt(?:ed)?out|unsubscribed?$|donotemail"
    ),
    "mql_at": (
        r"^(?:became?|dateentered|entered)a?(?:mql|marketingqualified).*|"
        r"(?:mql|マーケティングクオリファイドリード).*(?:なった|化|到達).*日"
    ),
    "deal_at": (
        r"^(?:became?|dateentered|entered)an?(?:sql|salesqualified|opportunity).*|"
        r"(?:セールスクオリファイドリード|(?<!受注)商談).*なった日"
    ),
    "won_at": r"^(?:became?|dateentered|entered)acustomer.*|^顧客になった日",
}
#: Too general as the end of a longer heading: a "form name" names nobody, an "account id" no lead.
_WEAK_ENDINGS = frozenset(
    """
    name title id date type status state note notes source no number value page url content subject time
    day month record account contact person user owner lead event asset client company cost price
    total score 名前 名称 区分 種別 種類 状態 対象 内容 結果 担当 金額 費用 理由 経路 連絡先 対応日 地域
    分類 形式 期間 説明 詳細 コメント
    """.split()  # noqa: SIM905 - a table reads better as a table
)  # fmt: skip
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+|[^\x00-\x7f]+")


def forms(kind: Kind, heading: str) -> Iterator[str]:
    """Yield further normal forms of a heading: without a tool's prefix, a form of politeness, a question's words."""
    bare = re.sub(_PREFIX.format(words=_SPEAKS_OF[kind]), "", heading.strip(), count=1, flags=re.IGNORECASE)
    # A lead's title is what the lead is called, not what its person is.
    if bare != heading.strip() and normal_heading(heading) != "leadtitle":
        yield normal_heading(bare)
    asked = _QUESTION_START.sub("", heading.strip()) if heading.isascii() else heading.strip()
    plain = normal_heading(asked)
    plain = _QUESTION_END.sub("", plain)
    yield plain
    yield _POLITE.sub("", plain)


def asked(kind: Kind, name: str) -> list[str]:
    """Return the fields that the sense of a whole heading (in normal form) speaks of."""
    return [field for field, pattern in _ASKED.items() if re.search(pattern, name) and field in _fields(kind)]


@cache
def _fields(kind: Kind) -> frozenset[str]:
    return frozenset(field for fields in words_of(kind).values() for field in fields)


#: What it was, or what is not meant: 「旧社名」, "Previous company".
_OTHER = re.compile(
    r"^(?:旧|前|元|次回|希望|親会社|子会社|競合|紹介|previous|former|next|parent|partner)", re.IGNORECASE
)
_READING = re.compile(r"ふりがな|フリガナ|かな$|カナ$|よみ$|ヨミ$|読み|kana|phonetic|英字|ローマ字")


def is_reading(name: str) -> bool:
    """Whether a heading in normal form is only of how something is read."""
    return bool(_READING.search(name))


def is_other(name: str) -> bool:
    """Whether a heading in normal form speaks of something else than what it ends with, or its cells look like."""
    return bool(_OTHER.search(name)) or is_reading(name)


def endings(kind: Kind, heading: str) -> list[str]:
    """Return the field of the longest known word a heading ends with: 「ご担当の会社名」 names a company."""
    if is_other(normal_heading(heading)):
        return []
    if heading.isascii():
        tokens = _TOKEN.findall(heading)
        tails = [normal_heading(" ".join(tokens[start:])) for start in range(1, len(tokens))]
    else:
        name = normal_heading(heading)
        tails = [name[start:] for start in range(1, len(name) - 1)]
    for tail in tails:
        best = _good_words(kind).get(tail)
        if best is not None:
            return [best]
    return []


@cache
def _good_words(kind: Kind) -> dict[str, str]:
    """Return the words that name a field even at the end of a longer heading."""
    last_rank = 12
    return {
        word: min(fields, key=lambda field: fields[field])
        for word, fields in words_of(kind).items()
        if word not in _WEAK_ENDINGS and min(fields.values()) < last_rank
    }
