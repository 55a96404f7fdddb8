"""Exports of sales tools as they head their columns, judged before they were tried."""

from tests.files.exports import Export

UNSEEN_TOOLS = (
    Export("HubSpot calls 5", "hubspot", "activities", """
        Record ID = external_id
        Call Title = content|kept < text
        Activity date = occurred_at
        Call direction : text
        Call outcome = outcome < status
        Call duration (HH:mm:ss) : time
        Call notes = note
        Activity assigned to = owner|kept
        Associated Contact = name|kept
        Associated Contact IDs = lead_external_id
        Associated Company = company
        Associated Company IDs : id"""),
    Export("HubSpot コンタクト 5", "hubspot", "leads", """
        レコードID - Contact = external_id
        名 = first_name
        姓 = last_name
        Eメール = email
        電話番号 = phone
        コンタクト所有者 = owner
        ライフサイクルステージ = stage
        リードステータス : status
        会社名 = company
        役職 = title
        都道府県/地域 = prefecture
        最終アクティビティー日 : date
        作成日 = acquired_at
        最終更新日 = updated_at
        マーケティングクオリファイドリードになった日付 = mql_at
        元のソース = source
        元のソース詳細1 : text
        マーケティングEメールの配信停止 = opt_out
        関連する会社 : corp
        ページビュー数 : number"""),
    Export("HubSpot 取引 5", "hubspot", "deals", """
        レコードID = external_id < id
        取引名 = name
        取引ステージ = outcome
        パイプライン : text
        金額 = amount
        会社の通貨での金額 : money
        クローズ日 = closed_at
        取引担当者 = owner
        作成日 = opened_at
        クローズした失注の理由 = lost_reason
        関連会社 = company
        関連コンタクト : person
        関連するコンタクトのID = lead_external_id"""),
    Export("HubSpot form submissions 5", None, "leads|activities", """
        Conversion Date = acquired_at|occurred_at
        Conversion Page = first_content|content < content
        First Name = first_name
        Last Name = last_name
        Email = email
        Company Name = company
        Job Title = title|kept
        How can we help you? = note|kept < note"""),
    Export("Salesforce Data Loader contacts 5", "salesforce", "leads", """
        ID = external_id
        ACCOUNTID : id
        ACCOUNT.NAME = company
        LASTNAME = last_name
        FIRSTNAME = first_name
        SALUTATION : salutation
        TITLE = title
        DEPARTMENT = department
        EMAIL = email
        PHONE = phone
        MOBILEPHONE : tel
        MAILINGSTATE = prefecture
        LEADSOURCE = source
        HASOPTEDOUTOFEMAIL = opt_out
        OWNERID : id
        CREATEDDATE = acquired_at
        LASTMODIFIEDDATE = updated_at"""),
    Export("Salesforce Data Loader tasks 5", "salesforce", "activities", """
        ID = external_id
        WHOID = lead_external_id
        WHATID : id
        SUBJECT = content|activity < content
        ACTIVITYDATE = occurred_at
        STATUS : status
        PRIORITY : text
        OWNERID : id
        DESCRIPTION = note
        TYPE = activity
        CREATEDDATE : date"""),
    Export("Salesforce 活動 5", "salesforce", "activities", """
        日付 = occurred_at
        件名 = content|activity < content
        任命先 = owner|kept
        取引先責任者/リード = name < name
        会社名/取引先名 = company
        活動種別 = activity
        説明(コメント) = note
        最終更新日 : date"""),
    Export("Salesforce 商談 5", "salesforce", "deals", """
        商談 所有者 = owner
        取引先名 = company
        商談名 = name
        フェーズ = outcome
        会計期間 : text
        金額 = amount
        期待収益 : money
        確度 (%) : number
        期間 (日) : number
        完了予定日 = closed_at
        作成日 = opened_at
        次のステップ : text
        リードソース : source
        種別 : text
        失注理由 = lost_reason
        商談 ID = external_id < id"""),
    Export("Salesforce リード 5", "salesforce", "leads", """
        リード ID = external_id
        姓 = last_name
        名 = first_name
        会社名 = company
        役職 = title
        部署 = department
        メール = email
        電話 = phone
        携帯 : tel
        Web サイト : url
        都道府県(州) = prefecture
        業種 = industry
        従業員数 = employees
        リードソース = source
        リード状況 = stage
        評価 : text
        リード所有者 = owner
        作成日 = acquired_at
        取引の開始 : flag
        メール送信除外 = opt_out"""),
    Export("Dynamics leads 5", "dynamics", "leads", """
        (Do Not Modify) Lead = external_id
        (Do Not Modify) Row Checksum : text
        (Do Not Modify) Modified On = updated_at
        Name = name
        Topic : text
        Status Reason = stage
        Created On = acquired_at
        Company Name = company
        Job Title = title
        Email = email
        Business Phone = phone
        Lead Source = source
        Do not allow Emails = opt_out
        Owner = owner"""),
    Export("Dynamics 取引先担当者 5", "dynamics", "leads", """
        (変更不可) 取引先担当者 = external_id
        (変更不可) 行チェックサム : text
        (変更不可) 修正日 = updated_at
        氏名 = name
        役職 = title
        会社名 = company
        電子メール = email
        勤務先電話 = phone
        携帯電話 : tel
        状態 = stage|kept < status
        所有者 = owner"""),
    Export("Dynamics 営業案件 5", "dynamics", "deals", """
        (変更不可) 営業案件 = external_id < id
        (変更不可) 行チェックサム : text
        トピック = name
        潜在顧客 = company
        見込完了日 = closed_at
        見込収益 = amount
        確率 : number
        評価 : text
        状態 = outcome
        所有者 = owner
        作成日 = opened_at"""),
    Export("Zoho calls 5", "zoho", "activities", """
        Record Id = external_id
        Call Owner.id : id
        Call Owner = owner|kept
        Subject = content|kept < text
        Call Type = activity|kept < activity
        Call Start Time = occurred_at
        Call Duration : time
        Call Purpose : text
        Contact Name.id = lead_external_id
        Contact Name = name
        Related To = company|kept < corp
        Call Result = outcome < status
        Description = note
        Created Time : date"""),
    Export("Zoho 連絡先 5", "zoho", "leads", """
        レコードID = external_id
        連絡先の担当者.id : id
        連絡先の担当者 = owner
        姓 = last_name
        名 = first_name
        取引先名.id : id
        取引先名 = company
        メール = email
        電話 = phone
        携帯番号 : tel
        役職 = title
        部署 = department
        データ元 = source
        メールオプトアウト = opt_out
        作成日時 = acquired_at
        更新日時 = updated_at"""),
    Export("Pipedrive 人 5", "pipedrive", "leads", """
        人 - ID = external_id
        人 - 名前 = name
        人 - 組織 = company
        人 - メール - 勤務先 = email
        人 - 電話 - 勤務先 = phone
        人 - 所有者 = owner
        人 - 作成日 = acquired_at
        人 - 更新日時 = updated_at
        人 - 進行中の取引 : number
        人 - マーケティングステータス = opt_out|kept < text"""),
    Export("Pipedrive 取引 5", "pipedrive", "deals", """
        取引 - ID = external_id < id
        取引 - タイトル = name
        取引 - 値 = amount
        取引 - 通貨 : text
        取引 - ステータス = outcome
        取引 - ステージ : text
        取引 - 組織 = company
        取引 - 所有者 = owner
        取引 - 取引作成日 = opened_at
        取引 - 予想終了日 = closed_at < date
        取引 - 成立日 = won_at < date
        取引 - 失注理由 = lost_reason"""),
    Export("Freshsales contacts 5", None, "leads", """
        Id = external_id
        First name = first_name
        Last name = last_name
        Job title = title
        Account name = company
        Emails = email
        Work = phone|kept
        Mobile = phone|kept
        Lifecycle stage = stage
        Status : status
        Sales owner = owner
        Source = source
        State = prefecture
        Created at = acquired_at
        Updated at = updated_at
        Last contacted time : date
        Subscription status = opt_out|kept < text"""),
    Export("Close leads 5", None, "leads", """
        id = external_id
        display_name = company < company
        status_label = stage
        primary_contact_name = name
        primary_contact_title = title
        primary_contact_primary_email = email
        primary_contact_primary_phone = phone
        date_created = acquired_at
        date_updated = updated_at
        num_emails : number
        url : url"""),
    Export("Copper people 5", None, "leads", """
        Copper ID = external_id
        Prefix : salutation
        First Name = first_name
        Last Name = last_name
        Title = title
        Company = company
        Company Id : id
        Email = email
        Phone Number = phone
        Contact Type : text
        Owned By = owner
        Owner Id : id
        Tags : words
        Created At = acquired_at
        Updated At = updated_at"""),
    Export("Insightly opportunities 5", None, "deals", """
        OPPORTUNITY_ID = external_id < id
        OPPORTUNITY_NAME = name
        OPPORTUNITY_STATE = outcome
        BID_CURRENCY : text
        OPPORTUNITY_VALUE = amount
        PROBABILITY : number
        FORECAST_CLOSE_DATE : date
        ACTUAL_CLOSE_DATE = closed_at
        DATE_CREATED_UTC = opened_at
        ORGANISATION_NAME = company
        OWNER_USER_NAME = owner"""),
    Export("monday contacts 5", None, "leads", """
        Name = name
        Subitems : empty
        Type : text
        Company = company
        Title = title
        Email = email
        Phone = phone
        Status = stage
        Last interaction : date
        Creation log = acquired_at|kept < date
        Item ID = external_id < id"""),
    Export("Apollo contacts 5", None, "leads", """
        First Name = first_name
        Last Name = last_name
        Title = title
        Company Name = company
        Email = email
        Email Status : text
        Seniority : text
        Departments = department
        Contact Owner = owner
        Corporate Phone = phone
        Stage = stage
        # Employees = employees
        Industry = industry
        Person Linkedin Url : url
        Website : url
        City : address
        State = prefecture
        Country : text
        Apollo Contact Id = external_id"""),
    Export("Mazrica 取引先責任者 5", None, "leads", """
        コンタクトID = external_id
        コンタクト名 = name
        取引先名 = company
        取引先ID : id
        部署名 = department
        役職名 = title
        メールアドレス = email
        電話番号 = phone
        携帯番号 : tel
        担当者 = owner
        取引先ランク : text
        作成日時 = acquired_at
        更新日時 = updated_at"""),
    Export("GENIEE SFA 商談 5", None, "deals", """
        商談ID = external_id < id
        商談名 = name
        会社名 = company
        先方担当者 : person
        商談フェーズ = outcome
        ヨミ : text
        売上予定金額 = amount
        受注予定日 = closed_at
        失注理由 = lost_reason
        所有者 = owner
        商談発生日 = opened_at
        最終活動日 : date"""),
    Export("eセールスマネージャー 活動 5", None, "activities", """
        活動ID = external_id
        実施日 = occurred_at
        開始時刻 : time
        顧客名 = company
        先方担当者 = name
        活動分類 = activity
        活動目的 : text
        コメント = note
        次回予定日 : date
        自社担当者 = owner|kept"""),
    Export("ホットプロファイル 名刺 5", None, "leads", """
        名刺管理ID = external_id
        会社名 = company
        会社名カナ : kana
        部署 = department
        役職 = title
        氏名 = name
        氏名カナ : kana
        会社電話番号 = phone
        携帯電話番号 : tel
        FAX番号 : tel
        メールアドレス = email
        郵便番号 : zip
        住所 : address
        名刺取込日 = acquired_at
        名刺所有者 = owner
        メール配信 = opt_out|kept < flag"""),
)  # fmt: skip
