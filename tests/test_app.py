"""What the program does with its arguments before a window or a command is made."""

import pytest

from funneldesk import app


@pytest.fixture
def opened(monkeypatch):
    """Return the stores windows were opened on, on a computer with a display."""
    stores = []
    monkeypatch.setattr(app, "_has_display", lambda: True)
    monkeypatch.setattr(app, "open_window", lambda store, _language: stores.append(store) or 0)
    return stores


def test_a_double_clicked_data_file_opens_in_a_window(opened, tmp_path):
    path = tmp_path / "去年.FDESK"
    path.touch()
    assert app.main([str(path)]) == 0
    assert opened == [path]


def test_without_arguments_the_last_store_opens(opened):
    assert app.main([]) == 0
    assert opened == [None]


@pytest.mark.parametrize("name", ["gone.fdesk", "funneldesk.db"])
def test_what_is_no_data_file_is_taken_for_a_command(name, opened, tmp_path, capsys):
    (tmp_path / "funneldesk.db").touch()
    assert app.main([str(tmp_path / name)]) == 2
    assert opened == []
    assert name in capsys.readouterr().err


def test_without_a_display_a_data_file_opens_no_window(opened, tmp_path, monkeypatch):
    monkeypatch.setattr(app, "_has_display", lambda: False)
    path = tmp_path / "a.fdesk"
    path.touch()
    assert app.main([str(path)]) == 2
    assert opened == []
