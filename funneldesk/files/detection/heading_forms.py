"""What a heading may mean besides what it says letter by letter: questions of forms, tools' prefixes, endings."""

import re
from collections.abc import Iterator
from functools import cache

from funneldesk.domain.fields import Kind
from funneldesk.files.detection.headings import normal_heading
from funneldesk.files.detection.synonyms import words_of

#: Of whom a column speaks, where tools say so in front: "Person - Name", "商談:", "Lead.Email".
_SPEAKS_OF: dict[Kind, str] = {
    "leads": "person|people|lead|contact|prospect|人|リード|コンタクト|見込み客|顧客|取引先責任者|"
    "プロスペクト|ユーザー",
    "activities": "activity|event|call|task|活動|行動|アクション|イベント",
    "deals": "deal|opportunity|potential|取引|商談|案件",
    "handovers": "handover|引き渡し|トスアップ",
    "contents": "content|asset|コンテンツ|資料|記事",
    "costs": "cost|expense|費用|広告費",
}
_PREFIX = r"(?:{words})\s*(?:[-–:：.．/]|の(?=\S))\s*(?=\S)"
_SUFFIX = r"\s+[-–]\s+(?:{words})$"
#: Which of several addresses or numbers it is: "Person - Email - Work", 「人 - 電話 - 勤務先」.
_PLACE = re.compile(r"\s+[-–]\s+(?:work|office|other|勤務先|会社|その他)$", re.IGNORECASE)
#: Of whom a column speaks, written as one name: "OPPORTUNITY_VALUE", "primary_contact_title".
_COMPOUND: dict[Kind, re.Pattern[str]] = {
    "leads": re.compile(
        r"(?:primary|main)[ _]contact[ _](?:primary[ _])?|(?:f|fld|field|cf)_", re.IGNORECASE
    ),
    "deals": re.compile(r"(?:opportunity|deal)[ _]", re.IGNORECASE),
}
#: Of which person a column speaks, where she booked, applied or came.
_GUEST = re.compile(
    r"^(?:(?:invitee|guest|attendee|participant|registrant|booker)\s+(?=(?:first|last|full|e-?mail|phone|company))|"
    r"(?:ご?予約者|お?申し?込み?者|ゲスト|参加者|来場者|登録者|応募者|受講者|回答者|お?問い?合わ?せ者)様?の?"
    r"(?=氏名|お?名前|姓|会社|企業|法人|メール|[eE]-?mail|電話|TEL|部署|役職))",
    re.IGNORECASE,
)
#: What makes a heading longer and no other: 「フェーズ名」, 「失注理由詳細」.
_LENGTHENED = re.compile(
    r"(?<=..)(?:名|詳細|区分|分類|情報|内訳|選択|欄|\d)$|(?<=[a-z]{4})(?:label|name|text|utc|jst|gmt)$"
)
_LONG_MARK = re.compile(r"(?<=[ァ-ヶ]{3})ー(?![ァ-ヶー])")
_POLITE = re.compile(r"^(?:ご|御|お|貴)(?=[一-龠ァ-ヴーA-Za-z])")
_ASKING = "入力|記入|選択|記載|書き|聞かせ|教え|書い|選ん|回答"
_QUESTION_END = re.compile(
    rf"(?:の?名称)?(?:を|は|について)(?:ご|お)?(?:{_ASKING}).*$|(?:ご|お)?(?:{_ASKING})[してい頂た]*(?:くだ|下)さい.*$|"
    r"(?:は|を)?(?:何|なん)(?:です|でしょう)か.*$"
)
_QUESTION_START = re.compile(
    r"^(?:(?:first|firstly|and|also|next|finally|lastly),?\s+)?"
    r"(?:what(?:'s| is| are)?|which is|please (?:enter|tell us|fill in|provide)|enter|provide)?\s*(?:your|the)?\s+",
    re.IGNORECASE,
)
#: What somebody said or asked: 「会話内容」, 「ご質問があればご記入ください」.
_TOLD = (
    r"^(?:会話|通話|商談|面談|訪問|ヒアリング|対応|応対|架電|打ち?合わ?せ|引き?継ぎ?|申し?送り|報告|活動|アクティビティ|アクション)の?"
    r"(?:内容|メモ|記録|詳細|概要|事項)$|^(?:internal|meeting|call|visit|activity|session|followup)+(?:notes?|comments?|memo)$|"
    r"(?:質問|要望|意見|感想|相談内容)(?:など|等)?(?:が?(?:あれば|ございましたら).*|を?ご?自由に.*)?$|問い?合わ?せの?(?:内容|詳細)$"
)
#: Headings nobody can list, by what must be in them: field -> pattern over the normal form.
_ASKED: dict[str, str] = {
    "activity": (
        r"^(?:活動|行動|アクション|アクティビティ|接触|対応|応対|コンタクト|商談|訪問|面談|営業|タイムライン)の?(?:種別|種類|分類|区分|方法|手段|タイプ|カテゴリー?)$|"
        r"^(?:参加|出席|出欠|来場|視聴|受講)(?:者)?(?:状況|ステータス|区分|有無|結果|実績)$"
    ),
    "note": _TOLD,
    "comment": _TOLD,
    "source": (
        r"(?:何で|なにで|どこで|どちらで|どのように|何を見て|何から).*(?:知|見つけ|存じ)|きっかけ|経緯|"
        r"hearabout|findus|foundus|howdidyou(?:hear|find|learn)|referredby|"
        r"^(?:潜在顧客|見込み客|リード|顧客)の?発生[元源]$|^(?:初回|最初の)?(?:流入|獲得|集客|リード|反響)(?:元|経路|源)?(?:メディア|媒体|チャネル|ソース|経路|元)$"
    ),
    "opt_out": (
        r"(?:メール|メルマガ|案内|配信).*(?:停止|拒否|除外|不要|希望しない|不可)$|"
        r"opt(?:ed)?out|unsubscribed?(?:from(?:all)?(?:e?mails?)?)?$|donot(?:allow)?e?mails?$"
    ),
    "occurred_at": (
        r"^(?:アクティビティ|レスポンス|最初のレスポンス|反応|行動|活動|架電|訪問|往訪|閲覧|dl|ダウンロード|開封|クリック|参加|出席|視聴|接触|対応|応対|コール|通話|面談|来場|来訪|アクセス|"
        r"セミナー|イベント|商談|アクション|送信|受信|返信|発信|受電|入電)(?:の?開始時間|の?(?:開始|実施)?(?:年月日|日時|日付|時刻|日))$|^最初の(?:参加|訪問|接触)$|timestamp$|"
        r"^(?:call|meeting|visit|email|event|download|click|open|webinar|activity|contact|touch|interaction|session|start)"
        r"(?:ed)?(?:date|time|datetime|date(?:&|and)time|at|on)$"
    ),
    "acquired_at": (
        r"^(?:名刺|リード|初回|最初の|ご?資料)?の?(?:発生|請求|紹介|登録|獲得|申し?込み?|受付|cv|コンバージョン|受信|回答|来場|名刺交換|交換|取得|dl|ダウンロード|資料請求|問い?合わ?せ|エントリー|応募|流入|反響|入会|"
        r"スキャン|読取|読み?取り?込み?|取り?込み?|読み取り|作成|追加|入手)(?:年月日|日時|日付|日)$|"
        r"^(?:lead|contact|record)?(?:creat|register|membership|registration|conversion|order|signup|submi(?:t(?:ted)?|ssion)|scann?|captur|add|acquir|optin|entry|subscrib)(?:ed|e)?"
        r"(?:date|time|datetime|at|on)$|^(?:signedup|registered|subscribed|enrolled|joined)$|^date(?:created|registered|scanned|added|submitted|captured|acquired|ofentry)$"
    ),
    "opened_at": (
        r"^(?:商談|案件|引き?合い?|発生|紹介|登録|作成|起票|開始|商談開始|商談実施)(?:年月日|日時|日付|日)$|"
        r"^date(?:opened|created)$|^(?:opened|created|added)(?:date|time|at|on)$"
    ),
    "updated_at": (
        r"^(?:last)?(?:updated?|modified|edited|changed)(?:date|time|datetime|at|on)$|^(?:last)?(?:updated|modified|edited)$|"
        r"^(?:最終)?(?:更新|変更|編集|修正)(?:年月日|日時|日付|日)$"
    ),
    "name": (
        r"^(?:先方|相手|ゲスト|お?客様?)の?(?:出席者|参加者|担当者?|氏名|名前)名?$|"
        r"^(?:invitee|attendee|registrant|participant|guest|visitor|subscriber|respondent|applicant|delegate)s?"
        r"(?:full)?name$"
    ),
    "last_name": r"(?:者|様|員|客|人)の?(?:姓|苗字|名字)$",
    "closed_at": (
        r"^(?:完了|クローズ|終了|決着|確定|失注)(?:年月日|日時|日付|日)$|^date(?:closed|lost)$|"
        r"^(?:actual|expected|forecast|est|estimated|planned)?close[ds]?(?:date|time|at|on)?$"
    ),
    "external_id": (
        r"^(?:取引先|顧客|会社|企業|リード|会員|コンタクト|お客様|得意先|管理|整理|案件|商談|取引|受注|契約|見積|行動|活動|履歴|名刺管理|来場者|参加者|受講者|申込者)"
        r"(?:id|コード|番号|no)$|"
        r"^(?:lead|contact|prospect|member|deal|opportunity|opp|submission|response|respondent)(?:no|number|ref)$"
    ),
    "lost_reason": (
        r"^(?:失注|不成立|敗戦|ロスト)(?:の?理由|要因|原因|区分|事由|内容|コメント|分類)|^(?:loss|lost)reason"
    ),
    "amount": r"^(?:受注|成約|契約|商談|案件|売上|取引|発注)(?:予定|見込み?|想定)?(?:総?額|金額|高|合計|収益)$|"
    r"^(?:見込み?|推定|想定|予想)収益$|^(?:売上|受注|契約)(?:見込み?|予定|予想)額$|"
    r"^(?:expected|estimated|total|won|closed|contract|deal|opportunity)(?:deal|opportunity)?(?:value|amount|revenue)$",
    "first_content": (
        r"^(?:初回|最初の|獲得|流入)(?:cv|コンバージョン|接触|閲覧|dl|ダウンロード)?の?(?:コンテンツ|資料|ページ|フォーム)名?$"
    ),
    "outcome": (
        r"^(?:活動|行動|訪問|架電|電話|通話|対応|応対|接触|面談|商談|アクション|アクティビティ)の?(?:結果|成果)$|"
        r"^(?:商談|案件|取引|営業)の?(?:ステップ|段階|進捗)名?$"
    ),
    "month": r"(?:年月|月度|月分?)$",
    "content": r"^(?:資料|記事|コンテンツ|セミナー|ウェビナー|イベント|講演|動画|メール)"
    r"(?:id|名称?|コード|番号|タイトル|題名)$",
    "sal_at": r"^sal.*(?:日|日時|日付|date|at)$",
    "prefecture": r"(?:address|mailing|billing|company|work|office)state$",
    "mql_at": (
        r"^(?:became?|dateentered|entered)a?(?:mql|marketingqualified).*|"
        r"^(?:mql|マーケティングクオリファイドリード).*(?:日|日時|日付|date|at)$"
    ),
    "deal_at": (
        r"^(?:became?|dateentered|entered)an?(?:sql|salesqualified|opportunity).*|"
        r"^(?:sql|セールスクオリファイドリード).*(?:日|日時|日付|date|at)$|^商談.*なった日"
    ),
    "won_at": (
        r"^(?:became?|dateentered|entered)acustomer.*|^顧客になった日|^(?:受注|成約|契約|契約締結|発注)(?:年月日|日時|日付|日)$|^won(?:date|at|on)$|^datewon$"
    ),
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
    words = _SPEAKS_OF[kind]
    bare = re.sub(_PREFIX.format(words=words), "", heading.strip(), count=1, flags=re.IGNORECASE)
    bare = re.sub(_SUFFIX.format(words=words), "", bare, count=1, flags=re.IGNORECASE)
    bare = _PLACE.sub("", _GUEST.sub("", bare))
    # A lead's title is what the lead is called, not what its person is.
    if bare != heading.strip() and normal_heading(heading) != "leadtitle":
        yield normal_heading(bare)
    compound = _COMPOUND[kind].sub("", heading.strip()) if kind in _COMPOUND else ""
    if compound and compound != heading.strip():
        yield normal_heading(compound)
        yield _LENGTHENED.sub("", normal_heading(compound))
    asked = _QUESTION_START.sub("", heading.strip()) if heading.isascii() else heading.strip()
    plain = normal_heading(asked)
    plain = _QUESTION_END.sub("", plain)
    yield plain
    yield without_long_marks(plain)
    plain = _POLITE.sub("", plain)
    yield plain
    if not plain.isascii():
        longer = re.sub(rf"^(?:{words})(?=..)", "", plain)
        yield longer
        yield _LENGTHENED.sub("", longer)
        yield _LENGTHENED.sub("", plain)
        yield plain.replace("の", "")
        # 「担当者」 alone is as often one of us as one of them.
        if plain not in ("担当者", "担当"):
            yield f"{plain}名"
    else:
        yield _LENGTHENED.sub("", plain)
        # Numbers of leads are nobody's number.
        if plain not in ("leads", "contacts", "prospects"):
            yield plain.removesuffix("s")


def without_long_marks(name: str) -> str:
    """Return a word in its other spelling: アクティビティー and アクティビティ are the same."""
    return _LONG_MARK.sub("", name)


def asked(kind: Kind, name: str) -> list[str]:
    """Return the fields that the sense of a whole heading (in normal form) speaks of."""
    name = without_long_marks(name)
    return [field for field, pattern in _ASKED.items() if re.search(pattern, name) and field in _fields(kind)]


@cache
def _fields(kind: Kind) -> frozenset[str]:
    return frozenset(field for fields in words_of(kind).values() for field in fields)


#: What it was, or what is not meant: 「旧社名」, "Previous company".
_OTHER = re.compile(
    r"^(?:旧|前|元|移動元|変更前|更新前|代表(?:者|取締役)|次回|希望|親会社|子会社|競合|紹介|previous|former|next|parent|partner|country)",
    re.IGNORECASE,
)
_READING = re.compile(r"ふりがな|フリガナ|かな$|カナ$|よみ$|ヨミ$|読み|kana|phonetic|英字|ローマ字")


_OF_A_COMPANY = re.compile(
    r"^(?:account|company|organi[sz]ation|associatedcompany|取引先(?!責任者|担当者)|会社|企業|得意先|法人|関連会社)"
)


def is_of_company(name: str) -> bool:
    """Whether a heading in normal form is about a company: its number is shared by all its people."""
    return bool(_OF_A_COMPANY.search(name))


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
    last_rank = 25
    return {
        word: min(fields, key=lambda field: fields[field])
        for word, fields in words_of(kind).items()
        if word not in _WEAK_ENDINGS and min(fields.values()) < last_rank
    }
