import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lifecycle.__main__ import main
from lifecycle.portal import FOLDER_VARIABLE, PUBLISHED_FOLDER
from tests.command_lines import called


def lifecycle(*arguments: str) -> subprocess.CompletedProcess[str]:
    return called(main, *arguments)


def test_json_tells_every_step_the_decision_and_the_reason() -> None:
    arguments = ["run", "--scenario", "desert-changed", "--format", "json"]

    answer = subprocess.run(
        [sys.executable, "-m", "lifecycle", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={FOLDER_VARIABLE: str(PUBLISHED_FOLDER)},
    )

    run = json.loads(answer.stdout)
    monitoring = run["steps"][5]
    assert answer.returncode == 0
    assert [step["step"] for step in run["steps"]] == [1, 2, 3, 4, 5, 6, 7]
    assert run["steps"][6]["stage"] == "Data Collection"
    assert run["steps"][6]["turn"] == 2
    assert monitoring["accuracy"] == 0.5164
    assert monitoring["interval"] == [0.4965, 0.536]
    assert run["decision"] == "back-to-collection"
    assert monitoring["sentence"].startswith(run["reason"])


def test_several_scenarios_are_told_as_each_alone() -> None:
    one, other = "--scenario=loud-alarm", "--scenario=quiet-year"

    def run(*arguments: str) -> str:
        return lifecycle("run", *arguments).stdout

    def told(*arguments: str) -> object:
        return json.loads(run("--format=json", *arguments))

    assert told(one, other) == [told(one), told(other)]
    assert run(one, other) == f"{run(one)}\n{run(other)}"


def test_the_table_is_for_people() -> None:
    answer = lifecycle("run", "--scenario", "quiet-year")

    assert answer.returncode == 0
    assert answer.stdout.startswith("Is the 1993-94 model still good in 1995?")
    assert "Merriam's kangaroo rat" in answer.stdout
    assert "Decision: performs well, the cycle stops" in answer.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "The following arguments are required: command."),
        (["walk"], "Argument command: invalid choice: 'walk'"),
        (["run", "--scenario", "no-such"], "the known ones are desert-changed, quiet-year"),
        (["run", "--scenario", "quiet-year", "--scenario", "no"], "the known ones are"),
        (["run", "--scen", "quiet-year"], "Unrecognized arguments: --scen quiet-year."),
        (["run", "--format", "xml"], "Argument --format: invalid choice: 'xml'"),
        (["run", "--turns", "many"], "Argument --turns: invalid int value: 'many'."),
        (["run", "--turns", "0"], "The scenario desert-changed has 1 to 2 turns, not 0."),
        (["run", "--loud"], "Unrecognized arguments: --loud."),
    ],
)
def test_a_wrong_argument_gets_one_sentence(arguments: list[str], sentence: str) -> None:
    answer = lifecycle(*arguments)

    assert answer.returncode == 2
    assert answer.stdout == ""
    assert sentence in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_a_damaged_file_gets_one_sentence_and_nothing_half_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = Path(shutil.copytree(PUBLISHED_FOLDER, tmp_path / "portal"))
    (data / "portal_species.csv").write_text("species_id\n")
    monkeypatch.setenv(FOLDER_VARIABLE, str(data))

    answer = lifecycle("run")

    assert answer.returncode == 1
    assert answer.stdout == ""
    assert "portal_species.csv has 11 bytes where 2,145 are expected" in answer.stderr
    assert answer.stderr.count("\n") == 1
