import json
import subprocess
from typing import Any

import pytest

from lifecycle.__main__ import main
from lifecycle.faults.fault import FAULTS, blind
from lifecycle.stage import STAGES
from tests.command_lines import called


def lifecycle(*arguments: str) -> subprocess.CompletedProcess[str]:
    return called(main, "break", *arguments)


def document(*arguments: str) -> dict[str, Any]:
    return read(lifecycle(*arguments, "--format", "json"))


def read(answer: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert (answer.returncode, answer.stderr) == (0, "")
    told: dict[str, Any] = json.loads(answer.stdout)
    return told


def test_json_tells_every_stage_its_checks_and_who_is_guilty() -> None:
    told = document("--fault", "swapped-inputs")

    assert told["fault"] == "swapped-inputs"
    assert [stage["stage"] for stage in told["stages"]] == [stage.name for stage in STAGES]
    assert [stage["stage"] for stage in told["stages"] if stage["guilty"]] == [told["stage"]]
    same = next(check for check in told["stages"][4]["checks"] if check["check"] == "same")
    assert same["changed"]
    assert same["effect"]["interval"][1] < 0


def test_json_tells_that_a_fault_does_no_harm_here() -> None:
    told = document("--fault", "scaler-before-split")

    assert told["harmless"]
    assert "neither an accuracy nor the decision moves" in told["harm"]


def test_the_table_is_for_people() -> None:
    answer = lifecycle("--fault", "shuffled-labels")

    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.startswith("Labels out of order\n")
    assert "   Guilty: A species has its usual size" in answer.stdout
    assert "Weights usual for their species    95.1%    35.9%           changed" in answer.stdout
    assert "\nGuilty: Data Collection\n" in answer.stdout
    assert "the first whose checks fail is the guilty one" in " ".join(answer.stdout.split())


def test_a_seed_picks_a_fault_blindly() -> None:
    assert document("--blind", "3")["fault"] == blind(3).name


def test_an_unknown_fault_gets_one_sentence_that_lists_the_known_ones() -> None:
    answer = lifecycle("--fault", "gremlin")

    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.startswith("There is no fault named 'gremlin'; the known ones are ")
    assert all(fault.name in answer.stderr for fault in FAULTS)
    assert answer.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "One of the arguments --fault --blind is required."),
        (["--blind", "some"], "Argument --blind: invalid int value: 'some'."),
        (["--fault", ""], "There is no fault named ''"),
        (["--fault", "marks-itself", "--blind", "1"], "not allowed with argument --fault"),
        (["--fault", "marks-itself", "--format", "xml"], "invalid choice: 'xml'"),
        (["--fau", "marks-itself"], "One of the arguments --fault --blind is required."),
    ],
)
def test_a_wrong_argument_gets_one_sentence(arguments: list[str], sentence: str) -> None:
    answer = lifecycle(*arguments)

    assert (answer.returncode, answer.stdout) == (2, "")
    assert sentence in answer.stderr
    assert answer.stderr.count("\n") == 1
