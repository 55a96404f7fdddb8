"""What taking in 20,000 answers of the team costs in a store with 100,000 leads and 15,000 hand-overs.

`python tests/bench/bench_collect.py`. The floor is what no program can leave out: reading 20,000 files, parsing them,
and writing a row for each answer and for what is entered for it, in one transaction of bare SQLite. Seconds are those
of the processor. The known work is that of `bench_publish`: a slower machine is held against a longer bar.
"""

import json
import random
import sqlite3
import tempfile
from pathlib import Path

from timing import KNOWN_MS, cpu_medians, known_work, report

from funneldesk.domain.team.answers import Answer, answer_bytes
from funneldesk.operations.collecting import Collected, acknowledged, collect
from funneldesk.operations.references import legs_by_ref
from funneldesk.operations.stores import Store, create_store
from funneldesk.share.folder import RealFolder
from funneldesk.share.names import RESPONSES
from funneldesk.share.responses import answer_name
from funneldesk.share.share_place import make_share
from tests.bench.bench_acts import ACTIVITIES, LEADS, LEGS, TODAY, bring

ANSWERS, DEVICES, BAR_MS, AGAIN_MS = 20_000, 12, 5_000, 1_000
#: Of ten answers: some contradict what another member says, as in a team of twelve.
KINDS = ("accept",) * 3 + ("reject",) * 2 + ("contacted",) * 3 + ("comment",) * 2


def lay(store: Store, share: Path) -> None:
    """Write the answers of a dozen members into a shared folder."""
    make_share(RealFolder(share))
    refs = sorted(legs_by_ref(store))
    for count in range(ANSWERS):
        device, number = f"{count % DEVICES:016x}", count // DEVICES + 1
        action = random.choice(KINDS)
        answer = Answer(
            device, number, f"担当{count % DEVICES}", random.choice(refs), action,
            "競合" if action == "reject" else "", "折り返しのお電話待ち" if action == "comment" else "",
            TODAY.toordinal(), 1, 1,
        )  # fmt: skip
        folder = share / RESPONSES / device
        folder.mkdir(parents=True, exist_ok=True)
        (folder / str(answer_name(answer, sealed=False))).write_bytes(answer_bytes(answer))


def bare(share: Path, path: Path) -> None:
    """Read, parse and store all answers with nothing between them and SQLite."""
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE response (device TEXT, number INT, said TEXT)")
        connection.execute("CREATE TABLE act (id INTEGER PRIMARY KEY, vals TEXT)")
        said = [
            (one.parent.name, int(one.name.partition("-")[0]), one.read_text(encoding="utf-8"))
            for one in (share / RESPONSES).rglob("*.json")
        ]
        connection.executemany("INSERT INTO response VALUES (?, ?, ?)", said)
        acts = [(json.dumps(list(json.loads(text).values()), ensure_ascii=False),) for *_key, text in said]
        connection.executemany("INSERT INTO act (vals) VALUES (?)", acts)
    connection.close()


def main() -> None:
    """Measure a collection of everything, and one that finds nothing new."""
    random.seed(1)
    with tempfile.TemporaryDirectory() as folder:
        here, share = Path(folder), Path(folder) / "share"
        share.mkdir()
        (here / "desk").mkdir()
        with create_store(here / "desk" / "a.db", "ja") as store:
            for kind, count in (("leads", LEADS), ("activities", ACTIVITIES // 10), ("handovers", LEGS)):
                bring(store, kind, count)
            lay(store, share)
            found: list[Collected] = []
            taken = cpu_medians(
                1,
                known_work=known_work(here / "known.sqlite"),
                floor=lambda: bare(share, here / "bare.db"),
                collected=lambda: found.append(collect(store, share)),
                collected_again=lambda: found.append(collect(store, share)),
            )
            first, again = found
            kept = sum(last - begin + 1 for ranges in acknowledged(store).values() for begin, last in ranges)
            print(
                f"\n{LEADS:,} leads, {LEGS:,} hand-overs; {first.new:,} answers: {first.applied:,} applied, "
                f"{first.added:,} added, {first.conflicts:,} in conflict, {first.refused:,} refused, "
                f"{first.unknown:,} unknown; {again.new} again; {kept:,} acknowledged"
            )
            bars = {"collected": BAR_MS, "collected_again": AGAIN_MS}
            report("Taking answers in, CPU", taken, bars, KNOWN_MS)


if __name__ == "__main__":
    main()
