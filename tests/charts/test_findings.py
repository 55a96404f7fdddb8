"""The picture of a finding: both rates on one scale, with intervals and people, however they differ."""

from dataclasses import replace

import numpy as np
import pytest

from funneldesk.charts.findings import finding_figure, findings_height
from funneldesk.charts.sheets import findings_sheet
from funneldesk.colours import LIGHT
from funneldesk.domain.findings.finding_sentences import Names
from funneldesk.domain.findings.findings import Finding, Findings
from funneldesk.domain.formats import percent_range
from funneldesk.domain.funnel.shares import Share
from tests.charts.drawn import artist, artists, overlaps, words

NOBODY = np.zeros(0, np.int32)


def _finding(inside: Share, outside: Share) -> Finding:
    return Finding("school", "", "handed", "accepted", inside, outside, 0, 5.0, 1e-6, 5, NOBODY, NOBODY)


@pytest.mark.parametrize(
    ("inside", "outside"),
    [(Share(100, 40), Share(900, 90)), (Share(20, 0), Share(393, 320)), (Share(20, 20), Share(1_234_567, 3))],
)
@pytest.mark.parametrize("width", [3.4, 9.4])
def test_both_rates_stand_on_one_scale(inside: Share, outside: Share, width: float) -> None:
    figure = finding_figure(_finding(inside, outside), LIGHT, (width, findings_height() / 96))
    left = artist(figure, "bar:inside").get_x()
    pixels = set()
    for side, share in (("inside", inside), ("outside", outside)):
        low, high = artist(figure, f"interval:{side}").get_xdata()
        assert share.interval is not None
        pixels.add(round((high - left) / share.interval[1], 3))
        assert (low - left) * share.interval[1] == pytest.approx((high - left) * share.interval[0], abs=1e-6)
        assert words(figure, f"people:{side}") == f"{share.k:,} of {share.n:,} people" + (
            "" if width < 5 else f" ({percent_range(*share.interval)})"
        )
        assert artist(figure, f"bar:{side}").get_width() == pytest.approx(
            max((share.rate or 0) * (high - left) / share.interval[1], 1.5)
        )
    assert len(pixels) == 1
    assert overlaps(figure) == []
    assert [target.key for target in figure.funneldesk_targets] == ["inside", "outside"]  # type: ignore[attr-defined]
    assert f"÷ {inside.n:,} people" in figure.funneldesk_targets[0].tip  # type: ignore[attr-defined]


def test_all_of_them_stand_on_one_sheet() -> None:
    """Readable with many findings and names of any length."""
    found = replace(_finding(Share(100, 40), Share(900, 90)), kind="content", value="長い名前" * 60)
    many = Findings(739_940, 356, 1000, (found,) * 12)
    figure = findings_sheet(many, Names(), LIGHT)
    assert len(artists(figure, "bar:inside")) == len(artists(figure, "bar:outside")) == 12
    assert len(artists(figure, "finding")) >= 24
    assert overlaps(figure) == []
