"""A process that is killed in the middle of an act by hand leaves the store whole: the act is there, or it is not."""

from pathlib import Path

import pytest

from funneldesk.operations import by_hand
from funneldesk.operations.checking import check
from funneldesk.operations.duties import duties_of
from funneldesk.operations.duty_lists import Duty
from funneldesk.operations.legs import Leg, legs_of_store
from funneldesk.operations.stores import Store, create_store, open_store
from funneldesk.store.by_hand import acts
from tests.forked import start
from tests.operations.taking import figures, take
from tests.operations.test_by_hand import ASKED, HANAKO, KIND, TARO, day

TODAY = day("2026-04-10")

#: `work` is done; the process waits to be killed once `moment` has happened.
CHILD = """
import sys
from pathlib import Path
from funneldesk.operations import by_hand
from funneldesk.operations.stores import open_store
from funneldesk.store.store import Store
from tests.faults.test_killed_act import do

work, moment, path = sys.argv[1], sys.argv[2], Path(sys.argv[3])

def stop_after(holder, name):
    real = getattr(holder, name)
    def stopping(*arguments, **options):
        real(*arguments, **options)
        print("here", flush=True)
        sys.stdin.read()
    setattr(holder, name, stopping)

with open_store(path) as store:
    if moment == "written":
        stop_after(by_hand.stored, "hide_act" if work == "undo" else "add_act")
    elif moment == "noted":
        stop_after(by_hand, "note_change")
    do(store, work)
    print("here", flush=True)
    sys.stdin.read()
"""


def make(path: Path) -> None:
    """Fill a store in which somebody was handed over to sales and called without an answer."""
    with create_store(path, "ja") as store:
        take(store, "contents", [KIND])
        take(store, "leads", [TARO, HANAKO])
        take(store, "activities", [ASKED])
        by_hand.hand_over(store, 1, "sales", day("2026-04-01"))
        by_hand.called(store, 1, day("2026-04-02"), reached=False)


def do(store: Store, work: str) -> None:
    """Do one act."""
    if work == "reject":
        [leg] = legs_of_store(store)
        by_hand.decide(store, leg.record, "rejected", TODAY, reason="競合")
    elif work == "call":
        by_hand.called(store, 1, TODAY, reached=True, note="課題あり")
    elif work == "mark":
        by_hand.done(store, "call_again", 1, TODAY)
    else:
        by_hand.undo_act(store, acts(store.connection)[0].id)


def seen(store: Store) -> tuple[list[object], tuple[Leg, ...], tuple[Duty, ...], int]:
    return (
        figures(store),
        legs_of_store(store),
        duties_of(store, TODAY).duties,
        len(acts(store.connection, hidden_too=True)),
    )


@pytest.mark.parametrize(
    ("work", "moment"),
    [
        ("reject", "written"), ("reject", "committed"), ("call", "noted"), ("mark", "written"), ("undo", "written"),
    ],
)  # fmt: skip
def test_a_kill_in_the_middle_of_an_act_leaves_it_whole_or_not_at_all(
    work: str, moment: str, tmp_path: Path
) -> None:
    path, other = tmp_path / "store.db", tmp_path / "other.db"
    make(path)
    make(other)
    with open_store(other) as expected:
        if moment == "committed":
            do(expected, work)
        after = seen(expected)
    with start(CHILD, work, moment, path) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "here"
        child.kill()
    with open_store(path) as store:
        found = seen(store)
        # The number under which a list knows a hand-over is drawn by lot.
        assert without_keys(found) == without_keys(after)
        assert check(store) == ()
        if moment != "committed":
            do(store, work)
            assert seen(store) != found
            assert check(store) == ()


def without_keys(found: tuple[list[object], tuple[Leg, ...], tuple[Duty, ...], int]) -> object:
    figures_, legs, duties, count = found
    return (
        figures_,
        [(leg.record, leg.lead, leg.decision, leg.reason, leg.handed_at) for leg in legs],
        duties,
        count,
    )
