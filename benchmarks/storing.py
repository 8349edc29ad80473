"""Answers stored for good, from many threads at once, beside a bare loop of INSERT and commit."""

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import psycopg

from benchmarks.figures import Figure, Series
from classroom.event import Event
from classroom.storage import open_store
from classroom.store import Store
from tests.postgres import find_postgres, running_postgres

THREADS = 50
EACH = 10  # answers of one thread in one turn
IN_LOOP = 500  # answers of the bare loop in one turn
INSERT = (
    "INSERT INTO events (learner, sitting, question, kind, number, value, at)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s)"
)

Keep = Callable[[Event], object]
"""Keeps an answer, and comes back when it is on the disk."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: how long it took, and the milliseconds of each answer in it."""

    seconds: float
    milliseconds: list[float]

    @property
    def rate(self) -> float:
        """Answers stored in a second."""
        return len(self.milliseconds) / self.seconds


def measure(turns: int) -> Iterator[Figure]:
    """Store in SQLite, then in PostgreSQL where there is one."""
    with sqlite() as (store, bare):
        yield from compared("SQLite", store, bare, turns)
    if find_postgres():
        with postgres() as (store, bare):
            yield from compared("PostgreSQL", store, bare, turns)


def compared(name: str, store: Store, bare: Keep, turns: int) -> Iterator[Figure]:
    """Take turns: all threads through the store, one thread without it."""
    both = [(from_all_threads(store, i), timed(bare, f"loop {i}", IN_LOOP)) for i in range(turns)]
    ours, loops = zip(*both, strict=True)
    loop = f"bare loop of INSERT and commit in one thread, {name}"
    yield Figure(
        Series(f"answers stored per second from {THREADS} threads, {name}", "/s", rates(ours)),
        Series(loop, "/s", rates(loops)),
    )
    yield Figure(
        Series(f"one of these answers until it is kept, {name}", "ms", single(ours)),
        Series(loop, "ms", single(loops)),
    )
    yield Figure(
        Series(f"the slowest of a turn's {THREADS * EACH:,}, {name}", "ms", slowest(ours)),
        Series(loop, "ms", slowest(loops)),
    )


def from_all_threads(store: Store, turn: int) -> Turn:
    """Let every thread store its answers, each a learner of its own."""
    began = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        learners = [f"learner {turn}-{thread}" for thread in range(THREADS)]
        done = list(pool.map(lambda learner: timed(store.record, learner, EACH), learners))
    return Turn(
        time.perf_counter() - began,
        [each for thread in done for each in thread.milliseconds],
    )


def timed(keep: Keep, learner: str, answers: int) -> Turn:
    """Keep a learner's answers one after the other."""
    moments = [time.perf_counter()]
    for number in range(1, answers + 1):
        now = datetime.now(UTC)
        keep(Event(learner, "practice-1", "data-made-ready", "answer", number, "a", now))
        moments.append(time.perf_counter())
    took = [1000 * (end - begin) for begin, end in pairwise(moments)]
    return Turn(moments[-1] - moments[0], took)


def rates(turns: tuple[Turn, ...]) -> tuple[float, ...]:
    """Collect the answers per second of each turn."""
    return tuple(turn.rate for turn in turns)


def single(turns: tuple[Turn, ...]) -> tuple[float, ...]:
    """Collect the milliseconds of each answer in all turns."""
    return tuple(each for turn in turns for each in turn.milliseconds)


def slowest(turns: tuple[Turn, ...]) -> tuple[float, ...]:
    """Collect the milliseconds of the answer that waited longest in each turn."""
    return tuple(max(turn.milliseconds) for turn in turns)


@contextmanager
def sqlite() -> Iterator[tuple[Store, Keep]]:
    """Open the store in a file, and a way past it into the same file."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_store(None, Path(folder))) as store,
    ):
        warm_up(store)
        (file,) = Path(folder).glob("*.sqlite3")
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous = FULL")  # as the store; WAL is in the file
            insert = INSERT.replace("%s", "?")
            yield store, lambda event: connection.execute(insert, in_sqlite(event))


def in_sqlite(event: Event) -> tuple[object, ...]:
    """Write a moment as the store does: SQLite has no type for it."""
    *others, at = astuple(event)
    return (*others, at.isoformat(" "))


@contextmanager
def postgres() -> Iterator[tuple[Store, Keep]]:
    """Open the store on a server, and a way past it into the same table."""
    binaries = find_postgres()
    assert binaries
    with (
        running_postgres(binaries, settings=()) as server,  # as it comes: it waits for the disk
        closing(open_store(server.url, Path())) as store,
    ):
        warm_up(store)
        with psycopg.connect(server.url, autocommit=True) as connection:
            yield store, lambda event: connection.execute(INSERT.encode(), astuple(event))


def warm_up(store: Store) -> None:
    """Store something from every thread, so that tables and connections are there."""
    from_all_threads(store, turn=-1)
