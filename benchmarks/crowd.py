"""Many learners at once on one server process of two cores, each answering every few seconds.

`python -m benchmarks.crowd ADDRESS LEARNERS SECONDS` is the learners alone, in a process of
their own, so that they do not hold the server's lock. It prints what they met as JSON.
"""

import asyncio
import json
import os
import random
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field

from benchmarks.figures import Figure, Series, Target
from benchmarks.servers import OURS, ROOT, TUNED_COUNTER, Server, serve
from benchmarks.session import Button, Session, session, token_from
from classroom.learner import learner_of
from classroom.storage import open_store
from quizzes.sitting import ANSWER

LIMIT = 150.0
CORES = 2
WARM_UP = 12  # seconds; the app works everything out once before anyone asks
AT_A_TIME = 5  # learners who open their page at the same moment
PAUSE = (2.0, 5.0)  # seconds from one verdict to the next answer
PATIENCE = 120  # seconds beyond the measured ones, until everybody is there
OPTION = re.compile(r"-option-(?P<question>.+)-\d+$")


@dataclass(slots=True)
class Met:
    """What they met: milliseconds of each answer and next question, and verdicts by place.

    A place is a learner and a question; it stands there once for each verdict.
    """

    answers: list[float] = field(default_factory=list)
    ways: list[float] = field(default_factory=list)
    verdicts: list[str] = field(default_factory=list)


def measure(learners: int, seconds: int) -> Iterator[Figure]:
    """Let them all click the bare counter, then answer; then look for each answer in the file."""
    with two_cores():
        with serve(TUNED_COUNTER, ROOT) as server:
            counted = visited(f"{server.url}/", learners, seconds)
        with serve(OURS, ROOT) as server:
            time.sleep(WARM_UP)
            met = visited(f"{server.url}/practice", learners, seconds)
            missing = len(met.answers) - kept(server, met.verdicts)
    bare = Series("bare counter, our server settings, as many clicks", "ms", tuple(counted.answers))
    yield Figure(
        Series(f"{learners} learners at once, answer to end of run", "ms", tuple(met.answers)),
        bare,
    ).with_p95_at_most(LIMIT)
    yield Figure(
        Series(f"{learners} learners at once, next question to end of run", "ms", tuple(met.ways)),
        bare,
    )
    yield Figure(
        Series("of these answers, without a verdict or not in the file", "", (missing,)),
        Series("answers given", "", (len(met.answers),)),
        Target("0 lost", missing == 0),
    )


@contextmanager
def two_cores() -> Iterator[None]:
    """Leave only two cores to this process and to those that it starts."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(allowed)[:CORES])
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


def visited(address: str, learners: int, seconds: int) -> Met:
    """Send the learners to a page, and answer with what they met."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.crowd", address, str(learners), str(seconds)],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        timeout=seconds + PATIENCE,
    )
    return Met(**json.loads(done.stdout))


def kept(server: Server, verdicts: Sequence[str]) -> int:
    """Count the answers with a verdict that the server's file holds."""
    found: Counter[str] = Counter()
    with closing(open_store(None, server.answers)) as store:
        for learner in {place.partition(" ")[0] for place in verdicts}:
            for event in store.events(learner):
                found[f"{learner} {event.question}"] += event.kind == ANSWER
    return (Counter(verdicts) & found).total()


async def crowd(address: str, learners: int, seconds: int) -> Met:
    """Let learners open a page, a few at a time; when all are there, let them begin."""
    met = Met()
    door = asyncio.Semaphore(AT_A_TIME)
    all_here = asyncio.Barrier(learners)

    async def visit(chance: random.Random) -> None:
        async with door:
            token = await asyncio.to_thread(token_from, address)
        async with session(address, token) as tab:
            async with door:
                await tab.open()
            await all_here.wait()
            end = time.monotonic() + seconds
            await asyncio.sleep(chance.uniform(0, PAUSE[1]))
            while time.monotonic() < end:
                await act(tab, learner_of(token), chance, met)
                await asyncio.sleep(chance.uniform(*PAUSE))

    async with asyncio.TaskGroup() as visits:
        for number in range(learners):
            visits.create_task(visit(random.Random(number)))  # noqa: S311  the same every time
    return met


async def act(tab: Session, learner: str, chance: random.Random, met: Met) -> None:
    """Try an option of the question at hand, or count one more."""
    if not tab.page:
        met.answers.append(await tab.press(tab.buttons[0]))
        return
    while not (options := open_options(tab)):
        met.ways.append(await tab.press(next(b for b in tab.buttons if b.label == "Next question")))
    question, option = chance.choice(options)
    met.answers.append(await tab.press(option))
    if tab.verdict:
        met.verdicts.append(f"{learner} {question}")


def open_options(tab: Session) -> list[tuple[str, Button]]:
    """List the options that can be tried, with their question; none where one is no answer."""
    if any("-check-" in button.id for button in tab.buttons):
        return []
    return [
        (found["question"], button)
        for button in tab.buttons
        if button.enabled and (found := OPTION.search(button.id))
    ]


if __name__ == "__main__":
    address, learners, seconds = sys.argv[1:]
    print(json.dumps(asdict(asyncio.run(crowd(address, int(learners), int(seconds))))))
