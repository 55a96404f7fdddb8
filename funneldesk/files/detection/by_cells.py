"""What the cells of columns say: which field one is whose heading says nothing, and what speaks against others."""

import re
from collections.abc import Callable, Mapping, Sequence

from funneldesk.domain.fields import FIELDS, Kind
from funneldesk.files.detection.clues import Clues
from funneldesk.files.detection.heading_forms import is_other
from funneldesk.files.detection.occasions import is_of_host, is_of_us

OURS = re.compile(
    r"^(?:リード|コンタクト|商談|案件)?(?:所有者|更新者|作成者|営業担当|担当営業|自社|社内|弊社|owner|createdby|modifiedby|leadowner|contactowner)"
)
#: The date of an entry, where cells alone say that a column holds dates.
_MOMENTS: Mapping[Kind, str] = {
    "leads": "acquired_at", "activities": "occurred_at", "deals": "opened_at", "contents": "published_at",
}  # fmt: skip
#: Headings that say of a date nothing else: letters of columns without headings, "Date", 「日付」.
_ANY_DATE = re.compile(r"[a-z]{1,2}|日|日付|日時|年月日|月日|date|datetime|dateandtime|time|when|いつ|day")
#: Cells longer than this (on average, in characters) are sentences and no words of a pick-list.
_WORDY = 15
#: More different cells than this are no pick-list.
_WORDS = 40
#: What the number of an entry is called, by whomever, ...
_NUMBERED = re.compile(r".(?:(?<![a-z])|(?<=[a-z]{4}))id$|.コード$")
#: ... and that of an activity or a deal.
_NUMBERED_TOO = re.compile(r".(?:number|番号|no|№)$")
#: An event counts who applied from 1 on, and so does the next one: two people would become one.
_OF_APPLYING = re.compile(
    r"申し?込み?|受付|応募|注文|予約|エントリー|回答|登録|チケット|regist|order|respon|submi|entry|applica|ticket|booking"
)
#: Fewer characters than this (on average) are a count of rows.
_SHORTEST_ID = 4
#: ... and numbers of something else that stands beside it.
_OF_OTHERS = re.compile(
    r"(?:cookie|session|campaign|form|ad|adset|list|page|portal|user|owner|collector|network|event|ticket|parent|"
    r"message|mail|クッキー|キャンペーン|フォーム|メール|メルマガ|資料|動画|コンテンツ|広告|配信|セミナー|イベント|担当者?|社員|ユーザー?|商品|製品|業種|主業|部署|拠点|郵便|電話|携帯|口座|"
    r"端末|親|fax|zip|postal|phone|mobile|tel)(?:id|no|ref|number|番号|コード|№)$"
)
#: What a happening was is called, by whomever.
_SORT = re.compile(r"(?:種別|種類|タイプ|手段|方法|区分|カテゴリー?|type|channel)$")
_FEWEST = 3
_FIRMS = re.compile(r"会社|企業|法人|取引先(?!責任者|担当者)|得意先|account|company|organi[sz]ation")


def _is_no_id(clues: Clues) -> bool:
    return max(clues.email, clues.moment) > 0.5 > clues.number  # noqa: PLR2004 - shares


#: What cells say against fields that could look like anything.
_AGAINST: tuple[tuple[str, Callable[[Clues], bool], float], ...] = (
    ("company", lambda clues: clues.person > 0.5 and clues.company < 0.2, -60),  # noqa: PLR2004 - shares
    ("name", lambda clues: clues.company > 0.5 > clues.person, -80),  # noqa: PLR2004
    ("name last_name first_name owner deal", lambda clues: clues.email > 0.5 or clues.number > 0.8, -80),  # noqa: PLR2004
    ("name company title department source", lambda clues: clues.moment > 0.8 > clues.number, -60),  # noqa: PLR2004
    ("content", lambda clues: clues.position > 0.5, -80),  # noqa: PLR2004
    ("title", lambda clues: clues.salutation > 0.5, -80),  # noqa: PLR2004
    ("source", lambda clues: clues.url > 0.5, -60),  # noqa: PLR2004
    ("external_id lead_external_id contact_external_id", _is_no_id, -80),
    ("lead_external_id contact_external_id", lambda clues: clues.identifier < 0.3, -80),  # noqa: PLR2004
    ("prefecture", lambda clues: clues.prefecture < 0.3, -10),  # noqa: PLR2004
)


def agreement(kind: Kind, field: str, clues: Clues) -> float:
    """Return what the cells of a column say for (or against) its being a field."""
    if not clues.filled:
        return -30.0
    field_type = FIELDS[kind][field]
    looks = clues.looks_like(field_type)
    if looks is None:
        # The name of a deal may well be that of a company.
        called = "deal" if kind == "deals" and field == "name" else field
        return sum(
            penalty for fields, against, penalty in _AGAINST if called in fields.split() and against(clues)
        )
    if looks:
        return 15.0
    if field_type in ("activity", "decision", "outcome", "stage") and clues.length > _WORDY:
        return -85.0  # Whole sentences: notes.
    if field_type in ("activity", "decision", "outcome", "stage") and clues.different <= _WORDS:
        return -25.0  # Words we do not know yet.
    return -60.0 if clues.share_of(field_type) else -90.0


def by_content(
    kind: Kind, clues: Sequence[Clues], used: set[str], names: Sequence[str], taken: set[int]
) -> dict[int, str]:
    """Return the columns that only their cells give away."""
    found: dict[int, str] = {}
    for index, clue in enumerate(clues):
        name = names[index]
        if index in taken or clue.filled < 1 or OURS.match(name) or is_of_us(name) or is_other(name):
            continue
        if is_of_host(name, names):
            continue
        for field, share in shares_of(clue, name).items():
            free = field not in used and field not in found.values() and field in FIELDS[kind]
            named = field == "name" and ("last_name" in used or kind == "deals")
            if free and not named and share >= 0.6 and clue.different > min(2, clue.filled - 1):  # noqa: PLR2004
                found[index] = field
                break
    moment = _MOMENTS.get(kind)
    dates = [
        index
        for index, clue in enumerate(clues)
        if index not in taken and clue.moment > 0.8 and _ANY_DATE.fullmatch(names[index])  # noqa: PLR2004
    ]
    if moment and moment not in used and len(dates) == 1:
        found[dates[0]] = moment
    return found | _of_the_entry(kind, clues, used, names, taken | found.keys())


def _of_the_entry(
    kind: Kind, clues: Sequence[Clues], used: set[str], names: Sequence[str], taken: set[int]
) -> dict[int, str]:
    """Return the column of each entry's own number, and that of what happened."""
    found: dict[int, str] = {}
    people = kind == "leads" and bool(used & {"name", "last_name", "email"})
    for index, clue in enumerate(clues):
        name = names[index]
        free = {"external_id", "activity"} & FIELDS[kind].keys() - used - set(found.values())
        if index in taken or clue.filled < _FEWEST:
            continue
        if "external_id" in free and _is_id(kind, name, clue) and not (people and _FIRMS.search(name)):
            found[index] = "external_id"
        elif "activity" in free and _SORT.search(name) and clue.activity >= 0.6:  # noqa: PLR2004
            found[index] = "activity"
    return found


def _is_id(kind: Kind, name: str, clue: Clues) -> bool:
    """Whether a column holds the number each entry has in the tool that wrote the list, for good."""
    if kind == "leads":
        named = bool(_NUMBERED.search(name)) and not _OF_APPLYING.search(name)
    else:
        named = bool(_NUMBERED.search(name) or _NUMBERED_TOO.search(name))
    return (
        named
        and not _OF_OTHERS.search(name)
        and clue.different == clue.filled
        and clue.length >= _SHORTEST_ID
        and clue.identifier > 0.9  # noqa: PLR2004 - nearly all
        and clue.phone < 0.5  # noqa: PLR2004
    )


def shares_of(clue: Clues, name: str) -> dict[str, float]:
    """Return how much a column looks like each of the fields that cells give away."""
    fax = re.search(r"fax|ファックス|ファクス", name)
    return {
        "email": clue.email,
        "corporate_number": clue.corporate_number,
        "phone": clue.phone if clue.moment < 0.5 and not fax else 0,  # noqa: PLR2004
        "prefecture": clue.prefecture,
        "company": clue.company,
        "name": max(clue.person, clue.surname * 2 if clue.surname > 0.3 else 0),  # noqa: PLR2004 - see clues
    }
