"""What is taken away from a run says what the run measured."""

import csv
import io
import json
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lifecycle.algorithm import ALGORITHMS, NEAREST_NEIGHBOURS
from lifecycle.lab.choices import Choices
from lifecycle.lab.takeaway import (
    EVIDENCE_HEADER,
    RECORDS_NAME,
    SCRIPT_NAME,
    evidence_csv,
    model_card,
    records_csv,
    script,
)
from lifecycle.run import Run
from lifecycle.stages.evaluation import Evaluated
from lifecycle.stages.monitoring import Monitored
from tests.lifecycle.lab.cycles import walk_of

REFUSED = Choices(gate_accuracy=0.90)
SECOND_REFUSED = Choices(gate_accuracy=0.80, turns=2)
NO_GAIN = Choices((1982, 1983), 1987, gate_accuracy=0.75, turns=2)
TAKEN_AWAY = (
    *(Choices(algorithm=algorithm, seed=4_242) for algorithm in ALGORITHMS),
    Choices(turns=2),
    Choices((1996, 1997), 2000, NEAREST_NEIGHBOURS, 0.65, seed=7),
    Choices((1981, 1993), 1995),
    REFUSED,
    SECOND_REFUSED,
    NO_GAIN,
)


def measured(run: Run) -> list[dict[str, Any]]:
    """Write what a run measured as its script prints it."""
    lines: list[dict[str, Any]] = []
    for result in run.records:
        match result:
            case Evaluated(accuracy=accuracy, interval=interval):
                head: dict[str, Any] = {"trained_on": list(result.trained.prepared.collected.years)}
                tail: dict[str, Any] = {"passed": result.passed}
            case Monitored(accuracy=accuracy, interval=interval):
                head = {"watched": result.year}
                tail = {"decision": result.decision.value}
            case _:
                continue
        lines.append(
            {**head, "accuracy": accuracy, "interval": [interval.low, interval.high], **tail}
        )
    return lines


def take_away(run: Run, folder: Path) -> None:
    (folder / SCRIPT_NAME).write_text(script(run), encoding="utf-8")
    (folder / RECORDS_NAME).write_text(records_csv(run), encoding="utf-8")


def told(printed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.splitlines()]


def test_the_script_alone_measures_what_the_run_measured(tmp_path: Path) -> None:
    run = walk_of(SECOND_REFUSED).run
    take_away(run, tmp_path)

    answer = subprocess.run(
        [sys.executable, "-I", SCRIPT_NAME, RECORDS_NAME],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    assert told(answer.stdout) == measured(run)


@pytest.mark.parametrize("choices", TAKEN_AWAY, ids=lambda each: each.name)
def test_the_script_of_any_choices_measures_what_their_run_measured(
    choices: Choices,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    run = walk_of(choices).run
    take_away(run, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", [SCRIPT_NAME, RECORDS_NAME])

    runpy.run_path(SCRIPT_NAME, run_name="__main__")

    assert told(capsys.readouterr().out) == measured(run)


def test_the_script_knows_nothing_of_ours() -> None:
    written = script(walk_of(Choices()).run)

    assert "lifecycle." not in written
    assert "import lifecycle" not in written


def test_the_evidence_of_every_step_is_in_the_csv() -> None:
    run = walk_of(Choices(turns=2)).run

    lines = list(csv.DictReader(io.StringIO(evidence_csv(run))))

    sentences = [line["value"] for line in lines if line["what"] == "sentence"]
    assert tuple(lines[0]) == EVIDENCE_HEADER
    assert sentences == [record.evidence.sentence for record in run.records]
    assert [line["step"] for line in lines if line["what"] == "sentence"] == [
        str(step) for step in range(1, 13)
    ]
    assert {"measure: accuracy", "measure: drift.weight.psi"} <= {line["what"] for line in lines}


def test_a_model_that_was_refused_has_evidence_and_no_card() -> None:
    run = walk_of(REFUSED).run

    assert model_card(run) is None
    assert "measure: refused,gate" in evidence_csv(run)


def test_the_card_is_that_of_the_version_in_service() -> None:
    first, second = walk_of(SECOND_REFUSED).run, walk_of(Choices(turns=2)).run

    assert (model_card(first) or "").startswith("# Model card: which rodent is in the trap? v1")
    assert (model_card(second) or "").startswith("# Model card: which rodent is in the trap? v2")


def test_the_card_names_the_algorithm_that_was_used() -> None:
    card = model_card(walk_of(Choices(algorithm=NEAREST_NEIGHBOURS)).run) or ""

    assert "**How it was made.** Nearest-neighbours model, seed 0" in card
