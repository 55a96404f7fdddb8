"""What the sample company publishes: 30 contents, its sources, campaigns and what they cost a month."""

from dataclasses import dataclass
from datetime import date

START, END = date(2025, 6, 1), date(2026, 11, 20)
#: From here on a broad advertising campaign brings people who are only looking.
CAMPAIGN_START = date(2026, 9, 1)
BROAD_CAMPAIGN = "原価見える化キャンペーン"
OWNER = "株式会社みなと精機"

SEO, ADS, EXHIBITION, SEMINAR, REFERRAL, NEWSLETTER = (
    "自然検索(SEO)", "Web広告", "展示会", "セミナー", "紹介", "メルマガ",
)  # fmt: skip
GUIDE = "みなと原価ナビ 導入ガイド"


@dataclass(frozen=True)
class Content:
    """One content; `type` and `phase` as the marketing team writes them, cost in yen."""

    name: str
    type: str
    phase: str
    theme: str
    published: date
    cost: int
    weight: float = 1.0


_LINES = """
原価管理の始め方|SEO記事|認知期|原価管理|2025-04-08|270000|3.0
標準原価と実際原価の違いをやさしく解説|SEO記事|認知期|原価管理|2025-05-20|255000|2.2
個別原価計算のやり方と計算例|SEO記事|認知期|原価管理|2025-06-17|285000|1.8
製造業の間接費配賦とは|SEO記事|認知期|原価管理|2025-08-05|255000|1.4
生産管理システムの選び方|SEO記事|認知期|生産管理|2025-06-03|330000|2.0
工程管理をExcelで続ける限界|SEO記事|認知期|生産管理|2025-09-09|240000|1.6
在庫回転率の目安と改善手順|SEO記事|認知期|在庫管理|2025-10-14|240000|1.2
歩留まりを改善する5つの方法|SEO記事|認知期|生産管理|2025-12-02|240000|1.0
見積原価と実績原価のずれを減らす|SEO記事|認知期|原価管理|2026-02-10|270000|1.1
インボイス制度と製造業の経理|SEO記事|認知期|経理|2026-04-07|225000|0.8
ホワイトペーパー「原価管理の教科書」|ホワイトペーパー|検討期|原価管理|2025-05-27|1140000|3.0
ホワイトペーパー「生産管理DXチェックリスト」|ホワイトペーパー|検討期|生産管理|2025-07-15|780000|2.2
ホワイトペーパー「脱Excel 原価計算テンプレート集」|ホワイトペーパー|検討期|原価管理|2025-10-07|660000|2.0
ホワイトペーパー「中小製造業の原価実態調査2026」|ホワイトペーパー|検討期|原価管理|2026-03-17|1620000|1.4
ホワイトペーパー「補助金活用の手引き」|ホワイトペーパー|検討期|補助金|2026-05-19|540000|1.2
ホワイトペーパー「はじめての工場見える化」|ホワイトペーパー|検討期|生産管理|2026-09-01|720000|1.0
オンラインセミナー「明日から始める原価管理」|セミナー|検討期|原価管理|2025-06-24|900000|1.0
オンラインセミナー「生産管理システム失敗事例に学ぶ」|セミナー|検討期|生産管理|2025-10-22|960000|1.0
共催セミナー「工場の利益を見える化する」|セミナー|検討期|原価管理|2026-03-04|1350000|1.0
オンラインセミナー「原価ナビ 体験会」|セミナー|具体期|原価管理|2026-07-08|600000|1.0
事例: 東都製作所様 原価率を4ポイント改善|事例記事|具体期|原価管理|2025-07-29|630000|1.4
事例: 北浜電機様 見積作成を半日から30分に|事例記事|具体期|原価管理|2025-11-25|630000|1.2
事例: 天竜樹脂様 3工場の在庫を一元化|事例記事|具体期|在庫管理|2026-04-21|690000|0.9
みなと原価ナビ 導入ガイド|導入ガイド|具体期|原価管理|2025-06-10|960000|1.0
原価管理システム 比較表|比較資料|具体期|原価管理|2025-08-26|450000|1.0
Excelとの違いがわかる資料|比較資料|具体期|原価管理|2026-01-20|360000|0.8
料金ページ|料金ページ|具体期|料金|2025-04-01|0|1.0
動画: 3分でわかる原価ナビ|動画|認知期|原価管理|2025-09-30|2040000|1.0
メルマガ「みなと通信」|メルマガ|認知期|全般|2025-04-15|0|1.0
ステップメール 原価管理入門|メルマガ|検討期|原価管理|2025-08-19|420000|1.0
"""


def _content(line: str) -> Content:
    name, kind, phase, theme, published, cost, weight = line.split("|")
    return Content(name, kind, phase, theme, date.fromisoformat(published), int(cost), float(weight))


CONTENTS = tuple(_content(line) for line in _LINES.strip().splitlines())
EXHIBITIONS = (
    ("ものづくり総合展 2025秋", date(2025, 9, 17)),
    ("中部製造業DX展 2026", date(2026, 2, 18)),
    ("ものづくり総合展 2026秋", date(2026, 9, 16)),
)
#: Seminars: name of the content, the days it was held.
SEMINAR_DAYS = {
    "オンラインセミナー「明日から始める原価管理」": (
        date(2025, 6, 24), date(2025, 8, 27), date(2025, 12, 10), date(2026, 5, 27),
    ),
    "オンラインセミナー「生産管理システム失敗事例に学ぶ」": (
        date(2025, 10, 22), date(2026, 1, 28), date(2026, 6, 24),
    ),
    "共催セミナー「工場の利益を見える化する」": (date(2026, 3, 4), date(2026, 9, 9)),
    "オンラインセミナー「原価ナビ 体験会」": (date(2026, 4, 22), date(2026, 7, 8), date(2026, 10, 14)),
}  # fmt: skip
#: Yen a month by source; exhibitions are paid in the month they take place.
MONTHLY_COSTS = {SEO: 180_000, ADS: 420_000, SEMINAR: 60_000, NEWSLETTER: 45_000}
EXHIBITION_COST = 1_850_000


def of_type(*types: str) -> tuple[Content, ...]:
    """Return the contents of these types."""
    return tuple(content for content in CONTENTS if content.type in types)
