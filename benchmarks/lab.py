"""One cycle of the lab, beside the same scikit-learn work without our code around it.

`python -m benchmarks.lab 5` runs each algorithm five times and prints the milliseconds as JSON.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator

import pandas as pd
from sklearn.model_selection import train_test_split

from benchmarks.cycle import ONE_THREAD, PATIENCE
from benchmarks.figures import Figure, Series
from benchmarks.servers import ROOT
from lifecycle import portal
from lifecycle.algorithm import ALGORITHMS
from lifecycle.inputs import COLUMNS
from lifecycle.interval import Interval, bootstrap
from lifecycle.lab.choices import Choices
from lifecycle.lab.cycle import cycle
from lifecycle.portal import PLOTS, PUBLISHED_FOLDER, SPECIES, SURVEYS
from lifecycle.stages.evaluation import Evaluated
from lifecycle.stages.preparation import GENUS_ONLY, SQUIRRELS, TARGET
from lifecycle.stages.training import FEWEST_EXAMPLES, HELD_OUT_SHARE, new_pipeline
from lifecycle.walk import Walk

MOST = 1.2
WATCHED = (1995, 1996)
"""Years in which the model is kept, so that both do one fit and no more."""


def measure(runs: int) -> Iterator[Figure]:
    """Run all algorithms in a process of one core and one thread, its imports not counted."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.lab", str(runs)],
        cwd=ROOT,
        env=os.environ | ONE_THREAD,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        text=True,
        timeout=PATIENCE,
    )
    cycles, bare = json.loads(done.stdout)
    yield Figure(
        Series("one cycle of the lab on one core, reading the file too", "ms", tuple(cycles)),
        Series("the same read, fit, predict and bootstrap alone", "ms", tuple(bare)),
    ).with_ratio_at_most(MOST, f"at most {MOST} times")


def cycles_and_bare(runs: int) -> tuple[list[float], list[float]]:
    """Take turns over all algorithms and years: a cycle of the lab, then its bare work."""
    cycles: list[float] = []
    bare: list[float] = []
    for _ in range(runs):
        for algorithm in ALGORITHMS:
            for watched in WATCHED:
                choices = Choices(watched=watched, algorithm=algorithm)
                portal.read_records.cache_clear()
                began = time.perf_counter()
                walk = cycle(choices)
                finished = time.perf_counter()
                told = alone(choices)
                cycles.append(1000 * (finished - began))
                bare.append(1000 * (time.perf_counter() - finished))
                assert told == _told(walk), "both did the same work"
    return cycles, bare


def alone(choices: Choices) -> list[tuple[float, Interval]]:
    """Do what a script of a page would do, with nothing checked, kept, hashed or told."""
    records = read()
    rows = clean(records, choices.trained_on)
    train, held_out = train_test_split(rows, test_size=HELD_OUT_SHARE, random_state=choices.seed)
    counts = train[TARGET].value_counts()
    learnt = train[train[TARGET].isin(counts[counts >= FEWEST_EXAMPLES].index)]
    model = new_pipeline(choices.algorithm, choices.seed).fit(learnt[COLUMNS], learnt[TARGET])
    measured = []
    for asked in (held_out, clean(records, (choices.watched,))):
        correct = (asked[TARGET] == model.predict(asked[COLUMNS])).to_numpy()
        measured.append((float(correct.mean()), bootstrap(correct, choices.seed)))
    return measured


def read() -> pd.DataFrame:
    """Read and join the three files."""
    surveys, species, plots = (
        pd.read_csv(PUBLISHED_FOLDER / file.name, keep_default_na=False, na_values=[""])
        for file in (SURVEYS, SPECIES, PLOTS)
    )
    return surveys.merge(species, how="left", on="species_id").merge(plots, how="left")


def clean(records: pd.DataFrame, years: tuple[int, ...]) -> pd.DataFrame:
    """Keep the measured rodents of these years whose species is known."""
    rows = records[records["year"].isin(years) & (records["taxa"] == "Rodent")]
    rows = rows[rows[TARGET].notna() & ~rows[TARGET].isin([*GENUS_ONLY, *SQUIRRELS])]
    return rows.dropna(subset=COLUMNS)


def _told(walk: Walk) -> list[tuple[float, Interval]]:
    evaluated, monitored = walk.run.records[3], walk.run.monitored
    assert isinstance(evaluated, Evaluated)
    assert monitored
    return [(each.accuracy, each.interval) for each in (evaluated, monitored)]


if __name__ == "__main__":
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(json.dumps(cycles_and_bare(int(sys.argv[1]))))
