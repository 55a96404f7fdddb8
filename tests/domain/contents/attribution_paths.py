"""Makes attribution_paths.json: random paths, and what an independent library credits each content with.

The library is marketing-attribution-models 2.1.1. It needs pandas, polars, pyarrow, scipy and plotly (750 MB), so it is
no dependency of the tests: it was asked once, in an environment of its own, and its answers are kept beside the paths.
To ask it again: `pip install marketing-attribution-models==2.1.1` somewhere, then run this file there.

Where its definitions differ from ours (DESIGN 6, Credit), it is asked on the common ground:
- repeats in a row are steps of their own in its first five models; here they are collapsed before it is asked, dated by
  the last one, as ours are (its Markov chain leaves self-loops out, as ours does);
- where all removal effects along a path are zero it credits nobody, we credit linearly; no path here is like that;
- deals without any touch are no journey to it; ours are credited to "(none)".
Its time decay counts hours back from the deal with a half-life of 168 of them, and its Markov model shares each deal in
proportion to the removal effects along its own path: both as ours.
"""

import json
import random
from pathlib import Path

CONTENTS = "abcdefgh"
LONGEST_AGO = 150
RUNS = {
    "first": "first_click",
    "last": "last_click",
    "linear": "linear",
    "position": "position_based",
    "decay": "time_decay",
    "markov": "markov",
}
MODELS = tuple(RUNS)


def touches_of(dice: random.Random) -> list[tuple[int, str]]:
    """One lead's touches, (days ago, content), oldest first, one a day; popular contents come often, some in a row."""
    count = dice.choice((1, 1, 2, 2, 3, 4, 6, 9))
    days = sorted(dice.sample(range(LONGEST_AGO), count), reverse=True)
    weights = [1 / (place + 1) for place in range(len(CONTENTS))]
    return [(day, dice.choices(CONTENTS, weights)[0]) for day in days]


def collapsed(touches: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The steps of a path: repeats in a row are one, dated by the last."""
    steps: list[tuple[int, str]] = []
    for day, content in touches:
        if steps and steps[-1][1] == content:
            steps.pop()
        steps.append((day, content))
    return steps


def ask(
    with_deal: list[list[tuple[int, str]]], without: list[list[tuple[int, str]]]
) -> dict[str, dict[str, float]]:
    """What the library credits each content with, by model."""
    import polars as pl
    from mam import MAM

    journeys = [
        (collapsed(touches), deal)
        for found, deal in ((with_deal, True), (without, False))
        for touches in found
    ]
    rows = {
        "id": [str(place) for place in range(len(journeys))],
        "path": [" > ".join(content for _, content in steps) for steps, _ in journeys],
        "hours": [" > ".join(str(day * 24.0) for day, _ in steps) for steps, _ in journeys],
        "deal": [deal for _, deal in journeys],
    }
    asked = MAM(
        pl.DataFrame(rows),
        "format_2",
        "path",
        "deal",
        user_id_colname="id",
        time_till_conv_colname="hours",
    )
    found = {}
    for model in MODELS:
        answer = getattr(asked, f"run_{RUNS[model]}")().to_polars()
        found[model] = {str(row["channels"]): row["attribution"] for row in answer.iter_rows(named=True)}
    return found


def main() -> None:
    """Write the file beside this one."""
    cases = []
    for seed, (deals, others) in enumerate(((40, 0), (60, 140), (12, 300))):
        dice = random.Random(seed)
        with_deal, without = ([touches_of(dice) for _ in range(count)] for count in (deals, others))
        cases.append({"with_deal": with_deal, "without": without, "credit": ask(with_deal, without)})
    Path(__file__).with_suffix(".json").write_text(
        json.dumps(cases, separators=(",", ":")) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
