"""campaigns: the shape of its JSON, sums, what stands in its words."""

from pathlib import Path

import pytest

from tests.cli.running import CommandLine

LEADS = """リードID,メールアドレス,氏名,会社名,流入元,キャンペーン,獲得日
1,a@a-sha.co.jp,山田 太郎,A社,Web広告,春,2026/04/10
2,b@b-sha.co.jp,鈴木 花子,B社,WEB広告,春,2026/05/10
3,c@c-sha.co.jp,佐藤 次郎,C社,紹介,,2026/05/20
"""
DEALS = """案件ID,案件名,メールアドレス,商談日,受注日,結果,金額
D1,導入,a@a-sha.co.jp,2026/05/20,2026/06/20,受注,1200000
"""
COSTS = """月,流入元,施策名,費用
2026年4月,Web広告,,100000
2026年5月,Web広告,,200000
2026年5月,,春,50000
2026年5月,,,1
"""
AT = ("--as-of", "2026-11-20")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    folder = tmp_path_factory.mktemp("campaigns")
    line = CommandLine(folder / "funneldesk.db")
    for name, text in (("リード一覧", LEADS), ("案件一覧", DEALS), ("施策費用", COSTS)):
        path = folder / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        assert line.run("import", str(path)).code == 0
    return line


def test_every_cost_is_in_a_row_or_named(desk: CommandLine) -> None:
    found = desk.json("campaigns", *AT)
    ads, friends = found["campaigns"]
    assert (ads["value"], ads["leads"], ads["deals"], ads["won"], ads["amount"]) == (
        "WEB広告",
        2,
        1,
        1,
        1_200_000,
    )
    assert (ads["cost"], ads["cost_per_lead"], ads["cost_per_deal"], ads["roi"]) == (
        350_000,
        175_000,
        350_000,
        850 / 350,
    )
    assert ads["spellings"] == ["Web広告"]
    assert set(ads["lead_to_deal"]) == {"n", "k", "rate", "low", "high", "enough"}
    assert (ads["enough"], friends["cost"], friends["roi"], friends["cost_per_deal"]) == (
        False,
        None,
        None,
        None,
    )
    assert found["unassigned"] == [{"reason": "nothing", "cost": 1, "names": []}]
    assert found["total"]["cost"] == 350_001
    assert found["months"]["known"] == ["2026-04", "2026-05"]
    named = desk.json("campaigns", "--by", "campaign", "--from", "2026-05-01", "--to", "2026-05-31", *AT)
    assert [(row["value"], row["leads"], row["cost"]) for row in named["campaigns"]] == [
        ("春", 1, 50_000),
        (None, 1, None),
    ]
    assert (named["outside"], named["total"]["cost"], named["from"]) == (100_000, 250_001, "2026-05-01")


@pytest.mark.parametrize(("lang", "words"), [("en", "Cost per deal"), ("ja", "商談単価")])
def test_words(desk: CommandLine, lang: str, words: str) -> None:
    ran = desk.run("campaigns", *AT, lang=lang)
    assert ran.code == 0
    for text in (words, "WEB広告", "+243 %"):
        assert text in ran.out


def test_a_store_without_deals_or_costs(line: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "リード一覧.csv"
    path.write_text(LEADS, encoding="utf-8")
    line.run("import", path)
    assert line.json("campaigns", *AT)["campaigns"][0]["lead_to_deal"] is None
    assert "There are no costs yet" in line.run("campaigns", *AT).out
    nobody = line.run("campaigns", "--from", "2030-01-01", "--to", "2030-02-01", *AT).out
    assert nobody.startswith("Acquired 2030/01/01–2030/02/01")


def test_wrong_usage_is_said(line: CommandLine) -> None:
    ran = line.run("campaigns", "--from", "2026-05-01", "--to", "2026-04-01")
    assert (ran.code, "--from is later than --to." in ran.err) == (2, True)
    assert line.run("campaigns", "--by", "owner").code == 2
