"""The program the learner steps through, exactly as it is shown and run."""

from typing import Final

ROWS_OF_ONE_TURN: Final = 6

_PROGRAM: Final = """\
stage = "Data Collection"
needs_retraining = False
for step in range(1, {end}):
    if stage == "Data Collection":
        records = collect()
        stage = "Data Preparation"
    elif stage == "Data Preparation":
        rows = prepare(records)
        stage = "Model Training"
    elif stage == "Model Training":
        model = train(rows)
        stage = "Model Evaluation"
    elif stage == "Model Evaluation":
        report = evaluate(model)
        stage = "Model Deployment"
    elif stage == "Model Deployment":
        service = deploy(model)
        stage = "Monitoring & Maintenance"
    elif stage == "Monitoring & Maintenance":
        needs_retraining = monitor(service)
        if not needs_retraining:
            break
        stage = "Data Collection"
"""


def source(turns: int = 1) -> str:
    """Write the program for so many turns of the cycle.

    The loop is long enough for every turn and for the first row of the next one:
    `range(1, 8)` for one turn, `range(1, 14)` for two.
    """
    return _PROGRAM.format(end=ROWS_OF_ONE_TURN * turns + 2)
