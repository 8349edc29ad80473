"""The program's walk over own data, however far the data lets it go."""

from dataclasses import replace

import pytest

from lifecycle.decision import Gate
from lifecycle.own_data.collection import Collected
from lifecycle.own_data.walk import OwnWalk
from lifecycle.stage import COLLECTION, DEPLOYMENT, MONITORING, STAGES, TRAINING
from tests.lifecycle.own_data.tables import PLAN, table, two_kinds

WORSE = ["2003,1,1,large"] * 200
CONSTANT = table("\n".join(["year,size,kind", *["2001,5,a", "2002,5,b"] * 30, "2003,5,a"]))
UNMEASURED = ["2003,,1,small"] * 61


def walked(*more: str, watched: int = 240, gate: Gate = PLAN.gate) -> OwnWalk:
    return OwnWalk.through(replace(PLAN, gate=gate), two_kinds(120, watched, *more))


def test_a_model_that_performs_well_takes_six_rows_and_stays() -> None:
    walk = walked()

    assert [step.current_stage for step in walk.trace.steps] == list(STAGES)
    assert walk.trace.stopped
    assert walk.ending.startswith("Here it stops")


def test_a_cycle_that_goes_back_collects_as_many_periods_up_to_the_watched_one() -> None:
    walk = walked(*WORSE)

    again = walk.run.records[-1]
    assert [step.current_stage for step in walk.trace.steps] == [*STAGES, COLLECTION]
    assert isinstance(again, Collected)
    assert again.periods == ("2002", "2003")
    assert walk.run.monitored is walk.run.records[-2]


@pytest.mark.parametrize(
    ("walk", "stage"),
    [
        (walked(gate=Gate(0.7, 0.6)), DEPLOYMENT),
        (walked("2003,1,1,", watched=0), MONITORING),
        (OwnWalk.through(replace(PLAN, inputs=("size",)), CONSTANT), TRAINING),
    ],
    ids=lambda each: str(each) if not isinstance(each, OwnWalk) else "walk",
)
def test_a_stage_that_could_not_be_done_ends_the_program_in_its_row(
    walk: OwnWalk, stage: object
) -> None:
    last = walk.trace.steps[-1]

    assert last.current_stage is stage
    assert last.refusal == walk.run.reason
    assert walk.ending == f"Here it stops at {stage}."
    assert f"calls {last.current_stage.verb}, and" in walk.trace.exit_note
    assert last.action == f"{last.current_stage.action}: refused"
    assert set(walk.whys(last)) == {each.name for each in STAGES} - {str(stage)}


def test_the_question_before_a_decision_says_what_was_measured_and_not_what_follows() -> None:
    kept_out = walked(gate=Gate(0.7, 0.6))
    watched = walked()

    asked = [walk.question(walk.trace.steps[-1]) for walk in (kept_out, watched)]

    assert "the gate asks for at least" in asked[0]
    assert "In 2003 the model named" in asked[1]
    assert not any("refuses" in each or "stops" in each for each in asked)


def test_rows_that_were_not_measured_are_no_animals() -> None:
    walk = walked(*UNMEASURED)

    assert walk.why(walk.trace.steps[-1]) == "too many rows were not measured"


def test_a_period_in_which_nothing_was_measured_ends_like_one_with_too_much_missing() -> None:
    walk = walked(*UNMEASURED, watched=0)

    last = walk.trace.steps[-1]
    assert (last.current_stage, last.refusal) == (MONITORING, "")
    assert walk.trace.stopped
    assert walk.ending == "Here no new turn begins: the data has to be mended first."
    assert walk.why(last) == "too many rows were not measured"
    assert "In none of the 61 labelled rows of 2003 is every input a number" in walk.question(last)
