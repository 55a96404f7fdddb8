"""The sentences for what can be wrong with one cell or row of a list, by code."""

import re
from functools import cache

from funneldesk.domain.lists.mapping import Problem
from funneldesk.i18n import LANGUAGES, N_, _, language, speaking

#: Codes scripts may rely on -> what people read. `%(value)s` is the cell as written, shortened.
SENTENCES = {
    "bad_email": N_("“%(value)s” is no e-mail address; the field stays empty."),
    "several_emails": N_("“%(value)s” holds several e-mail addresses; the first is taken."),
    "bad_phone": N_("“%(value)s” is no single phone number."),
    "bad_corporate_number": N_("“%(value)s” is no corporate number of 13 digits; the field stays empty."),
    "shortened_number": N_(
        "“%(value)s” is a number that Excel shortened; its last digits are lost and the field stays empty. Export the "
        "list once more and import it without saving it in Excel, or show the column as text there before you save."
    ),
    "bad_flag": N_("“%(value)s” is neither yes nor no; the field stays empty."),
    "bad_money": N_("“%(value)s” is no amount of money; the field stays empty."),
    "other_currency": N_(
        "“%(value)s” is in another currency than the other amounts of the list; the field stays empty. "
        "Convert it in the list."
    ),
    "foreign_currency": N_(
        "The amounts of this list are in %(value)s, another currency than the definition book's; "
        "they are counted as they stand."
    ),
    "bad_number": N_("“%(value)s” is no number; the field stays empty."),
    "bad_date": N_("“%(value)s” is no date; the field stays empty."),
    "no_year": N_(
        "“%(value)s” says no year: it counts as no date and is kept as it stands, in a column of its own. "
        "Show the column with years in Excel (2026/10/9), save the list and import it again."
    ),
    "month_only": N_("“%(value)s” names only a month; its first day is taken."),
    "bad_month": N_("“%(value)s” is no month; the field stays empty."),
    "unknown_stage": N_("The stage “%(value)s” is not known; say what the word means."),
    "unknown_activity": N_("The activity “%(value)s” is not known and counts as “other”."),
    "unknown_side": N_("“%(value)s” is neither marketing nor inside sales nor sales."),
    "unknown_outcome": N_("The outcome “%(value)s” is not known and counts as open."),
    "unknown_decision": N_("“%(value)s” is neither accepted nor rejected."),
    "unknown_phase": N_("The phase “%(value)s” is not known."),
    "unknown_type": N_("The type of content “%(value)s” is not known and counts as “other”."),
    "extra_cells": N_("The row has more cells than there are headings (“%(value)s”); they are left out."),
    "total_row": N_("A row of totals, no entry: left out."),
    "note_row": N_("A note below the list, no entry: left out."),
    "required_row": N_("It says how to fill in the columns, no entry: left out."),
    "example_row": N_("An example of how to fill in the list, no entry: left out."),
    "repeated_heading": N_("The headings once more, no entry: left out."),
    "replaced_characters": N_("Some characters could not be read and were replaced: “%(value)s”."),
    "unclosed_quote": N_(
        "A quotation mark is never closed: the row is read up to the end of its line (“%(value)s”)."
    ),
    "another_table": N_(
        "Another table begins here (“%(value)s”); it is left out. Put it on a sheet of its own to import it."
    ),
    "perhaps_table": N_(
        "These columns (“%(value)s”) are filled beside the first entries only and are kept as columns of the list. "
        "If they are a table of their own, put it on a sheet of its own."
    ),
    "box_above": N_("A box above the headings, no entry (“%(value)s”): left out."),
    "broken_off": N_(
        "The file ends in the middle of its table (“%(value)s”); rows may be missing. Export the list once more."
    ),
    "error_cell": N_("The cell shows an Excel error (“%(value)s”); the field stays empty."),
    "formula_without_value": N_(
        "The formula has no stored result; the field stays empty. Open the list in Excel and save it there."
    ),
}
_LONGEST = 60


def problem(row: int, column: str, code: str, value: str = "") -> Problem:
    """Return the problem `code` with its sentence in the language in use."""
    shown = " ".join(value.split())
    if len(shown) > _LONGEST:
        shown = shown[: _LONGEST - 1] + "…"
    return Problem(row, column, code, _(SENTENCES[code]) % {"value": shown})


def spoken(found: Problem) -> Problem:
    """Return a problem in the language in use, whichever it was stored in; sentences that stand elsewhere stay."""
    others = [code for code in LANGUAGES if code != language()] if found.code in SENTENCES else []
    for code in others:
        told = _sentence(found.code, code).fullmatch(found.message)
        if told is not None:
            words = _(SENTENCES[found.code]) % {"value": told.groupdict().get("value", "")}
            return Problem(found.row, found.column, found.code, words)
    return found


@cache
def _sentence(problem_code: str, language_code: str) -> re.Pattern[str]:
    with speaking(language_code):
        words = _(SENTENCES[problem_code])
    return re.compile("(?P<value>.*)".join(map(re.escape, words.split("%(value)s"))), re.DOTALL)
