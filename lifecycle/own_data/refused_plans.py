"""Why a plan is not run: which choice does not fit the table, and what to choose instead."""

from lifecycle.own_data.errors import OwnDataError, shown
from lifecycle.own_data.periods import MOST_PERIODS

MOST_INPUTS = 20
MOST_LABELS = 50
FEWEST_LABELLED_ROWS = 40


class RefusedPlanError(OwnDataError):
    """A plan that does not fit its table, told before anything is run."""


class InputCountError(RefusedPlanError):
    """No input, or more than can be told apart on a page."""

    def __init__(self, inputs: int) -> None:
        self.inputs = inputs
        super().__init__(
            f"{inputs} inputs are chosen; choose from 1 to {MOST_INPUTS} columns of numbers."
        )


class UnknownColumnError(RefusedPlanError):
    """A column that the table does not have."""

    def __init__(self, column: str, known: tuple[str, ...]) -> None:
        self.column = column
        self.known = known
        super().__init__(
            f"The table has no column “{shown(column)}”; "
            f"choose among {shown(', '.join(known), most=200)}."
        )


class ColumnTwiceError(RefusedPlanError):
    """One column in two parts."""

    def __init__(self, column: str, parts: str) -> None:
        self.column = column
        self.parts = parts
        super().__init__(f"The column “{shown(column)}” is chosen {parts}; choose it only once.")


class NotPeriodsError(RefusedPlanError):
    """A column that cannot be put in the order of time."""

    def __init__(self, column: str, line: int, cell: str) -> None:
        self.column = column
        self.line = line
        self.cell = cell
        super().__init__(
            f"The column “{shown(column)}” cannot be put in order, because of “{shown(cell)}” in "
            f"line {line:,}; a period is a whole number such as 1997, a quarter (1997-Q2), a month "
            "(1997-05) or a date (1997-05-31), the same kind in every row."
        )


class PeriodCountError(RefusedPlanError):
    """A column without a later period, or with more periods than can be chosen from."""

    def __init__(self, column: str, periods: int) -> None:
        self.column = column
        self.periods = periods
        super().__init__(
            f"The column “{shown(column)}” names {periods:,} "
            f"period{'' if periods == 1 else 's'}, and from 2 to {MOST_PERIODS} can be chosen "
            "from; choose a column that divides the rows into a few, such as the year."
        )


class NoTrainingPeriodError(RefusedPlanError):
    """Nothing to learn from."""

    def __init__(self) -> None:
        super().__init__("No period is chosen to train on; choose at least one.")


class UnknownPeriodError(RefusedPlanError):
    """A period without a row."""

    def __init__(self, period: str, column: str, known: tuple[str, ...]) -> None:
        self.period = period
        self.column = column
        self.known = known
        super().__init__(
            f"No row of the column “{shown(column)}” belongs to {shown(period)}; "
            f"choose from {known[0]} to {known[-1]}."
        )


class WatchedNotLaterError(RefusedPlanError):
    """A model watched in its own past."""

    def __init__(self, watched: str, newest: str) -> None:
        self.watched = watched
        self.newest = newest
        super().__init__(
            f"The watched period {shown(watched)} does not come after {shown(newest)}, the newest "
            "one trained on; watch a later period, or train on earlier ones."
        )


class TooFewRowsError(RefusedPlanError):
    """Not enough labelled rows to learn from and to test on."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        super().__init__(
            f"The training periods have {rows:,} row{'' if rows == 1 else 's'} with a label, and "
            f"at least {FEWEST_LABELLED_ROWS} are needed to learn from three quarters of them and "
            "test on the last; choose more training periods."
        )


class OneLabelError(RefusedPlanError):
    """Nothing to tell apart."""

    def __init__(self, column: str, label: str) -> None:
        self.column = column
        self.label = label
        super().__init__(
            f"In the training periods the column “{shown(column)}” holds only one label, "
            f"“{shown(label)}”, so there is nothing to tell apart; choose another label or more "
            "training periods."
        )


class TooManyLabelsError(RefusedPlanError):
    """More labels than examples could teach."""

    def __init__(self, column: str, labels: int) -> None:
        self.column = column
        self.labels = labels
        super().__init__(
            f"In the training periods the column “{shown(column)}” holds {labels:,} different "
            f"labels, and at most {MOST_LABELS} are learnt; choose a column that names a few "
            "kinds, or put amounts together into kinds such as low and high."
        )


class NotNumericError(RefusedPlanError):
    """An input that holds text."""

    def __init__(self, column: str, line: int, cell: str) -> None:
        self.column = column
        self.line = line
        self.cell = cell
        super().__init__(
            f"The column “{shown(column)}” holds mostly text, such as “{shown(cell)}” in line "
            f"{line:,}, and an input must be numbers; choose another input."
        )


class GateRangeError(RefusedPlanError):
    """A gate that asks for what no share can be."""

    def __init__(self, accuracy: float, above_baseline: float) -> None:
        self.accuracy = accuracy
        self.above_baseline = above_baseline
        super().__init__(
            f"The gate asks for an accuracy of {accuracy:.0%} and {100 * above_baseline:.0f} "
            "points above the baseline; choose both from 0 to 100."
        )


class SeedRangeError(RefusedPlanError):
    """A seed that the generator of chance does not take."""

    def __init__(self, seed: int, largest: int) -> None:
        self.seed = seed
        super().__init__(f"The seed is {seed}; choose a whole number from 0 to {largest:,}.")
