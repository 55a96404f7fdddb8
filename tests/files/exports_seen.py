"""Exports of smaller tools and sheets; they, too, judged before they became examples."""

from tests.files.exports import Export

SEEN = (
    Export("SF contacts & accounts en 2", "salesforce", "leads", """
        Salutation : salutation
        First Name = first_name
        Last Name = last_name
        Title = title
        Account Name = company
        Mailing City : address
        Mailing State/Province = prefecture
        Phone = phone
        Mobile : tel
        Email = email
        Account Owner = owner
        Contact ID = external_id
        Last Activity : date
        Created Date = acquired_at"""),
    Export("SF 商談 商品 2", "salesforce", "deals", """
        商談 ID = external_id
        商談名 = name
        取引先 = company
        商談所有者 = owner
        フェーズ = outcome
        金額(換算値) = amount
        完了予定日 = closed_at
        商談作成日 = opened_at
        失注理由詳細 = lost_reason"""),
    Export("HubSpot ja 2 2", "hubspot", "leads", """
        レコードID - コンタクト = external_id
        名 = first_name
        姓 = last_name
        Eメール = email
        コンタクトの担当者 = owner
        会社名 = company
        リードステータス = stage < status
        作成日 = acquired_at
        初回コンバージョン = first_content
        最近のコンバージョン日 : date
        HubSpotスコア : number
        携帯電話番号 = phone"""),
    Export("SATORI list 2", "satori", "leads", """
        ハウスリストID = external_id
        登録日 = acquired_at
        Eメール = email
        会社名 = company
        部署 = department
        役職 = title
        姓 = last_name
        名 = first_name
        都道府県 = prefecture
        スコア : number
        ステータス = stage
        メール配信停止 = opt_out
        最終アクション日時 : date"""),
    Export("List Finder 2", "listfinder", "leads", """
        ListFinder ID = external_id
        企業名 = company
        担当者名 = name
        メールアドレス = email
        電話番号 = phone
        部門 = department
        肩書 = title
        顧客ステータス = stage
        登録日時 = acquired_at
        最終来訪日 : date
        ポイント : number"""),
    Export("Musubu company list 2", None, "leads", """
        企業名 = company
        住所 : address
        電話番号 = phone
        業種(大分類) = industry
        従業員規模 = employees
        売上規模 : text
        企業URL : url
        法人番号 = corporate_number
        代表者名 : person"""),
    Export("webinar report en 2", "zoom", "activities", """
        Name (original name) = name
        Email = email
        Join time = occurred_at
        Leave time : date
        Duration (minutes) : number
        Guest : flag"""),
    Export("Teams attendance 2", None, "activities", """
        氏名 = name
        最初の参加 = occurred_at
        最後の退出 : date
        会議時間 : text
        メール = email
        役割 : text"""),
    Export("MA mail log 2", None, "activities", """
        配信日時 : date
        メール件名 = content
        メールアドレス = email
        会社名 = company
        氏名 = name
        開封日時 = occurred_at
        クリック日時 : date"""),
    Export("DL log 2", None, "leads", """
        DL日時 = acquired_at
        資料名 = first_content < content
        会社名 = company
        お名前 = name
        メールアドレス = email
        電話番号 = phone"""),
    Export("inquiry form export 2", None, "leads", """
        受信日時 = acquired_at
        お問い合わせ種別 : text
        会社名・屋号 = company
        お名前 = name
        フリガナ : kana
        メールアドレス = email
        電話番号 = phone
        お問い合わせ内容 = note
        当社を知ったきっかけ = source
        個人情報保護方針への同意 : flag"""),
    Export("Mazrica 案件 2 2", None, "deals", """
        案件ID = external_id
        案件名 = name
        取引先名 = company
        フェーズ名 = outcome
        案件金額 = amount
        契約予定日 = closed_at
        契約日 = won_at
        発生日 = opened_at
        担当者名 = owner
        失注理由 = lost_reason"""),
    Export("eセールスマネージャー 案件 2", None, "deals", """
        案件コード = external_id
        案件名称 = name
        顧客名 = company
        営業担当者 = owner
        初回訪問日 = opened_at
        受注予定日 = closed_at
        受注日 = won_at
        受注金額(千円) = amount
        案件状態 = outcome
        敗因 = lost_reason"""),
    Export("call center en 2", None, "activities", """
        Call date = occurred_at
        Agent : person
        Lead ID = lead_external_id
        Company = company
        Phone : tel
        Result = outcome < status
        Remarks = note"""),
    Export("IS to FS log ja 2", None, "handovers", """
        No : number
        引継日 = handed_at
        企業名 = company
        担当者 = name|owner
        メール = email
        引継先 = side
        受入可否 = decision
        否認理由 = reason
        初回接触日 = contacted_at < date"""),
    Export("content ROI sheet 2", None, "contents", """
        記事タイトル = title|content < content
        カテゴリ = type
        ファネル = phase
        公開URL = url
        公開日 = published_at
        外注費 = cost"""),
    Export("ad report yahoo 2", None, "costs", """
        日 = month < published_at
        キャンペーン名 = campaign
        インプレッション数 : number
        クリック数 : number
        コスト = amount < cost"""),
    Export("business card app 2", None, "leads", """
        Full Name = name
        Company Name = company
        Department = department
        Job Title = title
        E-mail 1 = email
        Tel 1 = phone
        Address 1 : address
        Date Scanned = acquired_at
        Tags : words"""),
)  # fmt: skip
