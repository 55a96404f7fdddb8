"""Further exports, judged and written after what the other unseen ones taught had been learnt."""

from tests.files.exports import Export

UNSEEN_OTHERS = (
    Export("Sugar calls 6", None, "activities", """
        ID = external_id|kept < id
        Subject = content|kept < text
        Status = activity|kept < status
        Direction : text
        Start Date & Time = occurred_at
        Duration Minutes : number
        Related Contacts = name|kept
        Account Name = company
        Email Address = email
        Assigned to = owner|kept
        Description = note"""),
    Export("HubSpot ja 会社B 6", None, "leads", """
        会社名 = company
        会社のドメイン名 : url
        業種 = industry
        従業員数 = employees
        都道府県/地域 = prefecture
        電話番号 = phone
        会社の担当者 = owner
        作成日 = acquired_at
        年間収益 : money
        ライフサイクルステージ = stage"""),
    Export("Salesforce campaign members DL 6", "salesforce", "activities", """
        Id = external_id|kept < id
        CampaignId = campaign|content < campaign
        LeadId = lead_external_id
        ContactId = contact_external_id < empty
        Status = activity < attendance
        HasResponded : flag
        FirstRespondedDate = occurred_at
        CreatedDate : date"""),
    Export("Marketo program members 6", None, "activities|leads", """
        Program Name = campaign|content < campaign
        Lead ID = lead_external_id|external_id < external_id
        First Name = first_name
        Last Name = last_name
        Email Address = email
        Company Name = company
        Program Status = activity|kept < attendance
        Membership Date = occurred_at|acquired_at
        Reached Success : flag"""),
    Export("WebinarJam 6", None, "leads|activities", """
        First name = first_name
        Last name = last_name
        Email = email
        Phone number = phone|kept
        Registration date = acquired_at|occurred_at
        Attended live : flag
        Entered live room at : date
        Source / Referral : text"""),
    Export("GoToWebinar 6", None, "activities|leads", """
        Attended : flag
        Interest Rating : number
        Last Name = last_name
        First Name = first_name
        Email Address = email
        Registration Date/Time = acquired_at|occurred_at
        Join Time = occurred_at|kept < date
        Leave Time : date
        Organization = company
        Job Title = title|kept"""),
    Export("Peatix B 6", None, "leads|activities", """
        申し込み番号 : id
        お名前 = name
        メールアドレス = email
        申込日 = acquired_at|occurred_at
        チケット種別 : text
        枚数 : number
        会社名/所属 = company
        部署・役職 = department|title|kept < department
        当イベントを何で知りましたか？ = source|kept"""),
    Export("Sansan ja CSV 2 6", None, "leads", """
        名刺名寄せID = external_id|kept < id
        姓名 = name
        姓名カナ : kana
        会社名 = company
        部署名 = department
        役職名 = title
        Email = email
        会社電話番号 = phone
        携帯電話番号 : tel
        会社住所 : address
        名刺交換日 = acquired_at
        名刺データ化日 : date
        取引先コード : id"""),
    Export("Musubu/Baseconnect 6", None, "leads", """
        会社名 = company
        法人番号 = corporate_number
        代表者名 : person
        電話番号 = phone
        問い合わせメールアドレス = email < email
        都道府県 = prefecture
        業種タグ = industry|kept
        従業員数 = employees
        設立年月 : month
        売上 : money"""),
    Export("b-dash メール反応 6", None, "activities", """
        顧客ID = lead_external_id
        メールアドレス = email
        メールタイトル = content
        配信日時 : date
        開封日時 = occurred_at
        クリックURL : url"""),
    Export("架電結果 アウトソース 6", None, "activities|leads", """
        通番 : number
        架電日時 = occurred_at|kept
        法人名 = company
        部署 = department|kept
        お相手様 = name|kept
        電話番号 = phone|kept < tel
        結果区分 = outcome|kept < status
        アポ日程 : date
        備考 = note"""),
    Export("名刺一覧 手作り 6", None, "leads", """
        交換年月日 = acquired_at
        企業名 = company
        所属・役職 = department|title < department
        お名前(漢字) = name
        ﾌﾘｶﾞﾅ : kana
        E-mailアドレス = email
        ＴＥＬ = phone
        担当営業 = owner
        温度感 : text
        メルマガ可否 = opt_out|kept < flag"""),
    Export("セミナーアンケート Forms 6", "google_forms", "leads|activities", """
        タイムスタンプ = acquired_at|occurred_at
        御社名をご入力ください = company
        ご所属部署 = department|kept
        お名前をご入力ください = name
        メールアドレスをご入力ください = email
        本日のセミナーの満足度を教えてください : number
        ご検討状況をお選びください : text
        個別相談を希望されますか？ : flag
        ご意見・ご感想をご自由にお書きください = note"""),
    Export("SFA 案件 独自 6", None, "deals", """
        案件番号 = external_id < id
        得意先名 = company
        案件名称 = name
        案件担当 = owner
        案件確度 : text
        提案金額（税抜） = amount
        受注予定年月 = closed_at|kept < date
        案件ステータス = outcome
        失注要因 = lost_reason
        案件登録日 = opened_at"""),
    Export("Pipedrive activities 6", "pipedrive", "activities", """
        Activity - ID = external_id
        Activity - Type = activity
        Activity - Subject = content|kept < text
        Activity - Due date = occurred_at
        Activity - Done = outcome|kept < flag
        Person - Name = name|kept
        Person - Email - Work = email|kept
        Organization - Name = company|kept
        Deal - Title : text"""),
    Export("Close activities calls 6", None, "activities", """
        id = external_id|kept < id
        lead_id = lead_external_id
        contact_name = name
        direction : text
        duration : number
        date_created = occurred_at
        disposition = outcome < status
        note = note
        user_name = owner|kept"""),
    Export("Streak / Notion deals 6", None, "deals", """
        Name = name
        Stage = outcome
        Deal Size = amount
        Close Date = closed_at
        Company = company
        Owner = owner
        Created = opened_at
        Loss Reason = lost_reason"""),
    Export("HubSpot tickets like 問合せ 6", None, "leads", """
        受付No : id
        問合せ日時 = acquired_at
        問合せ種別 : text
        会社・団体名 = company
        ご担当者名 = name
        メール = email
        電話 = phone
        問合せ内容 = note
        回答者 : person
        対応完了日 : date"""),
    Export("LinkedIn Campaign leads 6", None, "leads", """
        Lead ID = external_id
        Lead Created At = acquired_at
        Campaign Name = campaign
        Form Name = first_content < content
        First Name = first_name
        Last Name = last_name
        Work Email = email
        Company Name = company
        Job Title = title
        Company Size = employees
        Country/Region : text"""),
    Export("Facebook ads ja 6", "meta_ads", "costs", """
        レポート開始日 = month < date
        キャンペーン名 = campaign
        リーチ : number
        インプレッション : number
        消化金額 (JPY) = amount < cost
        結果 : number
        結果の単価 : number"""),
    Export("引継ぎ一覧 6", None, "handovers", """
        引継日 = handed_at
        リードID = lead_external_id
        会社名 = company
        引継先担当 = owner|kept
        受入/差戻 = decision
        差戻し理由 = reason
        初回アプローチ日 = contacted_at < date"""),
    Export("動画視聴ログ 6", None, "activities", """
        視聴者メール = email
        視聴者名 = name
        動画タイトル = content
        視聴開始日時 = occurred_at
        視聴時間(秒) : number
        完了率 : number"""),
    Export("Act-On leads 6", None, "leads", """
        E-mail Address = email
        First Name = first_name
        Last Name = last_name
        Company = company
        Title = title
        Business Phone = phone
        Lead Score : number
        Creation Date = acquired_at
        Unsubscribed = opt_out
        Owner = owner"""),
    Export("GetResponse 6", None, "leads", """
        Name = name
        Email = email
        Campaign = campaign
        Subscribed on = acquired_at
        Source = source
        Engagement score : number
        Last message opened on : date"""),
    Export("Streamly webinar ja コクリポ 6", None, "activities", """
        氏名 = name
        メールアドレス = email
        会社名 = company
        入室日時 = occurred_at
        退室日時 : date
        滞在時間 : time
        アンケート1 : text"""),
)  # fmt: skip
