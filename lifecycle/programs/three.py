"""Three programs for one lifecycle, and why only the loop walks the whole cycle."""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import dedent
from typing import Any, Final

from lifecycle.program import source
from lifecycle.programs.recorder import record
from lifecycle.stage import RETURN_ACTION, STAGES
from lifecycle.trace import StageCalls, Variable, outcome_calls

_LEAVING: Final = re.compile(r"    if not (\w+):\n        break\n    (.+)\n")


def without_its_loop(program: str) -> str:
    """Take the loop off the lesson's program; where it left the loop, `stage` just stays."""
    lines = program.splitlines(keepends=True)
    head = next(place for place, line in enumerate(lines) if line.startswith("for "))
    branches = dedent("".join(lines[head + 1 :]))
    return "".join(lines[:head]) + _LEAVING.sub(r"    if \1:\n        \2\n", branches)


@dataclass(frozen=True, slots=True)
class Program:
    """A way to write the lifecycle down, and why it makes the rows it makes."""

    name: str
    title: str
    source: str
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """One move of `stage`; `line` caused it, `lines` are all that ran since the row before."""

    number: int
    line: int
    lines: tuple[int, ...]
    variables: tuple[Variable, ...]
    current: str
    action: str
    next: str
    narration: str


IF_CHAIN: Final = Program(
    "if",
    "A chain of if",
    without_its_loop(source()).replace("elif ", "if "),
    "Each `if` is asked anew, after the one before it has already moved `stage`. So the next "
    "question is always answered with yes, and one pass from top to bottom makes all six moves. "
    "Then the file ends. If Monitoring has set `stage` back to Data Collection, the `if` that "
    "would act on it lies above, and nothing goes back up: there is never a row 7.",
)
ELIF_CHAIN: Final = Program(
    "elif",
    "A chain of elif",
    without_its_loop(source()),
    "The branches of `if` and `elif` are one choice: the first condition that holds wins, and "
    "the others are not even asked. The pass collects, moves `stage` to Data Preparation and is "
    "over. `stage` says what should come next, but no line is left that would look at it again.",
)
LOOP: Final = Program(
    "loop",
    "A loop around elif",
    source(),
    "The same single choice, but `for` comes back and asks again with the new `stage`: one move "
    "each time round. `range(1, 8)` allows seven, enough for a whole turn and the first row of "
    "the next. If Monitoring finds the model good, `break` leaves the loop after row 6.",
)
THREE: Final = (IF_CHAIN, ELIF_CHAIN, LOOP)


def lesson(answers: Mapping[str, Sequence[object]]) -> dict[str, Any]:
    """Say what the recorder must know: the stages, and what each verb answers, time after time."""
    return {
        "stages": [[stage.name, stage.verb, stage.action] for stage in STAGES],
        "returns": RETURN_ACTION,
        "answers": {verb: list(given) for verb, given in answers.items()},
    }


def once_each(calls: StageCalls) -> dict[str, list[object]]:
    """Ask each stand-in once; it always answers the same."""
    return {verb: [call()] for verb, call in calls.items()}


def rows(program: Program, *, needs_retraining: bool) -> tuple[Row, ...]:
    """Run a program under this Python and answer with the rows it really makes."""
    known = lesson(once_each(outcome_calls(needs_retraining=needs_retraining)))
    previous = sys.gettrace()
    try:
        seen = record(program.source, known, sys.settrace)
    finally:
        sys.settrace(previous)
    return tuple(_rows(seen["rows"]))


def _rows(seen: Sequence[Mapping[str, Any]]) -> Iterator[Row]:
    for row in seen:
        yield Row(
            number=row["number"],
            line=row["line"],
            lines=tuple(row["lines"]),
            variables=tuple(Variable(**variable) for variable in row["variables"]),
            current=row["current"],
            action=row["action"],
            next=row["next"],
            narration=row["narration"],
        )
