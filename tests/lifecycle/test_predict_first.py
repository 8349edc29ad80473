import re

import pytest

from lifecycle.predict_first import question, why_not
from lifecycle.stage import STAGES, stage_named
from lifecycle.trace import Step, Trace, outcome_calls, trace_program

RETRAIN = trace_program(outcome_calls(needs_retraining=True))
STOP = trace_program(outcome_calls(needs_retraining=False))

ONE_SENTENCE = re.compile(r"[A-Z][^.]+\.")

ROWS = [
    pytest.param(step, id=f"{outcome}-row-{step.number}")
    for outcome, trace in (("retrain", RETRAIN), ("stop", STOP))
    for step in trace.steps
]


@pytest.mark.parametrize("step", ROWS)
def test_the_right_stage_needs_no_reason(step: Step) -> None:
    assert why_not(step, step.next_stage) == ""


@pytest.mark.parametrize("step", ROWS)
def test_every_wrong_stage_gets_one_sentence(step: Step) -> None:
    wrong = [stage for stage in STAGES if stage is not step.next_stage]

    reasons = [why_not(step, stage) for stage in wrong]

    assert len(reasons) == 5
    assert all(ONE_SENTENCE.fullmatch(reason) for reason in reasons)


@pytest.mark.parametrize("step", ROWS)
def test_the_question_names_the_row_and_the_stage_it_begins_with(step: Step) -> None:
    asked = question(step)

    assert asked == (
        f"Row {step.number}: `stage` is {step.current_stage.name}. "
        "What will `stage` hold after this step?"
    )


def test_a_clue_stands_before_the_question() -> None:
    asked = question(RETRAIN.steps[5], "The gate is 80%.")

    assert asked.endswith("Maintenance. The gate is 80%. What will `stage` hold after this step?")


@pytest.mark.parametrize(
    ("trace", "row", "wrong", "reason"),
    [
        (RETRAIN, 1, "Model Training", "cleaned first"),
        (RETRAIN, 1, "Data Collection", "cannot stay"),
        (RETRAIN, 2, "Model Deployment", "no model yet"),
        (RETRAIN, 3, "Model Deployment", "how good this model is"),
        (RETRAIN, 4, "Data Preparation", "already done in this turn"),
        (RETRAIN, 4, "Monitoring & Maintenance", "serves nobody yet"),
        (RETRAIN, 5, "Data Collection", "Deployment is not the end"),
        (RETRAIN, 6, "Monitoring & Maintenance", "found a reason to go on"),
        (RETRAIN, 6, "Model Training", "it needs new data"),
        (RETRAIN, 6, "Model Evaluation", "two ways only"),
        (STOP, 6, "Data Collection", "Monitoring found none"),
        (STOP, 6, "Model Training", "Monitoring found none"),
        (STOP, 6, "Model Evaluation", "two ways only"),
    ],
)
def test_the_reason_speaks_of_the_stage_that_was_picked(
    trace: Trace, row: int, wrong: str, reason: str
) -> None:
    said = why_not(trace.steps[row - 1], stage_named(wrong))

    assert reason in said
