"""What a learner wants to know of their table: which column is which, and which periods."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from lifecycle.decision import GATE, Gate
from lifecycle.own_data.cells import gaps, numbers
from lifecycle.own_data.periods import MOST_PERIODS, Periods, first_stranger, read_periods
from lifecycle.own_data.refused_plans import (
    FEWEST_LABELLED_ROWS,
    MOST_INPUTS,
    MOST_LABELS,
    ColumnTwiceError,
    GateRangeError,
    InputCountError,
    NotNumericError,
    NotPeriodsError,
    NoTrainingPeriodError,
    OneLabelError,
    PeriodCountError,
    SeedRangeError,
    TooFewRowsError,
    TooManyLabelsError,
    UnknownColumnError,
    UnknownPeriodError,
    WatchedNotLaterError,
)
from lifecycle.own_data.table import CsvTable

if TYPE_CHECKING:
    import pandas as pd

LARGEST_SEED: Final = 2**32 - 1


@dataclass(frozen=True, slots=True)
class Plan:
    """The choices made for one table; the same plan gives the same numbers everywhere."""

    label: str
    inputs: tuple[str, ...]
    period: str
    training: tuple[str, ...]
    """Names of the periods to learn from, as `periods_of` gives them."""
    watched: str
    """Name of a later period, in which the deployed model is watched."""
    gate: Gate = GATE
    seed: int = 0

    @property
    def columns(self) -> list[str]:
        """Every column that is used: the label, the inputs and the period."""
        return [self.label, *self.inputs, self.period]

    def __post_init__(self) -> None:
        """Refuse what fits no table."""
        if not 1 <= len(self.inputs) <= MOST_INPUTS:
            raise InputCountError(len(self.inputs))
        for column in self.inputs:
            if column == self.label:
                raise ColumnTwiceError(column, "as the label and as an input")
            if column == self.period:
                raise ColumnTwiceError(column, "as the period and as an input")
            if self.inputs.count(column) > 1:
                raise ColumnTwiceError(column, "twice as an input")
        if self.label == self.period:
            raise ColumnTwiceError(self.label, "as the label and as the period")
        if not self.training:
            raise NoTrainingPeriodError
        if not (0 <= self.gate.accuracy <= 1 and 0 <= self.gate.above_baseline <= 1):
            raise GateRangeError(self.gate.accuracy, self.gate.above_baseline)
        if not 0 <= self.seed <= LARGEST_SEED:
            raise SeedRangeError(self.seed, LARGEST_SEED)


def periods_of(table: CsvTable, column: str) -> Periods:
    """Read a column of a table as periods, or refuse it."""
    _check_known(table, column)
    cells = table.cells[column]
    periods = read_periods(cells)
    if periods is None and (cells != "").any():
        place = first_stranger(cells)
        raise NotPeriodsError(column, int(table.lines[place]), str(cells.iloc[place]))
    found = len(periods.names) if periods else 0
    if periods is None or not 1 < found <= MOST_PERIODS:
        raise PeriodCountError(column, found)
    return periods


def newest_periods(plan: Plan, table: CsvTable) -> tuple[str, ...]:
    """Name what the next turn learns from: as many periods as before, up to the watched one."""
    names = periods_of(table, plan.period).names
    end = names.index(plan.watched) + 1
    return names[max(end - len(plan.training), 0) : end]


def check(plan: Plan, table: CsvTable) -> None:
    """Refuse a plan that does not fit its table, before anything is run."""
    for column in plan.columns:
        _check_known(table, column)
    periods = periods_of(table, plan.period)
    _check_periods(plan, periods)
    training = periods.rows_of(plan.training)
    _check_labels(plan, table, training)
    for column in plan.inputs:
        _check_numeric(table, column, training)


def _check_known(table: CsvTable, column: str) -> None:
    if column not in table.names:
        raise UnknownColumnError(column, table.names)


def _check_periods(plan: Plan, periods: Periods) -> None:
    for period in (*plan.training, plan.watched):
        if period not in periods.names:
            raise UnknownPeriodError(period, plan.period, periods.names)
    newest = max(plan.training, key=periods.names.index)
    if periods.names.index(plan.watched) <= periods.names.index(newest):
        raise WatchedNotLaterError(plan.watched, newest)


def _check_labels(plan: Plan, table: CsvTable, training: "pd.Series[bool]") -> None:
    written = table.cells.loc[training & (table.cells[plan.label] != ""), plan.label]
    labels = written.nunique()
    if labels > MOST_LABELS:
        raise TooManyLabelsError(plan.label, labels)
    if len(written) < FEWEST_LABELLED_ROWS:
        raise TooFewRowsError(len(written))
    if labels == 1:
        raise OneLabelError(plan.label, str(written.iloc[0]))


def _check_numeric(table: CsvTable, column: str, training: "pd.Series[bool]") -> None:
    cells = table.cells.loc[training, column]
    is_number = ~np.isnan(numbers(cells))
    is_text = ~is_number
    is_text[is_text] = ~gaps(cells[is_text])
    if is_text.sum() > is_number.sum():
        first = int(np.argmax(is_text))
        line = int(table.lines[training.to_numpy()][first])
        raise NotNumericError(column, line, str(cells.iloc[first]))
