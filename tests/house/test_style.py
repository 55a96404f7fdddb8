"""Strict types, ruff's rules and format, and a few habits that neither of them knows (HOUSE 2 and 3)."""

import ast
import re
import subprocess
import sys

import pytest

#: Where a bug may be caught whatever it is: the top of the program, and the threads that run tasks.
#: The systems' stores of secrets fail each in its own way: without them a passphrase is asked for.
CATCHES_ALL = {
    "funneldesk/app.py", "funneldesk/ui/tasks.py", "funneldesk/share/watched.py", "funneldesk/share/keys.py",
    "funneldesk/ui/self_test.py",
}  # fmt: skip
SQL = re.compile(
    r"^\s*(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+TABLE)\s",
    re.DOTALL,
)


@pytest.mark.long
@pytest.mark.parametrize(
    "command",
    [
        ["mypy"],
        ["ruff", "check", "--no-cache", "--output-format", "concise"],
        ["ruff", "format", "--check", "--no-cache", "--quiet"],
    ],
    ids=["mypy --strict", "ruff check", "ruff format"],
)
def test_tools_find_nothing(command, repository):
    run = subprocess.run(
        [sys.executable, "-m", *command], cwd=repository, capture_output=True, encoding="utf-8"
    )
    assert run.returncode == 0, run.stdout + run.stderr


def _goes_on(handler: ast.ExceptHandler) -> bool:
    """Say whether the exception travels on when the handler has cleaned up."""
    return isinstance(handler.body[-1], ast.Raise) and handler.body[-1].exc is None


def test_bugs_are_caught_where_somebody_is_told_only(program):
    found = []
    for source in program:
        for node in source.nodes:
            if isinstance(node, ast.ExceptHandler) and source.name not in CATCHES_ALL and not _goes_on(node):
                kinds = ast.unparse(node.type) if node.type else "everything"
                if re.search(r"\b(everything|Exception|BaseException)\b", kinds):
                    found.append(f"{source.name}:{node.lineno} catches {kinds}")
    assert not found, "\n".join(found)


def test_sql_is_written_in_the_store_only(program):
    """But for files of the team's folder that are databases of their own (HOUSE 1): publications, and outboxes."""
    found = [
        f"{source.name}:{node.lineno}"
        for source in program
        if source.layer != "store" and not re.search(r"/share/(publication|outbox)\w*\.py$", source.name)
        for node in source.nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value)
    ]
    assert not found, "\n".join(found)


def _opens_text(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in {"read_text", "write_text"}:
        return True
    method = isinstance(call.func, ast.Attribute)
    if name != "open" or (method and ast.unparse(call.func.value) in {"os", "gzip", "zipfile", "webbrowser"}):
        return False
    place = 0 if method else 1
    mode = next((k.value for k in call.keywords if k.arg == "mode"), None)
    mode = mode or (call.args[place] if len(call.args) > place else None)
    if mode is None:
        # A method called `open` with other arguments, or none, is somebody else's (a session, a dialog).
        return not method
    return isinstance(mode, ast.Constant) and isinstance(mode.value, str) and "b" not in mode.value


def test_every_text_file_is_opened_with_its_encoding(program):
    """Windows would take cp932 otherwise."""
    found = [
        f"{source.name}:{node.lineno} {ast.unparse(node)}"
        for source in program
        for node in source.nodes
        if isinstance(node, ast.Call) and _opens_text(node)
        if not any(keyword.arg == "encoding" for keyword in node.keywords)
    ]
    assert not found, "\n".join(found)


def test_nothing_is_there_that_windows_lacks(program):
    """`os.fork`, `os.rename` over a file, signals: only in modules that branch on the platform."""
    lacking = {
        "os.fork",
        "os.rename",
        "os.getuid",
        "os.geteuid",
        "os.uname",
        "signal.SIGKILL",
        "signal.alarm",
    }
    found = [
        f"{source.name}:{node.lineno} {ast.unparse(node)}"
        for source in program
        for node in source.nodes
        if isinstance(node, ast.Attribute) and ast.unparse(node) in lacking
        if "sys.platform" not in source.text and "os.name" not in source.text
    ]
    assert not found, "\n".join(found)
