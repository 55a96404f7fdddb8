"""Who may import whom (HOUSE 1)."""

import ast

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

#: Outside packages and the only places in funneldesk that may import them.
ONLY_IN = {
    "PySide6": {"ui", "app"},
    "shiboken6": {"ui", "app"},
    "sqlite3": {"store", "share"},
    "sqlite_utils": {"store"},
    "openpyxl": {"files"},
    "python_calamine": {"files"},
    "chardet": {"files"},
    "xlrd": {"files"},
    "matplotlib": {"charts"},
    "click": {"cli"},
    "rapidfuzz": {"domain"},
}
#: The widget that shows a figure needs matplotlib's canvas.
FIGURE_WIDGET = "funneldesk/ui/widgets/figures.py"
#: What nobody imports: shared state, forks that a frozen Windows bundle does not survive, patches of other libraries,
#: and the network: nothing leaves this machine, as the README says.
NOWHERE = {
    "matplotlib.pyplot", "pylab", "matplotlib_fontja", "multiprocessing", "pysqlite3", "pandas", "PySide6.QtQml",
    "PySide6.QtNetwork", "http", "urllib.request", "requests", "smtplib", "ftplib", "asyncio",
}  # fmt: skip


def test_layers_import_downwards_only(repository):
    """The contracts stand in pyproject.toml; `lint-imports` says the same."""
    config = str(repository / "pyproject.toml")
    assert lint_imports(config_filename=config, no_cache=True) == EXIT_STATUS_SUCCESS


@pytest.mark.parametrize("library", sorted(ONLY_IN))
def test_each_library_has_its_place(library, program):
    strangers = [
        f"{source.name}:{line} imports {name}"
        for source in program
        for line, name in source.imports
        if name.split(".")[0] == library and source.layer not in ONLY_IN[library]
        if not (library == "matplotlib" and source.name == FIGURE_WIDGET)
    ]
    assert not strangers, "\n".join(strangers)


def test_nobody_imports_what_does_harm(program):
    found = [
        f"{source.name}:{line} imports {name}"
        for source in program
        for line, name in source.imports
        if any(name == banned or name.startswith(banned + ".") for banned in NOWHERE)
    ]
    assert not found, "\n".join(found)


WRITING_SQL = ("INSERT ", "UPDATE ", "DELETE ", "REPLACE ", "CREATE ", "DROP ")


def _is_writing_sql(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.lstrip().upper().startswith(WRITING_SQL)
    )


def _writers(source) -> set[str]:
    """Return the functions of a store module whose SQL, their own or a module constant's, writes."""
    constants = {
        target.id
        for node in source.tree.body
        if isinstance(node, ast.Assign) and any(_is_writing_sql(part) for part in ast.walk(node.value))
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return {
        node.name
        for node in source.tree.body
        if isinstance(node, ast.FunctionDef)
        and any(
            _is_writing_sql(part) or (isinstance(part, ast.Name) and part.id in constants)
            for statement in node.body
            for part in ast.walk(statement)
        )
    }


def test_only_operations_write_into_the_store(program):
    writers = {
        f"funneldesk.store.{source.name.split('/')[-1].removesuffix('.py')}.{name}"
        for source in program
        if source.layer == "store"
        for name in _writers(source)
    }
    assert "funneldesk.store.records.add_records" in writers  # the rule sees what it is about
    others = [source for source in program if source.layer not in {"store", "operations"}]
    found = [f"{s.name}:{line} imports {name}" for s in others for line, name in s.imports if name in writers]
    found += [
        f"{source.name}:{node.lineno} calls .{node.func.attr}()"
        for source in others
        for node in source.nodes
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"transaction", "set_setting"}
    ]
    assert not found, "\n".join(found)
