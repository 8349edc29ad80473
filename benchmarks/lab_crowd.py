"""Many learners in the live lab of one server process, each changing a choice every ten seconds.

`python -m benchmarks.lab_crowd ADDRESS LEARNERS SECONDS` is the learners alone, in a process of
their own. It prints a line when all are there, and in the end what they met as JSON.
"""

import asyncio
import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.crowd import AT_A_TIME, PATIENCE, WARM_UP, two_cores
from benchmarks.figures import Figure, Series, Target
from benchmarks.servers import OURS, ROOT, Server, serve
from benchmarks.session import session, token_from
from lifecycle.algorithm import ALGORITHMS
from lifecycle.lab.address import as_address
from lifecycle.lab.choices import Choices

LIMIT = 1000.0
GROWTH = 1.1  # of the memory at the half to that at the end: what is flat, with the noise of both
EVERY = (8.0, 12.0)  # seconds from one change to the next
WATCHED = (1995, 1996, 1997, 1998, 2000)
GATES = (0.6, 0.7, 0.8)
SEEDS = (0, 1)


@dataclass(slots=True)
class Met:
    """What they met: milliseconds of each change, in order, and the choices it asked for."""

    changes: list[float] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)


def measure(learners: int, seconds: int) -> Iterator[Figure]:
    """Let them change the lab; look at the server's memory at half time and at the end."""
    with two_cores(), serve(OURS, ROOT) as server:
        time.sleep(WARM_UP)
        met, megabytes = visited(server, learners, seconds)
    distinct = len(set(met.chosen))
    changes = Series(
        f"{learners} learners in the lab, change to end of run", "ms", tuple(met.changes)
    )
    alone = Series("choices that nobody had made before, of all changes", "", (distinct,))
    yield Figure(changes, Series("one second", "ms", (LIMIT,))).with_p95_at_most(LIMIT)
    yield Figure(Series("changes of all of them", "", (len(met.chosen),)), alone)
    if megabytes:
        half, end = megabytes
        flat = Target(f"at most {GROWTH} times", end <= GROWTH * half)
        yield Figure(
            Series("memory of that server at the end", "MB", (end,)),
            Series("the same at half time", "MB", (half,)),
            flat,
        )


def visited(server: Server, learners: int, seconds: int) -> tuple[Met, Sequence[float]]:
    """Send the learners to the lab; answer with what they met, and the server's megabytes."""
    command = [sys.executable, "-m", "benchmarks.lab_crowd", server.url, str(learners)]
    visitors = subprocess.Popen(
        [*command, str(seconds)],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    with visitors:
        assert visitors.stdout
        visitors.stdout.readline()  # all are there
        time.sleep(seconds / 2)
        half = memory(server.process)
        time.sleep(seconds / 2 - EVERY[0])
        end = memory(server.process)
        told, _ = visitors.communicate(timeout=PATIENCE)
    assert visitors.returncode == 0, "the learners came to their end"
    return Met(**json.loads(told)), [*half, *end]


def memory(process: int) -> list[float]:
    """Read how many megabytes a process holds, where the system tells."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return []
    (line,) = (each for each in status.read_text().splitlines() if each.startswith("VmRSS"))
    return [int(line.split()[1]) / 1024]


async def crowd(address: str, learners: int, seconds: int) -> Met:
    """Let learners open the lab, a few at a time; when all are there, let them begin."""
    met = Met()
    door = asyncio.Semaphore(AT_A_TIME)
    all_here = asyncio.Barrier(learners)

    async def visit(chance: random.Random) -> None:
        async with door:
            token = await asyncio.to_thread(token_from, address)
        async with session(f"{address}/live-lab", token) as tab:
            async with door:
                await tab.open()
            if await all_here.wait() == 0:
                print("All are there.", flush=True)
            end = time.monotonic() + seconds
            choices = Choices()
            await asyncio.sleep(chance.uniform(0, EVERY[1]))
            while time.monotonic() < end:
                choices = changed(choices, chance)
                query = urlencode(as_address(choices))
                met.chosen.append(query)
                met.changes.append(await tab.visit(query))
                assert not tab.verdict, f"{query}: {tab.verdict}"
                await asyncio.sleep(chance.uniform(*EVERY))

    async with asyncio.TaskGroup() as visits:
        for number in range(learners):
            visits.create_task(visit(random.Random(number)))  # noqa: S311  the same every time
    return met


def changed(choices: Choices, chance: random.Random) -> Choices:
    """Change one choice, as somebody does who wants to know what it is good for."""
    others = [
        *(replace(choices, watched=year) for year in WATCHED),
        *(replace(choices, algorithm=algorithm) for algorithm in ALGORITHMS),
        *(replace(choices, gate_accuracy=gate) for gate in GATES),
        *(replace(choices, seed=seed) for seed in SEEDS),
    ]
    return chance.choice([each for each in others if each != choices])


if __name__ == "__main__":
    address, learners, seconds = sys.argv[1:]
    print(json.dumps(asdict(asyncio.run(crowd(address, int(learners), int(seconds))))))
