"""What a file is, whatever it is called."""

import pytest

from funneldesk.errors import UserError
from funneldesk.files.formats.file_kinds import file_kind
from tests.files.packages import flat_ods, save_ods, save_xlsx, save_zip, sheet_xml

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"a,b\n1,2\n", "text"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "html"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html><html></html>', "html"),
        ("<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table/></html>".encode("utf-16"), "html"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "xml_2003",
        ),
        (flat_ods("").encode(), "flat_opendocument"),
        ("<会社名>,<氏名>\n東都,山田\n".encode(), "text"),
        ("<a href='x'>東都</a>,<b>急ぎ</b>\n".encode(), "text"),
        (OLE + b"\0" * 600, "binary"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00", "binary"),
        (b"\x09\x00a\x00,\x00b\x00", "text"),
        (b"MZ,name\n1,x\n", "text"),
        (b"BM\tname\n", "text"),
    ],
)
def test_the_first_bytes_tell(tmp_path, data, kind):
    path = tmp_path / "list.csv"
    path.write_bytes(data)
    assert file_kind(path) == kind


def test_packages_are_told_apart(tmp_path):
    assert file_kind(save_xlsx(tmp_path / "a.csv", sheet_xml(""))) == "ooxml"
    assert file_kind(save_ods(tmp_path / "b.xlsx", "")) == "opendocument"
    assert file_kind(save_zip(tmp_path / "c.xlsx", {"xl/workbook.bin": b"x"})) == "xlsb"


def test_a_package_behind_the_line_of_a_script(tmp_path):
    path = save_xlsx(tmp_path / "a.xlsx", sheet_xml(""))
    path.write_bytes(b"\xef\xbb\xbf\r\n" + path.read_bytes())
    assert file_kind(path) == "ooxml"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.csv", b"", "empty_file"),
        ("x.csv", b"%PDF-1.7\n", "not_a_list"),
        ("x.csv", b"\x89PNG\r\n\x1a\n\0", "not_a_list"),
        ("x.slk", b"ID;PWXL;N;E\r\n", "not_a_list"),
        ("x.csv", b"MZ\x90\x00\x03", "not_a_list"),
        ("x.csv", b"<rss><item/></rss>", "not_a_list"),
        ("x.xml", b"<?xml version='1.0'?>\n<list>\n<p n='1'/>\n</list>", "not_a_list"),
        ("x.txt", b'[\n {\n  "name": "Toto"\n }\n]', "not_a_list"),
        ("x.csv", b"BEGIN:VCARD\r\nFN:Toto\r\n", "not_a_list"),
        ("x.xls", b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "not_a_list"),
        ("x.xlsx", b"PK\x03\x04" + b"\0" * 200, "unreadable_workbook"),
        ("x.xls", b"\x00\x01\x02\x03" * 50, "unreadable_workbook"),
    ],
)
def test_what_is_no_list_says_what_it_is(tmp_path, name, data, code):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UserError) as told:
        file_kind(path)
    assert told.value.code == code
    assert told.value.next_step


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"ID;PWXL;N;E\r\n", "SYLK"),
        (b"TABLE\r\n0,1\r\n", "DIF"),
        (b"MIME-Version: 1.0\r\n", "MHTML"),
        (b"\0\0\2\0", "Lotus"),
    ],
)
def test_a_spreadsheet_that_is_not_read_says_how_to_save_it(tmp_path, data, name):
    path = tmp_path / "list.xls"
    path.write_bytes(data)
    with pytest.raises(UserError, match=name) as told:
        file_kind(path)
    assert ".xlsx" in told.value.next_step


@pytest.mark.parametrize("name", ["list.xlsx", "list.xls", "list.csv"])
def test_an_encrypted_package_is_told_whatever_it_is_called(tmp_path, name):
    header = OLE + b"\0" * 22 + (9).to_bytes(2, "little") + b"\0" * 16 + (1).to_bytes(4, "little")
    path = tmp_path / name
    path.write_bytes(header.ljust(1024, b"\0") + "EncryptedPackage".encode("utf-16-le").ljust(512, b"\0"))
    with pytest.raises(UserError) as told:
        file_kind(path)
    assert told.value.code == "encrypted"


def test_an_encrypted_opendocument_package_is_told(tmp_path):
    with pytest.raises(UserError) as told:
        file_kind(save_zip(tmp_path / "list.ods", {"encrypted-package": b"x"}))
    assert told.value.code == "encrypted"


def test_what_is_not_there(tmp_path):
    with pytest.raises(UserError, match="folder"):
        file_kind(tmp_path)
    with pytest.raises(UserError) as told:
        file_kind(tmp_path / "none.csv")
    assert told.value.code == "no_such_file"
