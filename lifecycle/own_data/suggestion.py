"""A first guess at which column is which, for a learner to correct."""

import re
from dataclasses import dataclass
from typing import Final

from lifecycle.own_data.periods import MOST_PERIODS, Periods, read_periods
from lifecycle.own_data.refused_plans import MOST_INPUTS, MOST_LABELS
from lifecycle.own_data.table import Column, CsvTable

_TIME: Final = re.compile(
    r"(?:^|_)(year|date|month|quarter|period|week|day|time|jahr|datum|monat)(?:$|_)"
)
_LABEL: Final = re.compile(
    r"(?:^|_)(label|class|target|species|category|kind|type|outcome|result|diagnosis|y)(?:$|_)"
)
_CODE: Final = re.compile(r"(?:^|_)(id|ids|index|code|no|nr|number|key|unnamed)(?:$|_)")
_BETWEEN_WORDS: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|\W+")

_LIKELY_YEARS: Final = range(1800, 2200)
_FEWEST_EACH: Final = 5
"""Rows that each label should have on the average, or the column names things, not kinds."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What each select could begin with; nothing where no column suits."""

    label: str | None
    inputs: tuple[str, ...]
    period: str | None


def suggest(table: CsvTable) -> Suggestion:
    """Guess the columns from their names and contents.

    The label is a column of few kinds, the period one of times; the inputs are all other columns
    of numbers, except those named like a time or a code: the first 20 of them.
    """
    period = _period(table)
    label = _label(table, period)
    inputs = tuple(
        column.name
        for column in table.columns
        if column.name not in {label, period} and _is_measurement(column)
    )[:MOST_INPUTS]
    return Suggestion(label, inputs, period)


def _period(table: CsvTable) -> str | None:
    """Prefer a column that is named like a time, then the one with the fewest periods."""
    found = []
    for place, name in enumerate(table.names):
        periods = read_periods(table.cells[name])
        if periods is None or not 1 < len(periods.names) <= MOST_PERIODS:
            continue
        unlike, unnamed = not _looks_like_time(periods), not _is_named(_TIME, name)
        if not (unlike and unnamed):
            found.append((unlike, unnamed, len(periods.names), place, name))
    return min(found)[-1] if found else None


def _looks_like_time(periods: Periods) -> bool:
    return all("-" in name[1:] or int(name) in _LIKELY_YEARS for name in periods.names)


def _label(table: CsvTable, period: str | None) -> str | None:
    """Prefer a column that is named like a label, then one of text, then the last one."""
    found = [
        (_is_named(_LABEL, column.name), not column.is_numeric, place, column.name)
        for place, column in enumerate(table.columns)
        if column.name != period and not _is_named(_TIME, column.name) and _names_kinds(column)
    ]
    return max(found)[-1] if found else None


def _names_kinds(column: Column) -> bool:
    filled = column.rows - column.gaps
    return 1 < column.distinct <= min(MOST_LABELS, filled / _FEWEST_EACH)


def _is_measurement(column: Column) -> bool:
    named_otherwise = _is_named(_TIME, column.name) or _is_named(_CODE, column.name)
    return column.is_numeric and column.distinct > 1 and not named_otherwise


def _is_named(pattern: re.Pattern[str], name: str) -> bool:
    return pattern.search(_BETWEEN_WORDS.sub("_", name).casefold()) is not None
