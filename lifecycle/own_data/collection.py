"""Data Collection on own data: take the rows of some periods as they were written."""

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Final

import pandas as pd

from lifecycle.evidence import Evidence, Number, Table
from lifecycle.own_data.errors import shown
from lifecycle.own_data.plan import Plan, periods_of
from lifecycle.own_data.table import CsvTable
from lifecycle.stage import COLLECTION, Stage

SHOWN_LABELS: Final = 8


@dataclass(frozen=True, eq=False)
class Collected:
    """The raw rows of some periods."""

    stage: ClassVar[Stage] = COLLECTION
    plan: Plan
    periods: tuple[str, ...]
    raw: pd.DataFrame
    """The columns of the plan as text; the index is the row's place in the table."""

    @property
    def unlabelled(self) -> int:
        """How many rows have no label."""
        return int((self.raw[self.plan.label] == "").sum())

    @cached_property
    def labels(self) -> "pd.Series[int]":
        """Rows of each label, commonest first."""
        written = self.raw[self.plan.label]
        return written[written != ""].value_counts()

    @cached_property
    def evidence(self) -> Evidence:
        """Tell how much was collected and what is written in it."""
        rows, periods, plan = f"{len(self.raw):,}", told(self.periods), self.plan
        return Evidence(
            value=f"{rows} raw rows",
            sentence=(
                f"Which {shown(plan.label)} is it, told from {told(plan.inputs)}? Success is to "
                f"name enough rows rightly: {plan.gate.asking(shown(plan.label))}. To learn it we "
                f"took the {rows} rows of {periods} exactly as they stand in the file: "
                f"{len(self.labels)} different labels, and {self.unlabelled:,} rows without one."
            ),
            numbers=(
                Number("Raw rows", rows, f"of {periods}"),
                Number("Labels", f"{len(self.labels)}", f"in the column {shown(plan.label)}"),
                Number("Without a label", f"{self.unlabelled:,}", "nothing to learn from"),
            ),
            table=Table("Commonest labels", ("Label", "Rows"), self._rows()),
        )

    def _rows(self) -> tuple[tuple[str, str], ...]:
        common, rest = self.labels.head(SHOWN_LABELS), self.labels[SHOWN_LABELS:]
        others = [(f"{len(rest)} other labels", f"{rest.sum():,}")] if len(rest) else []
        return (
            *((shown(str(label)), f"{count:,}") for label, count in common.items()),
            *others,
            ("no label", f"{self.unlabelled:,}"),
        )


def collect(table: CsvTable, plan: Plan, periods: tuple[str, ...]) -> Collected:
    """Take every row of these periods as it was written."""
    raw = table.cells.loc[periods_of(table, plan.period).rows_of(periods), plan.columns]
    return Collected(plan, periods, raw)


def told(names: tuple[str, ...], most: int = 5) -> str:
    """Write names of the learner's as a list in a sentence; of many only the first.

    >>> told(("1993", "1994")), told(("a", "b", "c", "d"), most=2)
    ('1993 and 1994', 'a, b and 2 more')
    """
    *others, last = map(shown, names)
    if len(others) >= most:
        return f"{', '.join(others[:most])} and {len(names) - most} more"
    return f"{', '.join(others)} and {last}" if others else last
