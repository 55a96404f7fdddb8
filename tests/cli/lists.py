"""Small lists for the tests of the command line."""

from pathlib import Path

LEADS = """番号,氏名,会社名,メールアドレス,流入元,獲得日
1,高橋 翔太,株式会社青葉,takahashi@aoba.co.jp,SEO,2025-04-01
2,佐藤 恵,㈱青葉,sato@aoba.co.jp,展示会,2025-04-02
3,鈴木 一郎,鈴木商事,suzuki@suzuki.co.jp,SEO,2025-05-10
"""
LEADS_MAP = """kind = "leads"
system = "ma"
[columns]
external_id = "番号"
name = "氏名"
company = "会社名"
email = "メールアドレス"
source = "流入元"
acquired_at = "獲得日"
"""


def write(folder: Path, name: str, text: str) -> Path:
    """Write one file and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
