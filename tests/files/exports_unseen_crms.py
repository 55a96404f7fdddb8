"""Exports of CRMs and call lists, judged before they were tried."""

from tests.files.exports import Export

UNSEEN_CRMS = (
    Export(
        "Zoho calls ja",
        None,
        "activities",
        """
        レコードID = external_id
        件名 = content|note|kept < content
        通話の種類 = activity|side|kept < activity
        通話の開始時間 = occurred_at < begun
        通話時間（秒） : number
        通話結果 = outcome < text
        連絡先名 = name
        連絡先名.id = contact_external_id|lead_external_id < external_id
        関連先 : deal_name
        通話の担当者 : person
        詳細情報 = note""",
    ),
    Export(
        "SPIRAL 会員DB",
        None,
        "leads",
        """
        id = external_id
        登録日時 = acquired_at < begun
        f_mail = email
        f_company = company
        f_name_sei = last_name
        f_name_mei = first_name
        f_tel = phone < tel
        f_optout = opt_out < text
        f_memo = note""",
    ),
    Export(
        "Search Console pages",
        "search_console",
        "contents",
        """
        上位のページ = content|title|url < url
        クリック数 : number
        表示回数 : number
        CTR : number
        掲載順位 : number""",
    ),
    Export(
        "アポ獲得リスト テレアポ代行",
        None,
        "activities",
        """
        架電日 = occurred_at
        架電時間 : time
        企業名 = company
        電話番号 : tel
        対応者名 = name|kept < name
        部署役職 : title
        架電結果 = outcome < text
        アポ日時 : updated_at
        コメント = note
        オペレーター : person""",
    ),
    Export(
        "Bitrix24 leads",
        None,
        "leads",
        """
        ID = external_id
        Lead Name : text
        Salutation : text
        First Name = first_name
        Last Name = last_name
        Created on = acquired_at < begun
        Modified on = updated_at < begun
        Company Name = company
        Position = title < text
        Work Phone = phone < tel
        Work E-mail = email
        Stage = stage < text
        Source = source < text
        Responsible person = owner < person
        Comment = note
        UTM Campaign = campaign|kept < campaign""",
    ),
    Export(
        "SAP C4C opportunities",
        None,
        "deals",
        """
        Opportunity ID = external_id
        Name = name < deal_name
        Account = company
        Primary Contact : name
        Status = outcome < text
        Sales Phase = outcome|kept < text
        Expected Value = amount < cost
        Chance of Success : number
        Start Date = opened_at < occurred_at
        Close Date = closed_at < occurred_at
        Reason = lost_reason|kept < text
        Owner = owner < person
        Changed On : begun""",
    ),
    Export(
        "JUST.SFA 案件",
        None,
        "deals",
        """
        案件番号 = external_id
        案件名称 = name < deal_name
        取引先名 = company
        商談ステップ = outcome < text
        受注確度 : text
        売上見込額 = amount < cost
        受注予定日 : date
        受注日 = won_at < occurred_at
        失注日 = closed_at
        失注要因 = lost_reason < text
        営業担当者 = owner < person
        起票日 = opened_at < occurred_at
        最終訪問日 : occurred_at""",
    ),
    Export(
        "Ecrea 活動報告",
        None,
        "activities",
        """
        報告No = external_id|kept < external_id
        訪問日 = occurred_at
        訪問時間 : time
        顧客名称 = company
        面談者 = name
        面談者所属 : department
        訪問区分 = activity < activity
        商談件名 = content|kept < content
        報告内容 = note
        次回訪問予定日 : updated_at
        担当者名 : person""",
    ),
    Export(
        "HubSpot deals ja custom",
        "hubspot",
        "deals",
        """
        レコードID = external_id
        取引名 = name < deal_name
        取引ステージ = outcome < text
        クローズ日 = closed_at < begun
        取引担当者 = owner < person
        金額 = amount < cost
        作成日 = opened_at < begun
        成約要因 : note
        不成立の理由 = lost_reason < text
        Associated Company = company
        Associated Contact IDs = lead_external_id < external_id
        取引タイプ : text""",
    ),
    Export(
        "Creatio activities",
        None,
        "activities",
        """
        Subject = content
        Start = occurred_at < begun
        Due : ended
        Type = activity < activity
        Category : text
        Status : text
        Owner : person
        Contact = name
        Account = company
        Result = outcome < text
        Result details = note|kept < note""",
    ),
)
