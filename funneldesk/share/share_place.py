"""What makes a folder a shared one: `share.json`, written once, and a few lines for people who look into it.

Whatever formats are to come, each keeps its number and a `sum`, as manifests do, so that damage never reads as a newer
program, nor as another passphrase.
"""

import hashlib
import json
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.share.file_system import FileSystem
from funneldesk.share.names import MOST_SHARE, READ_ME, SHARE
from funneldesk.share.once import write_once
from funneldesk.share.trouble import explained, patient

FORMAT = 1
_KEYS = {"format", "id", "salt"}
#: Folders that were set up before it was thought of have none.
_SUM = "sum"
_ID = re.compile(r"[0-9a-f]{16}")
_SALT = re.compile(r"[0-9a-f]{32}")
_FOR_PEOPLE = """\
このフォルダーは FunnelDesk の共有フォルダーです。
・publications … 公開された資料です。.xlsx は Excel で、.sqlite は DB Browser などで開けます。
　日付がいちばん新しいもの（同じ日なら更新日時が新しいもの）をご覧ください。
・responses … 営業・ISの方の回答です。次の公開で反映されます。
・FunnelDesk を入れた PC なら「チームの共有フォルダーを開く」でここを選ぶと、回答もできます。
ファイルの名前を変えたり、書き換えたり、消したりしないでください。

This is a shared folder of FunnelDesk.
- publications: what was published. Open .xlsx with Excel, .sqlite with any SQLite program; the newest counts.
- responses: what members of the team answered; the next publication takes it in.
- With FunnelDesk, choose "Open the team's shared folder" and this folder: then you can answer as well.
Please do not rename, change or remove these files.
"""


@dataclass(frozen=True, slots=True)
class Share:
    """A shared folder that is set up: its id, and the salt of its passphrase."""

    files: FileSystem
    id: str
    salt: bytes


def find_share(files: FileSystem) -> Share | None:
    """Return the share in a folder, None where the folder is there and holds none; UserError for any trouble."""
    with explained(files):
        # A folder that is gone is no empty one.
        files.list("")
        try:
            data = patient(lambda: files.read(SHARE, MOST_SHARE))
        except FileNotFoundError:
            return None
    return _share_in(files, data)


def make_share(files: FileSystem, share_id: str | None = None) -> Share:
    """Set a folder up, with an id it had before or a new one; where it is set up already, return that."""
    found = find_share(files)
    if found is None:
        said = {"format": FORMAT, "id": share_id or secrets.token_hex(8), "salt": secrets.token_hex(16)}
        try:
            write_once(files, SHARE, json.dumps({**said, _SUM: _sum(said)}).encode("ascii"))
        except UserError as error:
            if error.code != "share_taken":
                raise
            # Somebody set it up at the same time: theirs is there.
        found = find_share(files)
    if found is None:
        raise _broken(files)
    with suppress(UserError):  # only for people: nothing depends on it
        write_once(files, READ_ME, _FOR_PEOPLE.replace("\n", "\r\n").encode("utf-8-sig"))
    return found


def _share_in(files: FileSystem, data: bytes) -> Share:
    try:
        said: Any = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise _broken(files) from error
    if not isinstance(said, dict) or type(said.get("format")) is not int:
        raise _broken(files)
    given = said.pop(_SUM, None)
    if said["format"] > FORMAT and given == _sum(said):
        raise UserError(
            "newer_share",
            _("The shared folder {where} was set up by a newer FunnelDesk.").format(where=files.where),
            _("Install the newer version, then open it again."),
        )
    is_whole = given is None or given == _sum(said)
    if said["format"] != FORMAT or set(said) != _KEYS or not is_whole:
        raise _broken(files)
    share_id, salt = said["id"], said["salt"]
    if not (_is(share_id, _ID) and _is(salt, _SALT)):
        raise _broken(files)
    return Share(files, share_id, bytes.fromhex(salt))


def _is(value: object, pattern: re.Pattern[str]) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _sum(said: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode("ascii")).hexdigest()


def _broken(files: FileSystem) -> UserError:
    return UserError(
        "share_broken",
        _("{file} in the shared folder {where} is damaged.").format(file=SHARE, where=files.where),
        _("Bring this file back from a copy of the drive, or share in another folder."),
    )
