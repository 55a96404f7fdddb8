"""Values of a list as people write them, turned into the text that is stored, one parser per field type.

Stored text: moments "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM:SSZ", months "YYYY-MM", money whole hundredths ("2270000"),
flags "1" / "0", enumerations their codes of `domain.fields`, everything else the cleaned original: outer and double
spaces gone, full-width letters and digits made plain. A parser returns that text, None for an empty cell or a
non-answer, or `Trouble` for what cannot be taken as it stands.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from funneldesk.domain.fields import FieldType
from funneldesk.domain.leads.names import joined_name
from funneldesk.domain.lists import vocabulary
from funneldesk.domain.lists.cells import Cell, cell_text, clean_text, number_text, says_nothing
from funneldesk.domain.lists.dates import (
    Stamp,
    lacks_year,
    moment_text,
    number_stamp,
    object_stamp,
    read_month,
    read_stamp,
)
from funneldesk.domain.lists.mapping import DateOrder
from funneldesk.domain.lists.money import has_unit, hundredths_of, plain_decimal
from funneldesk.domain.moment import DEFAULT_ZONE, zone_of


class Trouble(NamedTuple):
    """What was wrong with a cell (`code`, see `domain.lists.problems`) and what is taken nevertheless."""

    code: str
    kept: str | None = None


Parsed = str | None | Trouble
Parser = Callable[[Cell], Parsed]


def parse_text(cell: Cell) -> Parsed:
    """Return cleaned text; None for a non-answer."""
    text = clean_text(cell_text(cell))
    return None if says_nothing(text, words=True) else text


def parse_note(cell: Cell) -> Parsed:
    """Return cleaned text with its line breaks; None for a non-answer."""
    text = clean_text(cell_text(cell), lines=True)
    return None if says_nothing(text, words=True) else text


def parse_own(cell: Cell) -> Parsed:
    """Return the text of a column nobody mapped: 「なし」 may be an answer there."""
    text = clean_text(cell_text(cell), lines=True)
    return None if says_nothing(text, words=False) else text


def parse_person(cell: Cell) -> Parsed:
    """Return a person's whole name without forms of address; "Null" and "Na" are names, "NULL" is none.

    It is never split: only a comma says which part is the family name, and then in the order of its language.
    """
    text = clean_text(cell_text(cell))
    if says_nothing(text, words=text.isupper() or not text.isascii() or text.islower()):
        return None
    text = _ADDRESS.sub("", text)
    parts = _COMMA.fullmatch(text) if not _COMMAS.isdisjoint(text) else None
    if parts and parts[2].rstrip(".").casefold() not in _AFTER_NAMES:
        text = joined_name(parts[1], parts[2])
    return text or None


_COMMAS = frozenset(",，、")
#: "Denson, Gary", 「高橋，翔太」.
_COMMA = re.compile(r"([^,，、]+?)\s*[,，、]\s*([^,，、]+)")
_AFTER_NAMES = frozenset(
    {"jr", "sr", "ii", "iii", "iv", "phd", "ph.d", "md", "m.d", "mba", "esq", "cpa", "dds"}
)
_ADDRESS = re.compile(r"(?<=\S)(?:\s*(?:様|さま)|\s+(?:殿|さん|氏|先生))$")


def parse_company(cell: Cell) -> Parsed:
    """Return a company's name as written, without 御中."""
    text = parse_text(cell)
    return re.sub(r"(?<=\S)\s*御中$", "", text) if isinstance(text, str) else text


_EMAIL = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\.)+[a-z][a-z0-9-]+")
_EMAIL_INSIDE = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[a-z0-9_-]+\.)+[a-z]{2,}")


def parse_email(cell: Cell) -> Parsed:
    """Return an e-mail address in lower case; several in one cell: the first, with a trouble."""
    raw = cell_text(cell)
    text = raw.strip().lower()
    if _EMAIL.fullmatch(text):
        return text
    text = clean_text(unicodedata.normalize("NFKC", text)).lower()
    if says_nothing(text, words=True):
        return None
    text = text.removeprefix("mailto:").strip(" .,;:<>()[]'\"。、").replace(" ", "")
    if _EMAIL.fullmatch(text):
        return text
    found = _EMAIL_INSIDE.findall(
        # Only the beginning: in a text of megabytes the search would take minutes.
        re.sub(r"[|/]", " ", clean_text(unicodedata.normalize("NFKC", raw[:2000])).lower())
    )
    if len(set(found)) == 1:
        return str(found[0])
    return Trouble("several_emails", found[0]) if found else Trouble("bad_email")


_DASHES = re.compile(r"[‐‑‒–—―−ー－ｰ─]")
_PHONE = re.compile(r"\+?[0-9(][0-9() .\-]{5,}[0-9](?:\s*(?:内線|ext\.?|x|#)\s*[0-9]+|\([0-9]+\))?")
_USUAL_PHONE = re.compile(r"0[0-9]{1,4}-?[0-9]{1,4}-?[0-9]{3,4}")
_JAPAN = re.compile(r"\+81[\s\-]*(?:\(0\))?[\s\-]*0?(?=[1-9])")


def parse_phone(cell: Cell) -> Parsed:
    """Return a phone number in plain characters, Japanese ones with their leading 0 (+81 3 ... becomes 03 ...)."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        digits = number_text(cell)
        # A number cell lost the leading zero that every Japanese number has.
        return "0" + digits if len(digits) in (9, 10) and digits.isdigit() else _phone(digits)
    return _phone(cell_text(cell))


def _phone(raw: str) -> Parsed:
    if _USUAL_PHONE.fullmatch(raw):
        return raw
    text = _DASHES.sub("-", raw)
    text = clean_text(text if text.isascii() else unicodedata.normalize("NFKC", text))
    if says_nothing(text, words=True):
        return None
    text = _JAPAN.sub(
        "0", re.sub(r"^(?:tel|電話|phone|携帯)\s*[:.]?\s*", "", text, flags=re.IGNORECASE).lstrip("'")
    )
    if _PHONE.fullmatch(text.lower()):
        return text
    if _SHORTENED.fullmatch(text):
        return Trouble("shortened_number")
    first = _PHONE.match(text.lower())
    return Trouble("bad_phone", text[: first.end()].strip() if first else None)


#: A number of many digits, as a spreadsheet writes it into a CSV: "5.07E+12". Another may be written the same.
_SHORTENED = re.compile(r"[0-9](?:[.,][0-9]+)?E\+[0-9]{2,3}", re.IGNORECASE)


def parse_identifier(cell: Cell) -> Parsed:
    """Return an id of a person or a thing as it stands; one that was shortened is none: others look the same."""
    text = parse_text(cell)
    is_shortened = isinstance(cell, str) and isinstance(text, str) and _SHORTENED.fullmatch(text)
    return Trouble("shortened_number") if is_shortened else text


def parse_corporate_number(cell: Cell) -> Parsed:
    """Return a Japanese corporate number: 13 digits."""
    raw = cell_text(cell)
    if len(raw) == 13 and raw.isascii() and raw.isdigit() and raw[0] != "0":  # noqa: PLR2004 - the usual case
        return raw
    text = clean_text(unicodedata.normalize("NFKC", raw))
    if says_nothing(text, words=True):
        return None
    digits = re.sub(r"[\s\-]", "", text.upper().removeprefix("T"))
    if re.fullmatch(r"[1-9]\d{12}", digits):
        return digits
    return Trouble("shortened_number" if _SHORTENED.fullmatch(text) else "bad_corporate_number")


def parse_flag(cell: Cell) -> Parsed:
    """Return "1" or "0"."""
    text = cell_text(cell)
    key = vocabulary.word_key(text) or text.strip()
    if key in vocabulary.TRUE_WORDS or (key.isdigit() and int(key) > 0):
        return "1"
    if key in vocabulary.FALSE_WORDS:
        return "0"
    return None if says_nothing(clean_text(text), words=True) else Trouble("bad_flag")


def parse_money(cell: Cell) -> Parsed:
    """Return an amount in whole hundredths: "$22,700.00" is "2270000", "1.5万円" is "1500000"."""
    text = cell_text(cell)
    if says_nothing(text.strip(), words=True):
        return None
    amount = hundredths_of(text)
    return Trouble("bad_money") if amount is None else str(amount)


def scaled_money(unit: int) -> Parser:
    """Return a money parser for a column whose heading states a unit (金額(万円)); a cell's own unit wins."""

    def parse(cell: Cell) -> Parsed:
        amount = parse_money(cell)
        return (
            str(int(amount) * unit) if isinstance(amount, str) and not has_unit(cell_text(cell)) else amount
        )

    return parse


def parse_number(cell: Cell) -> Parsed:
    """Return a plain decimal number; "12%" is "0.12"."""
    text = unicodedata.normalize("NFKC", cell_text(cell)).strip()
    if says_nothing(text, words=True):
        return None
    percent = text.endswith("%")
    try:
        number = Decimal(plain_decimal(text.rstrip("% ").replace(" ", "")))
    except InvalidOperation:
        return Trouble("bad_number")
    if not number.is_finite() or abs(number.adjusted()) > 30:  # noqa: PLR2004 - nothing we count is as long
        return Trouble("bad_number")
    return format((number / 100 if percent else number).normalize(), "f")


def moment_parser(order: DateOrder | None, zone: str, *, timed: bool) -> Parser:
    """Return the parser of a column of dates, given what `dates.DateEvidence` says of it."""
    business_zone = zone_of(zone)

    def parse(cell: Cell) -> Parsed:
        # An empty cell is the commonest of all.
        if cell == "":
            return None
        stamp = _stamp(cell, order)
        if stamp is not None:
            return moment_text(stamp, business_zone, timed=timed)
        text = clean_text(cell_text(cell))
        if says_nothing(text, words=True):
            return None
        month = read_month(text)
        if month is not None:
            return Trouble("month_only", moment_text(month, business_zone, timed=False))
        return Trouble("no_year" if lacks_year(text) else "bad_date")

    return parse


def parse_yearless(cell: Cell) -> Parsed:
    """Return a date without a year as it is written; None for everything else."""
    text = clean_text(cell) if isinstance(cell, str) else ""
    return text if lacks_year(text) else None


def _stamp(cell: Cell, order: DateOrder | None) -> Stamp | None:
    if isinstance(cell, str):
        return read_stamp(cell, order)
    if isinstance(cell, date):
        return object_stamp(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return number_stamp(cell)
    return None


def parse_month(cell: Cell) -> Parsed:
    """Return a month as "YYYY-MM", of a whole date too."""
    if isinstance(cell, date):
        return f"{cell.year:04}-{cell.month:02}"
    text = clean_text(cell_text(cell))
    if says_nothing(text, words=True):
        return None
    stamp = read_month(text)
    return Trouble("bad_month") if stamp is None else f"{stamp.year:04}-{stamp.month:02}"


def _word_parser(words: vocabulary.Vocabulary, code: str, otherwise: str | None = None) -> Parser:
    def parse(cell: Cell) -> Parsed:
        text = cell_text(cell)
        found = words.find(text)
        if found is not None:
            return found
        return None if says_nothing(clean_text(text), words=True) else Trouble(code, otherwise)

    return parse


_PARSERS: Mapping[FieldType, Parser] = {
    "text": parse_text,
    "email": parse_email,
    "person": parse_person,
    "company": parse_company,
    "phone": parse_phone,
    "moment": moment_parser(None, DEFAULT_ZONE, timed=True),
    "number": parse_number,
    "money": parse_money,
    "flag": parse_flag,
    "month": parse_month,
    "stage": _word_parser(vocabulary.STAGE, "unknown_stage"),
    "activity": _word_parser(vocabulary.ACTIVITY, "unknown_activity", "other"),
    "side": _word_parser(vocabulary.SIDE, "unknown_side"),
    "outcome": _word_parser(vocabulary.OUTCOME, "unknown_outcome", "open"),
    "decision": _word_parser(vocabulary.DECISION, "unknown_decision"),
    "phase": _word_parser(vocabulary.PHASE, "unknown_phase"),
    "content_type": _word_parser(vocabulary.CONTENT_TYPE, "unknown_type", "other"),
}
_SPECIAL: Mapping[str, Parser] = {
    "corporate_number": parse_corporate_number,
    "last_name": parse_person,
    "first_name": parse_person,
    "note": parse_note,
    "comment": parse_note,
    **dict.fromkeys(
        ("external_id", "lead_external_id", "contact_external_id", "handover_id"), parse_identifier
    ),
}


def parser_for(field: str, field_type: FieldType | None) -> Parser:
    """Return the parser of a field; `field_type` None is a field of the users' own."""
    if field_type is None:
        return parse_own
    return _SPECIAL.get(field) or _PARSERS[field_type]


class ColumnParser:
    """Parses one column, remembering each different cell: lists repeat themselves.

    `translations` (as written -> as meant) come first, exactly, then by `vocabulary.word_key`.
    """

    #: Where every cell differs, remembering more costs memory and saves nothing.
    _LIMIT = 50_000

    def __init__(self, parser: Parser, translations: Mapping[str, str] | None = None) -> None:
        self._known = _Memo(parser, translations or {})

    def parse(self, cells: Sequence[Cell]) -> tuple[list[str | None], list[tuple[int, str, str]]]:
        """Return stored texts, as long as `cells`, and troubles (index, code, cell as written)."""
        known = self._known
        if len(known) > self._LIMIT:
            known.clear()
            known.troubles.clear()
        texts = list(map(known.__getitem__, cells))
        troubles = known.troubles
        if not troubles:
            return texts, []
        return texts, [
            (index, troubles[cell], cell_text(cell)) for index, cell in enumerate(cells) if cell in troubles
        ]


class _Memo(dict[Cell, str | None]):
    def __init__(self, parser: Parser, translations: Mapping[str, str]) -> None:
        super().__init__()
        self._parser = parser
        self._exact = dict(translations)
        self._loose = {vocabulary.word_key(written): meant for written, meant in translations.items()}
        self.troubles: dict[Cell, str] = {}

    def __missing__(self, cell: Cell) -> str | None:
        parsed = self._parser(self._translated(cell) if self._exact else cell)
        if isinstance(parsed, Trouble):
            self.troubles[cell] = parsed.code
            parsed = parsed.kept
        self[cell] = parsed
        return parsed

    def _translated(self, cell: Cell) -> Cell:
        text = cell_text(cell)
        if text in self._exact:
            return self._exact[text]
        return self._loose.get(vocabulary.word_key(text), cell)
