import numpy as np
import pytest

from lifecycle.drift import LEAST_WRITTEN, Drift, drift, psi
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


def test_a_value_on_a_border_belongs_to_the_bin_above_it() -> None:
    borders_at_tens = np.arange(101.0)
    one_on_a_border = np.where(borders_at_tens == 0, 10, borders_at_tens)

    p, q = np.array([10, *[10] * 8, 11]) / 101, np.array([9, 11, *[10] * 7, 11]) / 101
    assert psi(borders_at_tens, one_on_a_border) == pytest.approx(np.sum((q - p) * np.log(q / p)))


@pytest.mark.parametrize(("p_value", "told"), [(0.00009, "below 0.0001"), (0.00012, "0.0001")])
def test_a_small_chance_is_told_by_its_limit(p_value: float, told: str) -> None:
    assert f"(p {told})" in Drift(WEIGHT, 0.1, 0.1, p_value).difference
    assert told.endswith(f"{LEAST_WRITTEN}")
