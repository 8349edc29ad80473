"""Measure what the README claims: `python -m benchmarks`."""

import argparse
import json
import time
from collections.abc import Iterator

from benchmarks import (
    crowd,
    cycle,
    editing,
    evidence,
    first_load,
    lab,
    lab_crowd,
    start,
    step,
    storing,
    verdict,
)
from benchmarks.browser import chromium
from benchmarks.figures import Figure, as_json, table
from benchmarks.machine import here
from benchmarks.servers import all_servers

RUNS = {
    "steps": 105,
    "evidence": 70,
    "answers": 70,
    "edits": 70,
    "first loads": 15,
    "starts": 9,
    "cycles": 10,
    "turns of storing": 10,
    "learners at once": 200,
    "seconds of them": 40,
    "learners in the lab": 100,
    "seconds in the lab": 600,
}
QUICK = {
    "steps": 21,
    "evidence": 14,
    "answers": 14,
    "edits": 14,
    "first loads": 3,
    "starts": 2,
    "cycles": 2,
    "turns of storing": 3,
    "learners at once": 50,
    "seconds of them": 15,
    "learners in the lab": 50,
    "seconds in the lab": 30,
}
WARM_UP = 12  # seconds; the app works everything out once before it is measured
HOW = """\
ratio: median to median of the same run, subject and baseline in turns.
p95: of fewer than 20 runs, the slowest.
Painted frame: from the time stamp of a trusted key press or click to the first task after the
frame that shows the change. What the compositor and the screen then need is in no figure.
Streamlit's defaults: an empty folder, no settings, without uvloop, httptools and orjson.
First load: an empty cache, a server that has been visited, no host but this one.
Floor: a page of ten lines with one key handler, from a file, under the same ruler.
Stored: the call has returned and the commit is on the disk of the system's temporary folder.
Learners at once: sessions over Streamlit's own WebSocket, from a process that shares the server's
two cores; each tries an option every 2 to 5 s and goes on when it was right. End of run: the
client has heard that the script has finished; no browser draws. The bare counter runs before.
Learners in the lab: each changes one choice every 8 to 12 s, all from the same few: the first to
ask for a run pays for it, whoever asks again shares it."""


def main() -> None:
    """Measure, then print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer runs")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    options = parser.parse_args()
    runs = QUICK if options.quick else RUNS

    head = here() | {"runs": ", ".join(f"{number} {name}" for name, number in runs.items())}
    began = time.monotonic()
    figures = list(measured(runs))
    head["took"] = f"{time.monotonic() - began:.0f} s"

    if options.format == "json":
        print(json.dumps({"head": head, "figures": as_json(figures)}, indent=2))
        return
    for name, value in head.items():
        print(f"{name}: {value}")
    print(f"\n{table(figures)}\n\n{HOW}")


def measured(runs: dict[str, int]) -> Iterator[Figure]:
    """Measure one thing after the other; servers that are not needed any more have ended."""
    with all_servers() as servers, chromium() as browser:
        time.sleep(WARM_UP)
        yield from step.measure(browser, servers, runs["steps"])
        yield from evidence.measure(browser, servers, runs["evidence"])
        yield from verdict.measure(browser, servers, runs["answers"])
        yield from editing.measure(browser, servers, runs["edits"])
        yield from first_load.measure(browser, servers, runs["first loads"])
    yield from start.measure(runs["starts"])
    yield from cycle.measure(runs["cycles"])
    yield from lab.measure(runs["cycles"])
    yield from storing.measure(runs["turns of storing"])
    yield from crowd.measure(runs["learners at once"], runs["seconds of them"])
    yield from lab_crowd.measure(runs["learners in the lab"], runs["seconds in the lab"])


if __name__ == "__main__":
    main()
