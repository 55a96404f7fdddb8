"""The passphrase on the command line: the first line of a file, else the environment, never an argument."""

from pathlib import Path

import click
import pytest

from funneldesk.cli.passphrases import VARIABLE, passphrase_option, passphrase_said
from funneldesk.errors import UserError


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("桜 吹雪\r\nsecond line\r\n", "桜 吹雪"),
        ("\ufeff桜 吹雪", "桜 吹雪"),
        (" spaces count \n", " spaces count "),
        ("no end of line", "no end of line"),
    ],
)
def test_the_first_line_of_a_file(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "合言葉.txt"
    file.write_bytes(text.encode())
    assert passphrase_said(file, {VARIABLE: "another"}) == said


def test_the_environment_where_no_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert passphrase_said(None, {VARIABLE: "桜"}) == "桜"
    assert passphrase_said(None, {VARIABLE: ""}) is None
    assert passphrase_said(None, {}) is None
    monkeypatch.setenv(VARIABLE, "梅")
    assert passphrase_said(None) == "梅"


@pytest.mark.parametrize("data", [None, b"", b"\n\xe6", b"\r\nsecond", "桜".encode("cp932")])
def test_a_file_without_one_is_said_with_its_name(tmp_path: Path, data: bytes | None) -> None:
    file = tmp_path / "pass.txt"
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(UserError) as caught:
        passphrase_said(file)
    assert caught.value.code == "no_passphrase"
    assert "pass.txt" in caught.value.message
    assert caught.value.next_step


def test_no_option_takes_the_passphrase_itself() -> None:
    @click.command()
    @passphrase_option()
    def command(passphrase_file: Path | None) -> None:
        """Take the option."""

    assert [option for one in command.params for option in one.opts] == ["--passphrase-file"]
