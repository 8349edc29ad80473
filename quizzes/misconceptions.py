"""What learners get wrong, and what shows otherwise."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from quizzes.errors import QuizError

FILE: Final = Path(__file__).parent / "misconceptions.toml"

_PARAMETERS: Final = r"[a-z-]+=[\w,.-]+(&[a-z-]+=[\w,.-]+)*"
_FIELDS: Final = {
    "thought": r".+",
    "truth": r".+",
    "at": rf"{_PARAMETERS}(#\d+\.[a-z_]+)?",
    "way": rf"[a-z-]+\?{_PARAMETERS}",
    "see": r"[^\[\]]+",
}
"""The fields of a misconception, and how each is written."""
_OPTIONAL: Final = {"way", "see"}


class MisconceptionsError(QuizError):
    """A file of misconceptions with faults."""

    def __init__(self, complaints: tuple[str, ...]) -> None:
        self.complaints = complaints
        super().__init__("\n".join(complaints))


@dataclass(frozen=True, slots=True)
class Misconception:
    """A belief that practice refutes.

    `at` is the address in the step-through that shows it. Where doing something refutes it
    better, `way` is the address of the page for that, and `see` says what to do there.
    """

    id: str
    thought: str
    truth: str
    at: str
    way: str = ""
    see: str = ""

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """What can be opened, each with its address: the moment of the lesson, then the way."""
        moment = ("See it in the lesson", f"step-through?{self.at}")
        return (moment, (self.see, self.way)) if self.way else (moment,)


@cache
def misconceptions() -> Mapping[str, Misconception]:
    """Answer with every known misconception, by its id."""
    return read(FILE)


def read(file: Path) -> Mapping[str, Misconception]:
    """Read a file of misconceptions.

    Raises:
        MisconceptionsError: Something is wrong with it; the error tells everything that is.
    """
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise MisconceptionsError((f"{file.name}: this is not TOML: {error}.",)) from None
    complaints = tuple(
        f"{file.name}, {name}: {fault}."
        for name, fields in told.items()
        for fault in _faults_of(fields)
    )
    if complaints:
        raise MisconceptionsError(complaints)
    return {name: Misconception(name, **fields) for name, fields in told.items()}


def _faults_of(fields: object) -> Iterator[str]:
    if not isinstance(fields, Mapping):
        yield "it is not a table"
        return
    for name in _FIELDS:
        if name not in _OPTIONAL and name not in fields:
            yield f"`{name}` is missing"
    for name, value in fields.items():
        if name not in _FIELDS:
            yield f"`{name}` is not something a misconception has"
        elif not re.fullmatch(_FIELDS[name], str(value)):
            yield f"`{name}` is {value!r}, which is not written as it must be"
    if ("way" in fields) != ("see" in fields):
        yield "`way` and `see` belong together"
