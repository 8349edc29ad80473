import re

import pytest

from lifecycle import program
from lifecycle.scenarios import SCENARIOS, Scenario, scenario_named
from lifecycle.stage import STAGES
from lifecycle.walk import Walk
from tests.runs import walk_for

PLANNED = [
    (scenario.name, turns + 1) for scenario in SCENARIOS for turns in range(len(scenario.turns))
]


every_walk = pytest.mark.parametrize(("name", "turns"), PLANNED)


@every_walk
def test_every_row_stands_beside_what_its_stage_did(name: str, turns: int) -> None:
    walk = walk_for(name, turns)

    stages = [(step.current_stage, walk.result_of(step).stage) for step in walk.trace.steps]

    assert len(walk.trace.steps) == len(walk.run.records)
    assert all(told is done for told, done in stages)


@pytest.mark.parametrize(
    ("name", "turns", "rows", "stopped"),
    [
        ("desert-changed", 1, 7, False),
        ("desert-changed", 2, 12, True),
        ("quiet-year", 1, 6, True),
        ("borderline-year", 1, 6, True),
        ("loud-alarm", 1, 6, True),
    ],
)
def test_what_was_measured_decides_how_the_walk_ends(
    name: str, turns: int, rows: int, *, stopped: bool
) -> None:
    walk = walk_for(name, turns)

    assert len(walk.trace.steps) == rows
    assert walk.trace.stopped is stopped


@every_walk
def test_the_programs_variables_hold_what_the_stages_answered(name: str, turns: int) -> None:
    walk = walk_for(name, turns)
    assert walk.run.monitored

    first, *_, last = (
        {variable.name: variable.value for variable in step.variables} for step in walk.trace.steps
    )

    assert first["records"] == walk.run.records[0].evidence.value
    assert last["needs_retraining"] == str(walk.run.monitored.needs_retraining)


def test_the_second_turn_goes_on_where_the_first_one_ended() -> None:
    one, two = walk_for("desert-changed", 1), walk_for("desert-changed", 2)

    assert two.trace.steps[:7] == one.trace.steps


def test_the_question_before_monitoring_decides_gives_what_was_measured() -> None:
    walk = walk_for("desert-changed")

    asked = walk.question(walk.trace.steps[5])

    assert asked == (
        "Row 6: `stage` is Monitoring & Maintenance. In 1997 the model named 51.6% of the animals "
        "rightly, 95% interval 49.6% to 53.6%; the gate is 70%. "
        "What will `stage` hold after this step?"
    )


@every_walk
def test_no_question_tells_what_monitoring_set(name: str, turns: int) -> None:
    walk = walk_for(name, turns)

    asked = " ".join(walk.question(step) for step in walk.trace.steps)

    assert "needs_retraining" not in asked
    assert "True" not in asked
    assert "False" not in asked


@every_walk
def test_every_wrong_stage_has_its_reason(name: str, turns: int) -> None:
    walk = walk_for(name, turns)

    for step in walk.trace.steps:
        whys = walk.whys(step)

        assert list(whys) == [stage.name for stage in STAGES if stage is not step.next_stage]
        assert all(whys.values())


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("desert-changed", "Here it repeats"),
        ("quiet-year", "Here it stops"),
        ("borderline-year", "Here neither is sure. No new turn begins yet"),
        ("loud-alarm", "Here it stops"),
    ],
)
def test_the_ending_is_that_of_what_monitoring_decided(name: str, ending: str) -> None:
    assert walk_for(name).ending.startswith(ending)


def test_only_the_deciding_step_gives_a_reason_for_the_right_stage() -> None:
    walk = walk_for("desert-changed")

    reasons = [walk.why(step) for step in walk.trace.steps]

    assert reasons == ["", "", "", "", "", "the whole interval lies below the gate", ""]


def test_a_program_that_calls_its_stages_in_another_order_cannot_be_walked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    swapped = {"prepare": "train", "train": "prepare"}
    text = re.sub(r"prepare(?=\()|train(?=\()", lambda verb: swapped[verb[0]], program._PROGRAM)
    monkeypatch.setattr(program, "_PROGRAM", text)

    with pytest.raises(AssertionError, match="calls train where the run did Data Preparation"):
        Walk.through(scenario_named("quiet-year"))


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_walking_a_scenario_again_gives_the_same_walk(scenario: Scenario) -> None:
    again = Walk.through(scenario)

    assert again.trace == walk_for(scenario.name).trace
