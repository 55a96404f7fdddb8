"""Exports of further tools; they, too, judged before they became examples. A few headings stay unknown: kept."""

from tests.files.exports import Export

FURTHER = (
    Export("ferret One 4", None, "leads", """
        リードID = external_id
        氏名 = name
        会社名 = company
        メールアドレス = email
        電話番号 = phone
        部署名 = department
        役職名 = title
        獲得フォーム = first_content < content
        流入経路 = source
        リード獲得日時 = acquired_at
        対応ステータス = stage
        メール配信可否 = opt_out < flag"""),
    Export("Kairos3 4", "kairos", "leads", """
        リードのスコア : number
        リードの取得日 = acquired_at
        会社名 = company
        部署 = department
        役職 = title
        姓 = last_name
        名 = first_name
        E-mailアドレス = email
        電話番号1 = phone
        リードの状態 = stage
        リードの取得元 = source
        メール配信ステータス : status"""),
    Export("Insightly 4", None, "leads", """
        Lead ID = external_id
        Salutation : salutation
        First Name = first_name
        Last Name = last_name
        Title = title
        Organization = company
        Phone = phone
        Email Address = email
        Lead Source = source
        Lead Status = stage
        Number of Employees = employees
        Date of Lead Created : date"""),
    Export("Copper opps 4", None, "deals", """
        Id = external_id
        Name = name
        Company = company
        Primary Contact : person
        Pipeline : text
        Stage : text
        Status = outcome
        Loss Reason = lost_reason
        Value = amount
        Close Date = closed_at
        Created Date = opened_at
        Owned By = owner"""),
    Export("SFA 商談明細 4", None, "deals", """
        商談コード = external_id
        商談件名 = name
        取引先企業 = company
        商談発生日 = opened_at
        受注(予定)日 = closed_at
        ランク : text
        進捗ステータス = outcome
        受注金額(税抜) = amount
        失注区分 = lost_reason
        主担当営業 = owner"""),
    Export("コールセンター 4", None, "activities", """
        発信日時 = occurred_at
        顧客番号 = lead_external_id
        会社名 = company
        先方氏名 = name
        通話結果 = outcome < status
        通話時間(秒) : number
        オペレーター : person
        備考 = note"""),
    Export("展示会バーコード 4", None, "leads", """
        来場者番号 = external_id
        読取日時 = acquired_at
        勤務先名 = company
        所属 = department
        役職 = title
        お名前(漢字) = name
        お名前(カナ) : kana
        メールアドレス = email
        勤務先電話番号 = phone
        勤務先都道府県 = prefecture
        業種 = industry
        従業員数 = employees"""),
    Export("Eloqua 4", "eloqua", "leads", """
        Eloqua Contact ID = external_id
        Email Address = email
        First Name = first_name
        Last Name = last_name
        Company = company
        Job Title = title
        Business Phone = phone
        State or Province = prefecture
        Date Created = acquired_at
        Date Modified = updated_at
        Lead Source - Most Recent : source"""),
    Export("Eventbrite 4", None, "leads", """
        Order # : id
        Order Date = acquired_at
        First Name = first_name
        Last Name = last_name
        Email = email
        Ticket Type : text
        Job Title = title
        Company = company
        Attendee Status : status"""),
    Export("HP 閲覧 4", None, "activities", """
        閲覧日時 = occurred_at
        閲覧ページ = content
        企業名 = company
        氏名 = name
        メールアドレス = email
        滞在時間 : time"""),
    Export("marketing budget en 4", None, "costs", """
        Month = month
        Channel = source
        Campaign = campaign
        Planned budget : money
        Actual spend = amount < cost"""),
    Export("SQL 引き渡し 4", None, "handovers", """
        引渡日 = handed_at
        リードID = lead_external_id
        会社 = company
        担当者氏名 = name
        渡し先 = side
        営業回答 = decision
        回答日 = decided_at < date
        NG理由 = reason
        申送り = comment < note"""),
)  # fmt: skip
