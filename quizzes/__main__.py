"""The command line: `python -m quizzes check`, `python -m quizzes export --format gift …`."""

import argparse
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NoReturn

from quizzes.bank import QUESTIONS, load, read
from quizzes.errors import QuizError
from quizzes.exports.export import FORMATS, export, refuse_unwritable
from quizzes.lesson import Lesson

SCENARIOS = ("desert-changed", "quiet-year", "borderline-year", "loud-alarm")
FAILED, WRONG_ARGUMENT = 1, 2


class Parser(argparse.ArgumentParser):
    """An argument parser that says in one sentence what is wrong."""

    def error(self, message: str) -> NoReturn:
        """Say it without the usage, which buries the sentence."""
        print(f"{message[:1].upper()}{message[1:].rstrip('.')}.", file=sys.stderr)
        sys.exit(WRONG_ARGUMENT)


def main() -> None:
    """Read the arguments, run the command, print its answer."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # for a terminal that has no “ and no …
    parser = Parser(prog="python -m quizzes", description=__doc__, allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser(
        "check", help="print every complaint about a folder whose programs you trust: they are run"
    )
    checking.add_argument("path", nargs="?", type=Path, default=QUESTIONS)
    checking.set_defaults(run=check)
    exporting = commands.add_parser("export", help="write the questions for another system")
    exporting.add_argument("--format", choices=FORMATS, required=True)
    exporting.add_argument("--out", type=Path, required=True)
    exporting.add_argument("--questions", type=Path, default=QUESTIONS)
    exporting.set_defaults(run=write)
    arguments = parser.parse_args()
    try:
        sys.exit(arguments.run(arguments))
    except QuizError as problem:
        print(problem, file=sys.stderr)
        sys.exit(FAILED)


def check(arguments: argparse.Namespace) -> int:
    """Print every complaint about a folder of questions, or how many questions it holds."""
    bank, complaints = read(arguments.path, lesson())
    if complaints:
        tell("\n".join(map(str, complaints)))
        return FAILED
    templates = {question.template for question in bank.questions}
    tell(f"{len(templates)} questions, {len(bank.questions)} with their variants: all well.")
    return 0


def write(arguments: argparse.Namespace) -> int:
    """Write a folder of questions for another system, and tell what that system cannot carry."""
    refuse_unwritable(arguments.out)
    told = lesson()
    bank = load(arguments.questions, told)
    tell(str(export(bank, told.cells, arguments.format, arguments.out)))
    return 0


def tell(answer: str) -> None:
    """Print to the last letter, or say why not; a reader who had enough is no failure."""
    try:
        print(answer, flush=True)
    except OSError as problem:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python tries again
        if not isinstance(problem, BrokenPipeError):
            print(f"The answer could not be written: {problem.strerror}.", file=sys.stderr)
            sys.exit(FAILED)


def lesson() -> Lesson:
    """Ask the lesson's own command line what its table holds and what its runs measured."""
    runs = _ask("run", *(f"--scenario={scenario}" for scenario in SCENARIOS))
    return Lesson.told_by(_ask("trace", "--outcome", "retrain"), runs)


def _ask(*arguments: str) -> Any:
    command = [sys.executable, "-m", "lifecycle", *arguments, "--format", "json"]
    asked = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if asked.returncode:
        raise QuizError(f"The lesson could not be run: {asked.stderr.strip()}")
    return json.loads(asked.stdout)


if __name__ == "__main__":
    main()
