"""Ten ways to learn the same lesson: what each is, and how long it takes."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

BEGUN: Final = "begun"
DONE: Final = "done"
ROW: Final = "row"
"""The n-th row of a walk was reached; its question is the walk's scenario."""
MOMENT: Final = "moment"
"""The n-th key moment of an outcome was opened; its question is that outcome."""
SOLVED: Final = "solved"
"""A case of Break a stage was solved, which is no way; its question is the case's fault."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to learn the lesson; its id is the address of its page."""

    id: str
    name: str
    minutes: int
    line: str
    done: str
    """When it is done, as the end of a sentence."""
    reason: str
    """Why it is worth taking next."""


@cache
def ways() -> tuple[Way, ...]:
    """Answer with the ten ways in their order."""
    told = tomllib.loads((Path(__file__).parent / "ways.toml").read_text(encoding="utf-8"))
    return tuple(Way(name, **fields) for name, fields in told.items())
