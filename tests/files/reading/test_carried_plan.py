"""A plan inside a workbook: read back as it was written; anything else in that place is nothing."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from funneldesk.domain.lists.corrections import Correction
from funneldesk.domain.lists.mapping import ImportPlan, plan_from_json
from funneldesk.files.reading.carried_plan import carried_plan, carry_plan

PLAN = ImportPlan(
    "leads",
    system="ma",
    columns={"name": "氏名", "email": "メール"},
    values={"source": {f"経路{n}" * 5: "SEO" for n in range(200)}},  # longer than one piece
    dates={"acquired_at": "dmy"},
    correction=Correction("ab" * 32, "一覧", "2026-04-01", ("acquired_at",)),
)
PROPERTY = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{0}" pid="2" name="%s"><vt:lpwstr>%s</vt:lpwstr></property></Properties>'
)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A workbook that carries the plan."""
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    carry_plan(book, PLAN)
    book.save(path)
    return path


def with_part(path: Path, text: str | bytes) -> Path:
    """Write a package whose custom properties are `text`."""
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("docProps/custom.xml", text)
    return path


def test_a_plan_comes_back_as_it_was(workbook: Path) -> None:
    found = carried_plan(workbook)
    assert found is not None
    assert plan_from_json(found) == PLAN


def test_it_stays_when_the_workbook_is_saved_again_beside_properties_of_others(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    assert all(len(str(one.value)) <= 255 for one in book.custom_doc_props.props)
    book.custom_doc_props.append(openpyxl.packaging.custom.StringProperty(name="Client", value="東都"))
    book.active["A1"] = "x"
    book.save(workbook)
    found = carried_plan(workbook)
    assert found is not None
    assert plan_from_json(found) == PLAN


@pytest.mark.parametrize(
    "part",
    [
        PROPERTY % ("Client", "x"),
        PROPERTY % ("FunnelDesk 001", "not base64!"),
        PROPERTY % ("FunnelDesk 001", "AAAA"),
        PROPERTY % ("FunnelDesk 001", "eJwDAAAAAAE="),  # nothing, compressed
        "<broken",
        '<!DOCTYPE a [<!ENTITY b "c">]>' + PROPERTY % ("FunnelDesk 001", "&b;"),
        b"\xff" * (2 << 20),
    ],
)
def test_anything_else_is_no_plan(part: str | bytes, tmp_path: Path) -> None:
    assert carried_plan(with_part(tmp_path / "a.xlsx", part)) is None


def test_a_file_that_is_no_package_carries_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0")
    assert carried_plan(path) is None
    assert carried_plan(tmp_path / "missing.xlsx") is None
    with zipfile.ZipFile(path, "w"):
        pass
    assert carried_plan(path) is None
