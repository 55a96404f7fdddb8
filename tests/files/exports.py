"""Exports as tools write them: their headings, and what a marketer would say each column is.

A line is "heading = field" for a column that is one of our fields, "heading : content" for one that is kept under its
own name; `content` says what its cells look like. "a|b" names two fields that are both right; "kept" among them:
keeping the column under its own name is as right.
"""

from dataclasses import dataclass

#: Three cells for each field and for each sort of own column, in Japanese and in English.
_CELLS = {
    "external_id": ("10231", "10232", "10240"),
    "lead_external_id": ("20231", "20232", "20240"),
    "email": ("takahashi@toto.example.jp", "sasaki@kitahama.example.jp", "mori@aoi.example.jp"),
    "phone": ("03-1234-5678", "06-2345-6789", "090-1111-2222"),
    "last_name": ("高橋", "佐々木", "森"),
    "first_name": ("翔太", "美咲", "健"),
    "name": ("高橋 翔太", "佐々木 美咲", "森 健"),
    "company": ("株式会社東都製作所", "北浜メディカル㈱", "青井商事有限会社"),
    "corporate_number": ("7000012050002", "5010001008846", "1180301018771"),
    "department": ("営業企画部", "情報システム部", "総務課"),
    "title": ("部長", "課長", "主任"),
    "industry": ("製造業", "医療", "卸売業"),
    "employees": ("50～99名", "200名", "1,000名以上"),
    "prefecture": ("東京都", "大阪府", "愛知県"),
    "source": ("Web広告", "展示会", "オーガニック検索"),
    "campaign": ("秋の展示会2026", "原価管理セミナー", "秋の展示会2026"),
    "first_content": ("導入ガイド", "原価管理の教科書", "導入ガイド"),
    "acquired_at": ("2026/04/15 10:21", "2026/05/20 09:05", "2026/06/30 18:44"),
    "updated_at": ("2026/07/15 10:21", "2026/08/20 09:05", "2026/09/30 18:44"),
    "stage": ("MQL", "新規", "商談中"),
    "mql_at": ("2026/05/15", "2026/06/20", "2026/07/30"),
    "sal_at": ("2026/06/01", "", "2026/08/01"),
    "deal_at": ("2026/06/15", "", "2026/08/30"),
    "won_at": ("2026/08/15", "", ""),
    "lost_at": ("", "2026/08/25", ""),
    "opt_out": ("", "はい", ""),
    "owner": ("田中 実", "井上 花", "田中 実"),
    "note": ("資料を送付済み。来月に再度連絡", "展示会で名刺交換。課題は在庫", "特になし"),
    "occurred_at": ("2026/04/15 10:21", "2026/05/20 09:05", "2026/06/30 18:44"),
    "activity": ("電話", "メール開封", "訪問"),
    "content": ("導入ガイド", "原価管理の教科書", "原価管理セミナー"),
    "side": ("営業", "インサイドセールス", "営業"),
    "outcome": ("受注", "商談中", "失注"),
    "opened_at": ("2026/04/15", "2026/05/20", "2026/06/30"),
    "closed_at": ("2026/06/15", "2026/07/20", "2026/08/31"),
    "amount": ("1,200,000", "850,000", "3,400,000"),
    "lost_reason": ("", "", "価格"),
    "deal_name": ("東都製作所 原価管理導入", "北浜メディカル 在庫", "青井商事 更新"),
    "handed_at": ("2026/04/15", "2026/05/20", "2026/06/30"),
    "decision": ("受入", "見送り", "受入"),
    "reason": ("", "時期尚早", ""),
    "month": ("2026/04", "2026/05", "2026/06"),
    "cost": ("300000", "120000", "80000"),
    "type": ("ホワイトペーパー", "セミナー", "記事"),
    "phase": ("検討期", "検討期", "認知期"),
    "theme": ("原価管理", "在庫", "原価管理"),
    "url_field": ("https://www.toto.example.jp/wp/1", "https://www.toto.example.jp/s/2", "https://www.toto.example.jp/b/3"),
    "published_at": ("2025/04/15", "2025/05/20", "2025/06/30"),
    "attendance": ("出席", "欠席", "出席"),
    "booking": ("確定", "キャンセル", "確定"),
    "cancelled": ("いいえ", "はい", "いいえ"),
    "begun": ("2026/07/15 10:30", "2026/08/20 09:00", "2026/09/30 18:45"),
    "ended": ("2026/07/15 11:00", "2026/08/20 09:30", "2026/09/30 19:15"),
    # own columns
    "url": ("https://toto.example.jp", "https://kitahama.example.jp", "https://aoi.example.jp"),
    "address": ("千代田区神田1-2-3", "大阪市北区梅田4-5", "名古屋市中区栄6-7-8"),
    "zip": ("101-0001", "530-0001", "460-0008"),
    "kana": ("タカハシ", "ササキ", "モリ"),
    "person": ("田中 実", "井上 花", "田中 実"),
    "text": ("A", "B", "A"),
    "words": ("在庫;原価", "原価", "在庫"),
    "flag": ("はい", "いいえ", "はい"),
    "number": ("12", "48", "7"),
    "money": ("30,000,000", "10,000,000", "98,000,000"),
    "id": ("33231", "33232", "33240"),
    "date": ("2026/08/01", "2026/08/02", "2026/08/03"),
    "empty": ("", "", ""),
    "status": ("処理済み", "未処理", "処理済み"),
    "salutation": ("Mr.", "Ms.", "Mr."),
    "mail": ("owner@us.example.jp", "owner2@us.example.jp", "owner@us.example.jp"),
    "tel": ("03-1234-0000", "06-2345-0000", "052-111-0000"),
    "corp": ("株式会社東都製作所", "北浜メディカル㈱", "青井商事有限会社"),
    "time": ("10:00", "14:30", "09:15"),
}  # fmt: skip
_ENGLISH = _CELLS | {
    "last_name": ("Denson", "Hall", "Anderson"),
    "first_name": ("Gary", "Mary", "Joseph"),
    "name": ("Gary Denson", "Mary Hall", "Joseph Anderson"),
    "company": ("Maurice Pants Inc.", "Chargepal", "Awthentikz LLC"),
    "department": ("Operations", "IT", "Finance"),
    "title": ("VP of Operations", "IT Manager", "CFO"),
    "industry": ("Manufacturing", "Retail", "Banking"),
    "prefecture": ("Tokyo", "Osaka", "Aichi"),
    "phone": ("+81 3-1234-5678", "805-247-8982", "+1 732 984 5010"),
    "source": ("Organic Search", "Trade Show", "Paid Social"),
    "campaign": ("Autumn fair 2026", "Cost webinar", "Autumn fair 2026"),
    "acquired_at": ("2026-04-15 10:21", "2026-05-20 09:05", "2026-06-30 18:44"),
    "updated_at": ("2026-07-15 10:21", "2026-08-20 09:05", "2026-09-30 18:44"),
    "stage": ("Marketing Qualified Lead", "Lead", "Opportunity"),
    "opt_out": ("false", "true", "false"),
    "owner": ("Tina Thomas", "David Love", "Tina Thomas"),
    "note": ("Sent the brochure, call again next month", "Met at the fair", ""),
    "activity": ("Call", "Meeting", "Email"),
    "content": ("Buyer's guide", "Cost handbook", "Cost webinar"),
    "attendance": ("Attended", "No Show", "Attended"),
    "booking": ("Confirmed", "Cancelled", "Confirmed"),
    "cancelled": ("false", "true", "false"),
    "outcome": ("Closed Won", "Negotiation/Review", "Closed Lost"),
    "lost_reason": ("", "", "Price"),
    "deal_name": ("Maurice Pants rollout", "Chargepal renewal", "Awthentikz pilot"),
    "amount": ("$22,700.00", "$8,500.00", "$34,000.00"),
    "employees": ("50-99", "200", "1000+"),
    "address": ("12 Main Street", "4 Hill Road", "9 Oak Avenue"),
    "person": ("Tina Thomas", "David Love", "Tina Thomas"),
    "flag": ("Yes", "No", "Yes"),
    "status": ("Done", "Open", "Done"),
    "corp": ("Maurice Pants Inc.", "Chargepal", "Awthentikz LLC"),
    "type": ("White Paper", "Webinar", "Blog"),
    "words": ("stock;cost", "cost", "stock"),
}  # fmt: skip


def cells_of(sort: str, language: str) -> tuple[str, str, str]:
    """Return three cells of a column that holds a field, or what `sort` says."""
    return (_CELLS if language == "ja" else _ENGLISH)[sort]


@dataclass(frozen=True)
class Export:
    """One export: `tool` recognised (None: none), `kind`, and lines of `columns` as the module says."""

    name: str
    tool: str | None
    kind: str
    columns: str

    @property
    def lines(self) -> list[tuple[str, frozenset[str], str]]:
        """Return each column's heading, the fields that are right for it (none: kept), and what its cells are."""
        found = []
        for line in filter(None, map(str.strip, self.columns.splitlines())):
            heading, is_field, what = line.partition(" = ")
            if not is_field:
                heading, _, what = line.partition(" : ")
            names, _, cells = what.partition(" < ")
            right = frozenset(names.split("|")) if is_field else frozenset()
            found.append((heading, right, cells or names.split("|")[0]))
        return found

    @property
    def rows(self) -> list[list[str]]:
        """Return three invented rows."""
        cells = _CELLS if any(ord(mark) > 0x3000 for mark in self.columns) else _ENGLISH
        special = {"name": "deal_name"} if self.kind == "deals" else {}
        special |= {"url": "url_field"} if self.kind == "contents" else {}
        if self.kind == "deals":
            special["external_id"] = "id"
        return [
            [cells[special.get(what, what)][n] for _heading, _right, what in self.lines] for n in range(3)
        ]
