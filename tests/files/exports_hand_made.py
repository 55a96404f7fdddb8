"""Lists as people make them in Excel, and exports of smaller tools, with Japanese headings."""

from tests.files.exports import Export

HAND_MADE = (
    Export("展示会リスト", None, "leads", """
        No. : number
        御社名 = company
        ご所属 = department
        お役職 = title
        ご芳名 = name
        E-Mail = email
        TEL = phone
        ご来場日 = acquired_at
        ご興味のある製品 : words
        当社対応者 : person
        ランク : text"""),
    Export("Peatix 参加者", None, "leads", """
        お申し込みID : id
        氏名 = name
        メールアドレス = email
        申込日時 = acquired_at
        チケット名 : text
        会社名 = company
        チェックイン : flag"""),
    Export("MA 行動ログ", None, "activities", """
        リードID = lead_external_id
        メールアドレス = email
        アクセス日時 = occurred_at
        行動種別 = activity
        ページタイトル = content
        ページURL : url
        参照元 : text"""),
    Export("メール配信結果", None, "activities", """
        メールアドレス = email
        配信名 = content|campaign
        開封日時 = occurred_at
        反応 = activity"""),
    Export("架電リスト", None, "activities", """
        架電日時 = occurred_at
        会社名 = company
        氏名 = name
        電話番号 : tel
        架電結果 = outcome < status
        架電者 : person
        架電内容 = note"""),
    Export("引き渡し管理", None, "handovers", """
        トスアップ日 = handed_at
        会社名 = company
        氏名 = name
        メールアドレス = email
        IS担当 : person
        営業担当 = owner
        営業判断 = decision
        判断日 = decided_at < date
        見送り理由 = reason
        申し送り事項 = comment < note"""),
    Export("コンテンツ台帳", None, "contents", """
        コンテンツ名 = content
        種別 = type
        検討フェーズ = phase
        テーマ = theme
        公開日 = published_at
        URL = url
        制作費 = cost"""),
    Export("広告費", None, "costs", """
        年月 = month
        媒体 = source
        キャンペーン = campaign
        費用 = amount"""),
    Export("案件一覧 Excel", None, "deals", """
        案件No. = external_id
        顧客名 = company
        件名 = name
        初回商談日 = opened_at
        受注確度 : text
        商談状況 = outcome
        見積金額 : money
        受注金額 = amount
        受注日 = won_at
        失注理由 = lost_reason
        担当営業 = owner"""),
    Export("b→dash リード", None, "leads", """
        顧客ID = external_id
        氏名(姓) = last_name
        氏名(名) = first_name
        メールアドレス1 = email
        勤務先会社名 = company
        勤務先電話番号 = phone
        部署名 = department
        役職名 = title
        リード獲得日 = acquired_at
        獲得チャネル = source
        メルマガ配信許諾 = opt_out < flag
        担当営業 = owner"""),
    Export("Microsoft Dynamics リード", None, "leads", """
        (変更しない) 潜在顧客 = external_id
        名前 = name
        トピック : text
        状態の理由 = stage
        作成日 = acquired_at
        会社名 = company
        電子メール = email
        勤務先電話 = phone"""),
    Export("法人リスト", None, "leads", """
        法人番号 = corporate_number
        商号又は名称 = company
        都道府県 = prefecture
        市区町村 : address
        業種 = industry
        資本金 : money
        従業員数 = employees
        代表電話番号 = phone"""),
    Export("MQL リスト", None, "leads", """
        No : number
        企業名 = company
        ご担当者名 = name
        メール = email
        リード獲得経路 = source
        リード獲得日 = acquired_at
        MQL化日 = mql_at
        商談化日 = deal_at
        受注日 = won_at
        失注日 = lost_at
        現在のステータス = stage
        備考 = note"""),
)  # fmt: skip
