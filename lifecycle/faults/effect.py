"""How much a fault changes a share, and whether chance alone could have changed as much."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from lifecycle.interval import RESAMPLES, Interval, bootstrap

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Effect:
    """The share with the fault less the share without, and its 95 % interval.

    `paired` says whether both shares are of the same animals, so that their luck is the same.
    """

    difference: float
    interval: Interval
    paired: bool

    @property
    def is_sure(self) -> bool:
        """Whether the whole interval lies on one side of nothing."""
        return self.interval.low > 0 or self.interval.high < 0

    @property
    def is_nil(self) -> bool:
        """Whether not one animal was answered otherwise."""
        return self.paired and self.interval.low == self.interval.high == 0

    @property
    def points(self) -> str:
        """The difference in percentage points, with its interval."""
        return (
            f"{100 * self.difference:+.1f} points, 95% interval "
            f"{100 * self.interval.low:+.1f} to {100 * self.interval.high:+.1f}"
        )

    @property
    def measures(self) -> dict[str, object]:
        """The same for machines."""
        return {
            "difference": round(self.difference, 4),
            "interval": self.interval.rounded(),
            "paired": self.paired,
        }


def effect(healthy: "pd.Series[bool]", faulty: "pd.Series[bool]", seed: int) -> Effect:
    """Compare two series of right and wrong, each indexed by the animals' `record_id`."""
    difference = float(faulty.mean() - healthy.mean())
    if len(healthy) == len(faulty) and healthy.index.equals(faulty.index):
        gains = faulty.to_numpy().astype(int) - healthy.to_numpy().astype(int)
        return Effect(difference, bootstrap(gains, seed), paired=True)
    return Effect(difference, _unpaired(healthy, faulty, seed), paired=False)


def _unpaired(healthy: "pd.Series[bool]", faulty: "pd.Series[bool]", seed: int) -> Interval:
    """Draw the animals of each side again; what is there twice of one animal is drawn together."""
    chance = np.random.default_rng(seed)
    drawn = _means(faulty, chance) - _means(healthy, chance)
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Interval(float(low), float(high))


def _means(right: "pd.Series[bool]", chance: np.random.Generator) -> NDArray[np.float64]:
    animals = right.groupby(level=0).agg(["sum", "size"]).to_numpy()
    draws = animals[chance.integers(len(animals), size=(RESAMPLES, len(animals)))].sum(axis=1)
    return np.asarray(draws[:, 0] / draws[:, 1], dtype=np.float64)
