"""Runs commands as the program does, within this process, and returns what a shell would see."""

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from funneldesk import app


@dataclass(frozen=True)
class Ran:
    """The end of one run: exit code and both streams."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Return stdout as the one JSON object it must hold."""
        assert self.out.count("\n") == 1, self.out
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found


class CommandLine:
    """The command line on one store."""

    def __init__(self, store: Path) -> None:
        self.store = store

    def run(self, *arguments: object, lang: str = "en") -> Ran:
        """Run one command on the store."""
        return self.bare(*arguments, "--store", self.store, "--lang", lang)

    def bare(self, *arguments: object) -> Ran:
        """Run exactly these arguments."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = app.main([str(argument) for argument in arguments])
        return Ran(code, out.getvalue(), err.getvalue())

    def json(self, *arguments: object) -> Any:
        """Run one command that must succeed and return its JSON."""
        ran = self.run(*arguments, "--json")
        assert ran.code == 0, (ran.out, ran.err)
        return ran.json
