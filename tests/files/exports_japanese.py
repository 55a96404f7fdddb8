"""Exports with Japanese headings."""

from tests.files.exports import Export

JAPANESE = (
    Export("HubSpot コンタクト", "hubspot", "leads", """
        レコードID = external_id
        名 = first_name
        姓 = last_name
        Eメール = email
        電話番号 = phone
        コンタクト担当者 = owner
        最終アクティビティー日 : date
        リードステータス : status
        マーケティングコンタクトのステータス : status
        作成日 = acquired_at
        関連会社 = company
        ライフサイクルステージ = stage
        役職 = title
        元のトラフィックソース = source
        都道府県/地域 = prefecture
        従業員数 = employees
        業種 = industry
        最終更新日 = updated_at
        「マーケティング クオリファイド リード」になった日付 = mql_at
        全てのEメールの配信停止 = opt_out"""),
    Export("HubSpot 会社", "hubspot", "leads", """
        レコードID = external_id
        会社名 = company
        会社のドメイン名 : url
        会社の担当者 = owner
        作成日 = acquired_at
        電話番号 = phone
        業種 = industry
        都道府県/地域 = prefecture
        従業員数 = employees"""),
    Export("HubSpot 取引", "hubspot", "deals", """
        レコードID = external_id
        取引名 = name
        取引ステージ = outcome
        クローズ日 = closed_at
        取引担当者 = owner
        金額 = amount
        パイプライン : text
        作成日 = opened_at
        クローズした失注理由 = lost_reason
        関連会社 = company
        関連コンタクトID = lead_external_id"""),
    Export("Salesforce リードレポート", "salesforce", "leads", """
        リード 所有者 = owner
        名 = first_name
        姓 = last_name
        役職 = title
        会社 / 取引先 = company
        リードソース = source
        評価 : text
        町名・番地 : address
        メール = email
        電話 = phone
        リード 状況 = stage
        都道府県 = prefecture
        作成日 = acquired_at
        最終更新日 = updated_at
        取引の開始日 = deal_at
        メール送信除外 = opt_out"""),
    Export("Salesforce 商談レポート", "salesforce", "deals", """
        商談 所有者 = owner
        取引先名 = company
        商談名 = name
        フェーズ = outcome
        会計期間 : text
        金額 = amount
        期待収益 : money
        確度 (%) : number
        経過日数 : number
        完了予定日 = closed_at
        作成日 = opened_at
        次のステップ : text
        リードソース : source
        種別 : text
        失注理由 = lost_reason"""),
    Export("Salesforce 取引先責任者", "salesforce", "leads", """
        取引先責任者 ID = external_id
        取引先 所有者 = owner
        取引先名 = company
        姓 = last_name
        名 = first_name
        部署 = department
        役職 = title
        電話 = phone
        携帯 : tel
        メール = email
        郵送先(都道府県) = prefecture
        リードソース = source
        作成日 = acquired_at
        最終更新日 = updated_at"""),
    Export("Salesforce キャンペーンメンバー", "salesforce", "activities", """
        キャンペーン名 = campaign|content
        会社名 = company
        役職 : title
        名 = first_name
        姓 = last_name
        メール = email
        メンバーの状況 = activity < attendance
        メンバーの最初の関連付け日 = occurred_at
        リード/取引先責任者 ID = lead_external_id"""),
    Export("Salesforce 活動レポート", "salesforce", "activities", """
        任命先 : person
        件名 = content
        日付 = occurred_at
        種別 = activity
        状況 : status
        会社名/取引先名 = company
        取引先責任者/リード = name
        コメント = note"""),
    Export("Salesforce 取引先", "salesforce", "leads", """
        取引先 ID = external_id
        取引先 所有者 = owner
        取引先名 = company
        種別 : text
        業種 = industry
        従業員数 = employees
        年間売上 : money
        請求先(都道府県) = prefecture
        電話 = phone
        Web サイト : url"""),
    Export("kintone 顧客管理", "kintone", "leads", """
        レコード番号 = external_id
        会社名 = company
        部署名 = department
        担当者名 = name
        TEL = phone
        FAX : tel
        メールアドレス = email
        郵便番号 : zip
        住所 : address
        備考 = note
        顧客ランク : text
        更新者 : person
        作成者 : person
        更新日時 = updated_at
        作成日時 = acquired_at"""),
    Export("kintone 案件管理", "kintone", "deals", """
        レコード番号 = external_id
        会社名 = company
        案件名 = name
        案件担当者名 = owner
        確度 : text
        商談フェーズ = outcome
        製品名 : text
        単価 : money
        数量 : number
        小計 : money
        合計金額 = amount
        受注予定日 = closed_at
        更新者 : person
        作成者 : person
        更新日時 : updated_at
        作成日時 = opened_at"""),
    Export("kintone 活動履歴", "kintone", "activities", """
        レコード番号 = external_id
        対応日時 = occurred_at
        会社名 = company
        顧客担当者名 = name
        対応方法 = activity
        対応内容 = note < note
        対応者 : person
        作成者 : person
        更新者 : person"""),
    Export("SATORI カスタマー", "satori", "leads", """
        ID = external_id
        メールアドレス = email
        会社名 = company
        部署名 = department
        役職 = title
        苗字 = last_name
        名前 = first_name
        苗字(ふりがな) : kana
        名前(ふりがな) : kana
        電話番号 = phone
        携帯電話番号 : tel
        FAX番号 : tel
        郵便番号 : zip
        住所 : address
        URL : url
        スコア : number
        スター : text
        メモ = note
        登録日時 = acquired_at
        最終アクセス日時 : date
        tags : words"""),
    Export("Sansan 名刺", "sansan", "leads", """
        名刺ID : id
        名刺交換日 = acquired_at
        名刺所有者 = owner
        人物ID = external_id
        会社名 = company
        部署 = department
        役職 = title
        氏名 = name
        氏名カナ : kana
        Email = email
        TEL = phone
        携帯 : tel
        FAX : tel
        郵便番号 : zip
        住所 : address
        URL : url
        業種(帝国データバンク大分類) = industry
        従業員数 = employees
        法人番号 = corporate_number
        タグ : words
        更新日時 = updated_at"""),
    Export("BowNow リード", "bownow", "leads", """
        BowNow ID = external_id
        会社名 = company
        部署名 = department
        役職 = title
        氏名 = name
        メールアドレス = email
        電話番号 = phone
        ステータス = stage
        リード種別 : text
        担当者 = owner
        ABMテンプレート : text
        流入元 = source
        初回訪問日時 = acquired_at
        最終訪問日時 : date
        配信停止 = opt_out"""),
    Export("Pardot プロスペクト", "pardot", "leads", """
        プロスペクトID = external_id
        名 = first_name
        姓 = last_name
        メール = email
        会社 = company
        役職 = title
        電話 = phone
        ソース = source
        キャンペーン = campaign
        スコア : number
        グレード : text
        作成日 = acquired_at
        更新日 = updated_at
        最終活動 : date
        メールオプトアウト = opt_out"""),
    Export("Mazrica 案件", "mazrica", "deals", """
        案件ID = external_id
        案件名 = name
        取引先 = company
        案件担当者 = owner
        案件タイプ : text
        フェーズ = outcome
        確度 : text
        契約金額 = amount
        契約予定日 = closed_at
        契約日 = won_at
        失注理由 = lost_reason
        登録日時 = opened_at
        流入経路 : source"""),
    Export("Mazrica アクション", "mazrica", "activities", """
        アクションID = external_id
        実施日時 = occurred_at
        アクション種別 = activity
        案件名 : text
        取引先 = company
        コンタクト = name
        メモ = note
        ユーザー : person"""),
    Export("Mazrica コンタクト", None, "leads", """
        コンタクトID = external_id
        取引先 = company
        姓 = last_name
        名 = first_name
        部署 = department
        役職 = title
        電話番号 = phone
        メールアドレス = email
        登録日時 = acquired_at"""),
    Export("Google フォーム セミナー申込", "google_forms", "leads", """
        タイムスタンプ = acquired_at
        メールアドレス = email
        お名前(フルネーム) = name
        貴社名 = company
        部署・役職 = department|title
        お電話番号 = phone
        当セミナーを何で知りましたか? = source
        現在の課題をお聞かせください : note
        個人情報の取り扱いに同意する : flag"""),
    Export("Google フォーム アンケート", "google_forms", "leads", """
        タイムスタンプ = acquired_at
        会社名を入力してください = company
        お名前を入力してください。 = name
        メールアドレスを入力してください = email
        満足度 : number"""),
    Export("Zoom 参加者", "zoom", "activities", """
        参加済み = activity < flag
        ユーザー名(元の名前) = name
        名 = first_name
        姓 = last_name
        メール = email
        参加時間 = occurred_at
        退出時間 : date
        セッション参加時間(分) : number"""),
)  # fmt: skip
