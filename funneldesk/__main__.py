"""Start of the program; a hidden first argument makes it a child (reads, writes, answers), or a self-test."""

import sys

#: By hidden argument what is done instead: one function of a module, which returns the exit code.
HIDDEN = {
    "--read-list": "funneldesk.files.reading.child:serve",
    "--write-workbook": "funneldesk.files.writing.workbook_child:write",
    "--answer": "funneldesk.operations.apart:serve",
    "--self-test": "funneldesk.app:self_test",
}


def main() -> int:
    """Run the program with the arguments of the process and return its exit code."""
    if hidden := HIDDEN.get("".join(sys.argv[1:2])):
        from pkgutil import resolve_name

        code: int = resolve_name(hidden)()
        return code
    from funneldesk import app

    return app.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
