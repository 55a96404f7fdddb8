"""Every word people read goes through the catalogue, at run time, with equal placeholders (HOUSE 2)."""

import ast
import importlib.util
import re

import pytest

TRANSLATORS = {"_", "ngettext"}
JAPANESE = re.compile("[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]")
#: The same in every language: our name, and the name by which a language is found by those who speak it.
NAMES = {"FunnelDesk", "日本語", "English"}
#: Methods and constructors whose first argument people read.
SHOWN = {
    "QLabel", "QPushButton", "QAction", "QCheckBox", "QRadioButton", "QGroupBox", "QToolButton", "setText",
    "setToolTip", "setWindowTitle", "setPlaceholderText", "setTitle", "setStatusTip", "setAccessibleName", "setSuffix",
    "setPrefix", "setInformativeText", "addTab", "setTabText", "set_title", "set_xlabel", "set_ylabel", "UserError",
}  # fmt: skip


@pytest.fixture(scope="module")
def catalogue(repository):
    """Return the tool that keeps the catalogue, as a module."""
    path = repository / "resources" / "locale" / "catalogue.py"
    spec = importlib.util.spec_from_file_location("catalogue", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_catalogue_is_complete_and_current(catalogue):
    """What it says is mended by resources/locale/catalogue.py."""
    found = catalogue.faults()
    assert not found, "\n".join(found)


def test_unequal_placeholders_are_found(catalogue):
    ids = {"%(count)s of {total}", ("%(n)s row", "%(n)s rows")}
    assert catalogue.unequal(
        ids, {"%(count)s of {total}": "{total} 件中", ("%(n)s row", "%(n)s rows"): "%(n)s 行"}
    ) == ["%(count)s of {total}"]


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _run_at_import(tree: ast.Module) -> list[ast.Call]:
    """Return the calls of a module that run when it is imported: everything outside function bodies."""
    waiting: list[ast.AST] = [tree]
    calls = []
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call):
            calls.append(node)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            waiting += [*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)]
        elif isinstance(node, ast.Lambda):
            waiting += node.args.defaults
        else:
            waiting += ast.iter_child_nodes(node)
    return calls


def test_nothing_is_translated_at_import_time(program):
    """It would stay in the language of the moment; mark it with N_ and translate it when it is shown."""
    found = [
        f"{s.name}:{call.lineno}"
        for s in program
        for call in _run_at_import(s.tree)
        if _name(call) in TRANSLATORS
    ]
    assert not found, "\n".join(found)


def test_only_whole_messages_are_translated(program):
    """An f-string, a sum or a filled-in message is in no catalogue."""
    parts = (ast.JoinedStr, ast.BinOp)
    found = [
        f"{source.name}:{node.lineno} {ast.unparse(node)}"
        for source in program
        for node in source.nodes
        if isinstance(node, ast.Call) and _name(node) in TRANSLATORS | {"N_"}
        if any(
            isinstance(part, parts) or (isinstance(part, ast.Call) and _name(part) == "format")
            for part in node.args
        )
    ]
    assert not found, "\n".join(found)


def _documentation(tree: ast.Module) -> set[int]:
    """Return the ids of the docstring nodes."""
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, kinds) and node.body]
    return {id(body[0].value) for body in bodies if isinstance(body[0], ast.Expr)}


def test_japanese_comes_from_the_catalogue(program):
    """Except where names of others are recognised (files, domain, store), no code holds Japanese but file names."""
    found = []
    for source in program:
        if source.layer in {"ui", "cli", "charts", "operations", "app"}:
            skipped = _documentation(source.tree)
            found += [
                f"{source.name}:{node.lineno} {node.value!r}"
                for node in source.nodes
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
                if id(node) not in skipped
                and node.value not in NAMES
                and not node.value.endswith((".xlsx", ".csv"))
                if JAPANESE.search(node.value)
            ]
    assert not found, "\n".join(found)


def test_no_english_is_shown_untranslated(program):
    """A literal of two letters or more handed to something people read."""
    found = []
    for source in program:
        for node in source.nodes:
            if isinstance(node, ast.Call) and _name(node) in SHOWN:
                words = node.args[1:] if _name(node) == "UserError" else node.args
                found += [
                    f"{source.name}:{node.lineno} {ast.unparse(word)}"
                    for word in words
                    if isinstance(word, ast.Constant) and isinstance(word.value, str)
                    if word.value not in NAMES and re.search("[A-Za-z]{2}", word.value)
                ]
    assert not found, "\n".join(found)
