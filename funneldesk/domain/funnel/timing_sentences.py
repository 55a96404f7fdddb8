"""What the timing says in words: does a quick contact go with more deals, what is counted, who is left out."""

from funneldesk.domain.formats import number, percent, percent_range, sentences
from funneldesk.domain.funnel.contact_speed import OLD_ENOUGH_DAYS, Comparison, SpeedBucket
from funneldesk.domain.funnel.funnel_sentences import Headline
from funneldesk.domain.funnel.shares import ENOUGH, Share
from funneldesk.domain.funnel.timing import WEEK, StageWait, Timing
from funneldesk.domain.funnel.waiting import Waiting
from funneldesk.domain.handovers.answer_times import CONTACT, AnswerTime
from funneldesk.domain.words import side_words, stage_label
from funneldesk.i18n import _, ngettext

#: Chance smaller than this is said as "<0.001".
_LEAST_SAID = 0.001


def headline(timing: Timing) -> Headline:
    """Return what matters most: the difference quick contacts make, or why nothing can be said of it yet."""
    if timing.is_empty:
        return Headline(_("No leads yet."), "blue", "import")
    if not timing.triggers:
        return Headline(
            sentences(
                _("Nobody of these leads was handed over or downloaded anything, as far as the lists say."),
                _("Import hand-overs, or the activities of your MA tool, to see how soon people are contacted."),
            ),
            "blue",
            "import",
        )  # fmt: skip
    if not timing.contacts_recorded:
        return Headline(
            sentences(
                _("No call, meeting or other contact is recorded yet."),
                _("Import a list of calls, or of hand-overs with the day of the first contact."),
            ),
            "blue",
            "import",
        )
    if not timing.deals_recorded:
        missing = _("Import the deal list of your SFA to see what became of them.")
        return Headline(sentences(week_sentence(timing), missing), "blue", "import")
    found = timing.comparison
    if not found.is_enough:
        return Headline(sentences(week_sentence(timing), _too_few(timing)), "blue")
    return Headline(comparison_sentence(found), "blue")


def comparison_sentence(found: Comparison) -> str:
    """Return what became of those contacted soon and late, and whether chance explains the difference."""
    return sentences(_difference(found), _verdict(found))


def week_sentence(timing: Timing) -> str:
    """Return how many were contacted within 7 days, and after how many days half of them were."""
    if not timing.week.n:
        return _("Nobody was handed over or downloaded anything 7 days ago or longer.")
    text = _("Contacted within %(days)s days: %(share)s.") % {"days": WEEK, "share": share_words(timing.week)}
    return sentences(text, median_sentence(timing.contact))


def share_words(share: Share) -> str:
    """Return "49.0 % (383 of 781, 45.5–52.5 %)"; a dash without anybody."""
    if share.interval is None:
        return percent(None)
    return _("%(rate)s (%(k)s of %(n)s, %(interval)s)") % {
        "rate": percent(share.rate),
        "k": number(share.k),
        "n": number(share.n),
        "interval": percent_range(*share.interval),
    }


def median_sentence(wait: Waiting) -> str:
    """Return by when half had it, those who still wait counted; or that half of them do not have it yet."""
    median = wait.day_of(0.5)
    if not wait.entrants:
        return ""
    if median is None:
        return _("Not half of them yet.")
    if median == 0:
        return _("Half of them on the same day.")
    return ngettext("Half of them within %(days)s day.", "Half of them within %(days)s days.", median) % {
        "days": number(median)
    }


def _difference(found: Comparison) -> str:
    words = {
        "soon_days": found.soon_days,
        "late_days": found.late_days,
        "soon": number(found.soon.n),
        "late": number(found.late.n),
        "soon_rate": percent(found.soon.rate, 0),
        "late_rate": percent(found.late.rate, 0),
    }
    if found.soon_days == 1:
        return (
            _(
                "Of the %(soon)s people contacted within 1 day, %(soon_rate)s came to a deal; of the %(late)s"
                " contacted after %(late_days)s days or more, %(late_rate)s."
            )
            % words
        )
    return (
        _(
            "Of the %(soon)s people contacted within %(soon_days)s days, %(soon_rate)s came to a deal; of the"
            " %(late)s contacted after %(late_days)s days or more, %(late_rate)s."
        )
        % words
    )


def _verdict(found: Comparison) -> str:
    said = {"chance": chance_words(found.chance)}
    if found.is_beyond_chance:
        text = _("The difference is hard to explain by chance (log-rank test, %(chance)s).")
        return sentences(text % said, _("This is association, not proof of a cause."))
    if not found.agrees:
        return _("Hand-overs and downloads apart it is the other way round, so this says nothing.")
    return _("That is not enough to say that they differ (log-rank test, %(chance)s).") % said


def method_sentence(timing: Timing) -> str:
    """Return how quick and late contacts were compared; "" where they were not."""
    if not (timing.deals_recorded and timing.comparison.is_enough):
        return ""
    return _(
        "Test: deals after the contact, hand-overs (%(handed)s people) and downloads (%(others)s) apart."
    ) % {
        "handed": number(timing.handed),
        "others": number(timing.triggers - timing.handed),
    }


def chance_words(chance: float | None) -> str:
    """Return "p=0.012", "p<0.001", or that nothing could be tested."""
    if chance is None:
        return _("nothing to test")
    if chance < _LEAST_SAID:
        return f"p<{_LEAST_SAID}"
    return f"p={chance:.3f}" if chance < 0.1 else f"p={chance:.2f}"  # noqa: PLR2004 - two digits say enough


def _too_few(timing: Timing) -> str:
    if not any(bucket.deals.n for bucket in timing.buckets):
        text = _("Whether quick contacts bring more deals is seen %(days)s days after the first of them.")
        return text % {"days": OLD_ENOUGH_DAYS}
    found = timing.comparison
    text = _(
        "Too few to compare quick and late contacts: %(soon)s within %(soon_days)s days and %(late)s after"
        " %(late_days)s days or more; each needs %(enough)s."
    )
    return text % {
        "soon": number(found.soon.n),
        "soon_days": found.soon_days,
        "late": number(found.late.n),
        "late_days": found.late_days,
        "enough": ENOUGH,
    }


def is_too_few(bucket: SpeedBucket, timing: Timing) -> bool:
    """Whether a bucket has people, but too few for a rate; where there are no rates, a count needs no minimum."""
    return timing.deals_recorded and 0 < bucket.deals.n < ENOUGH


def bucket_label(bucket: SpeedBucket) -> str:
    """Return the days of a bucket: "2–3 days", "15 days or more", "No contact"."""
    if bucket.first is None:
        return _("No contact recorded")
    if bucket.last is None:
        return _("%(days)s days or more") % {"days": bucket.first}
    return _("%(first)s–%(last)s days") % {"first": bucket.first, "last": bucket.last}


def definition() -> str:
    """Return what is counted from where to where."""
    return _(
        "Days from the first hand-over (without one, the first download) to the first call or meeting before"
        " a deal, answered or not."
    )


def left_out_sentence(timing: Timing) -> str:
    """Return who is in no bucket and why; "" where nobody is left out."""
    out = timing.left_out
    parts = []
    if out.young:
        text = _("%(count)s younger than %(days)s days")
        parts.append(text % {"count": number(out.young), "days": OLD_ENOUGH_DAYS})
    if out.before:
        parts.append(_("%(count)s that had a deal before") % {"count": number(out.before)})
    if out.undated:
        parts.append(_("%(count)s whose deal has no date") % {"count": number(out.undated)})
    return _("Left out: %(who)s.") % {"who": _(", ").join(parts)} if parts else ""


def bucket_formula(bucket: SpeedBucket, timing: Timing) -> str:
    """Return the formulas of a bucket's rates with their figures."""
    lines = [bucket_label(bucket)]
    for share, stage, recorded in (
        (bucket.deals, "deal", timing.deals_recorded),
        (bucket.wins, "won", timing.wins_recorded),
    ):
        if recorded and share.interval is not None:
            text = _("%(stage)s (%(k)s) ÷ people (%(n)s) = %(rate)s, 95 %% interval %(interval)s")
            lines.append(
                text
                % {
                    "stage": stage_label(stage, timing.labels),
                    "k": number(share.k),
                    "n": number(share.n),
                    "rate": percent(share.rate),
                    "interval": percent_range(*share.interval),
                }
            )
    return "\n".join(lines)


def wait_title(wait: StageWait, timing: Timing) -> str:
    """Return the two ends of a wait: 「MQL → SAL」."""
    return f"{stage_label(wait.previous, timing.labels)} → {stage_label(wait.stage, timing.labels)}"


def wait_left_out(wait: Waiting) -> str:
    """Return how many are left out of a wait, and why; "" where nobody is."""
    if not wait.left_out:
        return ""
    text = _("Left out: %(count)s of which nobody recorded one of the two days.")
    return text % {"count": number(wait.left_out)}


def answer_label(answer: AnswerTime) -> str:
    """Return what is waited for: 「営業への引き渡し → 最初の連絡」."""
    if answer.what == CONTACT:
        return _("To %(side)s → first contact") % {"side": side_words(answer.side)}
    return _("To %(side)s → answer") % {"side": side_words(answer.side)}


def limit_words(answer: AnswerTime) -> str:
    """Return the limit of the book: "up to 2 business days", and the share agreed on; "" without one."""
    limit = answer.limit
    if limit is None:
        return ""
    if limit.calendar == "business":
        words = ngettext("up to %(days)s business day", "up to %(days)s business days", limit.days)
    else:
        words = ngettext("up to %(days)s day", "up to %(days)s days", limit.days)
    words %= {"days": limit.days}
    if limit.goal is None:
        return words
    return _("%(limit)s (goal %(share)s)") % {"limit": words, "share": percent(limit.goal, 0)}


def owner_note() -> str:
    """Return what stands beside figures by person."""
    return _(
        "This is to look at the process, not the person: who gets which leads decides much of it,"
        " and few cases say little."
    )
