"""The gate is agreed at Data Collection, and every later stage holds to that one."""

from dataclasses import replace
from functools import cache

import pytest

from lifecycle.decision import GATE, Decision, Gate
from lifecycle.refusals import GateNotPassedError
from lifecycle.run import Run, run_to_end
from lifecycle.scenarios import scenario_named
from lifecycle.transcript import transcript
from lifecycle.walk import Walk
from tests.runs import run_for

LOWER = replace(GATE, accuracy=0.60)


@cache
def with_gate(gate: Gate) -> Run:
    return run_to_end(replace(scenario_named("borderline-year"), gate=gate))


def test_a_lower_gate_turns_the_decision_and_leaves_what_was_measured() -> None:
    usual, lower = run_for("borderline-year").monitored, with_gate(LOWER).monitored

    assert usual
    assert lower
    assert (usual.decision, lower.decision) == (Decision.KEEP_WATCHING, Decision.PERFORMS_WELL)
    assert (usual.accuracy, usual.interval) == (lower.accuracy, lower.interval)


def test_every_text_speaks_of_the_gate_of_its_run() -> None:
    walk = Walk.over(with_gate(LOWER))
    deployed = walk.run.deployed
    assert deployed

    texts = [
        walk.run.records[0].evidence.sentence,
        walk.run.records[3].evidence.sentence,
        walk.run.reason,
        walk.question(walk.trace.steps[5]),
        transcript(walk),
        deployed.card.markdown(),
    ]

    assert [text for text in texts if "60%" not in text] == []
    assert [text for text in texts if "70%" in text] == []


def test_a_gate_that_is_too_high_keeps_the_model_out() -> None:
    with pytest.raises(GateNotPassedError) as refusal:
        with_gate(replace(GATE, accuracy=0.90))

    assert str(refusal.value) == (
        "The model is not deployed: 82.7% right against a baseline of 40.0% does not pass the "
        "gate, which asks for at least 90%, and at least 20 points more than always naming the "
        "commonest species."
    )
