"""What the funnel says in one sentence: the bottleneck with its uncertainty, or what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from funneldesk.domain.formats import day, number, percent, percent_range, sentences, signed
from funneldesk.domain.funnel.funnel import Funnel, StageResult
from funneldesk.domain.words import rate_label, stage_label, verdict_label
from funneldesk.i18n import _, ngettext


@dataclass(frozen=True, slots=True)
class Headline:
    """The sentence, how urgent it is, and where to go on (a page of the window, or nothing)."""

    text: str
    tone: Literal["blue", "amber", "green"]
    next_page: Literal["", "import"] = ""


def headline(funnel: Funnel, labels: Mapping[str, str]) -> Headline:
    """Return what matters most in this funnel."""
    if not funnel.stages or not funnel.stages[0].count:
        return Headline(_("No leads in this range."), "blue")
    missing = [s for s in funnel.stages[1:] if not s.recorded]
    if missing:
        return Headline(sentences(_reached(funnel, labels), _missing(missing, labels)), "blue", "import")
    if funnel.bottleneck:
        text = sentences(_bottleneck(funnel, labels), _in_deals(funnel, labels))
        if funnel.bottleneck.gain_low <= 0:
            return Headline(sentences(text, _("It may be chance.")), "blue")
        return Headline(text, "amber")
    banded = [s for s in funnel.stages if s.band]
    if any(s.rate is None for s in banded):
        recent = _("Some steps are too recent to be judged.")
        return Headline(sentences(_reached(funnel, labels), recent), "blue")
    text = _("No step is below the middle of its band: nothing holds the funnel back right now.")
    return Headline(sentences(_reached(funnel, labels), text), "green")


def _reached(funnel: Funnel, labels: Mapping[str, str]) -> str:
    recorded = [s for s in funnel.stages if s.recorded]
    first, last = recorded[0], recorded[-1]
    if first is last:
        return ngettext("%(count)s lead.", "%(count)s leads.", first.count) % {"count": number(first.count)}
    return _("Of %(leads)s leads, %(count)s reached %(stage)s.") % {
        "leads": number(first.count),
        "count": number(last.count),
        "stage": stage_label(last.stage, labels),
    }


def _missing(missing: list[StageResult], labels: Mapping[str, str]) -> str:
    names = _(", ").join(stage_label(s.stage, labels) for s in missing)
    if any(s.stage in ("deal", "won") for s in missing):
        advice = _("Import the deal list of your SFA to see as far as deals.")
    else:
        advice = _("Import a list with their dates or decisions to see them.")
    return sentences(_("Not recorded yet: %(stages)s.") % {"stages": names}, advice)


def _bottleneck(funnel: Funnel, labels: Mapping[str, str]) -> str:
    found = funnel.bottleneck
    if found is None:
        raise ValueError(funnel)
    words = {
        "rate": rate_label(found.previous, found.stage, labels),
        "ends": f"{stage_label(found.previous, labels)} → {stage_label(found.stage, labels)}",
        "now": percent(found.rate),
        "target": percent(found.target),
        "gain": signed(found.gain),
        "low": signed(found.gain_low),
        "high": signed(found.gain_high),
    }
    if any(s.stage == found.stage and s.band == (found.target, 1) for s in funnel.stages):
        return (
            _(
                "Bottleneck: %(rate)s (%(ends)s), now %(now)s. At the agreed %(target)s about %(gain)s more won"
                " (range %(low)s to %(high)s)."
            )
            % words
        )
    return (
        _(
            "Bottleneck: %(rate)s (%(ends)s), now %(now)s. At the middle of its band (%(target)s) about"
            " %(gain)s more won (range %(low)s to %(high)s)."
        )
        % words
    )


def _in_deals(funnel: Funnel, labels: Mapping[str, str]) -> str:
    """Return what the bottleneck costs in deals, where it comes before them."""
    found = funnel.bottleneck
    if found is None or found.deals is None:
        return ""
    words = {"stage": stage_label("deal", labels), "gain": signed(found.deals)}
    return _("Counted at %(stage)s: about %(gain)s.") % words


def verdict_sentence(stage: StageResult) -> str:
    """Return the verdict on the step that leads to `stage`, with how sure it is; "" where there is none."""
    if stage.rate is None or stage.band is None or stage.verdict is None:
        return ""
    words = verdict_label(stage.verdict)
    if stage.sure:
        return words
    if stage.needed:
        return _("%(verdict)s; about %(needed)s more to be sure") % {
            "verdict": words,
            "needed": number(_about(stage.needed)),
        }
    return _("%(verdict)s; too few to be sure") % {"verdict": words}


def _about(count: int) -> int:
    """Return a count that is an estimate with the two digits that say something: 2,764 as 2,800."""
    return round(count, 2 - len(str(count))) if count else 0


def acceptance_sentence(legs: tuple[StageResult, ...], labels: Mapping[str, str]) -> str:
    """Return 承認率 in its two legs, and whose step loses more; "" where the step is not recorded or has nobody."""
    if not legs or not legs[0].n:
        return ""
    handed, taken = legs
    said = [
        _("%(rate)s %(percent)s (%(k)s of %(n)s, %(interval)s)")
        % {
            "rate": rate_label(leg.previous or "", leg.stage, labels),
            "percent": percent(leg.rate),
            "k": number(leg.k or 0),
            "n": number(leg.n or 0),
            "interval": interval_words(leg),
        }
        for leg in legs
        if leg.n
    ]
    split = _("%(acceptance)s is %(legs)s.") % {
        "acceptance": rate_label("mql", "sal", labels), "legs": _(" × ").join(said)
    }  # fmt: skip
    before, after = (handed.n or 0) - (handed.k or 0), (taken.n or 0) - (taken.k or 0)
    lost = _("%(before)s did not get to a hand-over, %(after)s were not taken up by sales.")
    return sentences(split, lost % {"before": number(before), "after": number(after)})


def range_words(funnel: Funnel) -> str:
    """Return which days a funnel is about, and as of when."""
    if funnel.from_day is None and funnel.to_day is None:
        text = (
            _("All leads, as of %(day)s") if funnel.mode == "cohort" else _("The whole time, as of %(day)s")
        )
    elif funnel.mode == "cohort":
        text = _("Acquired %(from)s–%(to)s, as of %(day)s")
    else:
        text = _("Reached %(from)s–%(to)s, as of %(day)s")
    return text % {"from": day(funnel.from_day), "to": day(funnel.to_day), "day": day(funnel.as_of)}


def fallback_words(from_day: int | None) -> str:
    """Return why another range is shown than the last 12 months; `from_day`: where it begins, None for all leads."""
    if from_day is None:
        return _("No list says when the leads were acquired: all of them are shown.")
    return _("Nobody was acquired in the last 12 months; shown are the last 12 months that have leads.")


def undated_words(count: int) -> str:
    """Return that leads without a day of acquisition stand in no range; "" where all have one."""
    if not count:
        return ""
    words = ngettext(
        "%(count)s lead without an acquisition date is in no range; “Everything” shows it too.",
        "%(count)s leads without an acquisition date are in no range; “Everything” shows them too.",
        count,
    )
    return words % {"count": number(count)}


def interval_words(stage: StageResult) -> str:
    """Return the 95 % interval of the rate that leads to `stage`; "" where there is none."""
    if stage.low is None or stage.high is None:
        return ""
    return percent_range(stage.low, stage.high)
