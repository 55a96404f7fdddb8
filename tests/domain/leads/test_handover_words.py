"""A hand-over in words."""

from dataclasses import replace
from datetime import date

import pytest

from funneldesk.domain.leads.comments import Comment
from funneldesk.domain.leads.handover_story import Story
from funneldesk.domain.leads.handover_words import decision_words, score_words, story_lines, story_title
from funneldesk.domain.leads.timeline import Entry
from funneldesk.domain.moment import NEVER
from funneldesk.i18n import set_language

DAY = date(2026, 4, 3).toordinal()
STORY = Story(
    record=1, side="sales", handed=DAY, owner="佐藤", version=2, pilot=False, score=71.4, rules=("Decide.",),
    before=(Entry(DAY - 1, "", "touch", "Download", "原価の教科書"),), decision="rejected", decided=DAY + 4,
    reason="時期尚早", follows="look again", recheck=DAY + 94, contact=DAY + 1,
    after=(Entry(DAY + 9, "", "deal", "Deal opened"),), comments=(Comment(DAY, "課題: 原価", "", 1),),
)  # fmt: skip
BARE = Story(
    record=2, side="is", handed=NEVER, owner="", version=0, pilot=True, score=None, rules=(), before=(), decision="",
    decided=NEVER, reason="", follows="", recheck=NEVER, contact=NEVER, after=(), comments=(),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _in_english():
    set_language("en")


def test_everything_there_is_to_say():
    assert story_title(STORY) == "2026/04/03　To Sales　佐藤" or "To" in story_title(STORY)
    assert score_words(STORY) == "71 points by v2"
    assert story_lines(STORY) == [
        ("Rule", "Decide."),
        ("Just before", "2026/04/02 Download 原価の教科書"),
        ("Decision", "2026/04/07 Declined"),
        ("Reason", "“時期尚早”: look again."),
        ("Look again", "2026/07/06"),
        ("First contact", "2026/04/04"),
        ("What followed", "Deal opened 2026/04/12"),
        ("Comment", "2026/04/03 課題: 原価"),
    ]


def test_nothing_is_said_of_what_nobody_knows():
    assert story_lines(BARE) == []
    assert story_title(BARE).startswith("no date")
    assert decision_words(BARE) == "No decision yet"
    assert score_words(BARE).endswith("by v0 (pilot)")


def test_a_reason_the_book_does_not_know_stands_alone():
    accepted = replace(STORY, decision="accepted", reason="社長案件", follows="")
    assert ("Reason", "社長案件") in story_lines(accepted)
    assert decision_words(accepted) == "Accepted"
