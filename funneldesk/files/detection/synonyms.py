"""What the columns of lists are called, by kind of list and field: Japanese and English, by hand and by tools.

Words are written as they appear and compared by `headings.normal_heading`; earlier words are better.
"""

from collections.abc import Mapping
from functools import cache

from funneldesk.domain.fields import KINDS, Kind
from funneldesk.files.detection.headings import normal_heading
from funneldesk.files.detection.synonyms_everywhere import (
    CAMPAIGN,
    COMPANY,
    CONTACT_ID,
    CREATED,
    EMAIL,
    FIRST,
    LAST,
    LEAD_ID,
    NAME,
    NOTE,
    OWNER,
    SOURCE,
)

_CORPORATE_NUMBER = "法人番号|corporate number|corporate_number|提出者法人番号|法人番号(13桁)|国税庁法人番号"

_WORDS: Mapping[Kind, Mapping[str, str]] = {
    "leads": {
        "external_id": "record id|"
        + LEAD_ID
        + "|id|レコード番号|レコードID|管理番号|mautic id|お客様番号|会員番号|uuid|"
        "external id|external_id|customer id|user id|リードコード|取引先 ID|取引先ID|account id|"
        "accountid|company id|会社ID|企業ID|Organization - ID|record_id|item id|LBC",
        "email": EMAIL,
        "last_name": LAST,
        "first_name": FIRST,
        "name": NAME,
        "company": COMPANY,
        "corporate_number": _CORPORATE_NUMBER,
        "department": "部署|部署名|所属部署|department|部門|所属|部署・部門|部課名|division|所属部署名|ご所属|ご部署|"
        "部門名|所属部門|部署・役職|部署/役職|所属・役職|部署名・役職|所属先部署|課名|部課|勤務先部署",
        "title": "役職|役職名|job title|role|title|position|肩書|肩書き|職位|organization title|ご役職|役職・肩書|"
        "役職区分|job position|designation|役職ランク|jobtitle|"
        "役職(自由記述)|役職クラス|Person - Job title|職責|職種・役職",
        "phone": "電話番号|電話|phone|phone number|tel|business phone|会社TEL|代表TEL|TEL(会社)|勤務先TEL|TEL会社|"
        "勤務先 電話|会社電話|会社電話番号|電話番号(会社)|代表電話|連絡先電話番号|"
        "mobile|携帯電話|携帯|携帯電話番号|mobile phone|mobile phone number|TEL直通|TEL部門|TEL-1|"
        "phone 1 - value|telephone|"
        "business phone|直通電話|携帯番号|電話番号1|ご連絡先|連絡先|連絡先電話|cell|Person - Phone|"
        "Person - Phone - Work|勤務先電話|勤務先電話番号|work phone|work|"
        "phonenumber|phone_number|電話番号(勤務先)|電話番号(携帯)|日中の連絡先|日中連絡先|TEL番号|tel1|"
        "会社代表電話|代表電話番号|代表番号|direct phone|direct phone number|direct dial|office phone|固定電話",
        "industry": "業種|業界|industry|業種名|業界名|sector|提出者業種|産業|industry type|業種(大分類)|業種分類|"
        "業種カテゴリ|業種(中分類)|業種コード名|ご業種|業態|主業種|業種・業態|主業",
        "employees": "従業員数|従業員規模|社員数|employees|number of employees|no. of employees|企業規模|会社規模|"
        "従業員|company size|"
        "num employees|employee count|人数規模|従業員数規模|numberofemployees|employee range|"
        "従業員数(名)|従業員数(人)|ご従業員数|社員規模|従業員数(単独)|従業員数(連結)|企業規模(従業員数)|"
        "no of employees|company employees|headcount|size|組織規模|employee_count",
        "prefecture": "都道府県|都道府県名|prefecture|県名|state|state/region|所在地都道府県|mailing state|県|地域|"
        "region|"
        "state/province|state or province|本社所在地都道府県|所在都道府県|都道府県/地域|郵送先都道府県|請求先都道府県|"
        "都道府県(勤務先)|住所都道府県|"
        "勤務先都道府県|billing state|mailingstate|billingstate|state_province|所在地域|"
        "mailing state/province|billing state/province",
        "source": SOURCE,
        "campaign": CAMPAIGN,
        "first_content": "初回コンテンツ|最初のコンテンツ|獲得コンテンツ|初回接点コンテンツ|first_content|first content|"
        "初回接点|"
        "ダウンロード資料名|ダウンロード資料|DL資料|DL資料名|資料名|first conversion|"
        "最初のコンバージョン|コンバージョンタイトル|CVページ|初回コンバージョン|first conversion event|獲得フォーム|流入フォーム|獲得資料|コンバージョンページ|"
        "landing page|landing_page_id|landing page id|first page seen|初回CV|初回閲覧ページ|CVコンテンツ|"
        "コンバージョンポイント|"
        "入口コンテンツ|流入コンテンツ|ランディングページ|初回DL資料|form name|form_name|フォーム名|"
        "コンバージョン名|CV名|申込フォーム|conversion page|conversion title|"
        "ご希望の資料|希望資料|請求資料|first conversion name|最初のコンバージョン名|セミナー名|"
        "ウェビナー名|参加セミナー|申込セミナー",
        "acquired_at": "獲得日|リード獲得日|acquisition date|獲得日時|取得日|初回獲得日|名刺交換日|リード作成日|"
        "リード登録日|connected on|first contact date|"
        "first_contact_date|初回接触日|初回登録日|流入日|acquired at|acquired_at|"
        + CREATED
        + "|タイムスタンプ|timestamp|申込日|申込日時|"
        "取得日時|来場日|来場日時|参加日|registration date|registration time|registered at|signup date|"
        "sign up date|confirm_time|"
        "optin_time|登録時間|名刺取得日|名刺登録日|入会日|エントリー日|資料請求日|問合せ日|問合日|反響日|"
        "受領日|date of first contact|date acquired|"
        "first touch date|created_date|lead created date|リードの作成日|ご来場日|初回コンバージョン日|"
        "最初のコンバージョン日|会員登録日|"
        "受付日|受付日時|回答日時|送信日時|完了時刻|completion time|date identified|問い合わせ日|お問い合わせ日|登録日付|入手日|"
        "交換日|lead date|リード化日|初回流入日|初回訪問日時",
        "updated_at": "更新日|更新日時|last edited time|最終更新日|最終更新日時|last modified date|modified time|last modified|"
        "updated at|updated_at|"
        "modified on|last modified time|last updated|変更日|update time|modified date|最終変更日|"
        "date modified|last_modified|updated date|last_changed|"
        "last changed|最終変更日時|変更日時|更新年月日|修正日|修正日時|date_updated|lastmodifieddate|Person - Update time|"
        "modifiedtime|date_modified|updated time|last update|データ更新日",
        "stage": "ステージ|リードステージ|ライフサイクルステージ|lifecycle stage|ステータス|リードステータス|"
        "リード状況|リード状態|lead status|"
        "lead stage|stage|状態|対応状況|status|進捗|進捗状況|ファネルステージ|現在のステージ|"
        "現在のステータス|顧客ステージ|状態の理由|status reason|見込み客のステータス|リード 状況|"
        "ライフサイクル|"
        "lifecycle|顧客ステータス|見込み度|対応ステータス|営業ステータス|リードランク|prospect status|"
        "区分|フェーズ|リードフェーズ|converted",
        "mql_at": "MQL日|MQL化日|MQL獲得日|MQL認定日|MQL判定日|MQL到達日|MQL日付|MQL登録日|mql date|mql_at|"
        "mqlになった日|"
        "became a marketing qualified lead date|date entered mql|mql転換日|MQL日時|MQL移行日|"
        "マーケティング クオリファイド リードになった日付|MQLになった日付|MQL化日時|date became mql|"
        "mql timestamp|mql_date",
        "sal_at": "SAL日|SAL化日|SAL判断日|SAL認定日|SAL日付|sal date|sal_at|営業受入日|受入日|営業受け入れ日|"
        "営業承認日|"
        "sales accepted date|SAL転換日|SAL移行日|SAL到達日|営業引き渡し承認日",
        "deal_at": "商談化日|商談日|SQL日|SQL化日|初回商談日|案件化日|商談作成日|商談発生日|商談実施日|sql date|"
        "deal date|deal_at|"
        "became a sales qualified lead date|became an opportunity date|opportunity date|converted date|"
        "date converted|SQL認定日|SQL転換日|"
        "取引の開始日|取引開始日|converteddate|セールス クオリファイド リードになった日付|"
        "SQLになった日付|opportunity created date|sql_date|初回商談実施日|商談化日時",
        "won_at": "受注日|成約日|契約日|契約締結日|won date|won_at|won_date|closed won date|became a customer date|"
        "顧客化日|受注年月日|顧客になった日付|date became customer|受注日時|成約年月日",
        "lost_at": "失注日|lost date|lost_at|closed lost date|失注年月日",
        "opt_out": "配信停止|メール配信停止|配信停止フラグ|オプトアウト|メールオプトアウト|email opt out|opt out|"
        "opt_out|opted out|do not email|"
        "do not contact|has opted out of email|unsubscribed|unsubscribed from all email|配信拒否|"
        "メール拒否|メルマガ停止|配信除外|"
        "emailOptOut|donotemail|配信不可|連絡拒否|メール配信不可|hasoptedoutofemail|"
        "メール送信除外|全てのEメールの配信停止|すべてのメールの配信停止|全メール配信停止|メール配信拒否|"
        "メルマガ配信停止|配信エラー停止|DM不可|メール送信不可|"
        "メール不可|送信禁止|メール禁止|電話禁止|marketing opt out|optedout|opted_out|do_not_email|"
        "donotcontact|営業メール不可|購読解除|登録解除|do not allow emails|do not allow bulk emails",
        "owner": OWNER,
        "note": NOTE,
    },
    "activities": {
        "lead_external_id": LEAD_ID + "|lead|external_id of lead|リード|contact",
        "contact_external_id": CONTACT_ID,
        "email": EMAIL,
        "last_name": LAST,
        "first_name": FIRST,
        "name": NAME,
        "company": COMPANY,
        "external_id": "行動ID|履歴ID|活動ID|activity id|TASKID|EVENTID|task id|event id|call id|イベントID|external_id|"
        "履歴番号|アクティビティID|"
        "engagement id|アクションID|レコード番号|record id|id|ログID|activity_id|event_id|Activity - ID|"
        "コールID|架電ID|対応履歴ID|活動履歴ID|申込ID|申込番号|受付番号|受付ID|marketoGUID|guid",
        "occurred_at": "日時|発生日時|発生日|行動日時|行動日|活動日時|活動日|実施日時|実施日|アクセス日時|閲覧日時|"
        "occurred_at|occurred at|"
        "activity date|activity time|datetime|date|日付|timestamp|タイムスタンプ|call start time|"
        "start datetime|start time|start|開始|コール日時|コール日|"
        "架電日時|架電日|訪問日時|訪問日|開封日時|クリック日時|対応日時|対応日|参加日|参加日時|"
        "ダウンロード日時|ダウンロード日|DL日時|DL日|event date|"
        "event time|時刻|申込日時|申込日|due date|期日|Activity - Due date|date of activity|イベント日時|"
        "履歴日時|完了日|date_hit|date hit|"
        "event created|join time|参加時刻|参加時間|入室時刻|入室時間|架電日|クリック日|開封日|閲覧日|"
        "アクセス日|コンタクト日|コンタクト日時|アクション日|アクション日時|"
        "実施日(アクション)|訪問日(実績)|メンバーの最初の関連付け日|メンバーの最初の返信日|最初の返信日|"
        "member first responded date|first responded date|membership date|"
        "member first associated date|member first associated|activitydate|activity_date|"
        "Activity - Add time|Activity - Marked as done time|"
        "sent date|受信日時|応対日|応対日時|通話日時|商談日|商談日時|開始日時|出席日時|視聴日時|"
        "視聴開始日時|視聴開始|入室日時|開始時間|sent at|opened at|clicked at|downloaded at|visited at|"
        "回答日時|processed|last modified time|接触日|接触日時|開催日|" + CREATED,
        "activity": "行動|行動種別|行動内容|行動タイプ|行動履歴|アクション|アクション種別|アクティビティ|"
        "アクティビティ種別|活動種別|活動タイプ|活動種類|活動|activity|"
        "activity type|Activity - Type|event type|event|event name|イベント|イベント種別|call type|種別|"
        "種類|type|action|対応種別|対応方法|手段|"
        "活動内容|履歴種別|タイプ|接触種別|接触方法|区分|反応|engagement type|response|member status|"
        "メンバーの状況|メンバー状況|参加状況|出欠|出欠ステータス|attendee status|attendance|参加ステータス|event_type|activity_type|eventtype|"
        "応対種別|活動区分|アクションの種類|反応種別|反応内容|コンタクト方法|連絡手段|"
        "コミュニケーション種別|ログ種別|行動名|アクション名|status|ステータス|対応内容",
        "content": "コンテンツ|コンテンツ名|対象コンテンツ|配信タイトル|閲覧コンテンツ|content|content name|資料名|資料|"
        "ページタイトル|ページ名|セミナー名|ウェビナー名|"
        "記事名|記事タイトル|asset|asset name|page title|page|閲覧ページ|"
        "ダウンロード資料|フォーム名|form name|"
        "メール件名|件名|subject|Activity - Subject|対象|タイトル|title|メール名|email name|"
        "コンテンツタイトル|対象資料|landing page|配信メール名|メルマガ件名|"
        "ウェビナー|セミナー|イベント名|event title|webinar name|webinar topic|トピック|topic|講座名|"
        "動画名|動画タイトル|ドキュメント名|file name|form|フォーム|"
        "page name|閲覧ページタイトル|セッション名|講演名|講演タイトル|プログラム名|コンテンツ(資料)|配信名|conversion page|page url|ページURL|閲覧URL|閲覧ページURL|url",
        "campaign": CAMPAIGN,
        "side": "担当部門|対応部門|部門|side|team|チーム|実施部門|担当区分|対応者区分|対応者所属|担当チーム",
        "outcome": "結果|架電結果|対応結果|コール結果|通話結果|活動結果|outcome|call result|result|call outcome|"
        "disposition|Activity - Done|結果区分|接触結果|架電ステータス|通話ステータス|call status|"
        "call disposition|電話結果|応対結果",
        "note": "コールコメント|"
        + NOTE
        + "|Activity - Note|内容|議事録|対応内容|活動内容|架電内容|商談内容|通話内容|応対内容|"
        "ヒアリング内容|訪問内容|コールメモ|架電メモ|対応メモ|活動メモ|call notes|call purpose",
    },
    "deals": {
        "external_id": "商談ID|案件ID|deal id|opportunity id|opportunity_id|案件番号|商談番号|案件No|商談No|"
        "potential id|POTENTIALID|取引ID|record id|"
        "レコード番号|案件コード|管理番号|deal number|external_id|レコードID|Deal - ID|id|受注番号|商談 ID|取引 ID|"
        "deal_id|item id|Deal - Pipedrive System ID|opp id|opportunity no|案件管理番号|見積番号|契約番号|"
        "案件コード|recordid",
        "lead_external_id": LEAD_ID,
        "contact_external_id": CONTACT_ID,
        "email": EMAIL,
        "company": COMPANY,
        "corporate_number": _CORPORATE_NUMBER,
        "company_domain": "会社ドメイン|会社のドメイン名|企業ドメイン|company domain|company domain name|会社URL|account website",
        "name": "案件名|商談名|取引名|deal name|opportunity name|potential name|Deal - Title|deal title|deal|"
        "件名|案件|商談|案件タイトル|商談件名|"
        "opportunity|name|title|プロジェクト名|topic|トピック|"
        "deal_name|opportunity_name|案件概要|案件名称|商談名称|取引タイトル|商材・案件名|案件内容|potential",
        "opened_at": "商談開始日|商談化日|初回商談日|商談日|案件化日|案件発生日|発生日|商談発生日|商談作成日|"
        "案件作成日|案件登録日|opened_at|opened at|"
        "open date|engage_date|engage date|deal created|開始日|起票日|"
        + CREATED
        + "|Deal - Deal created|受付日|商談実施日|引合日|初回訪問日|opened|"
        "opened date|opened on|start date|取引作成日|発生年月日|商談開始日時|案件開始日|商談化日時|"
        "初回面談日|初回商談実施日|初回商談日時|商談実施日時|引合発生日|発掘日|案件獲得日",
        "closed_at": "クローズ日|完了日|close date|close_date|closing date|closed date|closed_at|決着日|終了日|"
        "Deal - Deal closed on|確定日|結果確定日|closed|closed on|closedate|close_at|完了日時|"
        "deal closed on|実際の完了日|actual close date|失注日|lost time|Deal - Lost time|完了予定日|"
        "クローズ予定日|expected close date|受注予定日|契約予定日|Deal - Expected close date|成約予定日|"
        "est. close date|estimated close date|予定クローズ日|見込時期|受注予定時期|受注見込日|着地予定日|"
        "決定予定日",
        "won_at": "受注日|成約日|契約日|契約締結日|won date|won_date|won_at|won time|受注年月日|受注確定日|"
        "Deal - Won time|契約開始日|売上日|won on|受注日時|成約年月日|契約年月日|"
        "発注日|注文日|受注計上日|成立日",
        "outcome": "結果|result|状況|商談結果|案件結果|受注結果|outcome|受注/失注|商談ステージ|案件ステージ|取引ステージ|"
        "deal stage|deal_stage|stage|stage name|"
        "ステージ|フェーズ|商談フェーズ|案件フェーズ|営業フェーズ|ステータス|案件ステータス|"
        "商談ステータス|status|Deal - Status|Deal - Stage|受注状況|"
        "案件状況|商談状況|状態|進捗|進捗状況|受注区分|stagename|forecast category|forecast type|"
        "受注/失注区分|勝敗|商談の結果|deal status|deal result|opportunity stage|"
        "sales stage|pipeline stage|案件フェーズ名|取引の段階|is won|iswon|確度ステージ|営業ステージ|state",
        "amount": "受注金額|金額|商談金額|案件金額|契約金額|取引金額|受注額|売上金額|amount|close_value|"
        "close value|deal value|deal amount|value|"
        "Deal - Value|売上|見積金額|提案金額|契約額|金額(税抜)|商談規模|総額|合計金額|"
        "declared_monthly_revenue|売上高|見込金額|予想売上|受注金額(円)|price|"
        "total|total amount|acv|tcv|contract value|成約金額|発注金額|取引額|案件規模|受注額(税抜)|"
        "売上予定額|予算金額|est. revenue|estimated revenue|"
        "expected revenue|受注金額(税抜)|契約総額|年間契約金額|年額|opportunity amount|金額(円)|"
        "総額(税抜)|商談額|売上額|deal size|受注見込金額|受注見込額|見込み金額|契約見込金額|想定金額|"
        "予定金額|想定受注金額|見込額|値|bid amount|商談見込金額|契約額(税抜)|取扱高",
        "lost_reason": "失注理由|敗因|失注要因|lost reason|loss reason|closed lost reason|lost_reason|"
        "Deal - Lost reason|失注原因|失注の理由|"
        "reason lost|失注事由|reason for loss|loss_reason|失注理由(選択)|"
        "クローズした失注理由|失注・保留理由|商談失注理由|closed_lost_reason|Deal - Lost reason|"
        "reason for losing|失注した理由|見送り理由|敗因分析",
        "planned_at": "再検討日|再検討予定日|再検討時期|再検討予定|検討再開日|検討再開予定日|検討再開時期|再提案日|再提案予定日|再提案時期|"
        "契約更新日|契約更新予定日|次回更新日|次回契約更新日|契約満了日|他社契約満了日|他社契約更新日|競合契約更新日|競合更新日|現契約満了日|"
        "planned_at|renewal date|contract renewal date|competitor renewal date|contract end date|revisit date|reconsider date",
        "owner": OWNER,
    },
    "handovers": {
        "handover_id": "引き渡しID|引渡しID|引渡ID|handover id|handover_id|トスアップID",
        "lead_external_id": LEAD_ID,
        "contact_external_id": CONTACT_ID,
        "email": EMAIL,
        "last_name": LAST,
        "first_name": FIRST,
        "name": NAME,
        "company": COMPANY,
        "side": "引き渡し先|引渡し先|handed to|受け渡し先|引継先|引き継ぎ先|assigned team|渡し先|side|対象部門|受け手|トスアップ先|宛先部門",
        "handed_at": "引き渡し日|引渡し日|引渡日|引き渡し日時|トスアップ日|トスアップ日時|パス日|handed_at|handed at|"
        "handover date|hand-over date|引継日|"
        "引き継ぎ日|営業引き渡し日|依頼日|共有日|リード供給日|送客日",
        "decision": "判断|営業判断|営業回答|回答|営業の判断|営業結果|受入判断|受け入れ判断|受入可否|可否|判定|decision|承認可否|受入結果|受入/差戻|受入/差戻し|受け入れ|承認|"
        "受入|引き渡し結果|営業判定|承認結果|"
        "受諾|結果|ステータス|status|対応可否",
        "reason": "見送り理由|否認理由|否決理由|差戻し理由|ng理由|却下理由|差し戻し理由|差戻理由|理由|reason|rejection reason|reject reason|不承認理由|"
        "見送りの理由|見送理由|NG理由",
        "decided_at": "判断日|判断日時|判定日|decided_at|decided at|decision date|承認日|回答日|受入日|受け入れ日|"
        "受入判断日",
        "contacted_at": "初回接触日|接触日|連絡日|初回連絡日|初回架電日|contacted_at|contacted at|first contact|"
        "コンタクト日|初回コンタクト日|初回アプローチ日|架電日|対応日|"
        "初回対応日|first contacted",
        "recheck_at": "再確認日|再アプローチ日|次回確認日|次回接触日|次回連絡日|フォロー予定日|recheck_at|recheck date|look again|"
        "next follow-up|next follow up date|follow-up date",
        "comment": "引き渡しコメント|申し送り|申送り|申送り事項|引継ぎ事項|引き継ぎ事項|申し送り事項|引継ぎコメント|引き継ぎコメント|引渡コメント|"
        "営業コメント|" + NOTE,
        "owner": "営業担当|営業担当者|担当営業|FS担当|FS担当者|フィールドセールス担当|" + OWNER,
    },
    "contents": {
        "content": "コンテンツ|コンテンツ名|コンテンツID|content|content name|content id|資料名|記事名|セミナー名|"
        "slug|名称|管理名|識別名|コンテンツキー|ファイル名|"
        "asset|asset name|ページ タイトルとスクリーン クラス|ページ パスとスクリーン クラス|page title and screen class|"
        "page path and screen class|上位のページ|top pages",
        "title": "タイトル|title|記事タイトル|コンテンツタイトル|ページタイトル|表題|見出し|headline|題名|subtitle",
        "type": "種別|種類|type|content type|コンテンツ種別|コンテンツタイプ|タイプ|形式|カテゴリ|カテゴリー|"
        "category|分類|コンテンツ種類|フォーマット|format",
        "phase": "フェーズ|段階|検討段階|phase|ファネル段階|対象フェーズ|検討フェーズ|購買フェーズ|購買段階|"
        "ファネル|buyer stage|funnel stage|buyer journey|buying stage|カスタマージャーニー|"
        "ナーチャリング段階",
        "theme": "テーマ|theme|topic|トピック|主題|tags|タグ|キーワード|keyword|訴求|課題テーマ",
        "url": "url|リンク|link|ページURL|公開URL|掲載URL|コンテンツURL|permalink|アドレス",
        "published_at": "公開日|公開日時|published at|published_at|publish date|published|掲載日|配信日|開催日|投稿日|"
        "リリース日|発行日|date|日付|公開年月日|開催日時",
        "cost": "費用|制作費|制作費用|制作コスト|cost|コスト|製作費|actual cost|予算|外注費|開催費用|金額|予算額|"
        "production cost|制作原価|製作費用|総費用|実際のコスト",
    },
    "costs": {
        "month": "月|年月|対象月|計上月|month|利用月|実施月|発生月|対象年月|期間|日付|date|計上日|利用日|利用年月|"
        "start date|period|日|開始日|配信月|支払月|day",
        "source": SOURCE + "|費目|科目|広告種別|プラットフォーム|platform|メディア|区分",
        "campaign": CAMPAIGN + "|広告名|広告グループ|内容",
        "content": "コンテンツ|コンテンツ名|content|資料名|セミナー名|記事名",
        "amount": "金額|費用|コスト|広告費|利用額|消化金額|actual cost|cost|amount|spend|amount spent|ご利用金額|"
        "費用合計|実績費用|支払額|支払金額|媒体費|出稿費|"
        "施策費用|費用(円)|広告費用|実績|実費|budgeted cost|予算|税抜金額|税込金額|実際のコスト|total spent|spent|ad spend|合計",
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
