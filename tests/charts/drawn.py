"""Reading a drawn figure: artists by their gid, and values made by hand."""

from typing import Any

from matplotlib.figure import Figure

from funneldesk.domain.contents.contents import ContentResult, Contents
from funneldesk.domain.funnel.funnel import Funnel, StageResult, WholeWay
from funneldesk.domain.funnel.intervals import wilson

AS_OF = 739940


def artist(figure: Figure, gid: str) -> Any:
    """Return the one artist of that gid."""
    found = artists(figure, gid)
    assert len(found) == 1, (gid, found)
    return found[0]


def artists(figure: Figure, gid: str) -> list[Any]:
    return figure.findobj(lambda a: a.get_gid() == gid)


def words(figure: Figure, gid: str) -> str:
    return " ".join(a.get_text() for a in artists(figure, gid))


def texts(figure: Figure) -> list[Any]:
    """Return every visible piece of text that says something."""
    canvas: Any = figure.canvas
    canvas.draw()
    return [t for t in figure.axes[0].texts if t.get_visible() and t.get_text().strip()]


def overlaps(figure: Figure) -> list[tuple[str, str]]:
    """Return the pairs of texts that lie on each other, and those that leave the figure (with "")."""
    canvas: Any = figure.canvas
    found = texts(figure)
    boxes = [t.get_window_extent(canvas.get_renderer()) for t in found]
    pairs = [
        (a.get_text(), b.get_text())
        for i, (a, box) in enumerate(zip(found, boxes, strict=True))
        for b, other in zip(found[i + 1 :], boxes[i + 1 :], strict=True)
        if box.shrunk(0.98, 0.7).overlaps(other.shrunk(0.98, 0.7))
    ]
    whole = figure.bbox
    outside = [
        (t.get_text(), "")
        for t, box in zip(found, boxes, strict=True)
        if box.x0 < whole.x0 - 1 or box.x1 > whole.x1 + 1 or box.y0 < whole.y0 - 1 or box.y1 > whole.y1 + 1
    ]
    return pairs + outside


def step(
    stage: str,
    previous: str,
    count: int,
    k: int,
    n: int,
    band: tuple[float, float] | None = None,
    **more: Any,
) -> StageResult:
    """Return a recorded stage with the rate k of n."""
    low, high = wilson(k, n) if n else (None, None)
    rate = k / n if n else None
    return StageResult(
        stage, count, recorded=True, skipped=more.pop("skipped", 0), undated=0, previous=previous, n=n, k=k,
        rate=rate, low=low, high=high, band=band, **more,
    )  # fmt: skip


def way(k: int, n: int, immature: int, maturity_days: int) -> WholeWay:
    """Return the rate from the first stage, k of n."""
    return WholeWay(n, k, k / n, *wilson(k, n), immature, maturity_days)


FUNNEL = Funnel(
    "cohort",
    None,
    None,
    AS_OF,
    (
        StageResult("lead", 2000, recorded=True, skipped=0, undated=0),
        step("mql", "lead", 800, 800, 2000, mature=1.0),
        step("sal", "mql", 280, 245, 700, (0.35, 0.45), verdict="within", sure=False, needed=900, immature=100, skipped=18,
             median_days=10.0, quartile_days=(4.0, 21.0), whole_way=way(240, 1800, 200, 60)),
        step("deal", "sal", 150, 130, 250, (0.5, 0.6), verdict="within", sure=True, needed=0, immature=30),
        step("won", "deal", 40, 15, 100, (0.2, 0.3), verdict="below", sure=True, needed=0, immature=50),
    ),
    None,
)  # fmt: skip
#: Only an MA list was imported.
UNRECORDED = Funnel(
    "cohort",
    None,
    None,
    AS_OF,
    (
        StageResult("lead", 2000, recorded=True, skipped=0, undated=0),
        step("mql", "lead", 800, 800, 2000),
        StageResult("sal", 0, recorded=False, skipped=0, undated=0),
        step("deal", "mql", 90, 90, 800, (0.175, 0.27), verdict="below", sure=True, needed=0),
        StageResult("won", 0, recorded=False, skipped=0, undated=0),
    ),
    None,
)
NOBODY = Funnel(
    "cohort",
    None,
    None,
    AS_OF,
    (
        StageResult("lead", 0, recorded=True, skipped=0, undated=0),
        *(
            step(stage, before, 0, 0, 0)
            for before, stage in (("lead", "mql"), ("mql", "sal"), ("sal", "deal"), ("deal", "won"))
        ),
    ),
    None,
)


def content(key: str, k: int, n: int, **more: Any) -> ContentResult:
    """Return a content with k of n people in a deal."""
    low, high = wilson(k, n) if n else (None, None)
    fields = {"title": key, "type": "article", "phase": "awareness", "theme": "", "baseline": 0.1, "won": 0}
    fields |= {"amount": 0, "cost": None, "roi": None, "credit": {}, "touched_all": n} | more
    return ContentResult(
        content=key, touched=n, deals=k, rate=k / n if n else None, low=low, high=high, enough=n >= 30, **fields
    )  # fmt: skip


CONTENTS = Contents(
    AS_OF,
    180,
    60,
    (
        content(
            "guide",
            40,
            100,
            title="導入ガイド",
            type="guide",
            phase="decision",
            cost=32_000_000,
            cost_per_deal=800_000.0,
        ),
        content("article", 20, 100, title="原価管理の始め方", baseline=0.08),
        content("video", 6, 20, title="動画: 3分でわかる", type="video"),
    ),
)
