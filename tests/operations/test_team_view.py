"""Rows of a publication as records: days are ordinals, flags are truths, what is published of nobody is None."""

import pytest

from funneldesk.domain.team.publication import Publication, table_named
from funneldesk.domain.team.team_views import SharedView, encoded
from funneldesk.errors import UserError
from funneldesk.operations.lead_filters import ColumnFilter, ValueCount
from funneldesk.operations.team_figures import contents_result, funnel_result, labels_of, untold
from funneldesk.operations.team_view import LeadQuery, open_view
from funneldesk.share.publication_file import write_publication

AS_OF = 739_950
DAY = "2026-11-30"
VIEW = SharedView("東と南", values={"company": ("東都", "南都")})


def rows_of(table, *given):
    """Return rows of a table; what is not named is empty."""
    names = [column.name for column in table_named(table).columns]
    flags = {column.name: 0 for column in table_named(table).columns if column.type == "flag"}
    for one in given:
        assert set(one) <= set(names)
    return [tuple({**dict.fromkeys(names), **flags, **one}.values()) for one in given]


def asking(*filters):
    return LeadQuery(filters=filters)


@pytest.fixture
def view(tmp_path):
    about = {"level": "contact", "as_of": DAY, "language": "ja", "views": encoded([VIEW])}
    stage = {"range": "trailing", "by": "", "from_day": "2025-12-01", "to_day": DAY, "recorded": 1}
    rows = {
        "about": [(key, value, key, value) for key, value in about.items()],
        "today": rows_of(
            "today",
            {"position": 2, "side": "is", "action": "架電する", "lead": 7, "due": DAY},
            {"position": 1, "side": "sales", "action": "返事", "due": "2026-11-24", "days_late": 6, "person": "鈴木", "company": "東都"},
        ),
        "handovers": rows_of(
            "handovers",
            {"handover": "1" * 16, "state": "accepted", "decided_on": "2026-11-24", "company": "東都"},
            {"handover": "2" * 16, "state": "rejected", "decided_on": "2026-11-28"},
            {"handover": "3" * 16, "state": "open", "due": "2026-12-02"},
            {"handover": "4" * 16, "state": "open", "due": "2026-11-24", "is_late": 1, "person": "鈴木"},
            {"handover": "5" * 16, "state": "open", "handed_on": "2026-11-25"},
            {"handover": "6" * 16, "state": "accepted"},
        ),
        "leads": rows_of(
            "leads",
            {"lead": 1, "company": "東都", "stage": "mql", "score": 70.0, "is_candidate": 1, "owner": "佐藤", "candidate_since": "2026-05-01"},
            {"lead": 2, "company": "西都", "stage": "lead", "score": 10.0, "owner": "鈴木"},
            {"lead": 3, "company": "南都", "stage": "lead", "acquired_on": DAY},
        ),
        "funnel": rows_of(
            "funnel",
            {"position": 1, **stage, "stage": "lead", "stage_name": "見込み", "count": 90},
            {"position": 2, **stage, "stage": "mql", "previous": "lead", "count": 40, "n": 80, "k": 36, "rate": 0.45,
             "band_low": 0.3, "band_high": 0.5, "sure": 1, "quartile_low": 2.0, "quartile_high": 9.0},
            {"position": 3, **stage, "stage": "sal", "previous": "mql"},
            {"position": 4, **stage, "by": "source", "value": "SEO", "stage": "lead", "count": 30},
        ),
        "contents": rows_of(
            "contents",
            {"position": 1, "content": "guide", "title": "導入ガイド", "touched": 40, "deals": 8, "rate": 0.2, "enough": 1},
            {"position": 2, "content": "few", "title": "少ない"},
        ),
        "book": rows_of("book", {"position": 1, "part": "terms", "item": "リード", "aspect": "定義", "said": "個人"}),
        "reasons": rows_of("reasons", {"position": 1, "reason": "競合", "follows": "対象外にする"}),
    }  # fmt: skip
    path = tmp_path / "published.sqlite"
    write_publication(path, Publication("contact", AS_OF, "ja", rows))
    found = open_view(path)
    yield found
    found.close()


def test_duties_come_in_their_order(view):
    first, second = view.duties()
    assert (first.who, first.is_late, first.due) == ("鈴木", True, AS_OF - 6)
    assert (second.who, second.is_late, second.due, second.person) == ("", False, AS_OF, None)
    assert (view.level, view.as_of) == ("contact", AS_OF)


def test_hand_overs_that_wait_come_first_the_longest_due_before(view):
    found = view.handovers()
    assert [one.handover[0] for one in found] == ["4", "5", "3", "2", "1", "6"]
    assert [one.is_open for one in found] == [True] * 3 + [False] * 3
    assert (found[0].who, found[4].who, found[0].is_late) == ("鈴木", "東都", True)


@pytest.mark.parametrize(
    ("query", "leads"),
    [
        (LeadQuery(), [1, 2, 3]),
        (LeadQuery(descending=False), [2, 1, 3]),
        (LeadQuery(search="西"), [2]),
        (LeadQuery(stage="lead"), [2, 3]),
        (LeadQuery(owner="佐藤"), [1]),
        (LeadQuery(only_candidates=True), [1]),
        (asking(ColumnFilter("company", values=("東都", "南都"))), [1, 3]),
        (asking(ColumnFilter("owner", values=("", "佐藤"))), [1, 3]),
        (asking(ColumnFilter("owner", values=("",)), ColumnFilter("stage", values=("lead",))), [3]),
        (asking(ColumnFilter("owner", values=())), []),
        (asking(ColumnFilter("company", "都")), [1, 2, 3]),
        (asking(ColumnFilter("company", "都", ("西都",))), [2]),
        (asking(ColumnFilter("company", "%")), []),
        (asking(ColumnFilter("score", "10〜60")), [2]),
        (asking(ColumnFilter("score", "20〜")), [1]),
        (asking(ColumnFilter("score", "70")), [1]),
        (asking(ColumnFilter("candidate_since", "2026/05/01〜2026/05/31")), [1]),
        (asking(ColumnFilter("candidate_since", "2026/06/01〜")), []),
        (asking(ColumnFilter("score", "71")), []),
        (asking(ColumnFilter("acquired_on", "2026/11")), [3]),
        (asking(ColumnFilter("acquired_on", "〜2026/10")), []),
        (asking(ColumnFilter("stage", "商談", ("mql",))), [1]),
    ],
)
def test_leads_are_searched_filtered_and_sorted(view, query, leads):
    assert [one.lead for one in view.leads(query, 0)] == leads
    assert view.count_leads(query) == len(leads)


def test_a_text_that_is_no_range_is_said(view):
    with pytest.raises(UserError, match="no number"):
        view.leads(asking(ColumnFilter("score", "たくさん")), 0)


def test_saved_views_are_there(view):
    assert view.views() == (VIEW,)


def test_leads_come_page_by_page(view):
    assert [one.lead for one in view.leads(LeadQuery(), 1, 1)] == [2]
    assert view.leads(LeadQuery(search="南"), 0)[0].acquired_on == AS_OF


def test_who_is_in_charge_reasons_and_the_book(view):
    assert view.owners() == ("佐藤", "鈴木")
    assert view.reasons() == (("競合", "対象外にする"),)
    [line] = view.book()
    assert (line.part, line.item, line.aspect, line.said) == ("terms", "リード", "定義", "個人")


def test_a_published_funnel_is_drawn_like_the_owners(view):
    whole, split = view.funnels()
    assert (whole.range, whole.by, whole.to_day, split.by) == ("trailing", "", AS_OF, "source")
    result = funnel_result(whole, AS_OF)
    lead, mql, sal = result.stages
    assert (lead.count, mql.band, mql.quartile_days, mql.sure) == (90, (0.3, 0.5), (2.0, 9.0), True)
    assert (sal.count, sal.band, sal.quartile_days) == (0, None, None)
    assert list(untold(whole)) == ["sal"]
    assert labels_of(whole) == {"lead": "見込み"}


def test_contents_that_are_not_told_are_in_the_table_only(view):
    told, hidden = view.contents()
    assert (told.touched, told.enough, hidden.touched) == (40, True, None)
    result = contents_result(view.contents(), AS_OF)
    assert [(one.content, one.deals, one.rate) for one in result.contents] == [("guide", 8, 0.2)]


def test_values_are_counted_among_those_who_pass_everything_else(view):
    everybody = [ValueCount("", 1), ValueCount("佐藤", 1), ValueCount("鈴木", 1)]
    assert view.lead_values("owner", asking()) == everybody
    # What the column itself is filtered by leaves its values on offer.
    assert view.lead_values("owner", asking(ColumnFilter("owner", values=("佐藤",)))) == everybody
    west = asking(ColumnFilter("company", "西"))
    assert view.lead_values("owner", west) == [ValueCount("鈴木", 1)]
    assert view.lead_values("owner", LeadQuery(search="東")) == [ValueCount("佐藤", 1)]


def test_stages_are_offered_in_their_order(view):
    assert view.lead_values("stage", asking()) == [ValueCount("lead", 2), ValueCount("mql", 1)]
