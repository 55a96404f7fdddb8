"""Which tool wrote a list, told by headings only that tool uses; the tool's name is the name space of its ids."""

from collections.abc import Sequence

from funneldesk.files.headings import normal_heading

#: Tool -> sets of headings; one set wholly present is enough. More telling tools stand first.
_SIGNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("eight", ("Eightでつながっている人", "再データ化中の名刺")),
    ("linkedin", ("Connected On|Position|Company", "Connected On|First Name|Last Name")),
    ("pipedrive", ("Person - Name", "Deal - Title", "Activity - Subject", "Organization - Name")),
    ("google_contacts", ("E-mail 1 - Value", "Phonetic First Name|Given Name", "Organization Title|Organization Name")),
    (
        "hubspot",
        (
            "Record ID|Lifecycle Stage", "Record ID|Contact owner", "Record ID|Deal Name", "Record ID|Deal owner",
            "Record ID|Company owner", "Associated Company IDs", "Associated Contact IDs", "Associated Deal IDs",
            "レコードID|ライフサイクルステージ", "レコードID|コンタクト担当者", "レコードID|取引名", "Original Traffic Source|Record ID",
            "関連コンタクトID|取引名", "Lifecycle Stage|Lead Status", "Became a Marketing Qualified Lead Date",
        ),
    ),
    (
        "salesforce",
        (
            "Company / Account", "Lead ID|Lead Owner|Lead Status|Create Date", "LeadSource|AccountId", "Opportunity ID|Opportunity Name",
            "Opportunity Owner|Opportunity Name", "商談名|取引先名|フェーズ|商談 所有者", "取引先責任者ID|取引先名", "リード ID|リード 所有者",
            "Account Name|Opportunity Name", "会社名/取引先名|リード 所有者", "HasOptedOutOfEmail", "IsConverted|Company",
            "商談 所有者|商談名", "Lead Source|Rating|Lead Owner",
        ),
    ),
    (
        "zoho",
        (
            "LEADID|Lead Owner", "Potential Name|Potential Owner", "CONTACTID|Contact Owner", "CAMPAIGNID|Campaign Name",
            "TASKID|Call Start Time", "POTENTIALID", "EVENTID|Event Owner", "Record Id|Lead Owner|Created Time", "SEMODULE",
        ),
    ),
    ("sansan", ("人物ID|名刺所有者", "SOC|SLC", "CI人物ID", "名刺ID|名刺所有者", "Sansan人物ID", "名刺所有者ユーザID")),
    ("bales", ("リードステージ|リード所有者|リードURL",)),
    ("satori", ("SATORI ID", "苗字(ふりがな)|名前(ふりがな)", "苗字|名前|スター", "ハウスリストID", "リードスコア|ハッシュ")),
    ("bownow", ("BowNow ID", "Cookie ID|ABMテンプレート", "クッキーID|リード種別", "ABMテンプレート")),
    ("mautic", ("Mautic ID", "points|date_added", "firstname|lastname|points", "firstname|lastname|ip", "preferred_profile_image",
                "date_identified|last_active", "stage|points|owner_id")),
    ("marketo", ("Marketo Unique Code", "Marketo SFDC Id", "marketoGUID", "Lead Score|Acquisition Program")),
    ("pardot", ("Pardot ID", "プロスペクトID|プロスペクト名", "Prospect Id|Pardot Score", "Pardot スコア")),
    ("mazrica", ("Senses案件ID", "案件ID|取引先|フェーズ|確度", "Mazrica ID")),
    ("kintone", ("レコード番号|更新者|作成者", "レコード番号|作成日時|更新日時", "Record number|Created by|Updated by", "レコードの開始行")),
    ("kairos", ("リードのスコア|リードの取得日",)),
    ("listfinder", ("ListFinder ID", "リストファインダーID")),
    ("outlook", ("電子メール アドレス|勤務先 電話", "E-mail Address|Business Phone", "電子メール アドレス|会社名", "Email Address|Business Fax")),
    ("google_forms", ("タイムスタンプ|メールアドレス", "タイムスタンプ|会社名", "タイムスタンプ|お名前", "Timestamp|Email Address", "タイムスタンプ|氏名")),
    ("zoom", ("参加者名|参加時刻", "ユーザー名 (元の名前)|メール", "Attended|User Name (Original Name)|Registration Time", "登録時間|承認ステータス")),
    ("google_ads", ("キャンペーン|表示回数|クリック数|費用", "Campaign|Impr.|Cost", "Campaign|Clicks|Cost")),
    ("meta_ads", ("キャンペーン名|消化金額 (JPY)", "Campaign name|Amount spent (JPY)")),
)  # fmt: skip


def recognised_tool(headings: Sequence[str]) -> str | None:
    """Return the name of the tool that wrote a list with these headings, None if no tool is recognised."""
    present = {normal_heading(heading) for heading in headings}
    for tool, signs in _SIGNS:
        if any({normal_heading(word) for word in sign.split("|")} <= present for sign in signs):
            return tool
    return None
