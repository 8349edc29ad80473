"""Whether a new version is better than the one in service, by more than chance would make."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lifecycle.beside import beside, written
from lifecycle.interval import Interval, bootstrap, interval_note


@dataclass(frozen=True, slots=True)
class Gain:
    """What a new version gains over the one in service, the champion."""

    champion: str
    champion_accuracy: float
    gain: float
    interval: Interval

    @property
    def points(self) -> str:
        """The interval in percentage points; what matters is whether it begins above 0."""
        low, high = 100 * self.interval.low, 100 * self.interval.high
        return f"{beside(low, 0, kind='f')} to {written(high, 1, 'f')} points"

    @property
    def note(self) -> str:
        """Say in a few words what the interval is, for below the gain."""
        return interval_note(self.points)

    def sentence_for(self, version: str) -> str:
        """Say why this version replaces the one in service."""
        return (
            f"of the same animals {self.champion} names {self.champion_accuracy:.1%}; the whole "
            f"95% interval of the gain ({self.points}) lies above 0, so {version} replaces it"
        )

    @property
    def measures(self) -> dict[str, object]:
        """The same for machines."""
        return {
            "version": self.champion,
            "accuracy": round(self.champion_accuracy, 4),
            "gain": round(self.gain, 4),
            "gain_interval": self.interval.rounded(),
        }

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
