"""Why a number moved, as pictures: bars follow each other, up and down differ without colour, nothing overlaps."""

import pytest

from funneldesk.charts.why import MOST_SEGMENTS, segments_figure, segments_height, why_figure, why_height
from funneldesk.charts.why_sheet import why_sheet
from funneldesk.colours import DARK, LIGHT, PRINT
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.funnel.why import Part, Segment, Why
from funneldesk.i18n import set_language
from tests.charts.drawn import artist, artists, overlaps, words

PARTS = (
    Part("lead", 6.9, 20.0, 40.0),
    Part("mql", 0.0, 1.0, 1.0, (Share(20, 20), Share(40, 40))),
    Part("sal", -4.9, 0.45, 0.275, (Share(20, 9), Share(40, 11))),
)


def segment(value: str | None, before: float, after: float) -> Segment:
    steps = (Part("sal", after - before - 1.5, 0.4, 0.3, (Share(10, 4), Share(30, 9))),)
    return Segment("source", value, before, after, (10, 30), 1.0, 0.5, steps)


SEGMENTS = (segment("展示会", 9, 2), segment("SEO", 1, 4), segment(None, 2, 2))
WHY = Why("sal", 9.0, 11.0, PARTS, SEGMENTS)
LONG = {"sal": "営業が受け入れた見込み客" * 8, "mql": "有望リード" * 12}


def test_each_factor_begins_where_the_one_before_ended() -> None:
    figure = why_figure(WHY, LIGHT)
    before, leads, sal, after = (artist(figure, f"bar:{key}") for key in ("before", "lead", "sal", "after"))
    scale = before.get_width() / 9
    assert leads.get_x() == pytest.approx(before.get_x() + before.get_width())
    assert leads.get_width() == pytest.approx(6.9 * scale)
    assert sal.get_x() == pytest.approx(leads.get_x() + (6.9 - 4.9) * scale)
    assert after.get_width() == pytest.approx(11 * scale)
    assert after.get_x() + after.get_width() == pytest.approx(sal.get_x())
    assert not artist(figure, "bar:mql").get_visible()
    assert [words(figure, f"value:{key}") for key in ("before", "lead", "mql", "sal", "after")] == [
        "9", "▲ +6.9", "±0", "▼ −4.9", "11",
    ]  # fmt: skip


def test_up_and_down_differ_in_black_and_white() -> None:
    figure = why_figure(WHY, PRINT)
    assert artists(figure, "stripes:sal")
    assert not artists(figure, "stripes:lead")
    assert not artists(figure, "stripes:before")


def test_rates_say_what_they_rest_on_and_whether_it_is_chance() -> None:
    figure = why_figure(WHY, LIGHT)
    assert words(figure, "detail:sal") == "45.0 % (9/20) → 27.5 % (11/40), within chance"
    targets = {t.key: t.tip for t in figure.funneldesk_targets}  # type: ignore[attr-defined]
    assert list(targets) == ["before", "lead", "mql", "sal", "after"]
    assert "logarithmic mean of SAL before and after (9, 11)" in targets["sal"]


def test_a_way_through_less_than_nothing_stays_in_the_picture() -> None:
    """A thousand times fewer leads, a thousand times better: on the way the sum is below zero."""
    parts = (Part("lead", -6.9, 1000.0, 1.0), Part("sal", 6.9, 0.001, 1.0, (Share(1000, 1), Share(1, 1))))
    figure = why_figure(Why("sal", 1.0, 1.0, parts), LIGHT)
    assert artist(figure, "bar:lead").get_x() > 0
    assert overlaps(figure) == []


def test_segments_stand_on_both_sides_of_zero() -> None:
    figure = segments_figure(WHY, "source", LIGHT)
    zero = artist(figure, "zero").get_xdata()[0]
    down, up = artist(figure, "bar:0"), artist(figure, "bar:1")
    assert down.get_x() + down.get_width() == pytest.approx(zero)
    assert up.get_x() == pytest.approx(zero)
    assert down.get_width() / up.get_width() == pytest.approx(7 / 3)
    assert words(figure, "value:0") == "▼ −7"
    assert words(figure, "label:2") == "(no value)"


def test_more_segments_than_have_room_are_counted() -> None:
    many = tuple(segment(f"s{n}", 0, 500 - n) for n in range(500))
    figure = segments_figure(Why("sal", 0.0, 1.0, PARTS, many), "source", LIGHT, (8.5, segments_height(500)))
    assert len(figure.funneldesk_targets) == MOST_SEGMENTS  # type: ignore[attr-defined]
    assert "492 more in the table" in words(figure, "note")
    assert words(segments_figure(Why("sal", 0.0, 0.0, PARTS), "source", LIGHT), "empty")


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("width", [5.9, 14.0])
def test_nothing_overlaps_however_long_the_names_are(width: float, language: str) -> None:
    set_language(language)
    segments = (*SEGMENTS, segment("オンラインセミナー「原価管理の始め方」" * 10, 0, 1))
    for labels in ({}, LONG):
        found = Why(
            "amount", 123_456_789.0, 9.0, (*PARTS, Part("amount", -123_456_782.0, 1e7, 1.0)), segments
        )
        for why in (WHY, found):
            assert overlaps(why_figure(why, DARK, (width, why_height(why)), labels)) == []
            assert overlaps(segments_figure(why, "source", DARK, (width, segments_height(4)), labels)) == []


def test_the_sheet_stands_alone() -> None:
    figure = why_sheet(WHY, "source", LIGHT, "Acquired 2026/04/01–2026/06/30 → 2026/07/01–2026/09/30")
    assert words(figure, "title") == "Why it moved: SAL"
    assert "SAL went from 9 to 11 (+2)." in words(figure, "headline")
    assert words(figure, "heading") == "By lead source"
    assert overlaps(figure) == []
