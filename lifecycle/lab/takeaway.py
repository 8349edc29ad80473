"""What can be taken away from a run: its model card, its evidence, and the pipeline itself."""

import csv
import io
import platform
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from string import Template
from typing import Final

import numpy as np
import pandas as pd
import sklearn

from lifecycle.decision import FEWEST_ROWS, MOST_MISSING
from lifecycle.inputs import COLUMNS, INPUTS
from lifecycle.interval import RESAMPLES
from lifecycle.lab.compare import flattened
from lifecycle.portal import field_records
from lifecycle.run import Run
from lifecycle.stages.evaluation import Evaluated
from lifecycle.stages.monitoring import Monitored
from lifecycle.stages.preparation import GENUS_ONLY, SQUIRRELS, TARGET
from lifecycle.stages.training import (
    FEWEST_EXAMPLES,
    HELD_OUT_SHARE,
    new_classifier,
)

SCRIPT_NAME: Final = "pipeline.py"
RECORDS_NAME: Final = "records.csv"
EVIDENCE_HEADER: Final = ("step", "turn", "stage", "what", "value", "note")

_TEMPLATE: Final = Path(__file__).parent / "pipeline.template"
_READ_BY_THE_SCRIPT: Final = ["record_id", "year", "taxa", TARGET, "common_name", *COLUMNS]


def model_card(run: Run) -> str | None:
    """Write the card of the version in service in Markdown; None if no model was let out."""
    return run.deployed.card.markdown() if run.deployed else None


def evidence_csv(run: Run) -> str:
    """Write the evidence of every step as CSV, a line for each thing that was told or measured.

    The lines of a step are its sentence, its numbers as people read them, with a note, and its
    measures, such as "measure: drift.weight.psi".
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(EVIDENCE_HEADER)
    writer.writerows(_evidence_lines(run))
    return file.getvalue()


def _evidence_lines(run: Run) -> Iterator[tuple[object, ...]]:
    for step, result in enumerate(run.records, start=1):
        head = (step, run.turn_of(step), result.stage)
        evidence = result.evidence
        yield (*head, "sentence", evidence.sentence, "")
        for number in evidence.numbers:
            yield (*head, number.label, number.value, number.note)
        for name, value in flattened(evidence.measures):
            yield (*head, f"measure: {name}", value, "")


def records_csv(run: Run) -> str:
    """Write the raw records of every year that the run collected, as the script reads them."""
    records = field_records()
    years = {year for trained_on, watched in _turns(run) for year in (*trained_on, watched)}
    return records[records["year"].isin(years)][_READ_BY_THE_SCRIPT].to_csv(
        index=False, lineterminator="\n"
    )


def script(run: Run) -> str:
    """Write the run as one Python file that needs nothing of ours but the records it is given.

    `python pipeline.py records.csv` prints a line of JSON for each evaluation and monitoring.
    """
    scenario = run.scenario
    classifier = new_classifier(scenario.algorithm, scenario.seed)
    kind = type(classifier)
    public_module = ".".join(
        part for part in kind.__module__.split(".") if not part.startswith("_")
    )
    return Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        question=scenario.question,
        python=platform.python_version(),
        sklearn=sklearn.__version__,
        pandas=pd.__version__,
        numpy=np.__version__,
        import_classifier=f"from {public_module} import {kind.__name__}",
        classifier=repr(classifier),
        turns=_turns(run),
        seed=scenario.seed,
        gate=scenario.gate.accuracy,
        above_baseline=scenario.gate.above_baseline,
        inputs=COLUMNS,
        possible=[(each.least, each.most) for each in INPUTS],
        genus_only=list(GENUS_ONLY),
        squirrels=list(SQUIRRELS),
        held_out_share=HELD_OUT_SHARE,
        fewest_examples=FEWEST_EXAMPLES,
        resamples=RESAMPLES,
        most_missing=MOST_MISSING,
        fewest_rows=FEWEST_ROWS,
    )


def _turns(run: Run) -> list[tuple[list[int], int | None]]:
    """List the turns that came to an evaluation, with the year watched if there was one."""
    evaluated = [each for each in run.records if isinstance(each, Evaluated)]
    trained_on = [list(each.trained.prepared.collected.years) for each in evaluated]
    watched = [each.year for each in run.records if isinstance(each, Monitored)]
    return list(zip_longest(trained_on, watched))
