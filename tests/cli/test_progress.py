"""What a terminal shows while a command works, and that nothing else ever sees it."""

import io

from funneldesk.cli.progress import TerminalTask


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True

    def last(self) -> str:
        """Return the words of the last line shown."""
        return self.getvalue().split("\r")[-1].removesuffix("\x1b[K")


class Clock:
    """A clock that goes as far as it is told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_rows_are_shown_with_their_rate_and_the_time_left() -> None:
    terminal, clock = Terminal(), Clock()
    task = TerminalTask(terminal, rows=True, clock=clock)
    task.report(0, 10_000)
    clock.now += 2
    task.report(2_000)  # taking rows in does not say how many there are
    assert terminal.last() == "2,000 of 10,000 rows · 1,000 a second · about 8 seconds left"
    task.report(2_001)
    assert terminal.last().startswith("2,000")  # not more often than a terminal can show
    task.close()
    assert terminal.last() == ""


def test_rows_nobody_counted_have_no_time_left() -> None:
    terminal, clock = Terminal(), Clock()
    task = TerminalTask(terminal, rows=True, clock=clock)
    task.report(0)
    clock.now += 4
    task.report(2_000)
    assert terminal.last() == "2,000 rows · 500 a second"


def test_other_work_shows_its_share() -> None:
    terminal, clock = Terminal(), Clock()
    task = TerminalTask(terminal, clock=clock)
    task.report(1, 4)
    assert terminal.last() == "1 / 4  25%"


def test_a_pipe_sees_nothing() -> None:
    pipe = io.StringIO()
    with TerminalTask(pipe, rows=True) as task:
        task.report(1, 4)
    assert pipe.getvalue() == ""
