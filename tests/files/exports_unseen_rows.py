"""Exports judged before they were tried: what nobody had listed is told by the sense of headings and by cells."""

from tests.files.exports import Export

UNSEEN_ROWS = (
    Export(
        "b→dash 顧客データ",
        None,
        "leads",
        """
        b→dash ID = external_id
        メールアドレス = email
        氏名 = name
        企業名 = company
        部署名 = department
        役職名 = title
        電話番号 = phone < tel
        業種 = industry
        流入元メディア = source < text
        初回CV日時 = acquired_at < begun
        初回CVコンテンツ = first_content < content
        最終アクセス日時 : updated_at
        スコア合計 : number
        メール配信ステータス = opt_out|kept < text""",
    ),
    Export(
        "SHANON セミナー来場",
        None,
        "activities",
        """
        セミナーID : external_id
        セミナー名 = content < text
        開催日時 = occurred_at|kept < begun
        申込番号 = external_id
        申込日時 = occurred_at|kept < acquired_at
        来場ステータス = activity < attendance
        来場日時 = occurred_at|kept < begun
        会員番号 = lead_external_id < external_id
        姓 = last_name
        名 = first_name
        会社名 = company
        部署 : department
        役職 : title
        E-mail = email
        TEL : tel""",
    ),
    Export(
        "Kairos3 行動",
        None,
        "activities",
        """
        日時 = occurred_at < begun
        リードID = lead_external_id < external_id
        リード名 = name
        会社名 = company
        メールアドレス = email
        タイムラインの種類 = activity < attendance
        タイトル = content
        URL : url
        獲得スコア : number""",
    ),
    Export(
        "HubSpot engagements ja",
        None,
        "activities",
        """
        アクティビティー日 = occurred_at < begun
        アクティビティータイプ = activity < attendance
        アクティビティーの担当者 = owner|kept < person
        アクティビティーの結果 = outcome|kept < text
        アクティビティーの内容 = content|note < note
        関連するコンタクト = name
        関連するコンタクトID = lead_external_id < external_id
        関連する会社 = company
        レコードID = external_id""",
    ),
    Export(
        "Salesforce キャンペーンメンバー 3",
        "salesforce",
        "activities",
        """
        キャンペーン名 = campaign
        キャンペーン ID : external_id
        メンバーの種別 : text
        メンバーの状況 = activity < attendance
        最初のレスポンス日 = occurred_at
        メンバーの作成日 = occurred_at|kept < occurred_at
        氏名 = name
        役職 : title
        会社名 = company
        メール = email
        電話 : tel
        取引先責任者 ID = contact_external_id|lead_external_id < external_id
        リード ID = lead_external_id < external_id""",
    ),
    Export(
        "Knowledge Suite 営業報告",
        None,
        "activities",
        """
        報告日 = occurred_at|kept < occurred_at
        訪問日時 = occurred_at < begun
        顧客名 = company
        先方担当者 = name
        営業手段 = activity < attendance
        商談名 : deal_name
        報告内容 = note
        次回アクション : text
        報告者 = owner|kept < person
        コメント数 : number""",
    ),
    Export(
        "Bizibl 参加者",
        None,
        "activities",
        """
        イベント名 = campaign|content < text
        申込日時 = occurred_at|kept < acquired_at
        氏名 = name
        メールアドレス = email
        会社名 = company
        部署名 : department
        電話番号 : tel
        参加ステータス = activity < attendance
        視聴開始日時 = occurred_at < begun
        視聴時間（分） : number
        アンケート回答 : text
        資料ダウンロード : text""",
    ),
    Export(
        "Cocripo",
        None,
        "activities",
        """
        ウェビナー名 = content < text
        名前 = name
        メールアドレス = email
        会社名 = company
        入室日時 = occurred_at < begun
        退室日時 : ended
        滞在時間 : time
        チャット発言数 : number
        アンケート回答 : text
        集客チャネル = campaign|source|kept < text""",
    ),
    Export(
        "GA4 ページ",
        "google_analytics",
        "contents",
        """
        ページ タイトルとスクリーン クラス = content|title < text
        表示回数 : number
        アクティブ ユーザー : number
        アクティブ ユーザーあたりのビュー : number
        平均エンゲージメント時間 : number
        イベント数 : number
        キーイベント : number""",
    ),
    Export(
        "ITreview リード",
        None,
        "leads",
        """
        リード発生日時 = acquired_at < begun
        リード種別 : text
        対象製品 = first_content|kept < text
        会社名 = company
        部署 = department
        役職 = title
        氏名 = name
        メールアドレス = email
        電話番号 = phone < tel
        従業員規模 = employees
        業種 = industry
        導入検討時期 : text
        検討状況 : text""",
    ),
    Export(
        "アスピック",
        None,
        "leads",
        """
        請求日 = acquired_at < occurred_at
        資料名 = first_content < text
        貴社名 = company
        ご担当者名 = name
        ご所属 = department
        お役職 = title
        TEL = phone < tel
        E-mail = email
        ご検討状況 : text
        ご質問・ご要望など = note""",
    ),
    Export(
        "帝国データバンク COSMOS2",
        None,
        "leads",
        """
        TDB企業コード = external_id
        法人番号 = corporate_number
        商号 = company
        商号カナ : kana
        郵便番号 : zip
        所在地 = prefecture|kept < address
        電話番号 = phone < tel
        代表者氏名 : name
        資本金(千円) : money
        従業員数 = employees
        主業コード : external_id
        主業 = industry
        売上高(百万円) : number
        決算期 : month
        評点 : number""",
    ),
    Export(
        "Webex attendee",
        None,
        "activities",
        """
        Attended = activity < attendance
        First Name = first_name
        Last Name = last_name
        Email Address = email
        Company = company
        Title : title
        Phone : tel
        Registration Date : acquired_at
        Join Time = occurred_at < begun
        Leave Time : ended
        Attendance Duration (min) : number
        Registration Status : text""",
    ),
    Export(
        "ネクプロ 視聴ログ",
        None,
        "activities",
        """
        セミナーID : external_id
        セミナータイトル = content < text
        ユーザーID = lead_external_id|kept < external_id
        氏名 = name
        会社名 = company
        メールアドレス = email
        申込日時 : acquired_at
        視聴有無 = activity < attendance
        初回視聴開始日時 = occurred_at < begun
        総視聴時間 : time
        視聴率 : number
        アンケート回答日時 : ended""",
    ),
    Export(
        "Salesforce キャンペーン",
        None,
        "costs|contents",
        """
        キャンペーン名 = campaign|content|title < text
        種別 = source|type|kept < text
        状況 : text
        開始日 = month|published_at < occurred_at
        終了日 : updated_at
        予算コスト : cost
        実際のコスト = amount|cost < cost
        見込み収益 : cost
        キャンペーン内のリード数 : number
        商談数 : number""",
    ),
    Export(
        "発注ナビ",
        None,
        "leads|deals",
        """
        案件番号 = external_id
        紹介日 = acquired_at|opened_at < occurred_at
        案件名 = first_content|name|kept < text
        企業名 = company
        担当者名 = name|kept < name
        担当者メールアドレス = email
        担当者電話番号 = phone|kept < tel
        想定予算 = amount|kept < cost
        商談ステータス = outcome|stage < text
        失注理由 = lost_reason|kept < text""",
    ),
    Export(
        "LinkedIn Ads cost",
        None,
        "costs",
        """
        Start Date (in UTC) = month < published_at
        Account Name : text
        Campaign Name = campaign
        Campaign Type : text
        Total Spent = amount < number
        Impressions : number
        Clicks : number
        Average CTR : number
        Leads : number""",
    ),
)
