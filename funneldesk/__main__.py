"""Start of the program; a hidden first argument makes it the child that reads one list."""

import sys

READ_LIST = "--read-list"


def main() -> int:
    """Run the program with the arguments of the process and return its exit code."""
    if sys.argv[1:2] == [READ_LIST]:
        from funneldesk.files.reading.child import serve

        return serve()
    from funneldesk import app

    return app.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
