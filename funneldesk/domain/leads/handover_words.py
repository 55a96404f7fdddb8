"""A hand-over in words, line by line, for the window and the command line."""

from funneldesk.domain.book.numbering import numbered
from funneldesk.domain.formats import day
from funneldesk.domain.leads.comments import Comment
from funneldesk.domain.leads.handover_story import Story
from funneldesk.domain.leads.timeline import Entry, answer_words
from funneldesk.domain.words import side_label
from funneldesk.i18n import _


def story_title(story: Story) -> str:
    """Return when a lead was handed over, to which side and to whom."""
    to = _("To {side}").format(side=side_label(story.side))
    return "　".join(filter(None, (day(story.handed) or _("no date"), to, story.owner)))


def decision_words(story: Story) -> str:
    """Return what was decided."""
    if story.decision == "accepted":
        return _("Accepted")
    return _("Declined") if story.decision == "rejected" else _("No decision yet")


def score_words(story: Story) -> str:
    """Return the score on the day of the hand-over, and by which version of the book."""
    words = _("{points} points by v{version} (pilot)") if story.pilot else _("{points} points by {book}")
    book = numbered(story.version)
    return words.format(points=f"{story.score or 0:.0f}", version=story.version, book=book)


def story_lines(story: Story) -> list[tuple[str, str]]:
    """Return what there is to say of a hand-over: (name, text), the text perhaps of several lines."""
    decision = decision_words(story) if story.decision else ""
    decided = " ".join(filter(None, (day(story.decided), decision, answer_words(story.answered_by))))
    reason = _("“%(name)s”: %(follows)s.") % {"name": story.reason, "follows": story.follows}
    after = [_("{title} {day}").format(title=one.title, day=day(one.day)) for one in story.after]
    found = (
        (_("Rule"), "\n".join(story.rules)),
        (_("Just before"), "\n".join(map(_touch, story.before))),
        (_("Decision"), decided),
        (_("Reason"), reason if story.reason and story.follows else story.reason),
        (_("Look again"), day(story.recheck)),
        (_("First contact"), day(story.contact)),
        (_("What followed"), "\n".join(after)),
        (_("Comment"), "\n".join(map(_comment, story.comments))),
    )
    return [(name, text) for name, text in found if text]


def _touch(entry: Entry) -> str:
    return " ".join(filter(None, (day(entry.day), entry.title, entry.detail)))


def _comment(one: Comment) -> str:
    return " ".join(filter(None, (day(one.day), one.text)))
