"""The tables, indexes and views of a published SQLite file, and what may be there instead of what: nothing."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from funneldesk.domain.team.publication import TABLES, Column, ColumnType, Table
from funneldesk.domain.team.publication_words import vocabulary
from funneldesk.i18n import LANGUAGES, _, speaking

#: "FDpb": what tells a publication from a store and from every other SQLite file.
APPLICATION_ID = 0x46447062
#: An object of a file as SQLite lists it: type, name, table, SQL.
Object = tuple[str, str, str, str | None]

_SQL_TYPES: dict[ColumnType, str] = {
    "text": "TEXT",
    "whole": "INTEGER",
    "real": "REAL",
    "day": "TEXT",
    "flag": "INTEGER",
    "json": "TEXT",
}
#: What tells the rows of a table apart; the first column alone where nothing is said.
_KEYS = {"handovers": ("handover",), "leads": ("lead",), "columns": ("table_name", "column_name")}
#: What other programs look people up by.
_INDEXES = (("today", "lead"), ("handovers", "lead"), ("leads", "company"))
_WORDS = r"'(?:[^']|'')*'"
_NAME = r'"(?:[^"]|"")*"'


def statements() -> Iterator[str]:
    """Return what makes the tables of an empty file, in order."""
    yield from (_table_sql(table) for table in TABLES)


def index_statements() -> Iterator[str]:
    """Return what makes the indexes: after the rows are there, which is quicker."""
    for table, column in _INDEXES:
        yield f'CREATE INDEX "{table}_by_{column}" ON "{table}" ("{column}")'


def view_statements() -> Iterator[str]:
    """Return what makes the views: each table in the words of each language, codes and flags as well."""
    for language in LANGUAGES:
        with speaking(language):
            yield from [_view_sql(table) for table in TABLES]


def key_of(table: Table) -> tuple[str, ...]:
    """Return the columns that tell the rows of a table apart."""
    return _KEYS.get(table.name, (table.columns[0].name,))


def view_name(table: Table) -> str:
    """Return the name of a table's view in the language in use: SQLite takes "Leads" and "leads" for one name."""
    name = _(table.view)
    is_taken = any(name.casefold() == one.name.casefold() for one in TABLES)
    return _("%(table)s in words") % {"table": name} if is_taken else name


def quoted(name: str) -> str:
    """Return a name as SQL has it."""
    return '"' + name.replace('"', '""') + '"'


def _text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def _table_sql(table: Table) -> str:
    key = key_of(table)
    columns = [
        f'"{column.name}" {_SQL_TYPES[column.type]}' + (" PRIMARY KEY" if (column.name,) == key else "")
        for column in table.columns
    ]
    if len(key) > 1:
        columns.append(f"PRIMARY KEY ({', '.join(map(quoted, key))})")
    return f'CREATE TABLE "{table.name}" ({", ".join(columns)}) STRICT'


def _view_sql(table: Table) -> str:
    columns = ", ".join(f"{_in_words(column)} AS {quoted(_(column.heading))}" for column in table.columns)
    return f'CREATE VIEW {quoted(view_name(table))} AS SELECT {columns} FROM "{table.name}"'  # noqa: S608


def _in_words(column: Column) -> str:
    if column.type == "flag":
        words = {"1": _text(_("Yes")), "0": _text(_("No"))}
    else:
        words = {_text(code): _text(said) for code, said in vocabulary(column.codes).items()}
    if not words:
        return quoted(column.name)
    cases = "".join(f" WHEN {code} THEN {said}" for code, said in words.items())
    return f"CASE {quoted(column.name)}{cases} ELSE {quoted(column.name)} END"


def unexpected(objects: Iterable[Object]) -> str | None:
    """Return the name of an object a publication does not have, or of one that is missing; None where all is right.

    Tables and indexes are those of this program, letter by letter. Views may say other words, and nothing else: a
    file written by a program with a better translation is the same file.
    """
    missing = {("table", table.name): _table_sql(table) for table in TABLES}
    missing |= {("index", sql.split('"')[1]): sql for sql in index_statements()}
    keys = {f"sqlite_autoindex_{table.name}_1": table.name for table in TABLES if not _is_rowid(table)}
    views: dict[str, int] = {}
    for type_, name, table, sql in objects:
        if sql is None and type_ == "index" and keys.pop(name, None) == table:
            continue
        if sql is not None and missing.get((type_, name)) == sql:
            del missing[type_, name]
            continue
        seen = _viewed(sql) if type_ == "view" and sql else None
        if seen is None or views.get(seen, 0) >= len(LANGUAGES):
            return name
        views[seen] = views.get(seen, 0) + 1
    return next((name for _type, name in missing), next(iter(keys), None))


def _is_rowid(table: Table) -> bool:
    key = key_of(table)
    return len(key) == 1 and any(one.name == key[0] and one.type == "whole" for one in table.columns)


@cache
def _own_views() -> Mapping[str, str]:
    """Return the tables that the views of this program show, by what makes these; the same as long as it runs."""
    return dict(zip(view_statements(), [table.name for table in TABLES] * len(LANGUAGES), strict=True))


def _viewed(sql: str) -> str | None:
    """Return which table a view shows in words; None where it does anything else."""
    if sql in _own_views():
        return _own_views()[sql]
    found = re.fullmatch(rf'CREATE VIEW {_NAME} AS SELECT .* FROM "([a-z]+)"', sql, re.DOTALL)  # noqa: S608
    table = next((one for one in TABLES if found and one.name == found[1]), None)
    return table.name if table and _pattern(table).fullmatch(sql) else None


def _pattern(table: Table) -> re.Pattern[str]:
    shown = []
    for column in table.columns:
        code = "[01]" if column.type == "flag" else _WORDS
        case = rf'CASE "{column.name}"(?: WHEN {code} THEN {_WORDS})+ ELSE "{column.name}" END'
        shown.append(rf'(?:"{column.name}"|{case}) AS {_NAME}')
    return re.compile(rf'CREATE VIEW {_NAME} AS SELECT {", ".join(shown)} FROM "{table.name}"')  # noqa: S608
