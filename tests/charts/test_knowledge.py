"""The evidence of a card as a picture: both sides when it was made, and since where somebody came, on one scale."""

import pytest

from funneldesk.charts.knowledge import evidence_figure
from funneldesk.colours import LIGHT
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.knowledge.cards import Evidence
from funneldesk.domain.knowledge.verdicts import Picture, Retest
from funneldesk.domain.reviews.measures import Measure
from tests.charts.drawn import artist, overlaps, words

EVIDENCE = Evidence(740_000, True, Share(147, 49), Share(135, 18), measure=Measure("content", content="c"))
NEW = Picture((Share(1_113, 32), Share(138, 21)))


@pytest.mark.parametrize(("seen", "height", "rows"), [(None, 68, 2), (Picture(), 68, 2), (NEW, 128, 4)])
@pytest.mark.parametrize("width", [3.6, 8.0])
def test_bars_stand_on_one_scale(seen: Picture | None, height: int, rows: int, width: float) -> None:
    retest = None if seen is None else Retest(740_100, "open", None, "few", None, seen)
    figure = evidence_figure(EVIDENCE, retest, LIGHT, (width, height / 96))
    keys = [target.key for target in figure.funneldesk_targets]  # type: ignore[attr-defined]
    assert keys == ["then:inside", "then:outside", "new:inside", "new:outside"][:rows]
    assert words(figure, "rate:then:inside") == "33.3 %"
    assert words(figure, "people:then:outside").startswith("18 of 135 people")
    shares = {"then:inside": EVIDENCE.inside, "then:outside": EVIDENCE.outside}
    if rows == 4:
        shares |= {"new:inside": NEW.new[0], "new:outside": NEW.new[1]}
    pixels = {
        round(artist(figure, f"bar:{key}").get_width() / (share.rate or 1)) for key, share in shares.items()
    }
    assert len(pixels) == 1
    assert overlaps(figure) == []
