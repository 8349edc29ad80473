"""Whether a new version is surely better than the one in service, asked about the same rows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lifecycle.interval import Interval, bootstrap


@dataclass(frozen=True, slots=True)
class Gain:
    """What a new version gains over the one in service, the champion."""

    champion: str
    champion_accuracy: float
    gain: float
    interval: Interval

    @property
    def points(self) -> str:
        """The interval in percentage points."""
        return f"{100 * self.interval.low:.1f} to {100 * self.interval.high:.1f} points"

    @property
    def is_sure(self) -> bool:
        """Whether the whole interval lies above nothing."""
        return self.interval.low > 0


def paired_gain(champion: str, old: NDArray[np.bool_], new: NDArray[np.bool_], seed: int) -> Gain:
    """Compare row by row: both versions meet the same animals, so their luck is the same.

    `old` and `new` say for each row whether that version named it rightly.
    """
    difference = new.astype(int) - old.astype(int)
    interval = bootstrap(difference, seed)
    return Gain(champion, float(old.mean()), float(difference.mean()), interval)
