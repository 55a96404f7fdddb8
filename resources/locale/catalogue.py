"""Keep the Japanese catalogue in step with the program.

catalogue.py                  extract from funneldesk/, write the .po and .mo, list what is untranslated
catalogue.py --add FILE.json  the same, and take translations: {"msgid": "訳", "one|||many": "訳"}
catalogue.py --prune          the same, and forget translations that no code uses any more
catalogue.py --check          write nothing; exit code 1 if anything is out of date, missing or unequal

Needs Babel. The files carry no dates, line numbers or tool versions, so they change only with the words.
"""

import argparse
import io
import json
import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tokenize import TokenError

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parents[1] / "funneldesk"
PO = HERE / "ja" / "LC_MESSAGES" / "funneldesk.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
PLURAL_MARK = "|||"
HEADERS = [
    ("Project-Id-Version", "FunnelDesk"),
    ("Language", "ja"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Plural-Forms", "nplurals=1; plural=0;"),
]
PLACEHOLDER = re.compile(r"%\(\w+\)[#0\- +]*[\d.*]*[a-zA-Z]|%[#0\-+]*[\d.*]*[sdrifgeEGxX]|\{\w*[^{}]*\}")

MessageId = str | tuple[str, str]


class _Undated(Catalog):
    """A catalogue whose header says nothing that changes by itself."""

    mime_headers = property(lambda _self: HEADERS, lambda _self, _headers: None)


def extracted() -> tuple[set[MessageId], list[str]]:
    """Return the ids in the code and the files that could not be read (half-saved ones)."""
    ids: set[MessageId] = set()
    unreadable = []
    for path in sorted(PACKAGE.rglob("*.py")):
        try:
            ids |= {
                found for _line, found, _comments, _context in extract_from_file("python", path, KEYWORDS)
            }
        except (SyntaxError, TokenError):
            unreadable.append(str(path))
    return ids - {""}, unreadable


def translations() -> dict[MessageId, str]:
    """Return what the .po holds, entries no longer used included; "" where untranslated."""
    if not PO.exists():
        return {}
    with PO.open("rb") as file:
        kept = read_po(file, locale="ja")
    everything = [*kept, *kept.obsolete.values()]
    return {_id_of(m): _string_of(m) for m in everything if m.id}


def _id_of(message: Message) -> MessageId:
    return tuple(message.id) if isinstance(message.id, list | tuple) else message.id


def _string_of(message: Message) -> str:
    return message.string[0] if isinstance(message.string, list | tuple) else (message.string or "")


def catalogue(ids: set[MessageId], words: dict[MessageId, str], *, prune: bool = False) -> Catalog:
    """Return the catalogue of `ids`; translations no code uses are kept as obsolete unless `prune`."""
    result = _Undated(locale="ja", header_comment="# FunnelDesk in Japanese.", fuzzy=False)
    for known in sorted(ids, key=str):
        text = words.get(known, "")
        result.add(known, (text,) if isinstance(known, tuple) else text)
    if not prune:
        for known in sorted((k for k in words if k not in ids and words[k]), key=str):
            text = words[known]
            result.obsolete[known] = Message(known, (text,) if isinstance(known, tuple) else text)
    return result


def as_po(made: Catalog) -> bytes:
    """Return the text of the .po file."""
    buffer = io.BytesIO()
    write_po(buffer, made, width=110, no_location=True, sort_output=True)
    return buffer.getvalue()


def as_mo(made: Catalog) -> bytes:
    """Return the compiled catalogue."""
    buffer = io.BytesIO()
    write_mo(buffer, made)
    return buffer.getvalue()


def placeholders(text: str) -> set[str]:
    """Return the placeholders of `text`, "%%" and "{{" being none; of {name!r} the name."""
    plain = text.replace("%%", "").replace("{{", "").replace("}}", "")
    return {
        re.sub(r"[!:].*", "}", found) if found[0] == "{" else found for found in PLACEHOLDER.findall(plain)
    }


def unequal(ids: set[MessageId], words: dict[MessageId, str]) -> list[str]:
    """Return the messages whose translation has other placeholders than the English (its plural counts)."""
    pairs = [
        (known[1] if isinstance(known, tuple) else known, words.get(known, ""))
        for known in sorted(ids, key=str)
    ]
    return [english for english, text in pairs if text and placeholders(english) != placeholders(text)]


def untranslated(ids: set[MessageId], words: dict[MessageId, str]) -> list[str]:
    """Return the messages without a translation, plural forms joined as `--add` takes them."""
    return [_key(known) for known in sorted(ids, key=str) if not words.get(known)]


def _key(known: MessageId) -> str:
    return PLURAL_MARK.join(known) if isinstance(known, tuple) else known


def faults() -> list[str]:
    """Return, in words, everything that keeps the committed catalogue from being complete and current."""
    ids, unreadable = extracted()
    words = translations()
    made = catalogue(ids, words, prune=True)
    found = [f"cannot be read: {name}" for name in unreadable]
    found += [f"untranslated: {text!r}" for text in untranslated(ids, words)]
    found += [f"other placeholders: {text!r}" for text in unequal(ids, words)]
    found += [f"in no code: {_key(known)!r}" for known in words if known not in ids]
    if not PO.exists() or PO.read_bytes() != as_po(made):
        found.append("the .po is out of date: run catalogue.py")
    if not MO.exists() or MO.read_bytes() != as_mo(made):
        found.append("the .mo is out of date: run catalogue.py")
    return found


def _added(path: Path, words: dict[MessageId, str], ids: set[MessageId]) -> None:
    for key, text in json.loads(path.read_text(encoding="utf-8-sig")).items():
        parts = key.split(PLURAL_MARK)
        known = (parts[0], parts[1]) if len(parts) > 1 else key
        if known not in ids:
            print(f"in no code yet (kept): {key!r}")
        if words.get(known, text) not in ("", text):
            print(f"replaced: {key!r}: {words[known]!r} -> {text!r}")
        words[known] = text


@contextmanager
def _locked(patience: float = 60.0) -> Iterator[None]:
    """Let one run at a time write; a lock older than `patience` seconds was left behind by a dead one."""
    lock = HERE / ".lock"
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            break
        except FileExistsError:
            if lock.exists() and time.time() - lock.stat().st_mtime > patience:
                lock.unlink(missing_ok=True)
            time.sleep(0.2)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def update(additions: list[Path], *, prune: bool) -> None:
    """Write both files from the code, the present .po and `additions`, and print what is left to do."""
    with _locked():
        ids, unreadable = extracted()
        words = translations()
        for path in additions:
            _added(path, words, ids)
        made = catalogue(ids, words, prune=prune and not unreadable)
        PO.parent.mkdir(parents=True, exist_ok=True)
        for path, content in ((PO, as_po(made)), (MO, as_mo(made))):
            fresh = path.with_suffix(path.suffix + ".new")
            fresh.write_bytes(content)
            fresh.replace(path)
    for name in unreadable:
        print(f"cannot be read now: {name}")
    for text in unequal(ids, words):
        print(f"other placeholders: {text!r} -> {words.get(text)!r}")
    missing = dict.fromkeys(untranslated(ids, words), "")
    print(json.dumps(missing, ensure_ascii=False, indent=1) if missing else "all translated")


def main() -> int:
    """Run the command line described above."""
    wrapped = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=wrapped)
    parser.add_argument("--add", type=Path, action="append", default=[], metavar="FILE.json")
    parser.add_argument("--prune", action="store_true")
    parser.add_argument("--check", action="store_true")
    chosen = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")
    if chosen.check:
        found = faults()
        print("\n".join(found))
        return 1 if found else 0
    update(chosen.add, prune=chosen.prune)
    return 0


if __name__ == "__main__":
    sys.exit(main())
