"""The shape of a marketplace's two lists: leads with a landing page, and the deals that came of them."""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.running import CommandLine
from tests.real.counting import MAPPINGS, nearest_rank_90, read, wilson

AS_OF = date(2018, 12, 31)
ORIGINS = ("organic_search", "paid_search", "social", "unknown", "direct_traffic", "")


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """Return a command line on one store for all these tests; they only read."""
    return CommandLine(tmp_path_factory.mktemp("market") / "funneldesk.db")


@pytest.fixture(scope="module")
def lists(
    tmp_path_factory: pytest.TempPathFactory, line: CommandLine
) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Write both lists, import them, and return their rows."""
    chance = random.Random(2017)
    leads, deals = [], []
    for i in range(400):
        first = date(2017, 6, 14) + timedelta(chance.randrange(350))
        origin, page = chance.choice(ORIGINS), f"page{chance.randrange(6)}"
        leads.append([f"{i:032x}", first.isoformat(), page, origin])
        if chance.random() < (0.3 if page == "page1" else 0.1):
            won = first + timedelta(chance.randrange(240))
            clock = f"{chance.randrange(24):02}:{chance.randrange(60):02}:{chance.randrange(60):02}"
            deals.append([f"{i:032x}", f"seller{i}", f"{won} {clock}", "home_decor"])
    chance.shuffle(deals)
    folder = tmp_path_factory.mktemp("lists")
    _write(folder / "leads.csv", ["mql_id", "first_contact_date", "landing_page_id", "origin"], leads)
    _write(folder / "deals.csv", ["mql_id", "seller_id", "won_date", "business_segment"], deals)
    for name in ("deals", "leads"):  # any order will do
        line.json("import", folder / f"{name}.csv", "--map", MAPPINGS / f"olist_{name}.toml")
    return read(folder / "leads.csv"), read(folder / "deals.csv")


def _write(path: Path, headings: list[str], rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([headings, *rows])


def test_counts_and_the_rate_by_origin(line: CommandLine, lists: tuple) -> None:
    leads, deals = lists
    won = {deal["mql_id"] for deal in deals}
    result = line.json("funnel", "--by", "source", "--as-of", AS_OF)
    stages = {stage["stage"]: stage for stage in result["stages"]}
    assert stages["lead"]["count"] == len(leads) == 400
    assert stages["won"]["count"] == stages["deal"]["count"] == len(won)
    for origin in ORIGINS:
        mine = [lead["mql_id"] for lead in leads if lead["origin"] == origin]
        (group,) = [g for g in result["groups"] if (g["value"] or "") == origin]
        assert group["stages"][0]["count"] == len(mine)
        assert group["stages"][4]["count"] == len(won & set(mine))


def test_which_landing_page_brings_deals(line: CommandLine, lists: tuple) -> None:
    leads, deals = lists
    won = {deal["mql_id"]: date.fromisoformat(deal["won_date"][:10]) for deal in deals}
    first = {lead["mql_id"]: date.fromisoformat(lead["first_contact_date"]) for lead in leads}
    # A deal without a date of its own opened, as far as anybody knows, when it was won.
    m = nearest_rank_90([(day - first[who]).days for who, day in won.items()])
    result = line.json("contents", "--as-of", AS_OF, "--window", "180")
    assert {c["content"] for c in result["contents"]} == {lead["landing_page_id"] for lead in leads}
    for content in result["contents"]:
        mine = [
            lead["mql_id"] for lead in leads
            if lead["landing_page_id"] == content["content"] and (AS_OF - first[lead["mql_id"]]).days >= m
        ]  # fmt: skip
        k = sum(who in won and (won[who] - first[who]).days <= 180 for who in mine)
        assert (content["touched"], content["deals"]) == (len(mine), k)
        assert (content["low"], content["high"]) == pytest.approx(wilson(k, len(mine)))


def test_the_backtest_counts_each_lead_once(line: CommandLine, lists: tuple) -> None:
    leads, deals = lists
    won = {deal["mql_id"]: date.fromisoformat(deal["won_date"][:10]) for deal in deals}
    judged = followed = 0
    for lead in leads:
        first = date.fromisoformat(lead["first_contact_date"])
        end = (first.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
        deal = won.get(lead["mql_id"], date.max)
        if end <= AS_OF - timedelta(90) and deal > end:
            judged += 1
            followed += deal <= end + timedelta(90)
    result = line.json("backtest", "--as-of", AS_OF)
    assert (result["everybody"]["n"], result["everybody"]["k"]) == (judged, followed)
    assert (result["everybody"]["low"], result["everybody"]["high"]) == pytest.approx(
        wilson(followed, judged)
    )
    assert result["leads"] == judged > 300
    assert (result["months"][0], result["months"][-1]) == ("2017-06-30", "2018-09-30")
