"""The sources the rules of the house are held against."""

import ast
import gc
import subprocess
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent
REPOSITORY = HOUSE.parents[1]
PACKAGE = REPOSITORY / "funneldesk"


@dataclass(frozen=True)
class Source:
    """One Python file: `name` is its path below the repository, with slashes."""

    name: str
    text: str
    tree: ast.Module

    @property
    def layer(self) -> str:
        """Return the package or module directly below funneldesk, "" outside it."""
        parts = self.name.removesuffix(".py").split("/")
        return parts[1] if parts[0] == "funneldesk" else ""

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Return every node of the tree."""
        return list(ast.walk(self.tree))

    @cached_property
    def imports(self) -> list[tuple[int, str]]:
        """Return line and full dotted name of everything imported at run time, at any depth; not mere types."""
        blocks = [node for node in self.nodes if isinstance(node, ast.If)]
        types = [block for block in blocks if ast.unparse(block.test) == "TYPE_CHECKING"]
        skipped = {id(part) for block in types for statement in block.body for part in ast.walk(statement)}
        found: list[tuple[int, str]] = []
        for node in self.nodes:
            if isinstance(node, ast.Import) and id(node) not in skipped:
                found += [(node.lineno, alias.name) for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and id(node) not in skipped:
                found += [(node.lineno, f"{node.module}.{alias.name}") for alias in node.names]
        return found

    @cached_property
    def functions(self) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Return every function, methods and inner ones included."""
        return [node for node in self.nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def _read(path: Path) -> Source:
    text = path.read_text(encoding="utf-8")
    return Source(path.relative_to(REPOSITORY).as_posix(), text, ast.parse(text))


@cache
def _read_all(folder: Path) -> list[Source]:
    # Python would look for garbage again and again among the millions of nodes it has just made.
    gc.disable()
    try:
        return [_read(path) for path in sorted(folder.rglob("*.py"))]
    finally:
        gc.enable()


def pytest_runtest_teardown(nextitem: pytest.Item | None) -> None:
    """Let go of what was read after the last test here: whoever looks for garbage later would look through it all."""
    if nextitem is None or HOUSE not in nextitem.path.parents:
        _read_all.cache_clear()


@pytest.fixture
def program() -> list[Source]:
    """Return the files of the package."""
    return _read_all(PACKAGE)


@pytest.fixture
def everything(program: list[Source]) -> list[Source]:
    """Return all Python of the repository: package, tests, scripts."""
    return [
        *program,
        *(one for name in ("tests", "resources", ".ci") for one in _read_all(REPOSITORY / name)),
    ]


@pytest.fixture(scope="session")
def committed() -> list[Path]:
    """Return the files under version control; skip outside a checkout."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    try:
        listing = subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=True, encoding="utf-8")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [path for name in listing.stdout.split("\0") if name and (path := REPOSITORY / name).exists()]
