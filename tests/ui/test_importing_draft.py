"""What the import page knows without widgets: decisions, reasons in lines, dates in words."""

from pathlib import Path

import pytest

from funneldesk.domain.lists.mapping import FieldGuess, ImportPlan, ListPreview, Problem
from funneldesk.ui.pages.importing_draft import KEEP, LEAVE_OUT, draft_of
from funneldesk.ui.pages.importing_outcome import grouped, row_words
from funneldesk.ui.pages.importing_questions import date_options, telling_sample
from funneldesk.ui.pages.importing_start import lists_in
from funneldesk.ui.pages.importing_summary import summary


def preview(**changes):
    known = {
        "path": Path("a.csv"), "sheets": (), "sheet": None, "kind": "leads", "kind_sure": True, "header_row": 1,
        "headings": ("Name", "From", "Day"), "samples": (("", "SEO", "01/02/2021"), ("Ann", "Ad", "03/04/2021")),
        "fields": (
            FieldGuess("Name", "name", "certain"), FieldGuess("From", "source", "unsure"),
            FieldGuess("Day", "acquired_at", "certain"),
        ),
        "system": None, "tool": None, "fingerprint": "f", "rows": 2, "undecided_dates": ("acquired_at",),
        "encoding": "utf-8", "delimiter": ",",
        "plan": ImportPlan("leads", columns={"name": "Name", "source": "From", "acquired_at": "Day"}),
    }  # fmt: skip
    return ListPreview(**(known | changes))


def test_a_draft_begins_with_what_detection_proposes():
    draft = draft_of(preview())
    assert draft.targets == {"Name": "name", "From": "source", "Day": "acquired_at"}
    assert [draft.certainty(heading) for heading in draft.preview.headings] == [
        "certain",
        "unsure",
        "unsure",
    ]
    draft.dates["acquired_at"] = "mdy"
    assert draft.certainty("Day") == "certain"
    assert draft.samples("Name") == ["Ann"]
    assert draft.needs_attention


def test_a_field_can_be_one_column_only():
    draft = draft_of(preview())
    draft.assign("From", "name")
    assert draft.targets["Name"] == KEEP
    assert draft.certainty("From") == "chosen"
    assert draft.certainty("Name") == "kept"
    assert draft.plan().columns == {"name": "From", "acquired_at": "Day"}


def test_a_column_left_out_is_in_the_plan_as_ignored():
    draft = draft_of(preview())
    draft.assign("From", LEAVE_OUT)
    assert draft.plan().ignored == ("From",)
    assert draft.certainty("From") == "left_out"


def test_open_dates_close_with_the_answer_or_when_nobody_needs_them():
    draft = draft_of(preview())
    assert draft.open_dates == ("acquired_at",)
    draft.dates["acquired_at"] = "dmy"
    assert draft.open_dates == ()
    assert draft.plan().dates == {"acquired_at": "dmy"}
    other = draft_of(preview())
    other.assign("Day", KEEP)
    assert other.open_dates == ()


def test_only_decisions_of_a_person_are_worth_remembering():
    draft = draft_of(preview())
    assert not draft.is_corrected
    draft.assign("From", "campaign")
    assert draft.is_corrected


def test_rows_with_one_reason_are_one_line():
    problems = [Problem(row, "Day", "bad", "no date") for row in (4, 5, 6, 9, 12, 20)]
    problems += [Problem(2, "", "nobody", "about nobody")]
    assert grouped(problems) == [("2", "", "about nobody"), ("4–6, 9, 12 …", "Day", "no date")]


@pytest.mark.parametrize(
    ("numbers", "words"), [([3], "3"), ([3, 4], "3–4"), ([1, 3, 5], "1, 3, 5"), ([1, 1, 2], "1–2")]
)
def test_row_numbers_in_few_words(numbers, words):
    assert row_words(numbers) == words


def test_a_date_is_asked_about_in_full_words():
    assert dict(date_options("3/4/21")) == {
        "mdy": "Mar 4, 2021 (month/day/year)",
        "dmy": "Apr 3, 2021 (day/month/year)",
        "ymd": "Apr 21, 2003 (year/month/day)",
    }
    assert dict(date_options("03/14/2021")) == {"mdy": "Mar 14, 2021 (month/day/year)"}


def test_the_sample_that_tells_most_is_shown():
    assert telling_sample(["01/01/2021", "03/04/2021"]) == "03/04/2021"
    assert telling_sample([]) == ""


def test_a_folder_stands_for_its_lists(tmp_path):
    for name in ("b.xlsx", "a.csv", "~$b.xlsx", "picture.png"):
        (tmp_path / name).write_bytes(b"")
    assert lists_in([tmp_path, tmp_path / "a.csv"]) == [tmp_path / "a.csv", tmp_path / "b.xlsx"]


def suggesting(**changes):
    known = {
        "words": {"source": {"Web広告": 9, "WEB広告": 2}, "stage": {"架電後アポ": 3}},
        "unknown_values": {"stage": ("架電後アポ",)},
        "suggested_values": {"source": {"WEB広告": "Web広告"}, "stage": {"架電後アポ": "sal"}},
        "headings": ("Name", "From", "Day", "Status"),
        "plan": ImportPlan("leads", columns={"name": "Name", "source": "From", "stage": "Status"}),
    }
    return draft_of(preview(**(known | changes)))


def test_a_word_nobody_knows_wants_a_look_until_it_has_a_meaning():
    certain = (("Name", "name"), ("From", "source"), ("Status", "stage"))
    draft = suggesting(fields=tuple(FieldGuess(*one, "certain") for one in certain))
    assert draft.needs_attention
    assert summary(draft) == (
        "3 of 4 columns are understood, 1 kept as they are.\nSay what 1 word of it means.",
        "amber",
    )
    draft.answer("stage", "架電後アポ", "sal")
    assert not draft.needs_attention
    assert "Say what" not in summary(draft)[0]


def test_suggestions_are_of_mapped_columns_spellings_apart_from_meanings():
    draft = suggesting()
    assert [(one.field, one.word, one.meant, one.count) for one in draft.spellings] == [
        ("source", "WEB広告", "Web広告", 2)
    ]
    assert [(one.word, one.meant) for one in draft.meanings] == [("架電後アポ", "sal")]
    draft.assign("From", KEEP)
    assert draft.spellings == []


def test_an_answer_goes_into_the_plan_and_can_be_forgotten():
    draft = suggesting()
    assert not draft.is_corrected
    draft.answer("source", "WEB広告", "Web広告")
    assert draft.plan().values == {"source": {"WEB広告": "Web広告"}}
    assert draft.is_corrected
    draft.answer("source", "WEB広告", "")
    assert draft.plan().values == {}
    assert not draft.is_corrected


def test_one_sentence_says_what_is_sure_and_what_is_not():
    assert summary(draft_of(preview())) == ("1 of 3 columns are understood, 2 to check.", "amber")
    guessed = draft_of(preview(kind_sure=False))
    assert summary(guessed)[0].startswith("“Leads” is a guess")
    companies = draft_of(preview(plan=ImportPlan("leads", columns={"company": "Name"})))
    assert "unnamed contact" in summary(companies)[0]
    nothing = draft_of(preview(plan=ImportPlan("leads"), kind_sure=False))
    assert summary(nothing)[0].startswith("None of the columns")


def test_a_list_is_called_by_its_sheet_where_there_are_several():
    assert draft_of(preview()).name == "a.csv"
    assert draft_of(preview(sheets=("A", "B"), sheet="B")).name == "a.csv · B"


def test_a_list_of_names_alone_wants_a_look_before_it_comes_in_with_others():
    sure = tuple(
        FieldGuess(heading, name, "certain") for heading, name in (("Name", "name"), ("Day", "occurred_at"))
    )
    known = {"kind": "activities", "headings": ("Name", "Day"), "fields": sure, "undecided_dates": ()}
    columns = {"name": "Name", "occurred_at": "Day"}
    assert draft_of(preview(**known, plan=ImportPlan("activities", columns=columns))).needs_attention
    columns = {"email": "Name", "occurred_at": "Day"}
    assert not draft_of(preview(**known, plan=ImportPlan("activities", columns=columns))).needs_attention
