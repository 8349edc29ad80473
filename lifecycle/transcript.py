"""The lesson in words alone: a snapshot to remember, a transcript to read or hear."""

from typing import Final

from lifecycle.stage import STAGES
from lifecycle.trace import EXIT_NOTE
from lifecycle.walk import Walk

SECOND: Final = 2

_OPENING: Final = """\
A machine-learning model is never finished once and for all. First its data is collected, then \
prepared for use. A model is trained on it and evaluated; if it is good enough, it is deployed. \
From then on it is monitored, to see that it keeps working. If monitoring finds a problem, or \
new data calls for it, the cycle starts again at Data Collection. That is how a model stays \
accurate and useful over time.

This walk asks a question of real field records from the Portal Project in Arizona: which rodent \
is in the trap, told from its weight and the length of its hind foot? A short program moves a \
variable named stage through the six stages, and each step is carried out for real on those \
records."""

_CLOSING: Final = (
    "Deployment was not the end, and monitoring did not mean retraining: "
    "what was measured decided which way the cycle went."
)

_CLOSING_OF_A_REFUSAL: Final = (
    "A model that does not reach what was agreed is not used: "
    "what was measured decided which way the cycle went."
)


def snapshot() -> str:
    """List the six stages and the way back, in Markdown."""
    stages = "\n".join(
        f"{number}. **{stage.name}**: {stage.gist}" for number, stage in enumerate(STAGES, start=1)
    )
    return f"{stages}\n\nThe cycle repeats, if needed, to improve the model."


def transcript(walk: Walk, level: int = 1) -> str:
    """Tell the whole walk in Markdown, complete enough to learn it by ear or in print.

    `level` is that of its first heading.
    """
    title, part = "#" * level, "#" * (level + 1)
    closing = _CLOSING_OF_A_REFUSAL if walk.run.refused else _CLOSING
    parts = [f"{title} {walk.run.scenario.question}", _OPENING]
    for step in walk.trace.steps:
        parts += [
            f"{part} Step {step.number}: {step.current_stage}{_later_turn(walk, step.number)}",
            f"{step.action}. {step.narration}",
            walk.result_of(step).evidence.sentence,
        ]
    parts += [
        f"{part} How the walk ends",
        f"{EXIT_NOTE} {walk.ending} {walk.run.reason}",
        f"The gate was set beforehand at {walk.run.scenario.gate.accuracy:.0%}. {closing}",
        f"{part} To remember",
        snapshot(),
    ]
    return "\n\n".join(parts) + "\n"


def _later_turn(walk: Walk, step: int) -> str:
    turn = walk.run.turn_of(step)
    if turn == 1:
        return ""
    return " (second turn)" if turn == SECOND else f" (turn {turn})"
