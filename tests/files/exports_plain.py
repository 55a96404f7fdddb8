"""Sheets and exports nobody has a name for; they, too, judged before they became examples."""

from tests.files.exports import Export

PLAIN = (
    Export("Sugar leads 3", None, "leads", """
        ID = external_id
        Name = name
        Job Title = title
        Account Name = company
        Office Phone = phone
        Email Address = email
        Status = stage
        Lead Source = source
        Assigned User Name = owner
        Date Created = acquired_at
        Date Modified = updated_at
        Primary Address State = prefecture"""),
    Export("ActiveCampaign 3", None, "leads", """
        Contact ID = external_id
        Email = email
        First Name = first_name
        Last Name = last_name
        Phone = phone
        Organization = company
        Tags : words
        Lead Score : number
        Subscribe Date = acquired_at
        Last Modified = updated_at"""),
    Export("Freshsales deals 3", None, "deals", """
        Deal Id = external_id
        Deal name = name
        Account = company
        Deal value = amount
        Deal stage = outcome
        Lost reason = lost_reason
        Expected close = closed_at
        Sales owner = owner
        Created at = opened_at"""),
    Export("Close opportunities 3", None, "deals", """
        opportunity_id = external_id
        lead_name = company < corp
        status_label = outcome
        value = amount
        date_won = won_at
        date_lost = closed_at
        date_created = opened_at
        user_name = owner
        note : note"""),
    Export("営業日報 3", None, "activities", """
        訪問日 = occurred_at
        訪問先 = company
        面談者 = name
        目的 : text
        商談内容 = note
        次回予定日 : date
        報告者 : person"""),
    Export("名刺スキャン 3", None, "leads", """
        登録年月日 = acquired_at
        貴社名 = company
        部署・役職名 = department|title < department
        ご氏名 = name
        ご連絡先メールアドレス = email
        ご連絡先TEL = phone
        URL : url"""),
    Export("来場アンケート 3", None, "leads", """
        来場日時 = acquired_at
        御社名 = company
        所属部署 = department
        お役職 = title
        お名前 = name
        メールアドレス(会社) = email
        業種を選択してください = industry
        従業員規模を教えてください = employees
        導入検討時期 : text
        ご関心のあるテーマ : words
        今後のメール配信を希望しますか : flag"""),
    Export("案件台帳 3", None, "deals", """
        受付番号 : id
        引合日 = opened_at
        得意先 = company
        件名 = name
        見積額 : money
        成約額 = amount
        成約日 = won_at
        状況 = outcome
        失注の要因 = lost_reason
        担当 = owner"""),
    Export("カオナビ風 取引先 3", None, "leads", """
        取引先コード = external_id
        取引先正式名称 = company
        代表電話 = phone
        業種区分 = industry
        従業員数(人) = employees
        本社都道府県 = prefecture
        自社担当者名 = owner"""),
    Export("GA4-like events 3", None, "activities", """
        user_id = lead_external_id
        event_name = activity
        event_timestamp = occurred_at
        page_title = content
        page_location : url
        session_source : source"""),
    Export("mail tool clicks 3", None, "activities", """
        クリック日時 = occurred_at
        配信タイトル = content
        リンクURL : url
        メールアドレス = email
        氏名 = name"""),
    Export("notion CRM 3", None, "leads", """
        Name = name
        Company = company
        Role = title
        Email = email
        Status = stage
        Source = source
        Owner = owner
        Created = acquired_at
        Last edited time = updated_at"""),
    Export("weekly meeting sheet 3", None, "leads", """
        # : number
        社名 = company
        先方ご担当者様 = name
        部門名 = department
        Mail = email
        Tel = phone
        流入チャネル = source
        流入日 = acquired_at
        MQL判定日 = mql_at
        SAL承認日 = sal_at
        商談日 = deal_at
        現ステータス = stage
        コメント欄 = note"""),
    Export("cost by media 3", None, "costs", """
        計上年月 = month
        広告媒体 = source
        キャンペーン名 = campaign
        広告費(税抜) = amount < cost"""),
    Export("white paper ledger 3", None, "contents", """
        資料ID = content < text
        資料タイトル = title < content
        資料種別 = type
        対象フェーズ = phase
        テーマ = theme
        リリース日 = published_at
        制作費(円) = cost
        掲載URL = url"""),
)  # fmt: skip
