"""Lists of a company in which one fact stands out."""

from datetime import date
from pathlib import Path


def write_differing_lists(folder: Path) -> list[Path]:
    """Every second of 400 people works in print; of these all but a few buy, of the others hardly anybody."""
    day = [date.fromordinal(date(2025, 4, 1).toordinal() + place % 300).isoformat() for place in range(400)]
    leads = ["氏名,会社名,メールアドレス,業種,獲得日"]
    deals = ["案件ID,メールアドレス,案件名,商談日,結果"]
    for place, acquired in enumerate(day):
        mail = f"p{place}@company{place}.co.jp"
        leads.append(
            f"山田 {place}郎,株式会社東都{place},{mail},{'印刷業' if place % 2 else '製造業'},{acquired}"
        )
        opened = date.fromisoformat(acquired).toordinal() + 10 + place % 17
        if place % 20 in (0, 1, 3, 5, 7, 9, 11):
            deals.append(f"D{place},{mail},案件{place},{date.fromordinal(opened).isoformat()},商談中")
    files = [folder / "リード一覧.csv", folder / "案件一覧.csv"]
    for path, lines in zip(files, (leads, deals), strict=True):
        path.write_text("\n".join(lines), encoding="utf-8")
    return files
