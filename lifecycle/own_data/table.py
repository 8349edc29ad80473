"""A learner's table: every cell as it was written, and what each column could be."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lifecycle.own_data.cells import gaps, numbers

if TYPE_CHECKING:
    from lifecycle.own_data.cells import Cells


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds, counted."""

    name: str
    distinct: int
    """Different texts, gaps not counted."""
    gaps: int
    numbers: int
    """Cells that hold a number."""
    rows: int

    @property
    def is_numeric(self) -> bool:
        """Whether most of what is written in it are numbers."""
        return self.numbers > (self.rows - self.gaps) / 2


@dataclass(frozen=True, eq=False)
class CsvTable:
    """The rows of a CSV file as text, with the line each one begins in."""

    cells: pd.DataFrame
    lines: NDArray[np.int64]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns, in the order of the file."""
        return tuple(self.cells.columns)

    @property
    def rows(self) -> int:
        """How many rows stand below the header."""
        return len(self.cells)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """What each column holds."""
        return tuple(_counted(name, self.cells[name]) for name in self.names)


def _counted(name: str, cells: "Cells") -> Column:
    is_text = np.isnan(numbers(cells))
    is_gap = is_text.copy()
    is_gap[is_text] = gaps(cells[is_text])
    return Column(
        name,
        distinct=cells[~is_gap].nunique(),
        gaps=int(is_gap.sum()),
        numbers=int((~is_text).sum()),
        rows=len(cells),
    )
