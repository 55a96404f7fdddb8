"""A funnel broken down, as small multiples."""

from dataclasses import replace

import pytest

from funneldesk.charts.groups import groups_figure
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
    bar = artist(figure, "bar:0:mql")
    assert bar.get_width() / artist(figure, "bar:0:lead").get_width() == pytest.approx(0.4)
    assert artist(figure, "hatch:0:mql").get_clip_box().width == pytest.approx(
        bar.get_width() * 100 / 800, rel=0.02
    )
    assert words(figure, "rate:0:sal") == "35.0 %"
    assert words(figure, "counted:0:sal") == "245 of 700"
    (left, _), (right, _) = artist(figure, "tracks").get_segments()[1]
    (x,) = artist(figure, "point:0:sal").get_xdata()
    assert (x - left) / (right - left) == pytest.approx(0.35)
    (begin, _), (end, _) = artist(figure, "bands").get_segments()[0]
    assert [(edge - left) / (right - left) for edge in (begin, end)] == pytest.approx([0.35, 0.45])
    low, high = artist(figure, "interval:0:sal").get_xdata()
    assert low < x < high
    # A few people are grey: their rate is no more than a hint.
    assert artist(figure, "point:1:sal").get_color() == LIGHT.secondary
    assert artist(figure, "point:0:sal").get_color() == LIGHT.accent


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
    assert not artists(figure, "bar:0:sal")
    assert overlaps(figure) == []
