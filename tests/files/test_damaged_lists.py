"""Damaged files: bytes flipped, cut off, repeated. They give rows or a sentence, and never end in a traceback."""

import io
import os
from pathlib import Path  # noqa: TC003 - hypothesis looks at it

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from funneldesk.errors import UserError
from funneldesk.files.reading.reader import ReaderChild
from tests.files.packages import flat_ods

#: FUNNELDESK_DAMAGE=2000 looks further than the suite has time for.
EXAMPLES = int(os.environ.get("FUNNELDESK_DAMAGE", "25"))


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in [
        ["会社名", "氏名", "獲得日"],
        ["東都", "山田 太郎", "令和6年4月1日"],
        ["北浜", "鈴木 花子", 45000],
    ]:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


CSV = '会社名,氏名,備考\n東都,山田 太郎,"見積, 至急"\n北浜,鈴木 花子,"一行目\n二行目"\n' * 20
CELL = '<table:table-row><table:table-cell office:value-type="string"><text:p>東都</text:p></table:table-cell></table:table-row>'
PAGE = "<html><body><table><tr><td>会社名</td></tr><tr><td>東都</td></tr></table></body></html>"
WHOLE = {
    "list.xlsx": _workbook(),
    "list.csv": CSV.encode("cp932"),
    "list.txt": CSV.encode("utf-16"),
    "list.fods": flat_ods(CELL * 3).encode(),
    "list.xls": PAGE.encode(),
}
DAMAGE = st.lists(
    st.tuples(st.sampled_from(["flip", "cut", "repeat", "zero"]), st.floats(0, 1), st.integers(0, 255)),
    min_size=1,
    max_size=6,
)


def _damaged(data: bytes, damage: list[tuple[str, float, int]]) -> bytes:
    for kind, where, value in damage:
        at = int(where * max(0, len(data) - 1))
        if kind == "flip":
            data = data[:at] + bytes([value]) + data[at + 1 :]
        elif kind == "cut":
            data = data[:at] if value < 64 else data[:at] + data[at + value :]
        elif kind == "repeat":
            data = data[:at] + data[at : at + value] * 3 + data[at + value :]
        else:
            data = data[:at] + bytes(value % 32) + data[at + value % 32 :]
    return data


@pytest.fixture(scope="module")
def child(tmp_path_factory):
    with ReaderChild(tmp_path_factory.mktemp("damage") / "list", lambda: None) as running:
        yield running


@pytest.mark.parametrize("name", sorted(WHOLE))
@settings(
    max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(damage=DAMAGE)
def test_a_damaged_list_gives_rows_or_a_sentence(child, tmp_path, name, damage):
    path: Path = tmp_path / name
    path.write_bytes(_damaged(WHOLE[name], damage))
    reason = None
    try:
        look = child.open(path=str(path), sheet=None, header_row=None, language="en")
        assert child.ask(op="scan", columns=[0])["rows"] >= 0
        assert look["headings"]
    except UserError as error:
        reason = error
    # Its own kind of UserError says that the child died, or was ended.
    assert reason is None or (type(reason) is UserError and reason.next_step)
