"""`python -m quizzes check` as a teacher runs it."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lifecycle.scenarios import SCENARIOS
from quizzes import __main__ as command_line
from quizzes.bank import QUESTIONS
from quizzes.lesson import Lesson
from tests.quizzes.sources import entries, write
from tests.serving import ROOT

SECONDS = 120


def test_the_scenarios_asked_for_are_those_of_the_lesson() -> None:
    assert tuple(scenario.name for scenario in SCENARIOS) == command_line.SCENARIOS


def test_our_bank_is_all_well_in_one_line() -> None:
    asked = subprocess.run(
        [sys.executable, "-m", "quizzes", "check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )

    assert (asked.returncode, asked.stderr) == (0, "")
    told = rf"{len(entries())} questions, \d+ with their variants: all well\.\n"
    assert re.fullmatch(told, asked.stdout)


@pytest.fixture
def quickly(lesson: Lesson, monkeypatch: pytest.MonkeyPatch) -> Callable[..., object]:
    """Run the command line in this process, with the lesson it would ask for in two seconds."""

    def run(*arguments: str) -> object:
        monkeypatch.setattr(command_line, "lesson", lambda: lesson)
        monkeypatch.setattr(sys, "argv", ["quizzes", *arguments])
        with pytest.raises(SystemExit) as ended:
            command_line.main()
        return ended.value.code

    return run


def test_a_folder_with_faults_fails_with_a_line_for_each(
    tmp_path: Path, quickly: Callable[..., object], capsys: pytest.CaptureFixture[str]
) -> None:
    lost = {name: value for name, value in entries()["after-training"].items() if name != "check"}
    unproven = {**entries()["monitoring-starts"], "answer": "Step 5"}
    write(tmp_path / "ours.toml", lost, unproven)
    (tmp_path / "theirs.toml").write_text("]")

    code = quickly("check", str(tmp_path))

    said = capsys.readouterr()
    assert (code, said.err) == (1, "")
    assert said.out.splitlines() == [
        "ours.toml, question after-training: `check` is missing.",
        (
            "ours.toml, question monitoring-starts: its options say that ['Step 6'] is right, "
            "but its `answer` does not: one of them is wrong."
        ),
        "theirs.toml: this is not TOML: Invalid statement (at line 1, column 1).",
    ]


@pytest.mark.parametrize("path", ["no-such-folder", "a-file.toml"])
def test_a_path_that_is_no_folder_of_questions_fails_in_one_line(
    tmp_path: Path,
    quickly: Callable[..., object],
    capsys: pytest.CaptureFixture[str],
    path: str,
) -> None:
    (tmp_path / "a-file.toml").touch()

    code = quickly("check", str(tmp_path / path))

    assert code == 1
    assert capsys.readouterr() == (
        f"{tmp_path / path}: there are no questions (*.toml) here.\n",
        "",
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("check", "--colour"), "Unrecognized arguments: --colour.\n"),
        (("examine",), "Argument command: invalid choice: 'examine' "),
    ],
)
def test_a_wrong_argument_is_refused_in_one_sentence(
    arguments: tuple[str, ...],
    sentence: str,
    quickly: Callable[..., object],
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = quickly(*arguments)

    said = capsys.readouterr()
    assert (code, said.out) == (2, "")
    assert said.err.startswith(sentence)
    assert said.err.count("\n") == 1


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_gets_one_sentence(
    tmp_path: Path,
    quickly: Callable[..., object],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with FULL.open("w") as disk:
        monkeypatch.setattr(sys, "stdout", disk)
        code = quickly("check", str(tmp_path))

    assert code == 1
    assert capsys.readouterr().err == (
        "The answer could not be written: No space left on device.\n"
    )


@pytest.mark.parametrize(("folder", "code"), [(QUESTIONS, 0), (Path("no-such-folder"), 1)])
def test_a_reader_who_had_enough_changes_nothing(
    folder: Path,
    code: int,
    quickly: Callable[..., object],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    reading, writing = os.pipe()
    os.close(reading)

    with os.fdopen(writing, "w") as closed:
        monkeypatch.setattr(sys, "stdout", closed)
        ended = quickly("check", str(folder))

    assert (ended, capsys.readouterr().err) == (code, "")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("check", "our-“best”"), 1, "our-?best?: there are no questions (*.toml) here."),
        (("--help",), 0, "gift ?`."),
    ],
)
def test_a_terminal_without_a_letter_is_told_all_the_others(
    arguments: tuple[str, ...],
    code: int,
    said: str,
    quickly: Callable[..., object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = io.BytesIO()
    monkeypatch.setenv("COLUMNS", "200")  # so that no sentence is broken in two
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(told, encoding="ascii"))

    ended = quickly(*arguments)

    sys.stdout.flush()
    assert ended == code
    assert said in told.getvalue().decode()
