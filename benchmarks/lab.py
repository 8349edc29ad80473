"""One cycle of the lab, beside a script that does the same scikit-learn work.

`python -m benchmarks.lab 5` runs each algorithm five times and prints the milliseconds as JSON.
"""

import json
import sys
import time
from collections.abc import Iterator

import pandas as pd
from sklearn.model_selection import train_test_split

from benchmarks import one_core
from benchmarks.figures import Figure, Series
from lifecycle import portal
from lifecycle.algorithm import ALGORITHMS
from lifecycle.inputs import COLUMNS
from lifecycle.interval import Interval, bootstrap
from lifecycle.lab.choices import Choices
from lifecycle.lab.cycle import cycle, prepared_years
from lifecycle.portal import PLOTS, PUBLISHED_FOLDER, SPECIES, SURVEYS
from lifecycle.stages.evaluation import Evaluated
from lifecycle.stages.preparation import GENUS_ONLY, SQUIRRELS, TARGET
from lifecycle.stages.training import FEWEST_EXAMPLES, HELD_OUT_SHARE, new_pipeline
from lifecycle.walk import Walk

NAMES = (
    "one cycle of the lab on one core, on years used before",
    "the same, reading the file and preparing the years too",
    "a script that reads, cleans, fits, predicts and bootstraps",
    "the script's fit, predict and bootstrap alone, on rows at hand",
)
MOST = 1.2
WATCHED = (1995, 1996)
"""Years in which the model is kept, so that both do one fit and no more."""


def measure(runs: int) -> Iterator[Figure]:
    """Run all algorithms in a process of one core and one thread, its imports not counted."""
    at_hand, reading, script, bare = (
        Series(name, "ms", tuple(each))
        for name, each in zip(NAMES, one_core.timings_of("benchmarks.lab", runs), strict=True)
    )
    yield Figure(at_hand, script).with_ratio_at_most(MOST, f"at most {MOST} times")
    yield Figure(at_hand, bare)
    yield Figure(reading, script)


def timings(runs: int) -> tuple[list[float], ...]:
    """Take turns over algorithms and years: two cycles of the lab, then the bare work twice.

    The first of each two finds the records read and the training years prepared, as for a learner
    who tries algorithms and seeds; the other finds nothing. Processor time is taken, because all
    of it is work in one thread, and the ratio then stays the same on a busy machine.
    """
    series: tuple[list[float], ...] = ([], [], [], [])
    cycle(Choices())
    for _ in range(runs):
        for algorithm in ALGORITHMS:
            for watched in WATCHED:
                choices = Choices(watched=watched, algorithm=algorithm)
                began = time.process_time()
                walk = cycle(choices)
                again = time.process_time()
                portal.read_records.cache_clear()
                prepared_years.cache_clear()
                cycle(choices)
                finished = time.process_time()
                records = read()
                rows = clean(records, choices.trained_on)
                prepared = time.process_time()
                told = alone(choices, records, rows)
                ended = time.process_time()
                assert told == _told(walk), "both did the same work"
                lengths = (again - began, finished - again, ended - finished, ended - prepared)
                for each, length in zip(series, lengths, strict=True):
                    each.append(1000 * length)
    return series


def alone(
    choices: Choices, records: pd.DataFrame, rows: pd.DataFrame
) -> list[tuple[float, Interval]]:
    """Do what a script of a page would do, with nothing checked, kept, hashed or told.

    `rows` are the clean records of the training years.
    """
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
    one_core.keep_to_one_core()
    print(json.dumps(timings(int(sys.argv[1]))))
