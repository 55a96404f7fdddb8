"""Start of the program; a hidden first argument makes it a child: one that reads a list, or writes a workbook."""

import sys

READ_LIST, WRITE_WORKBOOK = "--read-list", "--write-workbook"


def main() -> int:
    """Run the program with the arguments of the process and return its exit code."""
    if sys.argv[1:2] == [READ_LIST]:
        from funneldesk.files.reading.child import serve

        return serve()
    if sys.argv[1:2] == [WRITE_WORKBOOK]:
        from funneldesk.files.writing.workbook_child import write

        return write()
    from funneldesk import app

    return app.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
