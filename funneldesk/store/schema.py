"""The tables of a store, as migrations.

A migration never calls today's classes: it must do tomorrow what it does today.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database, Migrations

#: "FDsk": written into the file's head, so that other programs (and we) know whose it is.
APPLICATION_ID = 0x4644736B


def _split(statements: str) -> tuple[str, ...]:
    return tuple(one for one in statements.split(";") if one.strip())


def _fixed(table: str, there: str, words: str = "what was agreed on never changes") -> dict[str, str]:
    """Return the triggers that keep rows as they are, by name; `there`: what a row may not be written over."""
    return {
        f"{table}_{name}": f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} {when} "
        f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        for name, event, when in (
            ("kept", "DELETE", ""),
            ("unchanged", "UPDATE", ""),
            ("closed", "INSERT", f"WHEN EXISTS (SELECT 1 FROM {there})"),  # noqa: S608
        )
    }


_FIRST = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE import_batch (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, file_name TEXT NOT NULL, sha256 TEXT NOT NULL,
    sheet TEXT, system TEXT NOT NULL, fingerprint TEXT NOT NULL, list_date TEXT NOT NULL,
    fields TEXT NOT NULL, plan TEXT NOT NULL, imported_at TEXT NOT NULL,
    created INTEGER NOT NULL, updated INTEGER NOT NULL, unchanged INTEGER NOT NULL,
    skipped INTEGER NOT NULL, rejected INTEGER NOT NULL,
    first_record INTEGER NOT NULL DEFAULT 0, end_record INTEGER NOT NULL DEFAULT 0,
    hidden INTEGER NOT NULL DEFAULT 0, hidden_at TEXT
) STRICT;
CREATE INDEX import_batch_sha256 ON import_batch (sha256);

CREATE TABLE identity (
    id INTEGER PRIMARY KEY, digest INTEGER NOT NULL, role TEXT NOT NULL, system TEXT NOT NULL,
    external_id TEXT NOT NULL, email TEXT NOT NULL, name TEXT NOT NULL, company TEXT NOT NULL,
    phone TEXT NOT NULL, lead_id INTEGER, home INTEGER
) STRICT;
CREATE UNIQUE INDEX identity_digest ON identity (digest);
CREATE INDEX identity_lead ON identity (lead_id);

CREATE TABLE identity_key (
    key TEXT NOT NULL, identity_id INTEGER NOT NULL REFERENCES identity (id), PRIMARY KEY (key, identity_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
    id INTEGER PRIMARY KEY, batch_id INTEGER NOT NULL REFERENCES import_batch (id), row INTEGER NOT NULL,
    identity_id INTEGER REFERENCES identity (id), known_at INTEGER NOT NULL, vals TEXT NOT NULL
) STRICT;
CREATE INDEX record_identity ON record (identity_id);

CREATE TABLE lead (
    id INTEGER PRIMARY KEY, listed INTEGER NOT NULL, external_id TEXT, email TEXT, last_name TEXT,
    first_name TEXT, name TEXT, company TEXT, corporate_number TEXT, department TEXT, title TEXT, phone TEXT,
    industry TEXT, employees TEXT, prefecture TEXT, source TEXT, campaign TEXT, first_content TEXT,
    acquired_at TEXT, updated_at TEXT, stage TEXT, mql_at TEXT, sal_at TEXT, deal_at TEXT, won_at TEXT,
    lost_at TEXT, opt_out TEXT, owner TEXT, note TEXT, extra TEXT, company_key TEXT NOT NULL,
    email_kind TEXT NOT NULL
) STRICT;
CREATE INDEX lead_company_key ON lead (company_key);

CREATE TABLE lead_value (
    lead_id INTEGER NOT NULL, field TEXT NOT NULL, day INTEGER NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (lead_id, field, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE company_deal (deal TEXT PRIMARY KEY, lead_id INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE import_problem (
    id INTEGER PRIMARY KEY, batch_id INTEGER NOT NULL REFERENCES import_batch (id), row INTEGER NOT NULL,
    column TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL
) STRICT;
CREATE INDEX import_problem_batch ON import_problem (batch_id);

CREATE TABLE mapping_preset (
    fingerprint TEXT PRIMARY KEY, plan TEXT NOT NULL, updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE book_version (
    number INTEGER PRIMARY KEY, json TEXT NOT NULL, sha256 TEXT NOT NULL, created_at TEXT NOT NULL,
    from_day INTEGER NOT NULL, note TEXT NOT NULL
) STRICT;
CREATE TABLE signature (
    version INTEGER NOT NULL REFERENCES book_version (number), side TEXT NOT NULL, name TEXT NOT NULL,
    signed_at TEXT NOT NULL, PRIMARY KEY (version, side, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE book_draft (
    id INTEGER PRIMARY KEY, json TEXT NOT NULL, base INTEGER NOT NULL, updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE audit (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, operation TEXT NOT NULL, detail TEXT NOT NULL
) STRICT;
"""

# Everything after the last "@", unless that is a free provider's or kept free for examples.
_COMPANY_KEYS = """
ALTER TABLE lead ADD COLUMN company_domain TEXT NOT NULL DEFAULT '';
UPDATE lead SET company_domain = lower(trim(substr(email, length(rtrim(email, replace(email, '@', ''))) + 1)))
    WHERE email_kind = 'company';
UPDATE lead SET company_domain = ''
    WHERE company_domain IN ('example.com', 'example.net', 'example.org', 'example.jp', 'example.co.jp');
CREATE INDEX lead_company_domain ON lead (company_domain) WHERE company_domain <> '';
CREATE INDEX lead_corporate_number ON lead (corporate_number) WHERE corporate_number IS NOT NULL;
"""

# Agreed is agreed. A new row would also replace one of the same key (INSERT OR REPLACE fires no trigger of a
# deletion), and a signature stands before its version does: written in one transaction with it, never added later.
_FIXED_VERSIONS = {
    **_fixed("book_version", "book_version WHERE number = NEW.number"),
    **_fixed("signature", "book_version WHERE number = NEW.version"),
}
# The one draft there was becomes one of several; `base_sha256` tells its base from another version of that number.
_NAMED_DRAFTS = """
ALTER TABLE book_draft ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE book_draft ADD COLUMN base_sha256 TEXT NOT NULL DEFAULT '';
UPDATE book_draft SET base_sha256 =
    coalesce((SELECT sha256 FROM book_version WHERE number = book_draft.base), '');
"""


# A version never changes; that a pilot came to its end is a row of its own, written once.
_PILOT_ENDS = """
CREATE TABLE pilot_end (
    version INTEGER PRIMARY KEY REFERENCES book_version (number), until_day INTEGER NOT NULL,
    adopted_as INTEGER REFERENCES book_version (number), ended_at TEXT NOT NULL, note TEXT NOT NULL
) STRICT;
"""

# That an end was taken back is one more thing that happened: ends become events, of which the last one counts.
# `until_day` NULL: the pilot runs on.
_PILOT_EVENTS = """
CREATE TABLE pilot_event (
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL REFERENCES book_version (number), until_day INTEGER,
    adopted_as INTEGER REFERENCES book_version (number), at TEXT NOT NULL, note TEXT NOT NULL
) STRICT;
INSERT INTO pilot_event (version, until_day, adopted_as, at, note)
    SELECT version, until_day, adopted_as, ended_at, note FROM pilot_end ORDER BY ended_at, version;
DROP TABLE pilot_end;
"""
_FIXED_PILOTS = _fixed("pilot_event", "pilot_event WHERE id = NEW.id")
# A review's numbers are written once, when it begins. What people write down (decisions, hypotheses, knowledge
# cards) only grows: of the rows of one item the newest that is not hidden counts.
_REVIEWS = """
CREATE TABLE review (
    id INTEGER PRIMARY KEY, rhythm TEXT NOT NULL, from_day INTEGER NOT NULL, to_day INTEGER NOT NULL,
    as_of INTEGER NOT NULL, version INTEGER NOT NULL REFERENCES book_version (number), book_sha256 TEXT NOT NULL,
    numbers TEXT NOT NULL, sha256 TEXT NOT NULL, begun_at TEXT NOT NULL
) STRICT;
CREATE TABLE note (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, review_id INTEGER REFERENCES review (id), item INTEGER NOT NULL,
    vals TEXT NOT NULL, at TEXT NOT NULL, hidden INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX note_item ON note (item);
CREATE INDEX note_review ON note (review_id)
"""
_FIXED_REVIEWS = _fixed("review", "review WHERE id = NEW.id", "the numbers of a review never change")
# What members of the team answered on the share, each as it came and once (`number` of a `device`; the sum tells two
# computers apart that were given the same device); what was published; keyed hashes of people who were erased.
_TEAM = """
CREATE TABLE response (
    device TEXT NOT NULL, number INTEGER NOT NULL, sum16 TEXT NOT NULL, handover TEXT NOT NULL, said TEXT NOT NULL,
    collected_at TEXT NOT NULL, after_batch INTEGER NOT NULL, act INTEGER, state TEXT NOT NULL,
    PRIMARY KEY (device, number, sum16)
) STRICT, WITHOUT ROWID;
CREATE INDEX response_handover ON response (handover);
CREATE TABLE publication (
    id INTEGER PRIMARY KEY, share_id TEXT NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
    name TEXT NOT NULL, manifest TEXT NOT NULL, published_at TEXT NOT NULL
) STRICT;
CREATE TABLE suppression (hash TEXT PRIMARY KEY, erased_at TEXT NOT NULL) STRICT, WITHOUT ROWID
"""
#: The triggers that keep agreed versions, when pilots ended and what reviews were about as they are.
GUARDS = (*_FIXED_VERSIONS, *_FIXED_PILOTS, *_FIXED_REVIEWS)


def guard(name: str) -> str:
    """Return the statement that makes one of GUARDS."""
    return {**_FIXED_VERSIONS, **_FIXED_PILOTS, **_FIXED_REVIEWS}[name]


#: The steps from an empty file to today's tables, by name, in order; a released one never changes.
_STEPS: dict[str, tuple[str, ...]] = {
    "first": _split(_FIRST),
    "company_keys": _split(_COMPANY_KEYS),
    "fixed_versions": tuple(_FIXED_VERSIONS.values()),
    "named_drafts": _split(_NAMED_DRAFTS),
    "pilot_ends": _split(_PILOT_ENDS),
    "pilot_events": (*_split(_PILOT_EVENTS), *_FIXED_PILOTS.values()),
    "reviews": (*_split(_REVIEWS), *_FIXED_REVIEWS.values()),
    "team": _split(_TEAM),
}
#: The number of migrations, kept in `user_version`: a file with a greater one was made by a newer program.
SCHEMA_VERSION = len(_STEPS)


def migrations() -> "Migrations":
    """Return every migration, oldest first."""
    from sqlite_utils import Migrations

    steps = Migrations("funneldesk")
    for name, statements in _STEPS.items():
        steps(name=name)(_step(statements))
    return steps


def _step(statements: tuple[str, ...]) -> "Callable[[Database], None]":
    def run(db: "Database") -> None:
        for statement in statements:
            db.execute(statement)

    return run
