"""Call logs, scans and lists made by hand, judged before they were tried."""

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
)  # fmt: skip
