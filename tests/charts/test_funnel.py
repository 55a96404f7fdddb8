"""The funnel's picture says what the funnel says."""

from dataclasses import replace

import pytest

from funneldesk.charts.funnel import funnel_figure
from funneldesk.colours import DARK, LIGHT
from funneldesk.i18n import set_language
from tests.charts.drawn import FUNNEL, NOBODY, UNRECORDED, artist, artists, overlaps, words

SIZES = [(7.2, 4.25), (4.45, 4.2), (5.0, 3.6), (14.0, 6.0)]


def test_bars_are_as_long_as_their_counts() -> None:
    figure = funnel_figure(FUNNEL, LIGHT)
    longest = artist(figure, "bar:lead").get_width()
    for stage, count in (("mql", 800), ("sal", 280), ("deal", 150), ("won", 40)):
        assert artist(figure, f"bar:{stage}").get_width() == pytest.approx(longest * count / 2000)
        assert words(figure, f"value:{stage}") == f"{count:,}"


def test_rates_stand_between_the_bars_with_k_of_n() -> None:
    figure = funnel_figure(FUNNEL, LIGHT)
    assert words(figure, "rate:sal") == "↓ Acceptance rate 35.0 %"
    assert words(figure, "counted:sal") == "245 of 700"


def test_those_too_recent_are_hatched_at_the_end_of_the_bar_they_stand_in() -> None:
    figure = funnel_figure(FUNNEL, LIGHT)
    bar = artist(figure, "bar:mql")
    hatched = [x for line in artist(figure, "hatch:mql").get_segments() for x, _y in line]
    assert max(hatched) == pytest.approx(bar.get_x() + bar.get_width())
    assert max(hatched) - min(hatched) == pytest.approx(bar.get_width() * 100 / 800)
    assert not artists(figure, "hatch:lead")
    assert "Hatched" in words(figure, "note")


def test_a_stage_nobody_could_record_is_an_outline_without_a_rate() -> None:
    figure = funnel_figure(UNRECORDED, LIGHT)
    assert words(figure, "value:sal") == "Sales decisions not recorded yet"
    assert artist(figure, "missing:sal").get_linestyle() != "-"
    assert not artists(figure, "bar:sal")
    assert not artists(figure, "rate:sal")
    assert words(figure, "rate:deal") == "↓ Deal rate 11.2 %"


def test_nobody_at_all_is_no_error() -> None:
    figure = funnel_figure(NOBODY, DARK)
    assert words(figure, "value:lead") == "0"
    assert words(figure, "rate:sal") == "↓ Acceptance rate –"


def test_a_few_people_beside_a_million_stay_visible() -> None:
    stages = (replace(FUNNEL.stages[0], count=1_000_000), *FUNNEL.stages[1:])
    figure = funnel_figure(replace(FUNNEL, stages=stages), LIGHT)
    assert artist(figure, "bar:won").get_width() >= 2


def test_the_books_labels_are_used_and_cut_where_they_are_too_long() -> None:
    figure = funnel_figure(FUNNEL, LIGHT, (5.0, 3.6), {"mql": "有望リード" * 12})
    assert words(figure, "label:mql").startswith("有望リード")
    assert words(figure, "label:mql").endswith("…")
    assert overlaps(figure) == []


def test_people_without_a_date_are_counted_in_the_note() -> None:
    stages = (*FUNNEL.stages[:4], replace(FUNNEL.stages[4], undated=7))
    assert "Without a date: 7." in words(funnel_figure(replace(FUNNEL, stages=stages), LIGHT), "note")


def test_each_stage_can_be_pointed_at() -> None:
    figure = funnel_figure(FUNNEL, LIGHT)
    targets = figure.funneldesk_targets  # type: ignore[attr-defined]
    assert {f"{stage}:count" for stage in ("lead", "mql", "sal", "deal", "won")} < {t.key for t in targets}
    assert all(0 <= t.box[0] < t.box[2] <= 1 and 0 <= t.box[1] < t.box[3] <= 1 for t in targets)
    tips = {t.key: t.tip for t in targets}
    assert tips["sal:count"] == (
        "SAL: 280\n"
        "Acceptance rate = those who became SAL (245) ÷ MQL (700) = 35.0 %\n"
        "Lead → SAL = those who became SAL (240) ÷ Lead (1,800) = 13.3 %\n"
        "95 % interval: 11.8–15.0 %\n"
        "Not counted: 200 that have had less than 60 days.\n"
        "Too recent to judge: 30"
    )  # fmt: skip
    assert tips["sal:way_k"] in tips["sal:count"]
    assert tips["sal:immature"] == "Too recent to judge: 100"
    # What is drawn on a row is pointed at before it.
    keys = [t.key for t in targets]
    assert keys.index("mql:count") < keys.index("sal:immature")


def test_the_rate_from_the_first_stage_and_the_days_stand_beside() -> None:
    figure = funnel_figure(FUNNEL, LIGHT)
    assert words(figure, "way:sal") == "13.3 % of Lead (240 of 1,800)"
    assert not artists(figure, "way:mql"), "from the stage before it is the same"
    assert "median 10 days (4–21)" in {t.get_text() for t in figure.axes[0].texts}


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("funnel", [FUNNEL, UNRECORDED, NOBODY], ids=["full", "unrecorded", "nobody"])
def test_nothing_overlaps_or_leaves_the_picture(funnel, size, language: str) -> None:
    set_language(language)
    assert overlaps(funnel_figure(funnel, LIGHT, size)) == []


def test_the_picture_takes_its_colours_from_the_theme() -> None:
    from matplotlib.colors import to_hex

    figure = funnel_figure(FUNNEL, DARK)
    assert to_hex(figure.get_facecolor()).upper() == DARK.surface
    assert to_hex(artist(figure, "bar:lead").get_facecolor()).upper() == DARK.bar


def test_words_stand_in_place_of_a_number_that_is_not_told() -> None:
    stages = (*FUNNEL.stages[:-1], replace(FUNNEL.stages[-1], count=0))
    figure = funnel_figure(replace(FUNNEL, stages=stages), LIGHT, untold={"won": "fewer than 5"})
    assert words(figure, "value:won") == "fewer than 5"
    assert words(figure, "value:deal") == "150"


def test_words_stand_in_place_of_a_rate_that_is_not_told() -> None:
    stages = (*FUNNEL.stages[:-1], replace(FUNNEL.stages[-1], n=None, k=None, rate=None))
    figure = funnel_figure(replace(FUNNEL, stages=stages), LIGHT, untold_rates={"won": "not told"})
    assert words(figure, "rate:won").endswith("not told")
    assert not artists(figure, "counted:won")
    tips = {t.key: t.tip for t in figure.funneldesk_targets}  # type: ignore[attr-defined]
    assert "÷" not in tips["won:count"]
