"""What the columns of lists are called, by kind of list and field: Japanese and English, by hand and by tools.

Words are written as they appear and compared by `headings.normal_heading`; earlier words are better.
"""

from collections.abc import Mapping
from functools import cache

from funneldesk.domain.fields import KINDS, Kind
from funneldesk.files.headings import normal_heading

_EMAIL = (
    "メールアドレス|メール|e-mail|email|Eメール|eメールアドレス|email address|電子メール アドレス|電子メール|mail|mail address|"
    "E-mail 1 - Value|Person - Email|連絡先メールアドレス|会社メールアドレス|pcメール|メールアドレス1|email1|勤務先メールアドレス|"
    "メアド|ビジネスメール|お客様メールアドレス|担当者メールアドレス|顧客メールアドレス|リードメール|Lead Email|Contact Email|"
    "ユーザー名 (メール)|business email|work email|電子メールアドレス 1"
)
_COMPANY = (
    "会社名|企業名|法人名|貴社名|御社名|社名|勤務先名|勤務先|company|company name|会社|取引先名|取引先|organization|"
    "organization name|Organization - Name|organisation|account name|account|会社・団体名|団体名|組織名|会社/組織名|顧客企業名|"
    "所属会社|所属企業|Company / Account|Associated Company|Primary Associated Company|会社名・団体名|企業・団体名|事業者名|提出者名|"
    "会社名/屋号|屋号|法人・団体名|企業|顧客会社名|法人名/企業名|institution|employer|会社(取引先)|取引先会社名|得意先名|"
    "client|client name|customer company|紐づく会社|顧客名|顧客"
)
_NAME = (
    "氏名|お名前|名前|姓名|full name|name|contact name|Person - Name|担当者名|ご担当者名|担当者氏名|ご担当者様名|お客様名|お客様氏名|"
    "参加者名|参加者|リード名|lead name|コンタクト名|漢字氏名|氏名(漢字)|ご氏名|顧客氏名|ご担当者|ご担当者様|先方担当者|先方担当者名|"
    "連絡先名|contact|person|attendee name|取引先責任者名|取引先責任者|ユーザー名"
)
_CORPORATE_NUMBER = "法人番号|corporate number|corporate_number|提出者法人番号|法人番号(13桁)|国税庁法人番号"
_LEAD_ID = (
    "リードID|lead id|LEADID|lead_external_id|コンタクトID|contact id|CONTACTID|人物ID|顧客ID|prospect id|person id|"
    "mql id|Associated Contact IDs|取引先責任者ID|プロスペクトID|会員ID|visitor id|訪問者ID|顧客番号|顧客コード|リード番号|"
    "lead number|who id|見込み客ID|ハウスリストID|associated contact id|リード No|contact record id"
)
_OWNER = (
    "リード所有者|所有者|lead owner|owner|contact owner|営業担当者|営業担当|担当営業|担当営業名|deal owner|opportunity owner|商談所有者|"
    "案件担当者|自社担当者|社内担当者|社内担当|コンタクト担当者|assigned to|owner name|名刺所有者|担当者|担当|potential owner|"
    "sales agent|sales rep|is担当|is担当者|担当is|コンタクト所有者|取引の担当者|Activity - Assigned to user|call owner|event owner|"
    "主担当|主担当者|弊社担当|弊社担当者|record owner|account owner|assignee|user"
)
_NOTE = "備考|メモ|note|notes|コメント|comment|comments|特記事項|description|詳細|memo|備考欄|remarks|お問い合わせ内容|問い合わせ内容|説明"
_CREATED = (
    "作成日|作成日時|登録日|登録日時|create date|created date|created time|created at|created on|date created|creation date|"
    "date added|登録年月日|レコード作成日|date_added|created|作成年月日|add time"
)
_SOURCE = (
    "流入元|リードソース|獲得経路|流入経路|流入チャネル|獲得チャネル|lead source|original source|source|チャネル|channel|経路|"
    "リード獲得経路|リード獲得元|獲得元|媒体|媒体名|広告媒体|参照元|utm_source|utm source|origin|lead origin|きっかけ|認知経路|"
    "オリジナルソース|leadsource|流入媒体|流入ソース|リード元|登録経路|情報源|入手経路|original traffic source|marketing channel"
)
_CAMPAIGN = (
    "キャンペーン|キャンペーン名|施策|施策名|campaign|campaign name|primary campaign|獲得施策|utm_campaign|utm campaign|"
    "展示会名|イベント名|施策・キャンペーン|campaign source|広告キャンペーン|主キャンペーンソース|campaign id"
)

_WORDS: Mapping[Kind, Mapping[str, str]] = {
    "leads": {
        "external_id": "record id|"
        + _LEAD_ID
        + "|id|レコード番号|レコードID|管理番号|mautic id|お客様番号|会員番号|uuid|"
        "external id|external_id|customer id|user id|リードコード",
        "email": _EMAIL,
        "last_name": "姓|苗字|名字|last name|last_name|surname|family name|担当者姓|氏|姓(漢字)|ご担当者姓|lname|お名前(姓)|氏名(姓)",
        "first_name": "名|first name|first_name|given name|担当者名(名)|名(漢字)|fname|お名前(名)|氏名(名)|forename|下の名前",
        "name": _NAME,
        "company": _COMPANY,
        "corporate_number": _CORPORATE_NUMBER,
        "department": "部署|部署名|所属部署|department|部門|所属|部署・部門|部課名|division|所属部署名|ご所属|ご部署|部門名|所属部門",
        "title": "役職|役職名|title|job title|position|肩書|肩書き|職位|organization title|ご役職|役職・肩書|役職区分|job position|役職ランク",
        "phone": "電話番号|電話|phone|phone number|tel|TEL会社|勤務先 電話|会社電話|会社電話番号|電話番号(会社)|代表電話|連絡先電話番号|"
        "mobile|携帯電話|携帯|携帯電話番号|mobile phone|mobile phone number|TEL直通|TEL部門|TEL-1|phone 1 - value|telephone|"
        "business phone|直通電話|携帯番号|電話番号1|ご連絡先|連絡先|連絡先電話|cell|Person - Phone",
        "industry": "業種|業界|industry|業種名|業界名|sector|提出者業種|産業|industry type|業種(大分類)|業種分類|業種カテゴリ",
        "employees": "従業員数|従業員規模|社員数|employees|number of employees|no. of employees|企業規模|会社規模|従業員|company size|"
        "num employees|employee count|人数規模|従業員数規模|numberofemployees|employee range",
        "prefecture": "都道府県|都道府県名|prefecture|県名|state|state/region|所在地都道府県|所在地(都道府県)|mailing state|県|地域|region|"
        "state/province|本社所在地都道府県|所在都道府県",
        "source": _SOURCE,
        "campaign": _CAMPAIGN,
        "first_content": "初回コンテンツ|最初のコンテンツ|獲得コンテンツ|初回接点コンテンツ|first_content|first content|初回接点|"
        "ダウンロード資料名|ダウンロード資料|DL資料|DL資料名|資料名|first conversion|最初のコンバージョン|CVページ|コンバージョンページ|"
        "landing page|landing_page_id|landing page id|first page seen|初回CV|初回閲覧ページ|CVコンテンツ|コンバージョンポイント|"
        "入口コンテンツ|流入コンテンツ|ランディングページ|初回DL資料",
        "acquired_at": "獲得日|リード獲得日|獲得日時|取得日|初回獲得日|名刺交換日|リード作成日|リード登録日|connected on|first contact date|"
        "first_contact_date|初回接触日|初回登録日|流入日|acquired at|acquired_at|"
        + _CREATED
        + "|タイムスタンプ|timestamp|申込日|申込日時|"
        "受付日|受付日時|回答日時|送信日時|date identified|問い合わせ日|お問い合わせ日|登録日付|入手日|交換日|lead date|リード化日|初回流入日|初回訪問日時",
        "updated_at": "更新日|更新日時|最終更新日|最終更新日時|last modified date|modified time|last modified|updated at|updated_at|"
        "modified on|last modified time|last updated|変更日|update time|modified date|最終変更日|date modified|last_modified",
        "stage": "ステージ|リードステージ|ライフサイクルステージ|lifecycle stage|ステータス|リードステータス|リード状況|リード状態|lead status|"
        "lead stage|stage|状態|対応状況|status|進捗|進捗状況|ファネルステージ|現在のステージ|顧客ステージ|区分|フェーズ|リードフェーズ|converted",
        "mql_at": "MQL日|MQL化日|MQL獲得日|MQL認定日|MQL判定日|MQL到達日|MQL日付|MQL登録日|mql date|mql_at|mqlになった日|"
        "became a marketing qualified lead date|date entered mql|mql転換日|MQL日時|MQL移行日",
        "sal_at": "SAL日|SAL化日|SAL判断日|SAL認定日|SAL日付|sal date|sal_at|営業受入日|受入日|営業受け入れ日|営業承認日|"
        "sales accepted date|SAL転換日|SAL移行日|SAL到達日|営業引き渡し承認日",
        "deal_at": "商談化日|商談日|SQL日|SQL化日|初回商談日|案件化日|商談作成日|商談発生日|商談実施日|sql date|deal date|deal_at|"
        "became a sales qualified lead date|became an opportunity date|opportunity date|converted date|date converted|SQL認定日|SQL転換日",
        "won_at": "受注日|成約日|契約日|契約締結日|won date|won_at|won_date|closed won date|became a customer date|顧客化日|受注年月日",
        "lost_at": "失注日|lost date|lost_at|closed lost date|失注年月日",
        "opt_out": "配信停止|メール配信停止|配信停止フラグ|オプトアウト|メールオプトアウト|email opt out|opt out|opt_out|opted out|do not email|"
        "do not contact|has opted out of email|unsubscribed|unsubscribed from all email|配信拒否|メール拒否|メルマガ停止|配信除外|"
        "emailOptOut|donotemail|配信不可|連絡拒否|メール配信不可|hasoptedoutofemail",
        "owner": _OWNER,
        "note": _NOTE,
    },
    "activities": {
        "lead_external_id": _LEAD_ID + "|lead|external_id of lead|リード|contact",
        "email": _EMAIL,
        "name": _NAME,
        "company": _COMPANY,
        "external_id": "行動ID|履歴ID|活動ID|activity id|TASKID|EVENTID|task id|event id|call id|イベントID|external_id|履歴番号|アクティビティID|"
        "engagement id",
        "occurred_at": "日時|発生日時|発生日|行動日時|行動日|活動日時|活動日|実施日時|実施日|アクセス日時|閲覧日時|occurred_at|occurred at|"
        "activity date|activity time|datetime|date|日付|timestamp|タイムスタンプ|call start time|start datetime|start time|コール日時|コール日|"
        "架電日時|架電日|訪問日時|訪問日|開封日時|クリック日時|対応日時|対応日|参加日|参加日時|ダウンロード日時|ダウンロード日|DL日時|DL日|event date|"
        "event time|時刻|申込日時|申込日|due date|Activity - Due date|date of activity|イベント日時|履歴日時|完了日|date_hit|date hit|"
        "last modified time|接触日|接触日時|開催日|" + _CREATED,
        "activity": "行動|行動種別|行動内容|行動タイプ|行動履歴|アクション|アクション種別|アクティビティ|アクティビティ種別|活動種別|活動タイプ|活動種類|活動|activity|"
        "activity type|Activity - Type|event type|event|event name|イベント|イベント種別|call type|種別|種類|type|action|対応種別|対応方法|手段|"
        "活動内容|履歴種別|タイプ|接触種別|接触方法|区分|反応|engagement type|response|member status|参加状況|出欠|参加ステータス|対応内容",
        "content": "コンテンツ|コンテンツ名|対象コンテンツ|閲覧コンテンツ|content|content name|資料名|資料|ページタイトル|ページ名|セミナー名|ウェビナー名|"
        "記事名|記事タイトル|asset|asset name|page title|page|page url|url|ページURL|閲覧ページ|閲覧URL|閲覧ページURL|ダウンロード資料|フォーム名|form name|"
        "メール件名|件名|subject|Activity - Subject|対象|タイトル|title|メール名|email name|コンテンツタイトル|対象資料|landing page",
        "campaign": _CAMPAIGN,
        "side": "担当部門|対応部門|部門|side|team|チーム|実施部門|担当区分|対応者区分|対応者所属|担当チーム",
        "outcome": "結果|架電結果|対応結果|コール結果|通話結果|活動結果|outcome|call result|result|call outcome|disposition|Activity - Done|結果区分|接触結果",
        "note": "コールコメント|call purpose|" + _NOTE + "|Activity - Note|内容|議事録",
    },
    "deals": {
        "external_id": "商談ID|案件ID|deal id|opportunity id|opportunity_id|案件番号|商談番号|案件No|商談No|potential id|POTENTIALID|取引ID|record id|"
        "レコード番号|案件コード|管理番号|deal number|external_id|レコードID|Deal - ID|id|受注番号",
        "lead_external_id": _LEAD_ID,
        "email": _EMAIL,
        "company": _COMPANY,
        "corporate_number": _CORPORATE_NUMBER,
        "company_domain": "会社ドメイン|会社のドメイン名|企業ドメイン|company domain|company domain name|"
        "会社URL|account website",
        "name": "案件名|商談名|取引名|deal name|opportunity name|potential name|Deal - Title|deal title|deal|件名|案件|商談|案件タイトル|商談件名|"
        "opportunity|name|title|プロジェクト名",
        "opened_at": "商談開始日|商談化日|初回商談日|商談日|案件化日|案件発生日|発生日|商談発生日|商談作成日|案件作成日|案件登録日|opened_at|opened at|"
        "open date|engage_date|engage date|deal created|開始日|起票日|"
        + _CREATED
        + "|Deal - Deal created|受付日|商談実施日|引合日|初回訪問日",
        "closed_at": "クローズ日|完了予定日|完了日|close date|close_date|closing date|closed date|closed_at|決着日|終了日|クローズ予定日|"
        "expected close date|受注予定日|契約予定日|Deal - Expected close date|Deal - Deal closed on|確定日|結果確定日|成約予定日|失注日|lost time",
        "won_at": "受注日|成約日|契約日|契約締結日|won date|won_date|won_at|won time|受注年月日|受注確定日|Deal - Won time|契約開始日|売上日",
        "outcome": "結果|商談結果|案件結果|受注結果|outcome|受注/失注|商談ステージ|案件ステージ|取引ステージ|deal stage|deal_stage|stage|stage name|"
        "ステージ|フェーズ|商談フェーズ|案件フェーズ|営業フェーズ|ステータス|案件ステータス|商談ステータス|status|Deal - Status|Deal - Stage|受注状況|"
        "案件状況|商談状況|状態|進捗|進捗状況|受注区分|forecast type|is won|iswon",
        "amount": "受注金額|金額|商談金額|案件金額|契約金額|取引金額|受注額|売上金額|amount|close_value|close value|deal value|deal amount|value|"
        "Deal - Value|売上|見積金額|提案金額|契約額|金額(税抜)|商談規模|総額|合計金額|declared_monthly_revenue|売上高|見込金額|予想売上|受注金額(円)|price|"
        "expected revenue",
        "lost_reason": "失注理由|敗因|失注要因|lost reason|loss reason|closed lost reason|lost_reason|Deal - Lost reason|失注原因|失注の理由|"
        "reason lost|失注事由",
        "owner": _OWNER,
    },
    "handovers": {
        "handover_id": "引き渡しID|引渡しID|引渡ID|handover id|handover_id|トスアップID",
        "lead_external_id": _LEAD_ID,
        "email": _EMAIL,
        "name": _NAME,
        "company": _COMPANY,
        "side": "引き渡し先|引渡し先|渡し先|side|対象部門|受け手|トスアップ先|宛先部門",
        "handed_at": "引き渡し日|引渡し日|引渡日|引き渡し日時|トスアップ日|トスアップ日時|パス日|handed_at|handed at|handover date|hand-over date|引継日|"
        "引き継ぎ日|営業引き渡し日|依頼日|共有日|リード供給日|送客日",
        "decision": "判断|営業判断|受入判断|受け入れ判断|受入可否|可否|判定|decision|承認可否|受入結果|受け入れ|承認|受入|引き渡し結果|営業判定|承認結果|"
        "受諾|結果|ステータス|status|対応可否",
        "reason": "見送り理由|却下理由|差し戻し理由|差戻理由|理由|reason|rejection reason|reject reason|不承認理由|見送りの理由|NG理由",
        "decided_at": "判断日|判断日時|判定日|decided_at|decided at|decision date|承認日|回答日|受入日|受け入れ日|受入判断日",
        "contacted_at": "初回接触日|接触日|連絡日|初回連絡日|初回架電日|contacted_at|contacted at|first contact|コンタクト日|初回コンタクト日|架電日|対応日|"
        "初回対応日|first contacted",
        "comment": "引き渡しコメント|申し送り|申し送り事項|引継ぎコメント|引き継ぎコメント|引渡コメント|営業コメント|"
        + _NOTE,
        "owner": "営業担当|営業担当者|担当営業|" + _OWNER,
    },
    "contents": {
        "content": "コンテンツ|コンテンツ名|コンテンツID|content|content name|content id|資料名|記事名|セミナー名|slug|名称|管理名|識別名|コンテンツキー|ファイル名|"
        "asset|asset name",
        "title": "タイトル|title|記事タイトル|コンテンツタイトル|ページタイトル|表題|見出し|headline|題名|subtitle",
        "type": "種別|種類|type|content type|コンテンツ種別|コンテンツタイプ|タイプ|形式|カテゴリ|カテゴリー|category|分類|コンテンツ種類|フォーマット|format",
        "phase": "フェーズ|段階|検討段階|phase|ファネル段階|対象フェーズ|検討フェーズ|購買フェーズ|購買段階|ファネル|buyer stage|カスタマージャーニー|ナーチャリング段階",
        "theme": "テーマ|theme|topic|トピック|主題|tags|タグ|キーワード|keyword|訴求|課題テーマ",
        "url": "url|リンク|link|ページURL|公開URL|掲載URL|コンテンツURL|permalink|アドレス",
        "published_at": "公開日|公開日時|published at|published_at|publish date|published|掲載日|配信日|開催日|投稿日|リリース日|発行日|date|日付|公開年月日|開催日時",
        "cost": "費用|制作費|制作費用|制作コスト|cost|コスト|製作費|actual cost|予算|外注費|開催費用|金額|予算額",
    },
    "costs": {
        "month": "月|年月|対象月|計上月|month|利用月|実施月|発生月|対象年月|期間|日付|date|計上日|利用日|利用年月|start date|period|日|開始日|配信月|支払月|day",
        "source": _SOURCE + "|費目|科目|広告種別|プラットフォーム|platform|メディア|区分",
        "campaign": _CAMPAIGN + "|広告名|広告グループ|内容",
        "content": "コンテンツ|コンテンツ名|content|資料名|セミナー名|記事名",
        "amount": "金額|費用|コスト|広告費|利用額|消化金額|actual cost|cost|amount|spend|amount spent|ご利用金額|費用合計|実績費用|支払額|支払金額|媒体費|出稿費|"
        "施策費用|費用(円)|広告費用|実績|実費|budgeted cost|予算|税抜金額|税込金額|ad spend|合計",
    },
}


@cache
def words_of(kind: Kind) -> Mapping[str, Mapping[str, int]]:
    """Return for each normalised heading the fields of `kind` it may name, with its rank (0: the best word)."""
    table: dict[str, dict[str, int]] = {}
    for field, line in _WORDS[kind].items():
        for rank, word in enumerate([field, *line.split("|")]):
            table.setdefault(normal_heading(word), {}).setdefault(field, rank)
    return table


@cache
def _all_words() -> frozenset[str]:
    return frozenset(word for kind in KINDS for word in words_of(kind))


def is_known(heading: str) -> bool:
    """Whether a normalised heading names a field of any kind of list."""
    return heading in _all_words()
