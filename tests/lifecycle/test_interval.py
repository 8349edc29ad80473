import numpy as np
import pytest
from scipy.stats import binomtest

from lifecycle import interval
from lifecycle.gain import paired_gain
from lifecycle.interval import bootstrap


def test_the_interval_is_about_two_standard_errors_to_each_side() -> None:
    right = np.arange(1_000) < 800

    interval = bootstrap(right, seed=0)

    assert interval.low == pytest.approx(0.80 - 1.96 * 0.01265, abs=0.003)
    assert interval.high == pytest.approx(0.80 + 1.96 * 0.01265, abs=0.003)


@pytest.mark.parametrize("rows", [1, 100])
def test_rows_that_are_all_right_or_all_wrong_leave_room_for_others(rows: int) -> None:
    right, wrong = bootstrap(np.ones(rows, bool), seed=0), bootstrap(np.zeros(rows, bool), seed=0)

    exact = binomtest(rows, rows).proportion_ci(0.95)
    assert (right.low, right.high) == pytest.approx((exact.low, exact.high))
    assert (wrong.low, wrong.high) == pytest.approx((1 - exact.high, 1 - exact.low))


def test_the_same_seed_draws_the_same_interval() -> None:
    right = np.arange(300) % 3 > 0

    assert bootstrap(right, seed=7) == bootstrap(right, seed=7)
    assert bootstrap(right, seed=7) != bootstrap(right, seed=8)


def test_a_gain_is_surer_in_pairs_than_its_two_accuracies_are_alone() -> None:
    old = np.arange(1_000) < 700
    new = np.arange(1_000) < 730

    gain = paired_gain("v1", old, new, seed=0)

    assert gain.gain == pytest.approx(0.03)
    assert gain.is_sure
    assert bootstrap(old, seed=0).high > bootstrap(new, seed=0).low


def test_no_gain_is_not_a_sure_gain() -> None:
    right = np.arange(1_000) < 700

    assert not paired_gain("v1", right, right, seed=0).is_sure


def test_rows_drawn_in_portions_are_the_rows_drawn_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    right = np.arange(701) % 3 > 0
    at_once = bootstrap(right, seed=0)

    monkeypatch.setattr(interval, "DRAWN_AT_ONCE", 5 * 701)

    assert bootstrap(right, seed=0) == at_once
