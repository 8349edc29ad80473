"""The periods of a column: years, quarters, months, dates or any whole numbers, in their order."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas as pd

    from lifecycle.own_data.cells import Cells

MOST_PERIODS: Final = 200
FEWEST_YEARS: Final = 3
"""Dates over so many years are put together by year; over fewer, by month."""

_YEAR, _MONTH, _DAY = len("2024"), len("2024-05"), len("2024-05-31")
_MONTHS: Final = r"\d{4}-(0[1-9]|1[0-2])"
_DATES: Final = _MONTHS + r"-(0[1-9]|[12]\d|3[01])"

_WHOLE_NUMBER: Final = re.compile(r"[+-]?\d{1,15}(\.0+)?", re.ASCII)
_QUARTER: Final = re.compile(r"\d{4}-?Q[1-4]", re.ASCII)
_DATE: Final = re.compile(_DATES + r"([T ][\d:.,]+(Z|[+-][\d:]+)?)?", re.ASCII)
_MONTH_ONLY: Final = re.compile(_MONTHS, re.ASCII)


@dataclass(frozen=True, eq=False)
class Periods:
    """The periods that a column names, earliest first, and the one of each row."""

    names: tuple[str, ...]
    of_row: "Cells"
    """The name of each row's period; empty where none is written."""

    def rows_of(self, names: tuple[str, ...]) -> "pd.Series[bool]":
        """See which rows belong to any of these periods."""
        return self.of_row.isin(names)

    @property
    def sizes(self) -> dict[str, int]:
        """How many rows each period has."""
        counts = self.of_row.value_counts()
        return {name: int(counts[name]) for name in self.names}


def read_periods(cells: "Cells") -> Periods | None:
    """Read a column as periods, or answer with nothing if a cell is of another kind.

    Dates are put together: by year if they span three years or more, by month if they span
    two months or more, else by day.
    """
    texts = [text for text in cells.unique() if text]
    for pattern, naming in _KINDS:
        if texts and all(map(pattern.fullmatch, texts)):
            named = naming(texts)
            return Periods(_in_order(set(named.values())), cells.map(named).fillna(""))
    return None


def first_stranger(cells: "Cells") -> int:
    """Answer with the position of the first cell that is of another kind than most."""
    filled = [(place, text) for place, text in enumerate(cells) if text]
    pattern, _ = max(
        _KINDS, key=lambda kind: sum(1 for _, text in filled if kind[0].fullmatch(text))
    )
    return next(place for place, text in filled if not pattern.fullmatch(text))


def _in_order(names: set[str]) -> tuple[str, ...]:
    if all(map(_WHOLE_NUMBER.fullmatch, names)):
        return tuple(sorted(names, key=int))
    return tuple(sorted(names))


def _whole_numbers(texts: list[str]) -> dict[str, str]:
    return {text: str(int(text.partition(".")[0])) for text in texts}


def _quarters(texts: list[str]) -> dict[str, str]:
    return {text: f"{text[:_YEAR]}-{text[-2:]}" for text in texts}


def _dates(texts: list[str]) -> dict[str, str]:
    if len({text[:_YEAR] for text in texts}) >= FEWEST_YEARS:
        return {text: text[:_YEAR] for text in texts}
    length = _MONTH if len({text[:_MONTH] for text in texts}) > 1 else _DAY
    return {text: text[:length] for text in texts}


def _months(texts: list[str]) -> dict[str, str]:
    return {text: text for text in texts}


_KINDS: Final[tuple[tuple[re.Pattern[str], Callable[[list[str]], dict[str, str]]], ...]] = (
    (_WHOLE_NUMBER, _whole_numbers),
    (_QUARTER, _quarters),
    (_MONTH_ONLY, _months),
    (_DATE, _dates),
)
