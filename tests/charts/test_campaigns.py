"""The picture of sources and campaigns: bars from one scale, intervals, no bar where nothing can be said."""

from dataclasses import replace

import pytest
from matplotlib.colors import to_hex

from funneldesk.charts.campaigns import Measure, campaigns_figure, campaigns_height
from funneldesk.charts.sheets import campaigns_sheet
from funneldesk.colours import LIGHT
from funneldesk.domain.campaigns.campaigns import CampaignResult, Campaigns, CostMonths
from funneldesk.domain.funnel.shares import Share
from funneldesk.i18n import set_language
from tests.charts.drawn import AS_OF, artist, artists, overlaps, words


def row(value: str | None, cost: int | None, deal: int | None, **more: object) -> CampaignResult:
    fields: dict[str, object] = {
        "leads": 100, "mql": 60, "sal": 30, "won": 5, "amount": 9_000_000, "unpriced": 0, "to_deal": Share(90, deal or 0),
        "to_won": Share(80, 5), "months": ("2026-04",),
    }  # fmt: skip
    return CampaignResult(value=value, cost=cost, deal=deal, **(fields | more))  # type: ignore[arg-type]


def found(*rows: CampaignResult, total: CampaignResult | None = None) -> Campaigns:
    months = CostMonths(("2026-04",), ("2026-04",), "2026-04", "2026-04", (), 0, 0)
    total = total or row(None, 20_000_000, 40)
    return Campaigns("source", None, None, AS_OF, "JPY", rows, total, (), months, 60, 120)


FOUR = found(
    row("Web広告", 12_000_000, 20, spellings=("WEB広告",)),
    row("展示会", 6_000_000, 0, won=0, amount=0),
    row("セミナー", 2_000_000, 10, to_deal=Share(20, 4)),
    row("紹介", None, 10),
)


def test_bars_and_intervals_share_one_scale() -> None:
    figure = campaigns_figure(FOUR, LIGHT)
    ads, seminar = artist(figure, "bar:0"), artist(figure, "bar:2")
    assert ads.get_width() == pytest.approx(3 * seminar.get_width())
    pixels = ads.get_width() / 600_000
    low, high = artist(figure, "interval:2").get_xdata()
    between = FOUR.rows[2].cost_range("deal")
    assert between is not None
    assert (low - ads.get_x()) / pixels == pytest.approx(between[0])
    assert (high - ads.get_x()) / pixels == pytest.approx(between[1])
    assert (artist(figure, "total").get_xdata()[0] - ads.get_x()) / pixels == pytest.approx(500_000)
    assert artists(figure, "on:0"), "the interval of the longest bar goes on beyond the picture"
    assert not artists(figure, "on:2")
    assert words(figure, "value:0") == "JPY 6,000"
    assert words(figure, "beside:0") == "Deal 20"
    assert words(figure, "total name") == "all together: JPY 5,000"


def test_what_cannot_be_said_has_words_and_no_bar() -> None:
    figure = campaigns_figure(FOUR, LIGHT)
    assert not artists(figure, "bar:1")
    assert words(figure, "none:1") == "Deal: none yet"
    assert words(figure, "none:3") == "no costs"
    assert to_hex(artist(figure, "bar:2").get_facecolor()).upper() == LIGHT.pale_bar
    assert words(figure, "beside:2") == "Deal 10 · too recent"
    unknown = found(row("SEO", 500, None), row("SEO 2", 500, 0, leads=0), row("SEO 3", 500, 3, amount=None))
    assert words(campaigns_figure(unknown, LIGHT), "none:0") == "Deal: not recorded"
    assert words(campaigns_figure(unknown, LIGHT, measure="roi"), "none:1") == "no leads"
    assert words(campaigns_figure(unknown, LIGHT, measure="roi"), "none:2") == "no amounts"


def test_a_loss_goes_left_of_nothing_and_a_gain_right() -> None:
    figure = campaigns_figure(FOUR, LIGHT, measure="roi")
    loss, gain = artist(figure, "bar:1"), artist(figure, "bar:2")
    assert loss.get_x() + loss.get_width() == pytest.approx(gain.get_x())
    assert gain.get_width() == pytest.approx(3.5 * loss.get_width())
    assert (words(figure, "value:1"), words(figure, "value:2")) == ("−100 %", "+350 %")
    assert not artists(figure, "interval:2")


def test_hovering_says_the_formula_and_the_months() -> None:
    tips = [target.tip for target in campaigns_figure(FOUR, LIGHT).funneldesk_targets]  # type: ignore[attr-defined]
    assert "cost JPY 120,000 ÷ 20 Deal = JPY 6,000" in tips[0]
    assert "Costs of 2026/04" in tips[0]
    assert "Also written: WEB広告" in tips[0]
    assert "Nobody reached “Deal” yet" in tips[1]


@pytest.mark.parametrize(
    ("language", "measure"), [("ja", "deal"), ("en", "won"), ("ja", "roi"), ("en", "lead")]
)
def test_many_and_very_long_names_stay_readable(measure: Measure, language: str) -> None:
    set_language(language)
    name = "2026年度下期_リードジェネレーション_検索広告_原価管理システム_中小製造業向け" * 4
    many = found(*(replace(one, value=f"{name}{n}") for n in range(125) for one in FOUR.rows))
    for width in (6.0, 12.0):
        figure = campaigns_figure(many, LIGHT, (width, 5.0), measure)
        shown = len(figure.funneldesk_targets)  # type: ignore[attr-defined]
        assert 7 <= shown <= 10
        assert f"{500 - shown}" in words(figure, "more")
        assert artists(figure, "label:0")[0].get_text().endswith("…")
        assert overlaps(figure) == []


def test_one_row_none_and_a_picture_that_stands_alone() -> None:
    assert (
        words(campaigns_figure(found(), LIGHT, (6.0, 3.0)), "empty")
        == "No leads and no costs fall into this range."
    )
    alone = found(row("SEO", 500, None, leads=0), total=row(None, None, 0))
    assert not artists(campaigns_figure(alone, LIGHT), "total")
    sheet = campaigns_sheet(replace(FOUR, from_day=AS_OF - 90, to_day=AS_OF), LIGHT)
    assert words(sheet, "headline")
    assert words(sheet, "range").startswith("Acquired 20")
    assert overlaps(sheet) == []
    everything = found(*(replace(FOUR.rows[0], value=str(n)) for n in range(60)))
    assert words(campaigns_sheet(everything, LIGHT), "more") == "20 more in the table"
    assert campaigns_height(40) > campaigns_height(4)
