"""Exports of mail, form and event tools, judged before they were tried."""

from tests.files.exports import Export

UNSEEN_LISTS = (
    Export("Pardot prospects 5", "pardot", "leads", """
        Prospect Id = external_id
        First Name = first_name
        Last Name = last_name
        Email = email
        Company = company
        Job Title = title
        Score : number
        Grade : text
        Created Date = acquired_at
        Updated Date = updated_at
        Assigned User = owner
        Source = source
        Campaign = campaign
        Industry = industry
        Employees = employees
        Opted Out = opt_out
        Last Activity : date"""),
    Export("Pardot visitor activities 5", None, "activities", """
        id = external_id
        prospect_id = lead_external_id
        visitor_id : id
        type_name = activity
        details = content|note < content
        campaign_name = campaign
        created_at = occurred_at"""),
    Export("Marketo activities 5", "marketo", "activities", """
        marketoGUID = external_id
        leadId = lead_external_id
        activityDate = occurred_at
        activityTypeId = activity < number
        campaignId = campaign
        primaryAttributeValueId : id
        primaryAttributeValue = content|kept < content
        attributes : words"""),
    Export("SATORI カスタマー 5", "satori", "leads", """
        カスタマーID = external_id
        苗字 = last_name
        名前 = first_name
        メールアドレス = email
        会社名 = company
        部署名 = department
        役職 = title
        電話番号 = phone
        都道府県 = prefecture
        スコア : number
        タグ : words
        最終アクセス日時 : date
        登録日時 = acquired_at
        メール配信可否 = opt_out < flag"""),
    Export("BowNow フォーム 5", None, "leads|activities", """
        CV日時 = acquired_at|occurred_at
        フォーム名 = first_content|content < content
        会社名 = company
        氏名 = name
        メールアドレス = email
        電話番号 = phone|kept < phone
        ステータス = stage|kept < status
        流入元 = source|kept
        参照元URL : url"""),
    Export("SHANON リード 5", None, "leads", """
        リードID = external_id
        氏名_姓 = last_name
        氏名_名 = first_name
        セイ : kana
        メイ : kana
        会社名_正式 = company
        部署名 = department
        役職名 = title
        メールアドレス = email
        電話番号 = phone
        勤務先都道府県 = prefecture
        メール購読可否 = opt_out < flag
        初回獲得キャンペーン = campaign
        登録日時 = acquired_at
        更新日時 = updated_at"""),
    Export("SHANON セミナー申込 5", None, "activities", """
        申込ID = external_id
        セミナー名 = content
        開催日 : date
        申込日時 = occurred_at
        来場ステータス = activity < attendance
        氏名 = name
        会社名 = company
        メールアドレス = email"""),
    Export("Kairos3 フォーム 5", None, "leads|activities", """
        回答日時 = acquired_at|occurred_at
        フォーム名 = first_content|content < content
        お名前（姓） = last_name
        お名前（名） = first_name
        会社名 = company
        メールアドレス = email
        お問い合わせの内容 = note"""),
    Export("Sansan 5", "sansan", "leads", """
        名刺交換日 = acquired_at
        会社名 = company
        部署名 = department
        役職 = title
        姓 = last_name
        名 = first_name
        e-mail = email
        郵便番号 : zip
        住所 : address
        TEL = phone
        部門TEL : tel
        直通TEL : tel
        FAX : tel
        携帯電話 : tel
        URL : url
        名刺ID = external_id
        名刺所有者 = owner
        タグ : words
        メモ = note"""),
    Export("CAMCARD 5", None, "leads", """
        名前 = name
        会社 = company
        部署 = department
        役職 = title
        携帯 : tel
        電話 = phone
        FAX : tel
        メール = email
        住所 : address
        ウェブサイト : url
        作成日時 = acquired_at
        グループ : words
        メモ = note"""),
    Export("Brevo contacts 5", None, "leads", """
        CONTACT ID = external_id
        EMAIL = email
        FIRSTNAME = first_name
        LASTNAME = last_name
        SMS = phone|kept < tel
        COMPANY = company
        JOB_TITLE = title
        ADDED_TIME = acquired_at
        MODIFIED_TIME = updated_at"""),
    Export("SendGrid activity 5", None, "activities", """
        processed = occurred_at
        message_id : id
        event = activity < activity
        subject = content < content
        from : mail
        email = email
        url : url
        user_agent : text
        is_unique : flag
        reason : text"""),
    Export("Klaviyo profiles 5", None, "leads", """
        Email = email
        Klaviyo ID = external_id
        First Name = first_name
        Last Name = last_name
        Organization = company
        Title = title
        Phone Number = phone
        City : address
        State / Region = prefecture
        Email Marketing Consent : text
        Date Added = acquired_at
        Last Open : date
        Last Click : date"""),
    Export("Mailchimp campaign opens 5", None, "activities", """
        Email Address = email
        First Name = first_name
        Last Name = last_name
        Campaign Title = content|campaign < content
        Opens : number
        Opened At = occurred_at"""),
    Export("Eventbrite orders 5", None, "leads|activities", """
        Order # : id
        Order Date = acquired_at|occurred_at
        First Name = first_name
        Last Name = last_name
        Email = email
        Quantity : number
        Ticket Type : text
        Event Name = first_content|content|campaign < content
        Job Title = title|kept
        Company = company
        Attendee Status = activity|kept < attendance"""),
    Export("connpass 参加者 5", None, "activities", """
        受付番号 = external_id
        参加枠名 : text
        ユーザー名 : text
        表示名 = name < name
        参加ステータス : text
        出欠ステータス = activity < attendance
        更新日時 = occurred_at
        会社名 = company"""),
    Export("Teams webinar 5", None, "activities", """
        氏名 = name
        最初の参加 = occurred_at
        最後の退出 : date
        会議中の期間 : time
        メール = email
        参加者 ID (UPN) : mail
        役割 : text"""),
    Export("ON24 5", None, "leads|activities", """
        First Name = first_name
        Last Name = last_name
        Email = email
        Company = company
        Job Title = title|kept
        Registration Date = acquired_at|occurred_at
        Attended Live : flag
        Live Minutes : number
        Engagement Score : number
        Questions Asked : text"""),
    Export("Microsoft Forms 5", "microsoft_forms", "leads", """
        ID = external_id|kept < number
        開始時刻 : date
        完了時刻 = acquired_at
        メール = email < email
        名前 : empty
        会社名をご記入ください。 = company
        お名前をご記入ください。 = name
        ご役職をお聞かせください = title
        電話番号(ハイフンなし) = phone
        今後の情報提供を希望しますか？ = opt_out|kept < flag
        ご質問・ご要望があればご記入ください = note"""),
    Export("Contact Form 7 5", None, "leads", """
        your-name = name
        your-company = company
        your-email = email
        your-tel = phone
        your-message = note
        Submitted On = acquired_at
        Submitted From : url"""),
    Export("formrun 5", None, "leads", """
        ID = external_id < id
        ステータス = stage|kept < status
        担当者 = owner
        お名前 = name
        会社名 = company
        メールアドレス = email
        電話番号 = phone
        お問い合わせ項目 : text
        お問い合わせ内容 = note
        受信日時 = acquired_at
        流入元URL : url"""),
)  # fmt: skip
