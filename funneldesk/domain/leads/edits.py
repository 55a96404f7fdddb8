"""Values of leads that people type in: which fields they may be of, how a text is understood, what is wrong with it.

A text means what it would mean in a list, only that nothing is taken half: a cell of a list that cannot be understood
is left out and reported, what somebody types is either taken or not.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from funneldesk.domain.fields import FIELDS, OWN_PREFIX
from funneldesk.domain.leads.fold import YES
from funneldesk.domain.leads.names import joined_name
from funneldesk.domain.lists.cells import clean_text
from funneldesk.domain.lists.dates import DateEvidence
from funneldesk.domain.lists.values import Trouble, moment_parser, parser_for
from funneldesk.domain.moment import moment_of
from funneldesk.i18n import N_, _

#: The fields of leads that can be edited, beside the lists' own.
EDITABLE = (
    "name", "last_name", "first_name", "company", "corporate_number", "department", "title", "email", "phone",
    "industry", "employees", "prefecture", "source", "campaign", "owner", "acquired_at", "opt_out", "note",
)  # fmt: skip
#: Longer is no value of a lead but a text that came here by mistake.
LONGEST = 10_000
_PARTS = ("last_name", "first_name")
_NOT_EDITED = {
    "external_id": N_(
        "The id is what tells by which row of a list the lead is meant; it is not edited here."
    ),
    "first_content": N_("The first content is an activity; it comes from the list."),
    "updated_at": N_("The program itself keeps when a value was changed."),
}
_DECIDED = N_("Stages follow from what happened: hand the lead over or decide on it instead.")
_COMPUTED = N_("This is computed from other values; it cannot be typed in.")
_SENTENCES = {
    "bad_email": N_("“%(value)s” is no e-mail address."),
    "several_emails": N_("“%(value)s” holds several e-mail addresses: enter one of them."),
    "bad_phone": N_("“%(value)s” is no single phone number."),
    "bad_corporate_number": N_("“%(value)s” is no corporate number: it has 13 digits."),
    "shortened_number": N_("“%(value)s” is a number that Excel shortened: its last digits are lost."),
    "bad_flag": N_("“%(value)s” is neither yes nor no."),
    "bad_date": N_("“%(value)s” is no date: write it like 2026/4/1."),
    "no_year": N_("“%(value)s” says no year: write it like 2026/4/1."),
    "month_only": N_("“%(value)s” names only a month: write the day as well, like 2026/4/1."),
    "undecided_date": N_("“%(value)s” can be read in two ways: write the year first, like 2026/4/1."),
    "too_long": N_("“%(value)s” is too long for a value of a lead."),
}
_SHOWN = 40


class Fault(NamedTuple):
    """Why a text cannot be taken, in words."""

    message: str


def why_not(field: str, own: Sequence[str]) -> str:
    """Return why a field cannot be edited, "" where it can. `own`: the lists' own fields there are."""
    if field in EDITABLE or field in own:
        return ""
    if field in _NOT_EDITED:
        return _(_NOT_EDITED[field])
    if field == "stage" or field.endswith("_at"):
        return _(_DECIDED)
    if field.startswith(OWN_PREFIX):
        return _("No list has a column “%(name)s”.") % {"name": field.removeprefix(OWN_PREFIX)}
    return _(_COMPUTED)


def understood(field: str, texts: Sequence[str], zone: str) -> list[str | Fault]:
    """Return what each text typed or pasted into a field of leads is stored as; "": the field is to be empty.

    Texts that were pasted together say together how their dates are written.
    """
    kind = None if field.startswith(OWN_PREFIX) else FIELDS["leads"][field]
    parse, undecided = parser_for(field, kind), False
    if kind == "moment":
        seen = DateEvidence()
        seen.see(texts)
        parse, undecided = moment_parser(seen.order, zone, timed=seen.timed), seen.undecided
    found: list[str | Fault] = []
    for text in texts:
        # What Excel takes for a number has lost its leading zero.
        parsed = parse(int(text) if field == "phone" and _is_number(text) else text)
        if isinstance(parsed, Trouble):
            code = "undecided_date" if undecided and parsed.code == "bad_date" else parsed.code
            found.append(_fault(code, text))
        elif parsed is not None and len(parsed) > LONGEST:
            found.append(_fault("too_long", text))
        else:
            found.append(parsed or "")
    return found


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and not text.startswith("0")


def _fault(code: str, text: str) -> Fault:
    shown = clean_text(text)
    shown = shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
    return Fault(_(_SENTENCES[code]) % {"value": shown})


def is_same(field: str, now: str, new: str) -> bool:
    """Whether a new value says what is there already; a day says what a time of that day does."""
    if FIELDS["leads"].get(field) == "moment" and now and len(new) == len("YYYY-MM-DD"):
        return moment_of(now).day == moment_of(new).day
    return now == new


def refusal(field: str, now: str, new: str) -> str:
    """Return why a value must not follow the one that holds, "" where it may."""
    if field == "opt_out" and now == YES and new != YES:
        return _(
            "Whoever opted out stays opted out. If it was entered by mistake, take that entry or list back."
        )
    return ""


def spread(now: Mapping[str, str], field: str, text: str) -> dict[str, str]:
    """Return what is to be written so that a field says `text`: a name and its parts have to say the same.

    `now`: what lists and people say of the lead, nothing computed.
    """
    parts = any(now.get(one) for one in _PARTS)
    if field == "name" and parts:
        made = dict(zip(_PARTS, _parts(text), strict=True))
        return {"name": text, **made} if now.get("name") else made
    if field in _PARTS and parts and now.get("name"):
        whole = {**now, field: text}
        return {field: text, "name": joined_name(whole.get("last_name"), whole.get("first_name"))}
    return {field: text}


def _parts(name: str) -> tuple[str, str]:
    """Return family and first name of a whole name; what is not two words is left whole."""
    words = name.split()
    if len(words) == len(_PARTS):
        for last, first in (words, reversed(words)):
            if joined_name(last, first) == name:
                return last, first
    return name, ""
