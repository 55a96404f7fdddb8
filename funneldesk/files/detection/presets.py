"""Which tool wrote a list, and which of its lists it is, told by headings only that tool uses.

The tool's name is the name space of the ids in its lists: see `name_space`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from funneldesk.domain.fields import Kind
from funneldesk.domain.leads.records import contacts_system
from funneldesk.files.detection.headings import normal_heading

#: What people call the tools.
TOOL_NAMES: Mapping[str, str] = {
    "eight": "Eight", "linkedin": "LinkedIn", "pipedrive": "Pipedrive", "google_contacts": "Google Contacts",
    "hubspot": "HubSpot", "salesforce": "Salesforce", "zoho": "Zoho CRM", "sansan": "Sansan", "bales": "BALES CLOUD",
    "satori": "SATORI", "bownow": "BowNow", "mautic": "Mautic", "marketo": "Marketo", "pardot": "Account Engagement (Pardot)",
    "mazrica": "Mazrica", "kintone": "kintone", "kairos": "Kairos3", "listfinder": "List Finder", "outlook": "Outlook",
    "google_forms": "Google Forms", "zoom": "Zoom", "google_ads": "Google Ads", "meta_ads": "Meta", "mailchimp": "Mailchimp",
    "google_analytics": "Google Analytics", "search_console": "Search Console", "leadsquared": "LeadSquared", "eloqua": "Eloqua", "dynamics": "Dynamics 365", "microsoft_forms": "Microsoft Forms",
}  # fmt: skip

#: Tool, kind of list (None: whatever the columns say) and sets of headings; one set wholly present is enough.
#: "=": just as the tool writes them, in its own case. More telling signs stand first.
_SIGNS: tuple[tuple[str, Kind | None, tuple[str, ...]], ...] = (
    ("eight", "leads", ("Eightでつながっている人", "再データ化中の名刺", "会社名|部署名|役職|e-mail|TEL会社|TEL部門|TEL直通|名刺交換日")),
    ("linkedin", "leads", ("Connected On|Position|Company", "Connected On|First Name|Last Name")),
    ("google_contacts", "leads", ("E-mail 1 - Value", "Phonetic First Name|Given Name", "Organization Title|Organization Name")),
    ("pipedrive", "activities", ("=Activity - Subject", "=Activity - Due date|Activity - Done", "アクティビティ - 件名")),
    ("pipedrive", "deals", ("=Deal - Title|Deal - Status", "=Deal - Title|Deal - Value", "=Deal - Title|Deal - Stage", "=Deal - Title*", "取引 - タイトル")),
    ("pipedrive", "leads", ("=Person - Name|Organization - Name", "=Person - Name|Person - Email", "=Person - Name|Person - Owner", "=Person - Name*",
                           "=Lead - Title", "人 - 名前")),
    ("meta_ads", "leads", ("ad_id|form_name", "adset_name|form_id")),
    ("zoho", "leads", ("LEADID|Lead Owner|Created Time", "CONTACTID|Contact Owner", "Record Id|Lead Owner|Created Time", "Lead Owner.id",
                       "Record Id|Contact Owner|Created Time", "見込み客の担当者|見込み客のステータス", "連絡先の担当者.id", "レコードID|連絡先の担当者", "ACCOUNTID|Account Owner")),
    ("zoho", "deals", ("Potential Name|Potential Owner", "Deal Owner.id", "Record Id|Deal Name|Closing Date", "商談の担当者|総額|完了予定日")),
    ("zoho", "activities", ("TASKID|Call Start Time", "EVENTID|Event Owner", "SEMODULE", "Call Owner.id")),
    ("zoho", "costs", ("CAMPAIGNID|Campaign Name|Actual Cost",)),
    ("zoho", None, ("CAMPAIGNID|Campaign Name|Type|Status", "POTENTIALID")),
    (
        "hubspot", "deals",
        ("Record ID|Deal Name", "Record ID|Deal owner", "レコードID|取引名", "関連コンタクトID|取引名", "Deal Name|Deal Stage|Pipeline",
         "取引名|取引ステージ|パイプライン"),
    ),
    (
        "hubspot", "leads",
        ("Record ID - Contact", "レコードID - コンタクト", "レコードID - Contact", "Record ID|Lifecycle Stage", "Record ID|Contact owner", "Record ID|Company owner", "レコードID|ライフサイクルステージ",
         "レコードID|コンタクト担当者", "レコードID|コンタクト所有者", "レコードID|会社の担当者", "レコードID|会社の所有者", "Original Traffic Source|Record ID",
         "Lifecycle Stage|Lead Status", "Became a Marketing Qualified Lead Date", "Marketing contact status",
         "マーケティングコンタクトのステータス", "レコードID|会社のドメイン名", "Record ID|Company Domain Name"),
    ),
    ("hubspot", "activities", ("Recipient|Event type|Portal ID", "Recipient|Event created|Email name")),
    ("hubspot", None, ("Associated Company IDs", "Associated Contact IDs", "Associated Deal IDs", "関連会社ID", "関連コンタクトID")),
    ("bales", "leads", ("リードステージ|リード所有者|リードURL",)),
    (
        "salesforce", "activities",
        ("Member Status|Campaign Name", "メンバーの状況|キャンペーン名", "メンバー状況|キャンペーン名", "任命先|件名", "割り当て先|件名", "Assigned|Subject|Date",
         "WhoId|ActivityDate", "CampaignId|LeadId|Status", "Member First Responded Date"),
    ),
    (
        "salesforce", "deals",
        ("Opportunity ID|Opportunity Name|Stage", "Opportunity Owner|Opportunity Name", "商談名|取引先名|フェーズ|商談 所有者", "商談 所有者|商談名",
         "Account Name|Opportunity Name", "StageName|CloseDate", "IsWon|IsClosed", "=商談 ID|商談名|フェーズ", "取引先名|商談名|フェーズ|完了予定日"),
    ),
    (
        "salesforce", "leads",
        ("Company / Account", "会社 / 取引先", "Lead ID|Lead Owner|Lead Status|Create Date", "LeadSource|AccountId", "取引先責任者ID|取引先名",
         "取引先責任者ID", "リード ID|リード 所有者", "リード 所有者|リード 状況", "リード 所有者|リードソース", "会社名/取引先名|リード 所有者",
         "HasOptedOutOfEmail", "IsConverted|Company", "Contact ID|Account Name", "取引先責任者 ID|取引先名", "Lead Source|Rating|Lead Owner", "取引先 所有者|取引先名", "Account Owner|Account Name|Billing City"),
    ),
    ("sansan", "leads", ("人物ID|名刺所有者", "SOC|SLC", "CI人物ID", "名刺ID|名刺所有者", "Sansan人物ID", "名刺所有者ユーザID", "名刺ID|名刺交換日")),
    ("satori", "leads", ("SATORI ID", "苗字(ふりがな)|名前(ふりがな)", "苗字|名前|スター", "ハウスリストID", "リードスコア|ハッシュ", "カスタマーID|苗字")),
    ("bownow", "leads", ("BowNow ID", "Cookie ID|ABMテンプレート", "クッキーID|リード種別", "ABMテンプレート", "リード種別|初回訪問日時")),
    ("mautic", "leads", ("Mautic ID", "points|date_added", "firstname|lastname|points", "preferred_profile_image",
                         "date_identified|last_active", "stage|points|owner_id", "=firstname|lastname|email|company|country")),
    ("marketo", "activities", ("marketoGUID|activityDate", "marketoGUID|leadId")),
    ("marketo", "leads", ("Marketo Unique Code", "Marketo SFDC Id", "marketoGUID", "Lead Score|Acquisition Program", "Marketing Suspended|Unsubscribed")),
    ("leadsquared", "leads", ("Prospect ID|Lead Number|Lead Origin",)),
    ("pardot", "leads", ("Pardot ID", "プロスペクトID", "Prospect Id|Grade", "Pardot Score", "Pardot スコア", "Prospect Account|Grade")),
    ("mazrica", "deals", ("Senses案件ID", "案件ID|取引先|フェーズ|確度", "案件ID|案件タイプ|フェーズ")),
    ("mazrica", None, ("Mazrica ID", "アクションID|アクション種別")),
    ("kintone", None, ("レコード番号|更新者|作成者", "レコード番号|作成日時|更新日時", "Record number|Created by|Updated by", "レコードの開始行")),
    ("dynamics", None, ("(Do Not Modify) Row Checksum", "(変更不可) 行チェックサム")),
    ("microsoft_forms", None, ("ID|開始時刻|完了時刻|メール|名前", "ID|Start time|Completion time|Email|Name")),
    ("kairos", "leads", ("リードのスコア|リードの取得日",)),
    ("listfinder", "leads", ("ListFinder ID", "リストファインダーID")),
    ("mailchimp", "leads", ("MEMBER_RATING|OPTIN_TIME", "LEID|EUID")),
    ("eloqua", "leads", ("Eloqua Contact ID",)),
    ("outlook", "leads", ("電子メール アドレス|勤務先 電話", "E-mail Address|Business Phone|Mobile Phone", "電子メール アドレス|会社名", "Email Address|Business Fax")),
    ("google_forms", None, ("タイムスタンプ", "Timestamp|Email Address", "Timestamp|Name")),
    ("zoom", "activities", ("参加者名|参加時刻", "ユーザー名 (元の名前)|参加時間", "ユーザー名 (元の名前)|参加時刻", "User Name (Original Name)|Join Time",
                            "Name (Original Name)|Join Time", "名前(元の名前)|参加時刻")),
    ("zoom", None, ("ユーザー名 (元の名前)|メール", "Attended|User Name (Original Name)|Registration Time", "登録時間|承認ステータス",
                    "Registration Time|Approval Status")),
    (
        "google_analytics", "contents",
        ("ページ タイトルとスクリーン クラス|表示回数", "ページ パスとスクリーン クラス|表示回数",
         "Page title and screen class|Views", "Page path and screen class|Views"),
    ),
    ("search_console", "contents", ("上位のページ|クリック数", "Top pages|Clicks|Impressions")),
    ("google_ads", "costs", ("キャンペーン|表示回数|クリック数|費用", "Campaign|Impr.|Cost", "Campaign|Clicks|Cost")),
    ("meta_ads", "costs", ("キャンペーン名|消化金額", "Campaign name|Amount spent")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recognised:
    """The tool that wrote a list, and the kind of list if its headings tell that too."""

    tool: str | None = None
    kind: Kind | None = None


def recognise(headings: Sequence[str]) -> Recognised:
    """Return what the headings of a list tell of its origin."""
    written, present = set(headings), {normal_heading(heading) for heading in headings}
    for tool, kind, signs in _SIGNS:
        for sign in signs:
            words = sign.removeprefix("=").split("|")
            if (
                written.issuperset(words)
                if sign[0] == "="
                else present.issuperset(map(normal_heading, words))
            ):
                return Recognised(tool, kind)
    return Recognised()


def recognised_tool(headings: Sequence[str]) -> str | None:
    """Return the name of the tool that wrote a list with these headings, None if no tool is recognised."""
    return recognise(headings).tool


#: Each of their tables counts its rows anew: the number alone does not say which table is meant.
_NUMBERED_BY_TABLE = frozenset(
    {"kintone", "google_forms", "microsoft_forms", "zoom", "google_ads", "google_analytics", "search_console"}
)


def name_space(tool: str | None, id_heading: str | None, *, only_companies: bool) -> str | None:
    """Return the name space of a list's ids, None for one of its own.

    A company's number is no person's number, and Zoho counts contacts apart from leads.
    """
    if tool is None or tool in _NUMBERED_BY_TABLE:
        return None
    if only_companies:
        return f"{tool}-companies"
    if is_contact_id(id_heading or ""):
        return contacts_system(tool)
    return tool


def is_contact_id(heading: str) -> bool:
    """Whether a heading is of the id of a contact."""
    return normal_heading(heading).startswith(("contact", "連絡先"))
