"""The six credit models in words: what each is called and how it shares a deal; what a step of a sequence is called."""

from funneldesk.domain.contents.contents import NO_CONTENT, ContentResult
from funneldesk.domain.contents.sequences import CALL, Sequence
from funneldesk.domain.formats import number, percent, percent_range, signed
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.words import activity_label, content_type_label, phase_label
from funneldesk.i18n import N_, _

_NAMES = {
    "first": N_("First"),
    "last": N_("Last"),
    "linear": N_("Equal"),
    "position": N_("Both ends"),
    "decay": N_("Time decay"),
    "markov": N_("Markov"),
}
_FORMULAS = {
    "first": N_("The whole deal goes to the first content of its path."),
    "last": N_("The whole deal goes to the last content before it."),
    "linear": N_("Every step of the path gets the same share: 1 ÷ number of steps."),
    "position": N_(
        "First and last get 40 % each, those between share 20 %. Of two steps each gets half, a single one all."
    ),
    "decay": N_("Each step weighs half as much for every 7 days before the deal; weights ÷ their sum."),
    "markov": N_(
        "How many deals would be lost if touching it led nowhere, by the moves between contents on all paths, also "
        "those without a deal. A deal is shared in proportion to that along its path."
    ),
}


def model_name(model: str) -> str:
    """Return what a credit model is called."""
    return _(_NAMES[model])


def model_formula(model: str) -> str:
    """Return how a credit model shares a deal, in words."""
    return _(_FORMULAS[model])


def path_words(window_days: int) -> str:
    """Return what a path is."""
    if window_days:
        text = _(
            "Path of a deal: the contents touched in the %(days)s days before it, after the lead's deal before; "
            "repeats in a row are one step. Without any the deal stands at “(none)”. Each model adds up to all deals."
        )
        return text % {"days": window_days}
    return _(
        "Path of a deal: the contents touched before it, after the lead's deal before; repeats in a row are one "
        "step. Without any the deal stands at “(none)”. Each model adds up to all deals."
    )


def deals_words(credit: float) -> str:
    """Return a number of deals of which some are shared: "12.3"."""
    return f"{credit:,.1f}"


def content_name(content: ContentResult) -> str:
    """Return what a content is called; what no content is credited with: "(none)"."""
    return _("(none)") if content.content == NO_CONTENT else content.title or content.content


def set_label(by: str, value: str) -> str:
    """Return what a phase, type or theme is called; "" is what no list says."""
    if not value:
        return _("(not given)")
    label = {"phase": phase_label, "type": content_type_label}.get(by)
    return label(value) if label else value


def step_label(step: str) -> str:
    """Return what a step of a sequence is called."""
    return activity_label(step) if step == CALL else content_type_label(step)


def sequence_label(found: Sequence) -> str:
    """Return both steps with an arrow between them."""
    return f"{step_label(found.first)} → {step_label(found.second)}"


def share_words(share: Share) -> str:
    """Return a rate with what it rests on: "32 % (31 / 96)"."""
    return f"{percent(share.rate, 0)} ({number(share.k)} / {number(share.n)})"


def interval_words(share: Share) -> str:
    """Return the 95 % interval of a share; without anybody nothing."""
    return "" if share.interval is None else percent_range(*share.interval, 0)


def apart_words(found: Sequence) -> str:
    """Return what may be said of the two rates of a sequence."""
    if not found.enough:
        return _("too few")
    return {1: _("more deals"), -1: _("fewer deals"), 0: _("may be chance")}[found.apart]


def sequences_words(window_days: int, within_days: int) -> str:
    """Return what the rates of sequences are of."""
    words = {"within": within_days, "days": window_days}
    if window_days:
        text = _(
            "Of leads without a deal until %(within)s days after their first content of a type: those who had the "
            "second step within these days, beside those who had not. Rate: a deal later, within %(days)s days of "
            "the first step. Said to differ only where chance hardly explains it, all sequences taken together "
            "(5 in 100). Association, not a cause."
        )
    else:
        text = _(
            "Of leads without a deal until %(within)s days after their first content of a type: those who had the "
            "second step within these days, beside those who had not. Rate: a deal later. "
            "Said to differ only where chance hardly explains it, all sequences taken together "
            "(5 in 100). Association, not a cause."
        )
    return text % words


def cost_words(content: ContentResult, cost: str) -> str:
    """Return the formula of the cost per deal of a content; "" without one. `cost`: in words."""
    if content.cost_per_deal is None or not content.cost:
        return ""
    text = _("Cost per deal = cost %(cost)s ÷ %(deals)s deals credited in equal shares")
    return text % {"cost": cost, "deals": deals_words(content.cost / content.cost_per_deal)}


def roi_words(content: ContentResult) -> str:
    """Return the formula of the return on investment of a content with a known cost, and what it rests on."""
    text = _("ROI = (won amount in equal shares − cost) ÷ cost = %(roi)s, of %(deals)s won deals")
    return text % {"roi": signed((content.roi or 0) * 100, 0) + " %", "deals": number(content.won_deals)}
