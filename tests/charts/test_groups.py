"""A funnel broken down, as small multiples."""

from dataclasses import replace

import pytest

from funneldesk.charts.groups import groups_figure
from funneldesk.charts.sheets import funnel_sheet
from funneldesk.charts.small_multiples import MOST, columns, drawn, groups_height
from funneldesk.colours import DARK, LIGHT
from funneldesk.domain.funnel.funnel import Group
from funneldesk.i18n import set_language
from tests.charts.drawn import FUNNEL, UNRECORDED, artist, artists, overlaps, step, words


def group(value, leads, by="source", stages=FUNNEL.stages):
    return Group(by, value, (replace(stages[0], count=leads), *stages[1:]))


def split(*groups):
    return replace(FUNNEL, groups=groups)


MANY = split(*[group(f"流入元その{n}", 2000 + n) for n in range(60)], group(None, 5000))


def picture(funnel, width=1110, colours=LIGHT, **rest):
    return groups_figure(funnel, colours, (width / 96, groups_height(funnel, width) / 96), **rest)


def test_each_group_is_a_funnel_with_its_rates_and_what_is_too_recent():
    small = (
        replace(FUNNEL.stages[0], count=20),
        *(step(s.stage, s.previous, 10, 2, 10, s.band) for s in FUNNEL.stages[1:]),
    )
    figure = picture(split(group("SEO", 2000), Group("source", "広告", small)))
    bars = [end[0] - begin[0] for begin, end in artist(figure, "bars").get_segments()]
    assert bars[1] / bars[0] == pytest.approx(800 / 2000)
    (_left, y), (right, _y) = artist(figure, "bars").get_segments()[1]
    hatched = [
        x
        for line in artist(figure, "hatch").get_segments()
        for x, at in line
        if abs(at - y) <= 7 and x <= right
    ]
    assert max(hatched) == pytest.approx(right)
    assert right - min(hatched) == pytest.approx(bars[1] * 100 / 800)
    assert words(figure, "rate:0:sal") == "35.0 %"
    assert words(figure, "counted:0:sal") == "245 of 700"
    (left, y), (right, _) = artist(figure, "tracks").get_segments()[1]

    def share(x):
        return (x - left) / (right - left)

    point = artist(figure, "points").get_xydata()[1]
    assert (share(point[0]), point[1]) == pytest.approx((0.35, y))
    assert [share(x) for x, _y in artist(figure, "bands").get_segments()[0]] == pytest.approx([0.35, 0.45])
    interval = [share(x) for x, _y in artist(figure, "intervals").get_segments()[1]]
    assert interval == pytest.approx([FUNNEL.stages[2].low, FUNNEL.stages[2].high])
    # A few people are grey: their rate is no more than a hint.
    assert len(artist(figure, "points").get_xdata()) == 4
    assert len(artist(figure, "few").get_xdata()) == 4
    assert artist(figure, "few").get_color() == LIGHT.secondary


def test_of_many_groups_the_largest_are_drawn_and_the_rest_named():
    places = drawn(MANY)
    assert len(places) == MOST
    assert places == [*range(49, 61)], "in the order of the table"
    note = words(picture(MANY), "note")
    assert "Not drawn, but in the table: 流入元その0" in note
    assert "and 41 more" in note


def test_of_months_the_newest_are_drawn():
    months = [group(f"20{25 + n // 12}-{n % 12 + 1:02}", 100 - n, by="month") for n in range(20)]
    assert drawn(split(*months, group(None, 900, by="month"))) == [*range(8, 20)]


def test_each_number_can_be_pointed_at():
    figure = picture(split(group("SEO", 2000)))
    tips = {t.key: t.tip for t in figure.funneldesk_targets}
    assert {"0:lead:count", "0:sal:count", "0:sal:k"} <= set(tips)
    assert tips["0:sal:k"].startswith(
        "SEO\nAcceptance rate = those who became SAL (245) ÷ MQL (700) = 35.0 %"
    )
    assert "0:lead:k" not in tips


@pytest.mark.parametrize(("width", "count"), [(300, 1), (842, 2), (1110, 3), (1768, 4)])
def test_as_many_columns_as_have_room(width, count):
    assert columns(width) == count


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("width", [842, 1110])
def test_nothing_overlaps_however_long_the_names(width, language):
    set_language(language)
    funnel = replace(MANY, groups=tuple(replace(g, value=(g.value or "") * 20 or None) for g in MANY.groups))
    labels = {"mql": "有望リード" * 12}
    assert overlaps(picture(funnel, width, DARK, labels=labels)) == []


def test_stages_nobody_could_record_say_so():
    figure = picture(split(group("SEO", 2000, stages=UNRECORDED.stages)))
    assert words(figure, "value:0:sal") == "Sales decisions not recorded yet"
    assert len(artist(figure, "bars").get_segments()) == 3
    assert overlaps(figure) == []


def test_a_few_groups_too_many_are_all_named_and_nobody_is_no_rate():
    nobody = tuple(step(s.stage, s.previous, 0, 0, 0, s.band) for s in FUNNEL.stages[1:])
    groups = [group(f"g{n}", 2000 - n) for n in range(13)]
    figure = picture(split(*groups, Group("source", "empty", (replace(FUNNEL.stages[0], count=1), *nobody))))
    assert words(figure, "note").endswith("Not drawn, but in the table: g12, empty.")
    alone = picture(split(Group("source", "empty", (replace(FUNNEL.stages[0], count=1), *nobody))))
    assert words(alone, "rate:0:sal") == "–"
    assert not artists(alone, "points")


def test_a_picture_to_save_has_the_groups_below_the_funnel():
    whole = funnel_sheet(split(group("SEO", 2000), group("広告", 20)), LIGHT)
    assert words(whole, "title:1") == "広告"
    assert overlaps(whole) == []
    assert whole.get_figheight() > funnel_sheet(FUNNEL, LIGHT).get_figheight() + 1
