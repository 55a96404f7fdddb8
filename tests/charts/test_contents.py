"""The content rates' picture: bars, intervals, k of n, baseline, and what is too few."""

from dataclasses import replace

import pytest
from matplotlib.colors import to_hex

from funneldesk.charts.contents import contents_figure, contents_height
from funneldesk.charts.sheets import contents_sheet
from funneldesk.colours import LIGHT
from funneldesk.domain.contents.contents import Contents
from funneldesk.i18n import set_language
from tests.charts.drawn import AS_OF, CONTENTS, artist, artists, content, overlaps, words

MANY = Contents(AS_OF, 180, 60, tuple(content(f"c{i}", 500 - i, 1000) for i in range(500)))


def test_bars_intervals_and_baselines_share_one_scale() -> None:
    figure = contents_figure(CONTENTS, LIGHT)
    bar = artist(figure, "bar:guide")
    pixels = bar.get_width() / 0.4
    assert artist(figure, "bar:article").get_width() == pytest.approx(0.2 * pixels)
    low, high = artist(figure, "interval:guide").get_xdata()
    guide = CONTENTS.contents[0]
    assert (low - bar.get_x()) / pixels == pytest.approx(guide.low)
    assert (high - bar.get_x()) / pixels == pytest.approx(guide.high)
    assert (artist(figure, "baseline:article").get_xdata()[0] - bar.get_x()) / pixels == pytest.approx(0.08)


def test_a_rate_comes_with_its_people() -> None:
    figure = contents_figure(CONTENTS, LIGHT)
    assert words(figure, "rate:guide") == "40 %"
    assert words(figure, "people:guide") == "40 of 100"
    assert words(figure, "cost:guide") == "JPY 8,000 a deal"
    assert words(figure, "baseline") == "without it: 8–10 %"


def test_too_few_people_are_pale_and_said_to_be_few() -> None:
    figure = contents_figure(CONTENTS, LIGHT)
    assert to_hex(artist(figure, "bar:video").get_facecolor()).upper() == LIGHT.pale_bar
    assert to_hex(artist(figure, "bar:guide").get_facecolor()).upper() == LIGHT.bar
    assert words(figure, "few:video") == "too few"
    assert not artists(figure, "few:guide")


def test_of_five_hundred_the_first_are_readable_and_the_rest_counted() -> None:
    figure = contents_figure(MANY, LIGHT, (9.0, 6.0))
    shown = len(figure.funneldesk_targets)  # type: ignore[attr-defined]
    assert 8 <= shown <= 14
    assert words(figure, "more") == f"{500 - shown} more in the table"
    assert words(figure, "label:c0") == "c0"
    assert overlaps(figure) == []


def test_all_of_them_fit_a_picture_of_their_height() -> None:
    few = replace(MANY, contents=MANY.contents[:60])
    figure = contents_figure(few, LIGHT, (9.0, contents_height(60)))
    assert len(figure.funneldesk_targets) == 60  # type: ignore[attr-defined]
    assert not artists(figure, "more")


def test_a_picture_that_stands_alone_holds_as_many_as_a_page_can() -> None:
    figure = contents_sheet(MANY, LIGHT)
    assert len(figure.funneldesk_targets) == 50  # type: ignore[attr-defined]
    assert words(figure, "more") == "450 more in the table"


def test_no_content_says_what_to_do() -> None:
    empty = Contents(AS_OF, 180, 60, ())
    assert "No content has been touched yet" in words(contents_figure(empty, LIGHT, (5.0, 2.0)), "empty")


def test_without_a_window_the_formula_names_no_days() -> None:
    assert "180 days" in words(contents_figure(CONTENTS, LIGHT), "definition")
    assert "days" not in words(contents_figure(replace(CONTENTS, window_days=0), LIGHT), "definition")


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("width", [6.0, 9.0, 12.0])
def test_very_long_titles_are_cut_and_never_overlap(width: float, language: str) -> None:
    set_language(language)
    title = "製造業の経理担当者が最初の90日で読むべき原価管理の実践ガイド（2026年改訂版）" * 3
    long = replace(CONTENTS.contents[0], title=title)
    unknown = content("はじめての相談", 0, 0, type="", phase="", baseline=None)
    figure = contents_figure(
        replace(CONTENTS, contents=(long, *CONTENTS.contents, unknown)), LIGHT, (width, 5.0)
    )
    shown = artists(figure, "label:guide")[0].get_text()
    assert shown.startswith("製造業")
    assert shown.endswith("改訂版）"), "cut in the middle: names often differ at their ends"
    assert "…" in shown
    assert overlaps(figure) == []


def test_a_target_is_as_high_as_its_row() -> None:
    targets = contents_figure(CONTENTS, LIGHT).funneldesk_targets  # type: ignore[attr-defined]
    assert [t.key for t in targets] == ["guide", "article", "video"]
    assert targets[0].box[1] >= targets[1].box[3]
    assert targets[0].tip.split("\n") == [
        "導入ガイド",
        "40 with a deal ÷ 100 people who touched it = 40.0 %",
        "10.0 % of all others came to a deal",
        "Cost per deal = cost JPY 320,000 ÷ 40.0 deals credited in equal shares",
    ]
    paid = replace(CONTENTS.contents[0], roi=-0.5, won_deals=3)
    tip = contents_figure(replace(CONTENTS, contents=(paid,)), LIGHT).funneldesk_targets[0].tip  # type: ignore[attr-defined]
    assert tip.endswith("ROI = (won amount in equal shares − cost) ÷ cost = −50 %, of 3 won deals")


def test_hovering_says_who_is_left_out_for_being_recent() -> None:
    recent = content("guide", 4, 40, touched_all=55)
    figure = contents_figure(replace(CONTENTS, contents=(recent,)), LIGHT)
    tip = figure.funneldesk_targets[0].tip  # type: ignore[attr-defined]
    assert "Touched by 55; counted are those of at least 60 days ago." in tip


def test_a_range_of_first_touches_is_named() -> None:
    ranged = replace(CONTENTS, from_day=AS_OF - 30, to_day=AS_OF)
    assert "First touched 2026/10/21–2026/11/20." in words(contents_figure(ranged, LIGHT), "definition")
