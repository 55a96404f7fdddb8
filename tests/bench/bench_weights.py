"""A weight dragged in the window, until its picture is painted: `python tests/bench/bench_weights.py [--big]`.

The real page of the definition book, off screen, on made leads: each step is one move of the mouse over a slider,
its new scores, deals, weeks and histogram, and the paint of what changed. Beside it, in the same run: the same
step with nothing in the store, so that what the leads cost stands apart from what the window costs.
"""

import argparse
import cProfile
import pstats
import statistics
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from timing import report

from funneldesk.domain.book.starter import starter_book
from funneldesk.operations.demo import run_demo
from funneldesk.operations.weights import previewed
from funneldesk.ui.pages.book_scoring import ScoringTab
from funneldesk.ui.start import make_application, make_desk
from tests.bench.made_facts import LAST_DAY, made_facts

BOOK = starter_book("ja")
DRAGGED = "white_paper_download"
STEPS = 60


def wait_until(ready):
    """Let the window run until it is `ready`."""
    while not ready():
        QApplication.processEvents()
        time.sleep(0.005)


def scoring_tab(window):
    """Return the scoring tab on show, with its preview."""
    window.go("book")
    page = window.page("book")
    wait_until(lambda: page.book is not None)
    tab = page.tab(ScoringTab)
    wait_until(lambda: tab.preview.preview is not None and not tab.preview._computing)
    return page, tab


def dragged(page, tab, preview):
    """Return milliseconds of wall and of processor of each step."""
    pane, slider = tab.preview, tab._rows[DRAGGED].slider
    page.edit(preview.book)
    tab._book = preview.book
    pane.preview, pane._waiting = preview, None
    pane._paint()
    # Where the hand rests, names are looked up: that is no step of the drag.
    pane._timer.setInterval(10_000_000)
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(round(slider.x_of(15)), 10))
    QApplication.processEvents()
    wall, processor = [], []
    for step in range(STEPS):
        at = QPoint(round(slider.x_of(1 + (step * 7) % 40)), 10)
        before = pane.preview
        begin, begin_processor = time.perf_counter(), time.process_time()
        QTest.mouseMove(slider, at)
        QApplication.processEvents()
        wall.append((time.perf_counter() - begin) * 1000)
        processor.append((time.process_time() - begin_processor) * 1000)
        assert pane.preview is not before, "the step did nothing"
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton)
    return wall, processor


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--big", action="store_true", help="1 M leads and 10 M activities as well")
    parser.add_argument("--profile", action="store_true")
    arguments = parser.parse_args()
    application = make_application([])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        store = run_demo(Path(folder) / "demo", "ja").store
        settings = QSettings(str(Path(folder) / "window.ini"), QSettings.Format.IniFormat)
        desk = make_desk(application, store, settings)
        window = desk.open_window()
        window.resize(1440, 900)
        page, tab = scoring_tab(window)
        for leads, step_bar, rebuild_bar in [(0, None, None), (100_000, 16, 200), (1_000_000, 50, 2000)]:
            if leads > 100_000 and not arguments.big:
                break
            facts = made_facts(leads, leads * 10)
            preview = previewed(facts, BOOK, BOOK, LAST_DAY)
            profile = cProfile.Profile()
            if arguments.profile:
                profile.enable()
            wall, processor = dragged(page, tab, preview)
            profile.disable()
            if arguments.profile:
                pstats.Stats(profile).sort_stats("tottime").print_stats(25)
            found = {
                "step_median": statistics.median(wall),
                "step_19_of_20": statistics.quantiles(wall, n=20)[-1],
                "step_processor_time": statistics.median(processor),
            }
            print(f"\n{len(preview.weeks.features.at):,} points of weeks, {preview.deals.deals:,} deals")
            report(f"One step, {leads:,} leads", found, {"step_median": step_bar} if step_bar else None)
            if leads:
                report("A half-life changed", rebuilt(facts, preview), {"rebuilt": rebuild_bar})
        desk.session.close()
        window.close()


def rebuilt(facts, preview):
    """Return how long the preview of a book with another half-life takes, in the background."""
    from dataclasses import replace

    signals = tuple(replace(s, half_life_days=31.0) if s.id == DRAGGED else s for s in BOOK.signals)
    begin, begin_processor = time.perf_counter(), time.process_time()
    previewed(facts, BOOK, replace(BOOK, signals=signals), LAST_DAY, preview)
    return {
        "rebuilt": (time.perf_counter() - begin) * 1000,
        "processor_time": (time.process_time() - begin_processor) * 1000,
    }


if __name__ == "__main__":
    main()
