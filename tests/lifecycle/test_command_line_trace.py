import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lifecycle.__main__ import main
from lifecycle.trace import EXIT_NOTE, outcome_calls, trace_program
from tests.command_lines import called
from tests.serving import ROOT


def lifecycle(*arguments: str) -> subprocess.CompletedProcess[str]:
    return called(main, *arguments)


def document(outcome: str) -> dict[str, Any]:
    answer = lifecycle("trace", "--outcome", outcome, "--format", "json")
    assert (answer.returncode, answer.stderr) == (0, "")
    told: dict[str, Any] = json.loads(answer.stdout)
    return told


@pytest.mark.parametrize(("outcome", "rows"), [("retrain", 7), ("stop", 6)])
def test_json_holds_the_rows_the_tracker_and_the_exit_note(outcome: str, rows: int) -> None:
    told = document(outcome)

    assert list(told) == ["rows", "tracker", "exit_note"]
    assert [row["step"] for row in told["rows"]] == list(range(1, rows + 1))
    assert len(told["tracker"]) == rows + 1
    assert told["exit_note"] == EXIT_NOTE


@pytest.mark.parametrize("outcome", ["retrain", "stop"])
def test_json_is_the_trace_itself(outcome: str) -> None:
    trace = trace_program(outcome_calls(needs_retraining=outcome == "retrain"))

    told = document(outcome)

    assert told["tracker"] == list(trace.tracker)
    assert told["rows"] == [
        {
            "step": step.number,
            "line": step.line,
            "current_stage": step.current_stage.name,
            "action": step.action,
            "next_stage": step.next_stage.name,
        }
        for step in trace.steps
    ]


def test_the_table_is_for_people() -> None:
    answer = lifecycle("trace", "--outcome", "retrain")

    lines = answer.stdout.splitlines()
    assert answer.returncode == 0
    assert lines[0].split("  ")[0] == "Step"
    assert lines[7].startswith("7     6     Data Collection")
    assert lines[-1] == EXIT_NOTE
    assert "After step 7  Data Preparation" in lines


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "The following arguments are required: --outcome."),
        (["--outcome", "explode"], "Argument --outcome: invalid choice: 'explode'"),
        (["--outcome", ""], "Argument --outcome: invalid choice: ''"),
        (["--outcome", "stop", "--format", "xml"], "Argument --format: invalid choice: 'xml'"),
        (["--out", "stop"], "The following arguments are required: --outcome."),
        (["--outcome", "stop", "--form", "json"], "Unrecognized arguments: --form json."),
        (["--outcome", "stop", "again"], "Unrecognized arguments: again."),
    ],
)
def test_a_wrong_argument_gets_one_sentence_and_exit_code_2(
    arguments: list[str], sentence: str
) -> None:
    answer = lifecycle("trace", *arguments)

    assert answer.returncode == 2
    assert answer.stdout == ""
    assert sentence in answer.stderr
    assert answer.stderr.count("\n") == 1


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_gets_one_sentence() -> None:
    with FULL.open("w") as disk:
        answer = subprocess.run(
            [sys.executable, "-m", "lifecycle", "trace", "--outcome", "stop"],
            cwd=ROOT,
            stdout=disk,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert answer.returncode == 1
    assert answer.stderr == "The answer could not be written: No space left on device.\n"


def test_a_reader_who_had_enough_is_no_failure() -> None:
    reading, writing = os.pipe()
    os.close(reading)

    with os.fdopen(writing, "w") as closed:
        answer = subprocess.run(
            [sys.executable, "-m", "lifecycle", "trace", "--outcome", "stop"],
            cwd=ROOT,
            stdout=closed,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert (answer.returncode, answer.stderr) == (0, "")


def test_the_trace_needs_no_data(tmp_path: object) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "lifecycle", "trace", "--outcome", "stop"],
        cwd=ROOT,
        env={"LIFECYCLE_DATA": f"{tmp_path}/no-such-folder"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 0
    assert answer.stdout == lifecycle("trace", "--outcome", "stop").stdout
