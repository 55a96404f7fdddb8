"""Speed to contact and waiting times as pictures."""

from dataclasses import replace

import numpy as np
import pytest

from funneldesk.charts.timing import speed_figure, timing_sheet
from funneldesk.charts.waiting import horizon, waits_figure
from funneldesk.colours import DARK, LIGHT
from funneldesk.domain.funnel.contact_speed import BUCKETS, Comparison, LeftOut, SpeedBucket
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.funnel.timing import StageWait, Timing
from funneldesk.domain.funnel.waiting import Waiting, curve
from funneldesk.i18n import set_language
from tests.charts.drawn import AS_OF, artist, artists, overlaps, words

COUNTS = ((40, 20), (50, 20), (60, 18), (45, 9), (12, 3), (80, 0))
SPANS = (*BUCKETS, (None, None))
NOBODY = curve(np.zeros(0, np.int32), np.zeros(0, np.bool_))


def waits(*arrivals: int, still: tuple[int, ...] = ()) -> Waiting:
    spent = np.array([*arrivals, *still], np.int32)
    return curve(spent, np.array([True] * len(arrivals) + [False] * len(still)))


CONTACT = waits(*[1] * 10, *[4] * 20, *[12] * 5, still=tuple(range(5, 30)))
MQL = waits(*range(0, 30, 3), still=(400,) * 40)
TIMING = Timing(
    as_of=AS_OF,
    from_day=None,
    to_day=None,
    triggers=300,
    handed=200,
    contacts_recorded=True,
    deals_recorded=True,
    wins_recorded=True,
    buckets=tuple(
        SpeedBucket(*span, Share(n, k), Share(n, k // 3)) for span, (n, k) in zip(SPANS, COUNTS, strict=True)
    ),
    comparison=Comparison(1, 8, Share(40, 20), Share(57, 12), 0.002),
    left_out=LeftOut(12, 1, 0),
    contact=CONTACT,
    week=Share(270, 150),
    waits=(
        StageWait("lead", "mql", MQL),
        StageWait("mql", "sal", NOBODY),
        StageWait("deal", "won", replace(NOBODY, left_out=7)),
        StageWait("sal", "deal", waits(still=(3, 9))),
    ),
    answers=(),
    by="",
    groups=(),
    is_empty=False,
    labels={},
)


def test_bars_are_the_rates_with_their_intervals() -> None:
    figure = speed_figure(TIMING, LIGHT)
    first, second = artist(figure, "bar:0"), artist(figure, "bar:3")
    assert first.get_width() / second.get_width() == pytest.approx(0.5 / 0.2)
    low, high = artist(figure, "interval:0").get_xdata()
    scale = first.get_width() / 0.5
    interval = TIMING.buckets[0].deals.interval
    assert interval is not None
    assert [(x - first.get_x()) / scale for x in (low, high)] == pytest.approx(interval)
    everybody = artist(figure, "all").get_xdata()[0]
    assert (everybody - first.get_x()) / scale == pytest.approx(70 / 287)
    assert (words(figure, "rate:0"), words(figure, "people:0")) == ("50 %", "20 of 40 people")
    targets = {t.key: t.tip for t in figure.funneldesk_targets}  # type: ignore[attr-defined]
    assert set(targets) == {str(place) for place in range(6)}
    assert "Deal (20) ÷ people (40) = 50.0 %" in targets["0"]
    assert "Won (6) ÷ people (40) = 15.0 %" in targets["0"]


def test_too_few_are_pale_and_say_so() -> None:
    figure = speed_figure(TIMING, DARK)
    pale, full = (artist(figure, f"bar:{place}").get_facecolor() for place in (4, 0))
    assert pale != full
    assert words(figure, "few:4") == "too few"
    assert artists(figure, "few:0") == []


def test_without_deals_the_bars_are_people_without_a_rate_of_anything() -> None:
    figure = speed_figure(replace(TIMING, deals_recorded=False, wins_recorded=False), LIGHT)
    assert words(figure, "people:0") == "40 people"
    assert words(figure, "definition").endswith("The bars: how many of all 287 people.")
    assert artists(figure, "few:4") == []  # a count is no rate
    assert artists(figure, "interval:0") == artists(figure, "all") == []
    first, last = artist(figure, "bar:0"), artist(figure, "bar:5")
    assert last.get_width() / first.get_width() == pytest.approx(2)


def test_a_curve_goes_up_in_steps_inside_its_band() -> None:
    figure = waits_figure(TIMING, LIGHT)
    xs, ys = (np.asarray(values) for values in artist(figure, "curve:contact").get_data())
    # Steps: from one point to the next either along or up.
    assert all((np.diff(xs) == 0) | (np.diff(ys) == 0))
    days, shares = CONTACT.days, CONTACT.share
    bottom, scale = ys[0], 1 / (xs[-1] - xs[0]) * horizon(CONTACT)
    assert sorted({round((x - xs[0]) * scale) for x in xs}) == [0, *days.tolist(), horizon(CONTACT)]
    heights = [(bottom - y) for y in sorted(set(ys.tolist()), reverse=True)[1:]]
    assert np.array(heights) / heights[0] == pytest.approx(shares / shares[0])
    band = artist(figure, "band:contact").get_xy()
    assert band[:, 1].min() <= ys.min()
    assert band[:, 1].max() == pytest.approx(bottom)
    dotted = artist(figure, "median:contact")
    assert (dotted.get_xdata()[1] - xs[0]) * scale == pytest.approx(CONTACT.day_of(0.5) or 0)
    at_risk = [text.get_text() for text in artists(figure, "risk:contact")]
    assert at_risk[0] == str(CONTACT.entrants)
    assert "Half of them within 4 days." in words(figure, "words:contact")


def test_what_never_came_is_said() -> None:
    figure = waits_figure(TIMING, LIGHT)
    assert words(figure, "words:lead>mql").startswith("Not half of them yet.")
    assert artists(figure, "median:lead>mql") == []
    assert words(figure, "none:mql>sal") == "Nobody waits for it."
    assert words(figure, "none:deal>won").startswith("Left out: 7 of which nobody recorded")
    assert words(figure, "none:sal>deal") == "Nobody got there yet."
    targets = {t.key: t.tip for t in figure.funneldesk_targets}  # type: ignore[attr-defined]
    assert "10 of 50 got there, 40 still wait" in targets["lead>mql"]


def test_a_curve_ends_where_few_still_wait_or_long_after_the_last_arrival() -> None:
    assert horizon(CONTACT) == int(14 * 1.25)  # a fortnight at least
    assert horizon(MQL) == int(27 * 1.25)
    assert horizon(waits(*range(20), still=(500,) * 5)) == 15  # on that day ten still wait
    assert horizon(waits(*[400] * 30, still=(600,) * 12)) == 400
    assert horizon(waits(0)) == 1


@pytest.mark.parametrize(("language", "width"), [("ja", 8.4), ("en", 8.4), ("en", 12.0)])
def test_nothing_overlaps(language: str, width: float) -> None:
    set_language(language)
    for timing in (
        TIMING,
        replace(TIMING, deals_recorded=False),
        replace(TIMING, labels={"mql": "マーケティングが認めた見込み客" * 3}),
    ):
        assert overlaps(speed_figure(timing, DARK, (width, 3.6))) == []
        assert overlaps(waits_figure(timing, DARK, (width, 5.6))) == []


def test_without_contacts_the_picture_has_the_stages_alone() -> None:
    figure = timing_sheet(replace(TIMING, contacts_recorded=False), LIGHT)
    assert artists(figure, "bar:0") == artists(figure, "curve:contact") == []
    assert artist(figure, "curve:lead>mql")
    assert overlaps(timing_sheet(TIMING, LIGHT)) == []
