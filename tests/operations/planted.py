"""A store in which 200 people stand in every field a list can carry, and where to look for them afterwards."""

import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from funneldesk.domain.book.book import Signature
from funneldesk.domain.book.starter import starter_book
from funneldesk.operations import book as books
from funneldesk.operations import by_hand
from funneldesk.store.store import Store
from tests.operations.taking import take
from tests.operations.test_by_hand import day

PEOPLE = 200
#: Every n-th person has a hand-over that waits for an answer.
OPEN_EACH = 10
TODAY = day("2026-06-30")
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp932")
_FAMILY, _GIVEN = "葛鷲鷹雉鶴鴨鷺鳩鴉雁", "椿菫蓮菊梅桃桐槙楠樺"
_SPOTS = (
    "source",
    "company",
    "title",
    "industry",
    "prefecture",
    "employees",
    "owner",
    "campaign",
    "department",
    "x.メモ",
)


def name(person: int) -> str:
    """Return a name nobody else has, of letters cp932 knows."""
    family = f"{_FAMILY[person % 10]}{_GIVEN[person // 10 % 10]}"
    return f"{family} {'乾坤'[person // 100]}{_GIVEN[(person + 3) % 10]}郎"


def mail(person: int) -> str:
    """Return an address nobody else has."""
    return f"kanaria{person:03}@himitsu{person % 7}.example.jp"


def phone(person: int) -> str:
    """Return a number nobody else has."""
    return f"090-7{person:03}-8{person:03}"


def about(person: int) -> str:
    """Return everything about somebody as people write it into one cell."""
    return f"{name(person).replace(' ', '')}様 {mail(person)} TEL {phone(person)}"


def fill(store: Store) -> None:
    """Plant everybody: each in one field of their own, and in notes, comments, contents, reasons and file names."""
    take(store, "contents", [_content(one) for one in range(PEOPLE)], file_name=f"{about(0)}.xlsx")
    take(store, "leads", [_lead(one) for one in range(PEOPLE)])
    take(store, "activities", [_activity(one) for one in range(PEOPLE)])
    take(store, "handovers", [_handover(one) for one in range(PEOPLE)])
    take(store, "deals", [_deal(one) for one in range(0, PEOPLE, 7)])
    by_hand.called(store, 1, TODAY, reached=True, note=about(1))
    _agree(store)


def _lead(person: int) -> dict[str, str | None]:
    said: dict[str, str | None] = {
        "external_id": f"P{person}", "name": name(person), "email": mail(person), "phone": phone(person),
        "company": f"株式会社架空{person}", "source": "展示会", "industry": "製造業", "note": about(person),
        "acquired_at": "2026-05-01",
    }  # fmt: skip
    spot = _SPOTS[person % len(_SPOTS)]
    return said | {
        spot: (name(person), about(person), mail(person), phone(person))[person // len(_SPOTS) % 4]
    }


def _content(person: int) -> dict[str, str | None]:
    return {
        "content": f"資料{person} {mail(person)}",
        "title": f"{name(person)}様向け {phone(person)}",
        "theme": about(person),
    }


def _activity(person: int) -> dict[str, str | None]:
    return {
        "lead_external_id": f"P{person}", "occurred_at": "2026-06-01", "activity": "download", "note": about(person),
        "content": f"資料{person} {mail(person)}", "campaign": about(person),
    }  # fmt: skip


def _handover(person: int) -> dict[str, str | None]:
    said: dict[str, str | None] = {
        "handover_id": f"H{person}", "lead_external_id": f"P{person}", "side": "sales", "handed_at": "2026-06-10",
        "comment": about(person), "owner": about(person),
    }  # fmt: skip
    if person % OPEN_EACH == 0:
        return said
    return said | {"decision": "rejected", "reason": f"{name(person)}さんは退職", "decided_at": "2026-06-12"}


def _deal(person: int) -> dict[str, str | None]:
    return {
        "external_id": f"D{person}", "lead_external_id": f"P{person}", "name": about(person), "opened_at": "2026-06-20",
        "lost_reason": about(person), "owner": about(person), "outcome": "lost",
    }  # fmt: skip


def _agree(store: Store) -> None:
    """Agree on a book in which people of lists are named: as an example, in a rule, beside a reason."""
    book = starter_book("ja")
    term, rule = book.terms[0], book.rules[0]
    book = replace(
        book,
        purpose=replace(book.purpose, text=f"{book.purpose.text} 例: {about(5)}"),
        terms=(replace(term, example=about(6)), *book.terms[1:]),
        rules=(replace(rule, action=f"架電する（{about(7)}）", why=about(8)), *book.rules[1:]),
        worked_example=about(9),
    )
    books.save_draft(store, book)
    signed = [Signature(side, f"署名者{side}", "2026-05-01T00:00:00Z") for side in ("marketing", "sales")]
    books.adopt_draft(store, signed, note=about(10), now=datetime(2026, 5, 2, tzinfo=UTC))


def traces(person: int) -> list[str]:
    """Return what may be found nowhere: the name with any blank, the address, its own part, the number."""
    full = name(person)
    number = phone(person)
    return [
        full, full.replace(" ", ""), full.replace(" ", "　"), mail(person), mail(person).split("@")[0], number,
        number.replace("-", ""),
    ]  # fmt: skip


#: How each trace looks; which of them are somebody's, `_whose` says.
_LIKE = re.compile(
    rf"[{_FAMILY}][{_GIVEN}][ \u3000]?[乾坤][{_GIVEN}]郎|kanaria\d{{3}}|090-?7\d{{3}}-?8\d{{3}}"
)


@cache
def _whose() -> dict[str, int]:
    return {trace: person for person in range(PEOPLE) for trace in traces(person)}


def found_in(data: bytes) -> set[int]:
    """Return who can be found in bytes, in any of ENCODINGS, and in whatever a zip file holds as well."""
    parts = [data]
    if zipfile.is_zipfile(BytesIO(data)):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts += [archive.read(one) for one in archive.namelist()]
    whose, found = _whose(), set()
    for part in parts:
        # Bytes of UTF-16 and of cp932 may begin anywhere.
        texts = [part[start:].decode(one, "ignore") for one in ENCODINGS for start in (0, 1)]
        found |= {whose[trace] for text in texts for trace in _LIKE.findall(text) if trace in whose}
        found |= {person for trace, person in whose.items() if trace.encode("cp932") in part}
    return found


def found_under(folder: Path) -> set[int]:
    """Return who can be found in the files of a folder, or in their names."""
    found: set[int] = set()
    for path in folder.rglob("*"):
        found |= found_in(str(path.relative_to(folder)).encode())
        if path.is_file():
            found |= found_in(path.read_bytes())
    return found
