"""What is compared is written so that the two can be told apart, wherever it is told."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from lifecycle.beside import beside
from lifecycle.decision import GATE, MOST_MISSING, Decision, Gate
from lifecycle.drift import Drift
from lifecycle.gain import Gain
from lifecycle.inputs import WEIGHT
from lifecycle.interval import Interval
from lifecycle.lab.choices import Choices
from lifecycle.refusals import GateNotPassedError
from lifecycle.walk import Walk
from lifecycle.watching import Watching, checks
from tests.lifecycle.lab.cycles import walk_of

JUST_REFUSED = Choices((1981, 1982), 1983, gate_accuracy=0.80, seed=3)
JUST_BELOW = Choices((1983, 1984), 1985, gate_accuracy=0.82, seed=1)


def texts_of(walk: Walk, row: int) -> list[str]:
    evidence = walk.result_of(walk.trace.steps[row - 1]).evidence
    numbers = [f"{each.value} {each.note}" for each in evidence.numbers]
    cells = [cell for row in evidence.table.rows for cell in row]
    return [evidence.value, evidence.sentence, *numbers, *cells]


@pytest.mark.parametrize(
    ("value", "limits", "written"),
    [
        (0.75, (0.8,), "75.0%"),
        (0.7996, (0.8,), "79.96%"),
        (0.80004, (0.8,), "80.004%"),
        (0.8, (0.8,), "80.0%"),
        (0.5 + 0.2, (0.7,), "70.0%"),
        (0.7 - 1e-12, (0.7,), "70.0%"),
        (0.70051, (0.8, 0.70054), "70.051%"),
        (0.7996, (), "80.0%"),
    ],
)
def test_a_share_has_the_decimals_that_tell_it_from_what_it_is_held_to(
    value: float, limits: tuple[float, ...], written: str
) -> None:
    assert beside(value, *limits) == written


def test_a_model_just_below_the_gate_is_not_written_as_high_as_the_gate() -> None:
    walk = walk_of(JUST_REFUSED)
    evaluation, refusal = texts_of(walk, 4), texts_of(walk, 5)

    assert walk.run.refused
    assert walk.run.refused.evaluated.accuracy == pytest.approx(0.79969, abs=1e-5)
    for text in (*evaluation, *refusal, walk.question(walk.trace.steps[4])):
        assert not re.search(r"80\.0%|\b0\.0 points", text)
    assert "79.97% right" in walk.run.reason
    assert [each.value for each in walk.run.refused.evidence.numbers] == [
        "79.97%",
        "80.00%",
        "0.03 points",
    ]
    assert walk.result_of(walk.trace.steps[3]).value == "79.97% right, not passed"


def test_a_model_that_gains_just_too_little_is_not_written_as_gaining_enough() -> None:
    told = str(GateNotPassedError(0.70051, 0.50054, GATE))

    assert "70.051% right against a baseline of 50.054% does not pass" in told


def test_an_interval_just_below_the_gate_is_not_written_as_reaching_it() -> None:
    walk = walk_of(JUST_BELOW)
    monitored = walk.run.monitored

    assert monitored
    assert monitored.interval.high < 0.82
    assert f"{monitored.interval}".endswith("82.0%")
    asked = walk.question(walk.trace.steps[5])
    for text in (*texts_of(walk, 6), asked):
        assert "82.0%" not in text
    assert "lies below the gate of 82%" in monitored.reason
    assert f"from {monitored.interval.beside(0.82)} lies" in monitored.reason


@pytest.mark.parametrize(
    ("decision", "low", "high"),
    [
        (Decision.PERFORMS_WELL, 0.70004, 0.74),
        (Decision.BACK_TO_COLLECTION, 0.60, 0.69996),
        (Decision.KEEP_WATCHING, 0.69996, 0.70004),
    ],
)
def test_no_end_of_an_interval_looks_like_the_gate_that_it_lies_beside(
    decision: Decision, low: float, high: float
) -> None:
    watching = Watching(
        period="1999",
        rows=900,
        things="animals",
        accuracy=0.69998,
        interval=Interval(low, high),
        gate=Gate(0.7, 0.2),
        unmeasured="",
        faulty="records",
    )

    assert "70.0%" not in watching.reason(decision)


def test_a_missing_share_just_above_the_limit_is_not_written_as_the_limit() -> None:
    unmeasured = checks(MOST_MISSING + 0.0003, (), _no_strangers(), of_kind="species")[0]

    assert unmeasured == ("Not measured", "20.03%", "too many, limit 20%")


def test_a_drift_just_below_what_is_much_is_not_written_as_much() -> None:
    drift = Drift(WEIGHT, psi=0.2496, ks=0.1, p_value=0.5)

    told = checks(0, (drift,), _no_strangers(), of_kind="species")[1]

    assert told[1:] == ("0.2496", "some drift")


@pytest.mark.parametrize(("low", "written"), [(0.0003, "0.03"), (-0.0003, "-0.03"), (0.02, "2.0")])
def test_a_gain_just_above_nothing_is_not_written_as_nothing(low: float, written: str) -> None:
    gain = Gain("v1", 0.7, 0.01, Interval(low, 0.03))

    assert gain.points == f"{written} to 3.0 points"


def test_what_is_far_from_its_limit_is_written_as_before() -> None:
    far = replace(JUST_REFUSED, gate_accuracy=0.85)

    refused = walk_of(far).run.refused

    assert refused
    assert [each.value for each in refused.evidence.numbers] == ["80.0%", "85.0%", "5.0 points"]


def _no_strangers() -> "pd.Series[int]":
    return pd.Series(dtype="int64")
