"""A module of benchmarks in a process of its own, on one core and in one thread."""

import json
import os
import subprocess
import sys
from typing import Any, Final

from benchmarks.servers import ROOT

PATIENCE: Final = 300  # seconds for all runs
_ONE_THREAD: Final = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"
)


def timings_of(module: str, runs: int) -> Any:
    """Run `python -m MODULE RUNS`, and answer with the JSON that it prints."""
    done = subprocess.run(
        [sys.executable, "-m", module, str(runs)],
        cwd=ROOT,
        env=os.environ | _ONE_THREAD,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        text=True,
        timeout=PATIENCE,
    )
    return json.loads(done.stdout)


def keep_to_one_core() -> None:
    """Leave this process its first core only, where the system lets it."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
