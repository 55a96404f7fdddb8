"""What columns are called that lists of several kinds have: of people, companies, owners, sources; see `synonyms`."""

EMAIL = (
    "メールアドレス|メール|e-mail|email|Eメール|eメールアドレス|email address|電子メール アドレス|"
    "電子メール|mail|mail address|"
    "E-mail 1 - Value|Person - Email|連絡先メールアドレス|会社メールアドレス|pcメール|"
    "メールアドレス1|email1|勤務先メールアドレス|"
    "メアド|ビジネスメール|お客様メールアドレス|担当者メールアドレス|顧客メールアドレス|リードメール|"
    "Lead Email|Contact Email|"
    "ユーザー名 (メール)|business email|work email|電子メールアドレス 1|会社用メールアドレス|"
    "メールアドレス(会社)|recipient|recipient email|"
    "emails|e_mail|Person - Email - Work|ログインID(メールアドレス)|送信先|宛先|宛先アドレス|"
    "corporate email|primary email"
)
COMPANY = (
    "会社名|企業名|法人名|貴社名|御社名|社名|勤務先名|勤務先|company|company name|会社|取引先名|取引先|organization|"
    "organization name|Organization - Name|organisation|account name|account|会社・団体名|団体名|"
    "組織名|会社/組織名|顧客企業名|"
    "所属会社|所属企業|Company / Account|Associated Company|Primary Associated Company|"
    "会社名・団体名|企業・団体名|事業者名|提出者名|"
    "会社名/屋号|屋号|法人・団体名|企業|顧客会社名|法人名/企業名|institution|employer|会社(取引先)|"
    "取引先会社名|得意先名|"
    "client|client name|customer company|紐づく会社|顧客名|顧客|会社名/取引先名|会社/取引先|関連会社|"
    "関連する会社|Person - Organization|"
    "Lead - Organization|Deal - Organization|商号|商号又は名称|貴社|御社|貴社名・団体名|勤務先会社名|"
    "会社名(正式名称)|会社名漢字|組織|accounts|"
    "company/account|potential customer|customer|customer name|account name (company)|業者名|販売先|"
    "納入先|エンドユーザー名|出展社名"
)
NAME = (
    "氏名|お名前|名前|姓名|full name|name|contact name|Person - Name|担当者名|ご担当者名|担当者氏名|"
    "ご担当者様名|お客様名|お客様氏名|"
    "参加者名|参加者|リード名|lead name|コンタクト名|漢字氏名|氏名(漢字)|ご氏名|顧客氏名|ご担当者|"
    "ご担当者様|先方担当者|先方担当者名|"
    "連絡先名|contact|person|attendee name|取引先責任者名|取引先責任者|"
    "通話相手|相手氏名|面談者|面談者名|面談相手|訪問相手|表示名|"
    "ユーザー名|ご芳名|芳名|"
    "お名前(フルネーム)|フルネーム|氏名(フルネーム)|"
    "取引先責任者/リード|リード/取引先責任者|コンタクト|user name|name (original name)|fullname|"
    "full_name|your name|参加者氏名|"
    "Lead - Contact person|Person|名刺氏名|申込者|申込者名|申込者氏名|回答者|回答者名|受講者名|"
    "来場者名|先方担当|顧客担当者|顧客担当者名|窓口担当者"
)
LAST = (
    "姓|苗字|名字|last name|last_name|surname|family name|担当者姓|氏|姓(漢字)|ご担当者姓|lname|"
    "お名前(姓)|氏名(姓)|氏名 姓|lead last name|"
    "contact last name|名前(姓)|名前_姓|氏名_姓|漢字姓|姓漢字|みょうじ|ご担当者様(姓)|担当者名(姓)|"
    "ご氏名(姓)|sei|name_sei|lastname"
)
FIRST = (
    "名|first name|first_name|given name|担当者名(名)|名(漢字)|fname|お名前(名)|氏名(名)|forename|"
    "下の名前|氏名 名|lead first name|"
    "contact first name|名前(名)|名前_名|氏名_名|漢字名|名漢字|ご担当者様(名)|ご担当者名(名)|"
    "ご氏名(名)|mei|name_mei|firstname"
)
LEAD_ID = (
    "リードID|lead id|LEADID|lead_external_id|コンタクトID|contact id|CONTACTID|人物ID|顧客ID|"
    "prospect id|person id|user id|"
    "mql id|Associated Contact IDs|取引先責任者ID|プロスペクトID|会員ID|visitor id|訪問者ID|顧客番号|"
    "顧客コード|リード番号|"
    "lead number|who id|見込み客ID|ハウスリストID|associated contact id|リード No|contact record id|"
    "リード/取引先責任者 ID|lead/contact id|"
    "contact name.id|whoid|関連コンタクトID|関連するコンタクトID|関連するコンタクトのID|BowNow ID|"
    "SATORI ID|カスタマーID|Mautic ID|Pardot ID|"
    "Person - ID|Lead - ID|prospect|リードNo.|contact_id|lead_id|customer_id|顧客No.|コンタクトNo.|"
    "marketo id|person reference|リード管理番号|"
    "見込み客番号|参加者ID|受講者ID|来場者ID|uid|会員コード|Person - Pipedrive System ID|"
    "Record ID - Contact|ListFinder ID|Eloqua Contact ID|リストファインダーID|"
    "取引先責任者 ID|リード ID|プロスペクト ID|Deal - Person ID|lead name.id|"
    "会員番号|名刺ID|Copper ID|Klaviyo ID|Apollo Contact ID|ActiveCampaign ID|HubSpot ID"
)
#: Where a list names its people in two columns, of leads and of contacts, one filled in each row.
CONTACT_ID = (
    "コンタクトID|contact id|CONTACTID|contact_id|contact name.id|連絡先ID|連絡先 ID|取引先責任者ID|取引先責任者 ID|"
    "contact.id|associated contact id|Associated Contact IDs|関連コンタクトID|"
    "Deal - Person ID|Person - ID|Activity - Person ID|"
    "連絡先名.id|who id (contact)"
)
OWNER = (
    "リード所有者|所有者|lead owner|owner|contact owner|営業担当者|営業担当|担当営業|担当営業名|"
    "deal owner|opportunity owner|商談所有者|"
    "案件担当者|自社担当者|社内担当者|社内担当|コンタクト担当者|"
    "assigned to|assigned user|owned by|owner name|名刺所有者|"
    "担当者|担当|potential owner|"
    "sales agent|sales rep|is担当|is担当者|担当is|コンタクト所有者|取引の担当者|"
    "Activity - Assigned to user|call owner|event owner|"
    "主担当|主担当者|弊社担当|弊社担当者|record owner|account owner|assignee|user|取引担当者|"
    "取引所有者|会社の担当者|会社の所有者|企業担当者|"
    "案件担当者名|案件担当|営業担当者名|rep|account executive|account manager|sales owner|"
    "salesperson|company owner|見込み客の担当者|商談の担当者|"
    "連絡先の担当者|取引先 所有者|取引先所有者|owner id name|Person - Owner|Lead - Owner|"
    "Deal - Owner|担当社員|受注担当|弊社営業担当|所有者名|"
    "任命先|割り当て先|owner full name|商談担当者|営業|自社担当|担当名|当社担当|responsible person|当社担当者|"
    "担当営業者|担当営業名|セールス担当|fs担当|fs担当者|フィールドセールス担当|"
    "インサイドセールス担当|アカウント担当|responsible|account rep|sales representative|セールス|"
    "フロント担当|owner user name|lead assigned to"
)
NOTE = (
    "備考|メモ|note|notes|コメント|comment|comments|特記事項|description|詳細|memo|備考欄|remarks|"
    "お問い合わせ内容|問い合わせ内容|説明|"
    "message|メッセージ|your message|お問合せ内容|ご要望|ご相談内容|ご質問|自由記入欄|自由記述|"
    "補足|details|所感|その他備考"
)
CREATED = (
    "作成日|作成日時|登録日|登録日時|create date|created date|created time|created at|created on|"
    "date created|creation date|"
    "date added|登録年月日|レコード作成日|date_added|created|作成年月日|add time|created_time|"
    "createdtime|record created|新規登録日|"
    "Person - Person created|Lead - Lead created|Deal - Deal created|person created|lead created|"
    "データ登録日|登録日(新規)|追加日|追加日時"
)
SOURCE = (
    "流入元|リードソース|獲得経路|流入経路|流入チャネル|獲得チャネル|lead source|original source|"
    "source|チャネル|channel|経路|"
    "リード獲得経路|リード獲得元|獲得元|媒体|媒体名|広告媒体|参照元|utm_source|utm source|origin|"
    "lead origin|きっかけ|認知経路|"
    "オリジナルソース|leadsource|流入媒体|流入ソース|リード元|登録経路|情報源|入手経路|"
    "original traffic source|marketing channel|元のトラフィックソース|"
    "ソース|リード ソース|最初の参照元|ファーストタッチ|latest traffic source|"
    "最新のトラフィックソース|元のソース|最新のソース|person source|Lead - Source|original lead source|"
    "初回流入元|初回流入チャネル|集客経路|集客チャネル|リード流入元|リード流入経路|獲得手段|獲得方法|"
    "platform|データソース|申込経路|ご覧になった媒体|"
    "first touch source|referral source|取得元|"
    "獲得ソース|見込み客のデータ元|データ元|案件ソース|発生源|きっかけ(媒体)"
)
CAMPAIGN = (
    "キャンペーン|キャンペーン名|施策|施策名|campaign|campaign name|primary campaign|獲得施策|"
    "utm_campaign|utm campaign|"
    "展示会名|イベント名|施策・キャンペーン|campaign source|広告キャンペーン|主キャンペーンソース|"
    "acquisition program|program name|取得プログラム|"
    "campaign_name|獲得キャンペーン|キャンペーンソース|campaign title|event name|"
    "メルマガ名|配信名|campaign id|campaign_id"
)
