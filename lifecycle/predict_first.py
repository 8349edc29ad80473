"""Predict first: the question before each row, and why a wrong answer is wrong."""

from typing import Final

from lifecycle.stage import (
    COLLECTION,
    DEPLOYMENT,
    EVALUATION,
    MONITORING,
    PREPARATION,
    STAGES,
    TRAINING,
    Stage,
)
from lifecycle.trace import Step

_STILL_MISSING: Final = {
    PREPARATION: "The raw records still hold missing labels and unmeasured animals: "
    "they have to be cleaned first.",
    TRAINING: "There are clean rows but no model yet: it has to be trained first.",
    EVALUATION: "Nobody knows yet how good this model is: "
    "it has to be tested on held-out rows first.",
    DEPLOYMENT: "The model has passed its test but serves nobody yet: it has to be deployed first.",
}

_AFTER_A_FAILED_TEST: Final = (
    "The program goes on to Model Deployment whatever was measured: there the gate is held."
)


def question(step: Step, clue: str = "") -> str:
    """Ask for the next stage before the row is revealed, with a clue if one is needed."""
    asked = f"Row {step.number}: `stage` is {step.current_stage}."
    return " ".join(filter(None, [asked, clue, "What will `stage` hold after this step?"]))


def why_not(step: Step, choice: Stage, because: str = "", *, failed: bool = False) -> str:
    """Say in one sentence why this stage does not come next; empty for the right one.

    `because` is what Monitoring or the gate found, for the step in which it decides; `failed`
    says that the model has just failed its test.
    """
    current, right = step.current_stage, step.next_stage
    if choice is right:
        return ""
    if step.refusal or current is MONITORING:
        return _why_not_where_it_was_decided(step, choice, because)
    if choice is current:
        return f"The branch for {current} always gives stage a new value, so it cannot stay."
    if current is DEPLOYMENT:
        return "Deployment is not the end, and nothing measured in use yet calls for going back."
    if STAGES.index(choice) < STAGES.index(current):
        return f"{choice} is already done in this turn, and its branch does not run again now."
    return _AFTER_A_FAILED_TEST if failed else _STILL_MISSING[right]


def whys(step: Step, because: str = "", *, failed: bool = False) -> dict[str, str]:
    """Say for every wrong stage why it does not come next; `why_not` knows what is given."""
    return {
        stage.name: why_not(step, stage, because, failed=failed)
        for stage in STAGES
        if stage is not step.next_stage
    }


def _why_not_where_it_was_decided(step: Step, choice: Stage, because: str) -> str:
    found = f": {because}" if because else ""
    if step.refusal:
        verb = step.current_stage.verb
        return f"`{verb}` refuses, so the line that changes stage is never reached{found}."
    if choice not in {COLLECTION, TRAINING, MONITORING}:
        return "After Monitoring there are two ways only: stay, or go back to collect new data."
    if step.stopped:
        return f"A new turn needs a reason, and Monitoring found none{found}."
    if choice is MONITORING:
        return f"It would stay if the loop ended, but Monitoring found a reason to go on{found}."
    return "Training again on the same rows teaches the model nothing new: it needs new data."
