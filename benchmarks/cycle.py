"""One whole cycle of the six stages, on one core, beside the fit and the predictions alone.

`python -m benchmarks.cycle 5` runs each scenario five times and prints the milliseconds as JSON.
"""

import json
import sys
import time
from collections.abc import Iterator

from benchmarks import one_core
from benchmarks.figures import Figure, Series
from lifecycle import portal
from lifecycle.inputs import COLUMNS
from lifecycle.run import Run, run_to_end
from lifecycle.scenarios import SCENARIOS
from lifecycle.stages.preparation import TARGET
from lifecycle.stages.training import new_pipeline

LIMIT = 300.0


def measure(runs: int) -> Iterator[Figure]:
    """Run all scenarios in a process of one core and one thread, its imports not counted."""
    cycles, bare = one_core.timings_of("benchmarks.cycle", runs)
    yield Figure(
        Series("one whole cycle on one core, reading the file too", "ms", tuple(cycles)),
        Series("fit and predictions alone, same rows", "ms", tuple(bare)),
    ).with_p95_at_most(LIMIT)


def cycles_and_bare(runs: int) -> tuple[list[float], list[float]]:
    """Take turns over all scenarios: the whole cycle, then its fit and predictions alone."""
    cycles: list[float] = []
    bare: list[float] = []
    for _ in range(runs):
        for scenario in SCENARIOS:
            portal.read_records.cache_clear()
            began = time.perf_counter()
            run = run_to_end(scenario)
            finished = time.perf_counter()
            fit_and_predict(run)
            cycles.append(1000 * (finished - began))
            bare.append(1000 * (time.perf_counter() - finished))
    return cycles, bare


def fit_and_predict(run: Run) -> None:
    """Do only what scikit-learn does in a cycle: fit, then name the held-out and the later rows."""
    assert run.monitored
    trained = run.monitored.deployed.evaluated.trained
    learnt = trained.train[trained.train[TARGET].isin(trained.species)]
    model = new_pipeline().fit(learnt[COLUMNS], learnt[TARGET])
    model.predict(trained.held_out[COLUMNS])
    model.predict(run.monitored.answers[COLUMNS])


if __name__ == "__main__":
    one_core.keep_to_one_core()
    print(json.dumps(cycles_and_bare(int(sys.argv[1]))))
