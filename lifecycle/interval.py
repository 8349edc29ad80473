"""How sure a measured share is, found by measuring it again on resampled rows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lifecycle.beside import beside

RESAMPLES = 1_000
DRAWN_AT_ONCE = 5_000_000
"""Row numbers held in memory together: 40 MB, however many rows there are."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the true value lies with 95 % confidence."""

    low: float
    high: float

    def __str__(self) -> str:
        """Write it in words that fit in a sentence."""
        return self.beside()

    def beside(self, *limits: float) -> str:
        """Write it so that neither end looks like a limit that it differs from."""
        return f"{beside(self.low, *limits)} to {beside(self.high, *limits)}"

    def note(self, *limits: float) -> str:
        """Say in a few words what it is, for below a figure."""
        return interval_note(self.beside(*limits))

    def rounded(self) -> list[float]:
        """Answer with the two ends as JSON keeps them."""
        return [round(self.low, 4), round(self.high, 4)]


def interval_note(ends: str) -> str:
    """Say in a few words what a 95% interval is, of which only the two ends are written."""
    return f"95% interval: in truth probably {ends}"


def bootstrap(values: NDArray[np.number | np.bool_], seed: int) -> Interval:
    """Draw the rows again with replacement and see how far their mean moves.

    `values` is one number a row: right or wrong for an accuracy; for a paired gain the
    difference that two models make on the same row, -1, 0 or 1. Where all rows are right, or all
    wrong, drawing again would find no other: then the exact interval of Clopper and Pearson holds.
    """
    if values.dtype == bool and values.min() == values.max():
        return _of_one_kind(right=bool(values[0]), rows=len(values))
    chance = np.random.default_rng(seed)
    portion = max(1, min(RESAMPLES, DRAWN_AT_ONCE // len(values)))
    sizes = [min(portion, RESAMPLES - done) for done in range(0, RESAMPLES, portion)]
    draws = (chance.integers(len(values), size=(size, len(values))) for size in sizes)
    means = np.concatenate([values[draw].mean(axis=1) for draw in draws])
    low, high = np.quantile(means, [0.025, 0.975])
    return Interval(float(low), float(high))


def _of_one_kind(*, right: bool, rows: int) -> Interval:
    least = 0.025 ** (1 / rows)
    return Interval(least, 1.0) if right else Interval(0.0, 1 - least)
