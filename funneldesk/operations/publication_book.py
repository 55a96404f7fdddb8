"""The definition book of a publication: for people in words, for the program as it is stored."""

from typing import TYPE_CHECKING

from funneldesk.domain.book.book_json import canonical_json
from funneldesk.domain.book.book_parts import TABLES
from funneldesk.domain.book.book_pilots import running_pilot
from funneldesk.domain.book.sentences import follows_words
from funneldesk.domain.formats import day
from funneldesk.domain.moment import moment_of
from funneldesk.domain.team.masking import scrubbed_json
from funneldesk.domain.team.publication_words import VERSION_PART
from funneldesk.domain.words import side_label
from funneldesk.i18n import _, speaking
from funneldesk.operations.publication_texts import Texts, day_cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from funneldesk.domain.book.book import Book, BookVersion
    from funneldesk.domain.book.book_tables import Column
    from funneldesk.domain.team.publication import Value

#: Reasons for which sales may decline.
_DECLINING = ("rejection", "disqualification")


def book_rows(version: "BookVersion", zone: str, texts: Texts) -> "list[tuple[Value, ...]]":
    """Return the whole book in words, in its own language: who signed, then each cell of each part."""
    with speaking(version.book.language):
        said = [*_version(version, zone), *_parts(version.book)]
    clean = texts.free_all([text for line in said for text in line[1:]])
    return [(place + 1, said[place][0], *clean[3 * place : 3 * place + 3]) for place in range(len(said))]


def _version(version: "BookVersion", zone: str) -> "Iterator[tuple[str, str, str, str]]":
    number = _("Version %(number)s") % {"number": version.number}
    since = day(version.from_day) or _("the beginning of all records")
    yield VERSION_PART, number, _("In force from"), since
    if version.note:
        yield VERSION_PART, number, _("Note"), version.note
    if not version.signatures:
        yield VERSION_PART, number, _("Signed by"), _("nobody: it is the unsigned example")
    for one in version.signatures:
        words = f"{one.name} ({day(moment_of(one.signed_at, zone).day)})"
        yield VERSION_PART, number, _("Signed by: %(side)s") % {"side": side_label(one.side)}, words


def _parts(book: "Book") -> "Iterator[tuple[str, str, str, str]]":
    for table in TABLES:
        for _name, line in table.lines(book):
            item, *others = [_words(column, line, book) for column in table.columns]
            if len(table.columns) == 1:
                yield table.part, _(table.columns[0].heading), "", item
            for column, words in zip(table.columns[1:], others, strict=True):
                if words:
                    yield table.part, item, _(column.heading), words


def _words(column: "Column", line: object, book: "Book") -> str:
    value = column.write(line, book)
    if isinstance(value, (int, float)) and column.form == "share":
        return f"{value * 100:g} %"
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def definition_rows(
    version: "BookVersion", versions: "tuple[BookVersion, ...]", as_of: int, texts: Texts
) -> "list[tuple[Value, ...]]":
    """Return the version in force, and the pilot that runs beside it, as the program stores them."""
    pilot = running_pilot(versions, as_of)
    return [
        (
            one.number,
            day_cell(one.from_day),
            int(one.is_pilot),
            texts.free(_(", ").join(signature.name for signature in one.signatures)),
            scrubbed_json(canonical_json(one.book), texts.names),
        )
        for one in filter(None, (version, pilot))
    ]


def reason_rows(version: "BookVersion", texts: Texts) -> "list[tuple[Value, ...]]":
    """Return the reasons for which sales may decline, each with what follows from it."""
    found = {one.name: follows_words(one) for one in version.book.reasons if one.kind in _DECLINING}
    return [
        (number, texts.free(name), texts.free(words))
        for number, (name, words) in enumerate(found.items(), start=1)
    ]
