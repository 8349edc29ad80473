"""One cycle of one's own, as far as it goes."""

import json
from itertools import pairwise

import pytest

from lifecycle.algorithm import ALGORITHMS, NEAREST_NEIGHBOURS, Algorithm
from lifecycle.decision import Decision
from lifecycle.lab.choices import YEARS, Choices
from lifecycle.refusals import GateNotPassedError, NoSureGainError
from lifecycle.stage import DEPLOYMENT, EVALUATION, STAGES
from lifecycle.stages.collection import collect
from lifecycle.stages.deployment import Refused
from lifecycle.stages.preparation import prepare
from lifecycle.stages.training import train
from lifecycle.transcript import transcript
from tests.lifecycle.lab.cycles import walk_of
from tests.runs import run_for
from ui.address import Place
from ui.player import payload

USUAL = Choices()
TOO_HIGH = Choices(gate_accuracy=0.90)


def test_the_usual_choices_measure_what_the_scenario_measures() -> None:
    lab, scenario = walk_of(USUAL).run, run_for("desert-changed")

    assert [each.evidence for each in lab.records] == [each.evidence for each in scenario.records]


@pytest.mark.parametrize("algorithm", ALGORITHMS, ids=lambda each: each.name)
def test_no_algorithm_withstands_the_change_of_1997(algorithm: Algorithm) -> None:
    monitored = walk_of(Choices(algorithm=algorithm)).run.monitored

    assert monitored
    assert monitored.decision is Decision.BACK_TO_COLLECTION
    assert monitored.interval.high < 0.60


@pytest.mark.parametrize("year", YEARS)
def test_every_year_alone_has_more_than_one_species_to_learn(year: int) -> None:
    trained = train(prepare(collect((year,))), seed=0)

    assert len(trained.species) > 1


def test_a_model_that_fails_the_gate_is_shown_up_to_its_refusal() -> None:
    walk = walk_of(TOO_HIGH)

    stages = [(step.current_stage, step.next_stage) for step in walk.trace.steps]

    assert stages == [*pairwise(STAGES[:5]), (DEPLOYMENT, DEPLOYMENT)]
    assert walk.trace.stopped
    assert walk.run.finished
    assert [record.stage for record in walk.run.records] == list(STAGES[:5])


def test_the_refusal_is_told_with_what_was_measured() -> None:
    refused = walk_of(TOO_HIGH).run.refused

    assert refused
    assert isinstance(refused.refusal, GateNotPassedError)
    assert refused.evidence.sentence == f"{refused.refusal} So no model is used."
    assert [number.value for number in refused.evidence.numbers] == ["82.7%", "90.0%", "7.3 points"]
    assert refused.evidence.measures["accuracy"] == 0.8271


def test_the_program_ends_where_deploy_refuses_and_changes_no_variable() -> None:
    walk = walk_of(TOO_HIGH)

    last = walk.trace.steps[-1]

    assert last.refusal == str(walk.run.reason)
    assert [variable.name for variable in last.variables if variable.changed] == ["step"]
    assert "service" not in {variable.name for variable in last.variables}
    assert walk.trace.program.splitlines()[last.line - 1].strip() == "service = deploy(model)"
    assert last.narration == (
        "Step 5, Model Deployment: line 17 calls `deploy`, and it raises an error: no further line "
        "runs, and `stage` stays."
    )


def test_what_was_refused_is_not_told_as_done() -> None:
    walk = walk_of(TOO_HIGH)

    assert walk.trace.cell("5.action") == "Deploy model to production: refused"
    assert "Deploy model to production. " not in transcript(walk)


@pytest.mark.parametrize(
    "choices",
    [TOO_HIGH, Choices((1982, 1983), 1987, gate_accuracy=0.75, turns=2)],
    ids=["no model", "v1 stays"],
)
def test_a_run_that_is_refused_ends_with_a_note_that_is_true_of_it(choices: Choices) -> None:
    walk = walk_of(choices)

    told = transcript(walk)

    assert walk.trace.exit_note == (
        "The program ends early: line 17 calls deploy, and deploy raises an error. Python leaves "
        "the program there, so no further line runs and no new turn begins."
    )
    assert f"## How the walk ends\n\n{walk.trace.exit_note} {walk.ending}" in told
    assert "goes on being monitored" not in told


def test_nobody_is_told_that_a_failed_model_has_passed() -> None:
    walk = walk_of(TOO_HIGH)
    evaluation, deployment = walk.trace.steps[3:]

    told = [*walk.whys(evaluation).values(), *walk.whys(deployment).values(), transcript(walk)]

    assert evaluation.current_stage is EVALUATION
    assert all(walk.whys(deployment).values())
    assert not any("passed its test" in text for text in told)
    assert not any("Deployment was not the end" in text for text in told)


def test_before_the_refusal_it_is_asked_with_what_was_measured() -> None:
    walk = walk_of(TOO_HIGH)

    assert walk.question(walk.trace.steps[4]) == (
        "Row 5: `stage` is Model Deployment. The model named 82.7% of the held-out animals "
        "rightly; the gate asks for at least 90.0% here. What will `stage` hold after this step?"
    )


def test_a_second_model_without_a_sure_gain_leaves_the_first_in_service() -> None:
    run = walk_of(Choices((1982, 1983), 1987, gate_accuracy=0.75, turns=2)).run

    refused = run.refused

    assert refused
    assert isinstance(refused.refusal, NoSureGainError)
    assert run.deployed
    assert run.deployed.version == "v1"
    assert refused.evidence.sentence == (
        "The new model does not replace v1: the 95% interval of its gain on the same rows, -1.1 to "
        "4.4 points, does not lie wholly above 0. So v1 stays in service."
    )


@pytest.mark.parametrize("choices", [USUAL, TOO_HIGH, Choices(turns=6)], ids=lambda each: each.name)
def test_the_player_can_show_it(choices: Choices) -> None:
    walk = walk_of(choices)

    told = payload([walk], Place(walk.run.scenario, step=0, turns=1, predict=False))

    (shown,) = json.loads(json.dumps(told))["traces"]
    assert shown["steps"][-1]["stopped"] == walk.trace.stopped
    assert shown["ending"][0] == walk.trace.exit_note


def test_a_turn_that_nothing_calls_for_is_not_run() -> None:
    run = walk_of(Choices(watched=1995, turns=8)).run

    assert run.turns == 1
    assert len(run.records) == 6


def test_the_same_choices_give_the_same_bytes() -> None:
    from lifecycle.lab.cycle import cycle  # noqa: PLC0415  every other test shares its walks

    choices = Choices(algorithm=NEAREST_NEIGHBOURS, seed=12)
    one, other = cycle(choices).run.deployed, cycle(choices).run.deployed

    assert one
    assert other
    assert one.artifact.sha256 == other.artifact.sha256


def test_a_refused_record_stands_for_no_version() -> None:
    run = walk_of(TOO_HIGH).run

    assert isinstance(run.records[-1], Refused)
    assert run.deployed is None
    assert run.monitored is None
    assert run.decision is None
