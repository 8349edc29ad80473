"""Links into the execution table, as a text writes them: `[row 6](#6.next_stage "…")`."""

import re
from dataclasses import dataclass
from typing import Final

_LINK: Final = re.compile(r'\[(?P<words>[^]]+)\]\(#(?P<cell>\d+\.\w+) "(?P<says>[^"]+)"\)')


@dataclass(frozen=True, slots=True)
class Citation:
    """The words of a link, the cell that they point to, and what they say stands there."""

    words: str
    cell: str
    says: str

    def __str__(self) -> str:
        """Say in words where it points."""
        row = f"row {self.cell.partition('.')[0]}"
        return f"{self.words} ({row if self.words == self.says else self.says})"


def citations(text: str) -> tuple[Citation, ...]:
    """Find the links into the table in a text."""
    return tuple(map(_read, _LINK.finditer(text)))


def uncited(text: str) -> str:
    """Say in words what the links into the table point to.

    >>> uncited('It is [row 6](#6.next_stage "Data Collection").')
    'It is row 6 (Data Collection).'
    >>> uncited('then [Data Collection](#6.next_stage "Data Collection")')
    'then Data Collection (row 6)'
    """
    return _LINK.sub(lambda found: str(_read(found)), text)


def _read(found: re.Match[str]) -> Citation:
    return Citation(**found.groupdict())
