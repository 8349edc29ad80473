"""Many threads that ask at once, and what they were told."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


def at_once(tasks: list[Callable[[], object]]) -> list[object]:
    """Run every task in a thread of its own, all let go together; an error is an answer too."""
    gate = threading.Barrier(len(tasks))

    def run(task: Callable[[], object]) -> object:
        gate.wait()
        try:
            return task()
        except Exception as problem:  # noqa: BLE001 - each test says which it expects
            return problem

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def kinds(answers: list[object]) -> dict[object, int]:
    """Count answers, errors by their class."""
    told = [type(answer) if isinstance(answer, Exception) else answer for answer in answers]
    return {kind: told.count(kind) for kind in told}
