"""The one page in words: its headings, the names of its rows, what each part says or cannot say."""

from funneldesk.domain.backtest import backtest_sentences
from funneldesk.domain.book.clauses import number_in_words
from funneldesk.domain.book.sentences import follows_words
from funneldesk.domain.contents import content_sentences
from funneldesk.domain.formats import day, k_of_n, number, percent, percent_range, sentences
from funneldesk.domain.funnel import funnel_sentences
from funneldesk.domain.funnel.shares import ENOUGH, Share
from funneldesk.domain.funnel.timing import WEEK
from funneldesk.domain.funnel.timing_sentences import comparison_sentence, share_words
from funneldesk.domain.handovers.rejection_reasons import ReasonCount
from funneldesk.domain.summary.summary import CONTENTS, REASONS, Plan, Summary
from funneldesk.domain.words import stage_words, unrecorded_label
from funneldesk.i18n import _, ngettext


def headline(summary: Summary) -> str:
    """Return what matters most, as the funnel page says it."""
    said = funnel_sentences.headline(summary.funnel, summary.labels).text
    return (
        sentences(funnel_sentences.fallback_words(summary.funnel.from_day), said)
        if summary.fallback
        else said
    )


def range_words(summary: Summary) -> str:
    """Return which days the page is about, and by which version of the book."""
    words = funnel_sentences.range_words(summary.funnel)
    book = _("definition book v%(number)s") % {"number": summary.version}
    return _("%(range)s, %(book)s") % {
        "range": words, "book": book if summary.version else _("example of a definition book")
    }  # fmt: skip


def score_heading(summary: Summary) -> str:
    """Return what the rates above and below the threshold are called."""
    words = {"points": number_in_words(summary.backtest.threshold)}
    return _("Deal rate above and below %(points)s points") % words


def score_label(summary: Summary, *, above: bool) -> str:
    """Return the name of one side of the threshold: "60 points or more", "Below"."""
    points = {"points": number_in_words(summary.backtest.threshold)}
    if summary.backtest.operator == "ge":
        return (_("At least %(points)s points") if above else _("Less than %(points)s points")) % points
    return (_("More than %(points)s points") if above else _("%(points)s points or less")) % points


def score_sentence(summary: Summary) -> str:
    """Return how they compare, or why that cannot be said."""
    return backtest_sentences.sentence(summary.backtest) if summary.deals_recorded else _no_deals()


def _no_deals() -> str:
    return _("Cannot say: %(why)s.") % {"why": unrecorded_label("deal")}


def score_note() -> str:
    """Return how leads are counted on either side: shortly."""
    return _(
        "By the score each lead had at past month-ends, and its deals in the 90 days after them; "
        "never by the score of today, which a deal itself raises."
    )


def week_heading() -> str:
    """Return what is compared about contacts."""
    return _("Deal rate by contact: within %(days)s days, later") % {"days": WEEK}


def week_label(part: str) -> str:
    """Return the name of a row: `part` soon, late or none."""
    if part == "soon":
        return _("Within %(days)s days") % {"days": WEEK}
    return (
        _("After %(days)s days or more") % {"days": WEEK + 1} if part == "late" else _("No contact recorded")
    )


def week_sentence(summary: Summary) -> str:
    """Return how quick and late contacts compare, or why that cannot be said."""
    timing, found = summary.timing, summary.week
    if not timing.triggers:
        return _("Cannot say: nobody was handed over or downloaded anything, as far as the lists say.")
    if not timing.contacts_recorded:
        return _("Cannot say: no call, meeting or other contact is recorded.")
    kept = _("Contacted within %(days)s days: %(share)s.") % {"days": WEEK, "share": share_words(timing.week)}
    if not summary.deals_recorded:
        return sentences(kept if timing.week.n else "", _no_deals())
    if not found.is_enough:
        words = _(
            "Cannot say: %(soon)s were contacted within %(days)s days and %(late)s later; each side needs %(enough)s."
        )
        words %= {
            "soon": number(found.soon.n), "late": number(found.late.n), "days": WEEK, "enough": ENOUGH
        }  # fmt: skip
        return words
    return comparison_sentence(found)


def rejections_heading() -> str:
    """Return what the reasons are called."""
    return _("Why sales declines, and what marketing will change")


def rejections_sentence(summary: Summary) -> str:
    """Return how many hand-overs sales declined, or why that cannot be said."""
    found = summary.rejections
    if not found.recorded:
        return _("Cannot say: %(why)s.") % {"why": unrecorded_label("sal")}
    if not found.rejected:
        words = ngettext(
            "Sales answered %(decided)s hand-over and declined none.",
            "Sales answered %(decided)s hand-overs and declined none.",
            found.decided,
        )
        return words % {"decided": number(found.decided)}
    share = Share(found.decided, found.rejected)
    words = _("Of the hand-overs it answered, sales declined %(rate)s (%(counted)s, %(range)s).") % {
        "rate": percent(share.rate), "counted": k_of_n(share.k, share.n),
        "range": percent_range(*(share.interval or (0, 1))),
    }  # fmt: skip
    if not found.unsaid:
        return words
    unsaid = ngettext(
        "For %(count)s of them no reason is recorded.",
        "For %(count)s of them no reason is recorded.",
        found.unsaid,
    )
    return sentences(words, unsaid % {"count": number(found.unsaid)})


def reason_words(summary: Summary, one: ReasonCount) -> str:
    """Return what a review decided to change about a reason, else what follows from it by the book."""
    if plans := summary.plans.get(one.name):
        return _("Decided: %(what)s") % {"what": _(", ").join(map(plan_words, plans))}
    if one.reason is None:
        return _("The definition book does not know this reason: decide what follows from it.")
    return _("By the book: %(follows)s") % {"follows": follows_words(one.reason, brief=True)}


def plan_words(plan: Plan) -> str:
    """Return what was decided, by whom and until when."""
    until = _("until %(day)s") % {"day": day(plan.until)} if plan.until is not None else ""
    said = _(", ").join(filter(None, (plan.who, until)))
    return _("%(what)s (%(by)s)") % {"what": plan.text, "by": said} if said else plan.text


def undecided_sentence(summary: Summary) -> str:
    """Say that nothing was decided yet about the most frequent reasons; "" where something was, or there are none."""
    shown = summary.rejections.reasons[:REASONS]
    if not shown or any(one.name in summary.plans for one in shown):
        return ""
    return _("No open decision of a review names one of these reasons: what will change is not decided yet.")


def contents_heading(summary: Summary) -> str:
    """Return what the contents are called."""
    count = min(CONTENTS, len(summary.contents.contents))
    if not count or not summary.deals_recorded:
        return _("Contents by their deal rate")
    words = ngettext("%(count)s content by its deal rate", "%(count)s contents by their deal rate", count)
    return words % {"count": count}


def contents_sentence(summary: Summary) -> str:
    """Return what is counted, or that there is nothing to count."""
    if not summary.contents.contents:
        return content_sentences.headline(summary.contents)
    if not summary.deals_recorded:
        return _no_deals()
    days = {"days": summary.contents.window_days}
    return (
        _(
            "Of all who touched it, how many came to a deal within %(days)s days; dotted: those who did not. "
            "Association, not proof of a cause."
        )
        % days
    )


def calls_heading(summary: Summary) -> str:
    """Return whom the list is of: the first of all whom a rule asks to phone."""
    shown = len(summary.calls)
    if not shown:
        return _("People to phone")
    if shown == summary.to_call:
        words = ngettext("%(count)s person to phone", "%(count)s people to phone", shown)
        return words % {"count": number(shown)}
    words = _("%(shown)s people to phone first, of %(count)s")
    return words % {"shown": number(shown), "count": number(summary.to_call)}


def calls_sentence(summary: Summary) -> str:
    """Return why nobody is on the list; "" where somebody is."""
    if summary.calls:
        return ""
    candidate = stage_words("candidate", summary.labels)
    return _("Nobody is to be phoned: no open %(candidate)s on %(day)s.") % {
        "candidate": candidate, "day": day(summary.as_of)
    }  # fmt: skip


def share_tip(name: str, share: Share) -> str:
    """Return the formula of a rate with its figures, for a hover."""
    if share.interval is None:
        return _("%(name)s: nobody") % {"name": name}
    return _("%(name)s: deals (%(k)s) ÷ leads (%(n)s) = %(rate)s, 95 %% interval %(range)s") % {
        "name": name, "k": number(share.k), "n": number(share.n), "rate": percent(share.rate),
        "range": percent_range(*share.interval),
    }  # fmt: skip


def target_title(summary: Summary, key: str) -> str:
    """Return what stands over the list of people behind a part of the page (its key)."""
    kind, _colon, what = key.partition(":")
    if kind == "score":
        return score_label(summary, above=what == "above")
    if kind == "week":
        return week_label(what)
    if kind == "content":
        found = (one for one in summary.contents.contents if one.content == what)
        return next((one.title or one.content for one in found), what)
    return _("Declined: %(reason)s") % {"reason": what} if kind == "reason" else what
