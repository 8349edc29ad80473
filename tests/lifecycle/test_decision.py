import pytest

from lifecycle.decision import GATE, Decision, decide
from lifecycle.interval import Interval


@pytest.mark.parametrize(
    ("missing_share", "rows", "interval", "decision"),
    [
        (0.21, 1_000, Interval(0.10, 0.20), Decision.MEND_DATA),
        (0.20, 1_000, Interval(0.71, 0.80), Decision.PERFORMS_WELL),
        (0.00, 199, Interval(0.10, 0.20), Decision.KEEP_WATCHING),
        (0.00, 200, Interval(0.10, 0.20), Decision.BACK_TO_COLLECTION),
        (0.00, 1_000, Interval(0.69, 0.71), Decision.KEEP_WATCHING),
        (0.00, 1_000, Interval(0.70, 0.80), Decision.KEEP_WATCHING),
        (0.00, 1_000, Interval(0.60, 0.70), Decision.KEEP_WATCHING),
    ],
)
def test_the_data_comes_first_then_the_number_of_rows_then_the_interval(
    missing_share: float, rows: int, interval: Interval, decision: Decision
) -> None:
    assert decide(missing_share, rows, interval) is decision


@pytest.mark.parametrize(
    ("accuracy", "baseline", "passed"),
    [
        (0.70, 0.40, True),
        (0.69, 0.40, False),
        (0.75, 0.60, False),
        (0.70, 0.50, True),  # in binary, 0.7 - 0.5 and 1.0 - 0.8 are a little less than 0.2
        (1.00, 0.80, True),
        (0.999, 0.80, False),
    ],
)
def test_the_gate_asks_for_quality_and_for_more_than_the_baseline(
    accuracy: float, baseline: float, *, passed: bool
) -> None:
    assert GATE.passed_by(accuracy, baseline) is passed
