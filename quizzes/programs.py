"""What a question's program really prints."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Event, Timer
from typing import Final

from quizzes.errors import QuizError

PATIENCE: Final = 10.0
"""Seconds a question's program may take."""

MOST: Final = 10_000
"""Characters that it may print."""


class ProgramError(QuizError):
    """A question's program ends with an error, or not at all."""


@cache
def output_of(program: str) -> str:
    """Run a program in a process of its own and answer with what it prints.

    Raises:
        ProgramError: It fails, does not end, or prints too much.
    """
    late = Event()
    try:
        running = subprocess.Popen(  # noqa: S603  whoever wrote the bank is trusted
            [sys.executable, "-I", "-c", program],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
    except (OSError, ValueError) as error:
        raise ProgramError(f"its program cannot be run: {error}") from None
    with running, _patience(running, late):
        assert running.stdout
        assert running.stderr
        printed = running.stdout.read(MOST + 1)
        if len(printed) > MOST:
            running.kill()
            raise ProgramError(f"its program prints more than {MOST:,} characters")
        complained = running.stderr.read(MOST)
    if late.is_set():
        raise ProgramError(f"its program does not end within {PATIENCE:.0f} seconds")
    if running.returncode:
        lines = complained.strip().splitlines() or [f"it ends with {running.returncode}"]
        raise ProgramError(f"its program fails: {lines[-1]}")
    return printed.strip()


@contextmanager
def _patience(running: subprocess.Popen[str], late: Event) -> Iterator[None]:
    """End a program that has not ended by itself in time, and note that it was late."""

    def end() -> None:
        late.set()
        running.kill()

    timer = Timer(PATIENCE, end)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
