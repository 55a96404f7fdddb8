"""What a marketer would say of the headings in data/headings: kind of list, tool, and what each column is.

`lists`: headings that stand for a whole list ("a/b" in the data are two lists); the rest of a line's headings are
kept under their own names.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Expected:
    """One line of headings.csv; `cells` are the contents of columns that need other cells than their fields'."""

    kind: str
    tool: str | None
    columns: dict[str, str]
    cells: dict[str, str] = field(default_factory=dict)


_CARD = {
    "会社名": "company", "部署名": "department", "役職": "title", "e-mail": "email", "TEL会社": "phone",
    "名刺交換日": "acquired_at",
}  # fmt: skip
_PERSON = {"First Name": "first_name", "Last Name": "last_name", "Email": "email"}

#: What the cells of columns kept under their own names look like, where that is more than some text.
OTHER_CELLS = {
    "郵便番号": "zip", "住所": "address", "Fax": "tel", "携帯電話": "tel", "TEL部門": "tel", "TEL直通": "tel", "URL": "url",
    "Mobile Phone Number": "tel", "Street": "address", "MailingStreet": "address", "Website URL": "url",
    "Webサイト": "url", "リードURL": "url", "Birthdate": "date", "Birthday": "date", "コール日時": "date",
    "Last Activity Date": "date", "Last Activity": "date", "設立年": "number", "資本金": "money", "website": "url",
    "points": "number", "zipcode": "zip", "Lead Owner: Manager": "person", "Activity - Assigned to user": "person",
    "Activity - Due time": "time", "Deal - Title": "deal_name", "Campaign Channel": "source",
}  # fmt: skip
#: By the beginning of the product's name in headings.csv.
EXPECTED: dict[str, Expected] = {
    "Eight (Sansan) card export, form A": Expected("leads", "eight", _CARD | {"氏名": "name"}),
    "Eight card export, form B": Expected("leads", "eight", _CARD | {"姓": "last_name", "名": "first_name"}),
    "Card-management tool": Expected(
        "leads", "sansan", {"会社名": "company", "部署名": "department", "役職": "title", "氏名": "name"}
    ),
    "same family": Expected(
        "leads",
        None,
        {
            "会社名": "company", "部署名": "department", "役職": "title", "氏名": "name", "TEL-1(1)": "phone",
            "Email(1)": "email", "対応状況": "stage",
        },
    ),
    "Sansan API fields": Expected(
        "leads",
        "sansan",
        {
            "名刺所有者": "owner", "会社名": "company", "人物ID": "external_id", "氏名": "name", "部署名": "department",
            "役職": "title", "E-mail": "email", "Tel": "phone",
        },
    ),
    "BALES CLOUD": Expected(
        "leads",
        "bales",
        {
            "会社名": "company", "電話": "phone", "担当者姓": "last_name", "担当者名": "first_name", "役職": "title",
            "部署": "department", "リードステージ": "stage", "リード所有者": "owner", "従業員規模": "employees", "業種": "industry",
            "都道府県": "prefecture", "リードID": "external_id",
        },
    ),
    "Account import": Expected(
        "leads",
        None,
        {"取引先ID(必須)": "external_id", "取引先名(必須)": "company", "電話番号": "phone", "業種": "industry", "従業員数": "employees"},
    ),
    "Outlook contacts (Japanese UI)": Expected(
        "leads",
        "outlook",
        {
            "姓": "last_name", "名": "first_name", "会社名": "company", "役職": "title", "電子メール アドレス": "email",
            "勤務先 電話": "phone",
        },
    ),
    "HubSpot contacts export": Expected(
        "leads",
        "hubspot",
        _PERSON | {
            "Record ID": "external_id", "Phone Number": "phone", "Job Title": "title", "Company Name": "company",
            "Contact owner": "owner", "Lifecycle Stage": "stage", "Create Date": "acquired_at",
        },
    ),
    "HubSpot companies export": Expected(
        "leads",
        "hubspot",
        {"Record ID": "external_id", "Company name": "company", "Company owner": "owner", "Create Date": "acquired_at"},
    ),
    "HubSpot deals export": Expected(
        "deals",
        "hubspot",
        {
            "Record ID": "external_id", "Deal Name": "name", "Deal Stage": "outcome", "Amount": "amount",
            "Deal owner": "owner",
        },
    ),
    "HubSpot import template": Expected(
        "leads",
        "hubspot",
        _PERSON | {
            "Phone": "phone", "Company": "company", "Job Title": "title", "Lifecycle Stage": "stage",
            "Lead Source": "source", "Notes": "note",
        },
    ),
    "Salesforce lead report export, long": Expected(
        "leads",
        "salesforce",
        _PERSON | {
            "Lead ID": "external_id", "Lead Owner": "owner", "Lead Status": "stage", "Phone": "phone",
            "Primary Campaign": "campaign", "Campaign Channel": "source", "Create Date": "acquired_at",
        },
    ),
    "Salesforce lead report export": Expected(
        "leads",
        "salesforce",
        _PERSON | {"Lead Owner": "owner", "Title": "title", "Company / Account": "company", "Lead Source": "source"},
    ),
    "Salesforce API names": Expected(
        "leads",
        "salesforce",
        {
            "Id": "external_id", "FirstName": "first_name", "LastName": "last_name", "Email": "email", "Phone": "phone",
            "Title": "title", "Department": "department", "LeadSource": "source",
        },
    ),
    "Pipedrive activities": Expected(
        "activities",
        "pipedrive",
        {
            "Activity - Subject": "content", "Activity - Type": "activity", "Activity - Due date": "occurred_at",
            "Activity - Done": "outcome", "Activity - Note": "note", "Person - Name": "name", "Person - Email": "email",
            "Organization - Name": "company",
        },
        {"Activity - Done": "status"},
    ),
    "LinkedIn": Expected(
        "leads",
        "linkedin",
        {
            "First Name": "first_name", "Last Name": "last_name", "Email Address": "email", "Company": "company",
            "Position": "title", "Connected On": "acquired_at",
        },
    ),
    "Google contacts": Expected(
        "leads",
        "google_contacts",
        {
            "First Name": "first_name", "Last Name": "last_name", "Name": "name", "E-mail 1 - Value": "email",
            "Phone 1 - Value": "phone", "Organization Name": "company", "Organization Title": "title",
        },
    ),
    "Google Forms": Expected("leads", "google_forms", {"タイムスタンプ": "acquired_at", "会社名": "company"}),
    "EDINET": Expected(
        "leads",
        None,
        {"提出者名": "company", "提出者業種": "industry", "提出者法人番号": "corporate_number"},
    ),
}  # fmt: skip

#: Lines that are no list's headings but say several things; and those that are two lists.
DESCRIBED: dict[str, list[tuple[list[str], Expected]]] = {
    "SATORI": [(
        ["メールアドレス", "苗字", "名前", "苗字(ふりがな)", "名前(ふりがな)", "スター", "メモ", "tags"],
        Expected("leads", "satori", {"メールアドレス": "email", "苗字": "last_name", "名前": "first_name", "メモ": "note"}),
    )],
    "Mailwise": [
        (["会社グループ", "会社コード", "会社名", "会社よみ", "電話番号(会社)", "担当(会社)"],
         Expected("leads", None, {"会社コード": "external_id", "会社名": "company", "電話番号(会社)": "phone", "担当(会社)": "owner"})),
        (["顧客グループ", "顧客コード", "顧客名", "顧客よみ", "会社名", "メールアドレス"],
         Expected("leads", None, {"顧客コード": "external_id", "顧客名": "name", "会社名": "company", "メールアドレス": "email"})),
    ],
    "HubSpot import (Japanese": [(
        ["名", "姓", "Eメール", "会社のドメイン名", "取引名"],
        Expected("leads", None, {"名": "first_name", "姓": "last_name", "Eメール": "email"}),
    )],
    "Mautic": [
        (["firstname", "lastname", "company", "email", "country"],
         Expected("leads", "mautic", {"firstname": "first_name", "lastname": "last_name", "company": "company", "email": "email"})),
        (["title", "firstname", "lastname", "city", "address1", "state", "zipcode", "country", "email", "phone", "company",
          "website", "facebook", "twitter", "ip", "points"],
         Expected("leads", "mautic", {
             "firstname": "first_name", "lastname": "last_name", "state": "prefecture", "email": "email", "phone": "phone",
             "company": "company"}, {"title": "salutation"})),
    ],
}  # fmt: skip
