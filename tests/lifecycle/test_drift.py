import numpy as np
import pytest

from lifecycle.drift import drift, psi
from lifecycle.inputs import WEIGHT

REFERENCE = np.arange(1_000, dtype=float)


def test_the_same_rows_have_not_drifted() -> None:
    measured = drift(WEIGHT, REFERENCE, REFERENCE)

    assert measured.psi == pytest.approx(0)
    assert measured.ks == 0
    assert measured.warning == "calm"


def test_psi_is_the_sum_of_q_minus_p_times_the_log_of_q_over_p() -> None:
    twice_in_the_lowest_decile = np.append(REFERENCE, REFERENCE[:100])

    p, q = np.full(10, 0.1), np.array([200, *[100] * 9]) / 1_100
    assert psi(REFERENCE, twice_in_the_lowest_decile) == pytest.approx(
        np.sum((q - p) * np.log(q / p))
    )


def test_values_that_go_missing_are_drift_too() -> None:
    half_missing = np.where(REFERENCE % 2 == 0, np.nan, REFERENCE)

    measured = drift(WEIGHT, REFERENCE, half_missing)

    assert measured.warning == "large drift"
    assert measured.ks < 0.01
