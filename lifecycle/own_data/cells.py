"""What a cell holds: a number, a gap, or something a spreadsheet would run."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

if TYPE_CHECKING:
    Cells = pd.Series[str]

GAPS: Final = frozenset({"", "-", "--", ".", "?", "na", "n/a", "nan", "none", "null"})
"""How people write that a number is not known; of a label only the empty cell is a gap."""

LARGEST: Final = 1e15
"""A larger number is no measurement, and its square would run over while it is scaled."""

LONGEST_NUMBER: Final = 100
"""Characters; whoever writes down more digits has measured none of them."""

# Each digit can be taken in one way only: else a long text that is no number takes minutes.
_NUMBER: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_WITH_COMMA: Final = re.compile(r"[+-]?\d+(\.\d{3})*,\d+", re.ASCII)
_FORMULA: Final = re.compile(r"[=+\-@＝＋－＠]")  # noqa: RUF001  the wide signs count in Japanese Excel
_HARMLESS: Final = re.compile(r"[+-]|--|[+-]inf(inity)?", re.IGNORECASE)


def number(cell: str) -> float:
    """Read a cell as a number; NaN if it holds none that can be worked with.

    >>> number("-1.5e3"), number("1,5"), number("inf")
    (-1500.0, nan, nan)
    """
    is_number = len(cell) <= LONGEST_NUMBER and _NUMBER.fullmatch(cell)
    value = float(cell) if is_number else np.nan
    return value if abs(value) <= LARGEST else np.nan


def is_gap(cell: str) -> bool:
    """Say whether a cell of an input stands for "not known"."""
    return cell.casefold() in GAPS


def is_number_with_comma(cell: str) -> bool:
    """Say whether a cell is a number as much of Europe writes it.

    >>> is_number_with_comma("1.234,5"), is_number_with_comma("1.5")
    (True, False)
    """
    return _WITH_COMMA.fullmatch(cell) is not None


def is_formula(cell: str) -> bool:
    """Say whether a spreadsheet could run a cell; a number or a lone sign it only shows.

    >>> is_formula("=1+1"), is_formula("-1.5"), is_formula("-")
    (True, False, False)
    """
    if not _FORMULA.match(cell):
        return False
    return not (_NUMBER.fullmatch(cell) or is_number_with_comma(cell) or _HARMLESS.fullmatch(cell))


def numbers(cells: "Cells") -> NDArray[np.float64]:
    """Read a column as numbers; each text that occurs is read once."""
    return _of_each_text(cells, number).astype(np.float64)


def gaps(cells: "Cells") -> NDArray[np.bool_]:
    """See which cells of a column are gaps."""
    return _of_each_text(cells, is_gap).astype(np.bool_)


def _of_each_text(
    cells: "Cells", read: Callable[[str], float] | Callable[[str], bool]
) -> NDArray[np.float64] | NDArray[np.bool_]:
    codes, texts = pd.factorize(cells)
    return np.array([read(text) for text in texts])[codes]
