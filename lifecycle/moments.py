"""Key moments: questions about a walk whose answers point into its table."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

PROSE: Final = Path(__file__).parent / "prose"
_HEADING: Final = re.compile(r"^## (.+)$", re.MULTILINE)
_CITATION: Final = re.compile(r'\[[^]]+\]\(#(?P<cell>\d+\.\w+) "(?P<says>[^"]+)"\)')


@dataclass(frozen=True, slots=True)
class Citation:
    """A cell of the table that a text points to, and what it says stands there."""

    cell: str
    says: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A question worth a pause, and its answer in Markdown with links into the table.

    A link is written `[row 6](#6.next_stage "Data Collection")`: the cell, then what
    the cell holds.
    """

    question: str
    answer: str

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The cells the answer points to, in its order."""
        return tuple(Citation(**match.groupdict()) for match in _CITATION.finditer(self.answer))


@cache
def moments(*, stopped: bool) -> tuple[Moment, ...]:
    """Answer with the key moments of a walk that stopped, or of one that turns again."""
    own = "moments-stop.md" if stopped else "moments-retrain.md"
    return (*_read(PROSE / own), *_read(PROSE / "moments-always.md"))


def _read(path: Path) -> tuple[Moment, ...]:
    _, *parts = _HEADING.split(path.read_text(encoding="utf-8"))
    return tuple(
        Moment(question, answer.strip())
        for question, answer in zip(parts[::2], parts[1::2], strict=True)
    )
