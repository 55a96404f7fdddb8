"""Call logs, scans, lists made by hand and what came last, judged before they were tried."""

from tests.files.exports import Export

UNSEEN_SHEETS = (
    Export("MiiTel 応対履歴 5", None, "activities", """
        通話開始日時 = occurred_at
        発着信 : text
        担当者 = owner|kept
        通話相手 = name < name
        会社名 = company
        相手電話番号 : tel
        通話時間 : time
        応対結果 = outcome < status
        応対メモ = note
        音声解析URL : url"""),
    Export("Zoom Phone log 5", None, "activities", """
        Call ID = external_id
        Direction : text
        Caller Name : person
        Callee Name = name|kept
        Callee Number : tel
        Start Time = occurred_at
        Duration : time
        Result = outcome < status"""),
    Export("badge scans 5", None, "leads", """
        Scan Time = acquired_at
        Scanned By = owner|kept
        Badge ID = external_id|kept < id
        First Name = first_name
        Last Name = last_name
        Company = company
        Job Title = title
        Email = email
        Phone = phone
        Country : text
        Lead Rating : text
        Comments = note"""),
    Export("FORCAS 企業 5", None, "leads", """
        企業名 = company
        法人番号 = corporate_number
        業種(大分類) = industry
        業種(小分類) : text
        従業員数(名) = employees
        売上高(百万円) : money
        本社都道府県 = prefecture
        本社住所 : address
        代表電話番号 = phone
        企業URL : url
        シナリオスコア : number"""),
    Export("Google Ads ja 5", "google_ads", "costs", """
        月 = month
        キャンペーン = campaign
        キャンペーンの状態 : text
        表示回数 : number
        クリック数 : number
        平均クリック単価 : number
        費用 = amount < cost
        コンバージョン : number"""),
    Export("kintone 問い合わせ 5", "kintone", "leads", """
        レコード番号 = external_id
        作成日時 = acquired_at < acquired_at
        更新日時 = updated_at
        作成者 : person
        会社名 = company
        部署名 = department
        お客様名 = name
        メールアドレス = email
        TEL = phone
        お問い合わせ種別 : text
        お問い合わせ内容 = note
        対応状況 = stage
        担当者 = owner"""),
    Export("展示会 手作り 5", None, "leads", """
        № : number
        日付 = acquired_at
        社名 = company
        部署/役職 = department|title < department
        お名前 = name
        連絡先(メール) = email
        連絡先(電話) = phone
        確度(A/B/C) : text
        ヒアリングメモ = note
        次のアクション : text
        対応者 : person"""),
    Export("IS 架電管理 5", None, "activities", """
        架電日 = occurred_at
        時間 : time
        架電担当 = owner|kept
        企業名 = company
        ご担当者様 = name
        電話番号 : tel
        コール結果 = outcome < status
        会話内容 = note
        次回架電日 : date"""),
    Export("トスアップ管理 5", None, "handovers", """
        トスアップ日 = handed_at
        IS担当者 : person
        FS担当者 = owner
        企業名 = company
        担当者氏名 = name
        メール = email
        受入可否 = decision
        NG理由 = reason
        初回コンタクト日 = contacted_at < date
        引継ぎ内容 = comment < note"""),
    Export("セミナー参加者 手作り 5", None, "activities", """
        参加日 = occurred_at
        セミナータイトル = content
        会社 = company
        氏名 = name
        mail = email
        出欠 = activity < attendance
        アンケート回答 : text"""),
    Export("コンテンツ一覧 5", None, "contents", """
        コンテンツID = content < id
        タイトル = title < content
        コンテンツ種別 = type
        URL = url
        公開日 = published_at
        ターゲットフェーズ = phase
        テーマ = theme
        PV数 : number"""),
    Export("施策費用 5", None, "costs", """
        実施月 = month
        施策名 = campaign
        チャネル = source
        予算(税抜) : money
        実績費用(税抜) = amount < cost
        備考 : text"""),
    Export("案件管理表 手作り 5", None, "deals", """
        No : number
        お客様名 = company
        案件内容 = name
        当社担当 = owner
        引合日 = opened_at
        ヨミ : text
        見積金額(千円) = amount
        受注予定月 : month
        受注日 = won_at < date
        結果 = outcome
        敗因 = lost_reason"""),
    Export("Zoho leads ja B 7", "zoho", "leads", """
        見込み客ID = external_id|kept < external_id
        見込み客の担当者 = owner
        会社 = company
        名 = first_name
        姓 = last_name
        役職 = title
        メール = email
        電話 = phone
        見込み客のデータ元 = source
        見込み客のステータス = stage
        業種 = industry
        従業員数 = employees
        都道府県 = prefecture
        作成日時 = acquired_at
        タグ : words"""),
    Export("Salesforce ToDo ja 7", "salesforce", "activities", """
        名前 = name
        取引先名 = company
        件名 = content|activity < content
        期日 = occurred_at
        状況 : status
        割り当て先 = owner|kept
        コメント = note"""),
    Export("kintone 活動報告 7", "kintone", "activities", """
        レコード番号 = external_id < id
        訪問日 = occurred_at
        顧客名 = company
        面談者 = name
        商談種別 = activity
        商談内容 = note
        報告者 : person
        次回予定 : text
        作成日時 : date
        更新日時 : date"""),
    Export("ferret One フォーム 7", None, "leads|activities", """
        受信日時 = acquired_at|occurred_at
        フォーム名 = first_content|content < content
        会社名(必須) = company
        お名前(必須) = name
        メールアドレス(必須) = email
        電話番号 = phone|kept
        お問い合わせ内容 = note
        IPアドレス : text
        ランディングページURL : url"""),
    Export("Hot Profile 商談 7", None, "deals", """
        案件ID = external_id < id
        案件名 = name
        会社名 = company
        主担当者 = owner
        受注確度 : text
        見込み金額 = amount
        完了予定日 = closed_at
        案件進捗 = outcome
        登録日時 = opened_at"""),
    Export("Sansan Data Hub 7", None, "leads", """
        名寄せ会社名 = company|kept
        SOC : id
        氏名 = name
        部署 = department
        役職 = title
        メール = email
        電話 = phone
        業種(大分類) = industry
        従業員規模 = employees
        最新名刺交換日 = acquired_at|kept < date"""),
    Export("Lead list vendor 7", None, "leads", """
        企業名 = company
        郵便番号 : zip
        所在地 : address
        電話番号 = phone
        FAX番号 : tel
        代表者氏名 : person
        担当部署 = department
        担当者 = name|owner|kept
        メールアドレス = email
        資本金 : money
        従業員数 = employees
        業種 = industry"""),
    Export("Teams registrants 7", None, "leads|activities", """
        First Name = first_name
        Last Name = last_name
        Email = email
        Registration Time = acquired_at|occurred_at
        Registration Status : text
        Organization = company
        Job title = title|kept"""),
    Export("EventHub 参加者 7", None, "leads|activities", """
        参加者ID = external_id|lead_external_id < external_id
        姓 = last_name
        名 = first_name
        会社名 = company
        部署 = department|kept
        役職 = title|kept
        メールアドレス = email
        登録日時 = acquired_at|occurred_at
        最終ログイン日時 : date
        チケット名 : text"""),
    Export("Mailchimp members 7", "mailchimp", "leads", """
        Email Address = email
        First Name = first_name
        Last Name = last_name
        Company = company
        MEMBER_RATING : number
        OPTIN_TIME = acquired_at|kept
        OPTIN_IP : text
        CONFIRM_TIME = acquired_at|kept
        LAST_CHANGED = updated_at
        TAGS : words"""),
    Export("Outreach prospects 7", None, "leads", """
        Prospect ID = external_id
        First Name = first_name
        Last Name = last_name
        Title = title
        Account = company
        Email = email
        Work Phone = phone
        Stage = stage
        Owner = owner
        Opted Out = opt_out
        Last Contacted At : date
        Created At = acquired_at"""),
    Export("Gong calls 7", None, "activities", """
        Call ID = external_id
        Call title = content|kept < text
        Call date = occurred_at
        Duration (min) : number
        Host : person
        Account = company
        Participant email = email
        Outcome = outcome < status"""),
    Export("広告レポート月次 7", None, "costs", """
        年月 = month
        媒体 = source
        キャンペーン = campaign
        広告費(税抜) = amount < cost
        クリック : number
        CV : number
        CPA : number"""),
    Export("商談報告 週次 7", None, "deals", """
        報告週 : text
        顧客 = company
        商談名 = name
        ステータス = outcome
        受注見込額(万円) = amount
        見込み時期 = closed_at|kept < date
        営業 = owner
        初回商談日 = opened_at
        失注理由 = lost_reason"""),
    Export("MQL引渡しシート 7", None, "handovers", """
        引渡日 = handed_at
        会社名 = company
        氏名 = name
        メールアドレス = email
        引渡コメント = comment < note
        営業判断(受入/見送り) = decision
        見送理由 = reason
        判断日 = decided_at < date
        FS担当 = owner"""),
)  # fmt: skip
