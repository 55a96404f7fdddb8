"""Further exports, as they are documented or were seen: they were used to judge before they became examples."""

from tests.files.exports import Export

MORE = (
    Export("HubSpot contacts with companies", "hubspot", "leads", """
        Record ID - Contact = external_id
        First Name = first_name
        Last Name = last_name
        Email = email
        Phone Number = phone
        Contact owner = owner
        Last Activity Date : date
        Lead Status = stage < status
        Marketing contact status : status
        Create Date = acquired_at
        Record ID - Company : id
        Company name = company"""),
    Export("架電リスト Comdesk", None, "leads", """
        UUID = external_id
        種別 : text
        名前 = company|name < corp
        カナ : kana
        郵便番号 : zip
        都道府県 = prefecture
        住所１ : address
        住所カナ : kana
        Tel1 = phone
        Tel2 : tel
        FAX : tel
        URL : url
        備考 = note
        旧社名 : corp
        リードソース = source
        履歴 : note
        記事名 : text"""),
    Export("アポ管理", None, "leads", """
        企業名 = company
        担当者名 = name
        役職 = title
        メール = email
        電話番号 = phone
        ステータス = stage
        リードソース = source
        自社担当 = owner
        次回アクション : text
        次回アクション日 : date
        アポ日 : date
        メモ = note"""),
    Export("名刺台帳", None, "leads", """
        id = external_id
        会社名 = company
        部署名 = department
        役職 = title
        役職レベル : text
        氏名 = name
        姓 = last_name
        名 = first_name
        業種 = industry
        メール = email
        郵便番号 : zip
        都道府県 = prefecture
        市区町村 : address
        住所 : address
        会社TEL = phone
        携帯 : tel
        Fax : tel
        URL : url
        名刺交換日 = acquired_at
        取込日 : date"""),
    Export("商談一覧", None, "deals", """
        ID = external_id
        商談名 = name
        ステージ = outcome
        金額 = amount
        完了予定日 = closed_at
        確度(%) : number
        取引先名 = company
        説明 : note"""),
    Export("Pipedrive deal template", "pipedrive", "deals", """
        Deal - Title = name
        Deal - Value = amount
        Organization* = company
        Contact person* : person
        Deal - Owner = owner
        Deal - Stage (pipeline) : text
        Deal - Expected close date : date
        Deal - Currency of value : text
        Deal - Label : text
        Deal - Creation date = opened_at
        Deal - Closed on = closed_at
        Deal - Lost reason = lost_reason
        Deal - Lost time : date
        Deal - Probability : number
        Deal - Status = outcome
        Deal - Won time = won_at
        Deal - Pipedrive System ID = external_id"""),
    Export("Pipedrive people template", "pipedrive", "leads", """
        Person - Name* = name
        Person - Email (Work) = email
        Person - Email (Home) : mail
        Person - Phone (Work) = phone
        Organization* = company
        Person - Owner = owner
        Person - Creation date = acquired_at
        Person - Pipedrive System ID = external_id"""),
    Export("アポ・商談報告", None, "deals", """
        担当名 = owner
        案件名 = name
        アポ取得日 : date
        初回商談実施日 = opened_at
        会社名 = company
        受注見込金額 = amount
        取得リードソース : source
        商談結果 = outcome
        メモ : note"""),
    Export("Sansan 人物", "sansan", "leads", """
        会社名 = company
        部署名 = department
        役職 = title
        氏名 = name
        姓 = last_name
        名 = first_name
        メールアドレス = email
        電話番号1 = phone
        携帯電話番号1 : tel
        Sansan人物ID = external_id
        名刺交換日 = acquired_at
        所有者 = owner"""),
    Export("kintone 名刺", "kintone", "leads", """
        レコード番号 = external_id
        作成日時 = acquired_at
        作成者 : person
        更新日時 = updated_at
        更新者 : person
        会社名 = company
        氏名 = name
        メールアドレス = email
        ステータス = stage
        作業者 : person"""),
    Export("Zoho 見込み客", "zoho", "leads", """
        レコードID = external_id
        見込み客の担当者.ID : id
        見込み客の担当者 = owner
        会社 = company
        名 = first_name
        姓 = last_name
        役職 = title
        メール = email
        電話 = phone
        見込み客のデータ元 = source
        見込み客のステータス = stage
        業界 = industry
        従業員数 = employees
        作成日時 = acquired_at
        更新日時 = updated_at
        メールの配信停止 = opt_out
        都道府県 = prefecture"""),
    Export("Zoho 商談", "zoho", "deals", """
        レコードID = external_id
        商談の担当者 = owner
        総額 = amount
        商談名 = name
        完了予定日 = closed_at
        取引先名 = company
        ステージ = outcome
        確率(%) : number
        連絡先名 : person
        作成日時 = opened_at
        失注の理由 = lost_reason"""),
    Export("Marketo 日本語", None, "leads", """
        名 = first_name
        姓 = last_name
        メールアドレス = email
        会社名 = company
        役職 = title
        リードソース = source
        リードステータス = stage
        リードスコア : number
        作成日時 = acquired_at
        購読解除 = opt_out"""),
    Export("オンラインイベント視聴", None, "activities", """
        参加者ID = lead_external_id
        氏名 = name
        会社名 = company
        メールアドレス = email
        セッション名 = content
        視聴開始日時 = occurred_at
        視聴終了日時 : date
        視聴時間(分) : number"""),
    Export("page log", None, "activities", """
        Contact ID = lead_external_id
        Email = email
        Event = activity
        Page URL = content < url_field
        Timestamp = occurred_at"""),
    Export("sales engagement", None, "activities", """
        Date = occurred_at
        Person Email = email
        Activity Type = activity
        Subject = content
        User : person
        Disposition = outcome < status"""),
    Export("asset list", None, "contents", """
        Asset name = content
        Type = type
        Topic = theme
        Funnel stage = phase < phase
        URL = url
        Publish date = published_at
        Production cost = cost"""),
    Export("予実", None, "costs", """
        対象月 = month
        施策名 = campaign
        チャネル = source
        予算 : money
        実績費用 = amount < cost"""),
    Export("campaign costs", None, "costs", """
        Campaign Name = campaign
        Type : text
        Status : status
        Start Date = month
        Budgeted Cost : money
        Actual Cost = amount"""),
    Export("hand-over sheet", None, "handovers", """
        Handover date = handed_at
        Company = company
        Contact name = name
        Email = email
        Handed to = side
        Decision = decision
        Rejection reason = reason
        First contact = contacted_at < date
        Comment = comment < note"""),
    Export("セミナー申込", None, "leads", """
        申込番号 : id
        申込日時 = acquired_at
        セミナー名 = first_content < content
        会社名 = company
        部署名 = department
        役職名 = title
        氏名 = name
        メールアドレス = email
        電話番号 = phone
        ご参加のきっかけ = source"""),
    Export("セミナー出欠", None, "activities", """
        開催日 = occurred_at
        セミナー名 = content
        会社名 = company
        参加者氏名 = name
        メール = email
        出欠 = activity < attendance"""),
)  # fmt: skip
