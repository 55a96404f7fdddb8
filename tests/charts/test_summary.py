"""The one page as a picture: nothing lies on anything else, whatever the numbers; nothing is said without records."""

from dataclasses import replace

import pytest

from funneldesk.charts.exporting import save_figure
from funneldesk.charts.page import A4
from funneldesk.charts.summary import page_size, summary_sheet
from funneldesk.colours import DARK, LIGHT, PRINT
from funneldesk.domain.backtest.backtest import Backtest
from funneldesk.domain.backtest.measures import CurvePoint, Measures
from funneldesk.domain.book.book import Reason
from funneldesk.domain.contents.contents import Contents
from funneldesk.domain.funnel.contact_speed import Comparison
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.handovers.rejection_reasons import ReasonCount, Rejections
from funneldesk.domain.summary.summary import Call, Plan, Summary
from funneldesk.i18n import set_language
from tests.charts.drawn import (
    AS_OF,
    CONTENTS,
    FUNNEL,
    NOBODY,
    artist,
    artists,
    content,
    overlaps,
    texts,
    words,
)
from tests.charts.test_timing import TIMING

LONG = "とても長い名前の株式会社ホールディングス・インターナショナル東日本統括支社第二営業本部"


def _backtest(above: Share, below: Share, months: tuple[int, ...] = (AS_OF - 100,)) -> Backtest:
    at = CurvePoint(60, above, None, None, 0.0)
    figures = Measures(0, 0, above, above, below, (), at, (), None)
    return Backtest(AS_OF, 60, "ge", months, figures, None, 0, 0)


PAGE = Summary(
    AS_OF, 3, {}, FUNNEL, False, _backtest(Share(122, 26), Share(1583, 130)), TIMING,
    Comparison(7, 8, Share(150, 58), Share(57, 12), 0.03),
    Rejections(289, 78, 2, tuple(
        ReasonCount(name, count, Reason("r", "rejection", name, "recycle", 60))
        for name, count in (("情報収集のみ", 31), ("学生", 25), ("時期尚早", 20), ("競合", 2))
    ), recorded=True),
    CONTENTS,
    tuple(Call(n, f"山田 {n}郎", f"みなと{n}", "課長", f"03-1234-56{n:02}", 90 - n, "セミナー参加 20点", "佐藤", n) for n in range(10)),
    35, {"学生": (Plan("フォームで学生を分ける", "佐藤", AS_OF + 30),)},
)  # fmt: skip
WIDE = replace(
    PAGE,
    funnel=replace(FUNNEL, stages=(*FUNNEL.stages[:2], replace(FUNNEL.stages[2], skipped=99_999), *FUNNEL.stages[3:])),
    rejections=replace(PAGE.rejections, reasons=tuple(ReasonCount(f"{LONG}{n}", 20) for n in range(9))),
    contents=replace(CONTENTS, contents=tuple(content(f"c{n}", 20, 90, title=f"{LONG}{n}") for n in range(500))),
    calls=tuple(replace(one, name=LONG, company=LONG, phone=f"{one.phone} 内線 {LONG}", why=LONG, days_late=2_000) for one in PAGE.calls),
    plans={f"{LONG}{n}": (Plan(LONG * 3, LONG, AS_OF),) for n in range(9)},
)  # fmt: skip
NOTHING = replace(
    PAGE, version=0, funnel=NOBODY, backtest=_backtest(Share(0, 0), Share(0, 0), ()),
    timing=replace(TIMING, triggers=0, deals_recorded=False), rejections=Rejections(),
    contents=Contents(AS_OF, 180, 60, ()), calls=(), to_call=0, plans={}, fallback=True,
)  # fmt: skip


@pytest.mark.parametrize(
    ("page", "language"),
    [(PAGE, "ja"), (WIDE, "ja"), (WIDE, "en"), (NOTHING, "en"), (WIDE.without_names(), "ja")],
    ids=["page", "wide", "wide in English", "nothing", "without names"],
)
def test_nothing_lies_on_anything_else_and_it_is_a4(page: Summary, language: str) -> None:
    set_language(language)
    figure = summary_sheet(page, LIGHT)
    assert tuple(figure.get_size_inches()) == pytest.approx(A4)
    assert overlaps(figure) == []
    lowest = max(t.get_position()[1] for t in texts(figure))
    assert lowest <= 297 / 25.4 * 96 - 36


def test_each_part_says_its_numbers_and_leads_to_its_people() -> None:
    figure = summary_sheet(PAGE, DARK)
    keys = [target.key for target in figure.funneldesk_targets]
    assert {
        "funnel:deal:count",
        "funnel:sal:k",
        "score:above",
        "week:none",
        "reason:学生",
        "content:guide",
        "lead:3",
    } <= set(keys)
    assert len([key for key in keys if key.startswith("lead:")]) == 10
    assert words(figure, "rate:score:above") == "21 %"
    assert words(figure, "people:score:below") == "130 of 1,583"
    above, below = (artist(figure, f"bar:score:{side}").get_width() for side in ("above", "below"))
    assert above / below == pytest.approx((26 / 122) / (130 / 1583))
    assert words(figure, "count:reason:情報収集のみ") == "31 of 78, 40 %"
    bar, line = artist(figure, "bar:content:guide"), artist(figure, "other:content:guide")
    name = artist(figure, "label:content:guide").get_position()[1]
    middle, beyond = bar.get_y() + bar.get_height() / 2, 3
    assert all(abs(y - middle) < bar.get_height() / 2 + beyond for y in line.get_ydata()), (
        "not through the name"
    )
    assert abs(name - middle) > bar.get_height() / 2 + beyond
    assert words(figure, "follows:reason:学生").startswith("→ Decided: フォームで学生を分ける (佐藤, until")
    assert words(figure, "follows:reason:時期尚早") == "→ By the book: look again after 60 days"
    assert not artists(figure, "bar:reason:競合"), "three are shown"
    assert words(figure, "undecided") == ""
    assert "For 2 of them no reason is recorded." in words(figure, "rejections")
    assert words(figure, "heading:calls") == "10 people to phone first, of 35"
    assert words(figure, "cell:lead:3:1") == "山田 3郎"
    assert words(figure, "cell:lead:0:6") == "in time"
    assert "In charge: 佐藤" in next(t.tip for t in figure.funneldesk_targets if t.key == "lead:3")
    assert artists(figure, "other:content:guide"), "beside each content the rate without it"


def test_without_names_nobody_is_named() -> None:
    figure = summary_sheet(PAGE.without_names(), LIGHT)
    said = " ".join(t.get_text() for t in texts(figure)) + " ".join(t.tip for t in figure.funneldesk_targets)
    assert "みなと3" in said
    assert "山田" not in said
    assert "03-1234" not in said


def test_what_cannot_be_said_is_said() -> None:
    figure = summary_sheet(NOTHING, PRINT)
    assert words(figure, "score") == "Cannot say: Deals not recorded yet."
    assert words(figure, "week").startswith("Cannot say: nobody was handed over")
    assert words(figure, "rejections") == "Cannot say: Sales decisions not recorded yet."
    assert words(figure, "nobody").startswith("Nobody is to be phoned")
    assert not [a for part in ("score:above", "week:soon") for a in artists(figure, f"rate:{part}")]
    assert words(figure, "headline").startswith("No list says when the leads were acquired")
    assert "example of a definition book" in words(figure, "range")
    assert page_size() == (794, 1123)


def test_long_text_is_cut_where_it_may_be(tmp_path) -> None:
    figure = summary_sheet(WIDE, PRINT)
    assert words(figure, "cell:lead:3:1").startswith("とて"), (
        "cut within: the end of a name tells it from others"
    )
    assert "…" in words(figure, "cell:lead:3:1")
    assert words(figure, "cell:lead:3:5").startswith("03-1234-5603"), "a number to dial keeps its beginning"
    save_figure(figure, tmp_path / "page.pdf")
    data = (tmp_path / "page.pdf").read_bytes()
    assert data.count(b"/Type /Page\n") + data.count(b"/Type /Page ") == 1
    assert b"/FontFile" in data or b"/Type3" in data, "fonts are embedded"


def test_people_are_counted_as_people_and_month_ends_are_not() -> None:
    set_language("ja")
    figure = summary_sheet(PAGE, LIGHT)
    assert words(figure, "people:week:soon").endswith("人")
    assert words(figure, "people:content:guide").endswith("人")
    assert words(figure, "people:score:below").endswith("件")
