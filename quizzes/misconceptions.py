"""What learners get wrong, and the moment of the lesson that shows otherwise."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "misconceptions.toml"


@dataclass(frozen=True, slots=True)
class Misconception:
    """A belief that practice refutes; `at` is the address in the step-through that shows it."""

    id: str
    thought: str
    truth: str
    at: str


@cache
def misconceptions() -> Mapping[str, Misconception]:
    """Answer with every known misconception, by its id."""
    told = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {name: Misconception(name, **fields) for name, fields in told.items()}
