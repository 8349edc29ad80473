"""What a question's program really prints."""

import subprocess
import sys
from functools import cache
from typing import Final

from quizzes.errors import QuizError

PATIENCE: Final = 10.0
"""Seconds a question's program may take."""


class ProgramError(QuizError):
    """A question's program ends with an error, or not at all."""


@cache
def output_of(program: str) -> str:
    """Run a program in a process of its own and answer with what it prints.

    Raises:
        ProgramError: It fails or does not end.
    """
    try:
        ended = subprocess.run(  # noqa: S603  the program is the bank's own text
            [sys.executable, "-I", "-c", program],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ProgramError(f"its program does not end within {PATIENCE:.0f} seconds") from None
    if ended.returncode:
        lines = ended.stderr.strip().splitlines() or [f"it ends with {ended.returncode}"]
        raise ProgramError(f"its program fails: {lines[-1]}")
    return ended.stdout.strip()
