"""Start of the program; a hidden first argument makes it a child (reads, writes, searches), or a self-test."""

import sys

READ_LIST, WRITE_WORKBOOK = "--read-list", "--write-workbook"
FIND_DUPLICATES, FILL_CACHE = "--find-duplicates", "--fill-cache"
SELF_TEST = "--self-test"


def main() -> int:
    """Run the program with the arguments of the process and return its exit code."""
    if sys.argv[1:2] == [READ_LIST]:
        from funneldesk.files.reading.child import serve

        return serve()
    if sys.argv[1:2] == [WRITE_WORKBOOK]:
        from funneldesk.files.writing.workbook_child import write

        return write()
    if sys.argv[1:2] == [FIND_DUPLICATES]:
        from funneldesk.operations.duplicates_apart import serve as search

        return search()
    if sys.argv[1:2] == [FILL_CACHE]:
        from funneldesk.operations.apart import serve as fill

        return fill()
    if sys.argv[1:2] == [SELF_TEST]:
        from funneldesk.app import self_test

        return self_test()
    from funneldesk import app

    return app.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
