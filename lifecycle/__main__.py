"""The command line: `python -m lifecycle run --scenario desert-changed --format json`."""

import argparse
import io
import os
import sys
from typing import NoReturn

from lifecycle.commands import break_stage, run, trace
from lifecycle.errors import LifecycleError

COMMANDS = (run, trace, break_stage)
"""Each has `add_parser(commands)`, which sets `check` and `run` as defaults of its parser.

`check(arguments)` refuses wrong arguments; `run(arguments)` answers with the text to print.
"""

FAILED, WRONG_ARGUMENT = 1, 2


class Parser(argparse.ArgumentParser):
    """An argument parser that says in one sentence what is wrong."""

    def error(self, message: str) -> NoReturn:
        """Say it without the usage, which buries the sentence."""
        stop(message, WRONG_ARGUMENT)


def main() -> None:
    """Read the arguments, run the command, print its answer."""
    parser = Parser(prog="python -m lifecycle", description=__doc__, allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True)
    for command in COMMANDS:
        command.add_parser(commands)
    arguments = parser.parse_args()
    try:
        arguments.check(arguments)
    except LifecycleError as problem:
        stop(str(problem), WRONG_ARGUMENT)
    try:
        answer = arguments.run(arguments)
    except LifecycleError as problem:
        stop(str(problem), FAILED)
    write(answer)


def write(answer: str) -> None:
    """Print to the last letter, or say why not; a reader who had enough is no failure."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # for a terminal that has no “ and no …
    try:
        print(answer, flush=True)
    except OSError as problem:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python tries again
        if not isinstance(problem, BrokenPipeError):
            stop(f"The answer could not be written: {problem.strerror}", FAILED)


def stop(sentence: str, code: int) -> NoReturn:
    """End with one sentence on standard error."""
    one_line = " ".join(sentence.split())
    print(f"{one_line[:1].upper()}{one_line[1:].rstrip('.')}.", file=sys.stderr)
    sys.exit(code)


if __name__ == "__main__":
    main()
