"""How far the values of one input have moved from the training rows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import ks_2samp

from lifecycle.beside import beside
from lifecycle.inputs import Input

SOME_DRIFT, LARGE_DRIFT = 0.10, 0.25
"""PSI thresholds: a habit of the industry, not a theorem. They colour a warning, no more."""

SURE = 0.01
"""Below this p-value we say that a difference is not chance; it says nothing of its size."""

LEAST_WRITTEN = 0.0001
"""A smaller p-value is not written out: nobody reads 8e-11."""

EMPTY_SHARE = 1e-4
"""Stands for the share of an empty bin, whose logarithm would be infinite."""


@dataclass(frozen=True, slots=True)
class Drift:
    """One input, compared between the training rows and a later year."""

    measured: Input
    psi: float
    ks: float
    p_value: float

    @property
    def written(self) -> str:
        """The PSI, told apart from what is much: the one threshold that is told beside it."""
        return beside(self.psi, LARGE_DRIFT, fewest=2, kind="f")

    @property
    def warning(self) -> str:
        """Say how loud the alarm is."""
        if self.psi >= LARGE_DRIFT:
            return "large drift"
        return "some drift" if self.psi >= SOME_DRIFT else "calm"

    @property
    def difference(self) -> str:
        """Say whether chance alone could explain it; with enough rows it hardly ever can."""
        if self.p_value >= SURE:
            return f"chance may make as much (p {_written(self.p_value)})"
        return f"far more than chance would make (p {_written(self.p_value)})"


def _written(p_value: float) -> str:
    return f"below {LEAST_WRITTEN}" if p_value < LEAST_WRITTEN else f"{p_value:.4f}"


def drift(measured: Input, reference: NDArray[np.float64], later: NDArray[np.float64]) -> Drift:
    """Measure the drift of one input by both customs, the binned and the unbinned."""
    ks = ks_2samp(reference, later)
    return Drift(measured, psi(reference, later), float(ks.statistic), float(ks.pvalue))


def psi(reference: NDArray[np.float64], later: NDArray[np.float64]) -> float:
    """Work out the population stability index: sum of (q - p) ln(q / p) over the bins.

    The bins are the ten deciles of the reference; preparation has left no gap in either.
    """
    deciles = np.quantile(reference, np.linspace(0.1, 0.9, 9))
    p, q = _shares(reference, deciles), _shares(later, deciles)
    return float(np.sum((q - p) * np.log(q / p)))


def _shares(values: NDArray[np.float64], deciles: NDArray[np.float64]) -> NDArray[np.float64]:
    bins = np.searchsorted(deciles, values, side="right")
    counts = np.bincount(bins, minlength=len(deciles) + 1)
    return np.maximum(counts / len(values), EMPTY_SHARE)
